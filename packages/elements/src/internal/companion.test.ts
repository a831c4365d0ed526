import { expect, waitUntil } from '@open-wc/testing';
import { acceptCompanion } from './accept-companion.js';
import { openCompanion } from './companion.js';
import type { CompanionConnect } from './companion-messages.js';

describe('companion window', () => {
  it('gives the port to the gateway’s exact origin only, and passes token and events over it', async () => {
    const { opened, options, from, restore } = setup();
    const companion = openCompanion(options)!;
    from(window, location.origin, { type: 'diemcau-companion-ready', version: 1 }); // another window
    from(opened, 'https://evil.example', { type: 'diemcau-companion-ready', version: 1 }); // another origin
    from(opened, 'https://gateway.example', { type: 'diemcau-companion-ready', version: 99 });
    expect(opened.sent).to.deep.equal([]);
    from(opened, 'https://gateway.example', { type: 'diemcau-companion-ready', version: 1 });
    expect(opened.sent).to.have.length(1);
    const [message, origin, [port]] = opened.sent[0]!;
    expect(origin).to.equal('https://gateway.example');
    expect(message).to.deep.include({ type: 'diemcau-companion-connect', networkKey: 'nk', locale: 'vi' });
    expect(options.said).to.deep.equal(['opened']);

    const answers: unknown[] = [];
    port!.onmessage = ({ data }) => answers.push(data);
    port!.postMessage({ type: 'token-wanted', id: 1, jkt: 'thumb', audience: 'https://gateway.example' });
    port!.postMessage({ type: 'event', index: 0, name: 'diemcau-case-selected', detail: { caseId: 'c1' } });
    await waitUntil(() => answers.length === 1 && options.mirrored.length === 1);
    expect(answers).to.deep.equal([{ type: 'token', id: 1, token: 'token-for-thumb' }]);
    expect(options.mirrored).to.deep.equal([[0, 'diemcau-case-selected', { caseId: 'c1' }]]);
    companion.close();
    restore();
  });

  it('says when the browser blocked the window', () => {
    const { options, restore } = setup();
    window.open = () => null;
    const companion = openCompanion(options);
    restore();
    expect(companion).to.equal(undefined);
  });

  it('inside, listens to its opener only, and asks it for tokens', async () => {
    const opener = { sent: [] as unknown[][], postMessage: (...args: unknown[]) => opener.sent.push(args) };
    Object.defineProperty(window, 'opener', { value: opener, configurable: true });
    const stop = new AbortController();
    const accepted = acceptCompanion(stop.signal);
    expect(opener.sent).to.deep.equal([[{ type: 'diemcau-companion-ready', version: 1 }, '*']]);
    const channel = new MessageChannel();
    const connect: CompanionConnect = {
      type: 'diemcau-companion-connect',
      version: 1,
      networkKey: 'nk',
      locale: 'en',
      elements: [],
    };
    const say = (source: unknown, ports: MessagePort[]) =>
      window.dispatchEvent(
        Object.defineProperty(
          new MessageEvent('message', { data: connect, origin: 'http://his.lan', ports }),
          'source',
          { value: source },
        ),
      );
    say(window, [new MessageChannel().port2]);
    say(opener, [channel.port2]);
    const link = await accepted;
    expect(link.origin).to.equal('http://his.lan');
    channel.port1.onmessage = ({ data }) =>
      data.type === 'token-wanted' &&
      channel.port1.postMessage({ type: 'token', id: data.id, token: `for ${data.jkt}` });
    const token = await link.tokenProvider({ jkt: 'thumb', audience: location.origin, signal: stop.signal });
    expect(token).to.equal('for thumb');
    channel.port1.onmessage = ({ data }) =>
      data.type === 'token-wanted' && channel.port1.postMessage({ type: 'token-failed', id: data.id });
    const failed = await link
      .tokenProvider({ jkt: 'thumb', audience: location.origin, signal: stop.signal })
      .catch((error: Error) => error);
    expect(failed).to.be.instanceOf(Error);
    stop.abort();
    channel.port1.close();
    Object.defineProperty(window, 'opener', { value: null, configurable: true });
  });
});

function setup() {
  type Sent = [CompanionConnect, string, MessagePort[]];
  const opened = { sent: [] as Sent[], postMessage: (...args: Sent) => opened.sent.push(args) };
  const { open } = window;
  window.open = () => opened as never;
  const said: string[] = [];
  const mirrored: unknown[] = [];
  const options = {
    gateway: 'https://gateway.example',
    networkKey: 'nk',
    locale: 'vi',
    elements: [],
    tokenProvider: ({ jkt }: { jkt: string }) => Promise.resolve(`token-for-${jkt}`),
    mirror: (...args: unknown[]) => mirrored.push(args),
    changed: (status: string) => said.push(status),
    said,
    mirrored,
  };
  const from = (source: unknown, origin: string, data: unknown) =>
    window.dispatchEvent(
      Object.defineProperty(new MessageEvent('message', { data, origin }), 'source', { value: source }),
    );
  return { opened, options, from, restore: () => (window.open = open) };
}
