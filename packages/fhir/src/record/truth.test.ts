import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReadRecordOptions } from './place-record.js';
import { readRecord } from './read-record.js';
import type { RecordEntry, RecordModel } from './record.types.js';

const vn = 'http://fhir.ehealth.gov.vn/core/';

test('a dose that is only coded is told in words; what the source wrote stays as written', () => {
  const cases: [dosage: object | object[], vi: string, en?: string][] = [
    [{ text: 'Ngày uống 2 lần, mỗi lần 1 viên' }, 'Ngày uống 2 lần, mỗi lần 1 viên'],
    [
      {
        doseAndRate: [{ doseQuantity: { value: 1, unit: 'viên' } }],
        timing: repeat({ frequency: 2, period: 1, periodUnit: 'd' }),
      },
      'mỗi lần 1 viên, ngày 2 lần',
      '1 viên each time, 2 × per day',
    ],
    [{ timing: repeat({ frequency: 1, period: 6, periodUnit: 'h' }) }, 'mỗi 6 giờ', 'every 6 hours'],
    [{ timing: repeat({ frequency: 1, period: 1, periodUnit: 'd', when: ['PC'] }) }, 'ngày 1 lần, sau ăn'],
    [{ timing: repeat({ frequency: 3, frequencyMax: 4, period: 1, periodUnit: 'd' }) }, 'ngày 3–4 lần'],
    [{ timing: repeat({ when: ['ACM', 'HS'], offset: 30 }) }, '30 phút trước bữa sáng, trước khi ngủ'],
    [{ timing: repeat({ dayOfWeek: ['mon', 'thu'], timeOfDay: ['08:00:00'] }) }, 'thứ hai, thứ năm, 08:00'],
    [
      {
        timing: repeat({
          frequency: 1,
          period: 1,
          periodUnit: 'wk',
          boundsDuration: { value: 4, code: 'wk', unit: 'weeks' },
        }),
      },
      'mỗi tuần 1 lần, trong 4 tuần',
    ],
    [{ timing: repeat({ boundsPeriod: { start: '2026-10-01' } }) }, 'từ 01/10/2026 đến …'],
    [{ timing: { code: { coding: [{ code: 'BID' }] } } }, 'ngày 2 lần', 'twice a day'],
    [
      { timing: { code: { text: 'sáng chiều' } }, asNeededCodeableConcept: { text: 'sốt trên 38,5' } },
      'sáng chiều, khi cần: sốt trên 38,5',
    ],
    [{ timing: { event: ['2026-10-05'] }, asNeededBoolean: true }, '05/10/2026, khi cần'],
    [{ timing: { code: { coding: [{ code: 'ODD', display: 'theo lịch riêng' }] } } }, 'theo lịch riêng'],
    [
      {
        doseAndRate: [
          {
            doseRange: { low: { value: 1, unit: 'g' }, high: { value: 2, unit: 'g' } },
            rateRange: { low: { value: 5 } },
          },
        ],
      },
      'mỗi lần 1 g – 2 g, tốc độ 5',
    ],
    [
      [
        { sequence: 2, text: '1 viên/ngày' },
        { sequence: 1, text: '2 viên/ngày', additionalInstruction: [] },
      ],
      '2 viên/ngày; sau đó 1 viên/ngày',
    ],
    [[{ text: 'sáng 1' }, { text: 'tối 2' }], 'sáng 1; tối 2'],
  ];
  for (const [dosage, vi, en] of cases) {
    const request = {
      resourceType: 'MedicationRequest',
      medicationCodeableConcept: { text: 'X' },
      dosageInstruction: [dosage].flat(),
    };
    assert.equal(fact(one(request), 'dosage'), vi);
    if (en) assert.equal(fact(one(request, { locale: 'en' }), 'dosage'), en);
  }
});

