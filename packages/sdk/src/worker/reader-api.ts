import {
  caseRequestFromRecord,
  newestPagesCount,
  newestPageSize,
  parseRecordText,
  RecordMerge,
  toShareDocument,
  type ReadRecordOptions,
  type RecordEntry,
  type RecordModel,
  type RecordSection,
} from '@diemcau/fhir';
import type { IpsOptions } from '@diemcau/fhir/ips';
import { DiemcauError } from '@diemcau/protocol';
import type { CopyKind } from '../record/record.types.js';
import type { CopiedSource, MadeCopy } from './copies/copy-sources.js';
import type { RecordSummary, ShareMeta } from '../internal/records.types.js';
import type { ResultQuestion } from '../internal/results.types.js';
import type { Bundle } from 'fhir/r4';
import { firstPagesOf, type SourceKind } from './first-pages.js';
import { excerptOf, type Excerpt } from './excerpt.js';
import { glimpse, searched } from './glimpse.js';
import type { LookedBefore, RecordFilter, RecordLooks, RecordNews } from '../internal/reading.types.js';
import { foldText } from './fold-text.js';
import { maxSource, textOfBytes } from '../internal/text-of-bytes.js';
import { createLooking } from './look/looking.js';
import { overviewOf } from './look/overview.js';
import { markNews, seenOf } from './look/seen.js';
import { maskRestricted } from './mask-restricted.js';
import { newestFirst } from './newest-first.js';
import { answerResults } from './results/answer-results.js';
import { PagedSource } from './paged-source.js';
import { openSource, parseSource, type ReadSource } from './read-source.js';

/** Entries of each section in the first answer; more by pages. */
const firstPage = newestPageSize;

/** What runs in the worker (or on the main thread where there can be none). Answers are JSON text: it crosses faster than objects. */
export interface ReaderApi {
  ready(): true;
  /** A first look at what `firstPages` found or at an excerpt; answers its summary, `''` where there is none. */
  glance(of: string | Excerpt, options?: ReadRecordOptions): string;
  /** Takes a part of a long text; forgets them all where none is given. */
  part(parts: string, text?: string): void;
  /** Takes a source in; answers a `Look`, of the whole at once where none is asked for or worth it. */
  begin(
    reading: string,
    source: Portable,
    kind: SourceKind,
    options?: ReadRecordOptions,
    look?: boolean,
  ): Promise<string>;
  /** Reads what a look left; answers the whole summary. */
  complete(reading: string): Promise<string>;
  /** Takes in a page of a server's answers; answers a `PageNote`. */
  addPage(reading: string, page: ArrayBuffer): Promise<string>;
  /** Reads the pages so far: the newest of each section, or (`whole`) all, which joins the reading. Answers a summary. */
  readPages(reading: string, options: ReadRecordOptions & { whole: boolean; incomplete: boolean }): string;
  /** What the reader saw before: what is new will be marked. */
  remember(reading: string, before: LookedBefore): void;
  page(
    reading: string,
    section: RecordSection,
    offset: number,
    limit: number,
    query?: string,
    filter?: RecordFilter,
  ): string;
  look<What extends keyof RecordLooks>(reading: string, what: What, ask: RecordLooks[What]['ask']): string;
  seen(reading: string): string;
  /** A question about results (`ResultQuestions`). */
  results(reading: string, question: ResultQuestion): string;
  attachment(reading: string, entryKey: string): string;
  /** Shows what is restricted, or masks it again; answers the whole summary, or nothing while nothing was read. */
  reveal(reading: string, shown: boolean): string;
  drop(reading: string): void;
  prefill(source: Portable): Promise<string>;
  shareDocument(source: string, meta: ShareMeta): string;
  copy(sources: GivenPortable[], kind: CopyKind, options: IpsOptions): Promise<MadeCopy>;
  hash(sources: GivenPortable[]): Promise<string | undefined>;
}

/** A source to be copied, as it crosses. */
export interface GivenPortable {
  source: Portable;
  kind: SourceKind | 'page';
  incomplete?: boolean;
}

/** A source as it crosses; `parts`: a text of which each part crossed before. */
export type Portable = string | ArrayBuffer | Blob | { parts: string };

/** What is known of a source so far; `whole`: nothing is left to read. */
export interface Look {
  whole: boolean;
  summary: RecordSummary;
}

/** Characters or bytes from which a first look is worth a message of its own. */
const longSource = 200_000;

