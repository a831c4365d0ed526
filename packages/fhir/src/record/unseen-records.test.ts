import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecord } from './read-record.js';
import type { RecordEntry, RecordModel, RecordSection } from './record.types.js';
import { toShareDocument } from './share-document.js';

const patient = { resourceType: 'Patient', id: 'p', name: [{ text: 'Giàng A Páo' }] };
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
const snomed = (code: string) => ({ coding: [{ system: 'http://snomed.info/sct', code }] });
const absentReason = [
  { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' },
] as const;

test('a statement that there is no allergy counts only while it holds', () => {
  const state = (more: object) => {
    const { state: is, entries } = searchset([
      { resourceType: 'AllergyIntolerance', id: 'a', code: snomed('716186003'), ...more },
    ]).sections.allergies;
    return `${is}:${entries.length}`;
  };
  const verified = (code: string) => ({ verificationStatus: { coding: [{ code }] } });
  assert.equal(state(verified('confirmed')), 'empty:1');
  assert.equal(state(verified('entered-in-error')), 'not-provided:1');
  assert.equal(state(verified('refuted')), 'not-provided:1');
  assert.equal(state({ clinicalStatus: { coding: [{ code: 'inactive' }] } }), 'not-provided:1');
  assert.equal(state({ modifierExtension: [{ url: 'urn:example:not', valueBoolean: true }] }), 'not-provided:1');
  assert.equal(state({ code: { extension: absentReason } }), 'not-provided:1');
  assert.equal(
    state({
      code: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unknown' }] },
    }),
    'not-provided:1',
  );
});

test('no known medications may be said by a Medication that is referred to', () => {
  const { medications } = searchset([
    {
      resourceType: 'MedicationStatement',
      id: 's',
      status: 'active',
      medicationReference: { reference: '#m' },
      contained: [{ resourceType: 'Medication', id: 'm', code: snomed('787481004') }],
    },
  ]).sections;
  assert.equal(medications.state, 'empty');
});

test('results contained in a report or panel are its parts; those that are nowhere are counted', () => {
  const [report] = searchset([
    {
      resourceType: 'DiagnosticReport',
      id: 'r',
      status: 'final',
      code: { text: 'Công thức máu' },
      result: [{ reference: '#hb' }, { reference: '#k' }, { reference: 'Observation/gone' }],
      contained: [
        { resourceType: 'Observation', id: 'hb', code: { text: 'Hb' }, valueQuantity: { value: 70, unit: 'g/L' } },
        { resourceType: 'Observation', id: 'k', status: 'entered-in-error', code: { text: 'K' }, valueString: '9' },
      ],
    },
  ]).sections.results.entries;
  assert.deepEqual(
    report?.parts?.map(({ title, value, flags }) => [title, value?.text, flags]),
    [
      ['Hb', '70', undefined],
      ['K', '9', ['entered-in-error']],
    ],
  );
  assert.equal(fact(report, 'missingResults'), '1');
  const [panel] = searchset([
    {
      resourceType: 'Observation',
      id: 'o',
      status: 'final',
      code: { text: 'Khí máu' },
      hasMember: [{ reference: '#ph' }, { reference: 'Observation/gone' }],
      contained: [{ resourceType: 'Observation', id: 'ph', code: { text: 'pH' }, valueQuantity: { value: 7.1 } }],
    },
  ]).sections.results.entries;
  assert.deepEqual(
    panel?.parts?.map(({ title, value }) => [title, value?.text]),
    [['pH', '7.1']],
  );
  assert.equal(fact(panel, 'missingResults'), '1');
});

test('a section written as a List is read through it', () => {
  const list = (more: object) =>
    document(
      [{ code: loinc('48765-2'), entry: [{ reference: 'List/l' }] }],
      [{ resourceType: 'List', id: 'l', status: 'current', mode: 'snapshot', ...more }],
    ).sections.allergies;
  const item = { item: { reference: 'AllergyIntolerance/gone' } };
  const nilknown = { coding: [{ code: 'nilknown' }] };
  assert.equal(list({ emptyReason: nilknown }).state, 'empty');
  assert.equal(list({ emptyReason: nilknown, status: 'retired' }).state, 'not-provided');
  assert.equal(list({ entry: [item] }).state, 'failed');
  assert.equal(list({ entry: [{ ...item, deleted: true }] }).state, 'not-provided');
  assert.equal(
    list({ text: { div: '<div>Penicillin: sốc phản vệ</div>' } }).entries[0]?.title,
    'Penicillin: sốc phản vệ',
  );
});

test('words of a section are never lost: beside subsections, beside entries without a code, or of the whole document', () => {
  const plans = document([
    {
      code: loinc('18776-5'),
      text: { div: '<div>Không ngừng warfarin</div>' },
      section: [{ code: loinc('18776-5'), text: { div: '<div>Tái khám</div>' } }],
    },
  ]).sections.plans;
  assert.deepEqual(
    plans.entries.map(({ narrative }) => narrative),
    ['<div>Không ngừng warfarin</div>', '<div>Tái khám</div>'],
  );
  const uncoded = document(
    [{ title: 'Ý kiến', text: { div: '<div>Nghi lao</div>' }, entry: [{ reference: 'Condition/c' }] }],
    [{ resourceType: 'Condition', id: 'c', code: { text: 'COPD' } }],
  ).sections.documents;
  assert.equal(uncoded.entries[0]?.narrative, '<div>Nghi lao</div>');
  const whole = document(undefined, [], { title: 'Tóm tắt', text: { div: '<div>Cả bệnh án</div>' } }).sections
    .documents;
  assert.equal(whole.entries[0]?.narrative, '<div>Cả bệnh án</div>');
});

test('what a section names inside the Composition itself is shown, what is not there is missing', () => {
  const { allergies } = document(
    [{ code: loinc('48765-2'), entry: [{ reference: '#a' }, { reference: '#gone' }] }],
    [],
    {
      contained: [{ resourceType: 'AllergyIntolerance', id: 'a', code: { text: 'Penicillin' } }],
    },
  ).sections;
  assert.deepEqual([allergies.state, allergies.entries[0]?.title], ['truncated', 'Penicillin']);
});

test('a document entered in error says so', () => {
  const [entry] = document([], [{ resourceType: 'Condition', id: 'c', code: { text: 'COPD' } }], {
    title: 'Tóm tắt',
    status: 'entered-in-error',
  }).sections.documents.entries;
  assert.deepEqual(entry?.flags, ['entered-in-error']);
});

test('an answer that failed in part or was cut is never "nothing found"', () => {
  const failed = { response: { status: '500 Internal Server Error' } };
  const outcome = (issue: object) => ({ resource: { resourceType: 'OperationOutcome', issue: [issue] } });
  const bundles = [
    { type: 'batch-response', entry: [{ resource: patient, response: { status: '200' } }, failed] },
    { type: 'searchset', entry: [{ resource: patient }, outcome({ severity: 'error', code: 'timeout' })] },
    { type: 'searchset', entry: [{ resource: patient }, outcome({ severity: 'warning', code: 'suppressed' })] },
    { type: 'searchset', total: 250, entry: [{ resource: patient }] },
    { type: 'searchset', total: 12 },
  ];
  for (const bundle of bundles)
    assert.equal(
      read({ resourceType: 'Bundle', ...bundle }).sections.allergies.state,
      'truncated',
      JSON.stringify(bundle),
    );
  const whole = {
    type: 'searchset',
    total: 1,
    entry: [
      { resource: patient },
      { search: { mode: 'include' }, resource: { resourceType: 'Organization', id: 'o' } },
      outcome({ severity: 'information', code: 'informational' }),
    ],
  };
  assert.equal(read({ resourceType: 'Bundle', ...whole }).sections.allergies.state, 'not-provided');
  assert.equal(readRecord(outcome({ severity: 'error', code: 'login' }).resource).ok, undefined);
});

test('pages given together are whole when the last one is there', () => {
  const page = (number: number, next?: number) => ({
    resourceType: 'Bundle',
    type: 'searchset',
    total: 2,
    link: [
      { relation: 'self', url: `https://his.example/fhir?page=${number}` },
      ...(next === undefined
        ? [{ relation: 'previous', url: 'https://his.example/fhir?page=1' }]
        : [{ relation: 'next', url: `https://his.example/fhir?page=${next}` }]),
    ],
    entry: [{ resource: { resourceType: 'Condition', id: `c${number}`, code: { text: `Bệnh ${number}` } } }],
  });
  assert.equal(read([page(1, 2), page(2)]).sections.problems.state, 'loaded');
  assert.equal(read([page(1, 2)]).sections.problems.state, 'truncated');
});

test('what an operation answers in Parameters is read', () => {
  const { sections } = read({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'return',
        resource: {
          resourceType: 'Bundle',
          type: 'collection',
          entry: [{ resource: { resourceType: 'Condition', id: 'c', code: { text: 'COPD' } } }],
        },
      },
    ],
  });
  assert.equal(sections.problems.entries[0]?.title, 'COPD');
});

