import type { TokenProvider } from '@diemcau/sdk';
import {
  companionVersion,
  type CompanionConnect,
  type CompanionReady,
  type FromCompanion,
  type ToCompanion,
} from './companion-messages.js';

/** The companion window's end. */
export interface CompanionLink {
  /** Origin of the page that opened this window; must be one that the directory lists for the token's site. */
  origin: string;
  connect: CompanionConnect;
  tokenProvider: TokenProvider;
  announce: (index: number, name: string, detail: unknown) => void;
}

/** Waits for the page that opened this window and takes its port; the first one only. */
export function acceptCompanion(signal: AbortSignal): Promise<CompanionLink> {
  const opener = window.opener as Window | null;
  if (!opener) return Promise.reject(new Error('no opener'));
  return new Promise((resolve) => {
    function take(event: MessageEvent<CompanionConnect>): void {
      const [port] = event.ports;
      if (event.source !== opener || !port) return;
      if (event.data?.type !== 'diemcau-companion-connect' || event.data.version !== companionVersion) return;
      window.removeEventListener('message', take);
      resolve(link(event.origin, event.data, port, signal));
    }
    window.addEventListener('message', take, { signal });
    // Holds nothing, so it may go to whoever opened this window; who that was is checked in the answer.
    const ready: CompanionReady = { type: 'diemcau-companion-ready', version: companionVersion };
    opener.postMessage(ready, '*');
  });
}

function link(origin: string, connect: CompanionConnect, port: MessagePort, signal: AbortSignal): CompanionLink {
  const waiting = new Map<number, { resolve: (token: string) => void; reject: (error: Error) => void }>();
  let last = 0;
  const send = (message: FromCompanion) => port.postMessage(message);
  port.onmessage = ({ data }: MessageEvent<ToCompanion>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.type === 'token') asked?.resolve(data.token);
    else asked?.reject(new Error('the page that opened this window gave no token'));
  };
  window.addEventListener('pagehide', () => send({ type: 'closed' }), { signal });
  return {
    origin,
    connect,
    tokenProvider: ({ jkt, audience, signal: asking }) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        asking.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')), { once: true });
        send({ type: 'token-wanted', id, jkt, audience });
      }),
    announce: (index, name, detail) => send({ type: 'event', index, name, detail }),
  };
}
