import type { EntryFlag, EntryValue, RecordEntry, RecordSection, ResultMark } from '@diemcau/fhir';
import { codeWords } from '../code-words.js';
import { flagWord, type FlagBearer } from '../flag-word.js';
import { sanitizeNarrative } from '../narrative/sanitize-narrative.js';
import { voiding } from '../views/flag-view.js';
import type { Say } from '../views/say.js';
import { narrativeLines, piecesOf } from './narrative-lines.js';
import type { Block } from './pages.js';
import type { PaperMessages } from './paper.messages.js';

/** Words of the paper, and the document that it is set in. */
export interface Setting {
  page: Document;
  say: Say;
  words: PaperMessages;
}

/** Letters, as laboratories print them; the arrow of the screen is for the screen. */
const letters: Record<ResultMark, string> = {
  'critical-low': 'LL',
  low: 'L',
  normal: '',
  high: 'H',
  'critical-high': 'HH',
  abnormal: 'A',
  'critical-abnormal': 'AA',
};

type Content = Node | string | undefined | false;

/** An element with a class and its content. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  page: Document,
  name: Name,
  className = '',
  ...content: Content[]
): HTMLElementTagNameMap[Name] {
  const element = page.createElement(name);
  if (className) element.className = className;
  element.append(...content.filter((one): one is Node | string => Boolean(one)));
  return element;
}

/** Results and vital signs are rows of a table. */
export const isTable = (section: RecordSection): boolean => section === 'results' || section === 'vitalSigns';

/** One entry as blocks: nothing of it is left out, and each stays on one page. */
export async function entryBlocks(entry: RecordEntry, section: RecordSection, setting: Setting): Promise<Block[]> {
  const more = [...factTexts(entry, setting), ...(await textsOf(entry, setting))];
  return isTable(section) ? tableBlocks(entry, more, setting) : listBlocks(entry, more, setting);
}

function tableBlocks(entry: RecordEntry, more: readonly string[], { page, say }: Setting): Block[] {
  const { title, flags, value, parts = [], source } = entry;
  const isVoid = flags.some((flag) => voiding.has(flag));
  const [first = '', ...rest] = piecesOf(title);
  const row = (className: string, name: Content[], of: EntryValue | undefined, when: string): Block => {
    const head = make(page, 'th', '', ...name);
    head.scope = 'row';
    return {
      isRow: true,
      node: make(
        page,
        'tr',
        className,
        head,
        make(page, 'td', '', valueText(of)),
        make(page, 'td', '', of?.range?.text),
        make(page, 'td', '', when),
      ),
    };
  };
  const voided = isVoid ? 'void' : '';
  const main = {
    ...row(
      voided,
      [first, flagNode(flags, page, say, entry), source && ` · ${say.t.elsewhere}: ${source}`],
      value,
      whenText(entry, say),
    ),
    // What is said of a result does not stand on another page than its name.
    keep: parts.length + rest.length + more.length > 0,
  };
  return [
    main,
    ...parts.map((part) => row(`part ${voided}`, [part.title, flagNode(part.flags, page, say)], part.value, '')),
    ...[...rest, ...more].map((text): Block => {
      const cell = make(page, 'td', 'more', text);
      cell.colSpan = 4;
      return { isRow: true, node: make(page, 'tr', '', cell) };
    }),
  ];
}

function listBlocks(entry: RecordEntry, more: readonly string[], { page, say }: Setting): Block[] {
  const { title, flags, value, parts = [], source, severity } = entry;
  const isVoid = flags.some((flag) => voiding.has(flag));
  const [first = '', ...rest] = piecesOf(title);
  const said = [
    severity && codeWords('severity', severity, say),
    valueText(value),
    ...parts.map((part) =>
      `${part.title}: ${[valueText(part.value), flagText(part.flags, say)].filter(Boolean).join(' ')}`.trim(),
    ),
    source && `${say.t.elsewhere}: ${source}`,
  ].filter((text): text is string => Boolean(text));
  const line = make(
    page,
    'div',
    'line',
    make(page, 'span', '', make(page, 'strong', isVoid ? 'void' : '', first), flagNode(flags, page, say, entry)),
    make(page, 'span', 'date', whenText(entry, say)),
  );
  const block = make(page, 'div', 'entry', line);
  const blocks: Block[] = [{ node: block }];
  let length = 0;
  for (const text of [...rest, ...said.flatMap((one) => piecesOf(one)), ...more]) {
    const node = make(page, 'div', 'more', text);
    // Short facts stay with their entry; long ones may go on on the next page.
    if ((length += text.length) < 600 && blocks.length === 1) block.append(node);
    else blocks.push({ node });
  }
  return blocks;
}

/** Further facts, each under its name. */
function factTexts({ facts }: RecordEntry, { say }: Setting): string[] {
  return facts.flatMap(({ key, text }) => piecesOf(`${say.t.facts[key] ?? key}: ${codeWords(key, text, say)}`));
}

/** What an entry carries as text, and the files that it names. */
async function textsOf({ narrative, attachment, title }: RecordEntry, { words }: Setting): Promise<string[]> {
  const texts: string[] = [];
  if (narrative) {
    const lines = narrativeLines(await sanitizeNarrative(narrative));
    if (lines.length > 0) texts.push(`${words.text}:`, ...lines.flatMap((line) => piecesOf(line)));
  }
  if (attachment) texts.push(words.attachment(attachment.contentType, attachment.title ?? title));
  return texts;
}

/** A value with its unit, the letter of its mark, and the same in the other customary unit. */
export function valueText(value: EntryValue | undefined): string {
  if (!value) return '';
  const { text, unit, mark, converted } = value;
  return [text, unit, mark && letters[mark], converted && `(≈ ${converted.text} ${converted.unit})`]
    .filter(Boolean)
    .join(' ');
}

function flagText(flags: readonly EntryFlag[] | undefined, { t }: Say, of: FlagBearer = {}): string {
  return flags?.length ? `[${flags.map((flag) => flagWord(flag, of, t)).join(', ')}]` : '';
}

function flagNode(
  flags: readonly EntryFlag[] | undefined,
  page: Document,
  say: Say,
  of?: FlagBearer,
): HTMLElement | undefined {
  const text = flagText(flags, say, of);
  return text ? make(page, 'span', 'flags', ` ${text}`) : undefined;
}

function whenText({ date, endDate }: Pick<RecordEntry, 'date' | 'endDate'>, say: Say): string {
  if (!date && !endDate) return say.t.noDate;
  if (!endDate) return say.date(date!);
  return `${date ? say.date(date) : '…'} – ${say.date(endDate)}`;
}
