import type { DiemcauError, ErrorCode } from '@diemcau/protocol';
import type { Diemcau, NetworkState, TokenProvider } from '@diemcau/sdk';
import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { errorNotice } from '../../internal/errors/error-notice.js';
import type { Locale } from '../../internal/locale.js';
import { LocalizedElement } from '../../internal/localized-element.js';
import { MessagesController } from '../../internal/messages-controller.js';
import { networkContext, noNetwork, type NetworkScope } from '../../internal/network-scope.js';
import { StoreController } from '../../internal/store-controller.js';
import { essential } from '../../internal/styles/essential.js';
import { TickController } from '../../internal/tick-controller.js';
import type { CompanionController } from './companion-controller.js';
import { MadeClient, type WantedClient } from './made-client.js';
import { NetworkConnectedEvent, NetworkDisconnectedEvent, type DisconnectReason } from './network.events.js';
import { networkMessages } from './network.messages.js';
import { styles } from './network.styles.js';
import { requestToken } from './request-token.js';
import { statusLine } from './status-line.js';

/** Connecting again for a moment is not worth an event; these are. */
const disconnected: Partial<Record<NetworkState['status'], DisconnectReason>> = {
  offline: 'offline',
  refused: 'refused',
  'signed-out': 'signed-out',
};

function failureOf(code: ErrorCode, retryable = false): DiemcauError {
  return { name: 'DiemcauError', code, retryable } as DiemcauError;
}

/**
 * Connects the elements in its care to a gateway, in the name of the HIS's signed-in user.
 *
 * @tag diemcau-network
 * @slot - the elements; they may also stand elsewhere and name it by `network="id"`
 * @fires {NetworkConnectedEvent} diemcau-network-connected - `{ siteId, verified }`
 * @fires {NetworkDisconnectedEvent} diemcau-network-disconnected - `{ reason }`
 * @fires {ErrorEvent} diemcau-error - `{ code, retryable }`
 * @csspart status - the status line
 * @csspart verification - whether the directory is verified
 * @csspart queued - what waits on this device
 * @csspart retry - the button that tries again
 * @csspart flush - the button that sends what waits
 * @csspart insecure - the panel of an http page
 * @cssprop [--diemcau-network-gap=8px] - room between the status line and the content
 */
export class NetworkElement extends LocalizedElement {
  static override styles = [...essential, styles];

  /** Origin of the gateway, e.g. `https://gateway.example.vn`. */
  @property() gateway = '';
  /** Thumbprint of the network key; without it the directory counts as unverified. */
  @property({ attribute: 'network-key' }) networkKey = '';
  /** Path on the page's own origin that answers `{ token }` to `POST { jkt, audience }`. */
  @property({ attribute: 'token-url' }) tokenUrl = '';
  /** Language of everything inside; may be switched at any time. */
  @property({ reflect: true }) locale: Locale = 'vi';
  /** Colours: `light`, `dark`, or `auto` to follow the system. */
  @property() theme: 'light' | 'dark' | 'auto' = 'light';
  /** Set on the gateway's own `/companion` page: works for the http page that opened this window. */
  @property({ type: Boolean }) companion = false;
  /** Asks the HIS for a token; without it `token-url` is asked. Set it before the element is connected. */
  @property({ attribute: false }) tokenProvider?: TokenProvider;
  /** The SDK's client; made from the attributes unless given. */
  @property({ attribute: false }) client?: Diemcau;

  @state() private failure?: DiemcauError;

