import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { CaseRequest } from '@diemcau/fhir';
import { DiemcauError } from '@diemcau/protocol';
import type { CaseDraftState } from '@diemcau/sdk';
import { fakeCaseDraftStore, fakeDiemcau, fakeNetworkStore } from '@diemcau/sdk/testing';
import { sampleRequest, sampleSites } from '../../internal/sample-case.js';
import '../../network/network/network.define.js';
import './case-form.define.js';
import type { CaseFormElement } from './case-form.js';
import { CaseSubmittedEvent } from './case-form.events.js';

const faults = [
  { code: 'required', severity: 'error', at: 'patient.name' },
  { code: 'malformed', severity: 'error', at: 'patient.birthDate' },
  { code: 'required', severity: 'error', at: 'to' },
  { code: 'required', severity: 'error', at: 'diagnoses[0].text' },
  { code: 'required', severity: 'error', at: 'patientInformed' },
] as const;

describe('diemcau-case-form', () => {
  for (const [name, state] of Object.entries({
    empty: {},
    filled: { value: sampleRequest(), savedAt: '2026-11-22T03:05:00Z', prefilledFrom: 'insurance-xml' },
    faulty: { issues: faults, error: new DiemcauError('request/invalid') },
    loading: { status: 'loading' },
    queued: { status: 'queued', value: sampleRequest() },
    submitted: { status: 'submitted', value: sampleRequest() },
  } satisfies Record<string, Partial<CaseDraftState>>)) {
    it(`is accessible when ${name}`, async () => {
      const { element } = await setup(state);
      await expect(element).to.be.accessible();
    });
  }

  it('has a field for everything of a request', async () => {
    const { element } = await setup({
      value: sampleRequest({ treatedFrom: '2026-11-20', preferredAt: '2026-11-22T07:30:00Z' }),
    });
    const written = [...element.shadowRoot!.querySelectorAll<HTMLInputElement>('input, textarea, select')].map(
      ({ value }) => value,
    );
    const request = sampleRequest();
    for (const text of [
      request.patient.name,
      '10/06/2024',
      'CT-000123',
      'TE1222200000017',
      request.specialty,
      request.question,
      request.history,
      request.pastHistory,
      request.allergies,
      request.examination,
      request.results,
      request.medications,
      request.treatment,
      request.department,
      request.ward,
      request.bed,
      request.admissionNumber,
      'R56.0',
      '20/11/2026',
      '22/11/2026 14:30',
    ])
      expect(written, text).to.include(text);
    expect(element.shadowRoot!.querySelector<HTMLSelectElement>('#field-kind')!.value).to.equal('clinical');
  });

  it('hands each change to the store at once', async () => {
    const { store, type } = await setup({ value: sampleRequest() });
    await type('#field-question', 'Có cần mổ không?');
    await type('#field-patient-name', 'Lò Thị Mai');
    await type('#field-patient-birthDate', '5/2019', 'change');
    await type('#field-patient-identifiers-insurance', '');
    const patches = store.requests.map(([, patch]) => patch as Partial<CaseRequest>);
    expect(patches[0]).to.deep.equal({ question: 'Có cần mổ không?' });
    expect(patches[1]!.patient!.name).to.equal('Lò Thị Mai');
    expect(patches[2]!.patient!.birthDate).to.equal('2019-05');
    expect(patches[3]!.patient!.identifiers).to.deep.equal([{ kind: 'internal', value: 'CT-000123' }]);
  });

  it('finds sites without accents and asks several', async () => {
    const { element, store, type } = await setup({ value: sampleRequest({ to: ['01901'], specialty: 'Tim mạch' }) });
    expect(element.shadowRoot!.querySelector('.chip')!.textContent).to.contain('Bệnh viện Nhi Trung ương');
    await type('#field-to', 'da nang');
    const sites = element.shadowRoot!.querySelectorAll<HTMLElement>('.site');
    expect(sites).to.have.length(1);
    sites[0]!.querySelector('input')!.click();
    expect(store.requests.at(-1)).to.deep.equal(['update', { to: ['01901', '48015'] }]);
  });

  it('links the error summary to the fields and focuses it after a refused try', async () => {
    const { element, store } = await setup({});
    store.answer('submit', new DiemcauError('request/invalid'));
    const sent = element.submit();
    store.publish({ issues: faults, error: new DiemcauError('request/invalid') });
    await sent;
    const summary = element.shadowRoot!.querySelector('.error-summary')!;
    expect(element.shadowRoot!.activeElement).to.equal(summary);
    const links = [...summary.querySelectorAll('a')];
    expect(links.map(({ textContent }) => textContent)).to.deep.equal([
      'Họ và tên: cần nhập.',
      'Ngày sinh: chưa đúng dạng, xem ví dụ ở mục này.',
      'Chọn ít nhất một cơ sở được mời.',
      'Chẩn đoán sơ bộ: cần nhập.',
      'Cần xác nhận đã thông báo cho người bệnh hoặc người đại diện.',
    ]);
    for (const link of links) {
      link.click();
      expect(element.shadowRoot!.activeElement!.id, link.textContent!).to.equal(link.getAttribute('href')!.slice(1));
    }
    expect(location.hash).to.equal('');
  });

  it('announces the case only after the store confirms it', async () => {
    const { element, store } = await setup({ value: sampleRequest() });
    const announced: unknown[] = [];
    element.addEventListener(CaseSubmittedEvent.type, (event) => announced.push(event.detail));
    element.shadowRoot!.querySelector<HTMLButtonElement>('[part=submit]')!.click();
    await waitUntil(() => store.requests.length === 1);
    expect(store.requests).to.deep.equal([['submit', {}]]);
    store.publish({ status: 'submitting' });
    expect(announced).to.deep.equal([]);
    store.publish({ status: 'submitted' });
    expect(announced).to.deep.equal([{ caseId: 'case-1', status: 'submitted' }]);
  });

  it('says honestly that it is kept here and not sent yet', async () => {
    const { element, store } = await setup({ value: sampleRequest() });
    setTimeout(() => store.publish({ status: 'queued' }));
    const { detail } = await oneEvent(element, CaseSubmittedEvent.type);
    expect(detail).to.deep.equal({ caseId: 'case-1', status: 'queued' });
    await element.updateComplete;
    expect(element.shadowRoot!.textContent).to.contain('chưa gửi').and.not.contain('Đã gửi ca');
  });

  it('sends an emergency ground only with its reason', async () => {
    const { element, store, type } = await setup({ value: sampleRequest() });
    const box = element.shadowRoot!.querySelector<HTMLInputElement>('#field-emergency')!;
    box.click();
    await element.updateComplete;
    await element.submit();
    // Asked, so that the other faults show with it; the store refuses a ground that is empty.
    expect(store.requests).to.deep.equal([['submit', { emergencyGround: '' }]]);
    expect(element.shadowRoot!.querySelector('.error-summary')!.textContent).to.contain('Ghi lý do khẩn cấp.');
    const ground = 'Trẻ hôn mê, chưa liên lạc được cha mẹ';
    await type('#field-ground', ground);
    store.publish({ emergencyGround: ground });
    await element.submit();
    expect(store.requests.slice(1)).to.deep.equal([
      ['setEmergencyGround', ground],
      ['submit', { emergencyGround: ground }],
    ]);
  });

  it('takes an emergency ground up again from the draft that was kept, and takes it back', async () => {
    const { element, store } = await setup({ value: sampleRequest(), emergencyGround: 'Trẻ hôn mê' });
    expect(element.shadowRoot!.querySelector<HTMLTextAreaElement>('#field-ground')!.value).to.equal('Trẻ hôn mê');
    const box = element.shadowRoot!.querySelector<HTMLInputElement>('#field-emergency')!;
    expect(box.checked).to.equal(true);
    box.click();
    expect(store.requests).to.deep.equal([['setEmergencyGround', '']]);
  });

  it('prefills once from what was set before it was defined', async () => {
    const source = { resourceType: 'Bundle', type: 'collection' };
    const store = fakeCaseDraftStore();
    const element = await fixture<CaseFormElement>(
      html`<diemcau-case-form .store=${store} .prefill=${source}></diemcau-case-form>`,
    );
    element.requestUpdate();
    await element.updateComplete;
    expect(store.requests).to.deep.equal([['prefill', source]]);
  });

  it('warns of a patient id that is shaped like a personal id, without repeating it', async () => {
    const warned: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => warned.push(text);
    const { element } = await setup({});
    element.patientId = '001191000017';
    await element.updateComplete;
    console.warn = warn;
    expect(element.shadowRoot!.textContent).to.contain('giống số định danh hoặc thẻ BHYT');
    expect(warned.join()).to.contain('patient-id').and.not.contain('001191000017');
  });

  it('speaks English and fits a phone', async () => {
    const { element } = await setup({ value: sampleRequest(), issues: faults });
    element.locale = 'en';
    element.style.width = '360px';
    await element.updateComplete;
    expect(element.shadowRoot!.textContent)
      .to.contain('Request for a remote consultation')
      .and.contain('Full name: needed.');
    expect(element.shadowRoot!.querySelector('.base')!.scrollWidth).to.be.at.most(360);
  });
});

async function setup(state: Partial<CaseDraftState>) {
  const store = fakeCaseDraftStore(state);
  const client = fakeDiemcau({
    draft: store,
    network: fakeNetworkStore({
      sites: [...sampleSites] as never,
      me: { siteId: '22345', sub: 'x', name: 'BS. Phạm Thị Hải Yến', scopes: [] },
    }),
  });
  const network = await fixture(
    html`<diemcau-network .client=${client}><diemcau-case-form></diemcau-case-form></diemcau-network>`,
  );
  const element = network.querySelector<CaseFormElement>('diemcau-case-form')!;
  await element.updateComplete;
  const type = async (selector: string, text: string, event = 'input') => {
    const input = element.shadowRoot!.querySelector<HTMLInputElement>(selector)!;
    input.value = text;
    input.dispatchEvent(new Event(event, { bubbles: true }));
    await element.updateComplete;
  };
  return { element, store, type };
}
