import { newestPagesCount, newestPageSize } from '@diemcau/fhir';

/** What a reader is given: a source itself, or a gateway's batch-response around it. */
export type SourceKind = 'source' | 'batch';

/** Where a further entry of a Bundle begins, as our own share document is written. Inside a string the quotes would be escaped. */
const entryStart = ',{"fullUrl":';
/** What is open where an entry of the source ends; around it, for an answer of a batch. */
const closing: Readonly<Record<SourceKind, string>> = { source: ']}', batch: ']}}]}' };
/** The mark stands before the first entry. */
const head = 2_000;
/** Characters within which the first pages end; the table of contents before them grows with the record. */
const furthest = 16_000_000;

/**
 * The beginning of a share document that says of itself how many of its entries hold the newest page of each section, as the JSON text
 * of a document of these alone; the rest need not be there. `undefined` for anything else, and where the text ends before.
 */
export function firstPages(text: string, kind: SourceKind): string | undefined {
  const count = newestPagesCount(text.slice(0, head));
  if (count === undefined) return undefined;
  const start = text.indexOf('"entry":[', kind === 'batch' ? text.indexOf('"entry":[') + 1 : 0);
  if (start < 0) return undefined;
  const rest = text.indexOf(entryStart, start);
  let end = rest;
  for (let found = 1; found < count && end >= 0; found += 1) end = text.indexOf(entryStart, end + 1);
  return end < 0 ? undefined : shortContents(text.slice(0, rest)) + text.slice(rest, end) + closing[kind];
}

const listStart = '"entry":[{"reference":"';
const nextInList = '"},{"reference":"';
const listEnd = '"}]';

/** Of each section's list in the table of contents, what the first pages hold: the rest would be sought in vain. */
function shortContents(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let list = text.indexOf(listStart); list >= 0; list = text.indexOf(listStart, from)) {
    const end = text.indexOf(listEnd, list);
    let cut = list;
    for (let found = 0; found < newestPageSize && cut >= 0 && cut < end; found += 1)
      cut = text.indexOf(nextInList, cut + 1);
    if (end < 0 || cut < 0) break;
    kept.push(text.slice(from, Math.min(cut, end)));
    from = end;
  }
  return kept.join('') + text.slice(from);
}

/** Finds the first pages in a text of which more and more arrives, once; `null`: there are none, or they were found before. */
export function firstPagesOf(kind: SourceKind): (piece: Uint8Array) => string | null | undefined {
  const decoder = new TextDecoder();
  let text: string | null = '';
  let worth = head;
  return (piece) => {
    if (text === null) return null;
    text += decoder.decode(piece, { stream: true });
    if (text.length < worth) return undefined;
    const found = firstPages(text, kind);
    const isShared = newestPagesCount(text.slice(0, head)) !== undefined;
    // To look again for each little piece would read the table of contents hundreds of times.
    worth = text.length * 1.1;
    if (found !== undefined || !isShared || text.length > furthest) text = null;
    return isShared ? found : null;
  };
}