  readonly #t = new MessagesController(this, networkMessages);
  /** Only on an http page, and on the gateway's own `/companion` page. */
  #companion?: CompanionController;
  #companionAsked = false;
  readonly #made = new MadeClient(
    this,
    () => this.#wanted(),
    () => this.#fail('network/unsupported-browser'),
  );
  readonly #provider = new ContextProvider(this, { context: networkContext, initialValue: noNetwork });
  readonly #network = new StoreController(
    this,
    () => this.#client?.network,
    (now, was) => this.#announce(now, was),
  );
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  #greeted?: Diemcau;
  #toldInsecure = false;
  #isStranger = false;

  constructor() {
    super();
    new TickController(
      this,
      1000,
      () => this.#network.state?.status === 'offline' && this.#network.state.retryAt !== undefined,
    );
  }

  override get currentLocale(): Locale {
    return this.locale === 'en' ? 'en' : 'vi';
  }

  override connectedCallback(): void {
    this.#dark.addEventListener('change', this.#provide);
    this.#provide();
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    this.#dark.removeEventListener('change', this.#provide);
    super.disconnectedCallback();
  }

  /** Starts, or hastens, the connection. Rejects with a `DiemcauError`. */
  async connect(): Promise<void> {
    await this.updateComplete;
    await this.#client?.network.connect();
  }

  /** Destroys the person's keys and what lies on this device; seals first what is signed and not sent. */
  async signOut(): Promise<void> {
    await this.#client?.signOut();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('gateway') || changed.has('client')) this.failure = undefined;
    if (this.companion || this.#insecure) void this.#bringCompanion();
  }

  protected override updated(): void {
    this.#provide();
    this.#greet();
    if (this.#insecure !== this.#toldInsecure) {
      this.#toldInsecure = this.#insecure;
      if (this.#insecure) this.announceError(failureOf('network/insecure-context'));
    }
  }

  get #client(): Diemcau | undefined {
    return this.client ?? this.#made.client;
  }

  get #insecure(): boolean {
    return !this.client && this.gateway !== '' && (!window.isSecureContext || !globalThis.crypto?.subtle);
  }

  /** What the elements are given; the same object as long as nothing changed. */
  readonly #provide = (): void => {
    const dark = this.theme === 'dark' || (this.theme === 'auto' && this.#dark.matches);
    const scope: NetworkScope = { client: this.#client, locale: this.currentLocale, scheme: dark ? 'dark' : 'light' };
    const now = this.#provider.value;
    if (now.client !== scope.client || now.locale !== scope.locale || now.scheme !== scope.scheme)
      this.#provider.setValue(scope);
    this.toggleAttribute('dark', dark);
  };

  #wanted(): WantedClient | undefined {
    const { gateway, networkKey, tokenUrl, companion } = this;
    if (this.client || !gateway || this.#insecure || this.#isStranger) return undefined;
    const tokenProvider =
      this.#companion?.tokenProvider ?? this.tokenProvider ?? (tokenUrl ? requestToken(tokenUrl) : undefined);
    if (!tokenProvider) return undefined;
    const key = JSON.stringify([gateway, networkKey, tokenUrl, companion]);
    return {
      key,
      options: { gateway, networkKey: networkKey || undefined, tokenProvider, locale: this.currentLocale },
    };
  }

  /** A client that was connected already when it was given is announced too. */
  #greet(): void {
    const client = this.#client;
    if (!client || client === this.#greeted) return;
    this.#greeted = client;
    const state = client.network.snapshot;
    if (state.status === 'online') this.#connected(state);
    this.announceError(state.error);
  }

  #announce(now: Readonly<NetworkState>, was: Readonly<NetworkState>): void {
    this.announceError(now.error);
    this.#refuseStranger(now);
    if (now.status === was.status) return;
    if (now.status === 'online') this.#connected(now);
    const reason = disconnected[now.status];
    if (reason && was.status === 'online') this.dispatchEvent(new NetworkDisconnectedEvent({ reason }));
  }

  /** What the gateway asks of the pages that call it is asked here of the page that opened this window: be one of the site's own. */
  #refuseStranger({ site }: Readonly<NetworkState>): void {
    const opener = this.#companion?.opener;
    if (!opener || !site || site.origins.includes(opener) || this.#isStranger) return;
    this.#isStranger = true;
    this.#fail('auth/origin-refused');
  }

  #connected(state: Readonly<NetworkState>): void {
    this.dispatchEvent(
      new NetworkConnectedEvent({ siteId: state.me?.siteId ?? '', verified: state.verification === 'verified' }),
    );
  }

  async #bringCompanion(): Promise<void> {
    if (this.#companionAsked) return;
    this.#companionAsked = true;
    try {
      const { CompanionController } = await import('./companion-controller.js');
      this.#companion = new CompanionController(this);
      this.requestUpdate();
    } catch {
      this.#fail('network/unreachable', true);
    }
  }

  #fail(code: ErrorCode, retryable?: boolean): void {
    this.failure = failureOf(code, retryable);
    this.announceError(this.failure);
  }

  #retry(): void {
    if (this.#insecure) {
      this.#companionAsked = false;
      this.failure = undefined;
    }
    // The store's state tells how it went.
    this.#client?.network.connect().catch(() => undefined);
  }

  protected override render(): TemplateResult {
    const { words } = this.#t;
    const state = this.#network.state;
    const locale = this.currentLocale;
    if (this.#insecure) {
      return html`${this.#companion?.panel(words) ?? errorNotice(this, this.failure, { retry: () => this.#retry() })}
        <div class="body" part="body"><slot></slot></div>`;
    }
    return html`
      ${
        state
          ? statusLine({
              state,
              words,
              locale,
              site: state.me ? (this.#client?.network.siteName(state.me.siteId, locale) ?? '') : '',
              retry: () => this.#retry(),
              flush: () => void this.#client?.network.flush().catch(() => undefined),
            })
          : nothing
      }
      ${errorNotice(this, this.failure ?? state?.error, {
        safe: words.queuedSafe,
        retry: state?.error?.retryable ? () => this.#retry() : undefined,
      })}
      <div class="body" part="body"><slot></slot></div>
    `;
  }
}
