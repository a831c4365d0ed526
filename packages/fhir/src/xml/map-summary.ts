import type { CodeableConcept, Condition, Coverage, Encounter, Extension, Observation } from 'fhir/r4';
import { careForms, dischargeKinds } from '../internal/codes/insurance-codes.js';
import { identifierSystems, ownSystems } from '../internal/systems.js';
import { add, dateOf, fieldCoding, plainNumber, split } from './episode.js';
import type { Episode } from './episode.js';
import { insuranceDate } from './insurance-date.js';
import { keptText } from './kept-text.js';
import type { Row } from './tables.js';

const icd10 = 'http://hl7.org/fhir/sid/icd-10';
const icd9cm = 'http://hl7.org/fhir/sid/icd-9-cm';
/** Visits, programmes and examinations of MA_LOAI_KCB: nobody stays. */
const ambulatory: ReadonlySet<string> = new Set(['01', '02', '05', '07', '08', '11', '13', '15', '16']);
const dispositions: Readonly<Record<string, string>> = {
  '1': 'home',
  '2': 'hosp',
  '3': 'oth',
  '4': 'aadvice',
  '5': 'other-hcf',
};

/** XML1 (or what other tables know when it is missing) as Encounter, Conditions, Coverage, weight and blood group. */
export function mapSummary(episode: Episode, site: string | undefined): void {
  const row = episode.rows.find(({ table }) => table === 'XML1');
  const other = episode.rows.find(({ fields }) => fields.has('NGAY_VAO') || fields.has('NGAY_RA'));
  const encounter = mapEncounter(episode, row, other, site);
  episode.resources.push(encounter);
  episode.stay = encounter.class.code === 'IMP' || encounter.class.code === 'SS';
  if (row) {
    const diagnoses = mapConditions(episode, row);
    if (diagnoses.length > 0)
      encounter.diagnosis = diagnoses.map(({ condition, use }) => ({
        condition: { reference: `Condition/${condition.id}` },
        use: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/diagnosis-role', code: use }] },
      }));
    mapMeasures(episode, row);
    for (const code of split(row.fields.get('MA_PTTT_QT'))) {
      const when = dateOf(episode, row, 'NGAY_VAO');
      add(episode, 'procedure', {
        resourceType: 'Procedure',
        status: 'completed',
        code: { coding: [{ system: icd9cm, code }] },
        subject: episode.patient,
        encounter: episode.encounter,
        ...(when ? { performedPeriod: encounter.period } : {}),
      });
    }
  }
  mapCoverage(episode, row ?? episode.rows.find(({ fields }) => fields.has('MA_THE_BHYT')));
}

function mapEncounter(
  episode: Episode,
  row: Row | undefined,
  other: Row | undefined,
  site: string | undefined,
): Encounter {
  const dates = row ?? other;
  const start = dates && dateOf(episode, dates, 'NGAY_VAO');
  const end = dates && dateOf(episode, dates, 'NGAY_RA');
  const field = (name: string): string | undefined => row?.fields.get(name);
  const form =
    field('MA_LOAI_KCB') ?? episode.rows.find(({ fields }) => fields.has('MA_LOAI_KCB'))?.fields.get('MA_LOAI_KCB');
  const facility =
    field('MA_CSKCB') ?? episode.rows.find(({ fields }) => fields.has('MA_CSKCB'))?.fields.get('MA_CSKCB') ?? site;
  const record = field('MA_HSBA');
  const reasons = reasonsOf(field('LY_DO_VV'), field('LY_DO_VNT'));
  const days = plainNumber(field('SO_NGAY_DTRI') ?? '');
  const extension = row ? keptText(row, 'Encounter', true) : [];
  const department = split(field('MA_KHOA')).map((code) => fieldCoding('MA_KHOA', code));
  const stay = hospitalization(row);
  const encounter: Encounter = {
    resourceType: 'Encounter',
    id: episode.id,
    identifier: [
      ...(episode.link ? [{ system: identifierSystems.visit, value: episode.link }] : []),
      ...(record ? [{ system: identifierSystems.medicalRecord, value: record }] : []),
    ],
    ...(extension.length > 0 ? { extension } : {}),
    // Only XML1 knows that somebody has not left yet.
    status: end ? 'finished' : row ? 'in-progress' : 'unknown',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: classOf(form) },
    ...(form
      ? {
          type: [
            {
              coding: [fieldCoding('MA_LOAI_KCB', form)],
              ...(Object.hasOwn(careForms, form) ? { text: careForms[form] } : {}),
            },
          ],
        }
      : {}),
    ...(department.length > 0 ? { serviceType: { coding: department } } : {}),
    subject: episode.patient,
    ...(start || end ? { period: { ...(start ? { start } : {}), ...(end ? { end } : {}) } } : {}),
    ...(days === undefined
      ? {}
      : { length: { value: days, unit: 'ngày', system: 'http://unitsofmeasure.org', code: 'd' } }),
    ...(reasons.length > 0 ? { reasonCode: reasons } : {}),
    ...(stay ? { hospitalization: stay } : {}),
    ...(facility
      ? { serviceProvider: { type: 'Organization', identifier: { system: identifierSystems.site, value: facility } } }
      : {}),
  };
  if (encounter.identifier?.length === 0) delete encounter.identifier;
  return encounter;
}

