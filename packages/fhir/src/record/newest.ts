import type { Json } from '../internal/json.js';
import { asObject } from '../internal/json.js';
import type { RecordSection } from './record.types.js';

/** Elements that say when, the likeliest first. */
const dates = [
  'effectiveDateTime',
  'authoredOn',
  'recordedDate',
  'performedDateTime',
  'issued',
  'onsetDateTime',
  'occurrenceDateTime',
  'date',
  'started',
  'created',
  'createdDateTime',
  'effectiveInstant',
] as const;
const periods = ['effectivePeriod', 'period', 'performedPeriod'] as const;

/** The date that a resource looks to have, for choosing what to read first; `''` when none is seen. */
export function looksDated(resource: Json): string {
  for (const name of dates) {
    const value = resource[name];
    if (typeof value === 'string') return value;
  }
  for (const name of periods) {
    const start = resource[name] === undefined ? undefined : asObject(resource[name])?.['start'];
    if (typeof start === 'string') return start;
  }
  return '';
}

/** Keeps the newest few of each section. */
export class Newest<Item> {
  readonly #limit: number;
  readonly #of = new Map<RecordSection, { date: string; item: Item }[]>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes an item in if it is among the newest so far. */
  add(section: RecordSection, date: string, item: Item): void {
    let kept = this.#of.get(section);
    if (!kept) this.#of.set(section, (kept = []));
    let at = kept.length;
    while (at > 0 && kept[at - 1]!.date < date) at -= 1;
    if (at >= this.#limit) return;
    kept.splice(at, 0, { date, item });
    if (kept.length > this.#limit) kept.pop();
  }

  /** The newest of a section, newest first. */
  of(section: RecordSection): Item[] {
    return (this.#of.get(section) ?? []).map(({ item }) => item);
  }
}
