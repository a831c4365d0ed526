import { conceptCodes, conceptText } from '../../internal/concept.js';
import { asNumber, asObject, asObjects, asText } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';
import { identifierSystems, ownSystems } from '../../internal/systems.js';
import { digitsOf } from './digits.js';
import { ofTypes } from './episode-source.js';
import type { EpisodeSource } from './episode-source.js';
import { codesIn, fieldCode, keptFields } from './exporting.js';
import { coverageFields, patientFields } from './patient-fields.js';
import type { Fields } from './table-text.js';
import { newbornWeight, weightCode, bloodGroupCode, vitalCode } from './observation-kind.js';

const icd10 = /icd-10(?!-pcs)/iu;
const icd9cm = /icd-9-cm/iu;

/** XML1: the episode, its patient, cards, diagnoses, measures. */
export function summaryRow(source: EpisodeSource): Fields {
  const { encounter, exporting, siteId } = source;
  const period = asObject(encounter?.['period']);
  const stay = asObject(encounter?.['hospitalization']);
  const type = asObjects(encounter?.['type'])[0];
  return {
    MA_LK: identifierOf(encounter, identifierSystems.visit),
    ...patientFields(source),
    ...coverageFields(source),
    ...(encounter ? reasonFields(encounter) : {}),
    ...diagnosisFields(source),
    ...measureFields(source),
    MA_PTTT_QT: joined(
      ofTypes(source, 'Procedure').flatMap((one) => (isSummaryProcedure(one) ? codesIn(one['code'], icd9cm) : [])),
    ),
    ...keptFields(encounter, 'XML1', exporting),
    MA_NOI_DI: encounter && exporting.site(stay?.['origin'], encounter),
    MA_NOI_DEN: encounter && exporting.site(stay?.['destination'], encounter),
    MA_LOAI_RV: fieldCode(stay?.['dischargeDisposition'], 'MA_LOAI_RV'),
    NGAY_VAO: digitsOf(asText(period?.['start'])),
    NGAY_RA: digitsOf(asText(period?.['end'])),
    SO_NGAY_DTRI: daysOf(encounter),
    MA_LOAI_KCB: fieldCode(type, 'MA_LOAI_KCB'),
    MA_KHOA: joined(codesIn(encounter?.['serviceType'], `${ownSystems.insurance}MA_KHOA`)),
    MA_CSKCB: (encounter && exporting.site(encounter['serviceProvider'], encounter)) ?? siteId,
    MA_HSBA: identifierOf(encounter, identifierSystems.medicalRecord),
  };
}

/** ICD-9-CM codes that XML1 lists: nothing but the code is known of them. */
export function isSummaryProcedure(procedure: Json): boolean {
  const code = asObject(procedure['code']);
  const codings = asObjects(code?.['coding']);
  return (
    codings.length > 0 &&
    code?.['text'] === undefined &&
    procedure['extension'] === undefined &&
    codings.every(({ system, display }) => display === undefined && icd9cm.test(asText(system) ?? ''))
  );
}

function identifierOf(resource: Json | undefined, system: string): string | undefined {
  return asText(asObjects(resource?.['identifier']).find((one) => one['system'] === system)?.['value']);
}

function joined(values: readonly (string | undefined)[]): string | undefined {
  const known = values.filter(Boolean);
  return known.length > 0 ? known.join(';') : undefined;
}

function daysOf(encounter: Json | undefined): string | undefined {
  const length = asObject(encounter?.['length']);
  const days = length?.['code'] === 'd' ? asNumber(length['value']) : undefined;
  return days === undefined ? undefined : String(days);
}

/** Reasons stand in the field that they were read from; others are reasons for coming. */
function reasonFields(encounter: Json): Fields {
  const fields: Record<string, string> = {};
  for (const reason of asObjects(encounter['reasonCode'])) {
    const words = conceptText(reason);
    if (words === undefined) continue;
    const from = asObjects(reason['extension']).flatMap(({ url, valueCode }) =>
      url === `${ownSystems.insurance}field` ? (asText(valueCode) ?? []) : [],
    );
    for (const field of from.length > 0 ? from : ['LY_DO_VV'])
      fields[field] = fields[field] === undefined ? words : `${fields[field]}; ${words}`;
  }
  return { LY_DO_VV: fields['LY_DO_VV'], LY_DO_VNT: fields['LY_DO_VNT'] };
}

