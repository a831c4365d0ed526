import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createReaderApi } from './reader-api.js';

const hiv = { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'B20.1' }], text: 'Bệnh do HIV' };
const patient = { resourceType: 'Patient', id: 'p', name: [{ text: 'Lò Văn Thử' }] };
const restricted = {
  security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'V' }],
};
const lines: Record<string, object> = {
  'by code': { resourceType: 'Condition', id: 'a', code: hiv },
  'by words alone': { resourceType: 'Condition', id: 'b', code: { text: 'Nhiễm hiv giai đoạn 2' } },
  'by confidentiality': {
    resourceType: 'Procedure',
    id: 'c',
    status: 'completed',
    meta: restricted,
    code: { text: 'Tư vấn kín' },
  },
  'by the reason of an encounter': {
    resourceType: 'Encounter',
    id: 'd',
    status: 'finished',
    class: { code: 'IMP' },
    type: [{ text: 'Nội trú' }],
    reasonCode: [{ text: 'Viêm phổi; B20; suy kiệt' }],
  },
  'by the reason of a drug': {
    resourceType: 'MedicationRequest',
    id: 'e',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: 'Tenofovir 300 mg' },
    reasonCode: [hiv],
  },
  'by its narrative': {
    resourceType: 'DocumentReference',
    id: 'f',
    status: 'current',
    type: { text: 'Tóm tắt' },
    content: [
      {
        attachment: {
          contentType: 'text/plain',
          data: Buffer.from('Người bệnh đang điều trị ARV tại khoa').toString('base64'),
        },
      },
    ],
  },
  'by its panel': {
    resourceType: 'DiagnosticReport',
    id: 'g',
    status: 'final',
    code: { text: 'Tổng hợp' },
    meta: restricted,
    result: [{ reference: 'Observation/g1' }],
  },
};
const member = {
  resourceType: 'Observation',
  id: 'g1',
  status: 'final',
  code: { text: 'Tải lượng' },
  valueQuantity: { value: 48, unit: 'bản sao/mL' },
};
const open = [
  { resourceType: 'Condition', id: 'x', code: { text: 'Tăng huyết áp' } },
  { resourceType: 'Condition', id: 'y', code: { text: 'Nghe kém, dùng hearing aids' } },
  { resourceType: 'Observation', id: 'z', status: 'final', code: { text: 'Glucose' }, valueString: 'B2' },
];
const bundle = (...resources: object[]) =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [patient, ...resources].map((resource) => ({
      resource: { subject: { reference: 'Patient/p' }, ...resource },
    })),
  });

type Summary = { sections: Record<string, { count: number; masked?: number; entries: { key: string }[] }> };
const maskedIn = ({ sections }: Summary) => Object.values(sections).reduce((sum, one) => sum + (one.masked ?? 0), 0);

describe('what is restricted', () => {
  for (const [name, resource] of Object.entries(lines))
    it(`does not leave the worker: told ${name}`, async () => {
      const api = createReaderApi();
      const text = await api.begin(
        'r',
        bundle(resource, ...(name === 'by its panel' ? [member] : []), ...open),
        'source',
      );
      const { summary } = JSON.parse(text) as { summary: Summary };
      assert.equal(maskedIn(summary), name === 'by its panel' ? 2 : 1);
      const everything = [
        text,
        ...Object.keys(summary.sections).flatMap((section) => [
          api.page('r', section as 'problems', 0, 100),
          api.page('r', section as 'problems', 0, 100, 'hiv'),
          api.page('r', section as 'problems', 0, 100, 'tenofovir'),
        ]),
      ].join();
      for (const word of [/HIV/i, /B20/, /Tenofovir/, /Tư vấn kín/, /Viêm phổi/, /ARV/, /Tải lượng/, /Tóm tắt/])
        assert.doesNotMatch(everything, word);
      assert.match(everything, /Tăng huyết áp/);
      assert.match(everything, /hearing aids/);
      assert.throws(() => api.attachment('r', 'DocumentReference/f'), { code: 'request/not-found' });

      const shown = JSON.parse(api.reveal('r', true)) as Summary;
      assert.equal(maskedIn(shown), 0);
      assert.ok(JSON.stringify(shown).includes((resource as { id: string }).id), 'shown once it may be');
      assert.equal(maskedIn(JSON.parse(api.reveal('r', false)) as Summary) > 0, true, 'and masked again');
    });

  it('takes the words of its section along, and leaves other sections whole', async () => {
    const api = createReaderApi();
    const composition = {
      resourceType: 'Composition',
      status: 'final',
      type: { text: 'x' },
      date: '2026-01-01',
      title: 'Tóm tắt',
      section: [
        {
          title: 'Vấn đề',
          code: { coding: [{ system: 'http://loinc.org', code: '11450-4' }] },
          text: {
            status: 'additional',
            div: '<div xmlns="http://www.w3.org/1999/xhtml">HIV dương tính, tăng huyết áp</div>',
          },
          entry: [{ reference: 'Condition/a' }, { reference: 'Condition/x' }],
        },
      ],
    };
    const document = JSON.stringify({
      resourceType: 'Bundle',
      type: 'document',
      entry: [composition, patient, lines['by code'], ...open].map((resource) => ({ resource })),
    });
    const text = await api.begin('r', document, 'source');
    assert.doesNotMatch(text, /HIV/);
    assert.match(text, /Tăng huyết áp/);
    const { sections } = (JSON.parse(text) as { summary: Summary }).summary;
    assert.deepEqual([sections.problems!.masked, sections.results!.masked], [1, undefined]);
  });

  it('is masked in the first look of a long record too', async () => {
    const api = createReaderApi();
    const many = Array.from({ length: 3_000 }, (_, n) => ({ ...open[0], id: `n${n}` }));
    const text = await api.begin('r', bundle(lines['by code']!, ...many), 'source', undefined, true);
    assert.equal((JSON.parse(text) as { whole: boolean }).whole, false);
    assert.doesNotMatch(text + (await api.complete('r')), /HIV/);
  });
});
