import { conceptText } from '../../internal/concept.js';
import { asNumber, asObject, asObjects, asText } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';
import { identifierSystems } from '../../internal/systems.js';
import { plainValue } from '../../record/observation-value.js';
import { digitsOf } from './digits.js';
import { ofTypes } from './episode-source.js';
import type { EpisodeSource } from './episode-source.js';
import { codesIn, fieldCode, keptFields } from './exporting.js';
import { bloodGroupCode, isResult, newbornWeight, vitalCode, weightCode } from './observation-kind.js';
import { isSummaryProcedure } from './summary-row.js';
import type { Fields } from './table-text.js';

const takenBack: ReadonlySet<unknown> = new Set([
  'entered-in-error',
  'cancelled',
  'stopped',
  'draft',
  'not-done',
  'aborted',
  'revoked',
  'abandoned',
]);
const advice: ReadonlySet<unknown> = new Set(['proposal', 'plan', 'option']);

/** XML2: a line for each drug that was ordered. What was stopped, refused or only proposed is no line. */
export function drugRows(source: EpisodeSource): Fields[] {
  const { exporting } = source;
  return ofTypes(source, 'MedicationRequest').flatMap((drug) => {
    if (takenBack.has(drug['status']) || advice.has(drug['intent']) || drug['doNotPerform'] === true) {
      return (
        exporting.leave(
          'MedicationRequest',
          'unsupported',
          String(advice.has(drug['intent']) ? drug['intent'] : drug['status']),
        ) ?? []
      );
    }
    const medication =
      asObject(drug['medicationCodeableConcept']) ??
      asObject(exporting.references.find(drug['medicationReference'], drug)?.resource['code']);
    const dosage = asObjects(drug['dosageInstruction'])[0];
    if (asObjects(drug['dosageInstruction']).length > 1) exporting.leave('MedicationRequest.dosageInstruction');
    const quantity = asObject(asObject(drug['dispenseRequest'])?.['quantity']);
    const amount = asNumber(quantity?.['value']);
    const kept = keptFields(drug, 'XML2', exporting);
    return [
      {
        ...linkOf(source),
        ...kept,
        MA_THUOC: fieldCode(medication, 'MA_THUOC'),
        TEN_THUOC: conceptName(medication, ['MA_THUOC']),
        DON_VI_TINH: asText(quantity?.['unit']) ?? asText(quantity?.['code']) ?? kept['DON_VI_TINH'],
        DUONG_DUNG: fieldCode(dosage?.['route'], 'DUONG_DUNG'),
        LIEU_DUNG: asText(dosage?.['text']),
        CACH_DUNG: asText(dosage?.['patientInstruction']),
        SO_LUONG: amount === undefined ? kept['SO_LUONG'] : String(amount),
        MA_BAC_SI:
          kept['MA_BAC_SI'] ??
          exporting.licences(
            [drug['requester'], drug['performer']].filter(Boolean),
            drug,
            'MedicationRequest.requester',
          ),
        NGAY_YL: digitsOf(asText(drug['authoredOn'])),
      },
    ];
  });
}

/** XML3: services, supplies and charges, in the order of the record. */
export function serviceRows(source: EpisodeSource): Fields[] {
  const { exporting } = source;
  return ofTypes(source, 'Procedure', 'ServiceRequest', 'SupplyDelivery', 'ChargeItem').flatMap((one) => {
    const type = String(one['resourceType']);
    if (type === 'Procedure' && isSummaryProcedure(one)) return [];
    if (takenBack.has(one['status']) || advice.has(one['intent']) || one['doNotPerform'] === true)
      return (
        exporting.leave(type, 'unsupported', String(advice.has(one['intent']) ? one['intent'] : one['status'])) ?? []
      );
    const kept = keptFields(one, 'XML3', exporting);
    // A test that was ordered, or a charge, is a line only where its cost group says so: else the line would say that it was done.
    if (type !== 'Procedure' && type !== 'SupplyDelivery' && kept['MA_NHOM'] === undefined)
      return exporting.leave(type) ?? [];
    const item = asObject(one['suppliedItem']);
    const code = type === 'SupplyDelivery' ? item?.['itemCodeableConcept'] : one['code'];
    const when =
      asText(one['performedDateTime']) ??
      asText(one['occurrenceDateTime']) ??
      asText(asObject(one['performedPeriod'])?.['start']);
    const done = digitsOf(when);
    const quantity = asObject(item?.['quantity']);
    const amount = asNumber(quantity?.['value']);
    return [
      {
        ...linkOf(source),
        ...(amount === undefined ? {} : { SO_LUONG: String(amount) }),
        ...(quantity?.['unit'] === undefined ? {} : { DON_VI_TINH: asText(quantity['unit']) }),
        ...kept,
        MA_DICH_VU: fieldCode(code, 'MA_DICH_VU'),
        MA_PTTT_QT: codesIn(code, /icd-9-cm/iu).join(';') || undefined,
        MA_VAT_TU: fieldCode(code, 'MA_VAT_TU'),
        ...(type === 'SupplyDelivery'
          ? { TEN_VAT_TU: kept['TEN_VAT_TU'] ?? conceptName(code, ['MA_VAT_TU', 'MA_DICH_VU']) }
          : { TEN_DICH_VU: conceptName(code, ['MA_DICH_VU']) }),
        MA_BAC_SI:
          kept['MA_BAC_SI'] ?? exporting.licences([one['requester']].filter(Boolean), one, `${type}.requester`),
        NGUOI_THUC_HIEN:
          kept['NGUOI_THUC_HIEN'] ??
          exporting.licences(
            asObjects(one['performer']).map((performer) => performer['actor'] ?? performer),
            one,
            `${type}.performer`,
          ),
        NGAY_YL: kept['NGAY_YL'] ?? digitsOf(asText(one['authoredOn'])),
        // Where only the order's time was known, the reader took that one.
        NGAY_TH_YL: done === kept['NGAY_YL'] ? undefined : done,
      },
    ];
  });
}