test('of a history the newest version holds, and what was deleted does not', () => {
  const version = (id: string, text: string) => ({ resource: { resourceType: 'Condition', id, code: { text } } });
  const { sections, setAside } = read({
    resourceType: 'Bundle',
    type: 'history',
    entry: [
      version('c', 'Lao phổi'),
      version('c', 'Viêm phổi'),
      { request: { method: 'DELETE', url: 'https://his.example/fhir/Condition/d' } },
      version('d', 'Sốt'),
    ],
  });
  assert.deepEqual(
    sections.problems.entries.map(({ title }) => title),
    ['Lao phổi'],
  );
  assert.deepEqual(
    setAside.map(({ at, reason }) => [at, reason]),
    [
      ['Bundle.entry[1]', 'duplicate'],
      ['Bundle.entry[3]', 'duplicate'],
    ],
  );
});

test('facts of another patient are told, whether that patient is in the source or not', () => {
  const about = (id: string, subject: string) => ({
    resourceType: 'Condition',
    id,
    code: { text: id },
    subject: { reference: subject },
  });
  const told = (entries: RecordEntry[]) => entries.filter((entry) => fact(entry, 'subject')).map(({ title }) => title);
  assert.deepEqual(
    told(
      searchset([
        about('own', 'Patient/p'),
        about('absolute', 'https://his.example/fhir/Patient/p/_history/3'),
        about('other', 'Patient/q'),
        about('nameless', 'urn:uuid:00000000-0000-4000-8000-000000000000'),
      ]).sections.problems.entries,
    ),
    ['other'],
  );
  assert.deepEqual(told(read([about('first', 'Patient/a'), about('second', 'Patient/b')]).sections.problems.entries), [
    'second',
  ]);
});

