import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Composition, MedicationRequest } from 'fhir/r4';
import { checkMinutes } from './check-minutes.js';
import { fromMinutesComposition, toMinutesComposition } from './minutes-composition.js';
import { fromMinutesDocument, toMinutesDocument } from './minutes-document.js';
import { readInsuranceXml } from '../xml/read-insurance-xml.js';
import { readTables } from '../xml/read-tables.js';
import { minutesToInsuranceXml } from '../xml/write/minutes-to-insurance-xml.js';
import { minutesToInsurance } from './minutes-to-insurance.js';
import type { MinutesDraft } from './minutes.types.js';

const meta = { documentId: 'doc-1', now: '2026-10-05T03:00:00.000Z', siteId: '22013', siteName: 'TTYT Cô Tô' };
const draft: MinutesDraft = {
  caseId: 'case-1',
  patient: {
    name: 'Phạm Văn <An> & "Bé"',
    birthDate: '2024-05-01T08:15:00+07:00',
    gender: 'male',
    identifiers: [{ kind: 'national-id', value: '022024000001' }],
    contacts: [{ name: 'Lê Thị Mẹ', relation: 'mẹ' }],
  },
  admissionNumber: 'SV-1',
  department: 'Nhi',
  ward: '3',
  bed: '12',
  treatedFrom: '2026-10-04',
  diagnosisBefore: [{ text: 'Sốt cao co giật', code: 'R56.0', system: 'http://hl7.org/fhir/sid/icd-10' }],
  openedAt: '2026-10-05T02:00:00Z',
  closedAt: '2026-10-05T02:40:00Z',
  breaks: [{ from: '2026-10-05T02:10:00Z', to: '2026-10-05T02:12:00Z' }],
  location: 'Phòng hội chẩn từ xa',
  participants: [
    {
      siteId: '01020',
      siteName: 'BV Nhi Trung ương',
      sub: '0001/BYT',
      name: 'Trần Chủ Tọa',
      title: 'PGS.TS.BS',
      role: 'chair',
    },
    { siteId: '22013', siteName: 'TTYT Cô Tô', sub: '0002/QNI', name: 'Lê Thư Ký', title: 'BS', role: 'secretary' },
  ],
  summary: 'Sốt 3 ngày.\nCo giật 2 lần.',
  agenda: [{ question: 'Có cần chọc dịch não tủy?', conclusion: 'Có.' }],
  conclusion: 'Theo dõi viêm màng não',
  diagnosisAfter: [{ text: 'Viêm màng não mủ', code: 'G00.9', system: 'http://hl7.org/fhir/sid/icd-10' }],
  prognosis: 'Dè dặt',
  plan: 'Kháng sinh tĩnh mạch',
  orders: [
    {
      kind: 'drug',
      text: 'Ceftriaxone 100 mg/kg/ngày',
      orderedBy: { sub: '0001/BYT', name: 'Trần Chủ Tọa', siteId: '01020' },
      orderedAt: '2026-10-05T02:35:00Z',
    },
    {
      kind: 'drug',
      text: 'Paracetamol',
      orderedBy: { sub: '0002/QNI', name: 'Lê Thư Ký', siteId: '22013' },
      orderedAt: '2026-10-05T02:36:00Z',
    },
    {
      kind: 'service',
      text: 'Chọc dịch não tủy',
      orderedBy: { sub: '0001/BYT', name: 'Trần Chủ Tọa', siteId: '01020' },
      orderedAt: '2026-10-05T02:37:00Z',
    },
  ],
  excerpts: [{ text: 'CRP 120 mg/L', sourceRef: 'Observation/1' }],
};

test('the draft goes into a Composition and a document and comes back whole', () => {
  assert.deepEqual(fromMinutesComposition(JSON.parse(JSON.stringify(toMinutesComposition(draft)))), {
    ok: draft,
    issues: [],
  });
  assert.deepEqual(fromMinutesDocument(JSON.parse(JSON.stringify(toMinutesDocument(draft, meta)))), {
    ok: draft,
    issues: [],
  });
});

test('the document is the form’s: Composition first, chair and secretary attest, the site keeps it, orders are proposals', () => {
  const bundle = toMinutesDocument(draft, meta);
  assert.equal(bundle.type, 'document');
  assert.equal(bundle.id, meta.documentId);
  const composition = bundle.entry?.[0]?.resource as Composition;
  assert.equal(composition.resourceType, 'Composition');
  assert.deepEqual(
    composition.attester?.map(({ mode, party }) => [mode, party?.display]),
    [
      ['legal', 'Trần Chủ Tọa'],
      ['professional', 'Lê Thư Ký'],
    ],
  );
  const urls = new Set(bundle.entry?.map(({ fullUrl }) => fullUrl));
  const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/gu)].map((match) => match[1]);
  assert.ok(references.length > 8);
  for (const reference of references) assert.ok(urls.has(reference), `${reference} is in the document`);
  assert.ok(
    bundle.entry?.some(
      ({ resource }) =>
        resource?.resourceType === 'MedicationRequest' && (resource as MedicationRequest).intent === 'proposal',
    ),
  );
  for (const section of composition.section ?? [])
    assert.match(section.text?.div ?? '', /^<div xmlns="http:\/\/www\.w3\.org\/1999\/xhtml"><p>/u);
  assert.equal(JSON.stringify(toMinutesDocument(draft, meta)), JSON.stringify(bundle), 'same input, same document');
});

