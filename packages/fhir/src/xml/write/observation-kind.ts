import { conceptCodes } from '../../internal/concept.js';
import { asNumber, asObject, asObjects, asText } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';
import { ownSystems } from '../../internal/systems.js';
import { codesIn } from './exporting.js';

/** LOINC code of a body weight. */
export const weightCode = '29463-7';
/** LOINC code of a blood group. */
export const bloodGroupCode = '882-1';
/** Code of a newborn's weight on the mother's record. */
export const newbornField = 'CAN_NANG_CON';

/** The first LOINC code, unless the line comes from XML4. */
export function vitalCode(observation: Json): string | undefined {
  if (codesIn(observation['code'], /xml130:MA_(?:CHI_SO|DICH_VU)$/u).length > 0) return undefined;
  return codesIn(observation['code'], 'http://loinc.org')[0];
}

/** Whether it is a newborn's weight on the mother's record. */
export function newbornWeight(observation: Json): boolean {
  return codesIn(observation['code'], `${ownSystems.insurance}LOAI_DO`).includes(newbornField);
}

/** A result: of a laboratory or of imaging, or of no category that says otherwise. */
export function isResult(observation: Json): boolean {
  const category = conceptCodes(observation['category']).map((code) => code.toLowerCase());
  return (
    category.some((code) => code === 'laboratory' || code === 'imaging' || code === 'lab') ||
    (category.length === 0 && csstOf(observation) === undefined && vitalCode(observation) !== weightCode)
  );
}

const csst: Readonly<Record<string, { mark: string; ucum: readonly string[] }>> = {
  '8867-4': { mark: 'M', ucum: ['/min', '{beats}/min'] },
  '8310-5': { mark: 'T', ucum: ['Cel'] },
  '9279-1': { mark: 'NT', ucum: ['/min', '{breaths}/min'] },
  '59408-5': { mark: 'SP', ucum: ['%'] },
  '2708-6': { mark: 'SP', ucum: ['%'] },
};

/** A vital sign in the words of DIEN_BIEN_LS (`M75`, `HA120/70`), where its unit is the one of that syntax; never converted. */
export function csstOf(observation: Json): string | undefined {
  const codes = codesIn(observation['code'], 'http://loinc.org');
  if (codes.some((code) => code === '85354-9' || code === '55284-4')) {
    const half = (code: string): number | undefined => {
      const part = asObjects(observation['component']).find((one) => conceptCodes(one['code']).includes(code));
      const quantity = asObject(part?.['valueQuantity']);
      return quantity?.['code'] === 'mm[Hg]' ? asNumber(quantity['value']) : undefined;
    };
    const [high, low] = [half('8480-6'), half('8462-4')];
    return high === undefined ? undefined : `HA${high}${low === undefined ? '' : `/${low}`}`;
  }
  const quantity = asObject(observation['valueQuantity']);
  const value = asNumber(quantity?.['value']);
  if (value === undefined || quantity?.['comparator'] !== undefined) return undefined;
  for (const code of codes) {
    const sign = Object.hasOwn(csst, code) ? csst[code] : undefined;
    if (sign?.ucum.includes(asText(quantity?.['code']) ?? '')) return `${sign.mark}${value}`;
  }
  return undefined;
}
