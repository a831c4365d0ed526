import type { EntryValue, RecordEntry, RecordModel, RecordSection } from '@diemcau/fhir';
import type { OverviewItem, OverviewPart, RecordOverview } from '../../internal/reading.types.js';
import { foldText } from '../fold-text.js';
import { drugState, hasEnded, isAbsence, isOpenStay, isVoid } from './holding.js';
import { spanOf } from './span.js';
import { substanceOf } from './substance.js';

type Sections = RecordModel['sections'];

/** Items that fit the screen, of each part. */
const most = {
  problems: 6,
  medications: 8,
  allergies: 6,
  vitalSigns: 7,
  results: 8,
  imaging: 2,
  encounters: 3,
  machine: 3,
};
/** Characters of a conclusion that are shown; the entry has the rest. */
const longestText = 260;
const month = 30 * 86_400_000;

/** What holds now, for one screen. Entries are newest first. */
export function overviewOf(sections: Sections, now: number): RecordOverview {
  const machine = machineOf(sections);
  return {
    problems: part('problems', once(sections.problems.entries.filter((entry) => isCurrent(entry, now))), most.problems),
    medications: drugs(sections.medications.entries, now),
    allergies: allergies(sections.allergies.entries, now),
    vitalSigns: vitalSigns(sections.vitalSigns.entries),
    results: results(sections.results.entries),
    imaging: imaging(sections.imaging.entries),
    encounters: encounters(sections.encounters.entries, now),
    ...(machine ? { machine } : {}),
  };
}

function isCurrent(entry: RecordEntry, now: number): boolean {
  const { flags } = entry;
  return (
    !isVoid(entry) &&
    !isAbsence(entry) &&
    !flags.includes('inactive') &&
    !flags.includes('resolved') &&
    !hasEnded(entry, now)
  );
}

/** The newest of those that say the same: a diagnosis is written anew at each visit. */
function once(entries: readonly RecordEntry[]): RecordEntry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const name = entry.code && !entry.code.startsWith('|') ? entry.code : foldText(entry.title);
    return !seen.has(name) && Boolean(seen.add(name));
  });
}

const ofFact = ({ facts }: RecordEntry, ...keys: string[]): string | undefined => {
  const found = keys.flatMap((key) => facts.find((fact) => fact.key === key)?.text ?? [])[0];
  return found && found.length > longestText ? `${found.slice(0, longestText).trimEnd()}…` : found;
};

function item(section: RecordSection, entry: RecordEntry, more: Partial<OverviewItem> = {}): OverviewItem {
  const { key, title, date, endDate, status, severity, source, news } = entry;
  const made: OverviewItem = { key, section, title, flags: entry.flags, ...more };
  if (date) made.date = date;
  if (endDate) made.endDate = endDate;
  if (status) made.status = status;
  if (severity) made.severity = severity;
  if (source) made.source = source;
  if (news) made.news = news;
  return made;
}

function part(
  section: RecordSection,
  entries: readonly RecordEntry[],
  limit: number,
  more: (entry: RecordEntry) => Partial<OverviewItem> = () => ({}),
): OverviewPart {
  return { count: entries.length, items: entries.slice(0, limit).map((entry) => item(section, entry, more(entry))) };
}

function drugs(entries: readonly RecordEntry[], now: number): OverviewPart {
  const seen = new Set<string>();
  const current = entries.filter((entry) => {
    if (drugState(entry, now) !== 'current') return false;
    // Two doses of one substance may both hold: only what is the same in all is shown once.
    const name = `${substanceOf(entry)}\n${foldText(ofFact(entry, 'dosage') ?? '')}\n${foldText(entry.title)}`;
    return !seen.has(name) && Boolean(seen.add(name));
  });
  return part('medications', current, most.medications, (entry) => {
    const text = [ofFact(entry, 'dosage', 'instruction'), ofFact(entry, 'route')].filter(Boolean).join(', ');
    return text ? { text } : {};
  });
}

const grave = (entry: RecordEntry): number =>
  Number(ofFact(entry, 'criticality') === 'high') + Number(/^(severe|nặng)/iu.test(entry.severity ?? ''));

function allergies(entries: readonly RecordEntry[], now: number): OverviewPart {
  const real = once(entries.filter((entry) => isCurrent(entry, now)));
  return part(
    'allergies',
    real
      .map((entry) => ({ entry, weight: grave(entry) }))
      .sort((a, b) => b.weight - a.weight)
      .map(({ entry }) => entry),
    most.allergies,
    (entry) => {
      const text = ofFact(entry, 'reaction', 'reactionNote');
      return text ? { text } : {};
    },
  );
}

/** Vital signs as a doctor asks for them: blood pressure, pulse, temperature, breathing, oxygen, weight, height. */
const vitalOrder = [
  /85354-9|55284-4|8480-6|huyet ap|blood pressure/,
  /8867-4|mach|nhip tim|heart rate|pulse/,
  /8310-5|8331-1|nhiet do|temperature/,
  /9279-1|nhip tho|respirat/,
  /59408-5|2708-6|spo2|oxygen/,
  /29463-7|3141-9|can nang|weight/,
  /8302-2|chieu cao|height/,
];

function vitalSigns(entries: readonly RecordEntry[]): OverviewPart {
  const found = measured(entries.filter((entry) => !entry.flags.includes('machine')));
  const rank = ({ code, title }: Measure) => {
    const at = vitalOrder.findIndex((one) => one.test(`${code ?? ''} ${foldText(title)}`));
    return at < 0 ? vitalOrder.length : at;
  };
  const sorted = found.map((one) => ({ one, at: rank(one) })).sort((a, b) => a.at - b.at);
  return {
    count: found.length,
    items: sorted.slice(0, most.vitalSigns).map(({ one }) => measureItem('vitalSigns', one)),
  };
}

