import type { EntryValue, RecordEntry } from '@diemcau/fhir';

/** An entry in one line of plain text, as it goes into minutes: title, value with unit and mark, date. */
export function entryText({ title, value, parts = [], date }: RecordEntry, dateText: (date: string) => string): string {
  const members = parts.map((part) => `${part.title} ${valueText(part.value)}`.trim());
  const when = date ? ` (${dateText(date)})` : '';
  const what = [valueText(value), ...members].filter(Boolean).join('; ');
  return `${title}${what ? `: ${what}` : ''}${when}`;
}

const letters = {
  'critical-low': 'LL',
  low: 'L',
  normal: '',
  high: 'H',
  'critical-high': 'HH',
  abnormal: 'A',
  'critical-abnormal': 'AA',
} as const;

function valueText(value: EntryValue | undefined): string {
  if (!value) return '';
  return [value.text, value.unit, value.mark && letters[value.mark]].filter(Boolean).join(' ');
}
