import { dateParts } from './date-parts.js';

/** A FHIR date or instant as `dd/MM/yyyy`, at the precision it has: `2019` stays `2019`, `2019-05` becomes `05/2019`. */
export function dateText(date: string | undefined): string {
  if (!date) return '';
  const partial = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (partial) return [partial[3], partial[2], partial[1]].filter(Boolean).join('/');
  const at = dateParts(date);
  return at ? `${at.day}/${at.month}/${at.year}` : date;
}
