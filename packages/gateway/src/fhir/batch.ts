import { DiemcauError, isDiemcauError, maxBatchEntries, type WireResource } from '@diemcau/protocol';
import type { Principal } from '../internal/principal.types.js';
import type { FhirRouter } from './router.js';
import { operationOutcome } from './outcome.js';

interface Entry {
  fullUrl?: string;
  resource?: WireResource;
  request?: { method?: string; url?: string };
}

/** Serves the entries of a FHIR batch one after another, each in its own transaction; one that fails does not touch the others. */
export async function serveBatch(
  route: FhirRouter,
  who: Principal,
  body: unknown,
  onUnexpected: (error: unknown) => void,
): Promise<WireResource> {
  const { resourceType, type, entry = [] } = (body ?? {}) as { resourceType?: string; type?: string; entry?: Entry[] };
  if (resourceType !== 'Bundle' || type !== 'batch' || !Array.isArray(entry))
    throw new DiemcauError('request/invalid', { at: 'Bundle' });
  if (entry.length > maxBatchEntries)
    throw new DiemcauError('request/too-large', {
      at: 'Bundle.entry',
      facts: { entries: entry.length, most: maxBatchEntries },
    });
  const answers: object[] = [];
  for (const one of entry) answers.push(await serveEntry(route, who, one, onUnexpected));
  return { resourceType: 'Bundle', type: 'batch-response', entry: answers };
}

async function serveEntry(route: FhirRouter, who: Principal, entry: Entry, onUnexpected: (error: unknown) => void) {
  try {
    const { method, url } = entry?.request ?? {};
    if (typeof method !== 'string' || typeof url !== 'string')
      throw new DiemcauError('request/invalid', { at: 'Bundle.entry.request' });
    const key = /^urn:uuid:(.+)$/.exec(entry.fullUrl ?? '')?.[1];
    const path = url.startsWith('/') ? url : `/${url}`;
    const { status, resource, etag } = await route(who, {
      method,
      url: path,
      body: entry.resource,
      idempotencyKey: key,
    });
    return { resource, response: { status: String(status), ...(etag ? { etag } : {}) } };
  } catch (error) {
    if (!isDiemcauError(error)) onUnexpected(error);
    const known = DiemcauError.from(error);
    return { response: { status: String(known.status), outcome: operationOutcome(known) } };
  }
}
