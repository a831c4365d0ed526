import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import { fakeDiemcau, fakeNetworkStore, fakeRecordStore } from '@diemcau/sdk/testing';
import type { EntryFlag, RecordSection } from '@diemcau/fhir';
import { DiemcauError } from '@diemcau/protocol';
import type { RecordStoreState } from '@diemcau/sdk';
import type { RecordElement } from './record.js';
import './record.define.js';
import { ContextMismatchEvent, RecordLoadedEvent, RecordSectionFailedEvent } from './record.events.js';
import { sanitizeNarrative } from './narrative/sanitize-narrative.js';
import { entry, readyRecord } from './record.fixture.js';

describe('diemcau-record', () => {
  // The sanitiser comes when it is first needed; how long that takes is no matter of these tests.
  before(() => sanitizeNarrative(''));

  it('is accessible with every state of a section', async () => {
    const { element } = await setup(everyState());
    await expect(element).to.be.accessible();
  });

  it('is accessible while loading, ended, not shared and failed', async () => {
    const { element, store } = await setup({ status: 'loading', progress: { read: 1200 } });
    await expect(element).to.be.accessible();
    for (const status of ['ended', 'not-shared', 'failed'] as const) {
      store.publish({ status, error: status === 'failed' ? new DiemcauError('record/malformed') : undefined });
      await element.updateComplete;
      await expect(element).to.be.accessible();
    }
  });

  it('announces all twenty sections by state and count only', async () => {
    const { element, store } = await setup();
    const announced = oneEvent(element, RecordLoadedEvent.type);
    store.publish(readyRecord({ results: [entry()], allergies: { state: 'empty' } }));
    const { detail } = await announced;
    expect(Object.keys(detail.sections)).to.have.length(20);
    expect(detail.sections.results).to.deep.equal({ state: 'loaded', count: 1 });
    expect(detail.sections.allergies).to.deep.equal({ state: 'empty', count: 0 });
    expect(detail.sections.imaging).to.deep.equal({ state: 'not-provided', count: 0 });
  });

  it('says bare codes in words, and leaves the words of the source', async () => {
    const facts = [
      { key: 'criticality', text: 'high' },
      { key: 'verification', text: 'confirmed' },
      { key: 'note', text: 'high' },
    ];
    const { text } = await setup(readyRecord({ allergies: [entry({ severity: 'mild', facts })] }));
    expect(text('#allergies .severity')).to.equal('nhẹ');
    expect(text('#allergies .facts'))
      .to.contain('cao')
      .and.to.contain('Mức chắc chắn')
      .and.to.contain('đã xác định')
      .and.to.contain('high');
  });

  it('says each state in words, and a failure never as nothing', async () => {
    const { text } = await setup(everyState());
    expect(text('#allergies')).to.contain('Nguồn ghi rõ: không có');
    expect(text('#imaging')).to.contain('Không được cung cấp');
    expect(text('#medications')).to.contain('không có nghĩa là không có dữ liệu');
    expect(text('#documents')).to.contain('Người bệnh không đồng ý chia sẻ mục này');
    expect(text('#encounters')).to.contain('nguồn đã cắt bớt');
  });

  it('shows the newest page while the rest is being read, calls nothing complete and announces nothing yet', async () => {
    const reading = { state: 'truncated', reason: 'reading' } as const;
    const names = Object.keys(readyRecord().sections!) as RecordSection[];
    const look = {
      ...readyRecord({
        ...Object.fromEntries(names.map((name) => [name, reading])),
        results: { ...reading, entries: [entry({ title: 'CRP' })] },
      }),
      total: 0,
      status: 'loading' as const,
    };
    const { element, store, text } = await setup(look);
    let announced = 0;
    element.addEventListener(RecordLoadedEvent.type, () => announced++);
    expect(text('#results')).to.contain('CRP').and.to.contain('1 mục, đang đọc tiếp');
    expect(text('#problems')).to.contain('đang đọc tiếp').and.not.to.contain('Không được cung cấp');
    expect(text('[part=allergies]')).to.contain('đang đọc, chưa loại trừ');
    expect(element.shadowRoot!.querySelector('[part=account]')).to.equal(null);
    expect(announced).to.equal(0);
    await expect(element).to.be.accessible();
    store.publish(readyRecord({ results: [entry({ title: 'CRP' })] }));
    await element.updateComplete;
    expect(announced).to.equal(1);
    expect(element.shadowRoot!.querySelector('[part=account]')).not.to.equal(null);
  });

  it('announces a section that failed', async () => {
    const { element, store } = await setup();
    const failed = oneEvent(element, RecordSectionFailedEvent.type);
    store.publish(readyRecord({ medications: { state: 'failed', reason: 'record/malformed-xml' } }));
    expect((await failed).detail).to.deep.equal({ section: 'medications', code: 'record/malformed-xml' });
  });

  it('says "no allergies" only where the whole section states it', async () => {
    const nil = (flags: EntryFlag[]) => [entry({ title: 'Không dị ứng thức ăn', flags })];
    const { store, text, element } = await setup(readyRecord({ allergies: nil(['nil-known']) }));
    expect(text('[part=allergies]')).to.contain('Không dị ứng thức ăn').and.to.contain('chưa loại trừ');
    for (const flags of [['nil-known', 'entered-in-error'], ['data-absent']] as EntryFlag[][]) {
      store.publish(readyRecord({ allergies: nil(flags) }));
      await element.updateComplete;
      expect(text('[part=allergies]')).to.contain('Không có thông tin dị ứng').and.not.to.contain('⚠');
    }
    store.publish(readyRecord({ allergies: { state: 'truncated', entries: [entry({ title: 'Penicillin' })] } }));
    await element.updateComplete;
    expect(text('[part=allergies]')).to.contain('Penicillin …');
  });

  it('does not call an unread allergy list "no allergies"', async () => {
    const { element, store, text } = await setup(readyRecord({ allergies: { state: 'failed' } }));
    expect(text('.banner')).to.contain('chưa loại trừ');
    store.publish(readyRecord({ allergies: { state: 'empty' } }));
    await element.updateComplete;
    expect(text('.banner')).to.contain('không dị ứng');
    store.publish(
      readyRecord({ allergies: [entry({ title: 'Penicillin' }), entry({ title: 'Tôm', flags: ['refuted'] })] }),
    );
    await element.updateComplete;
    expect(text('.banner .critical')).to.contain('Penicillin').and.not.contain('Tôm');
  });

  it('tells what an entry is not, in words', async () => {
    const flags = ['refuted', 'entered-in-error', 'inactive', 'negated', 'corrected', 'cancelled'] as const;
    const { text } = await setup(readyRecord({ problems: flags.map((flag) => entry({ title: flag, flags: [flag] })) }));
    for (const word of ['bác bỏ', 'nhập nhầm', 'không còn hiệu lực', 'phủ định', 'đã sửa', 'đã hủy'])
      expect(text('#problems')).to.contain(word);
  });

  it('shows a result with unit, range, mark in letters and the converted value, its date at its precision', async () => {
    const value = {
      text: '11.2',
      unit: 'mmol/L',
      mark: 'high',
      range: { text: '3.9–6.4' },
      converted: { text: '202', unit: 'mg/dL' },
    } as const;
    const { text, all } = await setup(
      readyRecord({
        results: [entry({ value, date: '2026-03' }), entry({ date: '2026' }), entry({ date: undefined })],
      }),
    );
    expect(text('#results')).to.contain('↑ H').and.contain('mmol/L').and.contain('3.9–6.4').and.contain('202 mg/dL');
    expect(all('td.date').map(({ textContent }) => textContent)).to.deep.equal(['03/2026', '2026', 'không ghi ngày']);
  });

  it('puts at most 20 rows in a section at first and brings more by the page', async () => {
    const { element, all, click, store } = await setup(
      readyRecord({ results: Array.from({ length: 45 }, () => entry()) }),
    );
    await waitUntil(() => all('#results tbody tr').length === 20);
    click('#results .more');
    await waitUntil(() => all('#results tbody tr').length === 40);
    click('#results .more');
    await waitUntil(() => all('#results tbody tr').length === 45);
    await element.updateComplete;
    expect(all('#results .more')).to.have.length(0);
    expect(store.requests.map(([verb, , options]) => [verb, options])).to.deep.equal([
      ['page', { offset: 20, limit: 20 }],
      ['page', { offset: 40, limit: 20 }],
    ]);
  });

  it('keeps the first frame of a long record to 12 rows and headings in all, and brings the rest frame by frame', async () => {
    const twenty = () => Array.from({ length: 20 }, () => entry());
    const long = { problems: twenty(), medications: twenty(), results: twenty(), vitalSigns: twenty() };
    const { all } = await setup(readyRecord(long), { settle: false });
    const shown = () => all('[data-key]').length + all('.section').length;
    expect(shown()).to.equal(12);
    expect(all('nav .go')).to.have.lengthOf(19);
    let before = 0;
    while (all('[data-key]').length < 80) {
      expect(shown()).to.be.at.most(before + 30);
      before = shown();
      while (shown() === before) await new Promise((done) => requestAnimationFrame(done));
    }
    expect(all('.section')).to.have.lengthOf(19);
  });

  it('brings more rows of the newest pages while the rest is slow to come', async () => {
    const reading = () =>
      ({ state: 'truncated', reason: 'reading', entries: Array.from({ length: 20 }, () => entry()) }) as const;
    const look = readyRecord({
      problems: reading(),
      medications: reading(),
      results: reading(),
      vitalSigns: reading(),
    });
    const { all } = await setup({ ...look, total: 0, status: 'loading' });
    expect(all('[data-key]').length).to.be.below(12);
    await waitUntil(() => all('[data-key]').length === 80, 'all rows', { timeout: 5_000 });
    expect(all('.section')).to.have.lengthOf(19);
  });

  it('brings a section that is asked for before its frame', async () => {
    const twenty = () => Array.from({ length: 20 }, () => entry());
    const long = readyRecord({ problems: twenty(), medications: twenty(), results: twenty(), vitalSigns: twenty() });
    const { element, all } = await setup(long, { settle: false });
    expect(all('#coverage')).to.have.lengthOf(0);
    element.goTo('coverage');
    await element.updateComplete;
    await Promise.resolve();
    expect(element.shadowRoot!.activeElement?.id).to.equal('coverage');
  });

  it('searches a section through the store and goes back', async () => {
    const store = fakeRecordStore(readyRecord({ results: Array.from({ length: 30 }, () => entry()) }));
    const asked: unknown[] = [];
    store.page = (_, { query }) => (asked.push(query), Promise.resolve([entry({ title: 'Kali máu' })]));
    const { all, type } = await setup(store);
    type('#results input', 'kali');
    await waitUntil(() => all('#results tbody tr').length === 1);
    expect(asked).to.deep.equal(['kali']);
    type('#results input', '');
    await waitUntil(() => all('#results tbody tr').length === 20);
  });

  it('accounts for what is not shown', async () => {
    const state = readyRecord(
      {},
      {
        total: 9,
        setAside: [{ at: 'entry[3]', resourceType: 'Foo', reason: 'unknown-type' }],
        notDisplayed: { Organization: 2 },
      },
    );
    const { text } = await setup(state);
    expect(text('.account')).to.contain('9').and.contain('loại chưa biết').and.contain('Organization: 2');
  });

  it('says that insurance XML is not a whole record', async () => {
    const { text } = await setup(readyRecord({}, { source: { kind: 'insurance-xml' } }));
    expect(text('.source-line')).to.contain('XML giám định BHYT');
  });

  it('opens a picture and a text by blob: URL and takes the URL back', async () => {
    const attachment = { contentType: 'image/png', title: 'X-quang' };
    const { element, all, click, store } = await setup(readyRecord({ imaging: [entry({ attachment })] }));
    store.answer('attachment', new Blob([new Uint8Array([137, 80])], { type: 'image/png' }));
    click('#imaging .openable button');
    await waitUntil(() => all('figure img').length === 1);
    const url = all<HTMLImageElement>('figure img')[0]!.src;
    expect(url).to.match(/^blob:/);
    element.remove();
    expect(
      await fetch(url).then(
        () => 'still there',
        () => 'gone',
      ),
    ).to.equal('gone');
  });

  for (const contentType of ['image/svg+xml', 'text/javascript', 'application/x-msdownload', 'text/html'])
    it(`gives ${contentType} no URL that could run`, async () => {
      const { all, click, store } = await setup(readyRecord({ documents: [entry({ attachment: { contentType } })] }));
      store.answer('attachment', new Blob(['<script>parent.hacked(1)</script><b>An toàn</b>'], { type: contentType }));
      click('#documents .openable button');
      await waitUntil(() => all('figure').length === 1);
      const links = all<HTMLAnchorElement>('figure a');
      expect(links.map(({ download }) => download !== '')).to.deep.equal([true]);
      expect((await (await fetch(links[0]!.href)).blob()).type).to.equal('application/octet-stream');
      expect(all('figure script, figure iframe, figure img')).to.have.length(0);
    });

  it('shows a narrative only when asked, sanitised', async () => {
    const narrative = '<div><b>Phù chân</b><img src="https://evil.example/x.png"><script>hacked()</script></div>';
    const { all, click, text } = await setup(readyRecord({ problems: [entry({ narrative })] }));
    expect(all('.narrative')).to.have.length(0);
    click('#problems .openable button');
    await waitUntil(() => all('.narrative').length === 1);
    expect(text('.narrative')).to.equal('Phù chân');
    expect(all('.narrative script, .narrative img[src]')).to.have.length(0);
  });

  it('shows nothing of another patient than the host has open', async () => {
    const { element, store, text, all } = await setup({ status: 'loading' });
    element.patientContext = {
      name: 'Trần Thị Biển',
      birthDate: '1980-01-01',
      identifiers: [{ kind: 'insurance', value: 'GD4222200000000' }],
    };
    const mismatch = oneEvent(element, ContextMismatchEvent.type);
    store.publish(readyRecord({ results: [entry({ title: 'Bí mật' })] }));
    expect((await mismatch).detail).to.deep.equal({ caseId: 'case-1' });
    expect(text('.base'))
      .to.contain('không phải của người bệnh đang mở')
      .and.not.contain('Bí mật')
      .and.not.contain('Nguyễn Văn Đảo');
    element.patientContext = { name: 'NGUYEN VAN DAO', birthDate: '2024-06-20', identifiers: [] };
    await element.updateComplete;
    expect(all('.section')).to.not.have.length(0);
  });

  it('blanks the view when the share ends', async () => {
    const { element, store, text, all } = await setup(readyRecord({ results: [entry({ title: 'Natri máu' })] }));
    store.publish({ status: 'ended' });
    await element.updateComplete;
    expect(all('.section, .banner')).to.have.length(0);
    expect(text('.base')).to.contain('Thời hạn chia sẻ đã hết').and.not.contain('Natri');
  });

  it('marks a shared record with reader, site and time, out of the way of the pointer', async () => {
    const network = fakeNetworkStore({ me: { siteId: '01001', sub: 'BS-1', name: 'BS. Lê Nhi', scopes: [] } });
    const element = await fixture<RecordElement>(html`<diemcau-record case-id="case-1"></diemcau-record>`);
    Object.defineProperty(element, 'client', { value: fakeDiemcau({ network }) });
    element.store = fakeRecordStore(readyRecord({}, { share: { fromSite: '22001', documents: 1 } }));
    await element.updateComplete;
    const mark = element.shadowRoot!.querySelector('.watermark')!;
    expect(mark.textContent).to.contain('BS. Lê Nhi');
    expect(getComputedStyle(mark).pointerEvents).to.equal('none');
    expect(mark.getAttribute('aria-hidden')).to.equal('true');
  });

  it('follows where another looks', async () => {
    const { element, all } = await setup(readyRecord({ results: [entry({ key: 'Observation/kali' })] }));
    element.pointer = { of: 'record', section: 'results', entryKey: 'Observation/kali' };
    await element.updateComplete;
    expect(all('tr.followed').map((row) => (row as HTMLElement).dataset.key)).to.deep.equal(['Observation/kali']);
  });

  it('goes to a section by keyboard', async () => {
    const { element, all } = await setup(everyState());
    const button = all<HTMLButtonElement>('nav button').find(({ textContent }) => textContent.includes('Thuốc'))!;
    button.focus();
    button.click();
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement?.id).to.equal('medications');
  });

  it('speaks English', async () => {
    const { element, text } = await setup(everyState());
    element.locale = 'en';
    await element.updateComplete;
    expect(text('#allergies')).to.contain('Stated by the source: none');
  });

  it('leaves no reader behind', async () => {
    const { element, store } = await setup(everyState());
    expect(store.listeners).to.equal(1);
    element.remove();
    expect(store.listeners).to.equal(0);
  });
});

