import { DiemcauError } from '@diemcau/protocol';
import type { PageNote } from '../../worker/paged-source.js';
import type { Reading } from '../create-record-store.js';
import type { FhirServer, MissingPart } from '../record.types.js';
import { patience, serverRequest, type RequestLimits } from './server-request.js';
import { serverSearches, type ServerSearch } from './server-searches.js';

/** Bounds of what one server may give. */
export interface ServerLimits extends RequestLimits {
  pages: number;
  bytes: number;
  /** Pages in a row that bring nothing new. */
  idlePages: number;
}

/** 50,000 resources fit four times over. */
export const serverLimits: ServerLimits = { ...patience, pages: 5_000, bytes: 256 * 1024 * 1024, idlePages: 3 };

/** Entries that are asked for at once. */
const pageSize = 200;
/** Searches under way at once. */
const lanes = 4;

/**
 * Reads a patient of a FHIR server: `Patient/<id>/$everything`, and where the server cannot give that, a search for each resource type
 * that the readers show. The first page is shown while the rest follows. What a server had and did not give is said in `missing`, and
 * the sections concerned are `failed` or `truncated`; only what shows nothing at all throws.
 * @throws DiemcauError `request/invalid` (server), `request/not-found` (no such patient), or why nothing could be read
 */
export async function loadServer(
  { fetch: given, server, from }: { fetch: typeof fetch; server: FhirServer; from?: string },
  reading: Reading,
  limits: ServerLimits = serverLimits,
): Promise<MissingPart[]> {
  const walk = startWalk(server, given, reading, limits);
  const missing: MissingPart[] = [];
  const lost = (error: DiemcauError, type?: string) => {
    const status = error.details?.facts?.['status'];
    missing.push({
      code: error.code,
      ...(typeof status === 'number' ? { status } : {}),
      ...(from === undefined ? {} : { from }),
      ...(type === undefined ? {} : { type }),
    });
  };
  const everything = await walk.follow(walk.url(`${walk.patient}/$everything`, [['_count', String(pageSize)]]));
  if (everything && (walk.pages > 0 || !mayStillSearch(everything))) lost(everything);
  if (walk.pages === 0) {
    if (everything && !mayStillSearch(everything)) throw everything;
    const failed = await walk.follow(walk.url(walk.patient));
    if (failed) throw failed;
    await searchAll(walk, lost);
  }
  const unread = missing.flatMap(({ type }) => type ?? []);
  await reading.readPages({
    ...(from === undefined ? {} : { from }),
    unread,
    incomplete: missing.some(({ type }) => !type),
  });
  return missing;
}

/** Without `$everything`, or where it breaks down at once, the single searches may still do. */
function mayStillSearch({ code }: DiemcauError): boolean {
  return code !== 'network/aborted' && code !== 'auth/token-expired' && code !== 'network/rate-limited';
}