test('words that are not those of the data are told', () => {
  const composition = toMinutesComposition(draft);
  composition.section!.find(({ title }) => title === 'Hướng điều trị tiếp')!.text!.div =
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>Cho về</p></div>';
  assert.deepEqual(
    fromMinutesComposition(composition).issues.map(({ at }) => at),
    ['Composition.section[plan].text'],
  );
});

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', ' ', '<script>', '&amp;', ']]>', '\u0007', 'a\r\nb', '"\'', '__proto__'),
);
const some = text.filter((value) => value !== '');
const coded = fc.record({ text, code: some, system: some }, { requiredKeys: ['text'] });
const anyDraft = fc.record<MinutesDraft>(
  {
    caseId: fc.uuid(),
    patient: fc.record(
      {
        name: text,
        identifiers: fc.array(
          fc.record(
            {
              kind: fc.constantFrom('national-id' as const, 'insurance' as const, 'other' as const),
              value: some,
              system: some,
            },
            { requiredKeys: ['kind', 'value'] },
          ),
        ),
        birthDate: fc.constantFrom('2019', '2019-05', '2019-05-20', '2026-01-01T08:15:00+07:00', 'năm 2019'),
        gender: fc.constantFrom('male' as const, 'female' as const),
        address: some,
        ethnicity: fc.constantFrom('Kinh', ' Tày'),
        contacts: fc.array(fc.record({ name: some, relation: some, phone: some }, { requiredKeys: ['name'] }), {
          minLength: 1,
        }),
      },
      { requiredKeys: ['name', 'identifiers'] },
    ),
    admissionNumber: text,
    department: text,
    ward: text,
    bed: text,
    treatedFrom: some,
    treatedTo: some,
    diagnosisBefore: fc.array(coded),
    openedAt: some,
    closedAt: some,
    breaks: fc.array(fc.record({ from: text, to: text })),
    location: text,
    participants: fc.array(
      fc.record(
        {
          siteId: text,
          siteName: text,
          sub: text,
          name: text,
          title: some,
          role: fc.constantFrom('chair', 'secretary', 'member', 'presenter', 'guest'),
        },
        { requiredKeys: ['siteId', 'siteName', 'sub', 'name', 'role'] },
      ),
    ),
    summary: text,
    agenda: fc.array(fc.record({ question: text, conclusion: text })),
    conclusion: text,
    diagnosisAfter: fc.array(coded),
    prognosis: text,
    plan: text,
    orders: fc.array(
      fc.record({
        kind: fc.constantFrom('drug', 'service'),
        text,
        orderedBy: fc.record({ sub: text, name: text, siteId: text }),
        orderedAt: text,
      }),
    ),
    excerpts: fc.array(fc.record({ text, sourceRef: some }, { requiredKeys: ['text'] })),
    amends: fc.record({ documentId: text, reason: text }),
  },
  {
    requiredKeys: [
      'caseId',
      'patient',
      'admissionNumber',
      'department',
      'ward',
      'bed',
      'diagnosisBefore',
      'breaks',
      'location',
      'participants',
      'summary',
      'agenda',
      'conclusion',
      'diagnosisAfter',
      'prognosis',
      'plan',
      'orders',
      'excerpts',
    ],
  },
);

test('any draft survives the round trip, odd characters too', () => {
  fc.assert(
    fc.property(anyDraft, (one) => {
      const plain = JSON.parse(JSON.stringify(one)) as MinutesDraft;
      assert.deepEqual(fromMinutesComposition(JSON.parse(JSON.stringify(toMinutesComposition(plain)))), {
        ok: plain,
        issues: [],
      });
      assert.deepEqual(fromMinutesDocument(JSON.parse(JSON.stringify(toMinutesDocument(plain, meta)))), {
        ok: plain,
        issues: [],
      });
    }),
    { numRuns: 400 },
  );
});

test('reading anything else gives issues, never a throw', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      assert.equal(fromMinutesComposition(value).ok, undefined);
      assert.equal(fromMinutesDocument(value).ok, undefined);
    }),
  );
});

