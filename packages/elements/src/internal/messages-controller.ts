import type { ReactiveController } from 'lit';
import type { LocalizedElement } from './localized-element.js';
import type { Locale } from './locale.js';
import type { Catalog, Translation, Words } from './messages.js';

/** The words of an element in its present language. */
export class MessagesController<T extends Words = Words> implements ReactiveController {
  readonly #host: LocalizedElement;
  readonly #catalog: Catalog<T>;
  #settled?: Locale;
  #last?: Translation<T>;

  constructor(host: LocalizedElement, catalog: Catalog<T>) {
    this.#host = host;
    this.#catalog = catalog;
    host.addController(this);
    host.addCatalog(this);
  }

  hostConnected(): void {}

  /** Whether the words are here (or could not be had). */
  get ready(): boolean {
    const locale = this.#host.currentLocale;
    return this.#catalog.peek(locale) !== undefined || this.#settled === locale;
  }

  /** The words to render. */
  get words(): Translation<T> {
    // A property that was set before the element was defined reaches it only when it renders.
    if (!this.ready) void this.load().then(() => this.#host.requestUpdate());
    const words = this.#catalog.peek(this.#host.currentLocale) ?? this.#last ?? this.#catalog.peek('vi');
    if (!words) throw new Error('rendered before its words were loaded');
    return words;
  }

  /** Brings the words of the present language. */
  async load(): Promise<void> {
    const locale = this.#host.currentLocale;
    this.#last = await this.#catalog.load(locale);
    this.#settled = locale;
  }
}