/** The reasons for coming and for admission, each marked with its field; the same words are one reason. */
function reasonsOf(coming: string | undefined, admission: string | undefined): CodeableConcept[] {
  const mark = (field: string): Extension => ({ url: `${ownSystems.insurance}field`, valueCode: field });
  const same = coming === admission;
  return [
    ...(coming ? [{ extension: [mark('LY_DO_VV'), ...(same ? [mark('LY_DO_VNT')] : [])], text: coming }] : []),
    ...(admission && !same ? [{ extension: [mark('LY_DO_VNT')], text: admission }] : []),
  ];
}

function classOf(form: string | undefined): string {
  if (form === '14') return 'VR';
  if (form === '12') return 'HH';
  if (form === '04') return 'SS';
  return form === undefined || ambulatory.has(form) ? 'AMB' : 'IMP';
}

function hospitalization(row: Row | undefined): Encounter['hospitalization'] {
  const [from, to, kind] = ['MA_NOI_DI', 'MA_NOI_DEN', 'MA_LOAI_RV'].map((field) => row?.fields.get(field));
  if (!from && !to && !kind) return undefined;
  const disposition: CodeableConcept | undefined = kind
    ? {
        coding: [
          ...(Object.hasOwn(dispositions, kind)
            ? [{ system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code: dispositions[kind]! }]
            : []),
          fieldCoding('MA_LOAI_RV', kind),
        ],
        ...(Object.hasOwn(dischargeKinds, kind) ? { text: dischargeKinds[kind] } : {}),
      }
    : undefined;
  return {
    ...(from ? { origin: { type: 'Organization', identifier: { system: identifierSystems.site, value: from } } } : {}),
    ...(to ? { destination: { type: 'Organization', identifier: { system: identifierSystems.site, value: to } } } : {}),
    ...(disposition ? { dischargeDisposition: disposition } : {}),
  };
}

const certainty = (code: string): CodeableConcept => ({
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code }],
});
const confirmed = certainty('confirmed');
const provisional = certainty('provisional');
const encounterDiagnosis: CodeableConcept[] = [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'encounter-diagnosis' }] },
];

