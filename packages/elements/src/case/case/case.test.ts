import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { DiemcauError } from '@diemcau/protocol';
import type { CaseStoreState, CaseView, ConsultationState } from '@diemcau/sdk';
import {
  fakeCaseStore,
  fakeConsultationStore,
  fakeDiemcau,
  fakeNetworkStore,
  fakeWorklistStore,
} from '@diemcau/sdk/testing';
import { ErrorEvent } from '../../internal/error.events.js';
import { sampleCase, sampleSites } from '../../internal/sample-case.js';
import '../../network/network/network.define.js';
import './case.define.js';
import type { CaseElement } from './case.js';
import { CaseNextRequestEvent } from './case.events.js';

const talking: Partial<ConsultationState> = {
  status: 'joined',
  since: new Date(Date.now() - 125_000).toISOString(),
  participants: [
    {
      participantId: '1',
      self: true,
      siteId: '01901',
      name: 'A',
      verified: 'verified',
      connection: 'connected',
      sources: [],
      speaking: false,
    },
    {
      participantId: '2',
      self: false,
      siteId: '22345',
      name: 'B',
      verified: 'verified',
      connection: 'connected',
      sources: [],
      speaking: false,
      line: { rtt: 500, loss: 0.02 },
    },
  ],
};
const message = {
  id: 'm1',
  siteId: '22345',
  sub: '001234/QN-CCHN',
  name: 'BS. Phạm Thị Hải Yến',
  text: 'Trẻ đã tỉnh.',
  at: '2026-11-22T03:00:00Z',
  status: 'sent',
} as const;

