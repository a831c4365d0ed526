import type { LineTestState } from '@diemcau/sdk';
import { fakeLineTestStore } from '@diemcau/sdk/testing';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import './line-test.define.js';
import type { LineTestElement } from './line-test.js';

describe('diemcau-line-test', () => {
  it('is accessible before, during and after', async () => {
    const { element, store } = await setup();
    await expect(element).to.be.accessible();
    store.publish({
      status: 'running',
      steps: [
        { name: 'gateway', state: 'running' },
        { name: 'clock', state: 'pending' },
      ],
    });
    await element.updateComplete;
    await expect(element).to.be.accessible();
    store.publish(completed);
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  it('runs when told to', async () => {
    const { store, root } = await setup();
    root.querySelector('button')!.click();
    expect(store.requests).to.deep.equal([['run']]);
  });

  it('tells each step in a word, what was measured, and what to do', async () => {
    const { root } = await setup(completed);
    const words = root.textContent!.replace(/\s+/g, ' ');
    expect(words)
      .to.contain('độ trễ 320 ms')
      .and.contain('không đạt')
      .and.contain('Không có camera vẫn hội chẩn được')
      .and.contain('rtc/device-missing');
    expect(words).to.contain('Đường truyền đủ cho tiếng');
  });

  it('announces the result once the store is done', async () => {
    const { element, store } = await setup({ status: 'running' });
    const done = oneEvent(element, 'diemcau-line-test-completed');
    store.publish(completed);
    expect((await done).detail).to.deep.equal({ result: { verdict: 'audio', rtt: 320, up: 180, down: 300 } });
  });
});

const completed: LineTestState = {
  status: 'completed',
  steps: [
    { name: 'gateway', state: 'passed', facts: { rtt: 320 } },
    { name: 'camera', state: 'failed', code: 'rtc/device-missing' },
    { name: 'bandwidth', state: 'warning', facts: { up: 180, down: 300 } },
  ],
  result: { verdict: 'audio', rtt: 320, up: 180, down: 300 },
};

async function setup(state: Partial<LineTestState> = {}) {
  const store = fakeLineTestStore(state);
  const element = await fixture<LineTestElement>(
    html`<diemcau-line-test site-id="01001" .store=${store}></diemcau-line-test>`,
  );
  return { element, store, root: element.shadowRoot! };
}
