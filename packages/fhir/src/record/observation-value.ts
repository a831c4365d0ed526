import { conceptText } from '../internal/concept.js';
import { fhirDate } from '../internal/fhir-date.js';
import { asNumber, asObject, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import type { Context } from './context.js';
import { convertUnit } from './convert-unit.js';
import { vnDateText } from '../internal/vn-date-text.js';
import { wordsOf } from './words/words.js';
import type { Words } from './words/words.vi.js';
import { unitsContradict } from '../internal/unit-identity.js';
import { inSameUnit, markOfInterpretation, markOfRanges } from './result-mark.js';
import { referenceRanges } from './reference-range.js';
import type { EntryValue } from './record.types.js';

/** Observation.value[x] or component.value[x] with its range and mark; undefined when there is no value. */
export function observationValue(
  holder: Json,
  context: Context,
  date: string | undefined,
  codes: readonly string[],
  name: string,
): EntryValue | undefined {
  const quantity = asObject(holder['valueQuantity']);
  const value = plainValue(holder, context.words);
  if (!value) return undefined;
  const { unit, unitCode } = value;
  // A unit that contradicts itself is shown as it is written; nothing is reckoned with it.
  const isContradictory = unit !== undefined && unitCode !== undefined && unitsContradict(unit, unitCode);
  if (isContradictory) delete value.number;
  const ranges = referenceRanges(holder, codes, context, date);
  const units = [unit, unitCode].flatMap((one) => one ?? []);
  const [range] = ranges?.normal ?? [];
  // Bounds in another unit than the value's are words beside it.
  if (ranges) value.range = range && !inSameUnit(range, units) ? { text: ranges.shown.text } : ranges.shown;
  const mark = holder['interpretation'] === undefined ? undefined : markOfInterpretation(holder['interpretation']);
  const measured = isContradictory ? undefined : (value.number ?? asNumber(quantity?.['value']));
  const comparator = asText(quantity?.['comparator']);
  const found =
    mark ?? (ranges && measured !== undefined ? markOfRanges(measured, comparator, units, ranges) : undefined);
  if (found) value.mark = found;
  if (value.number !== undefined) {
    const converted =
      convertUnit(value.number, unitCode ?? unit, codes, name) ??
      (unitCode ? convertUnit(value.number, unit, codes, name) : undefined);
    if (converted) value.converted = converted;
  }
  return value;
}

/** Observation.value[x] or component.value[x] as written, without range, mark and conversion. */
export function plainValue(holder: Json, words = wordsOf(undefined)): EntryValue | undefined {
  const quantity = asObject(holder['valueQuantity']);
  return quantity ? quantityValue(quantity) : otherValue(holder, words);
}

/** A Quantity as written; its number only where no comparator makes it a bound. */
export function quantityValue(quantity: Json): EntryValue | undefined {
  const number = asNumber(quantity['value']);
  const written = typeof quantity['value'] === 'string' ? asText(quantity['value']) : undefined;
  if (number === undefined && written === undefined) return undefined;
  const comparator = asText(quantity['comparator']);
  const unit = asText(quantity['unit']);
  const code = asText(quantity['code']);
  const value: EntryValue = { text: `${comparator ?? ''}${number ?? written}` };
  if (number !== undefined && comparator === undefined) value.number = number;
  // UCUM's unity is no word: "5 1" would be read as fifty-one.
  if (unit ?? (code === '1' ? undefined : code)) value.unit = unit ?? code!;
  if (code && code !== '1') value.unitCode = code;
  return value;
}

function otherValue(holder: Json, words: Words): EntryValue | undefined {
  const text =
    conceptText(holder['valueCodeableConcept']) ??
    asText(holder['valueString']) ??
    (typeof holder['valueBoolean'] === 'boolean' ? (holder['valueBoolean'] ? words.yes : words.no) : undefined) ??
    dateText(holder['valueDateTime']) ??
    asText(holder['valueTime'])?.replace(/^(\d\d:\d\d):00(?:\.0+)?$/u, '$1');
  if (text !== undefined) return { text };
  const integer = asNumber(holder['valueInteger']);
  if (integer !== undefined) return { text: String(integer), number: integer };
  const range = asObject(holder['valueRange']);
  if (range) return rangeValue(range);
  const ratio = asObject(holder['valueRatio']);
  if (ratio) return textOf([quantityText(ratio['numerator']), quantityText(ratio['denominator'])], ' : ');
  const sampled = asObject(holder['valueSampledData']);
  if (sampled) return sampledValue(sampled);
  const file = asObject(holder['valueAttachment']);
  if (file) return { text: asText(file['title']) ?? asText(file['contentType']) ?? asText(file['url']) ?? '' };
  const period = asObject(holder['valuePeriod']);
  if (period) return textOf([dateText(period['start']) ?? '…', dateText(period['end']) ?? '…'], ' – ');
  return undefined;
}

/** A date as it is written here; one that cannot be read as the source writes it. */
function dateText(value: unknown): string | undefined {
  const date = fhirDate(value);
  return date === undefined ? asText(value) : vnDateText(date);
}

/** Samples of a long series that are shown; more are left out, which the ellipsis says. */
const shownSamples = 40;

/** A series measured by a machine: SampledData.origin + data * factor; what is no number (E, U, L) as written. */
function sampledValue(sampled: Json): EntryValue | undefined {
  const data = asText(sampled['data'])?.split(/\s+/u);
  if (data === undefined) return undefined;
  const origin = asNumber(asObject(sampled['origin'])?.['value']);
  const factor = sampled['factor'] === undefined ? 1 : asNumber(sampled['factor']);
  const unit = asText(asObject(sampled['origin'])?.['unit']);
  const isReckoned = origin !== undefined && factor !== undefined;
  const shown = data.slice(0, shownSamples).map((raw) => {
    const number = Number(raw);
    return isReckoned && Number.isFinite(number) ? String(Number((origin + number * factor).toPrecision(6))) : raw;
  });
  const text = `${shown.join(' ')}${data.length > shownSamples ? ' …' : ''}`;
  return { text, ...(unit && isReckoned ? { unit } : {}) };
}

function rangeValue(range: Json): EntryValue | undefined {
  const low = quantityText(range['low']);
  const high = quantityText(range['high']);
  if (low !== undefined && high !== undefined) return { text: `${low} – ${high}` };
  const only = low ?? high;
  return only === undefined ? undefined : { text: `${low === undefined ? '≤' : '≥'} ${only}` };
}

function quantityText(part: unknown): string | undefined {
  const quantity = asObject(part);
  const value = quantity && quantityValue(quantity);
  return value && [value.text, value.unit].filter(Boolean).join(' ');
}

function textOf(parts: readonly (string | undefined)[], between: string): EntryValue | undefined {
  const texts = parts.filter((part) => part !== undefined);
  return texts.length > 0 ? { text: texts.join(between) } : undefined;
}