const unfinished: ReadonlySet<unknown> = new Set(['registered', 'preliminary', 'partial', 'unknown']);

/** XML4: results with a value, and reports with words. What is not final, or was taken back, is no line. */
export function resultRows(source: EpisodeSource): Fields[] {
  const { exporting } = source;
  return ofTypes(source, 'Observation', 'DiagnosticReport').flatMap((result) => {
    const type = String(result['resourceType']);
    if (type === 'Observation' && !isLine(result)) return [];
    if (takenBack.has(result['status']) || unfinished.has(result['status']))
      return exporting.leave(type, 'unsupported', String(result['status'])) ?? [];
    const shared = {
      ...linkOf(source),
      ...keptFields(result, 'XML4', exporting),
      MA_DICH_VU: fieldCode(result['code'], 'MA_DICH_VU'),
      MA_CHI_SO: fieldCode(result['code'], 'MA_CHI_SO'),
      TEN_CHI_SO: conceptName(result['code'], ['MA_CHI_SO', 'MA_DICH_VU']),
      NGAY_KQ: digitsOf(
        asText(result['effectiveDateTime']) ??
          asText(asObject(result['effectivePeriod'])?.['end']) ??
          asText(result['issued']),
      ),
      MA_BS_DOC_KQ: exporting.licences(result['performer'], result, `${type}.performer`),
    };
    if (type === 'DiagnosticReport') return reportRow(result, shared);
    for (const lost of ['referenceRange', 'interpretation'])
      if (result[lost] !== undefined) exporting.leave(`Observation.${lost}`);
    const words = asObjects(result['note']).flatMap(({ text }) => asText(text) ?? []);
    const noted = words.length > 0 ? { KET_LUAN: words.join('\n') } : {};
    const components = asObjects(result['component']);
    const value = valueFields(result, shared);
    if (value === undefined && (components.length > 0 || result['dataAbsentReason'] !== undefined)) {
      if (components.length === 0) return exporting.leave('Observation', 'unsupported', 'data-absent') ?? [];
    }
    return [
      ...(value !== undefined || components.length === 0 ? [{ ...shared, ...value, ...noted }] : []),
      ...components.flatMap((part) => {
        const own = valueFields(part, {});
        const name = [shared.TEN_CHI_SO, conceptText(part['code'])].filter(Boolean).join(': ');
        return own ? [{ ...shared, TEN_CHI_SO: name, ...own }] : (exporting.leave('Observation.component') ?? []);
      }),
    ];
  });
}

function isLine(observation: Json): boolean {
  const code = vitalCode(observation);
  return isResult(observation) && !newbornWeight(observation) && code !== weightCode && code !== bloodGroupCode;
}

function reportRow(report: Json, shared: Fields): Fields[] {
  const conclusion =
    asText(report['conclusion']) ??
    (asObjects(report['conclusionCode'])
      .flatMap((code) => conceptText(code) ?? [])
      .join('; ') ||
      undefined);
  // A panel says nothing but who belongs together: its members have their lines.
  if (conclusion === undefined && shared['MO_TA'] === undefined && asObjects(report['result']).length > 0) return [];
  return [{ ...shared, KET_LUAN: conclusion }];
}

/** GIA_TRI and DON_VI_DO of a value[x]; what the reader kept of them comes first. */
function valueFields(holder: Json, kept: Fields): Fields | undefined {
  if (kept['GIA_TRI'] !== undefined) return { GIA_TRI: kept['GIA_TRI'], DON_VI_DO: kept['DON_VI_DO'] };
  const value = plainValue(holder);
  if (value === undefined) return undefined;
  return { GIA_TRI: value.text, ...(value.unit === undefined ? {} : { DON_VI_DO: value.unit }) };
}

/** The words of a concept; a code of the insurance's own lists is no name. */
function conceptName(concept: unknown, own: readonly string[]): string | undefined {
  const name = conceptText(concept);
  return name !== undefined &&
    own.some((field) => fieldCode(concept, field) === name) &&
    asObject(concept)?.['text'] === undefined
    ? undefined
    : name;
}

function linkOf({ encounter }: EpisodeSource): Fields {
  const link = asObjects(encounter?.['identifier']).find(({ system }) => system === identifierSystems.visit);
  return { MA_LK: asText(link?.['value']) };
}
