import type * as Loader from './loader.js';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { fakeDiemcau, fakeWorklistStore } from '@diemcau/sdk/testing';
import { sampleCase } from './internal/sample-case.js';
import { loaderKey, waitingRootsKey } from './internal/loader-registry.js';
import { observeRoot } from './internal/observe-root.js';
import type { NetworkElement } from './network/network/network.js';
import type { WorklistElement } from './case/worklist/worklist.js';

/** The same module again, as a second version on the page would be. */
const secondCopy = new URL('./loader.js?second', import.meta.url).href;

describe('loader', () => {
  it('brings what is on the page before and after it, replays properties and calls, and looks into roots', async () => {
    const client = fakeDiemcau({ worklist: fakeWorklistStore({ items: [sampleCase()] }) });
    // Before the loader: created by a script, with properties set; and a shadow root that asked early.
    const early = document.createElement('diemcau-network') as NetworkElement;
    early.client = client;
    early.locale = 'en';
    document.body.append(early);
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const root = host.attachShadow({ mode: 'open' });
    root.append(document.createElement('diemcau-directory'));
    observeRoot(root);
    expect(window[waitingRootsKey]).to.have.length(1);
    expect(early.matches(':defined')).to.equal(false);

    const { observe } = await import('./loader.js');
    // Called before its element is defined.
    const connecting = early.connect();
    await customElements.whenDefined('diemcau-network');
    await connecting;
    expect(client.stores.network.requests).to.deep.equal([['connect']]);
    await waitUntil(() => early.shadowRoot!.textContent!.includes('Connected'));
    expect(Object.hasOwn(early, 'client')).to.equal(false);
    await customElements.whenDefined('diemcau-directory');
    expect(root.firstElementChild!.shadowRoot).not.to.equal(null);
    expect(window[waitingRootsKey]).to.equal(undefined);

    // Later, in a dialog that the page moves to its body.
    const dialog = document.createElement('div');
    const list = document.createElement('diemcau-worklist') as WorklistElement;
    dialog.append(list);
    document.body.append(dialog);
    await Promise.resolve();
    const next = list.selectNext();
    expect(await next).to.equal('case-1');
    await waitUntil(() => list.shadowRoot!.textContent!.includes('Incoming cases'));

    const late = (await fixture<HTMLElement>(html`<div></div>`)).attachShadow({ mode: 'open' });
    observe(late);
    late.append(document.createElement('diemcau-case-form'));
    await customElements.whenDefined('diemcau-case-form');
    early.remove();
    dialog.remove();
  });

  it('leaves the page to the first loader, and says so', async () => {
    const first = window[loaderKey];
    const said: string[] = [];
    const { info } = console;
    console.info = (text: string) => said.push(text);
    const second = (await import(secondCopy)) as typeof Loader;
    console.info = info;
    expect(window[loaderKey]).to.equal(first);
    expect(said.join()).to.contain('first');
    const root = (await fixture<HTMLElement>(html`<div></div>`)).attachShadow({ mode: 'open' });
    second.observe(root);
    root.append(document.createElement('diemcau-case'));
    await customElements.whenDefined('diemcau-case');
    await waitUntil(() => root.firstElementChild!.shadowRoot);
  });

  it('adds nothing to the page but one symbol', () => {
    expect(Object.keys(window).filter((key) => /diemcau/i.test(key))).to.deep.equal([]);
  });
});
