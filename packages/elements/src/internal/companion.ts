import type { TokenProvider } from '@diemcau/sdk';
import {
  companionVersion,
  type CompanionConnect,
  type CompanionElement,
  type CompanionReady,
  type FromCompanion,
  type ToCompanion,
} from './companion-messages.js';

interface Options {
  /** Origin of the gateway, https. */
  gateway: string;
  networkKey: string;
  locale: string;
  elements: CompanionElement[];
  tokenProvider: TokenProvider;
  /** Plays an event of the companion again on this page; index -1 is the network itself. */
  mirror: (index: number, name: string, detail: unknown) => void;
  changed: (status: 'opened' | 'closed') => void;
}

/** The http page's end of a companion window. */
export interface Companion {
  close(): void;
}

/** Opens `/companion` on the gateway's own origin; must be called in a click. Undefined when the browser blocked it. */
export function openCompanion(options: Options): Companion | undefined {
  const { gateway, networkKey, locale, elements, changed } = options;
  const opened = window.open(`${gateway}/companion`, 'diemcau-companion', 'popup,width=1280,height=860');
  if (!opened) return undefined;
  const abort = new AbortController();
  let port: MessagePort | undefined;

  function connect(event: MessageEvent<CompanionReady>): void {
    if (event.source !== opened || event.origin !== gateway) return;
    if (event.data?.type !== 'diemcau-companion-ready' || event.data.version !== companionVersion) return;
    port?.close(); // the window was reloaded: a new channel
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = ({ data }: MessageEvent<FromCompanion>) => void answer(data);
    const message: CompanionConnect = {
      type: 'diemcau-companion-connect',
      version: companionVersion,
      networkKey,
      locale,
      elements,
    };
    opened!.postMessage(message, gateway, [channel.port2]);
    changed('opened');
  }

  async function answer(message: FromCompanion): Promise<void> {
    if (message.type === 'event') return options.mirror(message.index, message.name, message.detail);
    if (message.type === 'closed') return changed('closed');
    const { id, jkt, audience } = message;
    const send = (reply: ToCompanion) => port?.postMessage(reply);
    try {
      send({ type: 'token', id, token: await options.tokenProvider({ jkt, audience, signal: abort.signal }) });
    } catch {
      send({ type: 'token-failed', id });
    }
  }

  window.addEventListener('message', connect);
  return {
    close() {
      abort.abort();
      window.removeEventListener('message', connect);
      port?.close();
    },
  };
}