async function searchAll(walk: Walk, lost: (error: DiemcauError, type: string) => void): Promise<void> {
  const known = await walk.searchable();
  const waiting = serverSearches.filter(({ type }) => !known || known.has(type));
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const failed = await searchOne(walk, next);
      if (failed?.code === 'network/aborted') throw failed;
      if (failed) lost(failed, next.type);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** A server that knows no such inclusion may refuse the search for it: it is asked again without. */
async function searchOne(walk: Walk, { type, by, include = [] }: ServerSearch): Promise<DiemcauError | undefined> {
  const of = (includes: readonly string[]) =>
    walk.url(type, [
      [by, walk.patient],
      ['_count', String(pageSize)],
      ...includes.map((one) => ['_include', one] as const),
    ]);
  const failed = await walk.follow(of(include));
  return failed?.code === 'request/unsupported' && include.length > 0 ? walk.follow(of([])) : failed;
}

interface Walk {
  /** `Patient/<id>` */
  patient: string;
  /** Pages read so far. */
  readonly pages: number;
  url(path: string, parameters?: readonly (readonly [string, string])[]): string;
  /** Follows a search through its pages; answers why it did not come to its end. */
  follow(url: string): Promise<DiemcauError | undefined>;
  /** Resource types that the server says it can search; undefined when it does not say. */
  searchable(): Promise<ReadonlySet<string> | undefined>;
}

function startWalk(
  { base: written, patientId, fetch: own }: FhirServer,
  given: typeof fetch,
  reading: Reading,
  limits: ServerLimits,
): Walk {
  const base = baseOf(written);
  if (!/^[A-Za-z0-9\-.]{1,64}$/.test(patientId)) throw new DiemcauError('request/invalid', { at: 'server.patientId' });
  const fetch = own ?? given;
  const visited = new Set<string>();
  let pages = 0;
  let bytes = 0;
  let nextLook = 1;

  async function page(url: string): Promise<PageNote> {
    if (pages >= limits.pages) throw new DiemcauError('record/too-large', { facts: { pages } });
    const body = await serverRequest(fetch, url, reading.signal, limits);
    bytes += body.byteLength;
    if (bytes > limits.bytes) throw new DiemcauError('record/too-large', { facts: { limit: limits.bytes } });
    const note = await reading.addPage(body);
    pages += 1;
    reading.publish({ progress: { read: note.read } });
    // Looks come ever more rarely: all of them together cost no more than the last.
    if (note.read >= nextLook) {
      nextLook = note.read * 2;
      await reading.lookAtPages();
    }
    return note;
  }

  async function follow(first: string): Promise<DiemcauError | undefined> {
    let found = 0;
    let stale = 0;
    let total: number | undefined;
    try {
      for (let url: string | undefined = first; url !== undefined;) {
        visited.add(url);
        const note: PageNote = await page(url);
        found += note.found;
        total ??= note.total;
        stale = note.added > 0 ? 0 : stale + 1;
        if (note.incomplete) throw new DiemcauError('network/response-malformed', { at: 'OperationOutcome' });
        url = note.next === undefined ? undefined : within(base, note.next, url);
        if (url !== undefined && (visited.has(url) || stale >= limits.idlePages))
          throw new DiemcauError('network/response-malformed', { at: 'Bundle.link' });
      }
      if (total !== undefined && found < total)
        throw new DiemcauError('network/response-malformed', { at: 'Bundle.total' });
      return undefined;
    } catch (error) {
      return DiemcauError.from(error, 'network/response-malformed');
    }
  }

  return {
    patient: `Patient/${patientId}`,
    get pages() {
      return pages;
    },
    url(path, parameters = []) {
      const url = new URL(path, base);
      for (const [name, value] of parameters) url.searchParams.append(name, value);
      return url.href;
    },
    follow,
    async searchable() {
      try {
        const body = await serverRequest(fetch, new URL('metadata?mode=full', base).href, reading.signal, limits);
        return searchableTypes(JSON.parse(new TextDecoder().decode(body)));
      } catch (error) {
        if (DiemcauError.from(error).code === 'network/aborted') throw error;
        return undefined;
      }
    },
  };
}

/** @throws DiemcauError `request/invalid` */
function baseOf(written: string): URL {
  try {
    const base = new URL(written, globalThis.location?.href);
    if (!/^https?:$/.test(base.protocol)) throw new TypeError('scheme');
    base.search = base.hash = '';
    if (!base.pathname.endsWith('/')) base.pathname += '/';
    return base;
  } catch {
    throw new DiemcauError('request/invalid', { at: 'server.base' });
  }
}

/**
 * The next page, where it lies within what the embedder named.
 * @throws DiemcauError `network/response-malformed`
 */
function within(base: URL, link: string, page: string): string {
  const refused = () => new DiemcauError('network/response-malformed', { at: 'Bundle.link' });
  let next: URL;
  try {
    next = new URL(link, page);
  } catch {
    throw refused();
  }
  // Some servers page at the base itself, without its last slash.
  if (next.origin !== base.origin || !`${next.pathname}/`.startsWith(base.pathname) || next.username) throw refused();
  next.hash = '';
  return next.href;
}

interface CapabilityStatement {
  resourceType?: string;
  rest?: { mode?: string; resource?: { type?: string; interaction?: { code?: string }[] }[] }[];
}

function searchableTypes(statement: CapabilityStatement): ReadonlySet<string> | undefined {
  const resources = statement.rest?.find(({ mode }) => mode === 'server')?.resource ?? [];
  const types = resources.flatMap(({ type, interaction }) =>
    type && interaction?.some(({ code }) => code === 'search-type') ? [type] : [],
  );
  return types.length > 0 ? new Set(types) : undefined;
}
