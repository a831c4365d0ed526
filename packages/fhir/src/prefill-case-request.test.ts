import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseRequestFromRecord } from './prefill-case-request.js';
import { readRecord } from './record/read-record.js';

test('what is prefilled reads as a doctor would write it: no codes of the standard, dates day first', () => {
  const read = readRecord({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      {
        resource: {
          resourceType: 'AllergyIntolerance',
          code: { text: 'Amoxicillin' },
          criticality: 'low',
          reaction: [{ manifestation: [{ text: 'Ban sẩn ngứa' }] }],
        },
      },
      ...['2025-03-09', '2024-11', '2019'].map((onsetDateTime) => ({
        resource: {
          resourceType: 'Condition',
          code: { text: `Viêm phổi ${onsetDateTime}` },
          clinicalStatus: { coding: [{ code: 'resolved' }] },
          onsetDateTime,
        },
      })),
    ].map(({ resource }, at) => ({ resource: { ...resource, id: `r${at}` } })),
  });
  assert.ok(read.ok);
  const { allergies, pastHistory } = caseRequestFromRecord(read.ok);
  assert.equal(allergies, 'Amoxicillin (Ban sẩn ngứa)');
  assert.match(pastHistory!, /\(09\/03\/2025\)/);
  assert.match(pastHistory!, /\(11\/2024\)/);
  assert.match(pastHistory!, /\(2019\)/);
});
