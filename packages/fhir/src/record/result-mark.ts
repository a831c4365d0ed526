import { conceptText } from '../internal/concept.js';
import { asObjects, asText } from '../internal/json.js';
import type { ChosenRange } from './reference-range.js';
import type { ResultMark } from './record.types.js';

const byCode: Readonly<Record<string, ResultMark>> = {
  LL: 'critical-low',
  L: 'low',
  N: 'normal',
  H: 'high',
  HH: 'critical-high',
  A: 'abnormal',
  AA: 'abnormal',
  LU: 'low',
  HU: 'high',
  '<': 'low',
  '>': 'high',
};
const byWord: Readonly<Record<string, ResultMark>> = {
  low: 'low',
  high: 'high',
  normal: 'normal',
  abnormal: 'abnormal',
  'critical low': 'critical-low',
  'critical high': 'critical-high',
  thấp: 'low',
  cao: 'high',
  'bình thường': 'normal',
  'bất thường': 'abnormal',
  l: 'low',
  h: 'high',
  n: 'normal',
  ll: 'critical-low',
  hh: 'critical-high',
};

/** Observation.interpretation: its HL7 code, else a word of it that is beyond doubt. */
export function markOfInterpretation(interpretation: unknown): ResultMark | undefined {
  for (const concept of asObjects(interpretation)) {
    for (const coding of asObjects(concept['coding'])) {
      const code = asText(coding['code']);
      if (code && Object.hasOwn(byCode, code)) return byCode[code];
    }
    const word = conceptText(concept)?.toLowerCase();
    if (word && Object.hasOwn(byWord, word)) return byWord[word];
  }
  return undefined;
}

/** The mark that the value's own range gives; undefined when units differ or nothing can be said. */
export function markOfRange(
  number: number,
  comparator: string | undefined,
  unit: string | undefined,
  range: ChosenRange,
): ResultMark | undefined {
  if (range.low === undefined && range.high === undefined) return undefined;
  if (range.unit !== undefined && unit !== undefined && range.unit.toLowerCase() !== unit.toLowerCase())
    return undefined;
  const below = range.low !== undefined && number < range.low;
  const above = range.high !== undefined && number > range.high;
  if (comparator === undefined) return below ? 'low' : above ? 'high' : 'normal';
  if (comparator.startsWith('<')) return range.low !== undefined && number <= range.low ? 'low' : undefined;
  if (comparator.startsWith('>')) return range.high !== undefined && number >= range.high ? 'high' : undefined;
  return undefined;
}
