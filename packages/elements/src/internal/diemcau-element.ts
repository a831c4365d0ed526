import type { Diemcau } from '@diemcau/sdk';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Locale } from './locale.js';
import { LocalizedElement } from './localized-element.js';
import { ProviderController } from './provider-controller.js';

/** What every element shares: its provider, its language, its scheme, and how it announces a failure. */
export class DiemcauElement extends LocalizedElement {
  /** Id of the `<diemcau-network>` to use; without it the nearest ancestor, else the document's only one. */
  @property() network?: string;
  /** Language of this element alone; without it the provider's. */
  @property() locale?: Locale;

  readonly #provider = new ProviderController(this);

  /** The client of the provider. */
  protected get client(): Diemcau | undefined {
    return this.#provider.scope.client;
  }

  /** Whether no provider of this page names a gateway: what needs none works all the same. */
  protected get standsAlone(): boolean {
    const { provider } = this.#provider;
    return (
      !this.client &&
      !(provider as (Element & { gateway?: string }) | null)?.gateway &&
      !provider?.getAttribute('gateway')
    );
  }

  override get currentLocale(): Locale {
    return this.locale ?? this.#provider.scope.locale;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.lang !== this.currentLocale) this.lang = this.currentLocale;
    const dark = this.#provider.scope.scheme === 'dark';
    if (this.#provider.provider) this.toggleAttribute('dark', dark);
  }
}
