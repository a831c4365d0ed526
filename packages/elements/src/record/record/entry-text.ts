import type { EntryFlag, EntryValue, RecordEntry } from '@diemcau/fhir';
import { codeWords } from './code-words.js';
import { flagWord, type FlagBearer } from './flag-word.js';
import type { Say } from './views/say.js';

/** Facts without which a line says too little to act on. */
const carried: ReadonlySet<string> = new Set(['strength', 'dosage', 'reaction', 'conclusion', 'conflict']);

/**
 * An entry in one line of plain text, as it goes into minutes that are signed: what it is called and what it is not (in error, cancelled,
 * preliminary, made by a machine that nobody confirmed), value with unit, mark and range, when, and whose it is where that is another hospital.
 */
export function entryText(entry: RecordEntry, say: Pick<Say, 't' | 'date'>): string {
  const { title, flags, severity, value, parts = [], facts, date, endDate, source, machine } = entry;
  const { t } = say;
  const what = [
    severity && codeWords('severity', severity, say),
    valueText(value, say),
    ...parts.map((part) => `${part.title} ${valueText(part.value, say)}`.trim() + flagText(part.flags, {}, say)),
    ...facts.flatMap(({ key, text }) =>
      carried.has(key) ? [`${t.facts[key] ?? key}: ${codeWords(key, text, say)}`] : [],
    ),
  ]
    .filter(Boolean)
    .join('; ');
  const when = [date, endDate].flatMap((one) => (one ? [say.date(one)] : [])).join(' – ');
  const whose = [
    when || t.noDate,
    source && `${t.elsewhere}: ${source}`,
    flags.includes('machine') &&
      (machine?.confirmedBy ? t.machineConfirmed(machine.confirmedBy, undefined) : t.machineNotConfirmed),
  ].filter(Boolean);
  return `${title}${flagText(flags, entry, say)}${what ? `: ${what}` : ''} (${whose.join('; ')})`;
}

function flagText(flags: readonly EntryFlag[] | undefined, of: FlagBearer, { t }: Pick<Say, 't'>): string {
  return flags?.length ? ` [${flags.map((flag) => flagWord(flag, of, t)).join(', ')}]` : '';
}

function valueText(value: EntryValue | undefined, { t }: Pick<Say, 't'>): string {
  if (!value) return '';
  const { text, unit, mark, range } = value;
  const judged = [mark && mark !== 'normal' && t.marks[mark], range?.text && `${t.columnRange} ${range.text}`];
  const said = judged.filter(Boolean).join('; ');
  return [text, unit, said && `(${said})`].filter(Boolean).join(' ');
}
