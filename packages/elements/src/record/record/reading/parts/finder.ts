import type { RecordFindings, RecordStore } from '@diemcau/sdk';

/** Hits of a section that are shown. */
const hitsPerSection = 8;

/** What a search of the whole record found; one question at a time, the newest words next. */
export class Finder {
  query = '';
  found?: RecordFindings;
  status: 'idle' | 'searching' | 'found' | 'failed' = 'idle';
  readonly #store: () => RecordStore | undefined;
  readonly #changed: () => void;
  #asking = false;
  #all = false;

  constructor(store: () => RecordStore | undefined, changed: () => void) {
    this.#store = store;
    this.#changed = changed;
  }

  /** Whether every hit of each section was asked for. */
  get all(): boolean {
    return this.#all;
  }

  search(query: string, all = false): void {
    if (query !== this.query) this.found = query.trim() ? this.found : undefined;
    this.query = query;
    this.#all = all;
    this.status = query.trim() ? 'searching' : 'idle';
    this.#changed();
    void this.#ask();
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    // Words that were typed meanwhile are asked for when the answer to the ones before is there: none is waited for in vain.
    for (let asked: string | undefined; this.query.trim() && asked !== this.#name();) {
      asked = this.#name();
      const limit = this.#all ? 500 : hitsPerSection;
      const found = await this.#store()
        ?.look('find', { query: this.query, limit })
        .catch(() => undefined);
      if (asked !== this.#name()) continue;
      this.found = found;
      this.status = found ? 'found' : 'failed';
      this.#changed();
    }
    this.#asking = false;
  }

  #name(): string {
    return `${this.query}\n${this.#all}`;
  }
}
