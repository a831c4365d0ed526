import { conceptCodes, conceptText, conceptTexts } from '../internal/concept.js';
import { asNumber, asObject, asObjects, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import type { Context } from './context.js';
import { completedAge, type AgeUnit } from './completed-age.js';
import type { EntryValue } from './record.types.js';

/** A range as written, and what of it can be compared. */
export interface ReadRange {
  text: string;
  low?: number;
  high?: number;
  /** The bound itself is outside: `< 5`. */
  lowOpen?: boolean;
  highOpen?: boolean;
  unit?: string;
}

/** What is shown of an observation's ranges, and what a mark may come of. */
export interface ChosenRanges {
  shown: NonNullable<EntryValue['range']>;
  /** The value is judged by these, and only where all agree. */
  normal: readonly ReadRange[];
  critical: readonly ReadRange[];
}

type Sex = 'male' | 'female';
const sexByCode: Readonly<Record<string, Sex>> = {
  male: 'male',
  female: 'female',
  M: 'male',
  F: 'female',
  '248153007': 'male',
  '248152002': 'female',
};
const sexByWord: Readonly<Record<string, Sex>> = {
  male: 'male',
  males: 'male',
  nam: 'male',
  'nam giới': 'male',
  female: 'female',
  females: 'female',
  nữ: 'female',
  'nữ giới': 'female',
};

const none: readonly ReadRange[] = [];

/**
 * Observation.referenceRange as it fits the patient, else the intervals of the code's ObservationDefinition. The patient's own sex and
 * age go before what is for all; of what is for others nothing is taken. Where it is not known whether a range fits, its words are
 * shown and no mark comes of it, but where those for both sexes agree.
 */
export function referenceRanges(
  holder: Json,
  codes: readonly string[],
  context: Context,
  date: string | undefined,
): ChosenRanges | undefined {
  const own = holder['referenceRange'];
  const ranges = own === undefined ? (context.definedRanges?.(codes) ?? []) : asObjects(own);
  const [only] = ranges;
  if (only === undefined) return undefined;
  // Most results have one range for everybody.
  if (
    ranges.length === 1 &&
    only['type'] === undefined &&
    only['appliesTo'] === undefined &&
    only['age'] === undefined &&
    only['condition'] === undefined
  ) {
    const read = readRange(only);
    return read && { shown: shownOf(read), normal: [read], critical: none };
  }
  return choose(ranges, context, date);
}

interface Candidate {
  range: Json;
  read: ReadRange;
  fit: Fit;
}
/** How well a range is known to be the patient's: by how many of its own traits; `undefined`: not known. */
interface Fit {
  traits?: number;
  /** The sex it is for, when the patient's is not known. */
  unknownSex?: Sex;
  /** Why it is not known, where more than the sex is missing. */
  words?: string;
}

function choose(ranges: readonly Json[], context: Context, date: string | undefined): ChosenRanges | undefined {
  const kinds: Record<Kind, Candidate[]> = { normal: [], critical: [], other: [] };
  for (const range of ranges) {
    const read = readRange(range);
    const fit = read && fitOf(range, context, date);
    if (read && fit) kinds[kindOf(range)].push({ range, read, fit });
  }
  const critical = best(kinds.critical).map(({ read }) => read);
  const normal = best(kinds.normal);
  if (normal[0]) return { shown: shownOf(normal[0].read), normal: [normal[0].read], critical };
  if (kinds.normal.length > 0) {
    const unsure = kinds.normal;
    const sexes = new Set(unsure.map(({ fit }) => fit.unknownSex));
    const isBySex = sexes.size === 2 && unsure.every(({ fit }) => fit.unknownSex && fit.words === undefined);
    const text = unsure.map(({ range, read, fit }) => labelled(range, read, fit)).join('; ');
    return { shown: { text }, normal: isBySex ? unsure.map(({ read }) => read) : none, critical };
  }
  // A critical or therapeutic range does not say what is normal: its words are shown, no mark comes of it.
  const other = best([...kinds.critical, ...kinds.other])[0] ?? kinds.critical[0] ?? kinds.other[0];
  if (!other) return undefined;
  const kind = conceptText(other.range['type']);
  const text = labelled(other.range, other.read, other.fit);
  return { shown: { text: kind ? `${kind}: ${text}` : text }, normal: none, critical: none };
}

/** Those that fit most closely. */
function best(candidates: readonly Candidate[]): Candidate[] {
  let most = -1;
  for (const { fit } of candidates) most = Math.max(most, fit.traits ?? -1);
  return most < 0 ? [] : candidates.filter(({ fit }) => fit.traits === most);
}

function shownOf({ text, low, high }: ReadRange): ChosenRanges['shown'] {
  const shown: ChosenRanges['shown'] = { text };
  if (low !== undefined) shown.low = low;
  if (high !== undefined) shown.high = high;
  return shown;
}

function labelled(range: Json, read: ReadRange, { words }: Fit): string {
  const whom = conceptTexts(range['appliesTo']) ?? asText(range['condition']);
  return `${whom === undefined ? '' : `${whom}: `}${read.text}${words ? ` [${words}]` : ''}`;
}

type Kind = 'normal' | 'critical' | 'other';
const criticalWords = /\b(critical|panic)\b|nguy kịch|nguy hiểm|báo động/iu;
const normalWords = /^(normal( range)?|reference( range)?|bình thường|tham chiếu|giá trị tham chiếu)$/iu;

function kindOf(range: Json): Kind {
  const type = range['type'];
  if (type === undefined) return 'normal';
  const codes = conceptCodes(type);
  const text = conceptText(type);
  if (codes.includes('normal')) return 'normal';
  if (codes.includes('critical') || (text && criticalWords.test(text))) return 'critical';
  if (text === undefined || normalWords.test(text)) return 'normal';
  return 'other';
}

/** Undefined: it is for others. */
function fitOf(range: Json, context: Context, date: string | undefined): Fit | undefined {
  const fit: Fit = {};
  let traits = 0;
  let isKnown = true;
  for (const concept of asObjects(range['appliesTo'])) {
    const sex = sexOf(concept);
    if (sex === undefined) isKnown = false;
    else if (context.gender !== 'male' && context.gender !== 'female') {
      fit.unknownSex = sex;
      isKnown = false;
    } else if (sex !== context.gender) return undefined;
    else traits += 1;
    if (sex === undefined) fit.words ??= '';
  }
  if (range['condition'] !== undefined) {
    isKnown = false;
    fit.words ??= '';
  }
  const age = asObject(range['age']);
  if (age) {
    const is = ageFits(age, context.birthDate, date);
    if (is === false) return undefined;
    if (is) traits += 1;
    else {
      isKnown = false;
      fit.words = builtText(
        asNumber(asObject(age['low'])?.['value']),
        asNumber(asObject(age['high'])?.['value']),
        asText(asObject(age['high'] ?? age['low'])?.['unit']) ?? asText(asObject(age['high'] ?? age['low'])?.['code']),
      );
    }
  }
  if (isKnown) fit.traits = traits;
  return fit;
}

function sexOf(concept: Json): Sex | undefined {
  for (const code of conceptCodes(concept)) if (Object.hasOwn(sexByCode, code)) return sexByCode[code];
  const word = conceptText(concept)?.toLowerCase();
  return word !== undefined && Object.hasOwn(sexByWord, word) ? sexByWord[word] : undefined;
}

/** Undefined: cannot be told. */
function ageFits(age: Json, birthDate: string | undefined, date: string | undefined): boolean | undefined {
  const low = ageBound(age['low'], birthDate, date);
  const high = ageBound(age['high'], birthDate, date);
  if (low && low.age < low.bound) return false;
  // "Up to 5 years" holds until the sixth birthday; "up to 5.5" until then.
  if (high && (Number.isInteger(high.bound) ? high.age > high.bound : high.age + 1 > high.bound)) return false;
  return (age['low'] !== undefined && !low) || (age['high'] !== undefined && !high) ? undefined : true;
}

function ageBound(quantity: unknown, birthDate: string | undefined, date: string | undefined) {
  const bound = asNumber(asObject(quantity)?.['value']);
  const unit = ageUnitOf(asObject(quantity));
  if (bound === undefined || !unit || !birthDate || !date) return undefined;
  const age = completedAge(birthDate, date, unit);
  return age === undefined ? undefined : { bound, age };
}

const ageUnits: Readonly<Record<string, AgeUnit>> = Object.fromEntries(
  (
    [
      ['year', ['a', 'year', 'years', 'y', 'yr', 'yrs', 'năm', 'tuổi']],
      ['month', ['mo', 'month', 'months', 'tháng', 'tháng tuổi']],
      ['week', ['wk', 'week', 'weeks', 'tuần', 'tuần tuổi']],
      ['day', ['d', 'day', 'days', 'ngày', 'ngày tuổi']],
    ] as const
  ).flatMap(([unit, words]) => words.map((word) => [word, unit] as const)),
);

function ageUnitOf(quantity: Json | undefined): AgeUnit | undefined {
  for (const key of ['code', 'unit']) {
    const word = asText(quantity?.[key])?.toLowerCase();
    if (word !== undefined && Object.hasOwn(ageUnits, word)) return ageUnits[word];
  }
  return undefined;
}

function readRange(range: Json): ReadRange | undefined {
  const low = asObject(range['low']);
  const high = asObject(range['high']);
  const lowest = asNumber(low?.['value']);
  const highest = asNumber(high?.['value']);
  const unit = asText(low?.['unit']) ?? asText(high?.['unit']) ?? asText(low?.['code']) ?? asText(high?.['code']);
  const text =
    asText(range['text']) ?? builtText(lowest ?? asText(low?.['value']), highest ?? asText(high?.['value']), unit);
  if (text === undefined) return undefined;
  if (lowest === undefined && highest === undefined) return low || high ? { text } : rangeInWords(text);
  const read: ReadRange = { text };
  if (lowest !== undefined) read.low = lowest;
  if (highest !== undefined) read.high = highest;
  if (unit) read.unit = unit;
  return read;
}

const number = String.raw`(\d+(?:\.\d+|,\d{1,2})?)`;
const between = new RegExp(`^${number}\\s*[-–—]\\s*${number}(?:\\s+(\\S+))?$`, 'u');
const beyond = new RegExp(`^(<|≤|<=|>|≥|>=)\\s*${number}(?:\\s+(\\S+))?$`, 'u');

/** A range that is written as text alone, as most laboratories print it; anything more than the range itself stays words. */
function rangeInWords(text: string): ReadRange {
  const numberOf = (written: string): number => Number(written.replace(',', '.'));
  const two = between.exec(text);
  if (two) {
    const [low, high] = [numberOf(two[1]!), numberOf(two[2]!)];
    return low > high ? { text } : { text, low, high, ...(two[3] ? { unit: two[3] } : {}) };
  }
  const one = beyond.exec(text);
  if (!one) return { text };
  const bound = numberOf(one[2]!);
  const unit = one[3] ? { unit: one[3] } : {};
  return one[1]!.startsWith('<') || one[1] === '≤'
    ? { text, high: bound, ...(one[1] === '<' ? { highOpen: true } : {}), ...unit }
    : { text, low: bound, ...(one[1] === '>' ? { lowOpen: true } : {}), ...unit };
}

function builtText(
  low: number | string | undefined,
  high: number | string | undefined,
  unit: string | undefined,
): string | undefined {
  const suffix = unit ? ` ${unit}` : '';
  if (low !== undefined && high !== undefined) return `${low} – ${high}${suffix}`;
  if (low !== undefined) return `≥ ${low}${suffix}`;
  return high === undefined ? undefined : `≤ ${high}${suffix}`;
}
