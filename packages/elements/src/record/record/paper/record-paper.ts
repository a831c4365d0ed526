import type { RecordEntry, RecordSection } from '@diemcau/fhir';
import type { RecordStore, RecordStoreState, RecordTrace } from '@diemcau/sdk';
import { dateTimeText } from '../../../internal/format/date-time-text.js';
import { codeWords } from '../code-words.js';
import { flagWord } from '../flag-word.js';
import { isReading } from '../is-reading.js';
import type { PrintKind } from '../copies/copies.events.js';
import { voiding } from '../views/flag-view.js';
import type { Say } from '../views/say.js';
import { entryBlocks, make, valueText, type Setting } from './entry-blocks.js';
import { piecesOf } from './narrative-lines.js';
import { batch, Pages, type Block } from './pages.js';
import type { PaperMessages } from './paper.messages.js';
import { qrCode } from './qr-code.js';

/** A record to be printed. */
export interface PaperPlan {
  kind: PrintKind;
  /** Sections in their order, with their titles; of a summary those that it speaks of. */
  sections: readonly { name: RecordSection; title: string }[];
  store: Pick<RecordStore, 'page' | 'snapshot'>;
  say: Say;
  words: PaperMessages;
  /** What is restricted is printed too. */
  includeRestricted: boolean;
  trace?: RecordTrace;
  /** Who prints, and where. */
  person?: string;
  site?: string;
  /** Set behind the text of a shared record. */
  watermark?: string;
}

/** How far it is. */
export interface PaperProgress {
  pages: number;
  entries: number;
}

/** Entries that are fetched at once. */
const fetched = 200;
/** Milliseconds of work after which the page gets its turn. */
const slice = 8;

/** Sets a record on pages in a document of its own, while the page around goes on; answers how many there are. */
export async function layOutRecord(
  page: Document,
  plan: PaperPlan,
  { signal, progress }: { signal: AbortSignal; progress?(now: PaperProgress): void },
): Promise<number> {
  const body = make(page, 'main');
  page.body.append(body);
  const setting: Setting = { page, say: plan.say, words: plan.words };
  const pages = new Pages(body, partsOf(plan, setting));
  const turn = turns(signal);
  let entries = 0;
  const place = async (blocks: readonly Block[]) => {
    for (let at = 0; at < blocks.length; at += batch) {
      pages.place(blocks.slice(at, at + batch));
      progress?.({ pages: pages.pages.length, entries });
      await turn();
    }
  };
  await place(openingBlocks(plan, setting));
  if (plan.kind === 'summary') await place(summaryBlocks(plan, setting));
  else
    for (const { name, title } of plan.sections) {
      pages.section = undefined;
      const section = plan.store.snapshot.sections[name];
      const rows = section.count > 0 || section.entries.length > 0;
      await place(headingBlocks(title, section, plan, setting, rows));
      pages.section = title;
      let waiting: Block[] = [];
      for await (const entry of entriesOf(name, plan, signal)) {
        if (entry === 'failed') {
          waiting.push({ node: make(page, 'p', 'critical', plan.words.failedPages) });
          break;
        }
        if (entry.flags.includes('restricted') && !plan.includeRestricted) continue;
        waiting.push(...(await entryBlocks(entry, name, setting)));
        entries++;
        if (waiting.length >= batch) await place(waiting.splice(0));
        else await turn();
      }
      await place(waiting);
      waiting = [];
    }
  pages.section = undefined;
  await place(closingBlocks(plan, setting));
  const total = pages.pages.length;
  for (const [index, one] of pages.pages.entries()) {
    one.querySelector('.foot .number')!.textContent = plan.words.page(index + 1, total);
    if (index % 50 === 49) await turn();
  }
  return total;
}

/** Lets the page have its turn when enough was done; throws when what is done is no longer wanted. */
function turns(signal: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    signal.throwIfAborted();
    if (performance.now() - since < slice) return;
    await new Promise((next) => setTimeout(next));
    signal.throwIfAborted();
    since = performance.now();
  };
}

async function* entriesOf(
  name: RecordSection,
  { store }: PaperPlan,
  signal: AbortSignal,
): AsyncGenerator<RecordEntry | 'failed'> {
  const { count, entries } = store.snapshot.sections[name];
  if (entries.length >= count) return yield* entries;
  for (let offset = 0; offset < count;) {
    const more = await store.page(name, { offset, limit: fetched, signal }).catch(() => undefined);
    signal.throwIfAborted();
    if (!more || more.length === 0) return yield 'failed' as const;
    yield* more;
    offset += more.length;
  }
}

