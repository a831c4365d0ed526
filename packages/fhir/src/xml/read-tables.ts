import { SaxesParser } from 'saxes';
import type { Issue } from '../result.js';
import { decodeBase64 } from '../internal/decode-base64.js';
import { asObject, asTexts } from '../internal/json.js';
import { rules, unread } from './rules/index.js';
import { partsOf, piecesOf, wholeFields } from './salvage.js';
import type { Piece } from './salvage.js';
import { recordTags, tableTags } from './tables.js';
import type { Row } from './tables.js';

/** Rows of every table of a file, and what was wrong on the way. */
export interface Tables {
  rows: Row[];
  issues: Issue[];
  /** THONGTINDONVI/MACSKCB. */
  site?: string;
  /** Name of the first root, where it looks like one. */
  root?: string;
  /** Fields that no table knows, as `XML1/LA`: the first fifty. */
  unknown: ReadonlySet<string>;
}

class Stop extends Error {
  constructor(readonly issue: Issue) {
    super(issue.code);
  }
}

const illegal = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu;
const deepest = 64;

/** Reads an envelope (tables in base64, inline or CDATA) or tables alone. Throws nothing; a DOCTYPE is refused. */
export function readTables(text: string): Tables {
  const unknown = new Set<string>();
  const out: Tables = { rows: [], issues: [], unknown };
  const state: State = { out, counts: new Map(), file: 0, tags: new Map(), unknown };
  for (const file of filesOf(text)) {
    state.file += 1;
    read(/^[\s\uFEFF]*</u.test(file) ? file : (decodeBase64(file) ?? file), '', state, 0);
  }
  return out;
}

