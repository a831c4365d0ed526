import type { RecordEntry } from '@diemcau/fhir';

/** Entries by their date, newest first; those of one moment keep their order, those without a date come last. */
export function newestFirst(entries: readonly RecordEntry[]): RecordEntry[] {
  const timed = entries.map((entry) => ({ entry, at: timeOf(entry) }));
  return timed.sort((one, other) => other.at - one.at).map(({ entry }) => entry);
}

/** Sites write different offsets: dates compare as moments, not as text. */
function timeOf({ date, endDate }: RecordEntry): number {
  const written = date ?? endDate;
  const at = written === undefined ? Number.NaN : Date.parse(written);
  return Number.isNaN(at) ? Number.MIN_SAFE_INTEGER : at;
}
