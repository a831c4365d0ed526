import type { Observation, ObservationComponent } from 'fhir/r4';
import { plainNumber } from './episode.js';

/** Measures of `CSST<M75_T37_HA120/70_NT18_SP98>`; the units are those of the appendix of QĐ 4750. HL (nursing level) is none. */
const measures: Readonly<Record<string, { code: string; text: string; unit: string; ucum: string }>> = {
  M: { code: '8867-4', text: 'Mạch', unit: 'lần/phút', ucum: '/min' },
  T: { code: '8310-5', text: 'Nhiệt độ', unit: '°C', ucum: 'Cel' },
  NT: { code: '9279-1', text: 'Nhịp thở', unit: 'lần/phút', ucum: '/min' },
  SP: { code: '59408-5', text: 'SpO2', unit: '%', ucum: '%' },
};
const systolic = { code: '8480-6', text: 'Huyết áp tâm thu' };
const diastolic = { code: '8462-4', text: 'Huyết áp tâm trương' };

/** The vital signs in a note, leniently: blanks, order, case, decimal commas, several groups, missing ones. */
export function vitalSigns(note: string): Pick<Observation, 'code' | 'valueQuantity' | 'component'>[] {
  const found: Pick<Observation, 'code' | 'valueQuantity' | 'component'>[] = [];
  for (const [, group] of note.matchAll(/CSST\s*[<(]([^<>()]{0,200})[>)]/giu)) {
    for (const part of (group ?? '').split('_')) {
      const match = /^\s*(HA|NT|SP|SPO2|M|T)\s*[:=]?\s*(\d[\d.,/ ]*)/iu.exec(part);
      if (!match) continue;
      const key = match[1]!.toUpperCase().replace('SPO2', 'SP');
      const written = match[2]!.trim();
      if (key === 'HA') found.push(...pressure(written));
      else found.push(...measure(key, written));
    }
  }
  return found;
}

function measure(key: string, written: string): Pick<Observation, 'code' | 'valueQuantity'>[] {
  const value = plainNumber(written);
  const kind = measures[key];
  if (value === undefined || !kind) return [];
  return [
    {
      code: loinc(kind.code, kind.text),
      valueQuantity: { value, unit: kind.unit, system: 'http://unitsofmeasure.org', code: kind.ucum },
    },
  ];
}

function pressure(written: string): Pick<Observation, 'code' | 'component'>[] {
  const [high, low] = written.split('/').map((half) => plainNumber(half));
  const component = [[systolic, high] as const, [diastolic, low] as const].flatMap(
    ([kind, value]): ObservationComponent[] =>
      value === undefined
        ? []
        : [
            {
              code: loinc(kind.code, kind.text),
              valueQuantity: { value, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
            },
          ],
  );
  return component.length > 0 ? [{ code: loinc('85354-9', 'Huyết áp'), component }] : [];
}

function loinc(code: string, text: string): Observation['code'] {
  return { coding: [{ system: 'http://loinc.org', code }], text };
}