function partsOf(plan: PaperPlan, { page, say, words }: Setting) {
  const { patient } = plan.store.snapshot;
  const identity = patient
    ? [
        make(page, 'strong', '', patient.name),
        say.t.genders[patient.gender ?? 'unknown'],
        patient.birthDate && `${say.t.born} ${say.date(patient.birthDate)} (${say.age(patient.birthDate)})`,
        ...patient.identifiers.slice(0, 2).map(({ kind, value }) => `${say.t.identifiers[kind]}: ${value}`),
      ]
    : [make(page, 'strong', '', say.t.noPatient)];
  const head = make(page, 'div', 'running', ...identity.map((one) => one && make(page, 'span', '', one)));
  const code = plan.trace?.code ? words.lookup(plan.trace.code) : words.noLookup;
  const foot = make(
    page,
    'div',
    'foot',
    make(page, 'span', '', `${words.converted} · ${code} · ${printedText(plan)}`),
    make(page, 'span', 'number'),
  );
  const mark = plan.watermark
    ? make(page, 'div', 'watermark', ...Array.from({ length: 4 }, () => make(page, 'div', '', plan.watermark)))
    : undefined;
  mark?.setAttribute('aria-hidden', 'true');
  const columns = [say.t.columnName, say.t.columnValue, say.t.columnRange, say.t.columnDate];
  const classes = ['name', 'value', 'range', 'when'];
  return {
    page() {
      const flow = make(page, 'div', 'flow');
      const one = make(
        page,
        'section',
        'page',
        mark?.cloneNode(true),
        head.cloneNode(true),
        flow,
        foot.cloneNode(true),
      );
      return { page: one, flow };
    },
    table() {
      const rows = make(page, 'tbody');
      const cells = columns.map((column, at) => {
        const cell = make(page, 'th', classes[at], column);
        cell.scope = 'col';
        return cell;
      });
      return { table: make(page, 'table', '', make(page, 'thead', '', make(page, 'tr', '', ...cells)), rows), rows };
    },
    continued: (title: string) => make(page, 'p', 'continued', words.continued(title)),
  };
}

function printedText({ trace, person = '', site = '', words }: PaperPlan): string {
  return words.printed(dateTimeText(trace?.at ?? new Date()), person, site);
}

/** The first page's head: what this is, where it comes from, how it is traced, and what must not be missed. */
function openingBlocks(plan: PaperPlan, { page, say, words }: Setting): Block[] {
  const { snapshot } = plan.store;
  const { source, share, patient } = snapshot;
  const { trace } = plan;
  const qr = trace && qrCode(page, trace.link, share ? words.qrShared : words.qrOwn);
  const line = (text: string | undefined | false, className = '') => text && make(page, 'p', className, text);
  const title = make(
    page,
    'div',
    'title',
    make(
      page,
      'div',
      '',
      make(page, 'h1', '', words[plan.kind]),
      line(plan.kind === 'sections' && words.partOf(plan.sections.map((one) => one.title).join(', '))),
      line(plan.kind === 'summary' && words.summaryOf),
      make(
        page,
        'div',
        'converted',
        line(words.converted, 'critical'),
        line(trace?.code ? words.lookup(trace.code) : words.noLookup),
        line(trace?.hash && words.hash(trace.hash), 'small'),
        line(printedText(plan)),
        line(qr && (share ? words.qrShared : words.qrOwn), 'small'),
      ),
      line(
        [
          share && say.t.sharedBy(say.site(share.fromSite)),
          share && share.documents > 1 && say.t.documentsShared(share.documents),
          source?.kind === 'insurance-xml' && say.t.fromInsurance,
          source?.title,
          source?.author,
          source?.date && say.t.sourceDate(say.date(source.date)),
        ]
          .filter(Boolean)
          .join(' · ') || undefined,
      ),
    ),
    qr,
  );
  const person = patient
    ? [
        ...patient.identifiers.slice(2).map(({ kind, value }) => `${say.t.identifiers[kind]}: ${value}`),
        patient.address,
        patient.deceased && say.t.deceased,
      ].filter((text): text is string => Boolean(text))
    : [];
  const blocks: Block[] = [{ node: title }];
  for (const text of piecesOf(person.join(' · '))) blocks.push({ node: make(page, 'p', '', text) });
  for (const text of piecesOf(allergyText(snapshot, plan, say)))
    blocks.push({ node: make(page, 'p', 'critical', text) });
  blocks.push({ node: make(page, 'p', 'small', plan.includeRestricted ? words.restrictedIncluded : words.restricted) });
  return blocks;
}

