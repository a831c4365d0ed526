import type { DiemcauError } from '@diemcau/protocol';
import { LitElement } from 'lit';
import { ErrorEvent } from './error.events.js';
import type { Locale } from './locale.js';

/** A catalog in use: whether its words are here, and how to bring them. */
interface PendingWords {
  readonly ready: boolean;
  load(): Promise<void>;
}

/** An element with words: it waits for those of a newly chosen language, so that nothing flashes in the other one. */
export abstract class LocalizedElement extends LitElement {
  readonly #catalogs: PendingWords[] = [];
  #announced?: DiemcauError;

  /** The language that is shown now. */
  abstract get currentLocale(): Locale;

  /** @internal A catalog whose words must be here before the element renders. */
  addCatalog(catalog: PendingWords): void {
    this.#catalogs.push(catalog);
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    const coming = this.#catalogs.filter((catalog) => !catalog.ready);
    if (coming.length === 0) return super.scheduleUpdate();
    return Promise.all(coming.map((catalog) => catalog.load())).then(() => super.scheduleUpdate());
  }

  /** Announces a failure as `diemcau-error` `{ code, retryable }`, once for the same error. */
  protected announceError(error: DiemcauError | undefined): void {
    if (!error || error === this.#announced) return;
    this.#announced = error;
    this.dispatchEvent(new ErrorEvent({ code: error.code, retryable: error.retryable }));
  }
}
