import type { CaseView } from '@diemcau/sdk';

const closed = new Set(['completed', 'rejected', 'cancelled']);

/** Id of the next case after this one that still needs somebody; from the top when there is none below. */
export function nextOf(items: readonly CaseView[], caseId: string): string | undefined {
  const at = items.findIndex((item) => item.caseId === caseId);
  const needing = items.filter((item) => item.caseId !== caseId && !closed.has(item.state));
  return (needing.find((item) => items.indexOf(item) > at) ?? needing[0])?.caseId;
}