/** The first allergies in one line, as the banner says them; the section has them all. */
function allergyText({ sections: { allergies } }: Readonly<RecordStoreState>, plan: PaperPlan, { t }: Say): string {
  const real = allergies.entries.filter(
    ({ flags }) =>
      !flags.some(
        (flag) =>
          voiding.has(flag) ||
          ['resolved', 'data-absent', 'nil-known'].includes(flag) ||
          (flag === 'restricted' && !plan.includeRestricted),
      ),
  );
  const word = real.length
    ? `${real.map(({ title }) => title).join(', ')}${allergies.count > allergies.entries.length ? ' …' : ''}`
    : isReading(allergies)
      ? t.allergiesReading
      : allergies.state === 'failed'
        ? t.allergiesFailed
        : allergies.state === 'hidden'
          ? t.allergiesHidden
          : allergies.state === 'empty'
            ? t.allergiesNone
            : t.allergiesUnknown;
  return `${t.allergies}: ${word}`;
}

/** A section's name and its truth. */
function headingBlocks(
  title: string,
  section: RecordStoreState['sections'][RecordSection],
  { words }: PaperPlan,
  { page }: Setting,
  hasRows: boolean,
): Block[] {
  const { state, count } = section;
  const statement = isReading(section)
    ? words.reading
    : state === 'loaded'
      ? undefined
      : {
          empty: words.empty,
          'not-provided': words.notProvided,
          failed: words.failed,
          truncated: words.truncated,
          hidden: words.hidden,
        }[state];
  const heading: Block = {
    node: make(page, 'h2', '', title, hasRows && make(page, 'span', 'state', ` – ${words.count(count)}`)),
    keep: true,
    isHeading: true,
  };
  return statement ? [heading, { node: make(page, 'p', 'statement', statement), keep: hasRows }] : [heading];
}

const summaryParts = [
  'allergies',
  'problems',
  'medications',
  'vitalSigns',
  'results',
  'imaging',
  'encounters',
  'machine',
] as const;

/** What holds now, part by part, as the one-screen summary says it. */
function summaryBlocks(plan: PaperPlan, setting: Setting): Block[] {
  const { page, say, words } = setting;
  const { overview, sections } = plan.store.snapshot;
  const blocks: Block[] = [];
  for (const name of summaryParts) {
    const part = overview?.[name];
    if (!part && name === 'machine') continue;
    const items = (part?.items ?? []).filter(({ flags }) => plan.includeRestricted || !flags.includes('restricted'));
    const section = name === 'machine' ? undefined : sections[name];
    const told =
      section && section.state !== 'loaded' ? headingBlocks('', section, plan, setting, false)[1] : undefined;
    blocks.push({
      keep: true,
      node: make(
        page,
        'h2',
        '',
        words.parts[name],
        items.length > 0 && make(page, 'span', 'state', ` – ${words.summaryCount(items.length, part!.count)}`),
      ),
    });
    if (told) blocks.push({ ...told, keep: items.length > 0 });
    else if (items.length === 0) blocks.push({ node: make(page, 'p', 'statement', words.nothingNow) });
    for (const { title, date, endDate, value, text, flags, source, severity, ...of } of items) {
      const said = [
        severity && codeWords('severity', severity, say),
        valueText(value),
        value?.range && `(${value.range.text})`,
        text,
        flags.length > 0 && `[${flags.map((flag) => flagWord(flag, of, say.t)).join(', ')}]`,
        source && `${say.t.elsewhere}: ${source}`,
      ].filter(Boolean);
      const when = [date, endDate].flatMap((one) => (one ? [say.date(one)] : [])).join(' – ') || say.t.noDate;
      for (const [at, piece] of piecesOf([title, ...said].join(' · ')).entries())
        blocks.push({
          node: make(
            page,
            'div',
            at ? 'more' : 'entry',
            make(page, 'div', 'line', make(page, 'span', '', piece), !at && make(page, 'span', 'date', when)),
          ),
        });
    }
  }
  return blocks;
}

function closingBlocks({ store, words }: PaperPlan, { page }: Setting): Block[] {
  const { total, setAside } = store.snapshot;
  const lost = setAside.filter(({ reason }) => reason !== 'duplicate').length;
  return [
    { node: make(page, 'p', 'small', words.account(total, lost)) },
    { node: make(page, 'p', 'statement', `— ${words.end} —`) },
  ];
}