function mapConditions(episode: Episode, row: Row): { condition: Condition; use: 'AD' | 'DD' | 'CM' }[] {
  const found: { condition: Condition; use: 'AD' | 'DD' | 'CM' }[] = [];
  const diagnose = (use: 'AD' | 'DD' | 'CM', code: CodeableConcept, when: string | undefined): void => {
    const condition: Condition = {
      resourceType: 'Condition',
      verificationStatus: use === 'AD' ? provisional : confirmed,
      category: encounterDiagnosis,
      code,
      subject: episode.patient,
      encounter: episode.encounter,
    };
    if (when) condition.recordedDate = when;
    add(episode, 'condition', condition);
    found.push({ condition, use });
  };
  const started = dateOf(episode, row, 'NGAY_VAO');
  const ended = dateOf(episode, row, 'NGAY_RA') ?? started;
  const preliminary = row.fields.get('CHAN_DOAN_VAO');
  const final = row.fields.get('CHAN_DOAN_RV');
  const main = row.fields.get('MA_BENH_CHINH');
  if (preliminary) diagnose('AD', { text: preliminary }, started);
  if (final || main) {
    const code: CodeableConcept = {};
    if (main) code.coding = [{ system: icd10, code: main }];
    if (final) code.text = final;
    diagnose('DD', code, ended);
  }
  for (const code of split(row.fields.get('MA_BENH_KT'))) diagnose('CM', { coding: [{ system: icd10, code }] }, ended);
  for (const code of split(row.fields.get('MA_BENH_YHCT')))
    diagnose('CM', { coding: [fieldCoding('MA_BENH_YHCT', code)] }, ended);
  return found;
}

const categoryOf = (code: string): CodeableConcept[] => [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code }] },
];
const vital = categoryOf('vital-signs');
const laboratory = categoryOf('laboratory');
const weightCode: CodeableConcept = { coding: [{ system: 'http://loinc.org', code: '29463-7' }], text: 'Cân nặng' };
const bloodGroupCode: CodeableConcept = { coding: [{ system: 'http://loinc.org', code: '882-1' }], text: 'Nhóm máu' };

function mapMeasures(episode: Episode, row: Row): void {
  const when = dateOf(episode, row, 'NGAY_VAO');
  const observe = (category: CodeableConcept[], code: CodeableConcept, value: string, unit?: string): void => {
    const number = unit === undefined ? undefined : plainNumber(value);
    const observation: Observation = {
      resourceType: 'Observation',
      status: 'final',
      category,
      code,
      subject: episode.patient,
      encounter: episode.encounter,
    };
    if (when) observation.effectiveDateTime = when;
    if (number === undefined) observation.valueString = value;
    else observation.valueQuantity = { value: number, unit, system: 'http://unitsofmeasure.org', code: unit };
    add(episode, 'observation', observation);
  };
  const weight = row.fields.get('CAN_NANG');
  if (weight && plainNumber(weight) !== 0) observe(vital, weightCode, weight, 'kg');
  // The mother's record: no LOINC code of a birth weight, which would be read as her own.
  const newborns = split(row.fields.get('CAN_NANG_CON'));
  newborns.forEach((grams, index) => {
    const text = newborns.length > 1 ? `Cân nặng con thứ ${index + 1}` : 'Cân nặng con';
    observe(vital, { coding: [fieldCoding('LOAI_DO', 'CAN_NANG_CON')], text }, grams, 'g');
  });
  const group = row.fields.get('NHOM_MAU');
  if (group) observe(laboratory, bloodGroupCode, group);
}

function mapCoverage(episode: Episode, row: Row | undefined): void {
  if (!row) return;
  const cards = split(row.fields.get('MA_THE_BHYT'));
  const [from, to] = ['GT_THE_TU', 'GT_THE_DEN'].map((field) =>
    (row.fields.get(field) ?? '').split(';').map((date) => insuranceDate(date.trim())),
  );
  const kept = row.table === 'XML1' ? keptText(row, 'Coverage') : [];
  const shown = cards.length > 0 ? cards : kept.length > 0 ? [undefined] : [];
  shown.forEach((card, index) => {
    const start = from?.[index];
    const end = to?.[index];
    add(episode, 'coverage', {
      resourceType: 'Coverage',
      ...(kept.length > 0 ? { extension: kept } : {}),
      ...(card ? { identifier: [{ system: identifierSystems.insurance, value: card }] } : {}),
      status: 'active',
      type: { text: 'Bảo hiểm y tế' },
      ...(card ? { subscriberId: card } : {}),
      beneficiary: episode.patient,
      ...(start || end ? { period: { ...(start ? { start } : {}), ...(end ? { end } : {}) } } : {}),
      payor: [{ display: 'Bảo hiểm xã hội Việt Nam' }],
    } satisfies Coverage as Coverage);
  });
}
