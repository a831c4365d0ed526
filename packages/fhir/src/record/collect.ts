import { asNumber, asObject, asObjects, asText, asTexts } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import type { Placed } from '../internal/references.js';
import type { RecordModel, SetAside } from './record.types.js';

/** Resources of a source, in order, and what could not be taken for one. */
export interface Collected {
  kind: RecordModel['source']['kind'];
  placed: Placed[];
  setAside: SetAside[];
  total: number;
  /** More pages or results exist that are not in the source, or a part of the answer failed. */
  truncated: boolean;
  /** Tables of an insurance XML that could not be read. */
  lostTables: string[];
  /** Addresses of the pages that are there, and of those that should follow. */
  pages: { self: Set<string>; next: Set<string> };
  /** What Compositions carry inside: placed last, so that no reference to a resource of the source finds these. */
  contained: { inner: Json; at: string }[];
  timestamp?: string;
}

const kinds: Readonly<Record<string, RecordModel['source']['kind']>> = {
  document: 'document',
  searchset: 'searchset',
  collection: 'collection',
  transaction: 'transaction',
  batch: 'batch',
  history: 'collection',
  message: 'collection',
  'batch-response': 'batch',
  'transaction-response': 'transaction',
};

/** Bundle of any type, array of resources, or one resource; bundles inside bundles (answers of a batch) are opened. */
export function collect(source: unknown): Collected | undefined {
  const out: Collected = {
    kind: 'resource',
    placed: [],
    setAside: [],
    total: 0,
    truncated: false,
    lostTables: [],
    pages: { self: new Set(), next: new Set() },
    contained: [],
  };
  if (Array.isArray(source)) {
    out.kind = 'collection';
    source.forEach((item, index) => place(item, `[${index}]`, undefined, out, 0));
    return closePages(out);
  }
  const root = asObject(source);
  if (!root) return undefined;
  if (root['resourceType'] !== 'Bundle') {
    if (asText(root['resourceType']) === undefined) return undefined;
    // An error instead of a record is no record.
    if (root['resourceType'] === 'OperationOutcome' && isFailure(root)) return undefined;
    place(root, asText(root['resourceType'])!, undefined, out, 0);
    return closePages(out);
  }
  const tags = asObjects(asObject(root['meta'])?.['tag']);
  const type = asText(root['type']) ?? '';
  out.kind = tags.some(({ system, code }) => system === 'urn:diemcau:source' && code === 'insurance-xml')
    ? 'insurance-xml'
    : Object.hasOwn(kinds, type)
      ? kinds[type]!
      : 'collection';
  out.timestamp = asText(root['timestamp']);
  openBundle(root, 'Bundle', out, 0);
  return closePages(out);
}

/** Places what Compositions contain; a page that another names as the next one and that is not there was cut off. */
function closePages(out: Collected): Collected {
  for (const { inner, at } of out.contained) place(inner, at, undefined, out, 4);
  const { self, next } = out.pages;
  if ([...next].some((url) => !self.has(url))) out.truncated = true;
  return out;
}

function openBundle(bundle: Json, at: string, out: Collected, depth: number): void {
  const entries = bundle['entry'];
  const list: readonly unknown[] = Array.isArray(entries) ? entries : entries === undefined ? [] : [entries];
  readPaging(bundle, list, out);
  const versions = bundle['type'] === 'history' ? new Set<string>() : undefined;
  list.forEach((entry, index) => {
    const path = `${at}.entry[${index}]`;
    const object = asObject(entry);
    if (!object) return setAside(out, path, 'not-an-object');
    // A part that was asked for and failed: what it would have held is not known.
    if (/^[45]/u.test(asText(asObject(object['response'])?.['status']) ?? '')) out.truncated = true;
    // A history gives the newest version first: older ones, and what was deleted since, no longer hold.
    if (versions && !isNewest(object, versions)) return object['resource'] && setAside(out, path, 'duplicate');
    // A deletion or a bare answer: an entry without a resource is not a resource of the source.
    if (object['resource'] === undefined && (object['request'] !== undefined || object['response'] !== undefined))
      return;
    place(object['resource'], `${path}.resource`, asText(object['fullUrl']), out, depth);
  });
}