test('the check names what is missing before signing', () => {
  assert.deepEqual(
    checkMinutes(draft).filter(({ severity }) => severity === 'error'),
    [],
  );
  const at = (change: Partial<MinutesDraft>) =>
    checkMinutes({ ...draft, ...change })
      .filter(({ severity }) => severity === 'error')
      .map((issue) => issue.at);
  assert.deepEqual(at({ participants: [] }), ['participants.chair', 'participants.secretary']);
  assert.deepEqual(at({ participants: [...draft.participants, draft.participants[0]!] }), ['participants.chair']);
  assert.deepEqual(at({ conclusion: ' ', plan: '' }), ['conclusion', 'plan']);
  assert.deepEqual(at({ agenda: [{ question: 'Mổ không?', conclusion: '' }] }), ['agenda[0].conclusion']);
  assert.deepEqual(at({ orders: [{ ...draft.orders[0]!, orderedAt: 'hôm qua' }] }), ['orders[0].orderedAt']);
  assert.deepEqual(at({ closedAt: '2026-10-05T01:00:00Z' }), ['closedAt']);
});

test('signed minutes are lines of XML2, XML3 and XML5 for the HIS, and read back they say the same', () => {
  const document: unknown = JSON.parse(JSON.stringify(toMinutesDocument(draft, meta)));
  const { ok, issues } = minutesToInsuranceXml(document, {
    siteId: '22013',
    episodeLink: 'LK-1',
    dispenser: '0002/QNI',
    tables: 'inline',
  });
  assert.ok(ok);
  const rows = readTables(ok).rows.map(({ table, fields }) => [table, Object.fromEntries(fields)] as const);
  assert.deepEqual(
    rows.map(([table]) => table),
    ['XML2', 'XML3', 'XML5'],
  );
  assert.deepEqual(rows[0]![1], {
    MA_LK: 'LK-1',
    TEN_THUOC: 'Ceftriaxone 100 mg/kg/ngày',
    MA_CSKCB_THUOC: 'HC.01020',
    MA_BAC_SI: '0001/BYT;0002/QNI',
    NGAY_YL: '202610050935',
  });
  assert.deepEqual(rows[1]![1], {
    MA_LK: 'LK-1',
    TEN_DICH_VU: 'Chọc dịch não tủy',
    MA_BAC_SI: '0001/BYT',
    NGAY_YL: '202610050937',
  });
  const { HOI_CHAN, ...note } = rows[2]![1];
  assert.deepEqual(note, {
    MA_LK: 'LK-1',
    DIEN_BIEN_LS: draft.summary,
    THOI_DIEM_DBLS: '202610050940',
    NGUOI_THUC_HIEN: '0002/QNI',
  });
  assert.equal(HOI_CHAN, minutesToInsurance(draft).hoiChan);
  assert.deepEqual(
    issues.map(({ code, at }) => [code, at]),
    [
      ['required', 'XML2'],
      ['required', 'XML3'],
    ],
  );
  const [drug] = (readInsuranceXml(ok).ok?.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === 'MedicationRequest' ? [resource as MedicationRequest] : [],
  );
  assert.deepEqual(
    [drug?.requester?.identifier?.value, drug?.performer?.identifier?.value, drug?.authoredOn],
    ['0001/BYT', '0002/QNI', '2026-10-05T09:35:00+07:00'],
  );
  assert.equal(minutesToInsuranceXml({}, { siteId: '22013' }).ok, undefined);
});

test('the insurance gets HOI_CHAN and the upper doctor’s drugs by the claim rule', () => {
  const { hoiChan, drugs, services } = minutesToInsurance(draft);
  assert.deepEqual(drugs, [
    {
      TEN_THUOC: 'Ceftriaxone 100 mg/kg/ngày',
      MA_CSKCB_THUOC: 'HC.01020',
      MA_BAC_SI: '0001/BYT',
      NGAY_YL: '202610050935',
    },
  ]);
  assert.deepEqual(services, [{ TEN_DICH_VU: 'Chọc dịch não tủy', MA_BAC_SI: '0001/BYT', NGAY_YL: '202610050937' }]);
  // Who writes may be of the upper hospital: what counts is whose file it is.
  const reassigned = draft.participants.map((person) => ({ ...person, siteId: '01020' }));
  assert.equal(minutesToInsurance({ ...draft, participants: reassigned }, '22013').drugs.length, 1);
  assert.match(hoiChan, /^Hội chẩn từ xa lúc 09:00 ngày 05\/10\/2026 giữa BV Nhi Trung ương, TTYT Cô Tô\./u);
  for (const words of ['Theo dõi viêm màng não', 'Viêm màng não mủ (G00.9)', 'Kháng sinh tĩnh mạch', 'Ceftriaxone'])
    assert.ok(hoiChan.includes(words), words);
});
