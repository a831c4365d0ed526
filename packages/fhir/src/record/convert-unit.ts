/** A unit pair of one analyte: `conventional = si * factor`. */
interface Conversion {
  si: 'mmol/L' | 'µmol/L';
  conventional: 'mg/dL';
  factor: number;
}

const pair = (si: Conversion['si'], factor: number): Conversion => ({ si, conventional: 'mg/dL', factor });

// Molar masses: glucose 180.16, cholesterol 386.65, triglyceride (as triolein) 885.4, creatinine 113.12, urea 60.06
// (its nitrogen 28.01), bilirubin 584.66, calcium 40.08, uric acid 168.11 g/mol.
const glucose = pair('mmol/L', 18.016);
const cholesterol = pair('mmol/L', 38.665);
const triglyceride = pair('mmol/L', 88.54);
const creatinine = pair('µmol/L', 1 / 88.4);
const urea = pair('mmol/L', 6.006);
const ureaNitrogen = pair('mmol/L', 2.801);
const bilirubin = pair('µmol/L', 1 / 17.104);
const calcium = pair('mmol/L', 4.008);
const uricAcid = pair('µmol/L', 1 / 59.48);

const byLoinc: ReadonlyMap<string, Conversion> = new Map([
  ...[
    '2345-7',
    '2339-0',
    '1558-6',
    '2340-8',
    '14749-6',
    '15074-8',
    '14771-0',
    '41653-7',
    '2341-6',
    '1521-4',
    '1518-0',
    '20438-8',
  ].map((code) => [code, glucose] as const),
  ...[
    '2093-3',
    '14647-2',
    '2085-9',
    '14646-4',
    '13457-7',
    '18262-6',
    '2089-1',
    '22748-8',
    '69419-0',
    '39469-2',
    '43396-1',
    '49130-8',
    '18261-8',
    '12772-0',
    '9342-7',
    '2091-7',
  ].map((code) => [code, cholesterol] as const),
  ...['2571-8', '14927-8', '3043-7', '30524-3', '3048-6'].map((code) => [code, triglyceride] as const),
  ...['2160-0', '14682-9', '38483-4', '77140-2'].map((code) => [code, creatinine] as const),
  ...['3091-6', '22664-7', '3092-4', '59570-2'].map((code) => [code, urea] as const),
  ...['3094-0', '6299-2', '14937-7'].map((code) => [code, ureaNitrogen] as const),
  ...['1975-2', '14631-6', '1968-7', '14629-0', '1971-1', '14630-8', '42719-5'].map(
    (code) => [code, bilirubin] as const,
  ),
  ...['17861-6', '2000-8', '49765-1', '1994-3', '1995-0', '12180-6', '34581-9'].map((code) => [code, calcium] as const),
  ...['3084-1', '14933-6'].map((code) => [code, uricAcid] as const),
]);

// Names as Vietnamese laboratories print them, accents taken out. What is not blood is left alone.
const notBlood = /\b(nieu|urine|urinary|dich|csf|phan|stool|ty le|ratio|thanh thai|clearance|egfr|muc loc|hba1c)\b/u;
const byName: readonly (readonly [RegExp, Conversion])[] = [
  [/\b(glucose|duong huyet|duong mau)\b/u, glucose],
  [/\bcholesterol\b|\b(ldl|hdl)\b/u, cholesterol],
  [/\btriglycerides?\b|\btriglycerid\b/u, triglyceride],
  [/\bcreatinine?\b/u, creatinine],
  [/\bbun\b|\burea nitrogen\b/u, ureaNitrogen],
  [/\b(urea|ure)\b/u, urea],
  [/\bbilirubin\b/u, bilirubin],
  [/\b(calcium|calci|canxi)\b/u, calcium],
  [/\b(acid uric|uric acid|axit uric|urate)\b/u, uricAcid],
];

const units: ReadonlyMap<string, 'mmol/L' | 'µmol/L' | 'mg/dL'> = new Map([
  ['mmol/L', 'mmol/L'],
  ['mmol/l', 'mmol/L'],
  ['µmol/L', 'µmol/L'],
  ['µmol/l', 'µmol/L'],
  ['μmol/l', 'µmol/L'],
  ['umol/l', 'µmol/L'],
  ['micromol/l', 'µmol/L'],
  ['mg/dL', 'mg/dL'],
  ['mg/dl', 'mg/dL'],
]);

const names = new Map<string, Conversion | undefined>();

/**
 * The value in the other customary unit (mmol/L or µmol/L, and mg/dL), where the analyte's LOINC code or name defines the conversion; else undefined.
 * Three significant digits.
 */
export function convertUnit(
  number: number,
  unit: string | undefined,
  codes: readonly string[],
  name: string,
): { text: string; unit: string } | undefined {
  const from = knownUnit(unit);
  if (from === undefined) return undefined;
  const conversion = conversionOf(codes, name);
  if (!conversion) return undefined;
  if (from === 'mg/dL') return { text: significant(number / conversion.factor), unit: conversion.si };
  // An analyte may be given in the other molar unit (creatinine in mmol/L): the ratio between the two is exact.
  const scale = from === conversion.si ? 1 : from === 'mmol/L' ? 1_000 : 0.001;
  return { text: significant(number * scale * conversion.factor), unit: conversion.conventional };
}

/**
 * The value in the molar unit of its analyte (FHIR Quantity in mmol/L, µmol/L or mg/dL), where the analyte's LOINC code or name
 * defines the conversion; else undefined. Four significant digits where it was converted.
 */
export function siValue(
  number: number,
  unit: string | undefined,
  codes: readonly string[],
  name: string,
): { number: number; unit: string; isConverted: boolean } | undefined {
  const from = knownUnit(unit);
  const conversion = from === undefined ? undefined : conversionOf(codes, name);
  if (!conversion) return undefined;
  const { si, factor } = conversion;
  if (from === si) return { number, unit: si, isConverted: false };
  const converted = from === 'mg/dL' ? number / factor : from === 'mmol/L' ? number * 1_000 : number / 1_000;
  return { number: Number(converted.toPrecision(4)), unit: si, isConverted: true };
}

function knownUnit(unit: string | undefined) {
  return unit === undefined ? undefined : (units.get(unit) ?? units.get(unit.trim().toLowerCase()));
}

function conversionOf(codes: readonly string[], name: string): Conversion | undefined {
  for (const code of codes) {
    const known = byLoinc.get(code);
    if (known) return known;
  }
  if (codes.some((code) => /^\d{1,6}-\d$/u.test(code))) return undefined;
  if (names.has(name)) return names.get(name);
  const plain = plainName(name);
  const found = notBlood.test(plain) ? undefined : byName.find(([pattern]) => pattern.test(plain))?.[1];
  if (names.size > 2_000) names.clear();
  names.set(name, found);
  return found;
}

/** A name for comparing: lower case, without accents. */
export function plainName(name: string): string {
  return name.slice(0, 200).normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/gu, 'd').toLowerCase();
}

function significant(number: number): string {
  return String(Number(number.toPrecision(3)));
}
