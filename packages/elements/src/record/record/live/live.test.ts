import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
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

async function setup() {
  const results = Array.from({ length: 40 }, (_, index) =>
    entry({ key: `Observation/${index}`, title: `Kết quả ${index}` }),
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