describe('diemcau-case', () => {
  for (const [name, state] of Object.entries({
    sent: { case: sampleCase() },
    'in session': { case: sampleCase({ state: 'in-session', allowed: ['end'] }), thread: [message] },
    rejected: { case: sampleCase({ state: 'rejected', allowed: [], statusReason: 'Hết giường hồi sức' }) },
    'not found': { status: 'not-found' },
    loading: { status: 'loading' },
    failed: { status: 'failed', error: new DiemcauError('network/timeout') },
  } satisfies Record<string, Partial<CaseStoreState>>)) {
    it(`is accessible when ${name}`, async () => {
      const { element } = await setup(state, talking);
      await expect(element).to.be.accessible();
    });
  }

  for (const pane of ['thread', 'people']) {
    it(`is accessible with ${pane} open`, async () => {
      const { element, choose } = await setup({ case: sampleCase(), thread: [message] });
      await choose(pane);
      await expect(element).to.be.accessible();
    });
  }

  it('pins who the patient is, with allergies', async () => {
    const { text, element } = await setup({ case: sampleCase() });
    expect(text('.ribbon'))
      .to.contain('Nguyễn Thị Ánh Dương')
      .and.contain('Mã BN CT-000123')
      .and.contain('Thẻ BHYT TE1222200000017')
      .and.contain('Amoxicillin');
    expect(getComputedStyle(element.shadowRoot!.querySelector('.pinned')!).position).to.equal('sticky');
  });

  it('raises no alarm where the request says in words that there are none, and raises it for anything else', async () => {
    const alarm = async (allergies: string) => {
      const { element } = await setup({ case: sampleCase({ request: { allergies } }) });
      return element.shadowRoot!.querySelector('[part=allergies] .critical') !== null;
    };
    for (const none of ['Chưa ghi nhận dị ứng', 'Không ghi nhận', 'Không có tiền sử dị ứng.', 'No allergy recorded'])
      expect(await alarm(none), none).to.equal(false);
    for (const some of ['Không dung nạp lactose', 'Không dùng được penicillin', 'Amoxicillin'])
      expect(await alarm(some), some).to.equal(true);
  });

  it('on a phone a long list of allergies starts in the ribbon, says that it goes on, and opens whole', async () => {
    const allergies = Array.from({ length: 9 }, (_, at) => `Thuốc kháng sinh số ${at + 1}`).join(', ');
    const { element, text } = await setup({ case: sampleCase({ request: { allergies } }) });
    element.style.width = '390px';
    await waitUntil(() => element.shadowRoot!.querySelector('[part=allergies] details'));
    expect(text('[part=allergies] summary')).to.match(/… Xem đủ$/);
    element.shadowRoot!.querySelector<HTMLElement>('[part=allergies] summary')!.click();
    await waitUntil(() => element.shadowRoot!.querySelector<HTMLDetailsElement>('[part=allergies] details')!.open);
    expect(text('[part=allergies] details > strong')).to.equal(allergies);
  });

  it('says when allergies are not noted, instead of nothing', async () => {
    const { text } = await setup({ case: sampleCase({ request: { allergies: '' } }) });
    expect(text('[part=allergies]')).to.equal('Chưa ghi dị ứng');
  });

  it('shows the clock, the sites that are there and each line', async () => {
    const { text } = await setup({ case: sampleCase({ state: 'in-session' }) }, talking);
    expect(text('.facts')).to.contain('Phiên đã 2 phút').and.contain('Đang hội chẩn');
    expect(text('.sites')).to.contain('Trung tâm Y tế đặc khu Cô Tô 1 người · Đường truyền yếu');
    expect(text('.sites')).to.contain('Bệnh viện Nhi Trung ương 1 người');
  });

  it('names an invited site that rejected while others remain, with its reason', async () => {
    const declined = [{ siteId: '01901', reason: 'Hết giường hồi sức' }];
    const { element, text } = await setup({
      case: sampleCase({ declined, myRoles: ['requesting'], allowed: ['cancel'] }),
    });
    expect(text('[part=base]')).to.contain('Bệnh viện Nhi Trung ương từ chối: Hết giường hồi sức');
    await expect(element).to.be.accessible();
  });

  it('offers the verbs that the gateway allows, and no others', async () => {
    const { element } = await setup({ case: sampleCase({ allowed: ['accept', 'ask', 'assign'] }) });
    const verbs = [...element.shadowRoot!.querySelectorAll<HTMLElement>('[data-verb]')].map(
      ({ dataset }) => dataset.verb,
    );
    expect(verbs).to.deep.equal(['accept', 'ask']);
  });

  it('accepts, and shows the new state only after the store says so', async () => {
    const { element, store, press, text } = await setup({ case: sampleCase() });
    press('accept');
    expect(store.requests).to.deep.equal([['accept']]);
    store.publish({ pending: 'accept' });
    await element.updateComplete;
    expect(text('[data-verb=accept]')).to.equal('Đang gửi…');
    expect(text('[part=state]')).to.equal('Đã gửi');
    store.publish({ pending: undefined, case: sampleCase({ state: 'accepted', allowed: ['start', 'schedule'] }) });
    await element.updateComplete;
    expect(text('[part=state]')).to.equal('Đã tiếp nhận');
    expect(text('[role=status]')).to.contain('Ca chuyển sang: Đã tiếp nhận.');
  });

  it('leaves the form of what was asked for when it is sent: its tab is gone', async () => {
    const asked = sampleCase({ state: 'information-needed', allowed: ['submit', 'cancel'], myRoles: ['requesting'] });
    const { element, store } = await setup({ case: asked });
    const selected = () => element.shadowRoot!.querySelector('[role=tab][aria-selected=true]')?.id;
    expect(selected()).to.equal('tab-more');
    store.publish({ case: sampleCase({ state: 'sent', allowed: ['cancel'], myRoles: ['requesting'] }) });
    await element.updateComplete;
    expect(selected()).to.equal('tab-record');
  });

  it('asks for the reason before it rejects, keeps the dialog on a failure, and gives the focus back', async () => {
    const { element, store, press, dialog, confirm } = await setup({ case: sampleCase() });
    const button = element.shadowRoot!.querySelector<HTMLElement>('[data-verb=reject]')!;
    button.focus();
    press('reject');
    await element.updateComplete;
    expect(dialog().open).to.equal(true);
    await confirm();
    expect(store.requests, 'an empty reason is not sent').to.deep.equal([]);
    const field = dialog().querySelector<HTMLTextAreaElement>('#verb-field')!;
    expect(element.shadowRoot!.activeElement).to.equal(field);
    field.value = 'Hết giường hồi sức';
    field.dispatchEvent(new Event('input'));
    store.answer('reject', new DiemcauError('network/timeout'));
    const failed = oneEvent(element, ErrorEvent.type);
    await confirm();
    expect((await failed).detail).to.deep.equal({ code: 'network/timeout', retryable: true });
    expect(store.requests).to.deep.equal([['reject', 'Hết giường hồi sức']]);
    await element.updateComplete;
    expect(dialog().open).to.equal(true);
    expect(dialog().querySelector<HTMLTextAreaElement>('#verb-field')!.value).to.equal('Hết giường hồi sức');
    store.answer('reject', { status: 'done' });
    await confirm();
    await waitUntil(() => !dialog().open);
    expect(element.shadowRoot!.activeElement).to.equal(button);
  });

  it('schedules by the hospital’s clock', async () => {
    const { element, store, press, dialog, confirm } = await setup({
      case: sampleCase({ state: 'accepted', allowed: ['schedule'] }),
    });
    press('schedule');
    await element.updateComplete;
    const write = (text: string) => {
      const field = dialog().querySelector<HTMLInputElement>('#verb-field')!;
      field.value = text;
      field.dispatchEvent(new Event('input'));
    };
    write('23/13/2026 09:00');
    await confirm();
    expect(dialog().querySelector('#verb-error')!.textContent).to.contain('ngày/tháng/năm');
    expect(store.requests).to.deep.equal([]);
    write('23/11/2020 09:00');
    await confirm();
    expect(dialog().querySelector('#verb-error')!.textContent).to.contain('đã qua');
    expect(store.requests).to.deep.equal([]);
    write('23/11/2126 09:00');
    await confirm();
    expect(store.requests).to.deep.equal([['schedule', { start: '2126-11-23T02:00:00.000Z' }]]);
  });

  it('keeps what is queued apart from what is done', async () => {
    const { text } = await setup({ case: sampleCase(), queued: ['accept'] });
    expect(text('.action-bar')).to.contain('chưa gửi · Tiếp nhận');
  });

  it('brings the parts by their tags and keeps each alive', async () => {
    const { element, choose } = await setup({ case: sampleCase({ state: 'accepted' }) });
    const root = element.shadowRoot!;
    expect(root.querySelector('diemcau-record')!.getAttribute('case-id')).to.equal('case-1');
    expect(root.querySelector('diemcau-consultation')!.getAttribute('case-id')).to.equal('case-1');
    expect(root.querySelector('diemcau-minutes')).to.equal(null);
    const record = root.querySelector('diemcau-record');
    const talk = root.querySelector('diemcau-consultation');
    await choose('minutes');
    expect(root.querySelector('diemcau-minutes')!.getAttribute('case-id')).to.equal('case-1');
    element.style.width = '390px';
    await waitUntil(() => root.querySelector('#tab-talk'));
    await choose('talk');
    expect(root.querySelector('diemcau-record')).to.equal(record);
    expect(root.querySelector('diemcau-consultation')).to.equal(talk);
  });

  it('ties record, talk and minutes together', async () => {
    const { element, client } = await setup(
      { case: sampleCase({ state: 'in-session' }) },
      {
        ...talking,
        pointers: {
          2: { of: 'record', section: 'results', entryKey: 'Observation/1', at: 2 },
          3: { of: 'record', section: 'allergies', at: 1 },
        },
      },
    );
    client.stores.minutes.publish({ status: 'editing', canEdit: true });
    await element.updateComplete;
    const record = element.shadowRoot!.querySelector('diemcau-record')! as HTMLElement & {
      pointer?: unknown;
      patientContext?: unknown;
      textOf?: unknown;
    };
    expect(record.pointer).to.include({ section: 'results', entryKey: 'Observation/1' });
    expect(record.patientContext).to.have.property('name', 'Nguyễn Thị Ánh Dương');
    expect(record.hasAttribute('pointing')).to.equal(true);
    expect(record.hasAttribute('excerpting')).to.equal(true);
    record.textOf = (key: string) => `CRP 96 mg/L (${key})`;
    const ask = (type: string, detail: object) =>
      record.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }));
    ask('diemcau-record-point-request', { section: 'results', entryKey: 'Observation/2' });
    ask('diemcau-record-excerpt-request', { section: 'results', entryKey: 'Observation/2' });
    expect(client.stores.consultation.requests).to.deep.equal([
      ['point', { of: 'record', section: 'results', entryKey: 'Observation/2' }],
    ]);
    expect(client.stores.minutes.requests).to.deep.equal([['excerpt', 'CRP 96 mg/L (Observation/2)', 'Observation/2']]);
  });

  it('opens with consent when the requesting site has none yet, with the minutes when they are to be signed', async () => {
    const { element } = await setup({ case: sampleCase({ myRoles: ['requesting'], consentGate: 'closed' }) });
    expect(element.shadowRoot!.querySelector('[aria-selected=true]')!.id).to.equal('tab-consent');
    const other = await setup({ case: sampleCase({ state: 'awaiting-signature' }) });
    expect(other.element.shadowRoot!.querySelector('[aria-selected=true]')!.id).to.equal('tab-minutes');
  });

  it('is used by keys alone: panes, talk, divider, list of keys', async () => {
    const { element, key } = await setup({ case: sampleCase({ state: 'accepted' }) });
    const root = element.shadowRoot!;
    const selected = () => root.querySelector('[aria-selected=true]')!.id;
    await key('4');
    expect(selected()).to.equal('tab-thread');
    await key('ArrowRight', root.querySelector('#tab-thread')!);
    expect(selected()).to.equal('tab-people');
    expect(root.activeElement!.id).to.equal('tab-people');
    const divider = root.querySelector('[role=separator]')!;
    const width = Number(divider.getAttribute('aria-valuenow'));
    await key('ArrowLeft', divider);
    expect(Number(divider.getAttribute('aria-valuenow'))).to.equal(width + 24);
    await key('t');
    expect(root.querySelector('[role=separator]')).to.equal(null);
    expect(root.querySelector('diemcau-consultation')!.hasAttribute('compact')).to.equal(true);
    await key('?');
    expect([...root.querySelectorAll('dialog')].some(({ open }) => open)).to.equal(true);
  });

  it('keeps no room for a talk that cannot be yet, or is over', async () => {
    for (const state of ['sent', 'awaiting-signature', 'completed'] as const) {
      const { element } = await setup({ case: sampleCase({ state }) });
      const root = element.shadowRoot!;
      expect(root.querySelector('[role=separator]'), state).to.equal(null);
      expect(root.querySelector<HTMLElement>('[part=talk-toggle]')!.hidden, state).to.equal(true);
    }
  });

  it('does not take letters that are typed', async () => {
    const { element, choose, key } = await setup({ case: sampleCase({ state: 'accepted' }) });
    await choose('thread');
    await key('t', element.shadowRoot!.querySelector('#say')!);
    expect(element.shadowRoot!.querySelector('[role=separator]')).not.to.equal(null);
  });

  it('sends a message, keeps it when that fails, and says when one arrives', async () => {
    const { element, store, choose, text } = await setup({ case: sampleCase() });
    await choose('thread');
    const root = element.shadowRoot!;
    const field = root.querySelector<HTMLTextAreaElement>('#say')!;
    const write = async (words: string) => {
      field.value = words;
      field.dispatchEvent(new Event('input'));
      await element.updateComplete;
      root.querySelector<HTMLElement>('[part=say]')!.click();
      await element.updateComplete;
    };
    store.answer('say', new DiemcauError('network/unreachable'));
    await write('Cho thêm phim');
    await waitUntil(() => root.querySelector('[role=alert]'));
    expect(field.value).to.equal('Cho thêm phim');
    store.answer('say', { status: 'done' });
    await write('Cho thêm phim');
    await waitUntil(() => field.value === '');
    await choose('record');
    store.publish({ thread: [message] });
    await element.updateComplete;
    expect(text('[role=status]')).to.contain('Tin nhắn mới từ BS. Phạm Thị Hải Yến.');
    expect(root.querySelector('#tab-thread .dot')).not.to.equal(null);
  });

  it('reassigns the roles', async () => {
    const { element, store, choose } = await setup({ case: sampleCase() });
    await choose('people');
    const select = element.shadowRoot!.querySelector<HTMLSelectElement>('.role')!;
    select.value = 'presenter';
    select.dispatchEvent(new Event('change'));
    expect(store.requests).to.deep.equal([
      ['assign', { role: 'presenter', siteId: '22345', sub: '001234/QN-CCHN', name: 'BS. Phạm Thị Hải Yến' }],
    ]);
  });

  it('goes to the next case in one action, unless the host vetoes it', async () => {
    const { element, press } = await setup({ case: sampleCase() });
    element.addEventListener(CaseNextRequestEvent.type, (event) => event.preventDefault(), { once: true });
    press('next');
    expect(element.caseId).to.equal('case-1');
    press('next');
    expect(element.caseId).to.equal('case-2');
  });

  it('asks before it leaves a talk for the next case', async () => {
    const { element, client, press, dialog, confirm } = await setup(
      { case: sampleCase({ state: 'in-session' }) },
      talking,
    );
    press('next');
    await element.updateComplete;
    expect(dialog().open).to.equal(true);
    expect(element.caseId).to.equal('case-1');
    await confirm();
    expect(client.stores.consultation.requests).to.deep.equal([['leave']]);
    expect(element.caseId).to.equal('case-2');
  });

  it('makes two open cases look different', async () => {
    const one = await setup({ case: sampleCase({ caseId: 'a1' }) });
    const two = await setup({
      case: sampleCase({ caseId: 'b2', request: { patient: { name: 'Lý A Phủ', identifiers: [] } } }),
    });
    const look = ({ element }: typeof one) => [
      getComputedStyle(element.shadowRoot!.querySelector('.base')!).borderInlineStartColor,
      element.shadowRoot!.querySelector('.initials')!.textContent,
    ];
    expect(look(one)[0]).not.to.equal(look(two)[0]);
    expect(look(one)[1]).to.equal('ÁD');
    expect(look(two)[1]).to.equal('AP');
  });

  it('two elements of one case ask the client for the same store, and give both shares up', async () => {
    const { element, client, store } = await setup({ case: sampleCase() });
    const second = document.createElement('diemcau-case');
    second.caseId = 'case-1';
    element.after(second);
    await second.updateComplete;
    expect(client.requests.filter(([verb]) => verb === 'cases.open')).to.have.length(2);
    second.remove();
    element.remove();
    await waitUntil(() => store.released === 2);
    expect(store.listeners).to.equal(0);
    expect(client.stores.worklist.listeners).to.equal(0);
  });

  it('speaks English and fits a phone', async () => {
    const { element, text } = await setup({ case: sampleCase() });
    element.locale = 'en';
    element.style.width = '360px';
    await waitUntil(() => element.shadowRoot!.querySelector('#tab-talk'));
    expect(text('.action-bar')).to.contain('Accept').and.contain('Next case');
    expect(element.shadowRoot!.querySelector('.base')!.scrollWidth).to.be.at.most(360);
  });
});