/** A file as it is, or those in the request of a portal: `{files: [base64]}`, `{fileHSBase64}`. */
function filesOf(text: string): string[] {
  if (!/^[\s\uFEFF]*\{/u.test(text)) return [text];
  try {
    const request = asObject(JSON.parse(text.replace(/^[\s\uFEFF]+/u, '')));
    const files = [request?.['files'], request?.['fileHSBase64']].flatMap((given) => asTexts(given));
    return files.length > 0 ? files : [text];
  } catch {
    return [text];
  }
}

interface State {
  out: Tables;
  counts: Map<string, number>;
  file: number;
  tags: Map<string, Tag>;
  unknown: Set<string>;
}

/** Parses one document; when it is not well-formed, once more with the mistakes mended that exporters are known to make; then piece by piece. */
function read(text: string, at: string, state: State, depth: number): void {
  const given = text.replace(/^[\s\uFEFF]+/u, '');
  const rows = state.out.rows.length;
  const counts = new Map(state.counts);
  const { file } = state;
  const first = parse(given, at, state, depth);
  if (!first) return;
  if (first.code === 'malformed-xml' && /<!DOCTYPE/iu.test(given))
    return void state.out.issues.push({ code: 'doctype-refused', severity: 'error', at: at || 'xml' });
  if (first.code !== 'malformed-xml') return void state.out.issues.push(first);
  const undo = (): void => {
    state.out.rows.length = rows;
    state.counts = new Map(counts);
    state.file = file;
  };
  undo();
  const mended = mend(given.replace(illegal, ''));
  if (!parse(mended, at, state, depth)) return;
  // Still broken: what is whole is read record by record.
  undo();
  state.out.issues.push(first);
  for (const piece of piecesOf(mended)) {
    if (piece.kind === 'file') state.file += 1;
    else if (piece.kind === 'content') readContent(piece.text, 'NOIDUNGFILE', state, depth);
    else salvageRecord(piece, state, depth);
  }
}

/**
 * A record of a broken text: whole, or what of it is whole. Fields behind an end tag, or said a second time, are another record whose tag is lost:
 * two drugs never become one.
 */
function salvageRecord({ table, tag, text }: Piece & { kind: 'record' }, state: State, depth: number): void {
  const [first = '', ...rest] = partsOf(text, tag);
  const before = state.out.rows.length;
  const counts = new Map(state.counts);
  if (parse(first, table, state, depth)) {
    state.out.rows.length = before;
    state.counts = counts;
    rest.unshift(first);
  }
  for (const part of rest) {
    let fields = new Map<string, string>();
    const close = (): void => {
      if (fields.size > (fields.has('MA_LK') ? 1 : 0))
        state.out.rows.push(new ReadRow(table, state.file, fields, tag, countOf(state, table)));
      fields = new Map();
    };
    for (const [field, raw] of wholeFields(part)) {
      const value = wordsOf(mendMarkup(raw));
      if (value === undefined || value === '') continue;
      if (!knownFields.get(table)!.has(field) || unread.get(table)?.has(field)) continue;
      if (fields.has(field)) close();
      fields.set(field, value);
    }
    close();
  }
}

function wordsOf(raw: string): string | undefined {
  let words = '';
  const parser = new SaxesParser();
  parser.on('text', (more) => (words += more));
  parser.on('error', (error) => {
    throw error;
  });
  try {
    parser.write(`<x>${raw}</x>`).close();
    return words.trim();
  } catch {
    return undefined;
  }
}

function countOf(state: State, table: string): number {
  const count = (state.counts.get(table) ?? 0) + 1;
  state.counts.set(table, count);
  return count;
}

/** What NOIDUNGFILE holds as text: a table in base64 or, in CDATA, as it is. */
function readContent(value: string, at: string, state: State, nesting: number): void {
  if (value === '') return;
  const inner = value.includes('<') ? value : decodeBase64(value);
  if (inner === undefined || nesting > 0)
    return void state.out.issues.push({ code: 'malformed', severity: 'error', at });
  const before = state.out.rows.length;
  const known = state.out.issues.length;
  read(inner, at, state, nesting + 1);
  const isTable = Object.hasOwn(tableTags, at);
  if (state.out.rows.length === before && state.out.issues.length === known && !isTable)
    state.out.issues.push({ code: 'unsupported', severity: 'warning', at });
}

/** Bare ampersands and less-than signs, the vital-signs syntax written without escaping, declarations inside, tables one after another. */
function mend(text: string): string {
  let mended = '';
  let from = 0;
  for (;;) {
    const open = text.indexOf('<![CDATA[', from);
    const close = open < 0 ? -1 : text.indexOf(']]>', open);
    if (close < 0) return `<x>${mended}${mendMarkup(text.slice(from))}</x>`;
    mended += mendMarkup(text.slice(from, open)) + text.slice(open, close + 3);
    from = close + 3;
  }
}

function mendMarkup(text: string): string {
  return text
    .replace(/<\?xml[^<>]{0,200}\?>/giu, '')
    .replace(/CSST\s*<([^<>]{0,200})>/giu, 'CSST&lt;$1&gt;')
    .replace(/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/giu, '&amp;')
    .replace(/<(?![\p{L}_/!?])/gu, '&lt;');
}

function parse(text: string, at: string, state: State, depth: number): Issue | undefined {
  const parser = new SaxesParser();
  const walker = new Walker(state, depth);
  parser.on('doctype', () => {
    throw new Stop({ code: 'doctype-refused', severity: 'error', at: at || 'xml' });
  });
  parser.on('error', () => {
    throw new Stop({ code: 'malformed-xml', severity: 'error', at: at || 'xml', facts: { line: parser.line } });
  });
  parser.on('opentag', ({ name, attributes }) => walker.open(name, attributes));
  parser.on('text', (words) => walker.text(words));
  parser.on('cdata', (words) => walker.text(words));
  parser.on('closetag', () => walker.close());
  try {
    parser.write(text).close();
    return undefined;
  } catch (error) {
    return error instanceof Stop ? error.issue : { code: 'malformed-xml', severity: 'error', at: at || 'xml' };
  }
}

const knownFields: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(rules).map(([table, fields]) => [table, new Set(Object.keys(fields))]),
);

/** What a tag's name says; a file has few names and says each of them thousands of times. */
interface Tag {
  name: string;
  /** Table whose record it opens. */
  table: string | undefined;
  mayBeField: boolean;
}

