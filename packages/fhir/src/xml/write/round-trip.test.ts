import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Bundle } from 'fhir/r4';
import { insuranceDate } from '../insurance-date.js';
import { readInsuranceXml } from '../read-insurance-xml.js';
import { readTables } from '../read-tables.js';
import { rules } from '../rules/index.js';
import { tableTags } from '../tables.js';
import { toInsuranceXml } from './to-insurance-xml.js';

type Row = Record<string, string>;
type Episode = Record<string, Row[]>;

const pad = (value: number): string => String(value).padStart(2, '0');
const day = fc
  .record({
    year: fc.integer({ min: 1930, max: 2030 }),
    month: fc.integer({ min: 1, max: 12 }),
    date: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ year, month, date }) => `${year}${pad(month)}${pad(date)}`);
const minute = fc
  .tuple(day, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([date, hour, min]) => `${date}${pad(hour)}${pad(min)}`);
const moment = fc.oneof(
  { weight: 6, arbitrary: minute },
  day,
  day.map((date) => `${date.slice(0, 6)}000000`),
  day.map((date) => `${date.slice(0, 4)}00000000`),
);
// Words as a doctor, an exporter or an attacker writes them; blanks at the ends are no facts.
const words = fc
  .oneof(
    fc.constantFrom(
      'Sốt cao, co giật',
      'Đau ngực < 30 phút & khó thở',
      'a]]>b',
      '<b>không phải thẻ</b>',
      '"\'',
      'dòng 1\ndòng 2',
      '__proto__',
      '🩺 ổn',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  )
  .map((text) =>
    text
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\uD800-\uDFFF]/gu, '')
      .replace(/\r\n?/gu, '\n')
      .replace(/\s+$|^\s+|\uFEFF/gu, '')
      .trim(),
  )
  .filter((text) => text !== '' && text !== '–' && !/^CSST/iu.test(text));
const line = words.map((text) => text.replace(/\s+/gu, ' ').replace(/;/gu, ',').trim()).filter(Boolean);
const code = fc.stringMatching(/^[A-Z][A-Z0-9.]{1,6}$/u);
const number = fc.oneof(
  fc.integer({ min: 1, max: 9999 }).map(String),
  fc
    .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 9 }))
    .map(([whole, tenth]) => `${whole}.${tenth}`),
);
const list = (of: fc.Arbitrary<string>) =>
  fc.uniqueArray(of, { minLength: 1, maxLength: 3 }).map((items) => items.join(';'));

function valueOf(table: string, field: string): fc.Arbitrary<string> {
  const at = `${table}.${field}`;
  if (field === 'GIOI_TINH') return fc.constantFrom('1', '2', '3');
  if (field === 'SO_CCCD') return fc.constantFrom('022190000001', '123456789', 'C1234567', 'TK-LẠ');
  if (field === 'MA_LOAI_KCB') return fc.constantFrom('01', '03', '09', '14', '77');
  if (field === 'KET_QUA_DTRI') return fc.constantFrom('1', '5', '9');
  if (field === 'MA_LOAI_RV' || field === 'MA_LYDO_CT' || field === 'PP_VO_CAM') return fc.constantFrom('1', '2', '8');
  if (field === 'MA_DANTOC') return fc.constantFrom('01', '14', '00', '99');
  if (at === 'XML3.MA_NHOM') return fc.constantFrom('1', '2', '4', '8', '13', '15');
  if (field === 'SO_NGAY_DTRI') return fc.integer({ min: 1, max: 99 }).map(String);
  if (field === 'CAN_NANG' || field === 'SO_LUONG') return number;
  if (field === 'CAN_NANG_CON') return list(fc.integer({ min: 500, max: 5000 }).map(String));
  if (field === 'GIA_TRI')
    return fc.oneof(number, fc.constantFrom('<0.5', 'Âm tính', '1:128', '250.000', '≥ 3', '+++', '7,2'));
  if (field === 'DIEN_BIEN_LS')
    return fc.oneof(words, fc.constantFrom('Còn sốt. CSST<M96_T38.5_HA90/60_NT30_SP93_HL2>', 'CSST<M80>'));
  if (field === 'THE' || field === 'MA_THE_BHYT')
    return fc
      .uniqueArray(fc.stringMatching(/^TE1\d{12}$/u), { minLength: 1, maxLength: 2 })
      .map((cards) => cards.join(';'));
  if (/^GT_THE_/u.test(field)) return day;
  if (field === 'NGAY_SINH') return moment.map((date) => date.padEnd(12, '0'));
  if (/^(MA_BENH_KT|MA_BENH_YHCT|MA_PTTT_QT|MA_KHOA|MA_BAC_SI|NGUOI_THUC_HIEN|MA_BS_DOC_KQ)$/u.test(field))
    return list(code);
  if (rules[table]![field]!.how === 'mapped' && /^(NGAY_|THOI_DIEM)/u.test(field))
    return field === 'NGAY_CT' ? day : moment;
  const rule = rules[table]![field]!;
  if (rule.how === 'section' && rule.date === true) return fc.oneof(minute, day);
  if (rule.how === 'section' || field === 'LY_DO_VV' || field === 'LY_DO_VNT') return words;
  return /^(MA_|SO_|HO_TEN|TEN_|DIEN_)/u.test(field) ? line : words;
}

