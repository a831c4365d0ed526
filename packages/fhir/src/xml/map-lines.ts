import type {
  ChargeItem,
  CodeableConcept,
  Coding,
  DiagnosticReport,
  Dosage,
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

/**
 * XML2: one MedicationRequest a line. What was prescribed in a visit is taken at home: that the visit is over says nothing of it, so its
 * status is `unknown`; what was given in a stay ended with it.
 */
export function mapDrug(episode: Episode, row: Row): void {
  const field = (name: string): string | undefined => row.fields.get(name);
  const text = field('TEN_THUOC');
  const code = field('MA_THUOC');
  const route = field('DUONG_DUNG');
  const dose = field('LIEU_DUNG');
  const directions = field('CACH_DUNG');
  const amount = field('SO_LUONG');
  const people = practitioners(field('MA_BAC_SI'));
  const quantity = quantityOf(amount, field('DON_VI_TINH'));
  const ordered = dateOf(episode, row, 'NGAY_YL');
  const extension = keptText(row, 'MedicationRequest', true);
  // FHIR has one requester and one performer, and an amount in numbers: what does not fit is kept as written.
  if (people.length > 2) extension.push(fieldText('XML2.MA_BAC_SI', field('MA_BAC_SI')!));
  if (amount !== undefined && quantity?.value === undefined) extension.push(fieldText('XML2.SO_LUONG', amount));
  const medication: CodeableConcept = {};
  if (code) medication.coding = [fieldCoding('MA_THUOC', code)];
  if (text) medication.text = text;
  const drug: MedicationRequest = {
    resourceType: 'MedicationRequest',
    status: statusOf(episode),
    intent: 'order',
    medicationCodeableConcept: medication,
    subject: episode.patient,
    encounter: episode.encounter,
  };
  if (extension.length > 0) drug.extension = extension;
  if (ordered) drug.authoredOn = ordered;
  if (people[0]) drug.requester = people[0];
  if (people[1]) drug.performer = people[1];
  if (route || dose || directions) {
    const dosage: Dosage = {};
    if (dose) dosage.text = dose;
    if (directions) dosage.patientInstruction = directions;
    if (route) dosage.route = { coding: [fieldCoding('DUONG_DUNG', route)] };
    drug.dosageInstruction = [dosage];
  }
  if (quantity) drug.dispenseRequest = { quantity };
  add(episode, 'drug', drug);
}

function statusOf({ ended, stay, rows }: Episode): MedicationRequest['status'] {
  if (ended) return stay ? 'completed' : 'unknown';
  // Lines without their XML1 say nothing of whether the episode goes on.
  return rows.some(({ table }) => table === 'XML1') ? 'active' : 'unknown';
}

function quantityOf(amount: string | undefined, unit: string | undefined): Quantity | undefined {
  const value = amount === undefined ? undefined : plainNumber(amount);
  if (value === undefined && unit === undefined) return undefined;
  const quantity: Quantity = {};
  if (value !== undefined) quantity.value = value;
  if (unit) quantity.unit = unit;
  return quantity;
}

const tests: ReadonlySet<string> = new Set(['1', '2', '3']);
const charges: ReadonlySet<string> = new Set(['12', '13', '14', '15', '16']);

/** XML3: a test ordered, a procedure done, a supply used, or (visit, bed, transport) a charge; by MA_NHOM. */
export function mapService(episode: Episode, row: Row): void {
  const field = (name: string): string | undefined => row.fields.get(name);
  const group = field('MA_NHOM') ?? '';
  const performed = dateOf(episode, row, 'NGAY_TH_YL') ?? dateOf(episode, row, 'NGAY_YL');
  const extension = keptText(row, undefined, true);
  const service = field('MA_DICH_VU');
  if (service && !episode.services.has(service)) episode.services.set(service, { group, orders: [] });
  const coding: Coding[] = split(field('MA_PTTT_QT')).map((code) => ({ system: icd9cm, code }));
  if (service) coding.unshift(fieldCoding('MA_DICH_VU', service));
  const name = field('TEN_DICH_VU');
  const supply = field('MA_VAT_TU');
  const supplyName = field('TEN_VAT_TU');
  if (supply || supplyName) {
    if (supply) coding.unshift(fieldCoding('MA_VAT_TU', supply));
    const item: CodeableConcept = { coding };
    if (supplyName ?? name) item.text = [supplyName, name].filter(Boolean).join('; ');
    const quantity = quantityOf(field('SO_LUONG'), field('DON_VI_TINH'));
    const delivery: SupplyDelivery = {
      resourceType: 'SupplyDelivery',
      status: 'completed',
      patient: episode.patient,
      suppliedItem: quantity ? { quantity, itemCodeableConcept: item } : { itemCodeableConcept: item },
    };
    if (extension.length > 0) delivery.extension = extension;
    if (performed) delivery.occurrenceDateTime = performed;
    add(episode, 'supply', delivery);
    return;
  }
  const code: CodeableConcept = {};
  if (coding.length > 0) code.coding = coding;
  if (name) code.text = name;
  const { patient: subject, encounter } = episode;
  if (charges.has(group)) {
    const charge: ChargeItem = { resourceType: 'ChargeItem', status: 'billable', code, subject, context: encounter };
    if (extension.length > 0) charge.extension = extension;
    if (performed) charge.occurrenceDateTime = performed;
    add(episode, 'charge', charge);
  } else if (tests.has(group)) {
    const order: ServiceRequest = {
      resourceType: 'ServiceRequest',
      status: 'completed',
      intent: 'order',
      code,
      subject,
      encounter,
    };
    if (extension.length > 0) order.extension = extension;
    if (performed) order.occurrenceDateTime = performed;
    add(episode, 'order', order);
    if (service && order.id) episode.services.get(service)?.orders.push(order.id);
  } else {
    const procedure: Procedure = { resourceType: 'Procedure', status: 'completed', code, subject, encounter };
    if (extension.length > 0) procedure.extension = extension;
    if (performed) procedure.performedDateTime = performed;
    add(episode, 'procedure', procedure);
  }
}

const categoryOf = (system: string, code: string): CodeableConcept[] => [
  { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] },
];
const reportCategories: Readonly<Record<string, CodeableConcept[]>> = {
  '1': categoryOf('v2-0074', 'LAB'),
  '2': categoryOf('v2-0074', 'RAD'),
};
const otherReport = categoryOf('v2-0074', 'OTH');
const imagingResult = categoryOf('observation-category', 'imaging');
const laboratoryResult = categoryOf('observation-category', 'laboratory');

