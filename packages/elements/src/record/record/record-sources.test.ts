import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import { fakeDiemcau, fakeNetworkStore, fakeRecordStore } from '@diemcau/sdk/testing';
import { createDiemcau, type RecordStoreState } from '@diemcau/sdk';
import type { RecordElement } from './record.js';
import './record.define.js';
import { readyRecord } from './record.fixture.js';

describe('diemcau-record with sources of the host', () => {
  it('opens a FHIR server, and again when another is given; no id of it is an attribute', async () => {
    const { element, client } = await setup();
    const server = { base: 'https://his.example/fhir', patientId: 'p1' };
    element.server = server;
    await element.updateComplete;
    expect(client.requests.at(-1)).to.deep.equal(['records.open', { server }]);
    element.server = { ...server, patientId: 'p2' };
    await element.updateComplete;
    expect(client.requests.at(-1)).to.deep.equal(['records.open', { server: element.server }]);
    expect(element.outerHTML).not.to.contain('p2').and.not.to.contain('his.example');
  });

  it('says what the sources had and did not give, accessibly', async () => {
    const missing = [
      { from: 'BV Bạch Mai', code: 'network/unreachable', status: 500 },
      { code: 'auth/scope-missing', status: 403, type: 'AllergyIntolerance' },
    ] as const;
    const { element } = await setup(readyRecord({}, { missing }));
    element.sources = [{ source: {} }];
    await element.updateComplete;
    const text = () => element.shadowRoot!.textContent!.replace(/\s+/g, ' ');
    await waitUntil(() => text().includes('Hồ sơ chưa đầy đủ'));
    expect(text()).to.contain('BV Bạch Mai (HTTP 500)').and.to.contain('AllergyIntolerance');
    await expect(element).to.be.accessible();
  });

  it('shows a record of two hospitals, read in the worker, each fact once with both names', async () => {
    const of = (hospital: string, dose: string) => ({
      from: hospital,
      source: [
        { resourceType: 'Patient', id: 'p', name: [{ text: 'Giàng A Páo' }], birthDate: '1970-03-02' },
        { resourceType: 'Condition', id: 'c', code: { text: 'COPD' } },
        {
          resourceType: 'MedicationRequest',
          id: 'm',
          status: 'active',
          medicationCodeableConcept: { text: 'Warfarin' },
          dosageInstruction: [{ text: dose }],
        },
      ],
    });
    const client = createDiemcau({
      gateway: 'https://gateway.example',
      tokenProvider: () => Promise.reject(new Error()),
    });
    const element = await fixture<RecordElement>(html`<diemcau-record></diemcau-record>`);
    Object.defineProperty(element, 'client', { value: client });
    element.sources = [of('BV A', '1 viên'), of('BV B', '2 viên')];
    const section = (id: string) =>
      element.shadowRoot!.querySelector(`#${id}`)?.textContent?.replace(/\s+/g, ' ') ?? '';
    await waitUntil(() => section('medications').includes('2 viên'), undefined, { timeout: 10_000 });
    expect(section('problems')).to.contain('BV A · BV B');
    expect(section('medications')).to.contain('các nguồn ghi khác nhau').and.to.contain('1 viên');
    await client.close();
  });
});

async function setup(state: Partial<RecordStoreState> = {}) {
  const client = fakeDiemcau({ network: fakeNetworkStore(), record: fakeRecordStore(state) });
  const element = await fixture<RecordElement>(html`<diemcau-record></diemcau-record>`);
  Object.defineProperty(element, 'client', { value: client });
  return { element, client };
}