test('a value that is only said to be absent, a series, a file: each is shown as that', () => {
  const observe = (value: object) =>
    searchset([{ resourceType: 'Observation', id: 'o', status: 'final', code: { text: 'K' }, ...value }]).sections
      .results.entries[0];
  assert.deepEqual(observe({ _valueString: { extension: absentReason } })?.flags, ['data-absent']);
  assert.deepEqual(observe({ valueQuantity: { _value: { extension: absentReason }, unit: 'mg' } })?.flags, [
    'data-absent',
  ]);
  assert.deepEqual(observe({ valueSampledData: { origin: { value: 0, unit: 'mV' }, data: '1 2 E' } })?.value, {
    text: '1 2 E',
    unit: 'mV',
  });
  assert.equal(observe({ valueAttachment: { contentType: 'image/png', title: 'ECG.png' } })?.value?.text, 'ECG.png');
});

test('modifiers that may turn a meaning round are shown', () => {
  const modifierExtension = [{ url: 'urn:example:not', valueBoolean: true }];
  const [first] = searchset([{ resourceType: 'Condition', id: 'c', code: { text: 'HIV' }, modifierExtension }]).sections
    .problems.entries;
  assert.deepEqual(first?.flags, ['modifier-unread']);
  const [drug] = searchset([
    {
      resourceType: 'MedicationRequest',
      id: 'm',
      status: 'active',
      medicationCodeableConcept: { text: 'Heparin' },
      dosageInstruction: [{ text: '1', modifierExtension }],
    },
  ]).sections.medications.entries;
  assert.deepEqual(drug?.flags, ['modifier-unread']);
  const [plan] = searchset([
    {
      resourceType: 'CarePlan',
      id: 'c',
      status: 'active',
      title: 'Kế hoạch',
      activity: [{ detail: { code: { text: 'Aspirin' }, doNotPerform: true } }],
    },
  ]).sections.plans.entries;
  assert.deepEqual(plan?.parts?.[0]?.flags, ['negated']);
  const [event] = searchset([{ resourceType: 'AdverseEvent', id: 'e', actuality: 'potential', event: { text: 'Ngã' } }])
    .sections.alerts.entries;
  assert.deepEqual(event?.flags, ['unconfirmed']);
  const [shot] = searchset([
    { resourceType: 'Immunization', id: 'i', status: 'completed', isSubpotent: true, vaccineCode: { text: 'BCG' } },
  ]).sections.immunizations.entries;
  assert.equal(fact(shot, 'subpotent'), 'true');
});

