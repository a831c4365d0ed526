import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecord } from '../record/read-record.js';
import type { RecordModel } from '../record/record.types.js';
import { decodeBytes } from '../internal/decode-bytes.js';
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
