import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Bundle, Encounter, FhirResource, MedicationRequest, Patient } from 'fhir/r4';
import { readRecord } from '../record/read-record.js';
import { detectRecordFormat } from './detect-record-format.js';
import { insuranceDate } from './insurance-date.js';
import { readInsuranceXml } from './read-insurance-xml.js';
import { rules } from './rules/index.js';
import { recordTags } from './tables.js';
import { vitalSigns } from './vital-signs.js';

const head = '<?xml version="1.0" encoding="utf-8"?>';
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const xml1 = (link: string, name: string): string =>
  `<TONG_HOP><MA_LK>${link}</MA_LK><MA_BN>BN${name}</MA_BN><HO_TEN>${name}</HO_TEN><NGAY_SINH>202000000000</NGAY_SINH><GIOI_TINH>1</GIOI_TINH><MA_LOAI_KCB>03</MA_LOAI_KCB></TONG_HOP>`;
const xml2 = (link: string, drug: string): string =>
  `<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC><CHI_TIET_THUOC><MA_LK>${link}</MA_LK><TEN_THUOC>${drug}</TEN_THUOC></CHI_TIET_THUOC></DSACH_CHI_TIET_THUOC></CHITIEU_CHITIET_THUOC>`;
const envelope = (...files: string[][]): string =>
  `${head}<GIAMDINHHS><THONGTINDONVI><MACSKCB>22013</MACSKCB></THONGTINDONVI><THONGTINHOSO><DANHSACHHOSO>${files.map((tables) => `<HOSO>${tables.map((content, index) => `<FILEHOSO><LOAIHOSO>XML${index + 1}</LOAIHOSO><NOIDUNGFILE>${content}</NOIDUNGFILE></FILEHOSO>`).join('')}</HOSO>`).join('')}</DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>`;

test('base64, inline, CDATA, with byte order mark and blanks: the same record', () => {
  const forms = [
    envelope([base64(`\uFEFF${head}${xml1('L1', 'An')}`), base64(xml2('L1', 'Aspirin'))]),
    envelope([xml1('L1', 'An'), xml2('L1', 'Aspirin')]),
    envelope([`<![CDATA[${xml1('L1', 'An')}]]>`, `<![CDATA[${xml2('L1', 'Aspirin')}]]>`]),
    `\uFEFF \n${envelope([base64(xml1('L1', 'An')).replace(/(.{20})/gu, '$1\n  '), base64(xml2(' L1 ', ' Aspirin '))])}`,
    base64(envelope([xml1('L1', 'An'), xml2('L1', 'Aspirin')])),
  ];
  const bundles = forms.map((form) => JSON.stringify(ok(readInsuranceXml(form))));
  for (const bundle of bundles) assert.equal(bundle, bundles[0]);
  assert.equal(
    of<MedicationRequest>(ok(readInsuranceXml(forms[0]!)), 'MedicationRequest')[0]?.medicationCodeableConcept?.text,
    'Aspirin',
  );
});

test('several HOSO of one person: one Encounter per MA_LK, one Patient', () => {
  const bundle = ok(
    readInsuranceXml(envelope([base64(xml1('L1', 'An'))], [base64(xml1('L2', 'An')), base64(xml2('L2', 'A'))])),
  );
  assert.deepEqual(
    of<Encounter>(bundle, 'Encounter').map(({ identifier }) => identifier?.[0]?.value),
    ['L1', 'L2'],
  );
  assert.deepEqual(
    of<Patient>(bundle, 'Patient').map(({ name }) => name?.[0]?.text),
    ['An'],
  );
  assert.equal(of<MedicationRequest>(bundle, 'MedicationRequest')[0]?.encounter?.reference, 'Encounter/e2');
  assert.equal(of<Patient>(bundle, 'Patient')[0]?.birthDate, '2020');
});

