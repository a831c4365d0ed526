import { expect } from '@open-wc/testing';
import type { DiemcauError } from '@diemcau/protocol';
import { checkIps } from '@diemcau/fhir/ips';
import { readInsuranceXml } from '@diemcau/fhir/xml';
import { canonicalHash } from '../../internal/canonical-hash.js';
import { sha256 } from '../../internal/sha256.js';
import { createReader } from '../create-reader.js';

const bundle = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: { resourceType: 'Patient', id: 'p', name: [{ text: 'Bé Na' }], birthDate: '2024-06-10' } },
    {
      resource: {
        resourceType: 'Encounter',
        id: 'e',
        status: 'finished',
        class: { code: 'IMP' },
        subject: { reference: 'Patient/p' },
        period: { start: '2026-10-04', end: '2026-10-06' },
      },
    },
    {
      resource: {
        resourceType: 'Condition',
        id: 'hiv',
        code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'B20' }] },
        subject: { reference: 'Patient/p' },
      },
    },
  ],
};
const options = { documentId: '0192f0a0-5b3c-7000-8000-000000000009', now: '2026-10-06T10:00:00+07:00' };
const given = () => [{ source: JSON.stringify(bundle), kind: 'source' as const }];

describe('copies made in the reader', () => {
  it('are IPS documents that pass the checks, with what is restricted only for who may have it', async () => {
    const reader = createReader();
    const { file, leftOut, broken } = await reader.copy(given(), 'ips', options);
    expect([broken, leftOut.restricted, file.type]).to.deep.equal([[], 1, 'application/fhir+json']);
    const text = await file.text();
    expect(checkIps(JSON.parse(text))).to.deep.equal([]);
    expect(text).not.to.contain('B20');
    const all = await reader.copy(given(), 'ips', { ...options, includeRestricted: true });
    expect(await all.file.text()).to.contain('B20');
    reader.close();
  });

  it('are insurance XML that reads back, of a parsed object and of pages of a server too', async () => {
    const reader = createReader();
    const pages = bundle.entry.map(({ resource }, at) => ({
      source: new TextEncoder().encode(
        JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry: [{ resource }] }),
      ).buffer as ArrayBuffer,
      kind: 'page' as const,
      ...(at === bundle.entry.length - 1 ? { incomplete: false } : {}),
    }));
    for (const sources of [[{ source: bundle, kind: 'source' as const }], pages]) {
      const { file, leftOut } = await reader.copy(sources, 'insurance-xml', options);
      expect(leftOut.restricted).to.equal(1);
      const text = await file.text();
      expect(readInsuranceXml(text).ok).not.to.equal(undefined);
      expect(text).not.to.contain('B20');
    }
    reader.close();
  });

  it('are refused for a record that names nobody', async () => {
    const reader = createReader();
    const error = await reader
      .copy([{ source: '{"resourceType":"Condition","code":{"text":"x"}}', kind: 'source' }], 'ips', options)
      .catch((caught: unknown) => caught);
    expect([(error as DiemcauError).code]).to.deep.equal(['record/malformed']);
    reader.close();
  });

  it('are traced by the hash of the text, of a shared document by its canonical one', async () => {
    const reader = createReader();
    expect(await reader.hash(given())).to.equal(await sha256(JSON.stringify(bundle)));
    const batch = { entry: [{ resource: bundle, response: { status: '200' } }] };
    expect(await reader.hash([{ source: JSON.stringify(batch), kind: 'batch' }])).to.equal(await canonicalHash(bundle));
    reader.close();
  });
});