function everyState(): Partial<RecordStoreState> {
  return readyRecord({
    allergies: { state: 'empty' },
    medications: { state: 'failed', reason: 'record/malformed' },
    documents: { state: 'hidden' },
    encounters: { state: 'truncated', entries: [entry({ title: 'Nhập viện' })] },
    problems: [
      entry({ title: 'Viêm phổi', source: 'Bệnh viện Hạ Long', facts: [{ key: 'note', text: 'Hai đáy phổi' }] }),
    ],
    results: [
      entry({
        value: { text: '2.1', unit: 'mmol/L', mark: 'critical-low' },
        parts: [{ title: 'Kali', value: { text: '3,5' } }],
      }),
    ],
  });
}

type State = Partial<RecordStoreState> | ReturnType<typeof fakeRecordStore>;

async function setup(given: State = {}, { settle = true } = {}) {
  const store =
    'publish' in given
      ? (given as ReturnType<typeof fakeRecordStore>)
      : fakeRecordStore(given as Partial<RecordStoreState>);
  const element = await fixture<RecordElement>(
    html`<diemcau-record case-id="case-1" .store=${store}></diemcau-record>`,
  );
  const root = element.shadowRoot!;
  if (settle) await new Promise((done) => requestAnimationFrame(done));
  await element.updateComplete;
  const all = <E extends Element = Element>(selector: string) => [...root.querySelectorAll<E>(selector)];
  return {
    element,
    store,
    all,
    text: (selector: string) =>
      all(selector)
        .map(({ textContent }) => textContent!.replace(/\s+/g, ' ').trim())
        .join(' '),
    click: (selector: string) => all<HTMLElement>(selector)[0]!.click(),
    type(selector: string, value: string) {
      const input = all<HTMLInputElement>(selector)[0]!;
      input.value = value;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
  };
}