/** Makes the reader; models are held by the name of their reading until it is dropped. */
export function createReaderApi(): ReaderApi {
  /** All that a reading holds, what is restricted too. */
  const joined = new Map<string, RecordModel>();
  const merges = new Map<string, RecordMerge>();
  const whole = new Map<string, RecordModel>();
  const paged = new Map<string, PagedSource>();

  const unread = new Map<string, () => Promise<RecordModel>>();
  /** Readings that were begun and not dropped since. */
  const open = new Set<string>();
  const remembered = new Map<string, LookedBefore>();
  const news = new Map<string, RecordNews>();
  const looking = createLooking((reading) => modelOfReading(reading).sections, Date.now);
  /** Readings in which what is restricted is shown. */
  const revealed = new Set<string>();

  const parts = new Map<string, string[]>();

  async function textOf(source: Portable): Promise<string> {
    if (typeof source === 'string') return source;
    if (!('parts' in source)) return textOfBytes(source);
    const text = (parts.get(source.parts) ?? []).join('');
    parts.delete(source.parts);
    return text;
  }

  function sizeOf(source: Portable): number {
    if (typeof source === 'string') return source.length;
    if ('parts' in source) return (parts.get(source.parts) ?? []).reduce((sum, { length }) => sum + length, 0);
    return source instanceof Blob ? source.size : source.byteLength;
  }

  /** Adds a model to a reading; all of it so far, newest first. */
  function join(reading: string, one: RecordModel): RecordModel {
    if (!open.has(reading)) throw new DiemcauError('record/share-ended');
    const known = joined.get(reading);
    let merge = merges.get(reading);
    if (known && !merge) {
      merges.set(reading, (merge = new RecordMerge()));
      merge.add(known);
    }
    if (merge && !merge.add(one)) throw new DiemcauError('record/patient-conflict', { at: 'sources' });
    const all = merge?.model ?? one;
    joined.set(reading, all);
    return settle(reading, all);
  }

  /** What every question is answered from: without what is restricted, unless it was opened. */
  function settle(reading: string, all: RecordModel): RecordModel {
    const model = permitted(reading, all);
    for (const section of Object.values(model.sections)) section.entries = humanFirst(newestFirst(section.entries));
    const before = remembered.get(reading);
    if (before) news.set(reading, markNews(model.sections, before.seen, before.at));
    looking.forget(reading);
    whole.set(reading, model);
    return model;
  }

  const permitted = (reading: string, model: RecordModel) => (revealed.has(reading) ? model : maskRestricted(model));

  function modelOfReading(reading: string): RecordModel {
    const model = whole.get(reading);
    if (!model) throw new DiemcauError('record/share-ended');
    return model;
  }

  return {
    ready: () => true,

    glance(of, options) {
      const model = lookAt(typeof of === 'string' ? shared(of) : glimpse(of), options);
      return model ? JSON.stringify(summaryOf(maskRestricted(model))) : '';
    },

    part(name, text) {
      if (text === undefined) parts.delete(name);
      else parts.set(name, [...(parts.get(name) ?? []), text]);
    },

    async begin(reading, source, kind, options, wantsLook) {
      open.add(reading);
      const answer = (whole: boolean, model: RecordModel) =>
        JSON.stringify({
          whole,
          summary: whole ? summaryOf(model, news.get(reading)) : summaryOf(permitted(reading, model)),
        } satisfies Look);
      const opened = (text: string) => openSource(parse(text, kind), options);
      // What is added to a record joins it whole: the first pages would change twice.
      const looks = wantsLook === true && sizeOf(source) >= longSource && !whole.has(reading);
      // What is too large is refused before anything of it is shown.
      const first = looks && sizeOf(source) <= maxSource ? await firstPagesOfBytes(source, kind) : undefined;
      let look = first === undefined ? undefined : lookAt(shared(first), options);
      let rest = async () => opened(await textOf(source)).whole();
      if (!look) {
        let text = await textOf(source);
        look = looks && kind === 'source' ? lookAt(glimpseOf(text), options) : undefined;
        const parsed = look ? undefined : opened(text);
        if (parsed && !looks) return answer(true, join(reading, parsed.whole()));
        look ??= parsed!.newest(firstPage);
        rest = async () => {
          if (parsed) return parsed.whole();
          const given = text;
          text = '';
          return opened(given).whole();
        };
      }
      if (!open.has(reading)) throw new DiemcauError('record/share-ended');
      unread.set(reading, rest);
      return answer(false, look);
    },

    async complete(reading) {
      const read = unread.get(reading);
      if (!read) throw new DiemcauError('record/share-ended');
      unread.delete(reading);
      const model = join(reading, await read());
      return JSON.stringify(summaryOf(model, news.get(reading)));
    },

    async addPage(reading, page) {
      open.add(reading);
      const parsed = parseRecordText(await textOfBytes(page));
      let source = paged.get(reading);
      if (!source) paged.set(reading, (source = new PagedSource()));
      return JSON.stringify(source.add(parsed));
    },

    readPages(reading, { whole: all, incomplete, ...options }) {
      const bundle = (paged.get(reading) ?? new PagedSource()).bundle(incomplete);
      const opened = openSource({ fhir: bundle, from: 'fhir' }, options);
      if (!all) return JSON.stringify(summaryOf(permitted(reading, opened.newest(firstPage))));
      paged.delete(reading);
      const model = join(reading, opened.whole());
      return JSON.stringify(summaryOf(model, news.get(reading)));
    },

    page(reading, section, offset, limit, query, filter) {
      const entries = looking.entries(reading, section, filter);
      const folded = query && foldText(query);
      const wanted = folded ? entries.filter((entry) => matches(entry, folded)) : entries;
      return JSON.stringify(wanted.slice(offset, offset + limit));
    },

    remember: (reading, before) => void remembered.set(reading, before),

    look: (reading, what, ask) => looking.look(reading, what, ask),

    seen: (reading) => seenOf(modelOfReading(reading).sections),

    results: (reading, question) => JSON.stringify(answerResults(modelOfReading(reading), question, matchesQuery)),

    attachment(reading, entryKey) {
      for (const { entries } of Object.values(modelOfReading(reading).sections)) {
        const found = entries.find(({ key }) => key === entryKey)?.attachment;
        if (found) return JSON.stringify(found);
      }
      throw new DiemcauError('request/not-found', { at: 'attachment' });
    },

    reveal(reading, shown) {
      if (shown) revealed.add(reading);
      else revealed.delete(reading);
      const all = joined.get(reading);
      return all ? JSON.stringify(summaryOf(settle(reading, all), news.get(reading))) : '';
    },

    drop(reading) {
      open.delete(reading);
      revealed.delete(reading);
      joined.delete(reading);
      merges.delete(reading);
      paged.delete(reading);
      unread.delete(reading);
      whole.delete(reading);
      remembered.delete(reading);
      news.delete(reading);
      looking.forget(reading);
    },

    async prefill(source) {
      const parsed = parseSource(await textOf(source));
      return JSON.stringify({ request: caseRequestFromRecord(openSource(parsed).whole()), from: parsed.from });
    },

    async copy(sources, kind, options) {
      const { ipsCopy, insuranceCopy } = await import('./copies/copy-sources.js');
      return kind === 'ips'
        ? ipsCopy(await copied(sources, textOf), options)
        : insuranceCopy(await copied(sources, textOf), options);
    },

    async hash(sources) {
      const { sourceHash } = await import('./copies/copy-sources.js');
      return sourceHash(await copied(sources, textOf));
    },

    shareDocument(source, meta) {
      const { fhir } = parseSource(source);
      const { ok, issues } = toShareDocument({
        ...meta,
        bundle: fhir,
        withheld: meta.withheld as RecordSection[],
      } as never);
      if (!ok) throw new DiemcauError('record/malformed', { at: issues[0]?.at });
      return JSON.stringify(ok);
    },
  };
}

