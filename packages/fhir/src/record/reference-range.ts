import { conceptCodes, conceptText } from '../internal/concept.js';
import { asNumber, asObject, asObjects, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import type { Context } from './context.js';
import type { EntryValue } from './record.types.js';

/** A range as shown, and its unit for comparing. */
export type ChosenRange = NonNullable<EntryValue['range']> & { unit?: string };

const sexes: Readonly<Record<string, string>> = {
  male: 'male',
  female: 'female',
  M: 'male',
  F: 'female',
  '248153007': 'male',
  '248152002': 'female',
};

/** Observation.referenceRange that fits the patient: normal before others, sex and age honoured; as text, low and high. */
export function referenceRange(observation: Json, context: Context, date: string | undefined): ChosenRange | undefined {
  const ranges = asObjects(observation['referenceRange']);
  let other: Json | undefined;
  for (const range of ranges) {
    if (!fits(range, context, date)) continue;
    if (isNormal(range)) return readRange(range);
    other ??= range;
  }
  if (!other) return undefined;
  // A critical or therapeutic range does not say what is normal: its words are shown, no mark comes of it.
  const read = readRange(other);
  const kind = conceptText(other['type']);
  return read && { text: kind ? `${kind}: ${read.text}` : read.text };
}

function isNormal(range: Json): boolean {
  if (range['type'] === undefined) return true;
  const codes = conceptCodes(range['type']);
  return codes.length === 0 || codes.includes('normal');
}

function fits(range: Json, context: Context, date: string | undefined): boolean {
  if (range['appliesTo'] !== undefined) {
    for (const code of conceptCodes(range['appliesTo'])) {
      const sex = Object.hasOwn(sexes, code) ? sexes[code] : undefined;
      if (sex && context.gender && sex !== context.gender) return false;
    }
  }
  const age = asObject(range['age']);
  if (!age || !context.birthDate || !date) return true;
  const years = (Date.parse(date.slice(0, 10)) - Date.parse(context.birthDate.slice(0, 10))) / 31_556_952_000;
  if (!Number.isFinite(years)) return true;
  const low = ageYears(asObject(age['low']));
  const high = ageYears(asObject(age['high']));
  return (low === undefined || years >= low) && (high === undefined || years < high + (Number.isInteger(high) ? 1 : 0));
}

const perYear: Readonly<Record<string, number>> = { a: 1, mo: 12, wk: 52.1775, d: 365.2425, h: 8_765.82 };

function ageYears(quantity: Json | undefined): number | undefined {
  const value = asNumber(quantity?.['value']);
  const unit = asText(quantity?.['code']) ?? 'a';
  return value === undefined || !Object.hasOwn(perYear, unit) ? undefined : value / perYear[unit]!;
}

function readRange(range: Json): ChosenRange | undefined {
  const low = asObject(range['low']);
  const high = asObject(range['high']);
  const lowest = asNumber(low?.['value']);
  const highest = asNumber(high?.['value']);
  const unit = asText(low?.['unit']) ?? asText(high?.['unit']) ?? asText(low?.['code']) ?? asText(high?.['code']);
  const text = asText(range['text']) ?? built(lowest, highest, unit);
  if (text === undefined) return undefined;
  const read: ChosenRange = { text };
  if (lowest !== undefined) read.low = lowest;
  if (highest !== undefined) read.high = highest;
  if (unit) read.unit = unit;
  return read;
}

function built(low: number | undefined, high: number | undefined, unit: string | undefined): string | undefined {
  const suffix = unit ? ` ${unit}` : '';
  if (low !== undefined && high !== undefined) return `${low} – ${high}${suffix}`;
  if (low !== undefined) return `≥ ${low}${suffix}`;
  return high === undefined ? undefined : `≤ ${high}${suffix}`;
}
