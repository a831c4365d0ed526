import { plainName, siValue } from './convert-unit.js';
import { unitIdentity } from '../internal/unit-identity.js';
import type { EntryValue, RecordEntry } from './record.types.js';

const loincPrefix = 'http://loinc.org|';
const standard = [loincPrefix, 'http://snomed.info/sct|'];

// The same component of the same material, by mass and by amount of substance; LOINC keeps a code for each.
const sameAnalyte: ReadonlyMap<string, string> = new Map([
  ['2345-7', '14749-6'], // glucose, serum or plasma
  ['2339-0', '15074-8'], // glucose, blood
  ['1558-6', '14771-0'], // glucose, fasting
  ['41653-7', '14743-9'], // glucose, capillary by glucometer
  ['2093-3', '14647-2'], // cholesterol
  ['2085-9', '14646-4'], // HDL
  ['2089-1', '22748-8'], // LDL
  ['13457-7', '39469-2'], // LDL, calculated
  ['18262-6', '69419-0'], // LDL, direct
  ['2571-8', '14927-8'], // triglyceride
  ['2160-0', '14682-9'], // creatinine
  ['3091-6', '22664-7'], // urea
  ['3094-0', '14937-7'], // urea nitrogen
  ['1975-2', '14631-6'], // bilirubin, total
  ['1968-7', '14629-0'], // bilirubin, direct
  ['1971-1', '14630-8'], // bilirubin, indirect
  ['17861-6', '2000-8'], // calcium
  ['3084-1', '14933-6'], // uric acid
]);

/**
 * What was measured, as a key: results with one key are of one analyte. Its LOINC or SNOMED CT code, else the laboratory's code with
 * the name it goes by (bare codes of two laboratories may collide), else the name and the material it was measured in.
 */
export function analyteKey(code: string | undefined, title: string, specimen = ''): string {
  if (code?.startsWith(loincPrefix)) {
    const loinc = code.slice(loincPrefix.length);
    return `${loincPrefix}${sameAnalyte.get(loinc) ?? loinc}`;
  }
  if (code !== undefined && standard.some((prefix) => code.startsWith(prefix))) return code;
  return `${code ?? ''}|${plainName(title)}|${plainName(specimen)}`;
}

/**
 * A value's number in the unit in which results of its analyte compare: the molar one where the conversion is defined for that
 * analyte, else its own. Undefined for what is no number, or only a bound.
 */
export function comparableValue(
  { number, unit, unitCode }: EntryValue,
  code: string | undefined,
  title: string,
): { number: number; unit: string; isConverted: boolean } | undefined {
  if (number === undefined) return undefined;
  const codes = code?.startsWith(loincPrefix) ? [code.slice(loincPrefix.length)] : [];
  const si = siValue(number, unitCode ?? unit, codes, title) ?? siValue(number, unit, codes, title);
  if (si) return si;
  return { number, unit: unitIdentity(unitCode ?? unit ?? ''), isConverted: false };
}

/** Whether a result is beyond its normal, by the source's word or its range. */
export function isAbnormal({ value, parts = [] }: Pick<RecordEntry, 'value' | 'parts'>): boolean {
  const beyond = (one: EntryValue | undefined) => one?.mark !== undefined && one.mark !== 'normal';
  return beyond(value) || parts.some((part) => beyond(part.value));
}
