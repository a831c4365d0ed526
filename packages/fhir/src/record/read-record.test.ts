import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readRecord, startReading } from './read-record.js';
import type { RecordEntry, RecordModel, RecordSection } from './record.types.js';

const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
const patient = {
  resourceType: 'Patient',
  id: 'p',
  gender: 'female',
  birthDate: '1990-05',
  name: [{ text: 'LÒ THỊ MẨY' }],
};

test('a section is empty only when the source states so', () => {
  const model = document([
    { code: loinc('48765-2'), emptyReason: { coding: [{ code: 'nilknown' }] } },
    { code: loinc('10160-0'), emptyReason: { coding: [{ code: 'notasked' }] } },
    { code: loinc('30954-2'), emptyReason: { coding: [{ code: 'withheld' }] } },
    { code: loinc('11450-4'), entry: [{ reference: 'Condition/missing' }] },
    { title: 'Câu chuyện', code: loinc('18776-5'), text: { div: '<div>Tái khám sau 2 tuần</div>' } },
  ]);
  assert.deepEqual(states(model, ['allergies', 'medications', 'results', 'problems', 'plans', 'procedures']), [
    'empty:0:nilknown',
    'not-provided:0:notasked',
    'hidden:0:withheld',
    'failed:0:set-aside',
    'loaded:1:',
    'not-provided:0:',
  ]);
  assert.equal(model.sections.plans.entries[0]?.narrative, '<div>Tái khám sau 2 tuần</div>');
});

test('the newest of each section come before the rest is read, and nothing then looks like all there is', () => {
  const resources = [
    patient,
    {
      resourceType: 'AllergyIntolerance',
      id: 'nil',
      code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }] },
    },
    ...['2026-01-02', '2026-03-01', '2019', '2026-02-28T10:00:00+07:00'].map((effectiveDateTime, n) => ({
      resourceType: 'Observation',
      id: `o${n}`,
      code: { text: `Mạch ${n}` },
      effectiveDateTime,
    })),
    { resourceType: 'Observation', id: 'o1', code: { text: 'Mạch 1' }, effectiveDateTime: '2026-05-01' },
    { resourceType: 'Condition', id: 'broken' },
  ];
  const reading = ok(startReading(resources));
  const look = ok(reading.newest(2));
  assert.deepEqual(
    look.sections.results.entries.map(({ key }) => key),
    ['Observation/o3', 'Observation/o0'],
    'those that share an id wait for the rest',
  );
  assert.equal(look.patient?.name, 'LÒ THỊ MẨY');
  for (const [key, { state, reason }] of Object.entries(look.sections))
    assert.deepEqual([state, reason], key === 'patient' ? ['loaded', undefined] : ['truncated', 'reading'], key);
  assert.deepEqual([look.total, look.setAside], [0, []]);
  assert.deepEqual(ok(reading.whole()), ok(readRecord(resources)));
});

test('a first look changes nothing of what is read then, whatever the record', () => {
  const value = fc.oneof(fc.constantFrom('2026-01-01', '2020', 'x', ''), fc.jsonValue());
  const resource = fc.record(
    {
      resourceType: fc.constantFrom('Observation', 'Condition', 'Patient', 'Device', 'DiagnosticReport', 'Nothing'),
      id: fc.constantFrom('1', '2', '3', 'a', 'b', ''),
      code: fc.oneof(fc.record({ text: fc.string() }), fc.jsonValue()),
      effectiveDateTime: value,
      recordedDate: value,
      result: fc.constant([{ reference: 'Observation/1' }]),
    },
    { requiredKeys: ['resourceType'] },
  );
  fc.assert(
    fc.property(fc.array(resource, { maxLength: 30 }), fc.nat(3), (resources, limit) => {
      const looked = ok(startReading(resources));
      ok(looked.newest(limit));
      assert.deepEqual(looked.whole(), readRecord(resources));
    }),
    { numRuns: 500 },
  );
});

