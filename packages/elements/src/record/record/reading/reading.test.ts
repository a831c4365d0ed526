import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../../../test/wait-until.js';
import { fakeRecordStore } from '@diemcau/sdk/testing';
import type { RecordStoreState } from '@diemcau/sdk';
import type { RecordElement } from '../record.js';
import '../record.define.js';
import { entry, readyRecord } from '../record.fixture.js';

describe('reading a record fast', () => {
  // What is loaded when used; how long that takes is no matter of these tests.
  before(() => import('./parts/parts.js'));

  it('is accessible with question, overview, filters, findings, timeline and keys', async () => {
    const { element, press, type, part } = await setup();
    element.question = { question: 'Mổ hay không?', reason: 'Đau bụng' };
    await element.updateComplete;
    await expect(element).to.be.accessible();
    press('f');
    await part('#filters-panel');
    await expect(element).to.be.accessible();
    await type('kali');
    await expect(element).to.be.accessible();
    press('g');
    press('l');
    await part('.line-of-time');
    await expect(element).to.be.accessible();
  });

  it('says the question first, what holds now, and in one line what is missing', async () => {
    const { element, text } = await setup();
    element.question = { question: 'Mổ hay không?', reason: 'Đau bụng' };
    await element.updateComplete;
    expect(text('[part=question]')).to.contain('Mổ hay không?').and.to.contain('Đau bụng');
    expect(text('.overview')).to.contain('Viêm phổi').and.to.contain('Kali máu').and.not.to.contain('Hen');
    expect(text('.missing')).to.contain('Chưa đọc được: Thủ thuật').and.to.contain('Không có dữ liệu');
  });

  it('goes from an item of the overview to its entry, on whatever page that is', async () => {
    const { element, store, part, root } = await setup();
    [...root.querySelectorAll<HTMLElement>('.overview .jump')]
      .find((one) => one.textContent!.includes('Kali'))!
      .click();
    await waitUntil(() => element.shadowRoot!.activeElement?.getAttribute('data-key') === 'Observation/kali');
    void element.goToEntry('results', 'Observation/r70');
    await waitUntil(() => element.shadowRoot!.activeElement?.getAttribute('data-key') === 'Observation/r70');
    expect(store.requests).to.deep.include(['look', 'place', { section: 'results', entryKey: 'Observation/r70' }]);
    expect((await part('#results .found')).textContent).to.contain('Đang hiện từ mục');
  });

  it('finds without accents in the whole record, marks the words, and leads there by keys alone', async () => {
    const { element, type, part, root, press } = await setup();
    press('/');
    await waitUntil(() => element.shadowRoot!.activeElement?.id === 'search');
    await type('viem phoi');
    expect([...(await part('#found')).querySelectorAll('mark')].map((one) => one.textContent)).to.deep.equal([
      'Viêm',
      'phổi',
    ]);
    press('Enter', root.querySelector('#search')!);
    await waitUntil(() => element.shadowRoot!.activeElement?.matches('#found .jump'));
    (element.shadowRoot!.activeElement as HTMLElement).click();
    await waitUntil(() => element.shadowRoot!.activeElement?.getAttribute('data-key') === 'Condition/a');
  });

  it('never lets a filtered view look like the whole: what of how many, until it is cleared', async () => {
    const { press, part, text, root } = await setup();
    press('f');
    (await part<HTMLInputElement>('[name=abnormal]')).click();
    await waitUntil(() => /\d trên \d/.test(text('.strip')));
    expect(text('.strip')).to.contain('Kết quả bất thường');
    expect(text('#results header')).to.contain('1 trên 81 mục');
    expect(text('nav')).to.contain('1 trên 81 mục');
    expect(root.querySelector('.overview')).to.equal(null);
    root.querySelector<HTMLElement>('#clear-filters')!.focus();
    root.querySelector<HTMLElement>('#clear-filters')!.click();
    await waitUntil(() => root.querySelector('.strip') === null);
    // Whoever pressed what is gone stands at what brings it back.
    await waitUntil(() => (root as ShadowRoot).activeElement?.id === 'filters');
    expect(text('#results header')).to.contain('81 mục');
  });

  it('shows the whole record and says so when it cannot be filtered', async () => {
    const { store, press, part, text } = await setup();
    store.look = () => Promise.reject(new Error('worker'));
    press('f');
    (await part<HTMLInputElement>('[name=abnormal]')).click();
    await part('[role=alert]');
    expect(text('.pinned')).to.contain('đang hiện toàn bộ hồ sơ');
    expect(text('#results header')).to.contain('81 mục');
  });

  it('puts what machines made apart, with the machine and who confirmed it', async () => {
    const machine = { device: 'Đọc phim', version: '2.1' };
    const made = entry({ title: 'Nốt phổi', flags: ['machine'], machine });
    const confirmed = entry({ title: 'EF', flags: ['machine'], machine: { ...machine, confirmedBy: 'BS. Hà' } });
    const { root, text, part } = await setup({ imaging: [entry({ title: 'X-quang' }), made, confirmed] });
    const block = await part('#imaging .machine-block');
    expect(block.textContent)
      .to.contain('Chưa được bác sĩ xác nhận')
      .and.to.contain('BS. Hà')
      .and.to.contain('phiên bản 2.1');
    expect([...root.querySelectorAll('#imaging > .entries .title')].map((one) => one.textContent)).to.deep.equal([
      'X-quang',
    ]);
    expect(text('.part.machine')).to.contain('1 trên 2 chưa được bác sĩ xác nhận');
  });

  it('keeps a long list of allergies short and cuts nothing in silence', async () => {
    const allergies = Array.from({ length: 26 }, (_, at) => entry({ key: `A/${at}`, title: `Chất số ${at}` }));
    const { root, element } = await setup({ allergies });
    const more = root.querySelector<HTMLElement>('[part=allergies] .jump')!;
    const shown = root.querySelector('[part=allergies]')!.textContent!.match(/Chất số/g)!.length;
    expect(more.textContent).to.equal(`và ${26 - shown} mục khác`);
    more.click();
    await waitUntil(() => element.shadowRoot!.activeElement?.id === 'allergies');
  });

  it('marks what is new by a word, and counts it in its section', async () => {
    const { text } = await setup(
      { problems: [entry({ title: 'Suy thận', news: 'new' })] },
      { news: { since: '2026-10-04T02:00:00Z', count: 1, sections: { problems: 1 } } },
    );
    expect(text('#problems header')).to.contain('1 mới');
    expect(text('#problems .entry')).to.contain('mới');
    expect(text('#only-news')).to.contain('1 mới').and.to.contain('04/10/2026 09:00');
  });

  it('acts on keys only where nothing is typed, and leaves those of the case alone', async () => {
    const { element, press, root, part } = await setup();
    let left = 0;
    document.body.addEventListener('keydown', (event) => void (event.defaultPrevented || left++));
    for (const key of ['t', 'n', '1']) press(key);
    expect(left).to.equal(3);
    const search = root.querySelector<HTMLInputElement>('#search')!;
    press('f', search);
    expect(root.querySelector('#filters-panel')).to.equal(null);
    press('j');
    await waitUntil(() => element.shadowRoot!.activeElement?.matches('.jump, [data-key]'));
    const first = element.shadowRoot!.activeElement;
    press('j');
    await waitUntil(() => element.shadowRoot!.activeElement !== first);
    press('?');
    await part('#keys[open]');
  });
});