test('a drug says why it was stopped, what it replaces, and that somebody else reported it', () => {
  const before = {
    resourceType: 'MedicationRequest',
    id: 'old',
    status: 'stopped',
    statusReason: { text: 'ho khan' },
    medicationCodeableConcept: { text: 'Enalapril' },
  };
  const now = {
    resourceType: 'MedicationRequest',
    id: 'new',
    status: 'active',
    medicationCodeableConcept: { text: 'Losartan' },
    priorPrescription: { reference: 'MedicationRequest/old' },
    reportedBoolean: true,
  };
  const { entries } = read([before, now]).sections.medications;
  assert.equal(fact(entries[0], 'statusReason'), 'ho khan');
  assert.deepEqual(entries[0]?.flags, ['inactive']);
  assert.equal(fact(entries[1], 'replaces'), 'Enalapril');
  assert.equal(fact(entries[1], 'reported'), 'true');
  const elsewhere = one({ ...now, priorPrescription: { reference: 'MedicationRequest/gone' } });
  assert.equal(fact(elsewhere, 'replaces'), '?', 'one that is not here was replaced all the same');
  const wrong = {
    ...now,
    medicationCodeableConcept: undefined,
    medicationReference: { reference: '#m' },
    contained: [{ resourceType: 'Medication', id: 'm', status: 'entered-in-error', code: { text: 'X' } }],
  };
  assert.deepEqual(one(wrong).flags, ['entered-in-error']);
});

test('times that are no dates are told: ages, ranges, timings, words, and dates that cannot be read', () => {
  const condition = { resourceType: 'Condition', code: { text: 'Hen' } };
  const cases: [more: object, key: string, text: string][] = [
    [{ onsetAge: { value: 12, code: 'a', unit: 'years' } }, 'onset', '12 tuổi'],
    [{ onsetAge: { value: 5, comparator: '<', code: 'mo' } }, 'onset', '< 5 tháng tuổi'],
    [{ onsetAge: { value: 12, unit: 'Jahre' } }, 'onset', '12 Jahre'],
    [{ onsetRange: { low: { value: 20, code: 'a' }, high: { value: 30, code: 'a' } } }, 'onset', '20 tuổi – 30 tuổi'],
    [{ onsetRange: { low: { value: 20, code: 'a' } } }, 'onset', '20 tuổi – …'],
    [{ onsetString: 'từ nhỏ' }, 'onset', 'từ nhỏ'],
    [{ onsetDateTime: 'khoảng 2015' }, 'onset', 'khoảng 2015'],
    [{ onsetPeriod: { start: 'mùa thu 2015' } }, 'onset', 'mùa thu 2015'],
    [{ abatementRange: { high: { value: 30, code: 'a' } } }, 'abatement', '… – 30 tuổi'],
  ];
  for (const [more, key, text] of cases) assert.equal(fact(one({ ...condition, ...more }), key), text);
  const open = one({ ...condition, onsetPeriod: { start: '2015-03' } });
  assert.deepEqual([open.date, open.endDate], ['2015-03', undefined]);
  const closed = one({ ...condition, onsetPeriod: { end: '2016' } });
  assert.deepEqual([closed.date, closed.endDate, fact(closed, 'onset')], [undefined, undefined, '… – 2016']);
});

test('what may turn the meaning round is never passed over: implicit rules, modifiers of an element', () => {
  const allergy = { resourceType: 'AllergyIntolerance', code: { text: 'Penicillin' } };
  const modifier = [{ url: 'urn:example:not', valueBoolean: true }];
  for (const more of [
    { implicitRules: 'urn:example:rules' },
    { modifierExtension: modifier },
    { reaction: [{ manifestation: [{ text: 'mẩn' }], modifierExtension: modifier }] },
  ])
    assert.ok(one({ ...allergy, ...more }).flags.includes('modifier-unread'), JSON.stringify(more));
  assert.deepEqual(one(allergy).flags, []);
  // A component has its own.
  const observation = one({
    resourceType: 'Observation',
    code: { text: 'HA' },
    component: [{ code: { text: 'Tâm thu' }, modifierExtension: modifier }],
  });
  assert.deepEqual([observation.flags, observation.parts?.[0]?.flags], [[], ['modifier-unread']]);
});

