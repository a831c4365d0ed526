import type { RecordEntry, RecordSection } from '@diemcau/fhir';
import type { RecordStore, ResultRows } from '@diemcau/sdk';

/** Entries of one page asked of the worker. */
export const rowsPerPage = 100;
/** Pages kept: older ones are asked again when they come back into sight. */
const keptPages = 40;

/** A long list of results, by pages as they come into sight. */
export class PagedRows {
  readonly #pages = new Map<number, ResultRows>();
  readonly #asked = new Map<number, AbortController>();
  readonly #ask: (offset: number, signal: AbortSignal) => Promise<ResultRows>;
  readonly #changed: () => void;
  /** Entries and table lines of the whole list, once known. */
  total?: number;
  lines = 0;
  failed = false;
  #needed: readonly number[] = [0];

  constructor(
    store: RecordStore,
    of: { section: RecordSection; query: string; abnormal: boolean },
    changed: () => void,
  ) {
    this.#ask = (offset, signal) => store.results({ of: 'rows', ...of, offset, limit: rowsPerPage }, { signal });
    this.#changed = changed;
  }

  /** An entry and its line in the table, when its page is here. */
  at(index: number): { entry: RecordEntry; line: number } | undefined {
    const page = this.#pages.get(Math.floor(index / rowsPerPage));
    const entry = page?.entries[index % rowsPerPage];
    if (!page || !entry) return undefined;
    let line = page.linesBefore;
    for (let before = 0; before < index % rowsPerPage; before++) line += 1 + (page.entries[before]!.parts?.length ?? 0);
    return { entry, line };
  }

  get loaded(): readonly RecordEntry[] {
    return [...this.#pages.values()].flatMap(({ entries }) => entries);
  }

  /** Brings what is in sight, and lets go of what no longer is. */
  need(indexes: readonly number[]): void {
    this.#needed = indexes;
    const pages = new Set(indexes.map((index) => Math.floor(index / rowsPerPage)));
    for (const [page, asked] of this.#asked)
      if (!pages.has(page)) {
        asked.abort();
        this.#asked.delete(page);
      }
    if (this.failed) return;
    for (const page of pages) if (!this.#pages.has(page) && !this.#asked.has(page)) void this.#bring(page);
  }

  retry(): void {
    this.failed = false;
    this.need(this.#needed);
    this.#changed();
  }

  stop(): void {
    for (const asked of this.#asked.values()) asked.abort();
    this.#asked.clear();
  }

  async #bring(page: number): Promise<void> {
    const asked = new AbortController();
    this.#asked.set(page, asked);
    try {
      const rows = await this.#ask(page * rowsPerPage, asked.signal);
      if (asked.signal.aborted) return;
      this.#pages.set(page, rows);
      this.total = rows.total;
      this.lines = rows.lines;
      const [oldest] = this.#pages.keys();
      if (this.#pages.size > keptPages && oldest !== undefined) this.#pages.delete(oldest);
    } catch {
      if (asked.signal.aborted) return;
      this.failed = true;
    }
    this.#asked.delete(page);
    this.#changed();
  }
}
