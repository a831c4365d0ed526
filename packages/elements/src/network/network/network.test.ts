import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { DiemcauError, isDiemcauError } from '@diemcau/protocol';
import type { NetworkState } from '@diemcau/sdk';
import { fakeDiemcau, fakeNetworkStore } from '@diemcau/sdk/testing';
import { ErrorEvent } from '../../internal/error.events.js';
import './network.define.js';
import type { NetworkElement } from './network.js';
import { NetworkConnectedEvent, NetworkDisconnectedEvent } from './network.events.js';

describe('diemcau-network', () => {
  for (const status of ['connecting', 'online', 'offline', 'refused', 'signed-out'] as const) {
    it(`is accessible while ${status}`, async () => {
      const { element } = await setup({ status, queued: 2, verification: 'unverified' });
      await expect(element).to.be.accessible();
    });
  }

  it('says whose line it is, that it is verified, and what waits on this device', async () => {
    const { status } = await setup({ queued: 3 });
    expect(status()).to.contain('Đã kết nối').and.contain('Trung tâm Y tế Cô Tô').and.contain('Đã xác minh');
    expect(status()).to.contain('3 mục lưu trên máy này, chưa gửi');
  });

  it('says "chưa xác minh" without a network key', async () => {
    const { status } = await setup({ verification: 'unverified' });
    expect(status()).to.contain('Chưa xác minh');
  });

  it('counts down to the next attempt and hastens it by a button', async () => {
    const { element, client, status } = await setup({ status: 'offline', retryAt: Date.now() + 12_500 });
    expect(status()).to.match(/tự thử lại sau 1[12] giây/);
    element.shadowRoot!.querySelector<HTMLButtonElement>('[part=retry]')!.click();
    expect(client.stores.network.requests).to.deep.equal([['connect']]);
  });

  it('sends what waits when asked', async () => {
    const { element, client } = await setup({ queued: 1 });
    element.shadowRoot!.querySelector<HTMLButtonElement>('[part=flush]')!.click();
    expect(client.stores.network.requests).to.deep.equal([['flush']]);
  });

  it('announces the connection after the store confirms it, and its loss', async () => {
    const { element, client } = await setup({ status: 'connecting' });
    setTimeout(() => client.stores.network.publish({ status: 'online' }));
    const connected = await oneEvent(element, NetworkConnectedEvent.type);
    expect(connected.detail).to.deep.equal({ siteId: '22345', verified: true });
    setTimeout(() => client.stores.network.publish({ status: 'offline' }));
    const lost = await oneEvent(element, NetworkDisconnectedEvent.type);
    expect(lost.detail).to.deep.equal({ reason: 'offline' });
  });

  it('tells a failure in the reader’s words and announces its code once', async () => {
    const { element, client } = await setup({ status: 'connecting' });
    const codes: unknown[] = [];
    element.addEventListener(ErrorEvent.type, (event) => codes.push(event.detail));
    const error = new DiemcauError('auth/token-refused');
    client.stores.network.publish({ status: 'refused', error });
    client.stores.network.publish({ queued: 1 });
    await waitUntil(() => element.shadowRoot!.querySelector('[part=error]'));
    expect(element.shadowRoot!.querySelector('[part=error]')!.textContent).to.contain('từ chối quyền truy cập');
    expect(codes).to.deep.equal([{ code: 'auth/token-refused', retryable: false }]);
  });

  it('switches language at once', async () => {
    const { element, status } = await setup({});
    element.locale = 'en';
    await element.updateComplete;
    expect(status()).to.contain('Connected').and.contain('Co To Medical Centre');
  });

  it('goes dark when told', async () => {
    const { element } = await setup({});
    element.theme = 'dark';
    await element.updateComplete;
    expect(element.hasAttribute('dark')).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('asks token-url on the page’s own origin with the key’s thumbprint and a custom header', async () => {
    const { requestToken } = await import('./request-token.js');
    const asked: [string, RequestInit][] = [];
    const original = window.fetch;
    window.fetch = (url, init) => (asked.push([String(url), init!]), Promise.resolve(Response.json({ token: 'abc' })));
    try {
      const call = { jkt: 'k', audience: 'https://g.example', signal: new AbortController().signal };
      expect(await requestToken('/his/token')(call)).to.equal('abc');
      const foreign = await requestToken('https://elsewhere.example/t')(call).catch((error: Error) => error.message);
      expect(foreign).to.contain('own origin');
      const base = Object.assign(document.createElement('base'), { href: 'https://elsewhere.example/deep/' });
      document.head.prepend(base);
      expect(await requestToken('/his/token')(call).finally(() => base.remove())).to.equal('abc');
    } finally {
      window.fetch = original;
    }
    expect(asked).to.have.length(2);
    expect(asked[1]![0]).to.equal(`${location.origin}/his/token`);
    expect(asked[0]![0]).to.equal(`${location.origin}/his/token`);
    expect(asked[0]![1]).to.deep.include({
      method: 'POST',
      credentials: 'same-origin',
      body: '{"jkt":"k","audience":"https://g.example"}',
    });
    expect((asked[0]![1].headers as Record<string, string>)['X-Diemcau']).to.equal('1');
  });

  for (const [status, code] of [
    [401, 'auth/token-refused'],
    [403, 'auth/token-refused'],
    [500, undefined],
  ] as const)
    it(`takes ${status} from token-url for ${code ?? 'a failure that may pass'}`, async () => {
      const { requestToken } = await import('./request-token.js');
      const original = window.fetch;
      window.fetch = () => Promise.resolve(new Response('{}', { status }));
      try {
        const call = { jkt: 'k', audience: 'https://g.example', signal: new AbortController().signal };
        const error = await requestToken('/his/token')(call).catch((caught: Error & { code?: string }) => caught);
        expect((error as { code?: string }).code).to.equal(code);
        expect(code === undefined || isDiemcauError(error)).to.equal(true);
      } finally {
        window.fetch = original;
      }
    });

  it('on an http page explains itself and opens the gateway’s own window on a click', async () => {
    Object.defineProperty(window, 'isSecureContext', { value: false, configurable: true });
    const { open } = window;
    const opened: unknown[] = [];
    const told: unknown[] = [];
    window.open = (...args) => (opened.push(args[0]), null);
    const element = await fixture<NetworkElement>(
      html`<diemcau-network
        gateway="https://gateway.example"
        token-url="/t"
        @diemcau-error=${({ detail }: ErrorEvent) => told.push(detail)}
      ></diemcau-network>`,
    );
    await waitUntil(() => element.shadowRoot!.querySelector('[part=open-companion]'));
    await expect(element).to.be.accessible();
    expect(told).to.deep.equal([{ code: 'network/insecure-context', retryable: false }]);
    element.shadowRoot!.querySelector<HTMLElement>('[part=open-companion]')!.click();
    await element.updateComplete;
    expect(opened).to.deep.equal(['https://gateway.example/companion']);
    expect(element.shadowRoot!.textContent).to.contain('Trình duyệt đã chặn cửa sổ');
    element.gateway = 'http://gateway.lan';
    await element.updateComplete;
    element.shadowRoot!.querySelector<HTMLElement>('[part=open-companion]')!.click();
    await element.updateComplete;
    expect(element.shadowRoot!.textContent).to.contain('chưa có địa chỉ https');
    // This machine's own is as safe as https.
    const own = await fixture<NetworkElement>(
      html`<diemcau-network gateway="http://localhost:8780" token-url="/t"></diemcau-network>`,
    );
    await waitUntil(() => own.shadowRoot!.querySelector('[part=open-companion]'));
    own.shadowRoot!.querySelector<HTMLElement>('[part=open-companion]')!.click();
    expect(opened.at(-1)).to.equal('http://localhost:8780/companion');
    window.open = open;
    Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
  });

  it('connects anew when it comes back after its client was closed', async () => {
    let asked = 0;
    const tokenProvider = () => (asked++, Promise.reject(new Error('no token here')));
    const element = await fixture<NetworkElement>(
      html`<diemcau-network gateway=${location.origin} .tokenProvider=${tokenProvider}></diemcau-network>`,
    );
    await waitUntil(() => asked > 0, 'first connection', { timeout: 10_000 });
    const { parentElement, shadowRoot } = element;
    element.remove();
    await waitUntil(() => !shadowRoot!.querySelector('[part=status]'), 'closed', { timeout: 5_000 });
    const before = asked;
    parentElement!.append(element);
    await waitUntil(() => asked > before, 'second connection', { timeout: 10_000 });
  });

  it('leaves no reader behind', async () => {
    const { element, client } = await setup({});
    element.remove();
    expect(client.stores.network.listeners).to.equal(0);
  });
});

async function setup(state: Partial<NetworkState>) {
  const client = fakeDiemcau({
    network: fakeNetworkStore({
      me: { siteId: '22345', sub: '001234/QN-CCHN', name: 'BS. Phạm Thị Hải Yến', scopes: [] },
      sites: [
        {
          id: '22345',
          name: 'Trung tâm Y tế Cô Tô',
          nameEn: 'Co To Medical Centre',
          level: 'lower',
          province: '22',
          specialties: [],
          keys: [],
          origins: [],
        },
      ],
      ...state,
    }),
  });
  const element = await fixture<NetworkElement>(
    html`<diemcau-network .client=${client}><p>Nội dung</p></diemcau-network>`,
  );
  await element.updateComplete;
  const status = () => element.shadowRoot!.querySelector('[part=status]')!.textContent!.replace(/\s+/g, ' ');
  return { element, client, status };
}
