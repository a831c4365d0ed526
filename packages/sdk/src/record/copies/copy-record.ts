import { DiemcauError } from '@diemcau/protocol';
import { v7 } from 'uuid';
import type { GivenSource } from '../../internal/records.types.js';
import type { Call } from '../../internal/store.types.js';
import type { Reading } from '../create-record-store.js';
import type { RecordDeps } from '../record-deps.types.js';
import type { CopyKind, RecordCopy, RecordStoreState, RecordTrace } from '../record.types.js';

type Load = (reading: Reading) => Promise<void>;
type Deps = Pick<RecordDeps, 'reader' | 'session'>;

/**
 * The sources once more from where they came: what is copied is the original, and nothing of it is held meanwhile for that. A share that
 * has ended is refused here as anywhere.
 */
async function sourcesOf({ reader }: Deps, load: Load, signal: AbortSignal): Promise<GivenSource[]> {
  const sources: GivenSource[] = [];
  const name = crypto.randomUUID();
  const reading: Reading = {
    signal,
    read: 0,
    publish: () => undefined,
    clear: () => void sources.splice(0),
    early: () => ({ take: () => undefined, looked: () => Promise.resolve(false) }),
    add: (source, kind) => Promise.resolve(void sources.push({ source, kind })),
    addPage(page) {
      sources.push({ source: page.slice(0), kind: 'page' });
      return reader.addPage(name, page, { signal });
    },
    lookAtPages: () => Promise.resolve(),
    readPages: ({ incomplete }) => Promise.resolve(void Object.assign(sources.at(-1) ?? {}, { incomplete })),
  };
  try {
    await load(reading);
  } finally {
    reader.drop(name);
  }
  return sources;
}

/** Makes a file of the whole record, in the reader. */
export async function copyRecord(
  deps: Deps,
  load: Load,
  { patient }: Readonly<RecordStoreState>,
  kind: CopyKind,
  { signal = new AbortController().signal }: Call = {},
): Promise<RecordCopy> {
  const { reader, session } = deps;
  if (!patient) throw new DiemcauError('record/malformed', { at: 'patient' });
  const sources = await sourcesOf(deps, load, signal);
  const me = session.current;
  const name = session.sites.find(({ id }) => id === me?.siteId)?.name;
  return reader.copy(
    sources,
    kind,
    {
      documentId: v7(),
      now: new Date(session.now()).toISOString(),
      ...(me ? { author: { sub: me.sub, name: me.name }, site: { id: me.siteId, name: name ?? me.siteId } } : {}),
      includeRestricted: me?.scopes.includes('record.restricted') ?? false,
    },
    { signal },
  );
}

/** What a printed copy can be traced by; without a line, or on an http page, without the hash. */
export async function traceRecord(
  deps: Deps,
  load: Load,
  { share }: Readonly<RecordStoreState>,
  { signal = new AbortController().signal }: Call = {},
): Promise<RecordTrace> {
  const { reader, session } = deps;
  const hash = await sourcesOf(deps, load, signal)
    .then((sources) => reader.hash(sources, { signal }))
    .catch((error: unknown) => {
      if (signal.aborted || DiemcauError.from(error).code === 'record/share-ended') throw error;
      return undefined;
    });
  const at = new Date(session.now()).toISOString();
  const known = hash === undefined ? '' : `sha-256=${hash}`;
  if (share?.documentId)
    return {
      at,
      code: share.documentId,
      link: `${session.gateway}/fhir/R4/Bundle/${share.documentId}${known && `#${known}`}`,
      ...(hash === undefined ? {} : { hash }),
    };
  return {
    at,
    code: hash?.slice(0, 16) ?? '',
    link: `urn:diemcau:record?${[known, `at=${at}`].filter(Boolean).join('&')}`,
    ...(hash === undefined ? {} : { hash }),
  };
}
