import type { CodeableConcept, Extension, Identifier, Patient } from 'fhir/r4';
import { ethnicGroups } from '../internal/codes/insurance-codes.js';
import { identifierSystems, ownSystems, vnExtensions } from '../internal/systems.js';
import { fieldCoding, split } from './episode.js';
import { insuranceDate } from './insurance-date.js';
import { keptText } from './kept-text.js';
import type { Row } from './tables.js';

const sexes: Readonly<Record<string, Patient['gender']>> = { '1': 'male', '2': 'female', '3': 'unknown' };

/** Fields that say who the patient is. */
export const personFields: readonly string[] = [
  'MA_BN',
  'SO_CCCD',
  'MA_THE_BHYT',
  'HO_TEN',
  'NGAY_SINH',
  'GIOI_TINH',
  'DIEN_THOAI',
  'DIA_CHI',
  'MATINH_CU_TRU',
  'MAHUYEN_CU_TRU',
  'MAXA_CU_TRU',
  'MA_QUOCTICH',
  'MA_DANTOC',
  'MA_NGHE_NGHIEP',
  'HO_TEN_CHA',
  'HO_TEN_ME',
  'NGUOI_GIAM_HO',
];

/** The patient of an episode: XML1, and where it says nothing XML13, XML14; parents and guardian of XML7, XML8. */
export function mapPatient(rows: readonly Row[], id: string): Patient {
  const order = ['XML1', 'XML13', 'XML14', 'XML7', 'XML8', 'XML0', 'XML15', 'XML11', 'XML6'];
  const sources = order.flatMap((table) => rows.filter((row) => row.table === table));
  const value = (field: string): string | undefined => sources.find((row) => row.fields.has(field))?.fields.get(field);
  const first = rows.find(({ table }) => table === 'XML1');
  const patient: Patient = { resourceType: 'Patient', id };
  const identifier = identifiersOf(value);
  if (identifier.length > 0) patient.identifier = identifier;
  const name = value('HO_TEN');
  if (name) patient.name = [{ use: 'official', text: name }];
  const gender = sexes[value('GIOI_TINH') ?? ''];
  if (gender) patient.gender = gender;
  Object.assign(patient, birthOf(value('NGAY_SINH')));
  const phone = value('DIEN_THOAI');
  if (phone) patient.telecom = [{ system: 'phone', value: phone }];
  const text = value('DIA_CHI');
  const codes = first ? keptText(first, 'Patient.address') : [];
  if (text || codes.length > 0)
    patient.address = [{ use: 'home', ...(codes.length > 0 ? { extension: codes } : {}), ...(text ? { text } : {}) }];
  const extension: Extension[] = [
    ...coded(vnExtensions.nationality, 'MA_QUOCTICH', value),
    ...coded(vnExtensions.ethnicity, 'MA_DANTOC', value, ethnicGroups),
    ...coded(vnExtensions.occupation, 'MA_NGHE_NGHIEP', value),
  ];
  if (extension.length > 0) patient.extension = extension;
  const contact = [
    ['HO_TEN_CHA', 'cha'],
    ['HO_TEN_ME', 'mẹ'],
    ['NGUOI_GIAM_HO', 'người giám hộ'],
  ].flatMap(([field, relation]) => {
    const person = value(field!);
    return person ? [{ relationship: [{ text: relation! }], name: { text: person } }] : [];
  });
  if (contact.length > 0) patient.contact = contact;
  return patient;
}

function identifiersOf(value: (field: string) => string | undefined): Identifier[] {
  const internal = value('MA_BN');
  const personal = value('SO_CCCD');
  return [
    ...(internal ? [{ system: identifierSystems.internal, value: internal }] : []),
    ...(personal ? [{ ...personalSystem(personal), value: personal }] : []),
    ...split(value('MA_THE_BHYT')).map((card) => ({ system: identifierSystems.insurance, value: card })),
  ];
}

function personalSystem(value: string): { system?: string } {
  if (/^\d{12}$/u.test(value)) return { system: identifierSystems.nationalId };
  if (/^\d{9}$/u.test(value)) return { system: identifierSystems.citizenId };
  return { system: /^[A-Z]\d{7}$/u.test(value) ? identifierSystems.passport : `${ownSystems.insurance}SO_CCCD` };
}

function birthOf(written: string | undefined): Pick<Patient, 'birthDate' | '_birthDate'> {
  if (!written) return {};
  const date = insuranceDate(written, true);
  if (!date) return { _birthDate: { extension: [{ url: 'urn:diemcau:as-written', valueString: written }] } };
  if (date.length <= 10) return { birthDate: date };
  return {
    birthDate: date.slice(0, 10),
    _birthDate: {
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime', valueDateTime: date }],
    },
  };
}

function coded(
  url: string,
  field: string,
  value: (field: string) => string | undefined,
  names: Readonly<Record<string, string>> = {},
): Extension[] {
  const code = value(field);
  if (!code || /^0+$/u.test(code))
    return code ? [{ url, valueCodeableConcept: { coding: [fieldCoding(field, code)] } }] : [];
  const concept: CodeableConcept = {
    coding: [fieldCoding(field, code)],
    ...(Object.hasOwn(names, code) ? { text: names[code] } : {}),
  };
  return [{ url, valueCodeableConcept: concept }];
}
