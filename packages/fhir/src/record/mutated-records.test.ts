import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readInsuranceXml } from '../xml/read-insurance-xml.js';
import { readRecord } from './read-record.js';
import type { RecordModel } from './record.types.js';
import { toShareDocument } from './share-document.js';

/** More runs, or a run again, by hand: `MUTATIONS=20000 MUTATION_SEED=1`. */
const numRuns = Number(process.env['MUTATIONS'] ?? 300);
const seed = process.env['MUTATION_SEED'] === undefined ? {} : { seed: Number(process.env['MUTATION_SEED']) };
const slowest = 2_000;

const template = [
  {
    resourceType: 'Patient',
    id: 'p',
    name: [{ text: 'Giàng A Páo' }],
    birthDate: '1970',
    identifier: [{ value: '1' }],
  },
  {
    resourceType: 'Composition',
    id: 'k',
    status: 'final',
    section: [
      { code: { coding: [{ code: '48765-2' }] }, entry: [{ reference: 'List/l' }], text: { div: '<div>x</div>' } },
    ],
  },
  {
    resourceType: 'List',
    id: 'l',
    status: 'current',
    entry: [{ item: { reference: 'AllergyIntolerance/a' } }],
    emptyReason: { coding: [{ code: 'nilknown' }] },
  },
  {
    resourceType: 'AllergyIntolerance',
    id: 'a',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }] },
    reaction: [{ manifestation: [{ text: 'mẩn' }] }],
  },
  {
    resourceType: 'MedicationRequest',
    id: 'm',
    status: 'active',
    medicationReference: { reference: '#d' },
    contained: [{ resourceType: 'Medication', id: 'd', code: { text: 'X' } }],
    dosageInstruction: [
      {
        timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
        doseAndRate: [{ doseQuantity: { value: 1, unit: 'g' } }],
      },
    ],
  },
  {
    resourceType: 'DiagnosticReport',
    id: 'r',
    status: 'final',
    code: { text: 'CTM' },
    result: [{ reference: 'Observation/o' }, { reference: '#i' }],
    contained: [{ resourceType: 'Observation', id: 'i', code: { text: 'Hb' } }],
    presentedForm: [{ url: 'Binary/b' }],
  },
  {
    resourceType: 'Observation',
    id: 'o',
    status: 'final',
    code: { text: 'Glucose' },
    effectiveDateTime: '2026-01-01',
    valueQuantity: { value: 7, unit: 'mmol/L' },
    referenceRange: [{ low: { value: 3 }, high: { value: 6 } }],
    component: [{ code: { text: 'c' }, valueRatio: { numerator: { value: 1 } } }],
    hasMember: [{ reference: 'Observation/o' }],
  },
  {
    resourceType: 'Encounter',
    id: 'e',
    status: 'finished',
    class: { code: 'AMB' },
    period: { start: '2026' },
    diagnosis: [{ condition: { reference: 'Condition/c' } }],
  },
  {
    resourceType: 'QuestionnaireResponse',
    id: 'q',
    item: [{ linkId: '1', answer: [{ valueInteger: 3, item: [{ linkId: '2' }] }] }],
  },
  { resourceType: 'Parameters', id: 'z', parameter: [{ resource: { resourceType: 'Binary', id: 'b', data: 'AA==' } }] },
];

const value = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    0,
    -1,
    Number.MAX_VALUE,
    '',
    ' ',
    '#',
    '__proto__',
    'urn:uuid:',
    'Patient/p',
    [],
    {},
    [[]],
    [null],
    'constructor',
    'entered-in-error',
    'nilknown',
    '\u0000\uFFFF\uD800',
  ),
  fc.string(),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constant(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as unknown),
  fc.constant(deep(400)),
);
/** Where (a fraction of the nodes) something is put, taken away or doubled. */
const mutations = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    how: fc.constantFrom('put', 'cut', 'double', 'rename'),
    value,
  }),
  { minLength: 1, maxLength: 6 },
);
const kinds = fc.constantFrom('document', 'searchset', 'collection', 'history', 'batch-response', 'transaction');

test('a mutated bundle: no throw, no hang, nothing polluted, everything accounted for, the unmutated facts there', () => {
  fc.assert(
    fc.property(mutations, kinds, fc.boolean(), (list, type, asText) => {
      const mutated = mutate(structuredClone(template), list) as unknown[];
      const untouched = [1, 2, 3].map((n) => ({
        resourceType: 'Condition',
        id: `untouched-${n}`,
        code: { text: `Bệnh còn nguyên ${n}` },
      }));
      const resources = [...(Array.isArray(mutated) ? mutated : [mutated]), ...untouched];
      const bundle = { resourceType: 'Bundle', type, entry: resources.map((resource) => ({ resource })) };
      const model = timed(() => readRecord(asText ? JSON.stringify(bundle) : bundle)).ok;
      assert.ok(model);
      const titles = checked(model);
      for (const { code } of untouched) assert.ok(titles.has(code.text), code.text);
      timed(() =>
        toShareDocument({
          bundle,
          documentId: 'd',
          caseId: 'k',
          siteId: '1',
          siteName: 's',
          author: { sub: '1', name: 'n' },
          withheld: ['problems'],
          now: '2026-01-01T00:00:00Z',
        }),
      );
    }),
    { numRuns, ...seed },
  );
});

