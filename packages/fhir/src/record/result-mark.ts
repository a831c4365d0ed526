import { conceptText } from '../internal/concept.js';
import { asObjects, asText } from '../internal/json.js';
import { unitIdentity } from '../internal/unit-identity.js';
import type { ChosenRanges, ReadRange } from './reference-range.js';
import type { ResultMark } from './record.types.js';

// POS, DET, R, S and the like say what was found, not whether that is normal; "<" and ">" that the device's scale ended.
const byCode: Readonly<Record<string, ResultMark>> = {
  LL: 'critical-low',
  'L<': 'low',
  LU: 'low',
  L: 'low',
  N: 'normal',
  H: 'high',
  HU: 'high',
  'H>': 'high',
  HH: 'critical-high',
  A: 'abnormal',
  AA: 'critical-abnormal',
};
const byWord: Readonly<Record<string, ResultMark>> = {
  low: 'low',
  high: 'high',
  normal: 'normal',
  abnormal: 'abnormal',
  'significantly low': 'low',
  'significantly high': 'high',
  'critical low': 'critical-low',
  'critical high': 'critical-high',
  'critically low': 'critical-low',
  'critically high': 'critical-high',
  'critical abnormal': 'critical-abnormal',
  thấp: 'low',
  giảm: 'low',
  cao: 'high',
  tăng: 'high',
  'bình thường': 'normal',
  'bất thường': 'abnormal',
  l: 'low',
  h: 'high',
  n: 'normal',
  ll: 'critical-low',
  hh: 'critical-high',
};
/** The graver, the further on. */
const gravity: readonly ResultMark[] = [
  'normal',
  'abnormal',
  'low',
  'high',
  'critical-abnormal',
  'critical-low',
  'critical-high',
];

/** Observation.interpretation: the gravest of its HL7 codes, else of the words in it that are beyond doubt. */
export function markOfInterpretation(interpretation: unknown): ResultMark | undefined {
  let gravest: ResultMark | undefined;
  for (const concept of asObjects(interpretation))
    for (const mark of marksOf(concept))
      if (gravest === undefined || gravity.indexOf(mark) > gravity.indexOf(gravest)) gravest = mark;
  return gravest;
}

function marksOf(concept: Readonly<Record<string, unknown>>): ResultMark[] {
  const codings = asObjects(concept['coding']);
  const marks = codings.flatMap(({ code, system }) => {
    const text = asText(code);
    return text && isHl7(system) && Object.hasOwn(byCode, text) ? [byCode[text]!] : [];
  });
  if (marks.length > 0) return marks;
  // A laboratory's own "N" may mean negative: of other systems only their words are read.
  const word = codings.some(({ system }) => !isHl7(system))
    ? (asText(concept['text']) ?? codings.map(({ display }) => asText(display)).find(Boolean))
    : conceptText(concept);
  const known = word?.toLowerCase();
  return known !== undefined && Object.hasOwn(byWord, known) ? [byWord[known]!] : [];
}

function isHl7(system: unknown): boolean {
  return system === undefined || (typeof system === 'string' && /observation-?interpretation|0078/iu.test(system));
}

/**
 * The mark that the value's own ranges give; undefined when units differ, ranges disagree or nothing can be said.
 * `units`: the value's unit as its words and its code write it.
 */
export function markOfRanges(
  number: number,
  comparator: string | undefined,
  units: readonly string[],
  { normal, critical }: ChosenRanges,
): ResultMark | undefined {
  let mark: ResultMark | undefined;
  for (const range of normal) {
    const one = inSameUnit(range, units) ? markOfRange(number, comparator, range) : undefined;
    if (one === undefined || (mark !== undefined && one !== mark)) return undefined;
    mark = one;
  }
  const [only] = normal;
  if (mark === undefined || comparator !== undefined || normal.length !== 1 || !only) return mark;
  for (const range of critical) {
    const one = inSameUnit(range, units) ? criticalMark(number, range, only) : undefined;
    if (one) return one;
  }
  return mark;
}

/** Whether a range may be compared with a value of these units; one without a unit is in the value's. */
export function inSameUnit({ unit }: ReadRange, units: readonly string[]): boolean {
  return unit === undefined || units.length === 0 || units.some((one) => unitIdentity(one) === unitIdentity(unit));
}

function markOfRange(
  number: number,
  comparator: string | undefined,
  { low, high, lowOpen, highOpen }: ReadRange,
): ResultMark | undefined {
  if (low === undefined && high === undefined) return undefined;
  const isLow = low !== undefined && (number < low || (lowOpen === true && number === low));
  const isHigh = high !== undefined && (number > high || (highOpen === true && number === high));
  if (comparator === undefined) return isLow ? 'low' : isHigh ? 'high' : 'normal';
  if (comparator.startsWith('<')) return low !== undefined && number <= low ? 'low' : undefined;
  if (comparator.startsWith('>')) return high !== undefined && number >= high ? 'high' : undefined;
  return undefined;
}

/** Around the normal range, beyond its bounds is critical; beside it, within; otherwise nothing is clear. */
function criticalMark(number: number, critical: ReadRange, normal: ReadRange): ResultMark | undefined {
  const { low, high } = critical;
  const above = low !== undefined && normal.high !== undefined && low >= normal.high;
  const below = high !== undefined && normal.low !== undefined && high <= normal.low;
  if (above) return number >= low && (high === undefined || number <= high) ? 'critical-high' : undefined;
  if (below) return number <= high && (low === undefined || number >= low) ? 'critical-low' : undefined;
  if (low !== undefined && normal.low !== undefined && low <= normal.low && number < low) return 'critical-low';
  if (high !== undefined && normal.high !== undefined && high >= normal.high && number > high) return 'critical-high';
  return undefined;
}
