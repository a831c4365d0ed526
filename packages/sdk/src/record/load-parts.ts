import { DiemcauError } from '@diemcau/protocol';
import { bodyBytes } from '../internal/body-bytes.js';
import type { Reading } from './create-record-store.js';
import type { RecordDeps } from './record-deps.types.js';
import type { MissingPart, RecordPart } from './record.types.js';

/** The incomplete record of a source that gave nothing: it must not look as though it held nothing. */
const unreadable = [{ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'incomplete' }] }] as const;

/**
 * Reads the sources of one record after another. One that gives nothing is told in `missing`, and no section is then whole.
 * @throws DiemcauError `record/patient-conflict` when the sources are of several patients; why the first failed when all did
 */
export async function loadParts(
  deps: Pick<RecordDeps, 'fetch'>,
  parts: readonly RecordPart[],
  reading: Reading,
): Promise<void> {
  const missing: MissingPart[] = [];
  const failures: DiemcauError[] = [];
  for (const part of parts) {
    try {
      missing.push(...(await loadPart(deps, part, reading)));
    } catch (caught) {
      const error = DiemcauError.from(caught, 'record/malformed');
      if (parts.length === 1 || error.code === 'record/patient-conflict' || reading.signal.aborted) throw error;
      failures.push(error);
      missing.push({ code: error.code, ...(part.from === undefined ? {} : { from: part.from }) });
    }
    if (missing.length > 0) reading.publish({ missing: [...missing] });
  }
  if (failures[0] && failures.length === parts.length) throw failures[0];
  if (failures.length > 0) await reading.add(unreadable, 'source');
}

async function loadPart(deps: Pick<RecordDeps, 'fetch'>, part: RecordPart, reading: Reading): Promise<MissingPart[]> {
  const { from } = part;
  if ('source' in part) await reading.add(part.source, 'source', undefined, from);
  else if ('src' in part) await addUrl(deps, part.src, reading, from);
  else {
    const { loadServer } = await import('./server/load-server.js');
    return loadServer({ fetch: deps.fetch, server: part.server, ...(from === undefined ? {} : { from }) }, reading);
  }
  return [];
}

async function addUrl(
  { fetch }: Pick<RecordDeps, 'fetch'>,
  src: string,
  reading: Reading,
  from?: string,
): Promise<void> {
  const early = reading.early('source');
  const url = new URL(src, globalThis.location?.href).href;
  const response = await fetch(url, { credentials: 'same-origin', signal: reading.signal }).catch((cause: unknown) => {
    throw new DiemcauError('network/unreachable', { cause });
  });
  if (!response.ok)
    throw new DiemcauError(response.status === 404 ? 'request/not-found' : 'network/unreachable', {
      facts: { status: response.status },
    });
  await reading.add(await bodyBytes(response, early.take), 'source', early, from);
}
