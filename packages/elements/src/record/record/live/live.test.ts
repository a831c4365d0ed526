import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { waitUntil } from '../../../../test/wait-until.js';
import { fakeRecordStore } from '@diemcau/sdk/testing';
import type { RecordElement, RecordPointer } from '../record.js';
import '../record.define.js';
import { RecordPointRequestEvent } from '../record.events.js';
import { entry, readyRecord } from '../record.fixture.js';

describe('looking at a record together', () => {
  it('is accessible', async () => {
    const { element } = await setup();
    element.pointer = at('Observation/30');
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  it('shows one line to the others', async () => {
    const { asked, press } = await setup();
    press('Chỉ cho mọi người xem dòng này: Kết quả 3');
    expect(asked.at(-1)).to.deep.equal({ section: 'results', entryKey: 'Observation/3' });
  });

  it('lets the others see where one scrolls and what one focuses, until it is put off', async () => {
    const { element, asked, press, row } = await setup();
    press('Cho mọi người thấy nơi tôi xem');
    await waitUntil(() => asked.length === 1);
    row(25).scrollIntoView({ block: 'start' });
    await waitUntil(() => (asked.at(-1)?.entryKey ?? '') >= 'Observation/25', 'a later row');
    row(27).querySelector('button')!.focus();
    expect(asked.at(-1)).to.deep.equal({ section: 'results', entryKey: 'Observation/27' });
    await element.updateComplete;
    press('Đang cho mọi người thấy nơi tôi xem');
    const told = asked.length;
    row(2).scrollIntoView({ block: 'start' });
    await nextFrame();
    await nextFrame();
    expect(asked.length).to.equal(told);
  });

  it('goes where another looks, not once the reader moves the view, and again when asked', async () => {
    const { element, press, text, row, inView } = await setup();
    element.pointerBy = 'BS. Lê Minh';
    element.pointer = at('Observation/30');
    await element.updateComplete;
    expect(text('.live')).to.contain('BS. Lê Minh đang xem: Kết quả xét nghiệm');
    await waitUntil(() => inView(30));
    row(30).dispatchEvent(new WheelEvent('wheel', { bubbles: true, composed: true }));
    element.pointer = at('Observation/1');
    await element.updateComplete;
    await nextFrame();
    expect(inView(30), 'is left where it reads').to.equal(true);
    press('Đi theo lại');
    await waitUntil(() => inView(1));
    expect(text('.live')).to.contain('Màn hình đang đi theo');
  });

  it('goes to a line that is on no page yet, and leaves the focus where it is', async () => {
    const { element, row, press } = await setup({ many: 400 });
    press('Chỉ cho mọi người xem dòng này: Kết quả 3');
    element.pointer = at('Observation/333');
    await waitUntil(() => row(333)?.matches('.followed'), 'the page of the line');
    expect(element.shadowRoot!.activeElement?.closest('[data-key]')).to.not.equal(row(333));
  });

  it('shows another the trend that one looks at, over the same time', async () => {
    const here = await setup();
    here.press('Xem xu hướng: Kết quả 5');
    // Charts come with their first use, which takes its time on a busy machine.
    await waitUntil(() => here.element.trendOf('results')?.from !== undefined, 'the chart', { timeout: 10_000 });
    const whole = here.element.trendOf('results')!;
    here.press('Phóng to');
    await waitUntil(() => here.element.trendOf('results')!.from !== whole.from);
    const trend = here.element.trendOf('results')!;
    here.element.remove();

    const there = await setup();
    there.element.pointer = { of: 'record', section: 'results', trend };
    await waitUntil(() => there.element.trendOf('results')?.from === trend.from, 'the same time');
    expect(there.element.trendOf('results')).to.deep.equal(trend);
  });

  it('does not lead who leads', async () => {
    const { element, press, text } = await setup();
    press('Cho mọi người thấy nơi tôi xem');
    element.pointer = at('Observation/30');
    await element.updateComplete;
    expect(text('.live')).to.contain('Đến đó').and.not.to.contain('Màn hình đang đi theo');
  });

  it('stops when the talk is over or the element goes', async () => {
    const { element, asked, press, row } = await setup();
    press('Cho mọi người thấy nơi tôi xem');
    await waitUntil(() => asked.length === 1);
    element.pointing = false;
    await element.updateComplete;
    row(20).scrollIntoView({ block: 'start' });
    await nextFrame();
    await nextFrame();
    expect(asked).to.have.length(1);
  });
});

const at = (entryKey: string): RecordPointer => ({ of: 'record', section: 'results', entryKey });

async function setup({ many = 40 } = {}) {
  const results = Array.from({ length: many }, (_, index) =>
    entry({
      key: `Observation/${index}`,
      title: `Kết quả ${index}`,
      // Ten of each analyte, a day apart.
      code: `urn:local|${index % 4}`,
      date: `2026-03-${String(((index >> 2) % 28) + 1).padStart(2, '0')}T08:00:00+07:00`,
      value: { text: String(index), number: index, unit: 'mmol/L' },
    }),
  );
  const store = fakeRecordStore(readyRecord({ results }));
  const element = await fixture<RecordElement>(
    html`<diemcau-record
      .store=${store}
      .sections=${[{ name: 'results', entries: undefined }]}
      pointing
    ></diemcau-record>`,
  );
  const asked: { section: string; entryKey?: string }[] = [];
  element.addEventListener(RecordPointRequestEvent.type, ({ detail }) => asked.push(detail));
  const root = element.shadowRoot!;
  const row = (number: number) => root.querySelector<HTMLElement>(`[data-key="Observation/${number}"]`)!;
  await waitUntil(() => row(19));
  root.querySelector<HTMLButtonElement>('.more')?.click();
  await waitUntil(() => row(39));
  // What is looked at together comes with the talk.
  await waitUntil(() => root.querySelector('.live'));
  return {
    element,
    asked,
    row,
    inView(number: number) {
      const { top, bottom } = row(number).getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    },
    press: (label: string) =>
      [...root.querySelectorAll('button')]
        .find((button) => (button.ariaLabel ?? button.textContent!.trim()) === label)!
        .click(),
    text: (selector: string) =>
      [...root.querySelectorAll(selector)].map(({ textContent }) => textContent!.replace(/\s+/g, ' ').trim()).join(' '),
  };
}
