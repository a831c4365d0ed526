import type { CaseView } from '@diemcau/sdk';
import { matchesText } from '../../internal/matches-text.js';

/** Which cases are shown. */
export type Show = 'open' | 'waiting' | 'closed' | 'all';

const closed = new Set(['completed', 'rejected', 'cancelled']);

function shown(item: CaseView, show: Show): boolean {
  if (show === 'all') return true;
  if (show === 'waiting') return item.state === 'sent' || item.state === 'information-needed';
  return closed.has(item.state) === (show === 'closed');
}

function text(item: CaseView, siteName: (id: string) => string): string {
  const { patient, question, specialty } = item.request;
  return [
    patient.name,
    ...patient.identifiers.map(({ value }) => value),
    specialty,
    question,
    siteName(item.requestingSite),
    ...item.consultedSites.map(siteName),
  ].join(' ');
}

/** The cases that match, in the store's order (most urgent first). */
export function filterCases(
  items: readonly CaseView[],
  query: string,
  show: Show,
  siteName: (id: string) => string,
): CaseView[] {
  return items.filter((item) => shown(item, show) && (query === '' || matchesText(text(item, siteName), query)));
}
