import type { CaseRequest } from '@diemcau/fhir';

/** Takes from a prefill only what is still empty: what a person typed is never replaced. */
export function fillEmpty(value: Partial<CaseRequest>, prefill: Partial<CaseRequest>): Partial<CaseRequest> {
  const filled: Record<string, unknown> = { ...value };
  for (const [field, found] of Object.entries(prefill)) {
    if (isEmpty(filled[field])) filled[field] = found;
  }
  return filled;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && 'identifiers' in value && (value as { name?: string }).name === '';
}
