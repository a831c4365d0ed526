import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { DiemcauError } from '@diemcau/protocol';
import type { WorklistState } from '@diemcau/sdk';
import { fakeDiemcau, fakeNetworkStore, fakeWorklistStore } from '@diemcau/sdk/testing';
import { ErrorEvent } from '../../internal/error.events.js';
import { sampleCase, sampleSites } from '../../internal/sample-case.js';
import '../../network/network/network.define.js';
import './worklist.define.js';
import type { WorklistElement } from './worklist.js';
import { CaseSelectedEvent } from './worklist.events.js';

const three = [
  sampleCase({ caseId: 'a', overdue: true }),
  sampleCase({
    caseId: 'b',
    state: 'accepted',
    request: {
      urgency: 'urgent',
      specialty: 'Tim mạch',
      patient: { name: 'Trần Văn Đạt', birthDate: '1958', gender: 'male', identifiers: [] },
    },
  }),
  sampleCase({
    caseId: 'c',
    state: 'completed',
    request: {
      urgency: 'routine',
      patient: { name: 'Lò Thị Mai', identifiers: [{ kind: 'internal', value: 'LC-9' }] },
    },
  }),
];

describe('diemcau-worklist', () => {
  for (const [name, state] of Object.entries({
    full: { items: three },
    empty: { items: [] },
    loading: { status: 'loading' },
    stale: { items: three, staleSince: '2026-11-22T01:00:00Z' },
    failed: { status: 'failed', error: new DiemcauError('network/unreachable') },
  } satisfies Record<string, Partial<WorklistState>>)) {
    it(`is accessible when ${name}`, async () => {
      const { element } = await setup(state);
      await expect(element).to.be.accessible();
    });
  }

  it('shows who the patient is, where the case comes from and how long it waits', async () => {
    const { rows } = await setup({ items: three });
    expect(rows()).to.have.length(2);
    expect(rows()[0]).to.contain('Nguyễn Thị Ánh Dương').and.contain('Mã BN CT-000123 Thẻ BHYT TE1222200000017');
    expect(rows()[0]).to.contain('Cấp cứu').and.contain('Đã gửi').and.contain('Quá hạn').and.contain('1 giờ 20 phút');
    expect(rows()[0]).to.contain('Từ Trung tâm Y tế đặc khu Cô Tô');
    expect(rows()[1]).to.contain('khoảng').and.contain('Chưa có mã định danh');
  });

  it('finds cases without accents', async () => {
    const { element, rows, search } = await setup({ items: three });
    await search('dat tim mach');
    expect(rows()).to.have.length(1);
    expect(rows()[0]).to.contain('Trần Văn Đạt');
    await search('zzz');
    expect(element.shadowRoot!.textContent).to.contain('Không có ca nào khớp');
  });

  it('tells empty, loading, failed and old apart', async () => {
    expect((await setup({ items: [] })).text()).to.contain('Chưa có ca nào gửi đến.');
    const loading = await setup({ status: 'loading' });
    expect(loading.text()).not.to.contain('Đang tải');
    await waitUntil(() => loading.text().includes('Đang tải danh sách'), 'a word after a second', { timeout: 3000 });
    const failed = await setup({ status: 'failed', error: new DiemcauError('network/unreachable') });
    await waitUntil(() => failed.text().includes('Không kết nối được với máy chủ hội chẩn.'));
    expect((await setup({ items: three, staleSince: '2026-11-22T01:00:00Z' })).text()).to.contain(
      'danh sách lúc 22/11/2026 08:00',
    );
  });

  it('announces the case that is chosen by mouse, by key, and as the next one', async () => {
    const { element } = await setup({ items: three });
    const chosen: string[] = [];
    element.addEventListener(CaseSelectedEvent.type, (event) => chosen.push(event.detail.caseId));
    element.shadowRoot!.querySelectorAll<HTMLElement>('.case')[1]!.click();
    await element.selectNext();
    const first = element.shadowRoot!.querySelector<HTMLElement>('.name')!;
    first.focus();
    first.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, composed: true }));
    expect(element.shadowRoot!.activeElement!.textContent).to.equal('Trần Văn Đạt');
    element.shadowRoot!.activeElement!.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'n', bubbles: true, composed: true }),
    );
    await waitUntil(() => chosen.length === 3);
    expect(chosen).to.deep.equal(['b', 'a', 'b']);
    expect(element.caseId).to.equal('b');
  });

  it('asks again when told, and announces a failure by its code', async () => {
    const { element, store } = await setup({ items: three });
    setTimeout(() => store.publish({ status: 'failed', error: new DiemcauError('network/timeout') }));
    expect((await oneEvent(element, ErrorEvent.type)).detail).to.deep.equal({
      code: 'network/timeout',
      retryable: true,
    });
    await waitUntil(() => element.shadowRoot!.querySelector('[part=retry]'));
    element.shadowRoot!.querySelector<HTMLElement>('[part=retry]')!.click();
    await waitUntil(() => store.requests.length === 1);
    expect(store.requests).to.deep.equal([['refresh']]);
  });

  it('says when new cases arrive', async () => {
    const { store, element, text } = await setup({ items: three.slice(1) });
    store.publish({ items: three });
    await element.updateComplete;
    expect(text()).to.contain('Có 1 ca mới.');
  });

  it('speaks English', async () => {
    const { element, text } = await setup({ items: three });
    element.locale = 'en';
    await element.updateComplete;
    expect(text()).to.contain('Incoming cases').and.contain('Emergency').and.contain('From Co To Medical Centre');
  });

  it('shows cards on a phone and nothing runs over', async () => {
    const { element } = await setup({ items: three });
    element.style.width = '360px';
    const columns = element.shadowRoot!.querySelector('.columns')!;
    expect(getComputedStyle(columns).display).to.equal('none');
    expect(element.shadowRoot!.querySelector('.base')!.scrollWidth).to.be.at.most(360);
  });

  it('takes the list of its direction from the client', async () => {
    const client = fakeDiemcau();
    const network = await fixture(
      html`<diemcau-network .client=${client}
        ><diemcau-worklist direction="outgoing"></diemcau-worklist
      ></diemcau-network>`,
    );
    expect(client.requests).to.deep.equal([['cases.worklist', 'outgoing']]);
    network.remove();
  });
});

async function setup(state: Partial<WorklistState>) {
  const store = fakeWorklistStore({ direction: 'incoming', ...state });
  const client = fakeDiemcau({ worklist: store, network: fakeNetworkStore({ sites: [...sampleSites] as never }) });
  const network = await fixture(
    html`<diemcau-network .client=${client}><diemcau-worklist></diemcau-worklist></diemcau-network>`,
  );
  const element = network.querySelector<WorklistElement>('diemcau-worklist')!;
  element.style.width = '1000px';
  await element.updateComplete;
  const clean = (text: string | null) => text!.replace(/\s+/g, ' ').trim();
  return {
    element,
    store,
    text: () => clean(element.shadowRoot!.textContent),
    rows: () => [...element.shadowRoot!.querySelectorAll('.case')].map(({ textContent }) => clean(textContent)),
    search: async (words: string) => {
      const input = element.shadowRoot!.querySelector<HTMLInputElement>('input[type=search]')!;
      input.value = words;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await element.updateComplete;
    },
  };
}