test('doses, bounds, targets, recommendations and further files are not passed over', () => {
  const [given] = searchset([
    {
      resourceType: 'MedicationAdministration',
      id: 'm',
      status: 'completed',
      medicationCodeableConcept: { text: 'Heparin' },
      dosage: {
        dose: { value: 5000, unit: 'IU' },
        rateRatio: { numerator: { value: 2, unit: 'mL' }, denominator: { value: 1, unit: 'h' } },
      },
    },
  ]).sections.medications.entries;
  assert.equal(fact(given, 'dosage'), 'mỗi lần 5000 IU, tốc độ 2 mL / 1 h');
  const [ordered] = searchset([
    {
      resourceType: 'MedicationRequest',
      id: 'm',
      status: 'active',
      medicationCodeableConcept: { text: 'Paracetamol' },
      dosageInstruction: [
        {
          doseAndRate: [{ doseQuantity: { value: 1, unit: 'g' } }],
          maxDosePerPeriod: { numerator: { value: 4, unit: 'g' }, denominator: { value: 24, unit: 'h' } },
        },
      ],
    },
  ]).sections.medications.entries;
  assert.equal(fact(ordered, 'dosage'), 'mỗi lần 1 g, tối đa 4 g / 24 h');
  const [advice] = searchset([
    {
      resourceType: 'ImmunizationRecommendation',
      id: 'r',
      recommendation: [
        { vaccineCode: [{ text: 'MMR' }] },
        { vaccineCode: [{ text: 'HPV' }], forecastStatus: { text: 'overdue' } },
      ],
    },
  ]).sections.immunizations.entries;
  assert.deepEqual(
    advice?.parts?.map(({ title, value }) => [title, value?.text]),
    [
      ['MMR', undefined],
      ['HPV', 'quá hạn'],
    ],
  );
  const [goal] = searchset([
    {
      resourceType: 'Goal',
      id: 'g',
      lifecycleStatus: 'active',
      description: { text: 'Đường huyết' },
      target: [{ measure: { text: 'HbA1c' }, detailQuantity: { value: 7, comparator: '<', unit: '%' } }],
    },
  ]).sections.plans.entries;
  assert.deepEqual(goal?.parts, [{ title: 'HbA1c', value: { text: '<7', unit: '%' } }]);
  const [report] = searchset([
    {
      resourceType: 'DiagnosticReport',
      id: 'r',
      status: 'final',
      code: { text: 'CT' },
      presentedForm: [
        { contentType: 'application/pdf', url: 'a' },
        { contentType: 'image/png', url: 'b' },
      ],
    },
  ]).sections.results.entries;
  assert.equal(fact(report, 'moreAttachments'), '1');
  const [letter] = searchset([
    {
      resourceType: 'Communication',
      id: 'c',
      status: 'completed',
      payload: [{ contentAttachment: { contentType: 'application/pdf', url: 'x' } }],
    },
  ]).sections.documents.entries;
  assert.equal(letter?.attachment?.url, 'x');
});

test('a resource without id is found by the address of its entry', () => {
  const { medications } = read({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: [
      {
        fullUrl: 'https://his.example/fhir/Medication/1',
        resource: { resourceType: 'Medication', code: { text: 'Amlodipin' } },
      },
      {
        resource: {
          resourceType: 'MedicationRequest',
          id: 'r',
          status: 'active',
          medicationReference: { reference: 'Medication/1' },
        },
      },
    ],
  }).sections;
  assert.equal(medications.entries[0]?.title, 'Amlodipin');
});

