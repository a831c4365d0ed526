import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateRecord } from './generate-record.js';

test('a generated record is the same for its seed, of exactly as many resources, of every type of the IPS', () => {
  assert.deepEqual(generateRecord(200, 5), generateRecord(200, 5));
  assert.notDeepEqual(generateRecord(200, 5), generateRecord(200, 6));
  for (const count of [100, 50_000]) assert.equal(generateRecord(count).entry.length, count);
  const of = (resource: Record<string, unknown>) => String(resource['resourceType']);
  const { entry } = generateRecord(10_000);
  const counts = new Map<string, number>();
  for (const { resource } of entry) counts.set(of(resource), (counts.get(of(resource)) ?? 0) + 1);
  for (const type of [
    ...[
      'Patient',
      'Organization',
      'AllergyIntolerance',
      'Condition',
      'MedicationRequest',
      'MedicationStatement',
      'Immunization',
    ],
    ...[
      'Procedure',
      'Observation',
      'DiagnosticReport',
      'ImagingStudy',
      'DeviceUseStatement',
      'Encounter',
      'CarePlan',
      'Flag',
    ],
    ...['ClinicalImpression', 'Consent', 'DocumentReference', 'FamilyMemberHistory', 'ServiceRequest'],
  ])
    assert.ok((counts.get(type) ?? 0) > 0, type);
  assert.ok(counts.get('Observation')! > 7_000, 'results dominate');
});
