import { DiemcauError, extensions, type WireResource } from '@diemcau/protocol';
import { extensionOf, type Extended } from '../internal/extension-of.js';
import { isOffline } from '../internal/is-offline.js';
import { copyEnds, keepCopy, readCopy } from './copy/record-copy.js';
import type { Reading } from './create-record-store.js';
import { keptSource } from './kept-source.js';
import type { RecordDeps } from './record-deps.types.js';
import type { RecordStoreState } from './record.types.js';

interface DocumentReference extends WireResource, Extended {
  date?: string;
  meta?: { lastUpdated?: string };
  content?: { attachment?: { url?: string } }[];
  custodian?: { identifier?: { value?: string } };
}

type Deps = Pick<RecordDeps, 'http' | 'keep' | 'session' | 'copies'>;

/** Milliseconds after which a copy on this device is shown while the gateway is still asked. */
const patience = 4_000;

/**
 * The record of a case: this site's own kept source while it is not shared, else the shared documents in their order; where they
 * cannot be reached, the copy of them on this device.
 * @param late the gateway answered after the copy was shown: read again
 */
export async function loadShared(deps: Deps, caseId: string, reading: Reading, late: () => void): Promise<void> {
  const { copies, keep } = deps;
  const listing = listDocuments(deps, caseId, reading.signal);
  listing.catch(() => undefined);
  const own = () => keptSource(keep, caseId).catch(() => undefined);
  try {
    const listed = await within(listing, patience);
    if (listed === undefined && (await readOwn(await own(), reading))) return;
    if (listed === undefined && (await readCopy(copies, caseId, reading))) {
      void listing.then(late, () => undefined);
      return;
    }
    const documents = listed ?? (await listing);
    if (await readOwn(await own(), reading)) return;
    if (documents.length === 0) {
      void copies.drop(caseId).catch(() => undefined);
      throw new DiemcauError('record/not-shared');
    }
    await readDocuments(deps, caseId, documents, reading);
  } catch (caught) {
    const error = DiemcauError.from(caught);
    if (error.code === 'record/share-ended') void copies.drop(caseId).catch(() => undefined);
    if (!isOffline(error) || reading.signal.aborted) throw error;
    if ((await readOwn(await own(), reading)) || (await readCopy(copies, caseId, reading))) return;
    reading.publish({ offline: { state: 'none' } });
    throw error;
  }
}

async function readOwn(source: string | undefined, reading: Reading): Promise<boolean> {
  if (source === undefined) return false;
  reading.publish({ share: undefined, offline: undefined });
  await reading.add(source, 'source');
  return true;
}

async function listDocuments(
  { http, session }: Pick<Deps, 'http' | 'session'>,
  caseId: string,
  signal: AbortSignal,
): Promise<readonly DocumentReference[]> {
  await session.me({ signal });
  const found = await http.search(
    'DocumentReference',
    { related: `ServiceRequest/${caseId}`, category: 'record' },
    { signal },
  );
  return (found as DocumentReference[])
    .filter(({ resourceType }) => resourceType === 'DocumentReference')
    .sort((a, b) => dateOf(a).localeCompare(dateOf(b)));
}

async function readDocuments(
  { http, session, copies }: Deps,
  caseId: string,
  documents: readonly DocumentReference[],
  reading: Reading,
): Promise<void> {
  const { signal } = reading;
  const share = shareOf(documents);
  reading.publish({ share, offline: undefined });
  const kept = copies.head(caseId).catch(() => undefined);
  const pieces: Record<string, ArrayBuffer> = {};
  const names: string[] = [];
  for (const { content } of documents) {
    const url = content?.[0]?.attachment?.url;
    if (!url || !/^Bundle\/[\w.-]+$/.test(url))
      throw new DiemcauError('network/response-malformed', { at: 'DocumentReference.content' });
    const early = reading.early('batch');
    const bytes = await http.bytes(url, { signal, onBytes: early.take });
    names.push(url);
    // They go over to the worker: what is to be kept is copied before. A document never changes, so it is kept once.
    if (!(await kept)?.documents?.includes(url)) pieces[url] = bytes.slice(0);
    await reading.add(bytes, 'batch', early);
  }
  const head = { share, documents: names, until: copyEnds(share?.endsAt, session.now()) };
  void keepCopy(copies, caseId, pieces, head).then((offline) => reading.publish({ offline }));
}

/** What comes within some milliseconds; `undefined` when it is late. */
async function within<T>(answer: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, ms, undefined)));
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

function shareOf(documents: readonly DocumentReference[]): RecordStoreState['share'] {
  const newest = documents.at(-1) as DocumentReference;
  const endsAt = extensionOf(newest, extensions.shareEnds);
  const fromSite = newest.custodian?.identifier?.value ?? '';
  return {
    fromSite,
    documents: documents.length,
    ...(newest.id === undefined ? {} : { documentId: newest.id }),
    ...(endsAt === undefined ? {} : { endsAt }),
  };
}

const dateOf = ({ date, meta }: DocumentReference) => date ?? meta?.lastUpdated ?? '';
