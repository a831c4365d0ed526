import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../../test/wait-until.js';
import { DiemcauError } from '@diemcau/protocol';
import type { RecordStoreState } from '@diemcau/sdk';
import { fakeRecordStore } from '@diemcau/sdk/testing';
import { entry, readyRecord } from '../record.fixture.js';
import '../record.define.js';
import type { RecordElement } from '../record.js';
import {
  RecordExportedEvent,
  RecordExportRequestEvent,
  RecordPrintedEvent,
  RecordPrintRequestEvent,
} from './copies.events.js';

describe('print and export of a record', () => {
  it('is accessible, and says what a copy will lack before it is made', async () => {
    const { element, open, panel } = await setup(
      readyRecord(
        { results: [entry()], familyHistory: { state: 'hidden' }, medications: { state: 'failed' } },
        { restricted: { count: 2, shown: false } },
      ),
    );
    await open();
    // What lies behind a modal dialog is inert: axe takes its headings for hidden, and the sections for nameless.
    await expect(element).to.be.accessible({ ignoredRules: ['landmark-unique'] });
    for (const words of ['Tiền sử gia đình', '2 mục thuộc diện hạn chế', 'Thuốc', 'không thu hồi được', 'ghi nhật ký'])
      expect(panel().textContent).to.contain(words);
  });

  it('prints the whole record from a frame of its own, tells the audit before the dialog opens, and leaves nothing behind', async () => {
    const { element, store, open, press, choose } = await setup();
    await open();
    choose('In toàn bộ hồ sơ');
    const printed = oneEvent(element, RecordPrintedEvent.type);
    const print = stubPrint(() =>
      expect(
        store.requests.some(
          ([verb, access]) => verb === 'accessed' && (access as { action: string }).action === 'print',
        ),
      ).to.equal(true),
    );
    press('In hoặc lưu PDF');
    const { detail } = await printed;
    expect(detail).to.deep.equal({ caseId: 'case-1', kind: 'whole', pages: 2 });
    expect(print.pages[0]).to.contain('Nguyễn Văn Đảo').and.to.contain('Glucose máu').and.to.contain('Trang 2/2');
    expect(print.titles[0]).not.to.contain('Đảo');
    expect(document.querySelector('iframe')).to.equal(null);
  });

  it('prints only the sections that were chosen, and says so on the paper', async () => {
    const { element, open, press, choose, check } = await setup(
      readyRecord({ results: [entry()], problems: [entry({ title: 'Hen phế quản' })] }),
    );
    await open();
    choose('In các mục chọn');
    await element.updateComplete;
    check('Cảnh báo', false);
    check('Chẩn đoán', true);
    const printed = oneEvent(element, RecordPrintedEvent.type);
    const print = stubPrint();
    press('In hoặc lưu PDF');
    expect((await printed).detail.kind).to.equal('sections');
    expect(print.pages[0]).to.contain('Hen phế quản').and.to.contain('Chỉ gồm').and.not.to.contain('Glucose máu');
  });

  it('asks the host, which may veto both', async () => {
    const { element, store, open, press, choose, panel } = await setup();
    for (const [type, kind, button] of [
      [RecordPrintRequestEvent.type, 'In toàn bộ hồ sơ', 'In hoặc lưu PDF'],
      [RecordExportRequestEvent.type, 'Tải tệp IPS', 'Tạo tệp'],
    ] as const) {
      await open();
      element.addEventListener(type, (event) => event.preventDefault(), { once: true });
      choose(kind);
      await element.updateComplete;
      press(button);
      await element.updateComplete;
      expect(panel().textContent).to.contain('không cho phép');
      press('Đóng');
      await element.updateComplete;
    }
    expect(store.requests.filter(([verb]) => verb === 'accessed' || verb === 'copy' || verb === 'trace')).to.deep.equal(
      [],
    );
  });

  it('makes a file, says what it lacks, and hands it out under a name without the patient', async () => {
    const { element, store, open, press, choose, panel } = await setup();
    store.answer('copy', {
      file: new Blob(['{}'], { type: 'application/fhir+json' }),
      leftOut: { restricted: 3, withheld: ['familyHistory'], otherPatients: 1, setAside: 0 },
      broken: [],
    });
    await open();
    choose('Tải tệp IPS');
    await element.updateComplete;
    press('Tạo tệp');
    await waitUntil(() => panel().textContent!.includes('Tệp đã tạo xong'));
    for (const words of ['3 mục thuộc diện hạn chế', 'Tiền sử gia đình', '1 mục dữ liệu của người khác'])
      expect(panel().textContent).to.contain(words);
    let name = '';
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      name = this.download;
    };
    const exported = oneEvent(element, RecordExportedEvent.type);
    press('Tải về');
    HTMLAnchorElement.prototype.click = click;
    expect((await exported).detail).to.deep.equal({ caseId: 'case-1', kind: 'ips' });
    expect(name).to.match(/^ips-\d{12}\.json$/);
    const access = store.requests.find(([verb]) => verb === 'accessed')?.[1] as { action: string; sections: string[] };
    expect(access.action).to.equal('export');
    expect(access.sections).to.contain('results').and.not.to.contain('familyHistory');
  });

  it('says when it could not be done, and shows the record on', async () => {
    const { element, store, open, press, choose, panel } = await setup();
    store.answer('copy', new DiemcauError('record/malformed'));
    await open();
    choose('Tải tệp IPS');
    await element.updateComplete;
    press('Tạo tệp');
    await waitUntil(() => panel().textContent!.includes('Không thực hiện được'));
    expect(element.shadowRoot!.textContent).to.contain('Glucose máu');
  });

  it('offers nothing for the record of another patient, or while it is read', async () => {
    const { element, store } = await setup();
    element.patientContext = { name: 'Khác', birthDate: '1961-01-01', identifiers: [] };
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('.copies')).to.equal(null);
    element.patientContext = undefined;
    store.publish({ status: 'loading' });
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('.copies')).to.equal(null);
  });
});

/** Takes the place of the browser's dialog, once. */
function stubPrint(before: () => void = () => undefined): { pages: string[]; titles: string[] } {
  const seen = { pages: [] as string[], titles: [] as string[] };
  const observer = new MutationObserver(() => {
    const view = document.querySelector('iframe')?.contentWindow;
    if (!view) return;
    observer.disconnect();
    view.print = () => {
      before();
      seen.pages.push(view.document.body.textContent!);
      seen.titles.push(view.document.title);
      view.dispatchEvent(new Event('afterprint'));
    };
  });
  observer.observe(document.body, { childList: true });
  return seen;
}

async function setup(state: Partial<RecordStoreState> = readyRecord({ results: [entry()] })) {
  const store = fakeRecordStore(state);
  const element = await fixture<RecordElement>(
    html`<diemcau-record case-id="case-1" .store=${store}></diemcau-record>`,
  );
  const root = element.shadowRoot!;
  const panel = () => root.querySelector<HTMLDialogElement>('.copies-panel')!;
  const labelled = (words: string) =>
    [...panel().querySelectorAll('label')]
      .find(({ textContent }) => textContent!.includes(words))!
      .querySelector('input')!;
  return {
    element,
    store,
    panel,
    async open() {
      root.querySelector<HTMLButtonElement>('.copies > button')!.click();
      await waitUntil(() => panel()?.open);
    },
    press: (words: string) =>
      [...panel().querySelectorAll('button')].find(({ textContent }) => textContent!.includes(words))!.click(),
    choose: (words: string) => labelled(words).click(),
    check(words: string, on: boolean) {
      const input = labelled(words);
      if (input.checked !== on) input.click();
    },
  };
}
