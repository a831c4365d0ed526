import type { DiemcauError } from '@diemcau/protocol';
import type { Diemcau } from '@diemcau/sdk';
import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { ErrorEvent } from './error.events.js';
import type { Locale } from './locale.js';
import { ProviderController } from './provider-controller.js';

/** A catalog in use: whether its words are here, and how to bring them. */
interface PendingWords {
  readonly ready: boolean;
  load(): Promise<void>;
}

/** What every element shares: its provider, its language, its scheme, and how it announces a failure. */
export class DiemcauElement extends LitElement {
  /** Id of the `<diemcau-network>` to use; without it the nearest ancestor, else the document's only one. */
  @property() network?: string;
  /** Language of this element alone; without it the provider's. */
  @property({ attribute: 'locale' }) locale?: Locale;

  readonly #provider = new ProviderController(this);
  readonly #catalogs: PendingWords[] = [];

  /** The client of the provider. */
  protected get client(): Diemcau | undefined {
    return this.#provider.scope.client;
  }

  /** The language that is shown now. */
  get currentLocale(): Locale {
    return this.locale ?? this.#provider.scope.locale;
  }

  /** @internal A catalog whose words must be here before the element renders. */
  addCatalog(catalog: PendingWords): void {
    this.#catalogs.push(catalog);
  }

  /** Waits for the words of a newly chosen language, so that nothing flashes in the other one. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const coming = this.#catalogs.filter((catalog) => !catalog.ready);
    if (coming.length === 0) return super.scheduleUpdate();
    return Promise.all(coming.map((catalog) => catalog.load())).then(() => super.scheduleUpdate());
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#showScheme();
    const language = this.currentLocale;
    if (this.shadowRoot && this.getAttribute('lang') !== language) this.setAttribute('lang', language);
  }

  /** Announces a failure as `diemcau-error` `{ code, retryable }`. */
  protected announceError(error: DiemcauError): void {
    this.dispatchEvent(new ErrorEvent({ code: error.code, retryable: error.retryable }));
  }

  #showScheme(): void {
    const { scheme } = this.#provider.scope;
    if (scheme === 'dark') this.setAttribute('scheme', 'dark');
    else if (this.#provider.provider) this.removeAttribute('scheme');
  }
}
