import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecord } from '../record/read-record.js';
import type { RecordModel } from '../record/record.types.js';
import { decodeBytes } from '../internal/decode-bytes.js';
import { detectRecordFormat } from './detect-record-format.js';
import { readInsuranceXml } from './read-insurance-xml.js';

const xml1 = '<TONG_HOP><MA_LK>L1</MA_LK><MA_BN>B1</MA_BN><HO_TEN>Giàng A Páo</HO_TEN>§</TONG_HOP>';
const episode = (fields = ''): string => xml1.replace('§', fields);
const drugs = (...names: string[]): string =>
  `<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC>${names.map((name) => `<CHI_TIET_THUOC><MA_LK>L1</MA_LK><TEN_THUOC>${name}</TEN_THUOC></CHI_TIET_THUOC>`).join('')}</DSACH_CHI_TIET_THUOC></CHITIEU_CHITIET_THUOC>`;
const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');
const envelope = (...tables: [kind: string, content: string][]): string =>
  `<GIAMDINHHS><THONGTINHOSO><DANHSACHHOSO><HOSO>${tables.map(([kind, content]) => `<FILEHOSO><LOAIHOSO>${kind}</LOAIHOSO><NOIDUNGFILE>${content}</NOIDUNGFILE></FILEHOSO>`).join('')}</HOSO></DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>`;

test('a table that cannot be read is failed or truncated in the record, the others stay whole', () => {
  const with2 = (content: string) => read(envelope(['XML1', base64(episode())], ['XML2', content]));
  const cut = base64(drugs('Aspirin', 'Heparin').slice(0, 150));
  const states = ({ sections }: RecordModel) => [
    sections.medications.state,
    sections.medications.count,
    sections.results.state,
  ];
  assert.deepEqual(states(with2('%%%')), ['failed', 0, 'not-provided']);
  assert.deepEqual(states(with2(cut)), ['truncated', 1, 'not-provided']);
  assert.deepEqual(with2('%%%').setAside, [{ at: 'XML2', reason: 'broken' }]);
  const half = read(`${envelope(['XML1', episode()]).slice(0, -60)}<`);
  assert.equal(half.sections.allergies.state, 'truncated');
});

test('a table that no reader knows is set aside by name', () => {
  const { setAside, sections } = read(
    envelope(['XML1', base64(episode())], ['XML12', base64('<X><HO_TEN>A</HO_TEN></X>')]),
  );
  assert.deepEqual(setAside, [{ at: 'XML12', reason: 'unknown-type' }]);
  assert.equal(sections.medications.state, 'not-provided');
});

test('tables one after another, with a declaration each, are one file', () => {
  const declaration = '<?xml version="1.0" encoding="utf-8"?>';
  for (const text of [
    `${declaration}${episode()}${declaration}${drugs('Aspirin')}`,
    envelope(['XML1', `${declaration}${episode()}`], ['XML2', `${declaration}${drugs('Aspirin')}`]),
  ]) {
    const { patient, sections } = read(text);
    assert.deepEqual(
      [patient?.name, sections.medications.state, sections.medications.count],
      ['Giàng A Páo', 'loaded', 1],
    );
  }
});

test('bare signs are mended beside CDATA too, and CDATA is left as it is', () => {
  const { sections } = read(episode('<LY_DO_VV>Sốt & SpO2 < 90%</LY_DO_VV><GHI_CHU><![CDATA[a & b < c]]></GHI_CHU>'));
  const [encounter] = sections.encounters.entries;
  assert.deepEqual(
    encounter?.facts.filter(({ key }) => key === 'reason' || key === 'note').map(({ text }) => text),
    ['Sốt & SpO2 < 90%', 'a & b < c'],
  );
});

test('thousands of CDATA sections that never end do not hang', () => {
  const started = performance.now();
  assert.equal(readInsuranceXml(`<TONG_HOP>${'<![CDATA['.repeat(100_000)}`).ok, undefined);
  assert.ok(performance.now() - started < 2_000);
});

