import { narrativeText, recordSections, type RecordEntry, type RecordModel, type RecordSection } from '@diemcau/fhir';
import type { FoundEntry, MarkedText, RecordFindings } from '../../internal/reading.types.js';
import { foldText, foldUnit } from '../fold-text.js';

/** Characters of a narrative that are searched. */
const longestNarrative = 50_000;
/** Characters around a match that are shown. */
const around = 60;

interface Indexed {
  entry: RecordEntry;
  section: RecordSection;
  title: string;
  /** All that is said of the entry, folded. */
  all: string;
}

/** All entries with their words folded, made once for a record. */
export type SearchIndex = readonly Indexed[];

/** Texts of an entry beside its title, and what they are of. */
function textsOf(entry: RecordEntry): { of: string; text: string }[] {
  const { code, otherCodes = [], value, parts = [], facts, source, narrative, attachment } = entry;
  const texts: { of: string; text: string }[] = [];
  const add = (of: string, text: string | undefined) => text && texts.push({ of, text });
  if (value) add('value', [value.text, value.unit].filter(Boolean).join(' '));
  for (const part of parts) add('value', [part.title, part.value?.text, part.value?.unit].filter(Boolean).join(' '));
  for (const { key, text } of facts) add(key, text);
  add('code', [code?.slice(code.indexOf('|') + 1), ...otherCodes].filter(Boolean).join(' '));
  add('source', source);
  add('title', attachment?.title);
  if (narrative) add('text', narrativeText(narrative, longestNarrative));
  return texts;
}

/** Folds the words of a record; equal texts, of which a record is full, are folded once. */
export function indexOf(sections: RecordModel['sections']): SearchIndex {
  const known = new Map<string, string>();
  const fold = (text: string): string => {
    if (text.length > 400) return foldText(text);
    let plain = known.get(text);
    if (plain === undefined) known.set(text, (plain = foldText(text)));
    return plain;
  };
  const index: Indexed[] = [];
  for (const section of recordSections) {
    if (section === 'patient') continue;
    for (const entry of sections[section].entries) {
      const title = fold(entry.title);
      let all = title;
      for (const { text } of textsOf(entry)) all += `\n${fold(text)}`;
      index.push({ entry, section, title, all });
    }
  }
  return index;
}

/** Words of a query, each of which must be found, in any order; a code keeps its dots. */
export function wordsOf(query: string): string[] {
  return [
    ...new Set(
      foldText(query)
        .split(/[\s,;]+/u)
        .filter(Boolean),
    ),
  ];
}

/**
 * Finds entries that have every word of a query. Within a section those come first whose title has all words, then at the beginning
 * of words, else in the record's order.
 */
export function find(index: SearchIndex, query: string, limit: number): RecordFindings {
  // The longest word first: most entries lack it.
  const words = wordsOf(query).sort((a, b) => b.length - a.length);
  const found = new Map<RecordSection, { one: Indexed; rank: number }[]>();
  let count = 0;
  if (words.length > 0)
    for (const one of index) {
      if (!words.every((word) => one.all.includes(word))) continue;
      count++;
      const inTitle = words.every((word) => one.title.includes(word));
      const place = !inTitle ? 2 : words.every((word) => startsWord(one.title, word)) ? 0 : 1;
      // What machines made comes behind all that people did.
      const rank = one.entry.flags.includes('machine') ? place + 3 : place;
      const list = found.get(one.section);
      if (list) list.push({ one, rank });
      else found.set(one.section, [{ one, rank }]);
    }
  return {
    count,
    searched: index.length,
    sections: [...found].map(([section, list]) => ({
      section,
      count: list.length,
      hits: list
        .sort((a, b) => a.rank - b.rank)
        .slice(0, limit)
        .map(({ one }) => hitOf(one, words)),
    })),
  };
}

function startsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (at === 0 || !/[a-z0-9]/.test(text[at - 1]!)) return true;
  return false;
}

function hitOf({ entry, title }: Indexed, words: readonly string[]): FoundEntry {
  const { key, date, flags, status, source, value } = entry;
  const hit: FoundEntry = { key, title: { text: entry.title, marks: marksOf(entry.title, words) }, flags };
  if (status) hit.status = status;
  if (date) hit.date = date;
  if (source) hit.source = source;
  if (value) hit.value = value;
  const left = words.filter((word) => !title.includes(word));
  if (left.length === 0) return hit;
  const also = textsOf(entry)
    .map((one) => ({ ...one, matched: left.filter((word) => foldText(one.text).includes(word)).length }))
    .sort((a, b) => b.matched - a.matched)[0];
  if (also && also.matched > 0) hit.also = { of: also.of, ...excerpt(also.text, left) };
  return hit;
}

/** Where the words stand in a text as it is written. */
function marksOf(text: string, words: readonly string[]): [number, number][] {
  let plain = '';
  const origin: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = foldUnit(text.charCodeAt(at));
    for (let n = 0; n < unit.length; n++) origin.push(at);
    plain += unit;
  }
  const marks: [number, number][] = [];
  for (const word of words)
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
      // Marks that stand behind the last letter belong to it.
      const last = at + word.length;
      marks.push([origin[at]!, last < origin.length ? origin[last]! : text.length]);
    }
  marks.sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const mark of marks) {
    const before = joined.at(-1);
    if (before && mark[0] <= before[1]) before[1] = Math.max(before[1], mark[1]);
    else joined.push(mark);
  }
  return joined;
}

/** The words around the first match. */
function excerpt(text: string, words: readonly string[]): MarkedText {
  const first = marksOf(text, words)[0]?.[0] ?? 0;
  let start = Math.max(0, first - around);
  if (start > 0) start = text.indexOf(' ', start) + 1 || start;
  if (start > first) start = first;
  let end = Math.min(text.length, first + 2 * around);
  if (end < text.length) end = Math.max(text.lastIndexOf(' ', end), first + 1);
  const cut = `${start > 0 ? '… ' : ''}${text.slice(start, end)}${end < text.length ? ' …' : ''}`;
  return { text: cut, marks: marksOf(cut, words) };
}