test('a mutated insurance XML: no throw, no hang, nothing polluted, the tables that were left alone are there', () => {
  const drugs =
    '<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC><CHI_TIET_THUOC><MA_LK>L</MA_LK><TEN_THUOC>Còn nguyên</TEN_THUOC></CHI_TIET_THUOC></DSACH_CHI_TIET_THUOC></CHITIEU_CHITIET_THUOC>';
  const tables = [
    '<?xml version="1.0" encoding="utf-8"?><TONG_HOP><MA_LK>L</MA_LK><HO_TEN>Giàng A Páo</HO_TEN><NGAY_SINH>197001010000</NGAY_SINH><MA_BENH_KT>A00;B20</MA_BENH_KT><GHI_CHU><![CDATA[x & y]]></GHI_CHU></TONG_HOP>',
    '<CHITIEU_CHITIET_DIENBIENLAMSANG><DSACH_CHI_TIET_DIEN_BIEN_BENH><CHI_TIET_DIEN_BIEN_BENH><MA_LK>L</MA_LK><DIEN_BIEN_LS>CSST&lt;M75_T37_HA120/70&gt;</DIEN_BIEN_LS></CHI_TIET_DIEN_BIEN_BENH></DSACH_CHI_TIET_DIEN_BIEN_BENH></CHITIEU_CHITIET_DIENBIENLAMSANG>',
  ];
  const splice = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.integer({ min: 0, max: 40 }),
    put: fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '&',
        ']]>',
        '<![CDATA[',
        '<!DOCTYPE x>',
        '<?xml?>',
        '&#0;',
        '&#x110000;',
        '</MA_LK>',
        '<a:b c="d"',
        '\uFEFF',
        '\u0000',
        'CSST<',
        '<__proto__>1</__proto__>',
        '<MA_LK>__proto__</MA_LK>',
      ),
      fc.string(),
    ),
  });
  const mangle = (text: string, edits: readonly { at: number; cut: number; put: string }[]): string =>
    edits.reduce(
      (out, { at, cut, put }) =>
        out.slice(0, Math.floor(at * out.length)) + put + out.slice(Math.floor(at * out.length) + cut),
      text,
    );
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  fc.assert(
    fc.property(
      fc.array(splice, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 0, max: 1 }),
      fc.boolean(),
      (edits, which, whole) => {
        const files = tables.map((text, index) => (index === which && !whole ? mangle(text, edits) : text));
        const xml = `<GIAMDINHHS><THONGTINHOSO><DANHSACHHOSO><HOSO>${[files[0]!, drugs, files[1]!].map((text, index) => `<FILEHOSO><LOAIHOSO>XML${[1, 2, 5][index]}</LOAIHOSO><NOIDUNGFILE>${base64(text)}</NOIDUNGFILE></FILEHOSO>`).join('')}</HOSO></DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>`;
        const { ok, issues } = timed(() => readInsuranceXml(whole ? mangle(xml, edits) : xml));
        if (whole || issues.some(({ code }) => code === 'doctype-refused')) {
          if (ok) checked(readRecord(ok).ok!);
          return;
        }
        assert.ok(ok, JSON.stringify(issues));
        const model = readRecord(ok).ok!;
        checked(model);
        // Lines of another MA_LK are another episode; the drug is shown all the same.
        assert.ok(model.sections.medications.entries.some(({ title }) => title === 'Còn nguyên'));
      },
    ),
    { numRuns, ...seed },
  );
});

function deep(levels: number): unknown {
  let node: unknown = 'x';
  for (let level = 0; level < levels; level += 1)
    node = level % 2 ? [node] : { [level % 4 ? 'section' : 'item']: node };
  return node;
}

interface Mutation {
  at: number;
  how: string;
  value: unknown;
}

/** Changes nodes of a tree, in place. */
function mutate(tree: unknown, list: readonly Mutation[]): unknown {
  for (const { at, how, value: put } of list) {
    const places: [holder: Record<string, unknown>, key: string][] = [];
    const walk = (node: unknown, depth: number): void => {
      if (typeof node !== 'object' || node === null || depth > 8) return;
      for (const key of Object.keys(node)) {
        places.push([node as Record<string, unknown>, key]);
        walk((node as Record<string, unknown>)[key], depth + 1);
      }
    };
    walk(tree, 0);
    const [holder, key] = places[Math.floor(at * places.length)] ?? [];
    if (!holder || key === undefined) continue;
    if (how === 'put') holder[key] = structuredClone(put);
    else if (how === 'cut') delete holder[key];
    else if (how === 'double') holder[key] = [holder[key], holder[key]];
    else
      Object.defineProperty(holder, typeof put === 'string' ? put.slice(0, 20) : '__proto__', {
        value: holder[key],
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return tree;
}

function timed<T>(work: () => T): T {
  const started = performance.now();
  const answer = work();
  assert.ok(performance.now() - started < slowest, 'too slow');
  assert.deepEqual(Object.keys(Object.prototype), []);
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  return answer;
}

/** Titles of a model in which every resource is accounted for. */
function checked(model: RecordModel): Set<string> {
  const entries = Object.values(model.sections).flatMap((section) => section.entries);
  const resources = entries.filter(({ resourceType }) => resourceType !== 'Section').length;
  const aside = Object.values(model.notDisplayed).reduce((sum, count) => sum + count, 0);
  assert.equal(model.total, resources + aside + model.setAside.length);
  assert.equal(new Set(entries.map(({ key }) => key)).size, entries.length);
  return new Set(entries.map(({ title }) => title));
}