test('a statement of absence is shown as what it means', () => {
  const snomed = (code: string) => ({ coding: [{ system: 'http://snomed.info/sct', code }] });
  const ips = (code: string) => ({
    coding: [{ system: 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips', code }],
  });
  const one = (code: object) => collection([{ resourceType: 'AllergyIntolerance', code }]).sections.allergies;
  assert.equal(one(snomed('716186003')).state, 'empty');
  assert.deepEqual(one(snomed('716186003')).entries[0]?.flags, ['nil-known']);
  assert.equal(one(ips('no-known-allergies')).state, 'empty');
  assert.equal(one(ips('no-allergy-info')).state, 'not-provided');
  assert.deepEqual(one(ips('no-allergy-info')).entries[0]?.flags, ['data-absent']);
  assert.equal(one(ips('no-known-food-allergies')).state, 'loaded');
  assert.equal(one(snomed('91936005')).state, 'loaded');
});

test('negated, refuted, erroneous, corrected, cancelled, absent and machine-made are flagged', () => {
  const flags = (resource: object) => entries(collection([resource]))[0]?.flags;
  const status = (code: string) => ({ coding: [{ code }] });
  assert.deepEqual(
    flags({ resourceType: 'Condition', code: { text: 'Lao phổi' }, verificationStatus: status('refuted') }),
    ['refuted'],
  );
  assert.deepEqual(flags({ resourceType: 'Condition', code: { text: 'Sốt' }, clinicalStatus: status('resolved') }), [
    'resolved',
  ]);
  assert.deepEqual(
    flags({ resourceType: 'Condition', code: { text: 'Sốt' }, verificationStatus: status('entered-in-error') }),
    ['entered-in-error'],
  );
  assert.deepEqual(
    flags({ resourceType: 'MedicationRequest', medicationCodeableConcept: { text: 'Aspirin' }, doNotPerform: true }),
    ['negated'],
  );
  assert.deepEqual(flags({ resourceType: 'Immunization', vaccineCode: { text: 'BCG' }, status: 'not-done' }), [
    'negated',
  ]);
  assert.deepEqual(flags({ resourceType: 'Immunization', vaccineCode: { text: 'BCG' }, status: 'completed' }), []);
  assert.deepEqual(flags({ resourceType: 'Observation', code: { text: 'K' }, status: 'corrected', valueString: '4' }), [
    'corrected',
  ]);
  assert.deepEqual(flags({ resourceType: 'Observation', code: { text: 'K' }, status: 'cancelled' }), ['cancelled']);
  assert.deepEqual(
    flags({ resourceType: 'Observation', code: { text: 'K' }, dataAbsentReason: { text: 'mẫu vỡ hồng cầu' } }),
    ['data-absent'],
  );
  assert.deepEqual(
    flags({ resourceType: 'DiagnosticReport', code: { text: 'X quang' }, performer: [{ reference: 'Device/ai' }] }),
    ['machine'],
  );
  assert.deepEqual(flags({ resourceType: 'Condition', code: { coding: [{ code: 'B20' }] } }), ['restricted']);
  // Whatever is left out of an export is masked on the screen too.
  for (const code of ['O98.7', 'R75', '86406008'])
    assert.deepEqual(flags({ resourceType: 'Condition', code: { coding: [{ code }], text: 'Theo dõi' } }), [
      'restricted',
    ]);
});

test('values are as written, marked by code before range, converted only where the analyte is known', () => {
  const read = (observation: object) =>
    entries(collection([patient, { resourceType: 'Observation', ...observation }])).find(
      ({ resourceType }) => resourceType === 'Observation',
    )?.value;
  const glucose = read({
    code: { text: 'Đường huyết' },
    valueQuantity: { value: 7, unit: 'mmol/L' },
    referenceRange: [{ low: { value: 3.9, unit: 'mmol/L' }, high: { value: 6.4, unit: 'mmol/L' } }],
  });
  assert.deepEqual(glucose, {
    text: '7',
    number: 7,
    unit: 'mmol/L',
    range: { text: '3.9 – 6.4 mmol/L', low: 3.9, high: 6.4 },
    mark: 'high',
    converted: { text: '126', unit: 'mg/dL' },
  });
  assert.equal(
    read({ code: { text: 'Glucose niệu' }, valueQuantity: { value: 7, unit: 'mmol/L' } })?.converted,
    undefined,
  );
  assert.deepEqual(
    read({ code: loinc('2160-0'), valueQuantity: { value: 1, unit: 'mg/dL', code: 'mg/dL' } })?.converted,
    { text: '88.4', unit: 'µmol/L' },
  );
  assert.deepEqual(read({ code: { text: 'Creatinin' }, valueQuantity: { value: 88.4, unit: 'umol/l' } })?.converted, {
    text: '1',
    unit: 'mg/dL',
  });
  assert.deepEqual(
    read({
      code: { text: 'TSH' },
      valueQuantity: { value: 0.01, comparator: '<', unit: 'mIU/L' },
      referenceRange: [{ low: { value: 0.4 } }],
    }),
    { text: '<0.01', unit: 'mIU/L', range: { text: '≥ 0.4', low: 0.4 }, mark: 'low' },
  );
  assert.equal(
    read({
      code: { text: 'K' },
      valueQuantity: { value: 9, unit: 'mmol/L' },
      interpretation: [{ coding: [{ code: 'HH' }] }],
      referenceRange: [{ high: { value: 5 } }],
    })?.mark,
    'critical-high',
  );
  assert.equal(
    read({
      code: { text: 'K' },
      valueQuantity: { value: 9, unit: 'mg/dL' },
      referenceRange: [{ high: { value: 5, unit: 'mmol/L' } }],
    })?.mark,
    undefined,
    'units differ',
  );
  const bySex = [
    { low: { value: 13 }, appliesTo: [{ coding: [{ code: 'male' }] }] },
    { low: { value: 11 }, appliesTo: [{ coding: [{ code: 'female' }] }] },
  ];
  assert.equal(
    read({ code: { text: 'Hb' }, effectiveDateTime: '2020', valueQuantity: { value: 12 }, referenceRange: bySex })
      ?.mark,
    'normal',
  );
  assert.equal(
    read({
      code: { text: 'Hb' },
      valueQuantity: { value: 12 },
      referenceRange: [{ low: { value: 20 }, type: { coding: [{ code: 'critical' }], text: 'Nguy kịch' } }],
    })?.range?.text,
    'Nguy kịch: ≥ 20',
  );
});

test('dates keep their precision and the source’s words stand before codes', () => {
  const [entry] = entries(
    collection([
      {
        resourceType: 'Condition',
        id: 'c',
        onsetDateTime: '2019-05',
        code: { text: 'Viêm phổi', coding: [{ system: 's', code: 'J18', display: 'Pneumonia' }] },
      },
    ]),
  );
  assert.equal(entry?.date, '2019-05');
  assert.equal(entry?.title, 'Viêm phổi');
  assert.equal(entry?.code, 's|J18');
  const [written] = entries(
    collection([{ resourceType: 'Condition', onsetDateTime: '05/2019', code: { text: 'Ho' } }]),
  );
  assert.equal(written?.date, undefined);
  assert.deepEqual(written?.facts, [{ key: 'onset', text: '05/2019' }]);
});

test('members stand with their panel, also when references run in circles', () => {
  const a = {
    resourceType: 'Observation',
    id: 'a',
    code: { text: 'Công thức máu' },
    hasMember: [{ reference: 'Observation/b' }],
  };
  const b = {
    resourceType: 'Observation',
    id: 'b',
    code: { text: 'WBC' },
    valueString: '9',
    hasMember: [{ reference: 'Observation/a' }, { reference: 'Observation/b' }],
  };
  const model = collection([a, b]);
  assert.deepEqual(
    entries(model).map(({ key, panel }) => [key, panel]),
    [
      ['Observation/a', 'Observation/b'],
      ['Observation/b', 'Observation/a'],
    ],
  );
});

test('what is from elsewhere says so, what is of another patient too', () => {
  const hospital = { resourceType: 'Organization', id: 'o', name: 'BV Tỉnh', identifier: [{ value: '15000' }] };
  const own = [
    patient,
    hospital,
    { resourceType: 'Condition', id: 'c', code: { text: 'Ho' }, recorder: { reference: 'Organization/o' } },
  ];
  assert.equal(
    entries(
      ok(
        readRecord(
          { resourceType: 'Bundle', type: 'collection', entry: own.map((resource) => ({ resource })) },
          { ownSite: '15000' },
        ),
      ),
    ).at(-1)?.source,
    undefined,
  );
  assert.equal(entries(ok(readRecord(own, { ownSite: '01000' }))).at(-1)?.source, 'BV Tỉnh');
  const mother = { resourceType: 'Patient', id: 'm', name: [{ text: 'Mẹ' }] };
  const foreign = collection([
    patient,
    mother,
    { resourceType: 'Condition', code: { text: 'Tiền sản giật' }, subject: { reference: 'Patient/m' } },
  ]);
  assert.deepEqual(foreign.sections.problems.entries[0]?.facts, [{ key: 'subject', text: 'Mẹ' }]);
});

test('a page that is not the last is truncated, not complete', () => {
  const bundle = {
    resourceType: 'Bundle',
    type: 'searchset',
    link: [{ relation: 'next', url: 'x' }],
    entry: [{ resource: patient }, { resource: { resourceType: 'Condition', code: { text: 'Ho' } } }],
  };
  const model = ok(readRecord(bundle));
  assert.equal(model.sections.problems.state, 'truncated');
  assert.equal(model.sections.allergies.state, 'truncated');
});

test('what cannot be read is set aside with its reason', () => {
  const model = ok(
    readRecord({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        null,
        { resource: 5 },
        { resource: {} },
        { resource: { resourceType: 'Alien' } },
        { resource: { resourceType: 'Condition' } },
        { resource: { resourceType: '__proto__' } },
      ],
    }),
  );
  assert.deepEqual(model.setAside.map(({ reason }) => reason).sort(), [
    'broken',
    'no-type',
    'not-an-object',
    'not-an-object',
    'unknown-type',
    'unknown-type',
  ]);
  assert.equal(model.sections.problems.state, 'failed');
  assert.equal(accounted(model), model.total);
});

test('the same resource twice is set aside once, another version of it is not', () => {
  const ho = { resourceType: 'Condition', id: '1', code: { text: 'Ho' } };
  const model = collection([ho, { ...ho }, { ...ho, code: { text: 'Ho gà' } }]);
  assert.deepEqual(
    model.sections.problems.entries.map(({ key, title }) => [key, title]),
    [
      ['Condition/1', 'Ho'],
      ['Condition/1~2', 'Ho gà'],
    ],
  );
  assert.deepEqual(model.setAside, [
    { at: 'Bundle.entry[1].resource', resourceType: 'Condition', reason: 'duplicate' },
  ]);
  assert.equal(accounted(model), model.total);
});

test('what is no record is refused with a reason', () => {
  for (const source of ['', '{', 'null', '5', '{"a":1}', undefined, null, 7, {}, Symbol('x'), '['.repeat(200_000)])
    assert.equal(readRecord(source).issues[0]?.code, 'malformed');
});

test('any JSON in any place leaves every resource accounted for and no prototype touched', () => {
  const before = Object.getOwnPropertyNames(Object.prototype).length;
  const junk = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.constantFrom('__proto__', 'constructor', -1, NaN),
    fc.object({ maxDepth: 3 }),
  );
  const names = fc.constantFrom(
    'code',
    'status',
    'valueQuantity',
    'value',
    'coding',
    'text',
    'component',
    'referenceRange',
    'interpretation',
    'effectiveDateTime',
    'period',
    'hasMember',
    'result',
    'subject',
    'performer',
    'reaction',
    'name',
    'identifier',
    'section',
    'entry',
    'dosageInstruction',
    'contained',
    'content',
    'meta',
    'extension',
    '__proto__',
    'constructor',
    'toString',
    'id',
    'device',
    'basedOn',
    'item',
    'series',
    'category',
    'emptyReason',
    'medicationReference',
  );
  const types = fc.constantFrom(
    'Patient',
    'Composition',
    'Observation',
    'Condition',
    'AllergyIntolerance',
    'MedicationRequest',
    'DiagnosticReport',
    'Encounter',
    'ImagingStudy',
    'Consent',
    'QuestionnaireResponse',
    'Device',
    'DocumentReference',
    'List',
    'Bundle',
    'FamilyMemberHistory',
    'Immunization',
    'CarePlan',
    'Coverage',
    'Flag',
    'Nothing',
  );
  const resource = fc
    .tuple(types, fc.array(fc.tuple(names, junk), { maxLength: 8 }))
    .map(
      ([resourceType, fields]) =>
        JSON.parse(
          `{"resourceType":${JSON.stringify(resourceType)}${fields.map(([key, value]) => `,${JSON.stringify(key)}:${JSON.stringify(value) ?? 'null'}`).join('')}}`,
        ) as unknown,
    );
  fc.assert(
    fc.property(
      fc.constantFrom('document', 'collection', 'searchset', undefined),
      fc.array(fc.oneof({ weight: 5, arbitrary: resource }, junk), { maxLength: 12 }),
      (type, resources) => {
        const model = ok(
          readRecord({
            resourceType: 'Bundle',
            type,
            entry: resources.map((one) => ({ fullUrl: 'urn:x', resource: one })),
          }),
        );
        assert.equal(accounted(model), model.total);
        assert.equal(typeof JSON.stringify(model), 'string');
      },
    ),
    { numRuns: 3_000 },
  );
  assert.equal(Object.getOwnPropertyNames(Object.prototype).length, before);
});

