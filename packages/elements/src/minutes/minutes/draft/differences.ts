import type { MinutesDraft } from '@diemcau/fhir';

type Field = Exclude<keyof MinutesDraft, 'caseId' | 'amends' | 'patient'>;

/** Fields in which two versions differ, with each one's text. */
export function differences(
  mine: MinutesDraft,
  theirs: MinutesDraft,
): { field: Field; mine: string; theirs: string }[] {
  const fields = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].filter(
    (field) => field !== 'caseId' && field !== 'amends' && field !== 'patient',
  ) as Field[];
  return fields
    .filter((field) => JSON.stringify(mine[field]) !== JSON.stringify(theirs[field]))
    .map((field) => ({ field, mine: plainText(mine[field]), theirs: plainText(theirs[field]) }));
}

/** What a person reads of a value: its texts, one line per item. */
function plainText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(plainText).join('\n');
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([key]) => key !== 'siteId' && key !== 'sub' && key !== 'sourceRef' && key !== 'system')
      .map(([, part]) => plainText(part))
      .filter(Boolean)
      .join(' · ');
  return String(value);
}