function parse(text: string, kind: SourceKind): ReadSource {
  return kind === 'batch' ? { fhir: resourceOfBatch(text), from: 'fhir' } : parseSource(text);
}

async function copied(
  sources: readonly GivenPortable[],
  textOf: (source: Portable) => Promise<string>,
): Promise<CopiedSource[]> {
  const found: CopiedSource[] = [];
  let pages: { source: PagedSource; texts: string[] } | undefined;
  for (const { source, kind, incomplete } of sources) {
    const text = await textOf(source);
    if (kind === 'page') {
      pages ??= { source: new PagedSource(), texts: [] };
      pages.source.add(parseSource(text).fhir);
      pages.texts.push(text);
      if (incomplete === undefined) continue;
      found.push({ text: pages.texts.join('\n'), fhir: pages.source.bundle(incomplete), kind: 'source' });
      pages = undefined;
    } else found.push({ text, fhir: parse(text, kind).fhir, kind });
  }
  return found;
}

/** What machines made stands behind what people did, each in its order. */
function humanFirst(entries: readonly RecordEntry[]): RecordEntry[] {
  const isMachine = ({ flags }: RecordEntry) => flags.includes('machine');
  return [...entries.filter((entry) => !isMachine(entry)), ...entries.filter(isMachine)];
}

