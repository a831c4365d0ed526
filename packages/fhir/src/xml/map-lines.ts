import type {
  ChargeItem,
  DiagnosticReport,
  MedicationRequest,
  Observation,
  Procedure,
  Quantity,
  ServiceRequest,
  SupplyDelivery,
} from 'fhir/r4';
import { add, dateOf, fieldCoding, plainNumber, practitioners, split } from './episode.js';
import type { Episode } from './episode.js';
import { fieldText, keptText } from './kept-text.js';
import type { Row } from './tables.js';

const icd9cm = 'http://hl7.org/fhir/sid/icd-9-cm';

/** XML2: one MedicationRequest a line. */
export function mapDrug(episode: Episode, row: Row): void {
  const field = (name: string): string | undefined => row.fields.get(name);
  const text = field('TEN_THUOC');
  const code = field('MA_THUOC');
  const [requester, performer] = practitioners(field('MA_BAC_SI'));
  const route = field('DUONG_DUNG');
  const dose = field('LIEU_DUNG');
  const directions = field('CACH_DUNG');
  const quantity = quantityOf(field('SO_LUONG'), field('DON_VI_TINH'));
  const ordered = dateOf(episode, row, 'NGAY_YL');
  const people = split(field('MA_BAC_SI'));
  const amount = field('SO_LUONG');
  const extension = [
    ...keptText(row, 'MedicationRequest', true),
    // FHIR has one requester and one performer, and an amount in numbers: what does not fit is kept as written.
    ...(people.length > 2 ? [fieldText('XML2.MA_BAC_SI', field('MA_BAC_SI')!)] : []),
    ...(amount !== undefined && plainNumber(amount) === undefined ? [fieldText('XML2.SO_LUONG', amount)] : []),
  ];
  add(episode, 'drug', {
    resourceType: 'MedicationRequest',
    ...(extension.length > 0 ? { extension } : {}),
    status: episode.ended ? 'completed' : 'active',
    intent: 'order',
    medicationCodeableConcept: {
      ...(code ? { coding: [fieldCoding('MA_THUOC', code)] } : {}),
      ...(text ? { text } : {}),
    },
    subject: episode.patient,
    encounter: episode.encounter,
    ...(ordered ? { authoredOn: ordered } : {}),
    ...(requester ? { requester } : {}),
    ...(performer ? { performer } : {}),
    ...(route || dose || directions
      ? {
          dosageInstruction: [
            {
              ...(dose ? { text: dose } : {}),
              ...(directions ? { patientInstruction: directions } : {}),
              ...(route ? { route: { coding: [fieldCoding('DUONG_DUNG', route)] } } : {}),
            },
          ],
        }
      : {}),
    ...(quantity ? { dispenseRequest: { quantity } } : {}),
  } satisfies MedicationRequest as MedicationRequest);
}

function quantityOf(amount: string | undefined, unit: string | undefined): Quantity | undefined {
  const value = plainNumber(amount ?? '');
  if (value === undefined && unit === undefined) return undefined;
  return { ...(value === undefined ? {} : { value }), ...(unit ? { unit } : {}) };
}

const tests: ReadonlySet<string> = new Set(['1', '2', '3']);
const charges: ReadonlySet<string> = new Set(['12', '13', '14', '15', '16']);

/** XML3: a test ordered, a procedure done, a supply used, or (visit, bed, transport) a charge; by MA_NHOM. */
export function mapService(episode: Episode, row: Row): void {
  const field = (name: string): string | undefined => row.fields.get(name);
  const group = field('MA_NHOM') ?? '';
  const performed = dateOf(episode, row, 'NGAY_TH_YL') ?? dateOf(episode, row, 'NGAY_YL');
  const extension = keptText(row, undefined, true);
  const kept = extension.length > 0 ? { extension } : {};
  const service = field('MA_DICH_VU');
  if (service && !episode.services.has(service)) episode.services.set(service, { group, orders: [] });
  const codings = [
    ...(service ? [fieldCoding('MA_DICH_VU', service)] : []),
    ...split(field('MA_PTTT_QT')).map((code) => ({ system: icd9cm, code })),
  ];
  const name = field('TEN_DICH_VU');
  const code = { ...(codings.length > 0 ? { coding: codings } : {}), ...(name ? { text: name } : {}) };
  const supply = field('MA_VAT_TU');
  const supplyName = field('TEN_VAT_TU');
  if (supply || supplyName) {
    const quantity = quantityOf(field('SO_LUONG'), field('DON_VI_TINH'));
    add(episode, 'supply', {
      resourceType: 'SupplyDelivery',
      ...kept,
      status: 'completed',
      patient: episode.patient,
      suppliedItem: {
        ...(quantity ? { quantity } : {}),
        itemCodeableConcept: {
          coding: [...(supply ? [fieldCoding('MA_VAT_TU', supply)] : []), ...codings],
          ...((supplyName ?? name) ? { text: [supplyName, name].filter(Boolean).join('; ') } : {}),
        },
      },
      ...(performed ? { occurrenceDateTime: performed } : {}),
    } satisfies SupplyDelivery as SupplyDelivery);
  } else if (charges.has(group)) {
    add(episode, 'charge', {
      resourceType: 'ChargeItem',
      ...kept,
      status: 'billable',
      code,
      subject: episode.patient,
      context: episode.encounter,
      ...(performed ? { occurrenceDateTime: performed } : {}),
    } satisfies ChargeItem as ChargeItem);
  } else if (tests.has(group)) {
    const order = add(episode, 'order', {
      resourceType: 'ServiceRequest',
      ...kept,
      status: 'completed',
      intent: 'order',
      code,
      subject: episode.patient,
      encounter: episode.encounter,
      ...(performed ? { occurrenceDateTime: performed } : {}),
    } satisfies ServiceRequest as ServiceRequest);
    if (service && order.id) episode.services.get(service)?.orders.push(order.id);
  } else {
    add(episode, 'procedure', {
      resourceType: 'Procedure',
      ...kept,
      status: 'completed',
      code,
      subject: episode.patient,
      encounter: episode.encounter,
      ...(performed ? { performedDateTime: performed } : {}),
    } satisfies Procedure as Procedure);
  }
}

