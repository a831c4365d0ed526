import { expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../../test/wait-until.js';
import type { RecordEntry } from '@diemcau/fhir';
import { createDiemcau, type RecordStore } from '@diemcau/sdk';
import { fakeRecordStore } from '@diemcau/sdk/testing';
import type { RecordElement } from '../record.js';
import '../record.define.js';
import { RecordExcerptRequestEvent } from '../record.events.js';
import { entry, readyRecord } from '../record.fixture.js';
import { resultsMessages } from './results.messages.js';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T08:00:00+07:00`;
const glucose = (date: string, number: number, more: Partial<RecordEntry> = {}): RecordEntry =>
  entry({
    code: 'http://loinc.org|14749-6',
    date,
    value: {
      text: String(number),
      number,
      unit: 'mmol/L',
      range: { text: '3.9 – 6.4', low: 3.9, high: 6.4 },
      ...(number > 6.4 ? { mark: 'high' as const } : {}),
    },
    ...more,
  });
const pressure = (date: string, high: number, low: number) =>
  entry({
    title: 'Huyết áp',
    date,
    parts: [
      { title: 'Tâm thu', code: 'http://loinc.org|8480-6', value: { text: `${high}`, number: high, unit: 'mmHg' } },
      { title: 'Tâm trương', code: 'http://loinc.org|8462-4', value: { text: `${low}`, number: low, unit: 'mmHg' } },
    ],
  });

describe('results of diemcau-record', () => {
  // Panels and chart come when they are first opened; how long that takes is no matter of these tests.
  before(() =>
    Promise.all([import('./results-panel.js'), import('./chart/trend-chart.js'), resultsMessages.load('vi')]),
  );

  it('are read in the worker of a real client: as a list, a sheet and a trend', async () => {
    const client = createDiemcau({ gateway: location.origin, tokenProvider: () => Promise.reject(new Error('none')) });
    const source = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: Array.from({ length: 60 }, (_, at) => ({
        resource: {
          resourceType: 'Observation',
          id: `o${at}`,
          status: 'final',
          code: { text: 'Kali máu' },
          effectiveDateTime: day(1 + (at % 28)),
          valueQuantity: { value: 4, unit: 'mmol/L' },
        },
      })),
    };
    const store = client.records.open({ source });
    const { open, find, text } = await setupWith(store);
    await waitUntil(() => find('#results .views'), 'the record is read', { timeout: 5000 });
    await open('results', 'Danh sách đầy đủ');
    await waitUntil(() => text('.results-scroll').includes('Kali máu'));
    await open('results', 'Bảng theo ngày');
    await waitUntil(() => text('.sheet').includes('Kali máu'));
    await open('results', 'Biểu đồ');
    await waitUntil(() => find('.chart canvas'));
    await client.close();
  });

  describe('as a whole list', () => {
    it('are accessible, and keep few rows in the document however many there are', async () => {
      const { element, open, find } = await setup({ results: many(3000) });
      await open('results', 'Danh sách đầy đủ');
      await waitUntil(() => find('.results-scroll tbody[data-index="5"] [scope=row]'));
      expect(element.renderRoot.querySelectorAll('.results-scroll tr').length).to.be.below(120);
      expect(find('.results-scroll table')!.getAttribute('aria-rowcount')).to.equal('3001');
      expect(find('.results-scroll tbody[data-index="5"] tr')!.getAttribute('aria-rowindex')).to.equal('7');
      await expect(element).to.be.accessible();
    });

    it('bring what is scrolled to, at its number, and the last one too', async () => {
      const { open, find, text } = await setup({ results: many(3000) });
      await open('results', 'Danh sách đầy đủ');
      await waitUntil(() => find('.results-scroll tbody[data-index="5"] [scope=row]'));
      const box = find<HTMLElement>('.results-scroll')!;
      box.scrollTop = box.scrollHeight / 2;
      await waitUntil(() => !find('.results-scroll .pending') && !find('.results-scroll tbody[data-index="5"]'));
      const body = find<HTMLElement>('.results-scroll tbody[data-index]')!;
      expect(body.textContent).to.contain(`Xét nghiệm ${body.dataset['index']}`);
      await waitUntil(async () => {
        box.scrollTop = box.scrollHeight;
        await nextFrame();
        return text('.results-scroll').includes('Xét nghiệm 2999');
      });
    });

    it('keep the row that has the focus, wherever the list is scrolled to', async () => {
      const { element, open, find } = await setup({ results: many(3000) }, { excerpting: true });
      await open('results', 'Danh sách đầy đủ');
      await waitUntil(() => find('.results-scroll tbody[data-index="3"] [scope=row]'));
      const button = find<HTMLElement>('.results-scroll tbody[data-index="3"] .row-action')!;
      button.focus();
      const box = find<HTMLElement>('.results-scroll')!;
      box.scrollTop = 40_000;
      await waitUntil(() => !find('.results-scroll tbody[data-index="6"]'));
      expect(element.shadowRoot!.activeElement).to.equal(button);
      box.scrollTop = 0;
      await waitUntil(() => find('.results-scroll tbody[data-index="6"]'));
      expect(find('.results-scroll tbody[data-index="3"] .row-action')).to.equal(button);
    });

    it('can be put into the minutes from where they are', async () => {
      const { element, open, find } = await setup({ results: many(300) }, { excerpting: true });
      await open('results', 'Danh sách đầy đủ');
      const box = find<HTMLElement>('.results-scroll')!;
      await waitUntil(async () => {
        box.scrollTop = box.scrollHeight;
        await nextFrame();
        return find('tbody[data-index="299"] .row-action');
      });
      const asked = oneEvent(element, RecordExcerptRequestEvent.type);
      const actions = element.renderRoot.querySelectorAll<HTMLElement>('tbody[data-index="299"] .row-action');
      [...actions].at(-1)!.click();
      const { entryKey } = (await asked).detail;
      expect(element.textOf(entryKey)).to.contain('Xét nghiệm 299');
    });

    it('are searched, and cut to what is abnormal', async () => {
      const { open, find, text, type } = await setup({
        results: [glucose(day(3), 5), glucose(day(2), 9, { title: 'Đường huyết' }), entry({ title: 'Cấy máu' })],
      });
      await open('results', 'Danh sách đầy đủ');
      await waitUntil(() => text('.results-panel').includes('3 mục'));
      await type('.results-panel .search', 'duong');
      await waitUntil(() => text('.results-panel').includes('1 mục'));
      expect(text('.results-scroll')).to.contain('Đường huyết');
      await type('.results-panel .search', '');
      find<HTMLElement>('.results-tools [type=checkbox]')!.click();
      await waitUntil(() => text('.results-panel').includes('1 mục'));
      expect(text('.results-scroll')).to.contain('Đường huyết').and.to.contain('↑ H');
    });

    it('say that they could not be read, and try again', async () => {
      const { store, open, find, text } = await setup({ results: many(30) });
      const answer = store.results;
      store.results = () => Promise.reject(new Error('x'));
      await open('results', 'Danh sách đầy đủ');
      await waitUntil(() => text('.results-panel').includes('Không đọc được'));
      store.results = answer;
      find<HTMLElement>('.results-panel [role=alert] button')!.click();
      await waitUntil(() => text('.results-panel').includes('Xét nghiệm 0'));
    });
  });

  describe('as a sheet', () => {
    it('are accessible, newest first, by group, with marks in letters', async () => {
      const { element, open, find, text } = await setup({
        results: [
          glucose(day(1), 5),
          glucose(day(4), 9),
          glucose(day(3), 8, { flags: ['entered-in-error'] }),
          entry({ title: 'Cấy máu', date: day(4), value: { text: 'Âm tính' } }),
        ],
      });
      await open('results', 'Bảng theo ngày');
      await waitUntil(() => find('.sheet'));
      const heads = [...element.renderRoot.querySelectorAll('.sheet .when')].map((one) => one.textContent);
      expect(heads.map((one) => one!.slice(0, 5))).to.deep.equal(['04/03', '03/03', '01/03']);
      const cells = [...find('.sheet tbody tr:has(.check)')!.querySelectorAll('.cell')];
      expect(cells.map((cell) => cell.textContent!.replace(/\s+/g, ' ').trim())).to.deep.equal([
        '9 ↑ H cao',
        '8 ↑ H cao nhập nhầm',
        '5',
      ]);
      expect(text('.sheet')).to.contain('Âm tính');
      await expect(element).to.be.accessible();
    });

    it('say their unit at each result where a row has two', async () => {
      const { open, find, text } = await setup({
        results: [
          glucose(day(1), 5),
          glucose(day(2), 126, {
            value: { text: '126', number: 126, unit: 'mg/dL', converted: { text: '7', unit: 'mmol/L' } },
          }),
        ],
      });
      await open('results', 'Bảng theo ngày');
      await waitUntil(() => find('.sheet'));
      expect(text('.sheet')).to.contain('126 mg/dL ≈ 7 mmol/L').and.to.contain('5 mmol/L');
    });

    it('are paged by time', async () => {
      const { open, find, text, click } = await setup({
        results: Array.from({ length: 14 }, (_, n) => glucose(day(n + 1), n)),
      });
      await open('results', 'Bảng theo ngày');
      await waitUntil(() => find('.sheet'));
      expect(text('.sheet-tools')).to.contain('còn 4 lần cũ hơn');
      click('Cũ hơn');
      await waitUntil(() => text('.sheet').includes('01/03'));
      expect(text('.sheet')).not.to.contain('14/03');
    });

    it('are drawn together when ticked', async () => {
      const { element, open, find, text, click } = await setup({
        results: [
          ...[1, 2, 3].map((n) => glucose(day(n), n)),
          ...[1, 2, 3].map((n) =>
            entry({ title: 'CRP', date: day(n), value: { text: `${n}`, number: n, unit: 'mg/L' } }),
          ),
        ],
      });
      await open('results', 'Bảng theo ngày');
      await waitUntil(() => find('.sheet'));
      for (const box of element.renderRoot.querySelectorAll<HTMLElement>('.sheet [type=checkbox]')) box.click();
      await waitUntil(() => text('.sheet-tools').includes('Vẽ biểu đồ (2)'));
      click('Vẽ biểu đồ (2)');
      await waitUntil(() => element.renderRoot.querySelectorAll('.chart canvas').length === 2);
      expect(text('.chart')).to.contain('Glucose máu (mmol/L)').and.to.contain('CRP (mg/L)');
    });
  });

  describe('as a trend', () => {
    it('is accessible, opens at the row that was asked for, and says everything in a table too', async () => {
      const { element, trendOf, find, text } = await setup({
        results: [glucose(day(1), 5), glucose(day(4), 9), entry({ title: 'CRP', value: { text: '3', number: 3 } })],
      });
      trendOf('Glucose máu');
      await waitUntil(() => find('.chart canvas'));
      expect(text('.legend')).to.equal('Glucose máu mmol/L khoảng tham chiếu 3.9 – 6.4');
      expect(text('.trend-data tbody')).to.match(
        /Glucose máu 9 mmol\/L ↑ H cao 3.9 – 6.4 04\/03\/2026 08:00 Glucose máu 5/,
      );
      await expect(element).to.be.accessible();
    });

    it('tells each result by keys: name, value, unit, mark, date', async () => {
      const { trendOf, find, valueText, key } = await setup({ results: [glucose(day(1), 5), glucose(day(4), 9)] });
      trendOf('Glucose máu');
      await waitUntil(() => find('.chart canvas'));
      expect(valueText()).to.equal('Glucose máu: 9 mmol/L, cao, khoảng tham chiếu 3.9 – 6.4, 04/03/2026 08:00, 2/2');
      await key('ArrowLeft');
      expect(valueText()).to.contain('Glucose máu: 5 mmol/L').and.to.contain('01/03/2026 08:00, 1/2');
      await key('ArrowLeft');
      expect(valueText()).to.contain('1/2');
      await key('End');
      expect(valueText()).to.contain('2/2');
      expect(find('.chart')!.getAttribute('aria-valuenow')).to.equal('2');
    });

    it('walks to the other analyte near in time: both parts of a blood pressure share an axis', async () => {
      const { element, trendOf, find, valueText, key } = await setup({
        vitalSigns: [pressure(day(1), 120, 80), pressure(day(2), 150, 95)],
      });
      trendOf('Huyết áp');
      await waitUntil(() => find('.chart canvas'));
      expect(element.renderRoot.querySelectorAll('.chart canvas')).to.have.length(1);
      await key('ArrowLeft');
      await key('ArrowDown');
      expect(valueText()).to.contain('Tâm trương: 80 mmHg').and.to.contain('01/03/2026');
    });

    it('never draws what is no number of the patient as one, and says what it is', async () => {
      const { trendOf, find, text, valueText, key } = await setup({
        results: [
          glucose(day(5), 5),
          glucose(day(4), 0, { value: { text: '<0.6', unit: 'mmol/L' } }),
          glucose(day(3), 50, { flags: ['entered-in-error'] }),
          glucose(day(2), 6, { flags: ['preliminary'] }),
          glucose(day(1), 0, { value: { text: 'Mẫu vỡ hồng cầu' } }),
        ],
      });
      trendOf('Glucose máu');
      await waitUntil(() => find('.chart canvas'));
      expect(text('.not-drawn')).to.contain('3 kết quả không vẽ thành đường');
      await key('ArrowLeft');
      expect(valueText()).to.contain('<0.6 mmol/L').and.to.contain('không vẽ: chỉ biết giới hạn');
      await key('ArrowLeft');
      expect(valueText()).to.contain('nhập nhầm').and.to.contain('không vẽ');
      await key('ArrowLeft');
      expect(valueText()).to.contain('kết quả sơ bộ').and.not.to.contain('không vẽ');
      expect(text('.trend-data')).to.contain('Mẫu vỡ hồng cầu');
    });

    it('says what a converted point was given as', async () => {
      const { trendOf, find, valueText } = await setup({
        results: [
          glucose(day(1), 5),
          glucose(day(2), 180.16, {
            code: 'http://loinc.org|2345-7',
            value: { text: '180.16', number: 180.16, unit: 'mg/dL' },
          }),
        ],
      });
      trendOf('Glucose máu');
      await waitUntil(() => find('.chart canvas'));
      expect(valueText()).to.contain('≈ 10 mmol/L (nguồn ghi 180.16 mg/dL)');
    });

    it('is zoomed, moved and shown whole by keys, wheel, buttons and fingers', async () => {
      const { trendOf, find, text, key, click } = await setup({
        results: Array.from({ length: 20 }, (_, n) => glucose(day(n + 1), n + 1)),
      });
      trendOf('Glucose máu');
      await waitUntil(() => find('.chart canvas') && text('.span') !== '');
      const chart = find<HTMLElement>('.chart')!;
      const whole = text('.span');
      const changes = async (act: () => unknown) => {
        const before = text('.span');
        await act();
        await waitUntil(() => text('.span') !== before);
      };
      await changes(() => key('+'));
      await changes(() => key('ArrowLeft', { shiftKey: true }));
      await key('0');
      expect(text('.span')).to.equal(whole);
      chart.focus();
      await changes(() =>
        chart.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, cancelable: true, bubbles: true })),
      );
      const box = chart.getBoundingClientRect();
      const finger = (type: string, x: number, id = 1) =>
        chart.dispatchEvent(
          new PointerEvent(type, {
            pointerId: id,
            clientX: box.left + x,
            clientY: box.top + 60,
            pointerType: 'touch',
            bubbles: true,
          }),
        );
      // Pointers that no device has cannot be captured.
      chart.setPointerCapture = () => undefined;
      await changes(() => {
        finger('pointerdown', 200);
        finger('pointermove', 140);
        finger('pointerup', 140);
      });
      await changes(() => {
        finger('pointerdown', 200);
        finger('pointerdown', 300, 2);
        finger('pointermove', 400, 2);
        finger('pointerup', 400, 2);
        finger('pointerup', 200);
      });
      await changes(() => click('Toàn bộ thời gian'));
      expect(text('.span')).to.equal(whole);
    });

    it('leaves the wheel of who passes to the page', async () => {
      const { trendOf, find, text } = await setup({ results: [glucose(day(1), 5), glucose(day(4), 9)] });
      trendOf('Glucose máu');
      await waitUntil(() => find('.chart canvas') && text('.span') !== '');
      const event = new WheelEvent('wheel', { deltaY: 100, cancelable: true, bubbles: true });
      find('.chart')!.dispatchEvent(event);
      expect(event.defaultPrevented).to.equal(false);
    });

    it('takes analytes by ticking, up to eight, and none says so', async () => {
      const { element, open, find, text } = await setup({
        results: Array.from({ length: 10 }, (_, n) =>
          [1, 2].map((d) =>
            entry({ title: `Chất ${n}`, date: day(d), value: { text: '5', number: 5, unit: `u${n}` } }),
          ),
        ).flat(),
      });
      await open('results', 'Biểu đồ');
      await waitUntil(() => text('.chooser summary') === 'Chọn xét nghiệm (3)');
      const boxes = () => [...element.renderRoot.querySelectorAll<HTMLInputElement>('.chooser [type=checkbox]')];
      for (let ticked = 4; ticked <= 8; ticked++) {
        boxes()
          .find((one) => !one.checked)!
          .click();
        await waitUntil(() => text('.chooser summary') === `Chọn xét nghiệm (${ticked})`);
      }
      expect(boxes().filter((one) => one.disabled)).to.have.length(2);
      for (let left = 7; left >= 0; left--) {
        boxes()
          .find((one) => one.checked)!
          .click();
        await waitUntil(() => text('.chooser summary') === `Chọn xét nghiệm (${left})`);
      }
      await waitUntil(() => text('.trend').includes('Chọn ít nhất một xét nghiệm'));
      expect(find('.chart')).to.equal(null);
    });

    it('says that there is nothing to draw', async () => {
      const { open, text } = await setup({ results: [entry({ value: { text: 'Âm tính' } }), entry({ title: 'X' })] });
      await open('results', 'Biểu đồ');
      await waitUntil(() => text('.results-panel').includes('Không có kết quả dạng số'));
    });

    it('draws in other colours when the host goes dark', async () => {
      const { element, trendOf, find } = await setup({ results: [glucose(day(1), 5), glucose(day(4), 9)] });
      trendOf('Glucose máu');
      await waitUntil(() => find('.chart canvas'));
      const light = find<HTMLCanvasElement>('.chart canvas')!;
      element.toggleAttribute('dark', true);
      await waitUntil(() => find('.chart canvas') !== light);
    });

    it('leaves nothing behind', async () => {
      const { element, trendOf, find } = await setup({ results: [glucose(day(1), 5), glucose(day(4), 9)] });
      trendOf('Glucose máu');
      await waitUntil(() => find('.chart canvas'));
      element.remove();
      expect(find('.chart canvas')).to.equal(null);
    });
  });
});

const many = (count: number): RecordEntry[] =>
  Array.from({ length: count }, (_, at) =>
    entry({ title: `Xét nghiệm ${at}`, value: { text: String(at), number: at, unit: 'mmol/L' } }),
  );

async function setup(
  sections: { results?: RecordEntry[]; vitalSigns?: RecordEntry[] },
  { excerpting = false }: { excerpting?: boolean } = {},
) {
  const store = fakeRecordStore(readyRecord(sections));
  return { ...(await setupWith(store, excerpting)), store };
}

async function setupWith(store: RecordStore, excerpting = false) {
  const element = await fixture<RecordElement>(
    html`<diemcau-record .store=${store} ?excerpting=${excerpting}></diemcau-record>`,
  );
  const root = element.renderRoot;
  const find = <T extends Element = Element>(selector: string) => root.querySelector<T>(selector);
  const text = (selector: string) => (find(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const button = (word: string, within: ParentNode = root) =>
    [...within.querySelectorAll<HTMLElement>('button')].find(
      (one) => one.textContent!.trim() === word || one.getAttribute('aria-label') === word,
    )!;
  return {
    element,
    find,
    text,
    click: (word: string) => button(word).click(),
    open: async (section: string, word: string) => {
      button(word, find(`#${section}`)!).click();
      await waitUntil(() => find('diemcau-record-results > *'), 'the panel comes');
    },
    trendOf: (title: string) => button(`Xem xu hướng: ${title}`).click(),
    valueText: () => find('.chart')!.getAttribute('aria-valuetext'),
    key: async (key: string, more: KeyboardEventInit = {}) => {
      find('.chart')!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
      await nextFrame();
    },
    type: async (selector: string, query: string) => {
      const input = find<HTMLInputElement>(selector)!;
      input.value = query;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await nextFrame();
    },
  };
}
