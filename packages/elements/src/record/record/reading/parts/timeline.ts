import type { RecordFilter, RecordStore, TimelineKind, TimelinePage } from '@diemcau/sdk';

const pageSize = 40;

/** The timeline as far as it was turned. */
export class Timeline {
  page?: TimelinePage;
  status: 'idle' | 'loading' | 'ready' | 'failed' = 'idle';
  kinds: readonly TimelineKind[] = [];
  readonly #store: () => RecordStore | undefined;
  readonly #filter: () => RecordFilter | undefined;
  readonly #changed: () => void;
  #asked = 0;

  constructor(store: () => RecordStore | undefined, filter: () => RecordFilter | undefined, changed: () => void) {
    this.#store = store;
    this.#filter = filter;
    this.#changed = changed;
  }

  /** Only these kinds; none: all. */
  choose(kinds: readonly TimelineKind[]): Promise<void> {
    this.kinds = kinds;
    this.page = this.page && { ...this.page, groups: [], next: 0 };
    return this.more();
  }

  /** From the beginning: the record is another. */
  restart(): Promise<void> {
    this.page = undefined;
    return this.more();
  }

  async more(): Promise<void> {
    const asked = ++this.#asked;
    this.status = 'loading';
    this.#changed();
    const offset = this.page?.next ?? 0;
    const filter = this.#filter();
    const next = await this.#store()
      ?.look('timeline', { offset, limit: pageSize, kinds: this.kinds, ...(filter ? { filter } : {}) })
      .catch(() => undefined);
    if (asked !== this.#asked) return;
    this.status = next ? 'ready' : 'failed';
    if (next) this.page = joined(offset ? this.page : undefined, next);
    this.#changed();
  }
}

/** A group that goes on upon the next page stays one. */
function joined(page: TimelinePage | undefined, next: TimelinePage): TimelinePage {
  if (!page) return next;
  const [first, ...rest] = next.groups;
  const last = page.groups.at(-1);
  const goesOn = first && last && JSON.stringify(first.group) === JSON.stringify(last.group);
  const groups = goesOn
    ? [...page.groups.slice(0, -1), { group: last.group, items: [...last.items, ...first.items] }, ...rest]
    : [...page.groups, ...next.groups];
  return { ...next, groups };
}