test('a DOCTYPE is refused, outside and inside base64', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${xml1('L1', '&b;')}`;
  for (const text of [
    bomb,
    envelope([base64(bomb)]),
    `${head}<!DOCTYPE TONG_HOP SYSTEM "http://x/y.dtd">${xml1('L', 'A')}`,
  ]) {
    const result = readInsuranceXml(text);
    assert.equal(result.ok, undefined);
    assert.equal(result.issues.at(-1)?.code, 'doctype-refused');
  }
});

test('what exporters do wrong is mended or told; the rest of the file is read', () => {
  const bare = ok(readInsuranceXml(xml2('L', 'Thuốc A & B')));
  assert.equal(of<MedicationRequest>(bare, 'MedicationRequest')[0]?.medicationCodeableConcept?.text, 'Thuốc A & B');
  const broken = readInsuranceXml(envelope([base64(xml1('L1', 'An')), base64('<CHITIEU_CHITIET_THUOC><a')]));
  assert.ok(broken.ok);
  assert.deepEqual(
    broken.issues.map(({ code, at }) => [code, at]),
    [['malformed-xml', 'XML2']],
  );
  const unknown = readInsuranceXml(`<TONG_HOP><MA_LK>L</MA_LK><LA>điều lạ</LA></TONG_HOP>`);
  assert.deepEqual(
    unknown.issues.map(({ code, at }) => [code, at]),
    [['unknown-code', 'XML1/LA']],
  );
  assert.ok(JSON.stringify(unknown.ok).includes('điều lạ'), 'kept');
  const date = readInsuranceXml(
    `<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC><CHI_TIET_THUOC><MA_LK>L</MA_LK><NGAY_YL>202602300000</NGAY_YL></CHI_TIET_THUOC></DSACH_CHI_TIET_THUOC></CHITIEU_CHITIET_THUOC>`,
  );
  assert.deepEqual(
    date.issues.map(({ at }) => at),
    ['XML2/CHI_TIET_THUOC[1]/NGAY_YL'],
  );
});

test('what is no insurance XML is refused with a reason', () => {
  assert.equal(readInsuranceXml('').ok, undefined);
  assert.equal(readInsuranceXml('<html><body/></html>').issues[0]?.code, 'unsupported');
  assert.equal(readInsuranceXml('<TONG_HOP><MA_LK>').issues[0]?.code, 'malformed-xml');
  assert.equal(readInsuranceXml(envelope(['<X>1</X>'])).ok, undefined);
  assert.equal(readInsuranceXml('<a>'.repeat(100_000)).issues[0]?.code, 'too-large');
});

test('every field does what the mapping says of it', () => {
  for (const [table, fields] of Object.entries(rules)) {
    const tag = Object.entries(recordTags).find(([, name]) => name === table)![0];
    for (const [field, rule] of Object.entries(fields)) {
      const { written, expected } = sample(field);
      const also =
        table === 'XML3' && /VAT_TU/u.test(field)
          ? ''
          : table === 'XML4' && field !== 'GIA_TRI'
            ? '<GIA_TRI>1</GIA_TRI>'
            : '';
      const tags = `<MA_LK>L1</MA_LK>${also}${field === 'MA_LK' ? '' : `<${field}>${written}</${field}>`}${field === 'GT_THE_TU' || field === 'GT_THE_DEN' || (rule.how === 'text' && rule.on === 'Coverage') ? '<MA_THE_BHYT>GD1</MA_THE_BHYT>' : ''}`;
      const result = readInsuranceXml(`<${tag}>${tags}</${tag}>`);
      const json = JSON.stringify(result.ok);
      if (rule.how === 'dropped') assert.ok(!json.includes(expected), `${table}.${field} is dropped`);
      else if (expected === DATE)
        assert.ok(/2019-04-13|13\/04\/2019|20190413/u.test(json), `${table}.${field} is ${rule.how}: ${json}`);
      else assert.ok(json.includes(field === 'MA_LK' ? 'L1' : expected), `${table}.${field} is ${rule.how}: ${json}`);
      assert.ok(readRecord(result.ok).ok);
    }
  }
});

test('vital signs are parsed leniently', () => {
  const read = (note: string) =>
    vitalSigns(note).map(({ code, valueQuantity, component }) => [
      code.text,
      valueQuantity?.value ?? component?.map((one) => one.valueQuantity?.value).join('/'),
    ]);
  assert.deepEqual(read('Tỉnh. CSST<M75_ T37,5_HA120/70_NT18_SP98_HL2>'), [
    ['Mạch', 75],
    ['Nhiệt độ', 37.5],
    ['Huyết áp', '120/70'],
    ['Nhịp thở', 18],
    ['SpO2', 98],
  ]);
  assert.deepEqual(read('csst < ha 110/60 >, CSST<M80>'), [
    ['Huyết áp', '110/60'],
    ['Mạch', 80],
  ]);
  assert.deepEqual(read('CSST<M_T_HA>'), []);
});

test('dates keep their precision', () => {
  assert.deepEqual(
    ['202610050815', '20261005', '202600000000', '202610000000', '20260230', 'x', '0000'].map((value) =>
      insuranceDate(value),
    ),
    ['2026-10-05T08:15:00+07:00', '2026-10-05', '2026', '2026-10', undefined, undefined, undefined],
  );
  assert.equal(insuranceDate('196503100000', true), '1965-03-10');
});

test('formats are told apart by their first characters', () => {
  assert.deepEqual(
    ['{"resourceType":"Bundle"}', ' \uFEFF<TONG_HOP/>', base64(envelope([xml1('L', 'A')])), 'hello', '{"a":1}'].map(
      detectRecordFormat,
    ),
    ['fhir-json', 'insurance-xml', 'insurance-xml', 'unknown', 'unknown'],
  );
});

test('mutated files never throw, never pollute, and read the same twice', () => {
  const whole = envelope([base64(xml1('L1', 'An')), xml2('L1', 'Aspirin')]);
  fc.assert(
    fc.property(
      fc.nat(whole.length - 1),
      fc.nat(30),
      fc.oneof(
        fc.string({ maxLength: 20 }),
        fc.constantFrom('<', '&', ']]>', '<!DOCTYPE', '\u0000', '<__proto__>1</__proto__>'),
      ),
      (at, drop, insert) => {
        const text = whole.slice(0, at) + insert + whole.slice(at + drop);
        const result = readInsuranceXml(text);
        if (result.ok === undefined) assert.ok(result.issues.length > 0);
        else assert.ok(readRecord(result.ok).ok);
      },
    ),
    { numRuns: 3_000 },
  );
  assert.equal(({} as Record<string, unknown>)['1'], undefined);
});

const DATE = '<date>';

/** A value that fits the field, and how it stands in the FHIR. */
function sample(field: string): { written: string; expected: string } {
  if (field === 'GIOI_TINH') return { written: '1', expected: '"male"' };
  if (field === 'SO_NGAY_DTRI') return { written: '41', expected: '"value":41' };
  if (field === 'CAN_NANG') return { written: '52.37', expected: '52.37' };
  if (field === 'KET_QUA_DTRI') return { written: '6', expected: 'Tiên lượng nặng xin về' };
  if (field === 'MA_LOAI_RV') return { written: '3', expected: 'Trốn viện' };
  if (field === 'MA_LYDO_CT') return { written: '1', expected: 'Đủ điều kiện chuyển tuyến' };
  if (field === 'SO_LUONG') return { written: '7.25', expected: '7.25' };
  if (field === 'PP_VO_CAM') return { written: '2', expected: 'Gây tê' };
  if (field === 'MA_LOAI_KCB') return { written: '13', expected: 'Y học gia đình' };
  if (field === 'MA_DANTOC') return { written: '14', expected: 'Xơ-đăng' };
  if (/^MA_NHOM$/u.test(field)) return { written: '18', expected: '"18"' };
  const kept = /^(NGAY_MIEN_CCT|NGAY_VAO_NOI_TRU|NAM_NAM_LIEN_TUC|NGAY_TAI_KHAM|NGAY_TTOAN)$/u.test(field);
  if (!kept && /^(NGAY_|GT_THE_|THOI_DIEM|THOIGIAN|NGOAITRU_)/u.test(field))
    return { written: '20190413', expected: DATE };
  return { written: `Z${field}Z`, expected: `Z${field}Z` };
}

function of<T extends FhirResource>(bundle: Bundle, type: T['resourceType']): T[] {
  return (bundle.entry ?? []).flatMap(({ resource }) => (resource?.resourceType === type ? [resource as T] : []));
}

function ok<T>(result: { ok?: T; issues: readonly unknown[] }): T {
  assert.ok(result.ok !== undefined, JSON.stringify(result.issues));
  return result.ok;
}

test('that a visit is over does not say that its drugs are', () => {
  const drug = '<CHI_TIET_THUOC><MA_LK>L</MA_LK><TEN_THUOC>Metformin</TEN_THUOC></CHI_TIET_THUOC>';
  const statuses = (summary: string): unknown => {
    const { ok } = readInsuranceXml(`<A>${summary}${drug}</A>`);
    const of = (type: string) =>
      (ok as { entry: { resource: { resourceType: string; status?: string } }[] }).entry.find(
        ({ resource }) => resource.resourceType === type,
      )?.resource.status;
    return [of('Encounter'), of('MedicationRequest')];
  };
  const summary = (form: string, end = '<NGAY_RA>202610061000</NGAY_RA>'): string =>
    `<TONG_HOP><MA_LK>L</MA_LK><HO_TEN>NGUYỄN THỊ MẪU</HO_TEN><MA_LOAI_KCB>${form}</MA_LOAI_KCB><NGAY_VAO>202610050815</NGAY_VAO>${end}</TONG_HOP>`;
  for (const form of ['01', '02', '05', '07', '08', '13', '15'])
    assert.deepEqual(statuses(summary(form)), ['finished', 'unknown'], form);
  assert.deepEqual(statuses(summary('03')), ['finished', 'completed']);
  assert.deepEqual(statuses(summary('03', '')), ['in-progress', 'active']);
  assert.deepEqual(statuses(''), ['unknown', 'unknown']);
});