/** What crosses: facts of the whole, what holds now, and the first page of each section. */
function summaryOf(
  { patient, sections, setAside, notDisplayed, total, source }: RecordModel,
  news?: RecordNews,
): RecordSummary {
  const pages = Object.entries(sections).map(([section, one]) => [
    section,
    { ...one, entries: one.entries.slice(0, firstPage), ...machinePage(one.entries) },
  ]);
  return {
    patient,
    sections: Object.fromEntries(pages) as RecordSummary['sections'],
    overview: overviewOf(sections, Date.now()),
    news,
    setAside,
    notDisplayed,
    total,
    source,
  };
}

function machinePage(entries: readonly RecordEntry[]): Pick<RecordSummary['sections'][RecordSection], 'machine'> {
  const made = entries.filter(({ flags }) => flags.includes('machine'));
  return made.length > 0 ? { machine: { count: made.length, entries: made.slice(0, firstPage) } } : {};
}

/** Bytes that are decoded at a time in search of the first pages. */
const piece = 256_000;

/** In text they were sought before it crossed. */
async function firstPagesOfBytes(source: Portable, kind: SourceKind): Promise<string | undefined> {
  if (!(source instanceof Blob || source instanceof ArrayBuffer)) return undefined;
  const find = firstPagesOf(kind);
  const size = source instanceof Blob ? source.size : source.byteLength;
  for (let at = 0; at < size; at += piece) {
    const bytes = source instanceof Blob ? await source.slice(at, at + piece).arrayBuffer() : source;
    const found = find(bytes === source ? new Uint8Array(bytes).subarray(at, at + piece) : new Uint8Array(bytes));
    if (found !== undefined) return found ?? undefined;
  }
  return undefined;
}

/** The document that `firstPages` cut out; nothing where what was taken for it is none. */
function shared(text: string): Bundle | undefined {
  try {
    const parsed = JSON.parse(text) as Partial<Bundle>;
    const inner = parsed.entry?.[0]?.resource;
    const bundle = (inner?.resourceType === 'Bundle' ? inner : parsed) as Bundle;
    // Only what really ends between two entries of that list is JSON once it is closed so.
    return bundle.entry?.length === newestPagesCount(text) ? bundle : undefined;
  } catch {
    return undefined;
  }
}

/** Characters from which a text without order is searched all through sooner than it is parsed. */
const worthSearching = 10_000_000;

function glimpseOf(text: string): Bundle | undefined {
  if (text.length > maxSource) return undefined;
  return glimpse(excerptOf(text)) ?? (text.length > worthSearching ? searched(text) : undefined);
}

function lookAt(fhir: Bundle | undefined, options?: ReadRecordOptions): RecordModel | undefined {
  return fhir && openSource({ fhir, from: 'fhir' }, options).newest(firstPage);
}

/** The one resource of a batch-response. */
function resourceOfBatch(text: string): unknown {
  let entry: { resource?: unknown; response?: { status?: string } } | undefined;
  try {
    [entry] = (JSON.parse(text) as { entry?: [typeof entry] }).entry ?? [];
  } catch {
    throw new DiemcauError('network/response-malformed', { at: 'Bundle' });
  }
  const status = Number.parseInt(entry?.response?.status ?? '', 10);
  if (status === 404 || status === 410) throw new DiemcauError('record/share-ended');
  if (!(status >= 200 && status < 300) || !entry?.resource)
    throw new DiemcauError('network/response-malformed', { at: 'Bundle.entry' });
  return entry.resource;
}

const matchesQuery = (entry: RecordEntry, query: string): boolean => matches(entry, foldText(query));

function matches(entry: RecordEntry, query: string): boolean {
  const texts = [
    entry.title,
    entry.value?.text,
    ...entry.facts.map(({ text }) => text),
    ...(entry.parts ?? []).map(({ title }) => title),
  ];
  return texts.some((text) => text !== undefined && foldText(text).includes(query));
}