/** The newest value of one thing measured, and the one before it. */
interface Measure {
  entry: RecordEntry;
  title: string;
  code?: string;
  value: EntryValue;
  before?: { value: EntryValue; date?: string };
}

/** The newest value of each; members of a panel stand for themselves, the components of a blood pressure together. */
function measured(entries: readonly RecordEntry[]): Measure[] {
  const found = new Map<string, Measure>();
  const add = (entry: RecordEntry, title: string, code: string | undefined, value: EntryValue) => {
    const name = code && !code.startsWith('|') ? code : foldText(title);
    const known = found.get(name);
    if (!known) found.set(name, { entry, title, ...(code ? { code } : {}), value });
    else if (!known.before) known.before = { value, ...(entry.date ? { date: entry.date } : {}) };
  };
  for (const entry of entries) {
    if (isVoid(entry) || isAbsence(entry)) continue;
    const { title, code, value, parts = [] } = entry;
    const pressure =
      parts.length === 2 && parts.every(({ value: one }) => one?.unit !== undefined && /^mm\[?hg/i.test(one.unit));
    if (pressure) add(entry, title, code, pressureOf(parts));
    else {
      if (value) add(entry, title, code, value);
      for (const one of parts) if (one.value && !one.flags?.length) add(entry, one.title, one.code, one.value);
    }
  }
  return [...found.values()];
}

/** Systolic over diastolic, whichever the source gives first; the graver mark of the two. */
function pressureOf(parts: NonNullable<RecordEntry['parts']>): EntryValue {
  const [first, second] = parts.map(({ value }) => value!) as [EntryValue, EntryValue];
  const [high, low] = (first.number ?? 0) >= (second.number ?? 0) ? [first, second] : [second, first];
  const marks = [high.mark, low.mark];
  const mark =
    marks.find((one) => one?.startsWith('critical')) ?? marks.find((one) => one && one !== 'normal') ?? marks[0];
  return {
    text: `${high.text}/${low.text}`,
    ...(high.number === undefined ? {} : { number: high.number }),
    ...(high.unit ? { unit: high.unit } : {}),
    ...(mark ? { mark } : {}),
  };
}

function measureItem(section: RecordSection, { entry, title, value, before }: Measure): OverviewItem {
  const made = item(section, entry, { title, value });
  if (!before) return made;
  made.before = { text: before.value.text, ...(before.date ? { date: before.date } : {}) };
  const [now, then] = [value.number, before.value.number];
  // Of different units nothing is compared.
  if (now === undefined || then === undefined || value.unit !== before.value.unit) return made;
  made.trend = now > then ? 'up' : now < then ? 'down' : 'same';
  return made;
}

const isOut = ({ mark }: EntryValue): boolean => mark !== undefined && mark !== 'normal';

/** Whatever's newest value is out of range: critical before the others, those of the last month before it all. */
function results(entries: readonly RecordEntry[]): OverviewPart {
  const out = measured(entries.filter((entry) => !entry.flags.includes('machine'))).filter(({ value }) => isOut(value));
  const at = ({ entry }: Measure) => (entry.date && spanOf(entry.date)?.[0]) || 0;
  const newest = Math.max(0, ...out.map(at));
  const rank = (one: Measure) => (newest - at(one) > month ? 2 : 0) + (one.value.mark!.startsWith('critical') ? 0 : 1);
  const sorted = out.map((one) => ({ one, rank: rank(one) })).sort((a, b) => a.rank - b.rank);
  return { count: out.length, items: sorted.slice(0, most.results).map(({ one }) => measureItem('results', one)) };
}

function imaging(entries: readonly RecordEntry[]): OverviewPart {
  const real = entries.filter((entry) => !isVoid(entry) && !isAbsence(entry) && !entry.flags.includes('machine'));
  const concluded = real.filter((entry) => ofFact(entry, 'conclusion', 'conclusionCode'));
  // A picture without a report is told where nothing was concluded at all.
  return part('imaging', concluded.length > 0 ? concluded : real, most.imaging, (entry) => {
    const text = ofFact(entry, 'conclusion', 'conclusionCode');
    return text ? { text } : {};
  });
}

function encounters(entries: readonly RecordEntry[], now: number): OverviewPart {
  const real = entries.filter((entry) => !isVoid(entry) && !isAbsence(entry));
  return part('encounters', real, most.encounters, (entry) => {
    const text = ofFact(entry, 'reason', 'diagnosis');
    return { ...(isOpenStay(entry, now) ? { open: true } : {}), ...(text && text !== entry.title ? { text } : {}) };
  });
}

function machineOf(sections: Sections): RecordOverview['machine'] {
  const found: [RecordSection, RecordEntry][] = [];
  for (const section of ['imaging', 'results', 'vitalSigns'] as const)
    for (const entry of sections[section].entries)
      if (entry.flags.includes('machine') && !isVoid(entry) && entry.panel === undefined) found.push([section, entry]);
  if (found.length === 0) return undefined;
  return {
    count: found.length,
    unconfirmed: found.filter(([, { machine }]) => !machine?.confirmedBy).length,
    items: found.slice(0, most.machine).map(([section, entry]) => {
      const text = ofFact(entry, 'conclusion', 'conclusionCode');
      return item(section, entry, { ...(text ? { text } : {}), ...(entry.value ? { value: entry.value } : {}) });
    }),
  };
}
