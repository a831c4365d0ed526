import type { RecordEntry, RecordSection } from '@diemcau/fhir';
import type { RecordStore } from '@diemcau/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Rows that one "show more" brings, and that a section shows at first. */
export const pageSize = 20;

interface Page {
  entries: readonly RecordEntry[];
  query: string;
  /** Where in the section the first of these stands, when it was jumped to. */
  from?: number;
  status: 'ready' | 'loading' | 'failed';
  /** No more of these. */
  complete: boolean;
}

/** What a person asked to see of each section beyond its first page. */
export class SectionPages implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #store: () => RecordStore | undefined;
  readonly #pages = new Map<RecordSection, Page>();
  readonly #asked = new Map<RecordSection, AbortController>();

  constructor(host: ReactiveControllerHost, store: () => RecordStore | undefined) {
    this.#host = host;
    this.#store = store;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.forget();
  }

  of(section: RecordSection): Page | undefined {
    return this.#pages.get(section);
  }

  /** Back to the first pages, e.g. after a reload. */
  forget(): void {
    for (const asked of this.#asked.values()) asked.abort();
    this.#asked.clear();
    this.#pages.clear();
  }

  /** Next rows of what is shown (the first page, or what was found). */
  async more(section: RecordSection, first: readonly RecordEntry[]): Promise<void> {
    const page: Partial<Page> = this.#pages.get(section) ?? {};
    const { entries = first.slice(0, pageSize), query = '', from } = page;
    await this.#load(section, query, entries, from);
  }

  /** The page on which the entry at a place stands. */
  async around(section: RecordSection, place: number): Promise<void> {
    await this.#load(section, '', [], Math.max(0, place - 3));
  }

  /** Back to the newest entries. */
  toStart(section: RecordSection): void {
    this.#asked.get(section)?.abort();
    this.#pages.delete(section);
    this.#host.requestUpdate();
  }

  /** Entries that match, accents aside; an empty query goes back to the first page. */
  async search(section: RecordSection, query: string): Promise<void> {
    if (query.trim() !== '') return this.#load(section, query, []);
    this.#asked.get(section)?.abort();
    this.#pages.delete(section);
    this.#host.requestUpdate();
  }

  async #load(section: RecordSection, query: string, before: readonly RecordEntry[], from?: number): Promise<void> {
    const store = this.#store();
    if (!store) return;
    this.#asked.get(section)?.abort();
    const asked = new AbortController();
    this.#asked.set(section, asked);
    const start = from === undefined ? {} : { from };
    this.#set(section, { entries: before, query, ...start, status: 'loading', complete: false });
    const options = {
      offset: (from ?? 0) + before.length,
      limit: pageSize,
      signal: asked.signal,
      ...(query ? { query } : {}),
    };
    try {
      const more = await store.page(section, options);
      if (!asked.signal.aborted)
        this.#set(section, {
          entries: [...before, ...more],
          query,
          ...start,
          status: 'ready',
          complete: more.length < pageSize,
        });
    } catch {
      if (!asked.signal.aborted)
        this.#set(section, { entries: before, query, ...start, status: 'failed', complete: false });
    }
  }

  #set(section: RecordSection, page: Page): void {
    this.#pages.set(section, page);
    this.#host.requestUpdate();
  }
}