test('base64 of the URL alphabet, UTF-16 without a mark, windows-1258: the name is whole', () => {
  const utf16 = Buffer.from(`<?xml version="1.0" encoding="utf-16"?>${episode()}`, 'utf16le');
  const declared = '<?xml version="1.0" encoding="windows-1258"?>';
  // à is one byte there; á is a letter and a tone mark in two.
  const old = Buffer.from(`${declared}${episode()}`.replace('à', '\u00e0').replace('á', 'a\u00ec'), 'latin1');
  const forms = [
    base64(`${episode('<GHI_CHU>???>>></GHI_CHU>')}`)
      .replace(/\+/gu, '-')
      .replace(/\//gu, '_'),
    base64(utf16),
    base64(old),
  ];
  for (const form of forms) assert.equal(read(envelope(['XML1', form])).patient?.name, 'Giàng A Páo');
  assert.equal(
    decodeBytes(Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>á</a>')),
    '<?xml version="1.0" encoding="UTF-16"?><a>á</a>',
  );
  assert.equal(decodeBytes(Buffer.from('\uFEFF{"a":1}', 'utf16le')), '{"a":1}');
  assert.equal(decodeBytes(Buffer.from('\uFEFF{}')), '{}');
});

test('dates in ISO form are dates; a day-first one is told and left out', () => {
  const started = (written: string) =>
    read(episode(`<NGAY_VAO>${written}</NGAY_VAO>`)).sections.encounters.entries[0]?.date;
  assert.equal(started('2024-05-13 10:00'), '2024-05-13T10:00:00+07:00');
  assert.equal(started('2024-05-13T10:00:00.000+07:00'), '2024-05-13T10:00:00+07:00');
  assert.equal(started('03/04/2024'), undefined);
});

test('a number that may stand for thousands is shown as written', () => {
  const value = (written: string) =>
    read(`<CHI_TIET_CLS><MA_LK>L</MA_LK><TEN_CHI_SO>Tiểu cầu</TEN_CHI_SO><GIA_TRI>${written}</GIA_TRI></CHI_TIET_CLS>`)
      .sections.results.entries[0]?.value;
  assert.deepEqual(value('250.000'), { text: '250.000' });
  assert.deepEqual(value('7.215'), { text: '7.215', number: 7.215 });
});

test('another patient in the file is set aside and told: nothing of theirs is in the record', () => {
  const other =
    '<TONG_HOP><MA_LK>L2</MA_LK><MA_BN>B2</MA_BN><HO_TEN>Vàng Thị Mai</HO_TEN><LY_DO_VV>Của Mai</LY_DO_VV></TONG_HOP>';
  const file = (content: string): string =>
    envelope(['XML1', base64(content)]).replace(/<\/?GIAMDINHHS>|<\/?THONGTINHOSO>|<\/?DANHSACHHOSO>/gu, '');
  const text = `<GIAMDINHHS><THONGTINHOSO><DANHSACHHOSO>${file(episode())}${file(other)}</DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>`;
  const model = read(text);
  assert.equal(model.patient?.name, 'Giàng A Páo');
  assert.deepEqual(model.setAside, [{ at: 'XML1/TONG_HOP[2]', reason: 'other-patient' }]);
  assert.ok(!JSON.stringify(model).includes('Mai'));
  // A slip under the same MA_LK that names somebody else, by name and birth date.
  const slip = (name: string, born: string): string =>
    `<x>${episode('<NGAY_SINH>199001010000</NGAY_SINH>')}<CHI_TIEU_GIAYCHUYENTUYEN><MA_LK>L1</MA_LK><HO_TEN>${name}</HO_TEN><NGAY_SINH>${born}</NGAY_SINH><DAU_HIEU_LS>Khó thở</DAU_HIEU_LS></CHI_TIEU_GIAYCHUYENTUYEN></x>`;
  assert.equal(read(slip('GIÀNG  A PÁO', '199001010000')).sections.documents.count, 1);
  assert.equal(read(slip('Giàng A Páo', '199001020000')).sections.documents.count, 1, 'a slip of the pen');
  assert.deepEqual(read(slip('Lò Văn Tư', '198001010000')).setAside, [
    { at: 'XML13/CHI_TIEU_GIAYCHUYENTUYEN[1]', reason: 'other-patient' },
  ]);
});

test('the same person under two numbers of the hospital is one, by the card; a namesake is not', () => {
  const stay = (link: string, number: string, card: string): string =>
    `<TONG_HOP><MA_LK>${link}</MA_LK><MA_BN>${number}</MA_BN><HO_TEN>Nguyễn Văn Hai</HO_TEN><NGAY_SINH>197001010000</NGAY_SINH><MA_THE_BHYT>${card}</MA_THE_BHYT></TONG_HOP>`;
  const encounters = (...stays: string[]) => read(`<x>${stays.join('')}</x>`).sections.encounters.count;
  assert.equal(encounters(stay('L1', 'B1', 'GD4010000000001'), stay('L2', 'B9', 'GD4010000000001')), 2);
  assert.equal(encounters(stay('L1', 'B1', 'GD4010000000001'), stay('L2', 'B9', 'GD4010000000002')), 1);
});

test('lines of an episode without a summary belong to the patient of their HOSO', () => {
  const { sections, setAside } = read(
    envelope(['XML1', episode()], ['XML2', drugs('Aspirin').replace('<MA_LK>L1</MA_LK>', '<MA_LK>L1-khác</MA_LK>')]),
  );
  assert.deepEqual([sections.medications.count, sections.encounters.count, setAside.length], [1, 2, 0]);
});

test('requests of a portal, FILEHOSO lists, attributes, namespaces, any case', () => {
  const drug = drugs('Aspirin');
  const whole = envelope(['XML1', base64(episode())], ['XML2', base64(drug)]);
  const forms = [
    JSON.stringify({ loaiHoSo: '130', maTinh: 'HN', maCSKCB: '01234', files: [base64(whole)] }),
    JSON.stringify({ fileHSBase64: base64(whole) }),
    JSON.stringify({ files: [base64(episode()), base64(drug)] }),
    whole.replace(/<\/?(?:GIAMDINHHS|THONGTINHOSO|DANHSACHHOSO|HOSO)>/gu, '').replace(/^(.*)$/su, '<FILES>$1</FILES>'),
    whole.replace(/<\/?(?:GIAMDINHHS|THONGTINHOSO|DANHSACHHOSO|HOSO)>/gu, ''),
    `<x:ROOT xmlns:x="urn:x">${episode().replace(/<(\/?)/gu, '<$1x:')}${drug}</x:ROOT>`,
    `<root>${episode().toLowerCase().replace('giàng a páo', 'Giàng A Páo')}${drug}</root>`,
    `<root><TONG_HOP MA_LK="L1" MA_BN="B1" HO_TEN="Giàng A Páo" xml:lang="vi"/>${drug}</root>`,
    envelope(['XML1', base64(episode()).replace(/.{10}/gu, '$&\r\n').replace(/=+$/u, '')], ['XML2', drug]),
  ];
  for (const form of forms) {
    const { patient, sections } = read(form);
    assert.deepEqual([patient?.name, sections.medications.count], ['Giàng A Páo', 1], form.slice(0, 200));
  }
  assert.deepEqual(
    forms.map(detectRecordFormat),
    forms.map(() => 'insurance-xml'),
  );
});

test('other files of the insurer are refused by their name', () => {
  for (const root of ['HSCHUNGTU', 'KHAMSUCKHOE', 'CHECKOUT'])
    assert.deepEqual(readInsuranceXml(`<${root}><HO_TEN>A</HO_TEN></${root}>`).issues, [
      { code: 'unsupported', severity: 'error', at: root },
    ]);
  assert.equal(readInsuranceXml(JSON.stringify({ files: [] })).ok, undefined);
  assert.equal(readInsuranceXml('{"files":["%%%"]}').ok, undefined);
});

test('treatment of tuberculosis and of HIV is shown in words; the latter is restricted', () => {
  const { sections } = read(
    `<x>${episode()}<CHITIET_DIEUTRI_BENHLAO><MA_LK>L1</MA_LK><PHANLOAI_LAO_VITRI>1</PHANLOAI_LAO_VITRI><NGAYBD_DTRI_LAO>20260103</NGAYBD_DTRI_LAO></CHITIET_DIEUTRI_BENHLAO><HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS><MA_LK>L1</MA_LK><SANG_LOC_LAO>2;3</SANG_LOC_LAO></HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS></x>`,
  );
  const [tuberculosis, hiv] = sections.documents.entries;
  assert.match(tuberculosis?.narrative ?? '', /Lao phổi.*03\/01\/2026/su);
  assert.match(hiv?.narrative ?? '', /Sàng lọc triệu chứng; Chụp X-quang phổi/u);
  assert.deepEqual(hiv?.flags, ['restricted']);
});

test('one break costs one record: the others stay, what is whole of the broken one too, and two drugs never become one', () => {
  const three = drugs('Aspirin', 'Heparin', 'Atenolol');
  const names = (text: string) => {
    const { sections } = read(envelope(['XML1', episode()], ['XML2', text]));
    assert.equal(sections.medications.state, 'truncated');
    return sections.medications.entries.map(({ title }) => title).sort();
  };
  const broken = names(three.replace('Heparin</TEN_THUOC>', 'Heparin</TEN_THUO'));
  assert.deepEqual([broken.length, broken.includes('Aspirin'), broken.includes('Atenolol')], [2, true, true]);
  // The tag between two records is lost.
  assert.deepEqual(
    names(three.replace('<CHI_TIET_THUOC><MA_LK>L1</MA_LK><TEN_THUOC>Heparin', '<MA_LK>L1</MA_LK><TEN_THUOC>Heparin')),
    ['Aspirin', 'Atenolol', 'Heparin'],
  );
  // What is commented out stays out.
  assert.deepEqual(names(`<!-- ${drugs('Digoxin')} -->${three}</x>`), ['Aspirin', 'Atenolol', 'Heparin']);
});

test('five and fifty megabytes are read, in a time that grows with them', () => {
  const lines = (count: number): string =>
    `${episode()}<CHITIEU_CHITIET_DICHVUCANLAMSANG><DSACH_CHI_TIET_CLS>${'<CHI_TIET_CLS><MA_LK>L1</MA_LK><TEN_CHI_SO>Kali máu</TEN_CHI_SO><GIA_TRI>4.1</GIA_TRI><DON_VI_DO>mmol/L</DON_VI_DO><NGAY_KQ>202610050830</NGAY_KQ></CHI_TIET_CLS>'.repeat(count)}</DSACH_CHI_TIET_CLS></CHITIEU_CHITIET_DICHVUCANLAMSANG>`;
  const time = (count: number) => {
    const text = `<x>${lines(count)}</x>`;
    const started = process.cpuUsage();
    const { ok } = readInsuranceXml(text);
    assert.equal(ok?.entry?.filter(({ resource }) => resource?.resourceType === 'Observation').length, count);
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1_000;
  };
  time(3_000);
  const [five, fifty] = [time(30_000), time(300_000)];
  assert.ok(fifty < five * 40 + 2_000, `${five} ms, ${fifty} ms`);
});

function read(text: string): RecordModel {
  const { ok, issues } = readInsuranceXml(text);
  assert.ok(ok, JSON.stringify(issues));
  const model = readRecord(ok).ok!;
  const entries = Object.values(model.sections).flatMap((section) =>
    section.entries.filter(({ resourceType }) => resourceType !== 'Section'),
  );
  const aside = Object.values(model.notDisplayed).reduce((sum, count) => sum + count, 0);
  assert.equal(model.total, entries.length + aside + model.setAside.length);
  return model;
}
