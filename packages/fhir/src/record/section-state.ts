import type { RecordEntry, SectionState } from './record.types.js';
import type { Absence } from './absent.js';

/** What is known of one section when all resources were read. */
export interface SectionFacts {
  entries: readonly RecordEntry[];
  /** Absence that entries state, by key. */
  absences: ReadonlyMap<string, Absence>;
  reason?: string;
  /** Resources of the section that could not be read or are not in the source. */
  missing: number;
  /** More pages exist. */
  truncated: boolean;
}

/** The state of a section: `empty` only where the source states so. */
export function sectionState(facts: SectionFacts): { state: SectionState; reason?: string } {
  const { entries, absences, reason, missing } = facts;
  const real =
    absences.size === 0
      ? entries.length > 0
      : entries.some(({ key }) => absences.get(key) === undefined || absences.get(key) === 'some-nil');
  if (real) {
    if (missing > 0) return { state: 'truncated', reason: 'set-aside' };
    return facts.truncated
      ? { state: 'truncated', reason: 'more-pages' }
      : { state: 'loaded', ...(reason ? { reason } : {}) };
  }
  if (missing > 0) return { state: 'failed', reason: 'set-aside' };
  if (entries.some(({ key }) => absences.get(key) === 'nil')) return { state: 'empty', reason: 'nilknown' };
  if (reason === 'nilknown') return { state: 'empty', reason };
  if (reason === 'withheld') return { state: 'hidden', reason };
  if (facts.truncated) return { state: 'truncated', reason: 'more-pages' };
  if (entries.length > 0) return { state: 'not-provided', reason: 'no-information' };
  return { state: 'not-provided', ...(reason ? { reason } : {}) };
}