test('a record of 10,000 results is read whole', () => {
  const text = JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: Array.from({ length: 10_000 }, (_, index) => ({
      fullUrl: `urn:uuid:${index}`,
      resource: {
        resourceType: 'Observation',
        id: String(index),
        status: 'final',
        category: [loinc('laboratory')],
        code: { ...loinc('2345-7'), text: 'Glucose' },
        effectiveDateTime: '2026-01-01T08:00:00+07:00',
        valueQuantity: { value: index / 100, unit: 'mmol/L' },
        referenceRange: [{ low: { value: 3.9 }, high: { value: 6.4 } }],
      },
    })),
  });
  const model = ok(readRecord(text));
  assert.equal(model.sections.results.count, 10_000);
});

function document(section: object[]): RecordModel {
  return ok(
    readRecord({
      resourceType: 'Bundle',
      type: 'document',
      entry: [
        { resource: { resourceType: 'Composition', subject: { reference: 'Patient/p' }, section } },
        { resource: patient },
      ],
    }),
  );
}

function collection(resources: object[]): RecordModel {
  return ok(
    readRecord({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) }),
  );
}

function entries(model: RecordModel): RecordEntry[] {
  return Object.values(model.sections)
    .flatMap((section) => section.entries)
    .filter(({ resourceType }) => resourceType !== 'Patient');
}

function states(model: RecordModel, keys: RecordSection[]): string[] {
  return keys.map(
    (key) => `${model.sections[key].state}:${model.sections[key].count}:${model.sections[key].reason ?? ''}`,
  );
}

function ok<T>(result: { ok?: T; issues: readonly unknown[] }): T {
  assert.ok(result.ok !== undefined, JSON.stringify(result.issues));
  return result.ok;
}

function accounted(model: RecordModel): number {
  const shown = Object.values(model.sections).flatMap((section) =>
    section.entries.filter(({ resourceType }) => resourceType !== 'Section'),
  ).length;
  return shown + model.setAside.length + Object.values(model.notDisplayed).reduce((sum, count) => sum + count, 0);
}