const facts = (table: string): string[] =>
  Object.entries(rules[table]!).flatMap(([field, rule]) =>
    rule.how === 'dropped' || field === 'MA_LK' ? [] : [field],
  );

/** A row that says some of what its table can; names and codes that keep lines apart are always there. */
function rowOf(table: string, always: readonly string[]): fc.Arbitrary<Row> {
  return fc.record(Object.fromEntries(facts(table).map((field) => [field, valueOf(table, field)])), {
    requiredKeys: [...always],
  }) as fc.Arbitrary<Row>;
}

const episode: fc.Arbitrary<Episode> = fc
  .record({
    XML1: fc.tuple(rowOf('XML1', ['HO_TEN', 'MA_BN', 'MA_THE_BHYT', 'MA_CSKCB'])),
    XML2: fc.array(rowOf('XML2', ['TEN_THUOC']), { maxLength: 3 }),
    XML3: fc.array(rowOf('XML3', ['TEN_DICH_VU', 'MA_NHOM']), { maxLength: 3 }),
    XML4: fc.array(rowOf('XML4', ['TEN_CHI_SO']), { maxLength: 4 }),
    XML5: fc.array(rowOf('XML5', ['DIEN_BIEN_LS']), { maxLength: 3 }),
    XML7: fc.array(rowOf('XML7', ['CHAN_DOAN_RV']), { maxLength: 1 }),
    XML8: fc.array(rowOf('XML8', ['QT_BENHLY']), { maxLength: 1 }),
    XML13: fc.array(rowOf('XML13', ['DAU_HIEU_LS']), { maxLength: 1 }),
    XML14: fc.array(rowOf('XML14', ['NGAY_HEN_KL']), { maxLength: 1 }),
  })
  .map((tables) => settled(tables as Episode));

/** What the tables of one episode say of the patient, of the stay and of each other must agree, as in a true file. */
function settled(given: Episode): Episode {
  const tables = structuredClone(given);
  const summary = tables['XML1']![0]!;
  // One period a card; what is said of a card without periods stays without.
  for (const field of ['GT_THE_TU', 'GT_THE_DEN'])
    if (summary[field] !== undefined)
      summary[field] = summary['MA_THE_BHYT']!.split(';')
        .map(() => summary[field])
        .join(';');
  for (const table of ['XML7', 'XML8', 'XML13', 'XML14'])
    for (const row of tables[table]!)
      for (const [field, rule] of Object.entries(rules[table]!))
        if (
          rule.how === 'mapped' &&
          (summary[field] !== undefined || /^Patient|^Coverage/u.test(rule.to)) &&
          field in rules['XML1']! &&
          field !== 'MA_BAC_SI'
        ) {
          if (summary[field] === undefined) delete row[field];
          else row[field] = summary[field]!;
        }
  const parents = tables['XML7']![0] ?? tables['XML8']![0];
  for (const row of [...tables['XML7']!, ...tables['XML8']!])
    for (const field of ['HO_TEN_CHA', 'HO_TEN_ME']) {
      if (parents?.[field] === undefined) delete row[field];
      else row[field] = parents[field]!;
    }
  for (const row of tables['XML3']!) {
    // The other kind of line: a supply has a name of its own.
    if (row['MA_VAT_TU'] === undefined) delete row['TEN_VAT_TU'];
    else row['TEN_VAT_TU'] ??= 'Kim luồn';
    if (row['TEN_VAT_TU'] !== undefined) delete row['TEN_DICH_VU'];
  }
  return tables;
}