const untrue: ReadonlySet<string> = new Set(['refuted', 'entered-in-error']);
const tentative: ReadonlySet<string> = new Set(['provisional', 'differential', 'unconfirmed']);
const over: ReadonlySet<string> = new Set(['inactive', 'remission', 'resolved']);

/** Codes of a status; some sources write the bare code. */
function statusOf(status: unknown): string[] {
  return typeof status === 'string' ? [status] : conceptCodes(status);
}

/**
 * CHAN_DOAN_VAO from the diagnosis at admission (AD, or one that is provisional), CHAN_DOAN_RV and MA_BENH_CHINH from the one at discharge (DD),
 * MA_BENH_KT from the others. Which is the main one is never guessed; what was refuted is never written.
 */
function diagnosisFields(source: EpisodeSource): Fields {
  const { encounter, exporting } = source;
  const conditions = ofTypes(source, 'Condition');
  const uses = new Map<Json, string>();
  for (const diagnosis of asObjects(encounter?.['diagnosis'])) {
    const found = exporting.references.find(diagnosis['condition'], encounter)?.resource;
    const use = conceptCodes(diagnosis['use'])[0];
    if (found && use) uses.set(found, use);
  }
  const admitted: string[] = [];
  const final: string[] = [];
  const others: string[] = [];
  const traditional: string[] = [];
  let main: string | undefined;
  for (const condition of conditions) {
    const status = statusOf(condition['verificationStatus'])[0] ?? 'confirmed';
    if (untrue.has(status) || statusOf(condition['clinicalStatus']).some((code) => over.has(code))) {
      exporting.leave('Condition', 'unsupported', 'not-current');
      continue;
    }
    const use = uses.get(condition);
    const code = condition['code'];
    const icd = codesIn(code, icd10);
    const old = codesIn(code, `${ownSystems.insurance}MA_BENH_YHCT`);
    const words = asText(asObject(code)?.['text']) ?? (icd.length + old.length === 0 ? conceptText(code) : undefined);
    if (use === 'AD' || tentative.has(status)) {
      if (words !== undefined) admitted.push(words);
      else exporting.leave('Condition', 'unsupported', 'provisional');
      continue;
    }
    if (words !== undefined) final.push(words);
    if (use === 'DD' && main === undefined && icd.length > 0) main = icd[0];
    else if (use !== 'DD') others.push(...icd.slice(0, 1));
    traditional.push(...old);
    if (icd.length + old.length === 0 && words === undefined) exporting.leave('Condition');
  }
  return {
    CHAN_DOAN_VAO: admitted.length > 0 ? admitted.join('; ') : undefined,
    CHAN_DOAN_RV: final.length > 0 ? final.join('; ') : undefined,
    MA_BENH_CHINH: main,
    MA_BENH_KT: joined(others),
    MA_BENH_YHCT: joined(traditional),
  };
}

function measureFields(source: EpisodeSource): Fields {
  const { exporting } = source;
  const fields: Record<string, string> = {};
  const newborns: string[] = [];
  for (const observation of ofTypes(source, 'Observation')) {
    const code = vitalCode(observation);
    const quantity = asObject(observation['valueQuantity']);
    const number = asNumber(quantity?.['value']);
    const words = asText(observation['valueString']) ?? conceptText(observation['valueCodeableConcept']);
    if (newbornWeight(observation)) newborns.push(number === undefined ? (words ?? '') : String(number));
    else if (code === weightCode || code === bloodGroupCode) {
      const field = code === weightCode ? 'CAN_NANG' : 'NHOM_MAU';
      const inKilograms = number !== undefined && quantity?.['code'] === 'kg' ? String(number) : undefined;
      const said = field === 'CAN_NANG' && number !== undefined ? inKilograms : words;
      // XML1 has one weight and one blood group; a value that says the same again is not lost.
      if (said === undefined || (fields[field] !== undefined && fields[field] !== said)) exporting.leave('Observation');
      else fields[field] = said;
    }
  }
  return { ...fields, CAN_NANG_CON: joined(newborns) };
}