/** Where a row stands is put into words only when something is told of it. */
class ReadRow implements Row {
  constructor(
    readonly table: string,
    readonly file: number,
    readonly fields: ReadonlyMap<string, string>,
    private readonly tag: string,
    private readonly count: number,
  ) {}

  get at(): string {
    return `${this.table}/${this.tag}[${this.count}]`;
  }
}

interface OpenRow {
  table: string;
  tag: string;
  depth: number;
  fields: Map<string, string>;
  known: ReadonlySet<string>;
  unread: ReadonlySet<string> | undefined;
}

/** Turns tags into rows: a record tag opens a row, its children are the fields. */
class Walker {
  readonly #open: Tag[] = [];
  #words = '';
  #row: OpenRow | undefined;
  #kind = '';
  #childOfContent = false;

  constructor(
    private readonly state: State,
    private readonly nesting: number,
  ) {}

  open(qualified: string, attributes: Readonly<Record<string, string>>): void {
    const { tags } = this.state;
    let tag = tags.get(qualified);
    if (tag === undefined) tags.set(qualified, (tag = tagOf(qualified)));
    const { name, table } = tag;
    if (this.#open.length >= deepest)
      throw new Stop({ code: 'too-large', severity: 'error', at: 'xml', facts: { limit: deepest } });
    this.#words = '';
    if (this.#row) {
      this.#open.push(tag);
      return;
    }
    if (this.#open.at(-1)?.name === 'NOIDUNGFILE') this.#childOfContent = true;
    if (name === 'NOIDUNGFILE') this.#childOfContent = false;
    if (name === 'HOSO') this.state.file += 1;
    if (name === 'FILEHOSO') this.#kind = '';
    if (this.#open.length === 0 && tag.mayBeField && name !== 'X') this.state.out.root ??= name;
    this.#open.push(tag);
    if (table === undefined) return;
    this.#row = {
      table,
      tag: name,
      depth: this.#open.length,
      fields: new Map(),
      known: knownFields.get(table)!,
      unread: unread.get(table),
    };
    // Some exporters write a record's fields as attributes of its tag.
    for (const key in attributes) {
      const field = key.toUpperCase();
      const value = attributes[key]!.trim();
      if (value !== '' && Object.hasOwn(rules[table]!, field) && !this.#row.unread?.has(field))
        this.#row.fields.set(field, value);
    }
  }

  text(words: string): void {
    this.#words += words;
  }

  close(): void {
    const depth = this.#open.length;
    const { name, mayBeField } = this.#open.pop()!;
    const value = this.#words.trim();
    this.#words = '';
    if (this.#row) return this.#closeInRow(name, mayBeField ? value : '', depth);
    if (name === 'LOAIHOSO') this.#kind = value.toUpperCase();
    if (name === 'MACSKCB' && value) this.state.out.site ??= value;
    if (name === 'NOIDUNGFILE' && !this.#childOfContent) this.#openContent(value);
  }

  #closeInRow(name: string, value: string, depth: number): void {
    const row = this.#row!;
    if (depth === row.depth + 1 && value !== '' && !row.unread?.has(name)) {
      if (!row.known.has(name) && this.state.unknown.size < 50) this.state.unknown.add(`${row.table}/${name}`);
      const known = row.fields.get(name);
      row.fields.set(name, known === undefined || known === value ? value : `${known}; ${value}`);
    }
    if (depth > row.depth) return;
    const count = countOf(this.state, row.table);
    this.state.out.rows.push(new ReadRow(row.table, this.state.file, row.fields, row.tag, count));
    this.#row = undefined;
  }

  #openContent(value: string): void {
    readContent(value, /^XML\d{1,2}$/u.test(this.#kind) ? this.#kind : 'NOIDUNGFILE', this.state, this.nesting);
  }
}

function tagOf(qualified: string): Tag {
  const name = qualified.slice(qualified.indexOf(':') + 1).toUpperCase();
  return {
    name,
    table: Object.hasOwn(recordTags, name) ? recordTags[name] : undefined,
    mayBeField: /^[A-Z][A-Z0-9_]{0,63}$/u.test(name),
  };
}