async function setup(given: Parameters<typeof readyRecord>[0] = {}, patch: Partial<RecordStoreState> = {}) {
  const results = Array.from({ length: 80 }, (_, at) =>
    entry({ key: `Observation/r${at}`, title: `Xét nghiệm ${at}` }),
  );
  const kali = entry({
    key: 'Observation/kali',
    title: 'Kali máu',
    value: { text: '6,9', unit: 'mmol/L', mark: 'critical-high' },
  });
  const store = fakeRecordStore(
    readyRecord(
      {
        problems: [
          entry({ key: 'Condition/a', resourceType: 'Condition', title: 'Viêm phổi' }),
          entry({ title: 'Hen phế quản', flags: ['refuted'] }),
        ],
        results: [kali, ...results],
        encounters: [entry({ title: 'Nội trú', date: '2026-10-01' })],
        procedures: { state: 'failed' },
        ...given,
      },
      patch,
    ),
  );
  const element = await fixture<RecordElement>(html`<diemcau-record .store=${store}></diemcau-record>`);
  const root = element.renderRoot;
  const text = (selector: string) => (root.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const press = (key: string, on: Element = root.querySelector('.base')!) =>
    on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
  async function part<T extends Element = HTMLElement>(selector: string): Promise<T> {
    // What is loaded with the first use takes its time on a busy machine.
    await waitUntil(() => root.querySelector(selector), `no ${selector}`, { timeout: 10_000 });
    return root.querySelector<T>(selector)!;
  }
  async function type(query: string) {
    const search = root.querySelector<HTMLInputElement>('#search')!;
    search.value = query;
    search.dispatchEvent(new InputEvent('input'));
    await part('#found .jump');
  }
  // What comes once a record was read.
  await part('#search');
  return { element, store, root, text, press, part, type };
}
