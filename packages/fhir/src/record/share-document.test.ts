import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Composition } from 'fhir/r4';
import { mergeRecords } from './merge/merge-records.js';
import { newestPagesCount } from './newest-pages.js';
import { readRecord } from './read-record.js';
import { toShareDocument } from './share-document.js';
import type { RecordModel, RecordSection } from './record.types.js';

const resources = [
  { resourceType: 'Patient', id: 'p', name: [{ text: 'Sùng A Páo' }] },
  {
    resourceType: 'Condition',
    id: 'c',
    code: { text: 'HIV giai đoạn 2', coding: [{ code: 'B20' }] },
    subject: { reference: 'Patient/p' },
  },
  { resourceType: 'Medication', id: 'arv', code: { text: 'TDF/3TC/DTG' } },
  {
    resourceType: 'MedicationRequest',
    id: 'm',
    status: 'active',
    medicationReference: { reference: 'Medication/arv' },
    reasonReference: [{ reference: 'Condition/c', display: 'HIV' }],
    subject: { reference: 'Patient/p' },
  },
  {
    resourceType: 'Encounter',
    id: 'e',
    type: [{ text: 'Khám' }],
    diagnosis: [{ condition: { reference: 'Condition/c', display: 'HIV' } }],
    reasonCode: [{ text: 'Khám HIV định kỳ' }],
  },
  { resourceType: 'Claim', id: 'x', diagnosis: [{ diagnosisReference: { display: 'HIV' } }] },
  {
    resourceType: 'AllergyIntolerance',
    id: 'a',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003', display: 'No known allergy' }] },
  },
  {
    resourceType: 'Observation',
    id: 'o',
    code: { text: 'CD4' },
    valueQuantity: { value: 400 },
    text: { div: '<div>theo dõi HIV</div>' },
  },
];
const source = { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };

test('a share has every section, each with entries or a reason, and reads back as the source did', () => {
  const bundle = share([]);
  const composition = bundle.entry?.[0]?.resource as Composition;
  assert.equal(composition.section?.length, 19);
  for (const section of composition.section ?? [])
    assert.ok((section.entry?.length ?? 0) > 0 || (section.emptyReason && section.text), section.title);
  const [before, after] = [ok(readRecord(source)), ok(readRecord(bundle))];
  assert.deepEqual(counts(after), counts(before));
  assert.equal(after.sections.allergies.state, 'empty');
});

test('the newest page of each section stands in front, what it refers to before it, and the document says how far that goes', () => {
  const dated = Array.from({ length: 50 }, (_, n) => ({
    resourceType: 'Observation',
    id: `o${n}`,
    code: { text: `Mạch ${n}` },
    effectiveDateTime: `2026-01-01T${String(n % 24).padStart(2, '0')}:${String(n).padStart(2, '0')}:00+07:00`,
    performer: [{ reference: `Practitioner/d${n % 3}` }],
  }));
  const doctors = [0, 1, 2].map((n) => ({ resourceType: 'Practitioner', id: `d${n}`, name: [{ text: `BS ${n}` }] }));
  const old = {
    resourceType: 'AllergyIntolerance',
    id: 'old',
    code: { text: 'Penicillin' },
    recordedDate: '1999-01-01',
  };
  const patient = { resourceType: 'Patient', id: 'p', name: [{ text: 'Bé Na' }] };
  const { ok: bundle } = toShareDocument({ ...input(), bundle: [...dated, ...doctors, old, patient] });
  const text = JSON.stringify(bundle);
  const count = newestPagesCount(text.slice(0, 2000));
  const inFront = (bundle?.entry ?? [])
    .slice(0, count)
    .map(({ resource }) => resource as { resourceType: string; id: string });
  assert.equal(inFront[0]?.resourceType, 'Composition');
  assert.equal(inFront[1]?.resourceType, 'Patient');
  const newest = [...dated].sort((a, b) => (a.effectiveDateTime < b.effectiveDateTime ? 1 : -1)).slice(0, 20);
  const results = inFront.filter(({ resourceType }) => resourceType === 'Observation').map(({ id }) => id);
  assert.deepEqual(
    results,
    newest.map(({ id }) => id),
  );
  assert.ok(
    inFront.some(({ id }) => id === 'old'),
    'an old allergy is on its section’s newest page',
  );
  const first = inFront.findIndex(({ resourceType }) => resourceType === 'Observation');
  assert.equal(inFront[first - 1]?.resourceType, 'Practitioner');
  assert.equal(count, 1 + 1 + 20 + 3 + 1);
  assert.deepEqual(counts(ok(readRecord(bundle))), counts(ok(readRecord([patient, ...dated, ...doctors, old]))));
});

