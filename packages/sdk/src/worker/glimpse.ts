import { newestPageSize } from '@diemcau/fhir';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import type { Excerpt } from './excerpt.js';

/** Samples that must agree on the order of time. */
const agreeing = 56;

/** What a Bundle says of itself, before its entries. */
const beginning = 2_000;
const bundle = /^\s*\{[^]*"resourceType"\s*:\s*"Bundle"/u;
/** Of these, an entry is shown where it stands. In a history older versions stand beside the newest; a document orders its entries itself. */
const plain = /"type"\s*:\s*"(?:collection|searchset|transaction|batch|message)"/u;

/** Dates by which a resource looks to be new or old. */
const dates =
  /"(?:effectiveDateTime|authoredOn|recordedDate|performedDateTime|issued|onsetDateTime|occurrenceDateTime|date|started|created|start)"\s*:\s*"/gu;
/** Entries that are taken by each element that dates them: laboratory and vital signs have the same one and are shown apart. */
const most: Readonly<Record<string, number>> = { effectiveDateTime: 3 * newestPageSize, start: 2 * newestPageSize };
/** What is taken for its name: others point to it. */
const named =
  /"resource"\s*:\s*\{\s*"resourceType"\s*:\s*"(?:Patient|Organization|Practitioner|PractitionerRole|Location|Medication)"/gu;
/** Of these at most so many. */
const mostNamed = 200;
/** An entry up to its resource. */
const entryStart = /(?:"fullUrl"\s*:\s*"([^"\\]{1,200})"\s*,[^{}"]*)?"resource"\s*:\s*(?=\{)/uy;
/** Characters between the beginnings of an entry and of its resource, and from there to its date: a resource may hold a document. */
const [beforeResource, beforeDate] = [300, 20_000];
/** What matters for the nesting of JSON. */
const structure = /["{}]/gu;

/**
 * A Bundle of the newest entries of a long one: of its newer end, where its entries stand in the order of time, as most do. Each is
 * parsed by `JSON.parse`; what is shown of it is a first look before all is read. `undefined` where there is no such order.
 */
export function glimpse({ head, samples, tail }: Excerpt): Bundle | undefined {
  const start = head.slice(0, beginning);
  if (!bundle.test(start) || !plain.test(start)) return undefined;
  let [rising, falling] = [0, 0];
  const digits = samples.flatMap((one) => digitsIn(one) ?? []);
  digits.forEach((one, index) => {
    if (index > 0 && one >= digits[index - 1]!) rising += 1;
    if (index > 0 && one <= digits[index - 1]!) falling += 1;
  });
  if (rising < agreeing && falling < agreeing) return undefined;
  return bundleOf(
    falling < agreeing ? [at(head, namedIn), at(tail, namedIn, newestIn)] : [at(head, namedIn, newestIn)],
  );
}

/** The same by a search through all of a text without order: sooner than parsing it, when it is very long. */
export function searched(text: string): Bundle | undefined {
  const start = text.slice(0, beginning);
  return bundle.test(start) && plain.test(start) ? bundleOf([at(text, namedIn, newestIn)]) : undefined;
}

/** Places in a text, in their order. */
function at(text: string, ...finds: readonly ((text: string) => number[])[]): { text: string; places: number[] } {
  return { text, places: finds.flatMap((find) => find(text)).sort((one, other) => one - other) };
}

function bundleOf(parts: readonly { text: string; places: number[] }[]): Bundle | undefined {
  const entry: BundleEntry[] = [];
  const ids = new Set<string>();
  for (const { text, places } of parts) {
    let before = -1;
    for (const place of places) {
      const start = lastBefore(text, '"resource"', place, beforeDate);
      if (start <= before) continue;
      before = start;
      const one = entryAt(text, start);
      const id = one?.resource?.id;
      // What shares its id with another is judged when all is read.
      if (!one || (id !== undefined && ids.has(id))) continue;
      if (id !== undefined) ids.add(id);
      entry.push(one);
    }
  }
  return entry.length > 1 ? { resourceType: 'Bundle', type: 'collection', entry } : undefined;
}

function namedIn(text: string): number[] {
  const found: number[] = [];
  named.lastIndex = 0;
  while (found.length < mostNamed && named.test(text)) found.push(named.lastIndex);
  return found;
}

/** A date, and where it stands. */
interface Dated {
  digits: number;
  at: number;
}

/** Where the newest dates stand. */
function newestIn(text: string): number[] {
  const kept = new Map<string, Dated[]>();
  dates.lastIndex = 0;
  while (dates.test(text)) {
    const at = dates.lastIndex;
    const quote = text.lastIndexOf('"', text.lastIndexOf(':', at));
    const key = text.slice(text.lastIndexOf('"', quote - 1) + 1, quote);
    let list = kept.get(key);
    if (!list) kept.set(key, (list = []));
    keepNewest(list, { digits: digitsAt(text, at), at }, most[key] ?? newestPageSize);
  }
  return [...kept.values()].flat().map(({ at }) => at);
}

function keepNewest(list: Dated[], one: Dated, limit: number): void {
  if (list.length === limit && one.digits <= list[limit - 1]!.digits) return;
  // Most records are in the order of time: the place is near the front.
  let place = 0;
  while (place < list.length && list[place]!.digits >= one.digits) place += 1;
  list.splice(place, 0, one);
  if (list.length > limit) list.pop();
}

/** The first date in a text. */
function digitsIn(text: string): number | undefined {
  dates.lastIndex = 0;
  return dates.test(text) ? digitsAt(text, dates.lastIndex) : undefined;
}

/** A FHIR date from year to second as one number: texts would be compared far slower. */
function digitsAt(text: string, at: number): number {
  let number = 0;
  let count = 0;
  for (let place = at; place < at + 19; place += 1) {
    const code = text.charCodeAt(place);
    if (code === quoteCode) break;
    if (code < zeroCode || code > nineCode) continue;
    number = number * 10 + code - zeroCode;
    count += 1;
  }
  return number * 10 ** (14 - count);
}
const [quoteCode, zeroCode, nineCode] = [0x22, 0x30, 0x39];

/** Where a word last stands before a place, so near; -1 where it does not. */
function lastBefore(text: string, word: string, at: number, within: number): number {
  const from = Math.max(0, at - within);
  const found = text.slice(from, at).lastIndexOf(word);
  return found < 0 ? -1 : from + found;
}

/** The entry whose resource is named here. */
function entryAt(text: string, start: number): BundleEntry | undefined {
  const resource = objectAt(text, text.indexOf('{', start));
  if (typeof resource?.resourceType !== 'string') return undefined;
  const url = lastBefore(text, '"fullUrl"', start, beforeResource);
  entryStart.lastIndex = url < 0 ? start : url;
  const fullUrl = entryStart.exec(text)?.[1];
  return fullUrl === undefined ? { resource } : { fullUrl, resource };
}

/** The object that begins here, parsed. */
function objectAt(text: string, from: number): FhirResource | undefined {
  let depth = 0;
  structure.lastIndex = from;
  for (let token = structure.exec(text); token; token = structure.exec(text)) {
    if (token[0] === '"') {
      let end = token.index;
      do end = text.indexOf('"', end + 1);
      while (end > 0 && isEscaped(text, end));
      if (end < 0) return undefined;
      structure.lastIndex = end + 1;
    } else depth += token[0] === '{' ? 1 : -1;
    if (depth === 0) break;
  }
  try {
    return JSON.parse(text.slice(from, structure.lastIndex)) as FhirResource;
  } catch {
    return undefined;
  }
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}