function isNewest(entry: Json, versions: Set<string>): boolean {
  const resource = asObject(entry['resource']);
  const url = asText(asObject(entry['request'])?.['url']) ?? '';
  const key = resource
    ? `${String(resource['resourceType'])}/${asText(resource['id']) ?? ''}`
    : url.split('/_history')[0]!.split('/').slice(-2).join('/');
  if (key.endsWith('/')) return true;
  return !versions.has(key) && Boolean(versions.add(key));
}

/** Links to further pages; without any, fewer entries than the search found. */
function readPaging(bundle: Json, entries: readonly unknown[], out: Collected): void {
  const links = asObjects(bundle['link']);
  for (const { relation, url } of links) {
    if (relation === 'self' && typeof url === 'string') out.pages.self.add(url);
    if (relation === 'next') out.pages.next.add(asText(url) ?? '');
  }
  const total = asNumber(bundle['total']);
  if (
    total === undefined ||
    links.some(({ relation }) => relation === 'next' || relation === 'previous' || relation === 'prev')
  )
    return;
  const found = entries.filter((entry) => {
    const mode = asObject(asObject(entry)?.['search'])?.['mode'];
    return mode !== 'include' && mode !== 'outcome';
  });
  if (found.length < total) out.truncated = true;
}

const failures: ReadonlySet<unknown> = new Set(['incomplete', 'too-costly', 'throttled', 'timeout', 'suppressed']);

/** An OperationOutcome that says: something failed or was left out. */
function isFailure(outcome: Json): boolean {
  return asObjects(outcome['issue']).some(
    ({ code, severity }) => severity === 'error' || severity === 'fatal' || failures.has(code),
  );
}

function place(value: unknown, at: string, fullUrl: string | undefined, out: Collected, depth: number): void {
  const resource = asObject(value);
  if (!resource) return setAside(out, at, 'not-an-object');
  const type = resource['resourceType'];
  if (typeof type !== 'string' || type === '') return setAside(out, at, 'no-type');
  if (type === 'OperationOutcome' && out.kind === 'insurance-xml') return lostTables(resource, out);
  if (type === 'OperationOutcome' && isFailure(resource)) out.truncated = true;
  if (type === 'Composition' && depth < 4)
    asObjects(resource['contained']).forEach((inner, number) =>
      out.contained.push({ inner, at: `${at}.contained[${number}]` }),
    );
  const index = out.placed.length;
  out.placed.push(fullUrl === undefined ? { resource, type, at, index } : { resource, type, fullUrl, at, index });
  out.total += 1;
  if (type === 'Bundle' && depth < 4) openBundle(resource, at, out, depth + 1);
  // An operation's answer: what it gives stands in its parameters.
  if (type === 'Parameters' && depth < 4)
    asObjects(resource['parameter']).forEach((parameter, number) => {
      if (parameter['resource'] !== undefined)
        place(parameter['resource'], `${at}.parameter[${number}].resource`, undefined, out, depth + 1);
    });
}

const insuranceReasons: Readonly<Record<string, SetAside['reason'] | undefined>> = {
  'not-supported': 'unknown-type',
  conflict: 'other-patient',
};

/** What the reader of the insurance XML says that it could not read: told table by table, no resource of the source. */
function lostTables(outcome: Json, out: Collected): void {
  for (const issue of asObjects(outcome['issue'])) {
    const table = asTexts(issue['expression'])[0] ?? 'xml';
    const reason = insuranceReasons[String(issue['code'])];
    if (reason === undefined) out.lostTables.push(table);
    setAside(out, table, reason ?? 'broken');
  }
}

function setAside(out: Collected, at: string, reason: SetAside['reason']): void {
  out.setAside.push({ at, reason });
  out.total += 1;
}