test('dates as databases and older Java write them are dates', () => {
  const date = (recordedDate: string) =>
    searchset([{ resourceType: 'Condition', id: 'c', code: { text: 'a' }, recordedDate }]).sections.problems.entries[0]
      ?.date;
  assert.equal(date('2024-05-13 10:00:00'), '2024-05-13T10:00:00');
  assert.equal(date('2024-05-13T10:00:00+0700'), '2024-05-13T10:00:00+07:00');
  assert.equal(date('13/05/2024'), undefined);
});

test('a name in parts is in Vietnamese order for who speaks Vietnamese', () => {
  const name = [{ family: 'Nguyễn', given: ['Văn', 'An'], prefix: ['Ông'] }];
  const of = (more: object) => read([{ resourceType: 'Patient', id: 'v', name, ...more }]).patient?.name;
  assert.equal(of({ communication: [{ language: { coding: [{ code: 'vi-VN' }] } }] }), 'Ông Nguyễn Văn An');
  assert.equal(of({}), 'Ông Văn An Nguyễn');
});

test('an entry that is no resource does not shift what is shared', () => {
  const shared = share(
    {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        null,
        { resource: patient },
        { resource: { resourceType: 'Condition', id: 'c', code: { text: 'HIV' } } },
        { resource: { resourceType: 'Procedure', id: 'x', status: 'completed', code: { text: 'Mổ' } } },
      ],
    },
    ['problems'],
  );
  assert.ok(!JSON.stringify(shared).includes('HIV'));
  assert.deepEqual(
    shared.entry?.map(({ resource }) => resource?.resourceType),
    ['Composition', 'Patient', 'Procedure'],
  );
});

test('a section that was not whole is shared as not whole', () => {
  const cut = share({
    resourceType: 'Bundle',
    type: 'searchset',
    total: 9,
    entry: [{ resource: patient }, { resource: { resourceType: 'Condition', id: 'c', code: { text: 'COPD' } } }],
  });
  const there = read(cut).sections;
  assert.deepEqual([there.problems.state, there.problems.count, there.allergies.state], ['truncated', 1, 'truncated']);
  const broken = share({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ resource: patient }, { resource: { resourceType: 'AllergyIntolerance', id: 'a' } }],
  });
  assert.equal(read(broken).sections.allergies.state, 'failed');
  assert.ok(JSON.stringify(broken).includes('không biết là có hay không'));
});

function share(bundle: object, withheld: readonly RecordSection[] = []) {
  const { ok, issues } = toShareDocument({
    bundle,
    documentId: 'd',
    caseId: 'k',
    siteId: '22013',
    siteName: 'TTYT',
    author: { sub: '1', name: 'BS' },
    withheld,
    now: '2026-01-01T00:00:00Z',
  });
  assert.ok(ok, JSON.stringify(issues));
  return ok;
}

function document(section: object[] | undefined, resources: object[] = [], more: object = {}): RecordModel {
  const composition = {
    resourceType: 'Composition',
    id: 'k',
    status: 'final',
    subject: { reference: 'Patient/p' },
    ...(section ? { section } : {}),
    ...more,
  };
  return read({
    resourceType: 'Bundle',
    type: 'document',
    entry: [composition, patient, ...resources].map((resource) => ({ resource })),
  });
}

function searchset(resources: object[]): RecordModel {
  return read({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: [patient, ...resources].map((resource) => ({ resource })),
  });
}

/** Reads, and checks that every resource is accounted for. */
function read(source: unknown): RecordModel {
  const { ok, issues } = readRecord(source);
  assert.ok(ok, JSON.stringify(issues));
  const entries = Object.values(ok.sections).flatMap((section) =>
    section.entries.filter(({ resourceType }) => resourceType !== 'Section'),
  );
  const aside = Object.values(ok.notDisplayed).reduce((sum, count) => sum + count, 0);
  assert.equal(ok.total, entries.length + aside + ok.setAside.length);
  return ok;
}

function fact(entry: RecordEntry | undefined, key: string): string | undefined {
  return entry?.facts.find((one) => one.key === key)?.text;
}