/** XML4: a value is an Observation; description and conclusion alone are a DiagnosticReport. It is based on the orders of XML3 with the same code. */
export function mapResult(episode: Episode, row: Row): void {
  const field = (name: string): string | undefined => row.fields.get(name);
  const service = field('MA_DICH_VU');
  const { group, orders = [] } = (service === undefined ? undefined : episode.services.get(service)) ?? {};
  const index = field('MA_CHI_SO');
  const codings = [
    ...(index ? [fieldCoding('MA_CHI_SO', index)] : []),
    ...(service ? [fieldCoding('MA_DICH_VU', service)] : []),
  ];
  const name = field('TEN_CHI_SO');
  const when = dateOf(episode, row, 'NGAY_KQ');
  const performer = practitioners(field('MA_BS_DOC_KQ'));
  const value = field('GIA_TRI');
  const unit = field('DON_VI_DO');
  const measured = value === undefined ? undefined : valueOf(value, unit);
  const extension = keptText(row, undefined, true);
  // A unit beside words: shown behind them, and kept apart to be written again.
  if (unit !== undefined && measured?.valueQuantity === undefined) {
    extension.push(fieldText('XML4.DON_VI_DO', unit));
    if (value !== undefined) extension.push(fieldText('XML4.GIA_TRI', value));
  }
  const shared = {
    ...(extension.length > 0 ? { extension } : {}),
    status: 'final' as const,
    code: { ...(codings.length > 0 ? { coding: codings } : {}), ...(name ? { text: name } : {}) },
    subject: episode.patient,
    encounter: episode.encounter,
    ...(orders.length > 0 ? { basedOn: orders.map((id) => ({ reference: `ServiceRequest/${id}` })) } : {}),
    ...(when ? { effectiveDateTime: when } : {}),
    ...(performer.length > 0 ? { performer } : {}),
  };
  const conclusion = field('KET_LUAN');
  const imaging = group === '2';
  if (value === undefined && (conclusion !== undefined || field('MO_TA') !== undefined || imaging)) {
    const category = imaging ? 'RAD' : group === '1' ? 'LAB' : 'OTH';
    add(episode, 'report', {
      resourceType: 'DiagnosticReport',
      ...shared,
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: category }] }],
      ...(conclusion ? { conclusion } : {}),
    } satisfies DiagnosticReport as DiagnosticReport);
    return;
  }
  const category = imaging ? 'imaging' : 'laboratory';
  add(episode, 'observation', {
    resourceType: 'Observation',
    ...shared,
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: category }] }],
    ...measured,
    ...(conclusion ? { note: [{ text: conclusion }] } : {}),
  } satisfies Observation as Observation);
}

function valueOf(written: string, unit: string | undefined): Pick<Observation, 'valueQuantity' | 'valueString'> {
  const match = /^(<=|>=|<|>|≤|≥)?\s*(.+)$/u.exec(written);
  const amount = match?.[2] ?? '';
  // `250.000` may be a quarter of a million: where only the zeros tell, it is shown as written.
  const number = /^\d{1,3}\.\d\d0$/u.test(amount.trim()) ? undefined : plainNumber(amount);
  if (number === undefined) return { valueString: unit ? `${written} ${unit}` : written };
  const sign = match?.[1]?.replace('≤', '<=').replace('≥', '>=') as Quantity['comparator'] | undefined;
  return { valueQuantity: { value: number, ...(sign ? { comparator: sign } : {}), ...(unit ? { unit } : {}) } };
}
