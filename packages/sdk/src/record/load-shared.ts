import { DiemcauError, extensions, type WireResource } from '@diemcau/protocol';
import { extensionOf, type Extended } from '../internal/extension-of.js';
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

/** The record of a case: this site's own kept source while it is not shared, else the shared documents in their order. */
export async function loadShared(
  { http, keep, session }: Pick<RecordDeps, 'http' | 'keep' | 'session'>,
  caseId: string,
  reading: Reading,
): Promise<void> {
  const { signal } = reading;
  await session.me({ signal });
  const own = await keptSource(keep, caseId);
  if (own !== undefined) {
    reading.publish({ share: undefined });
    return reading.add(own, 'source');
  }
  const found = await http.search(
    'DocumentReference',
    { related: `ServiceRequest/${caseId}`, category: 'record' },
    { signal },
  );
  const documents = (found as DocumentReference[])
    .filter(({ resourceType }) => resourceType === 'DocumentReference')
    .sort((a, b) => dateOf(a).localeCompare(dateOf(b)));
  if (documents.length === 0) throw new DiemcauError('record/not-shared');
  reading.publish({ share: shareOf(documents) });
  for (const { content } of documents) {
    const url = content?.[0]?.attachment?.url;
    if (!url || !/^Bundle\/[\w.-]+$/.test(url))
      throw new DiemcauError('network/response-malformed', { at: 'DocumentReference.content' });
    const early = reading.early('batch');
    await reading.add(await http.bytes(url, { signal, onBytes: early.take }), 'batch', early);
  }
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
