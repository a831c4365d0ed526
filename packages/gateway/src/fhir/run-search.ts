import { DiemcauError, type WireResource } from '@diemcau/protocol';
import type { Found, SearchParameters } from '../internal/reader.types.js';
import { readResources, type StoredResource } from '../store/resource.js';
import { searchResources } from '../store/search.js';
import type { Tx } from '../store/store.types.js';
import type { RouterDeps } from './router.types.js';
import { includes, readSearch } from './search-parameters.js';

/** A page of results and, when there are more, where the next begins. */
export interface SearchAnswer {
  bundle: WireResource;
  caseIds: string[];
}

/** Searches one type; every resource found passes the access decision, brought ones as well. */
export async function runSearch(
  deps: Pick<RouterDeps, 'readers'>,
  tx: Tx,
  type: string,
  parameters: SearchParameters,
  maySee: (found: Found) => boolean,
): Promise<SearchAnswer> {
  const reader = deps.readers.get(type);
  if (reader) {
    const found = (await reader.search!(tx, parameters)).filter(maySee);
    return answer(type, found.map(matched), found, undefined);
  }
  const { search, include } = readSearch(type, parameters);
  const rows = await searchResources(tx, search);
  const page = rows.slice(0, search.count);
  const seen = page.map(toFound).filter(maySee);
  const brought = include ? (await bring(tx, type, include, page)).map(toFound).filter(maySee) : [];
  const last = page.at(-1);
  const next = rows.length > search.count && last ? nextPage(type, parameters, last) : undefined;
  return answer(type, [...seen.map(matched), ...brought.map(included)], [...seen, ...brought], next);
}

/** A stored version as a search finds it. */
export const toFound = (row: StoredResource): Found => ({
  resource: row.body,
  caseIds: [row.caseId],
  facts: row.facts,
  version: row.version,
  updatedAt: row.updatedAt,
});

const entry = (mode: string) => (found: Found) => ({
  fullUrl: `${found.resource.resourceType}/${found.resource.id}`,
  resource: found.resource,
  search: { mode },
});
const matched = entry('match');
const included = entry('include');

async function bring(tx: Tx, type: string, include: string, page: StoredResource[]): Promise<StoredResource[]> {
  const { type: from, brings } = includes[include]!;
  const wanted = type === from ? brings : type === brings ? from : undefined;
  if (!wanted) throw new DiemcauError('request/unsupported', { at: '_include' });
  // Task and ServiceRequest of a case share its id.
  return readResources(
    tx,
    wanted,
    page.map((row) => row.id),
  );
}

function answer(type: string, entries: object[], found: Found[], next: string | undefined): SearchAnswer {
  const bundle = {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(next ? { link: [{ relation: 'next', url: `${type}?_page=${next}` }] } : {}),
    ...(entries.length > 0 ? { entry: entries } : {}),
  };
  return { bundle, caseIds: [...new Set(found.flatMap((one) => one.caseIds))] };
}

/** The next page carries its whole question, so that nothing is kept here. */
function nextPage(type: string, parameters: SearchParameters, last: StoredResource): string {
  const question = [...parameters].filter(([name]) => name !== '_after');
  const after = `${last.updatedAt.toISOString()} ${last.id}`;
  return Buffer.from(JSON.stringify([type, [...question, ['_after', [after]]]])).toString('base64url');
}

/**
 * Reads what {@link nextPage} wrote.
 * @throws DiemcauError `request/invalid`
 */
export function readPage(type: string, page: string): SearchParameters {
  try {
    const [ofType, question] = JSON.parse(Buffer.from(page, 'base64url').toString()) as [string, [string, string[]][]];
    if (ofType !== type) throw new Error('another type');
    return new Map(question.map(([name, values]) => [String(name), values.map(String)]));
  } catch (cause) {
    throw new DiemcauError('request/invalid', { at: '_page', cause });
  }
}
