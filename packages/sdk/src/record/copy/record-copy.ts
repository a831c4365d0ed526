import { DiemcauError, extensions, type WireResource } from '@diemcau/protocol';
import type { Copies, CopyHead } from '../../internal/copies.types.js';
import { copyLifetime } from '../../internal/copy-lifetime.js';
import { extensionOf, type Extended } from '../../internal/extension-of.js';
import { isOffline } from '../../internal/is-offline.js';
import type { Http } from '../../internal/session.types.js';
import type { Reading } from '../create-record-store.js';
import type { RecordStoreState } from '../record.types.js';

/** When a copy made now ends: with the share, and not later than somebody would have heard of a withdrawal. */
export function copyEnds(endsAt: string | undefined, now: number): string {
  return new Date(Math.min(endsAt === undefined ? Infinity : Date.parse(endsAt), now + copyLifetime)).toISOString();
}

/** Shows the copy of a case, if there is a whole one whose time is not over. */
export async function readCopy(copies: Copies, caseId: string, reading: Reading): Promise<boolean> {
  const found = await wholeCopy(copies, caseId).catch(() => undefined);
  if (!found || reading.signal.aborted) return false;
  const { head, documents } = found;
  reading.clear();
  reading.publish({ share: head.share, offline: { state: 'shown', readAt: head.at, until: head.until } });
  for (const bytes of documents) await reading.add(bytes, 'batch');
  return true;
}

async function wholeCopy(copies: Copies, caseId: string) {
  const head = await copies.head(caseId);
  if (!head?.documents?.length) return undefined;
  const documents = await Promise.all(head.documents.map((name) => copies.piece(caseId, name)));
  return documents.every((one) => one !== undefined) ? { head, documents } : undefined;
}

/** Keeps what was read; what cannot be kept is said, and is no reason not to show it. */
export async function keepCopy(
  copies: Copies,
  caseId: string,
  pieces: Readonly<Record<string, ArrayBuffer>>,
  head: Pick<CopyHead, 'share' | 'documents' | 'until'>,
): Promise<NonNullable<RecordStoreState['offline']>> {
  try {
    await copies.put(caseId, pieces, (before) => ({ ...before, ...head }));
    return { state: 'kept', until: head.until };
  } catch (error) {
    return { state: DiemcauError.from(error).code === 'offline/quota-exceeded' ? 'full' : 'unavailable' };
  }
}

/** The gateway's attachments, kept once they were opened, and read from there without a line. */
export function withKeptBinaries(http: Http, copies: Copies, caseId: string): Http {
  return {
    ...http,
    async read(url, call) {
      try {
        const resource = await http.read(url, call);
        void keepBinary(copies, caseId, url, resource).catch(() => undefined);
        return resource;
      } catch (caught) {
        const error = DiemcauError.from(caught);
        const bytes = isOffline(error) ? await copies.piece(caseId, url).catch(() => undefined) : undefined;
        if (!bytes) throw error;
        return JSON.parse(new TextDecoder().decode(bytes)) as WireResource;
      }
    },
  };
}

async function keepBinary(copies: Copies, caseId: string, url: string, resource: WireResource): Promise<void> {
  // Of a record that is not kept nothing is kept.
  if (await copies.head(caseId))
    await copies.put(caseId, { [url]: JSON.stringify(resource) }, (before) => before ?? { until: '' });
}

/** Asks the gateway whether what is kept may still be: what it no longer shows goes, an end that has moved moves. */
export async function checkCopies(copies: Copies, http: Pick<Http, 'search'>, now: () => number): Promise<void> {
  await copies.sweep();
  const heads = (await copies.heads()).filter(({ documents }) => documents?.length);
  const ids = heads.flatMap(({ documents }) => documents!.map(idOf));
  for (let at = 0; at < ids.length; at += mostIds) {
    const asked = ids.slice(at, at + mostIds);
    const found = (await http.search('DocumentReference', { _id: asked.join(',') })) as (WireResource & Extended)[];
    const seen = new Map(found.map((one) => [one.id ?? '', extensionOf(one, extensions.shareEnds)]));
    for (const head of heads) {
      const own = head.documents!.map(idOf).filter((id) => asked.includes(id));
      if (own.some((id) => !seen.has(id))) await copies.drop(head.caseId);
      else if (own.length > 0) {
        const endsAt = seen.get(own.at(-1)!);
        if (endsAt === head.share?.endsAt || !head.share) continue;
        const { endsAt: _, ...share } = head.share;
        await copies.put(head.caseId, {}, (before) => ({
          ...before,
          until: copyEnds(endsAt, now()),
          share: { ...share, ...(endsAt === undefined ? {} : { endsAt }) },
        }));
      }
    }
  }
}

const mostIds = 40;
/** A document's id is that of the reference to it. */
const idOf = (piece: string): string => piece.replace(/^Bundle\//, '');
