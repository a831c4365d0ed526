import type { EntryFlag, RecordEntry } from '@diemcau/fhir';
import type { RecordMessages } from './record.messages.js';

/** What a flag stands on: an order in draft is no preliminary result, a drug on hold has not ended. */
export type FlagBearer = Partial<Pick<RecordEntry, 'key' | 'status'>>;

/** A flag in the word that fits the status it was read from, else the kind of thing it stands on. */
export function flagWord(flag: EntryFlag, { key = '', status = '' }: FlagBearer, t: RecordMessages): string {
  const fitting = t.flagsOf[flag];
  return fitting?.[status] ?? fitting?.[key.slice(0, key.indexOf('/'))] ?? t.flags[flag];
}
