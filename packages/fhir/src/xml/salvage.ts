import { tableTags } from './tables.js';

/** One whole thing in a text that is not well-formed. */
export type Piece =
  | { kind: 'file' }
  /** What stands in NOIDUNGFILE, when that is no element. */
  | { kind: 'content'; text: string }
  /** One record of a table, from its tag to where the next thing begins. */
  | { kind: 'record'; table: string; tag: string; text: string };

const tableOf = new Map(Object.entries(tableTags).map(([table, { record }]) => [record, table]));
const starts = new RegExp(`<(?:[\\w.-]+:)?(HOSO|NOIDUNGFILE|${[...tableOf.keys()].join('|')})(?=[\\s/>])`, 'giu');

/** Cuts a broken text at the tags where something new begins, so that one break costs one record. Comments are left out. */
export function piecesOf(broken: string): Piece[] {
  const text = withoutComments(broken);
  const marks = [...text.matchAll(starts)];
  return marks.map((mark, index): Piece => {
    const tag = mark[1]!.toUpperCase();
    const piece = text.slice(mark.index, marks[index + 1]?.index);
    if (tag === 'HOSO') return { kind: 'file' };
    if (tag === 'NOIDUNGFILE') return { kind: 'content', text: /^[^>]*>([^<]*)/u.exec(piece)?.[1]?.trim() ?? '' };
    return { kind: 'record', table: tableOf.get(tag)!, tag, text: piece };
  });
}

/** A piece parted behind each end tag of its record: what follows the first is no part of that record. */
export function partsOf(piece: string, tag: string): string[] {
  return piece.split(new RegExp(`(?<=</(?:[\\w.-]{1,40}:)?${tag}\\s{0,20}>)`, 'iu'));
}

/** The fields of a broken record that are whole: a tag, words without markup, the same tag again. */
export function wholeFields(record: string): [field: string, raw: string][] {
  return [
    ...record.matchAll(/<(?:[\w.-]+:)?([A-Za-z]\w{0,63})(?:\s[^<>]{0,500})?>([^<]*)<\/(?:[\w.-]+:)?\1\s*>/gu),
  ].map(([, field, raw]) => [field!.toUpperCase(), raw!]);
}

function withoutComments(text: string): string {
  let left = '';
  let from = 0;
  for (;;) {
    const open = text.indexOf('<!--', from);
    const close = open < 0 ? -1 : text.indexOf('-->', open + 4);
    if (close < 0) return left + text.slice(from);
    left += text.slice(from, open);
    from = close + 3;
  }
}