/** XML4: a value is an Observation; description and conclusion alone are a DiagnosticReport. It is based on the orders of XML3 with the same code. */
export function mapResult(episode: Episode, row: Row): void {
  const field = (name: string): string | undefined => row.fields.get(name);
  const service = field('MA_DICH_VU');
  const ordered = service === undefined ? undefined : episode.services.get(service);
  const index = field('MA_CHI_SO');
  const name = field('TEN_CHI_SO');
  const when = dateOf(episode, row, 'NGAY_KQ');
  const conclusion = field('KET_LUAN');
  const value = field('GIA_TRI');
  const unit = field('DON_VI_DO');
  const extension = keptText(row, undefined, true);
  const imaging = ordered?.group === '2';
  const asReport = value === undefined && (conclusion !== undefined || field('MO_TA') !== undefined || imaging);
  const code: CodeableConcept = {};
  if (index || service) {
    code.coding = [];
    if (index) code.coding.push(fieldCoding('MA_CHI_SO', index));
    if (service) code.coding.push(fieldCoding('MA_DICH_VU', service));
  }
  if (name) code.text = name;
  const { patient: subject, encounter } = episode;
  const result: Observation | DiagnosticReport = asReport
    ? {
        resourceType: 'DiagnosticReport',
        status: 'final',
        category: (ordered && reportCategories[ordered.group]) ?? otherReport,
        code,
        subject,
        encounter,
      }
    : {
        resourceType: 'Observation',
        status: 'final',
        category: imaging ? imagingResult : laboratoryResult,
        code,
        subject,
        encounter,
      };
  if (ordered && ordered.orders.length > 0)
    result.basedOn = ordered.orders.map((id) => ({ reference: `ServiceRequest/${id}` }));
  if (when) result.effectiveDateTime = when;
  if (field('MA_BS_DOC_KQ')) result.performer = practitioners(field('MA_BS_DOC_KQ'));
  if (result.resourceType === 'DiagnosticReport') {
    if (conclusion) result.conclusion = conclusion;
    if (unit !== undefined) extension.push(fieldText('XML4.DON_VI_DO', unit));
  } else {
    if (value !== undefined) writeValue(result, value, unit);
    if (conclusion) result.note = [{ text: conclusion }];
    // A unit beside words: shown behind them, and kept apart to be written again.
    if (unit !== undefined && result.valueQuantity === undefined) {
      extension.push(fieldText('XML4.DON_VI_DO', unit));
      if (value !== undefined) extension.push(fieldText('XML4.GIA_TRI', value));
    }
  }
  if (extension.length > 0) result.extension = extension;
  add(episode, asReport ? 'report' : 'observation', result);
}

function writeValue(result: Observation, written: string, unit: string | undefined): void {
  const match = /^(<=|>=|<|>|≤|≥)?\s*(.+)$/u.exec(written);
  const amount = match?.[2] ?? '';
  // `250.000` may be a quarter of a million: where only the zeros tell, it is shown as written.
  const number = /^\d{1,3}\.\d\d0$/u.test(amount.trim()) ? undefined : plainNumber(amount);
  if (number === undefined) {
    result.valueString = unit ? `${written} ${unit}` : written;
    return;
  }
  const quantity: Quantity = { value: number };
  const sign = match?.[1];
  if (sign) quantity.comparator = sign.replace('≤', '<=').replace('≥', '>=') as Quantity['comparator'];
  if (unit) quantity.unit = unit;
  result.valueQuantity = quantity;
}