test('a patient as VN Core writes one: numbers of every kind, name as written, ethnic group, province of today', () => {
  const identifier = [
    ['national_id', '014070000001', 'national-id'],
    ['citizen_id', '060123456', 'citizen-id'],
    ['passport_number', 'B1234567', 'passport'],
    ['insurance_number', 'DT4142012345678', 'insurance'],
    ['patient-internal-id', 'BN-22', 'internal'],
    ['driver_license_number', '1', 'other'],
  ] as const;
  const of = (address: object, more: object = {}) =>
    read([
      {
        resourceType: 'Patient',
        name: [{ text: 'GIÀNG  A Páo', family: 'Páo', given: ['Giàng'] }],
        identifier: identifier.map(([system, value]) => ({ system: `${vn}sid/${system}`, value })),
        extension: [{ url: `${vn}StructureDefinition/extension-race`, valueCodeableConcept: { text: 'Mông' } }],
        address: [address],
        ...more,
      },
    ]);
  const { patient, sections } = of({ text: 'Bản Lìm Mông, xã Cao Phạ, tỉnh Yên Bái, Việt Nam' });
  assert.equal(patient?.name, 'GIÀNG  A Páo');
  assert.deepEqual(
    patient?.identifiers.map(({ kind }) => kind),
    identifier.map(([, , kind]) => kind),
  );
  assert.equal(patient?.ethnicity, 'Mông');
  assert.equal(patient?.address, 'Bản Lìm Mông, xã Cao Phạ, tỉnh Yên Bái, Việt Nam');
  assert.deepEqual(patient?.province, { was: 'Yên Bái', now: 'Lào Cai' });
  assert.equal(fact(sections.patient.entries[0], 'formerProvince'), 'Yên Bái → Lào Cai');
  const provinces: [address: object, now: string | undefined][] = [
    [{ state: 'Tỉnh Bình Dương', country: 'VN' }, 'TP. Hồ Chí Minh'],
    [{ state: 'Bà Rịa - Vũng Tàu' }, 'TP. Hồ Chí Minh'],
    [{ city: 'Trà Vinh' }, 'Vĩnh Long'],
    // Names that stayed, districts that share a name, codes, streets: nothing is invented.
    [{ text: 'Hà Nội' }, undefined],
    [{ state: 'Lào Cai' }, undefined],
    [{ district: 'Hòa Bình', state: 'Cà Mau' }, undefined],
    [{ text: 'Hòa Bình, Bạc Liêu' }, 'Cà Mau'],
    [{ text: 'đường Hà Giang, Hà Nội' }, undefined],
    [{ state: '15' }, undefined],
    [{ state: 'Yên Bái', use: 'old' }, undefined],
  ];
  for (const [address, now] of provinces)
    assert.equal(of({ line: ['1'], ...address }).patient?.province?.now, now, JSON.stringify(address));
  const replaced = of({}, { link: [{ type: 'replaced-by', other: { display: 'BN-23' } }] }).sections.patient.entries[0];
  assert.deepEqual([replaced?.flags, fact(replaced, 'replacedBy')], [['inactive'], 'BN-23']);
});

test('statements of absence of every family', () => {
  const state = (code: string, system = 'http://snomed.info/sct') =>
    read([{ resourceType: 'AllergyIntolerance', code: { coding: [{ system, code }] } }]).sections.allergies.state;
  for (const code of ['716186003', '160244002']) assert.equal(state(code), 'empty', code);
  for (const code of ['409137002', '428607008', '429625007', '1003774007', '716184000', '716220001', '428197003'])
    assert.equal(state(code), 'loaded', `${code}: none of one kind rules out no other`);
  const ips = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';
  assert.equal(state('no-known-allergies', ips), 'empty');
  assert.equal(state('no-allergy-info', ips), 'not-provided');
  assert.equal(state('no-known-food-allergies', ips), 'loaded');
});

const repeat = (of: object): object => ({ repeat: of });

function read(resources: object[], options: ReadRecordOptions = {}): RecordModel {
  const entry = resources.map((resource) => ({ resource }));
  const { ok, issues } = readRecord({ resourceType: 'Bundle', type: 'collection', entry }, options);
  assert.ok(ok, JSON.stringify(issues));
  return ok;
}

function one(resource: object, options: ReadRecordOptions = {}): RecordEntry {
  const [entry] = Object.values(read([resource], options).sections).flatMap(({ entries }) => entries);
  assert.ok(entry);
  return entry;
}

const fact = (entry: RecordEntry | undefined, key: string): string | undefined =>
  entry?.facts.find((told) => told.key === key)?.text;
