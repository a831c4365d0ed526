import type { TokenProvider } from '@diemcau/sdk';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { acceptCompanion } from '../../internal/accept-companion.js';
import { openCompanion, type Companion } from '../../internal/companion.js';
import { mirroredEvents, type CompanionElement } from '../../internal/companion-messages.js';
import { DiemcauEvent } from '../../internal/event.js';
import type { Locale } from '../../internal/locale.js';
import type { Translation } from '../../internal/messages.js';
import { insecurePanel } from './insecure-panel.js';
import type vi from './network.messages.vi.js';
import { requestToken } from './request-token.js';

/** This machine's own names, which browsers trust as they do https. */
const loopback = /^(localhost|127\.0\.0\.1)$/;

/** What the network element lends to its companion. */
type Host = ReactiveControllerHost &
  HTMLElement & {
    gateway: string;
    networkKey: string;
    tokenUrl: string;
    locale: Locale;
    companion: boolean;
    tokenProvider?: TokenProvider;
  };

/** Both ends of the companion window, at the network element: the http page that opens it, and the page inside it. */
export class CompanionController implements ReactiveController {
  status: 'idle' | 'opening' | 'opened' | 'closed' | 'blocked' | 'not-https' = 'idle';
  /** In the companion window: origin of the page that opened it. */
  opener?: string;
  /** In the companion window: asks the page that opened it. */
  tokenProvider?: TokenProvider;
  #opened?: Companion;
  #inside?: AbortController;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostConnected(): void {
    if (this.host.companion && !this.#inside) void this.#workInside();
  }

  hostDisconnected(): void {
    this.#opened?.close();
    this.#inside?.abort();
    this.#opened = this.#inside = undefined;
  }

  /** What an http page shows instead of the connection. */
  panel(words: Translation<typeof vi>): TemplateResult {
    return insecurePanel({ companion: this, words, open: () => this.open() });
  }

  /** Opens the window; to be called in a click. */
  open(): void {
    const { host } = this;
    const { origin: gateway, protocol, hostname } = new URL(host.gateway, document.baseURI);
    if (protocol !== 'https:' && !loopback.test(hostname)) return this.#say('not-https');
    const elements = [...document.querySelectorAll<HTMLElement>('*')].filter(isOurs);
    this.#opened?.close();
    this.#opened = openCompanion({
      gateway,
      networkKey: host.networkKey,
      locale: host.locale,
      elements: elements.map(describe),
      tokenProvider: host.tokenProvider ?? requestToken(host.tokenUrl),
      mirror: (index, name, detail) => this.#mirror(elements[index] ?? host, name, detail),
      changed: (status) => this.#say(status),
    });
    this.#say(this.#opened ? 'opening' : 'blocked');
  }

  #mirror(element: HTMLElement, name: string, detail: unknown): void {
    if ((mirroredEvents as readonly string[]).includes(name)) element.dispatchEvent(new DiemcauEvent(name, detail));
  }

  async #workInside(): Promise<void> {
    this.#inside = new AbortController();
    const { signal } = this.#inside;
    const { origin, connect, tokenProvider, announce } = await acceptCompanion(signal);
    const { host } = this;
    this.opener = origin;
    this.tokenProvider = tokenProvider;
    host.gateway = location.origin;
    host.networkKey = connect.networkKey;
    host.locale = connect.locale as Locale;
    const shown = connect.elements.map(revive);
    for (const name of mirroredEvents) {
      host.addEventListener(
        name,
        (event) =>
          announce(
            shown.findIndex((element) => event.composedPath().includes(element)),
            name,
            (event as CustomEvent).detail,
          ),
        { signal },
      );
    }
    host.replaceChildren(...shown);
    host.requestUpdate();
  }

  #say(status: CompanionController['status']): void {
    this.status = status;
    this.host.requestUpdate();
  }
}

function isOurs(element: HTMLElement): boolean {
  return element.localName.startsWith('diemcau-') && element.localName !== 'diemcau-network';
}

function describe(element: HTMLElement, index: number): CompanionElement {
  const attributes = Object.fromEntries(
    [...element.attributes]
      .filter(({ name }) => !/^(style|class|id|network|on.*)$/.test(name))
      .map(({ name, value }) => [name, value]),
  );
  const { prefill } = element as HTMLElement & { prefill?: unknown };
  return { index, tag: element.localName, attributes, ...(prefill === undefined ? {} : { prefill }) };
}

function revive({ tag, attributes, prefill }: CompanionElement): HTMLElement {
  const element = document.createElement(/^diemcau-[a-z-]+$/.test(tag) ? tag : 'diemcau-unknown');
  for (const [name, value] of Object.entries(attributes))
    if (!/^(style|on.*)$/i.test(name)) element.setAttribute(name, value);
  if (prefill !== undefined) Object.assign(element, { prefill });
  return element;
}
