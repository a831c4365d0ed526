import { incomplete } from './incomplete.js';

/** Where a list of resources begins: of a Bundle, of Parameters, or a bare array. */
const listStart = /"(entry|parameter)"\s*:\s*\[|^\s*\[/gu;
/** Where something begins that may hold a resource. Inside a string the quotes would be escaped. */
const itemStart = /\{\s*"(?:fullUrl|resource|resourceType)"\s*:|"resource"\s*:\s*(?=\{)/gu;
/** Where an entry or its resource begins; only these hold further ones. */
const entryStart = /\{\s*"fullUrl"\s*:|"resource"\s*:\s*\{/gu;
const holders: ReadonlySet<unknown> = new Set(['Bundle', 'Parameters']);
/** What matters for the nesting of JSON. */
const structure = /["{}[\]]/gu;

/**
 * What is whole in a Bundle, Parameters or array whose text `JSON.parse` refused: cut off, or with a broken resource in it. The items
 * of the list are taken apart by their brackets and each is parsed by `JSON.parse`; where one is broken, the next place where an item
 * begins is sought. Undefined when no list or no whole item is there.
 */
export function salvage(text: string): unknown {
  listStart.lastIndex = 0;
  const list = listStart.exec(text);
  if (!list) return undefined;
  const items = itemsOf(text, list.index + list[0].length);
  if (!items.some((item) => item !== null)) return undefined;
  const entries = items.map((item) => (item === null ? null : wrapped(item, list[1])));
  if (list[1] === undefined) return [...entries, incomplete];
  return list[1] === 'entry'
    ? { resourceType: 'Bundle', ...headOf(text.slice(0, list.index)), entry: [...entries, { resource: incomplete }] }
    : { resourceType: 'Parameters', parameter: [...entries, { resource: incomplete }] };
}

/** A resource found alone in a broken entry is given an entry. */
function wrapped(item: object, list: string | undefined): unknown {
  const isResource = 'resourceType' in item;
  if (list === undefined) return isResource ? item : (item as { resource?: unknown }).resource;
  return isResource ? { resource: item } : item;
}

function headOf(head: string): { type?: string } {
  const type = /"type"\s*:\s*"([a-z-]{1,30})"/u.exec(head)?.[1];
  return type === undefined ? {} : { type };
}

/** Whole items in their order, `null` for each that is broken. */
function itemsOf(text: string, start: number): (object | null)[] {
  const items: (object | null)[] = [];
  // Text that is made to be read again and again ends the search: what is read in vain is bounded by the text itself.
  let inVain = text.length * 2 + 1_000_000;
  let clean = true;
  for (let at: number | undefined = start; at !== undefined && inVain > 0;) {
    at = skipBlanks(text, at);
    if (clean && text[at] === ']') {
      // The end of the list, or a bracket that stands where it should not.
      if (nextStart(text, at) === undefined) return items;
      clean = false;
    }
    const { end, looked } = text[at] === '{' ? endOf(text, at) : { end: undefined, looked: at };
    const item = end === undefined ? undefined : itemIn(text.slice(at, end));
    if (item !== undefined && end !== undefined) {
      items.push(item);
      at = end;
      continue;
    }
    if (clean && at < text.length) items.push(null);
    clean = false;
    inVain -= looked - at;
    at = nextStart(text, at + 1);
  }
  return items;
}

function skipBlanks(text: string, from: number): number {
  const blank = /[\s,]*/uy;
  blank.lastIndex = from;
  blank.exec(text);
  return blank.lastIndex;
}

function nextStart(text: string, from: number): number | undefined {
  itemStart.lastIndex = from;
  const found = itemStart.exec(text);
  if (!found) return undefined;
  return text[found.index] === '{' ? found.index : found.index + found[0].length;
}

/** What stands between the marks of JSON: nothing but signs, numbers and three words. */
const between = /^[\s,:\d+.\-truefalsnE]*$/u;

/**
 * Index behind the object that begins here; undefined where its brackets, or what stands between them, can be no JSON. A fault is found
 * where it is, not at the end of the text.
 */
function endOf(text: string, from: number): { end?: number; looked: number } {
  const open: string[] = [];
  structure.lastIndex = from;
  let last = from;
  for (let token = structure.exec(text); token; token = structure.exec(text)) {
    const mark = token[0];
    const gap = text.slice(last, token.index);
    if (!between.test(gap)) return { looked: token.index };
    if (mark === '"') structure.lastIndex = endOfString(text, token.index);
    else if (mark === '{' || mark === '[') {
      // Within an object, an object or list is the value of a name.
      if (open.at(-1) === '{' && !gap.trimEnd().endsWith(':')) return { looked: token.index };
      open.push(mark);
    } else if (open.pop() !== (mark === '}' ? '{' : '[')) return { looked: token.index };
    last = structure.lastIndex;
    if (open.length === 0) return { end: last, looked: last };
  }
  return { looked: text.length };
}

/** Index behind the quote that ends the string (one with an even number of backslashes before it), or the end of the text. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
}

/** One item; undefined where it is no JSON, or where a missing bracket made it take in the entries behind it. */
function itemIn(text: string): object | undefined {
  try {
    const item = JSON.parse(text) as { resourceType?: unknown; resource?: { resourceType?: unknown } };
    const starts = text.match(entryStart)?.length ?? 0;
    const own = (item.resource === undefined ? 0 : 1) + (/^\{\s*"fullUrl"/u.test(text) ? 1 : 0);
    return starts > own && !holders.has((item.resource ?? item).resourceType) ? undefined : item;
  } catch {
    return undefined;
  }
}
