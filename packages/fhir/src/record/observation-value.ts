import { conceptText } from '../internal/concept.js';
import { fhirDate } from '../internal/fhir-date.js';
import { asNumber, asObject, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import type { Context } from './context.js';
import { convertUnit } from './convert-unit.js';
import { markOfInterpretation, markOfRange } from './result-mark.js';
import { referenceRange } from './reference-range.js';
import type { ChosenRange } from './reference-range.js';
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
  const value = quantity ? quantityValue(quantity) : otherValue(holder);
  if (!value) return undefined;
  const range = holder['referenceRange'] === undefined ? undefined : referenceRange(holder, context, date);
  const mark = holder['interpretation'] === undefined ? undefined : markOfInterpretation(holder['interpretation']);
  if (range) {
    const shown: NonNullable<EntryValue['range']> = { text: range.text };
    if (range.low !== undefined) shown.low = range.low;
    if (range.high !== undefined) shown.high = range.high;
    value.range = shown;
  }
  const comparator = asText(quantity?.['comparator']);
  const measured = asNumber(quantity?.['value']) ?? value.number;
  const found =
    mark ??
    (range && measured !== undefined
      ? markOfRange(measured, comparator, rangeIn(range, value) ? undefined : (value.unitCode ?? value.unit), range)
      : undefined);
  if (found) value.mark = found;
  if (value.number !== undefined) {
    const converted =
      convertUnit(value.number, value.unitCode ?? value.unit, codes, name) ??
      (value.unitCode ? convertUnit(value.number, value.unit, codes, name) : undefined);
    if (converted) value.converted = converted;
  }
  return value;
}

/** A range's unit may be written as the value's words or its code: either counts as the same, and nothing is left to compare. */
function rangeIn({ unit }: ChosenRange, value: EntryValue): boolean {
  return unit !== undefined && (unit === value.unit || unit === value.unitCode);
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
  if (unit ?? code) value.unit = unit ?? code!;
  if (code) value.unitCode = code;
  return value;
}

function otherValue(holder: Json): EntryValue | undefined {
  const text =
    conceptText(holder['valueCodeableConcept']) ??
    asText(holder['valueString']) ??
    (typeof holder['valueBoolean'] === 'boolean' ? String(holder['valueBoolean']) : undefined) ??
    fhirDate(holder['valueDateTime']) ??
    asText(holder['valueTime']);
  if (text !== undefined) return { text };
  const integer = asNumber(holder['valueInteger']);
  if (integer !== undefined) return { text: String(integer), number: integer };
  const range = asObject(holder['valueRange']);
  if (range) return joined(range['low'], range['high'], ' – ');
  const ratio = asObject(holder['valueRatio']);
  if (ratio) return joined(ratio['numerator'], ratio['denominator'], ' : ');
  const sampled = asObject(holder['valueSampledData']);
  if (sampled) return sampledValue(sampled);
  const file = asObject(holder['valueAttachment']);
  if (file) return { text: asText(file['title']) ?? asText(file['contentType']) ?? asText(file['url']) ?? '' };
  const period = asObject(holder['valuePeriod']);
  if (period) return { text: [asText(period['start']) ?? '', asText(period['end']) ?? ''].join(' – ') };
  return undefined;
}

/** A series measured by a machine, raw as written; a long one is cut and says so by its ellipsis. */
function sampledValue(sampled: Json): EntryValue | undefined {
  const data = asText(sampled['data']);
  if (data === undefined) return undefined;
  const unit = asText(asObject(sampled['origin'])?.['unit']);
  return { text: data.length > 80 ? `${data.slice(0, 80)}…` : data, ...(unit ? { unit } : {}) };
}

function joined(first: unknown, second: unknown, between: string): EntryValue | undefined {
  const parts = [first, second].map((part) => {
    const quantity = asObject(part);
    const value = quantity && quantityValue(quantity);
    return value ? [value.text, value.unit].filter(Boolean).join(' ') : '';
  });
  return parts.some(Boolean) ? { text: parts.join(between) } : undefined;
}