test('what is withheld is nowhere in the document, nor told by what is shared', () => {
  const bundle = share(['problems', 'medications']);
  const json = JSON.stringify(bundle);
  assert.ok(!json.includes('HIV'), 'no word of it');
  assert.ok(!json.includes('TDF'), 'nor the drug that only a withheld request named');
  const model = ok(readRecord(bundle));
  assert.deepEqual(
    [model.sections.problems, model.sections.medications].map(({ state, count, reason }) => [state, count, reason]),
    [
      ['hidden', 0, 'withheld'],
      ['hidden', 0, 'withheld'],
    ],
  );
  assert.equal(model.sections.results.count, 1);
});

test('without a patient, or of something else, nothing is made', () => {
  assert.equal(
    toShareDocument({ ...input(), bundle: [{ resourceType: 'Condition', code: { text: 'Ho' } }] }).issues[0]?.at,
    'patient',
  );
  for (const bundle of [undefined, '{', 5, { a: 1 }])
    assert.equal(toShareDocument({ ...input(), bundle }).issues[0]?.at, 'bundle');
});

test('records of two hospitals: the same fact once, with its sources; absence never hides a failure', () => {
  const from = (source: string, extra: object[]): RecordModel =>
    ok(
      readRecord([resources[0], { resourceType: 'Organization', id: 'h', name: source }, ...extra], {
        ownSource: 'Nhà',
      }),
    );
  const ho = {
    resourceType: 'Condition',
    id: '1',
    code: { text: 'Ho' },
    onsetDateTime: '2026-01-01',
    recorder: { reference: 'Organization/h' },
  };
  const merged = ok(
    mergeRecords([
      from('BV A', [ho]),
      from('BV B', [
        { ...ho, id: '2' },
        { ...ho, id: '3', code: { text: 'Sốt' } },
      ]),
      ok(readRecord({ resourceType: 'Bundle', type: 'searchset', link: [{ relation: 'next', url: 'x' }], entry: [] })),
    ]),
  );
  assert.deepEqual(
    merged.sections.problems.entries.map(({ title, source: by }) => [title, by]),
    [
      ['Ho', 'BV A · BV B'],
      ['Sốt', 'BV B'],
    ],
  );
  assert.equal(merged.sections.problems.state, 'truncated');
  assert.equal(merged.sections.allergies.state, 'truncated');
  assert.equal(merged.sections.patient.count, 1);
  const shown = Object.values(merged.sections).reduce((sum, { entries }) => sum + entries.length, 0);
  assert.equal(
    shown + Object.values(merged.notDisplayed).reduce((sum, count) => sum + count, 0) + merged.setAside.length,
    merged.total,
  );
  assert.deepEqual(ok(mergeRecords([])).sections.patient, { state: 'not-provided', count: 0, entries: [] });
});

function input(): Parameters<typeof toShareDocument>[0] {
  return {
    bundle: source,
    documentId: 'doc',
    caseId: 'case',
    siteId: '15000',
    siteName: 'TTYT',
    author: { sub: '1', name: 'BS' },
    withheld: [],
    now: '2026-10-05T03:00:00Z',
  };
}

function share(withheld: RecordSection[]): Bundle {
  return ok(toShareDocument({ ...input(), withheld }));
}

function counts(model: RecordModel): string[] {
  return Object.entries(model.sections).map(([key, { state, count }]) => `${key} ${state} ${count}`);
}

function ok<T>(result: { ok?: T; issues: readonly unknown[] }): T {
  assert.ok(result.ok !== undefined, JSON.stringify(result.issues));
  return result.ok;
}