async function setup(state: Partial<CaseStoreState> & { case?: CaseView }, talk: Partial<ConsultationState> = {}) {
  const store = fakeCaseStore({ status: 'ready', ...state });
  const client = fakeDiemcau({
    case: store,
    consultation: fakeConsultationStore(talk),
    worklist: fakeWorklistStore({ items: [sampleCase(), sampleCase({ caseId: 'case-2' })] }),
    network: fakeNetworkStore({
      sites: [...sampleSites] as never,
      me: { siteId: '01901', sub: '004567/BYT-CCHN', name: 'PGS.TS. Đặng Hoài Nam', scopes: [] },
    }),
  });
  const network = await fixture(
    html`<diemcau-network .client=${client}
      ><diemcau-case case-id=${state.case?.caseId ?? 'case-1'}></diemcau-case
    ></diemcau-network>`,
  );
  const element = network.querySelector<CaseElement>('diemcau-case')!;
  element.style.width = '1024px';
  await element.updateComplete;
  const root = element.shadowRoot!;
  return {
    element,
    store,
    client,
    text: (selector: string) => root.querySelector(selector)!.textContent!.replace(/\s+/g, ' ').trim(),
    press: (what: string) =>
      root.querySelector<HTMLElement>(what === 'next' ? '[part=next]' : `[data-verb=${what}]`)!.click(),
    dialog: () => root.querySelector<HTMLDialogElement>('#verb')!,
    confirm: async () => {
      root.querySelector<HTMLElement>('[part=confirm]')!.click();
      await element.updateComplete;
      await element.updateComplete;
    },
    choose: async (name: string) => {
      root.querySelector<HTMLElement>(`#tab-${name}`)!.click();
      await element.updateComplete;
    },
    key: async (key: string, target: Element = root.querySelector('#title')!) => {
      (target as HTMLElement).focus();
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
      await element.updateComplete;
    },
  };
}
