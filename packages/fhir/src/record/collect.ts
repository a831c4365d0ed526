import { asObject, asObjects, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import type { Placed } from '../internal/references.js';
import type { RecordModel, SetAside } from './record.types.js';

/** Resources of a source, in order, and what could not be taken for one. */
export interface Collected {
  kind: RecordModel['source']['kind'];
  placed: Placed[];
  setAside: SetAside[];
  total: number;
  /** More pages or results exist that are not in the source. */
  truncated: boolean;
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
  const out: Collected = { kind: 'resource', placed: [], setAside: [], total: 0, truncated: false };
  if (Array.isArray(source)) {
    out.kind = 'collection';
    source.forEach((item, index) => place(item, `[${index}]`, undefined, out, 0));
    return out;
  }
  const root = asObject(source);
  if (!root) return undefined;
  if (root['resourceType'] !== 'Bundle') {
    if (asText(root['resourceType']) === undefined) return undefined;
    place(root, asText(root['resourceType'])!, undefined, out, 0);
    return out;
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
  return out;
}

function openBundle(bundle: Json, at: string, out: Collected, depth: number): void {
  if (asObjects(bundle['link']).some(({ relation }) => relation === 'next')) out.truncated = true;
  const entries = bundle['entry'];
  const list: readonly unknown[] = Array.isArray(entries) ? entries : entries === undefined ? [] : [entries];
  list.forEach((entry, index) => {
    const path = `${at}.entry[${index}]`;
    const object = asObject(entry);
    if (!object) return setAside(out, path, 'not-an-object');
    // A deletion or a bare answer: an entry without a resource is not a resource of the source.
    if (object['resource'] === undefined && (object['request'] !== undefined || object['response'] !== undefined))
      return;
    place(object['resource'], `${path}.resource`, asText(object['fullUrl']), out, depth);
  });
}

function place(value: unknown, at: string, fullUrl: string | undefined, out: Collected, depth: number): void {
  const resource = asObject(value);
  if (!resource) return setAside(out, at, 'not-an-object');
  const type = resource['resourceType'];
  if (typeof type !== 'string' || type === '') return setAside(out, at, 'no-type');
  if (
    type === 'OperationOutcome' &&
    asObjects(resource['issue']).some(
      ({ code }) => code === 'incomplete' || code === 'too-costly' || code === 'throttled',
    )
  )
    out.truncated = true;
  const index = out.total;
  out.placed.push(fullUrl === undefined ? { resource, type, at, index } : { resource, type, fullUrl, at, index });
  out.total += 1;
  if (type === 'Bundle' && depth < 4) openBundle(resource, at, out, depth + 1);
}

function setAside(out: Collected, at: string, reason: SetAside['reason']): void {
  out.setAside.push({ at, reason });
  out.total += 1;
}
