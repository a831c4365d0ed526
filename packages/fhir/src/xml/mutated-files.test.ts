import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readRecord } from '../record/read-record.js';
import { readInsuranceXml } from './read-insurance-xml.js';
import { tableTags } from './tables.js';

/** `XML_MUTATIONS=20000` for all of them; `XML_SEED` to see one again. */
const runs = Number(process.env['XML_MUTATIONS'] ?? 1_500);
const seed = process.env['XML_SEED'] === undefined ? undefined : Number(process.env['XML_SEED']);

/** A fact of a line: where its element stands in the text, and the words that no other line has. */
interface Fact {
  words: string;
  from: number;
  to: number;
  record: number;
}
interface Table {
  kind: string;
  text: string;
  facts: Fact[];
  /** Where the tags of each record stand. */
  tags: { from: number; to: number; record: number }[];
}

const fields: Readonly<Record<string, readonly string[]>> = {
  XML1: ['HO_TEN', 'LY_DO_VV', 'CHAN_DOAN_RV', 'PP_DIEU_TRI'],
  XML2: ['TEN_THUOC', 'HAM_LUONG', 'LIEU_DUNG', 'CACH_DUNG'],
  XML3: ['TEN_DICH_VU', 'MA_BAC_SI', 'NGUOI_THUC_HIEN'],
  XML4: ['TEN_CHI_SO', 'GIA_TRI', 'MO_TA', 'KET_LUAN'],
  XML5: ['DIEN_BIEN_LS', 'GIAI_DOAN_BENH', 'HOI_CHAN', 'PHAU_THUAT'],
  XML7: ['CHAN_DOAN_RV', 'PP_DIEUTRI', 'GHI_CHU'],
  XML8: ['QT_BENHLY', 'TOMTAT_KQ', 'PP_DIEUTRI'],
  XML13: ['DAU_HIEU_LS', 'HUONG_DIEU_TRI', 'TEN_THUOC'],
  XML14: ['CHAN_DOAN_RV', 'SO_GIAYHEN_KL'],
};

function build(kind: string, records: number): Table {
  const { root, list, record } = tableTags[kind]!;
  const table: Table = { kind, text: '', facts: [], tags: [] };
  const write = (text: string): void => void (table.text += text);
  if (list) write(`<${root}>\n<${list}>`);
  for (let number = 0; number < records; number += 1) {
    const tag = (text: string): void => {
      table.tags.push({ from: table.text.length, to: table.text.length + text.length, record: number });
      write(text);
    };
    tag(`<${record}>`);
    write(`<MA_LK>L1</MA_LK>`);
    for (const field of fields[kind]!) {
      const words = `từ ${kind} ${number} ${field} hết`;
      const element = `<${field}>${words}</${field}>`;
      table.facts.push({ words, from: table.text.length, to: table.text.length + element.length, record: number });
      write(`${element}\n`);
    }
    tag(`</${record}>`);
  }
  if (list) write(`</${list}></${root}>`);
  return table;
}

const garbage = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom(
    '<',
    '>',
    '&',
    '"',
    ']]>',
    '-->',
    '<!--',
    '<!-- x -->',
    '<![CDATA[',
    '<?xml version="1.0"?>',
    '<?x',
    '&#xFFFFFF;',
    '&lol;',
    '\u0000',
    '\uFFFE',
    '\uD800',
    '</CHI_TIET_THUOC>',
    '<CHI_TIET_THUOC>',
    '</HOSO>',
    '<x>',
    '</x>',
    '<__proto__>1</__proto__>',
    '<constructor/>',
    '<HO_TEN>',
    ' xsi:nil="true"',
    '<LA>lạ</LA>',
    '\uFEFF',
    '\r',
    '<a b=c>',
    '<!DOCTYPE x [<!ENTITY a "b">]>',
  ),
);

const mutation = fc.record({
  shape: fc.constantFrom('base64', 'inline', 'cdata'),
  kinds: fc.subarray(Object.keys(fields).slice(1), { minLength: 1 }),
  records: fc.integer({ min: 1, max: 4 }),
  table: fc.nat(),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.integer({ min: 0, max: 25 }),
  insert: garbage,
  /** Whether the base64 itself is damaged instead of the table in it. */
  inEncoding: fc.boolean(),
});

test('a mutated file neither throws, hangs, pollutes nor asks for anything, and every fact that was not hit is still in the record', () => {
  const asked: unknown[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = (input) => {
    asked.push(input);
    return Promise.reject(new Error('no request'));
  };
  const own = Object.getOwnPropertyNames(Object.prototype).length;
  try {
    fc.assert(
      fc.property(mutation, ({ shape, kinds, records, table: which, at, drop, insert, inEncoding }) => {
        const tables = ['XML1', ...kinds].map((kind) => build(kind, tableTags[kind]!.list ? records : 1));
        const hit = tables[which % tables.length]!;
        const damaged = shape === 'base64' && inEncoding;
        const content = ({ text, kind }: Table, isHit: boolean): string => {
          const from = Math.floor(at * text.length);
          const broken = isHit && !damaged ? text.slice(0, from) + insert + text.slice(from + drop) : text;
          if (shape === 'cdata') return `<![CDATA[${broken.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
          if (shape === 'inline') return broken;
          const encoded = Buffer.from(broken).toString('base64');
          const place = Math.floor(at * encoded.length);
          return isHit && damaged
            ? encoded.slice(0, place) + insert + encoded.slice(place + drop)
            : (void kind, encoded);
        };
        const text = `<GIAMDINHHS><THONGTINHOSO><DANHSACHHOSO><HOSO>${tables.map((table) => `<FILEHOSO><LOAIHOSO>${table.kind}</LOAIHOSO><NOIDUNGFILE>${content(table, table === hit)}</NOIDUNGFILE></FILEHOSO>`).join('\n')}</HOSO></DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>`;
        const started = performance.now();
        const { ok, issues } = readInsuranceXml(text);
        assert.ok(performance.now() - started < 2_000, 'within two seconds');
        if (!ok) {
          assert.ok(issues.some(({ severity }) => severity === 'error'));
          assert.ok(
            issues.some(({ code }) => code === 'doctype-refused'),
            `nothing was read: ${JSON.stringify(issues)}`,
          );
          return;
        }
        const model = readRecord(ok).ok;
        assert.ok(model);
        const said = JSON.stringify(model);
        const from = Math.floor(at * hit.text.length);
        const isHit = (span: { from: number; to: number }): boolean => span.from <= from + drop && span.to >= from;
        for (const table of tables) {
          if (table === hit && damaged) continue;
          const lostRecords = new Set(table === hit ? table.tags.filter(isHit).map(({ record }) => record) : []);
          for (const fact of table.facts) {
            if (table === hit && (isHit(fact) || lostRecords.has(fact.record))) continue;
            assert.ok(said.includes(fact.words), `${fact.words} (${shape})`);
          }
        }
      }),
      { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
    );
  } finally {
    globalThis.fetch = fetch;
  }
  assert.deepEqual(asked, []);
  assert.equal(Object.getOwnPropertyNames(Object.prototype).length, own);
  assert.equal(({} as Record<string, unknown>)['1'], undefined);
});