/** Episodes of one patient: what is said of the person and the cards is the same in all. */
const episodesOfOne = fc.array(episode, { minLength: 1, maxLength: 2 }).map((given) => {
  const episodes = structuredClone(given);
  const person = episodes[0]!['XML1']![0]!;
  for (const tables of episodes.slice(1))
    for (const row of Object.values(tables).flat())
      for (const [field, rule] of Object.entries(rules['XML1']!)) {
        const to = rule.how === 'mapped' ? rule.to : rule.how === 'text' ? rule.on : '';
        if (!/Patient|Coverage/u.test(to) || (row !== tables['XML1']![0] && !(field in row))) continue;
        if (person[field] === undefined) delete row[field];
        else row[field] = person[field]!;
      }
  const rows = episodes.flatMap((tables) => Object.values(tables).flat());
  for (const field of ['HO_TEN_CHA', 'HO_TEN_ME', 'NGUOI_GIAM_HO']) {
    const name = rows.find((row) => field in row)?.[field];
    for (const row of rows) if (field in row) row[field] = name!;
  }
  return episodes;
});

const escaped = (text: string): string => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
function fileOf(episodes: readonly Episode[]): string {
  const files = episodes.map((tables, number) =>
    Object.entries(tables)
      .filter(([, rows]) => rows.length > 0)
      .map(([table, rows]) => {
        const { root, list: tag, record } = tableTags[table]!;
        const records = rows
          .map(
            (row) =>
              `<${record}><MA_LK>L${number}</MA_LK>${inTableOrder(table, row)
                .map(([field, value]) => `<${field}>${escaped(value)}</${field}>`)
                .join('')}</${record}>`,
          )
          .join('');
        return `<FILEHOSO><LOAIHOSO>${table}</LOAIHOSO><NOIDUNGFILE>${tag ? `<${root}><${tag}>${records}</${tag}></${root}>` : records}</NOIDUNGFILE></FILEHOSO>`;
      })
      .join(''),
  );
  return `<GIAMDINHHS><THONGTINHOSO><DANHSACHHOSO>${files.map((file) => `<HOSO>${file}</HOSO>`).join('')}</DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>`;
}

/** As exporters write a row: in the order of the table. */
function inTableOrder(table: string, row: Row): [string, string][] {
  return Object.keys(rules[table]!).flatMap((field) => (row[field] === undefined ? [] : [[field, row[field]]]));
}

/** Two ways to write one value: a number's zeros and comma, a date at the same precision. */
function same(field: string, one: string | undefined, other: string | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  const date = insuranceDate(one, field === 'NGAY_SINH');
  if (date !== undefined && date === insuranceDate(other, field === 'NGAY_SINH')) return true;
  const plain = (text: string): string =>
    text
      .replace(/\s/gu, '')
      .replace(',', '.')
      .replace('≥', '>=')
      .replace(/(\.\d*?)0+$/u, '$1')
      .replace(/\.$/u, '');
  return plain(one) === plain(other);
}

const runs = Number(process.env['XML_ROUND_TRIPS'] ?? 300);

test('what was read from insurance XML is written with every fact in its place, and read again it is the same record', () => {
  fc.assert(
    fc.property(episodesOfOne, fc.constantFrom('base64' as const, 'inline' as const), (episodes, tables) => {
      const text = fileOf(episodes);
      const first = read(text);
      const { ok: again, issues } = toInsuranceXml(first, { tables, includeRestricted: true, siteId: '22013' });
      assert.ok(again, JSON.stringify(issues));
      const rows = readTables(text).rows;
      const written = readTables(again).rows;
      for (const table of Object.keys(tableTags)) {
        const [before, after] = [rows, written].map((all) => all.filter((row) => row.table === table));
        assert.equal(after!.length, before!.length, table);
        before!.forEach(({ fields }, index) => {
          for (const [field, value] of fields)
            if (rules[table]![field]!.how !== 'dropped')
              assert.ok(
                same(field, value, after![index]!.fields.get(field)),
                `${table}[${index}].${field}: ${JSON.stringify(value)} became ${JSON.stringify(after![index]!.fields.get(field))}`,
              );
        });
      }
      assert.deepEqual(inOrder(read(again)), inOrder(first));
    }),
    { numRuns: runs },
  );
});

/** The lists of a Patient in a fixed order: which file added what to them says nothing. */
function inOrder(bundle: Bundle): Bundle {
  for (const { resource } of bundle.entry ?? [])
    if (resource?.resourceType === 'Patient')
      for (const list of Object.values(resource))
        if (Array.isArray(list)) list.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  return bundle;
}

function read(text: string): Bundle {
  const { ok, issues } = readInsuranceXml(text);
  assert.ok(ok, JSON.stringify(issues));
  return JSON.parse(JSON.stringify(ok)) as Bundle;
}
