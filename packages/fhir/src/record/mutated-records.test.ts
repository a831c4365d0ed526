import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checked, mutate, mutationRuns, mutations, timed } from '../../test/mutate.js';
import { readInsuranceXml } from '../xml/read-insurance-xml.js';
import { readRecord } from './read-record.js';
import { toShareDocument } from './share-document.js';

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
    mutationRuns,
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
    mutationRuns,
  );
});
