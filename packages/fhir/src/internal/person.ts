import type { Patient } from 'fhir/r4';
import { conceptCodes, conceptText } from './concept.js';
import { fhirDate } from './fhir-date.js';
import { asObject, asObjects, asText, asTexts } from './json.js';
import type { Json } from './json.js';
import type { Person, PersonIdentifier } from './model.types.js';
import { provinceNow } from './province-now.js';
import { identifierSystems, ownSystems, vnExtensions } from './systems.js';

const birthTime = 'http://hl7.org/fhir/StructureDefinition/patient-birthTime';
const asWritten = 'urn:diemcau:as-written';
const v2 = 'http://terminology.hl7.org/CodeSystem/v2-0203';

const kinds: Readonly<Record<PersonIdentifier['kind'], { system?: string; code?: string }>> = {
  'national-id': { system: identifierSystems.nationalId, code: 'NI' },
  'citizen-id': { system: identifierSystems.citizenId, code: 'NI' },
  passport: { system: identifierSystems.passport, code: 'PPN' },
  insurance: { system: identifierSystems.insurance, code: 'SB' },
  internal: { system: identifierSystems.internal, code: 'PI' },
  other: {},
};
const kindOfSystem = new Map(
  Object.entries(kinds).flatMap(([kind, { system }]) =>
    system ? [[system, kind as PersonIdentifier['kind']] as const] : [],
  ),
);
const kindOfCode: Readonly<Record<string, PersonIdentifier['kind']>> = {
  NI: 'national-id',
  PPN: 'passport',
  SB: 'insurance',
  PI: 'internal',
  MR: 'internal',
};

/** HumanName as written; where there is no text the parts are joined, family first for Vietnamese patients. */
export function humanName(names: unknown, familyFirst = false, text = asText): string | undefined {
  const list = asObjects(names);
  const best = list.find((name) => name['use'] === 'official') ?? list.find((name) => name['use'] !== 'old') ?? list[0];
  if (!best) return asText(names);
  const written = text(best['text']);
  if (written) return written;
  const given = asTexts(best['given']).join(' ');
  const family = asText(best['family']) ?? '';
  const core = familyFirst ? [family, given] : [given, family];
  const whole = [asTexts(best['prefix']).join(' '), ...core, asTexts(best['suffix']).join(' ')]
    .filter(Boolean)
    .join(' ');
  return whole === '' ? undefined : whole;
}

/** An Address on one line. */
export function addressText(addresses: unknown, text = asText): string | undefined {
  const list = asObjects(addresses);
  const best =
    list.find((address) => address['use'] === 'home') ?? list.find((address) => address['use'] !== 'old') ?? list[0];
  if (!best) return undefined;
  const written = text(best['text']);
  if (written) return written;
  const parts = [
    ...asTexts(best['line']),
    ...['district', 'city', 'state', 'postalCode', 'country'].flatMap((key) => asTexts(best[key])),
  ];
  return parts.length > 0 ? parts.join(', ') : undefined;
}

/** A string that is not empty, blanks kept: for what this package wrote itself. */
export function exactText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Reads Patient.name, birthDate, gender, identifier, address, telecom, contact and the VN Core extensions; `text` decides how strings are taken. */
export function personOf(patient: Json, text: (value: unknown) => string | undefined = asText): Person {
  const identifiers: PersonIdentifier[] = [];
  for (const identifier of asObjects(patient['identifier'])) {
    const value = text(identifier['value']);
    if (!value) continue;
    const system = text(identifier['system']);
    identifiers.push({ kind: identifierKind(identifier, system), value, ...(system ? { system } : {}) });
  }
  const vietnamese =
    identifiers.some(({ system }) => system?.startsWith('http://fhir.ehealth.gov.vn/')) ||
    asObjects(patient['address']).some(({ country }) => /^(VN|VNM|Vi[eệ]t\s?Nam)$/iu.test(asText(country) ?? '')) ||
    asObjects(patient['communication']).some(({ language }) =>
      conceptCodes([language]).some((code) => /^vi\b/iu.test(code)),
    );
  const person: Person = { name: humanName(patient['name'], vietnamese, text) ?? '', identifiers };
  const birthDate = birthDateOf(patient);
  if (birthDate) person.birthDate = birthDate;
  const gender = patient['gender'];
  if (gender === 'male' || gender === 'female' || gender === 'other' || gender === 'unknown') person.gender = gender;
  const address = addressText(patient['address'], text);
  if (address) person.address = address;
  const province = provinceNow(patient['address']);
  if (address && province) person.province = province;
  const phone = asObjects(patient['telecom']).find(({ system }) => system === 'phone' || system === 'sms') ?? undefined;
  const number = text(phone?.['value']);
  if (number) person.phone = number;
  for (const extension of asObjects(patient['extension'])) {
    const url = extension['url'];
    if (url !== vnExtensions.ethnicity && url !== vnExtensions.occupation) continue;
    const said =
      text(extension['valueString']) ??
      text(asObject(extension['valueCodeableConcept'])?.['text']) ??
      conceptText(extension['valueCodeableConcept']) ??
      conceptText(extension['valueCoding']);
    // A code of zeros means that it is not known.
    if (said && !/^0+$/u.test(said)) person[url === vnExtensions.ethnicity ? 'ethnicity' : 'occupation'] = said;
  }
  const contacts = contactsOf(patient, text);
  if (contacts.length > 0) person.contacts = contacts;
  return person;
}

function identifierKind(identifier: Json, system: string | undefined): PersonIdentifier['kind'] {
  const codings = asObjects(asObject(identifier['type'])?.['coding']);
  for (const coding of codings) {
    const code = asText(coding['code']);
    if (coding['system'] === ownSystems.identifierKind && code && Object.hasOwn(kinds, code))
      return code as PersonIdentifier['kind'];
  }
  const bySystem = system === undefined ? undefined : kindOfSystem.get(system);
  if (bySystem) return bySystem;
  for (const coding of codings) {
    const code = asText(coding['code']);
    if (code && Object.hasOwn(kindOfCode, code)) return kindOfCode[code]!;
  }
  return 'other';
}

function birthDateOf(patient: Json): string | undefined {
  for (const extension of asObjects(asObject(patient['_birthDate'])?.['extension'])) {
    if (extension['url'] === asWritten) return exactText(extension['valueString']);
    if (extension['url'] === birthTime) return fhirDate(extension['valueDateTime']);
  }
  return fhirDate(patient['birthDate']);
}

function contactsOf(patient: Json, text: (value: unknown) => string | undefined): NonNullable<Person['contacts']> {
  return asObjects(patient['contact']).flatMap((contact) => {
    const name = humanName(contact['name'], true, text);
    if (!name) return [];
    const relationship = asObjects(contact['relationship'])[0];
    const relation = text(relationship?.['text']) ?? conceptText(relationship);
    const phone = text(asObjects(contact['telecom'])[0]?.['value']);
    return [{ name, ...(relation ? { relation } : {}), ...(phone ? { phone } : {}) }];
  });
}

/** Builds a FHIR R4 Patient from a person; `personOf` reads the same person back. */
export function patientOf(person: Person, id: string): Patient {
  const patient: Patient = { resourceType: 'Patient', id };
  if (person.identifiers.length > 0) {
    patient.identifier = person.identifiers.map(({ kind, value, system }) => {
      const known = kinds[kind] ?? {};
      const codings = [
        { system: ownSystems.identifierKind, code: kind },
        ...(known.code ? [{ system: v2, code: known.code }] : []),
      ];
      return { type: { coding: codings }, ...(system ? { system } : {}), value };
    });
  }
  if (person.name) patient.name = [{ use: 'official', text: person.name }];
  if (person.birthDate) Object.assign(patient, birthDateParts(person.birthDate));
  if (person.gender) patient.gender = person.gender;
  if (person.address) patient.address = [{ use: 'home', text: person.address }];
  if (person.phone) patient.telecom = [{ system: 'phone', value: person.phone }];
  const extension = [
    ...(person.ethnicity ? [{ url: vnExtensions.ethnicity, valueCodeableConcept: { text: person.ethnicity } }] : []),
    ...(person.occupation ? [{ url: vnExtensions.occupation, valueCodeableConcept: { text: person.occupation } }] : []),
  ];
  if (extension.length > 0) patient.extension = extension;
  if (person.contacts && person.contacts.length > 0) {
    patient.contact = person.contacts.map(({ name, relation, phone }) => ({
      name: { text: name },
      ...(relation ? { relationship: [{ text: relation }] } : {}),
      ...(phone ? { telecom: [{ system: 'phone' as const, value: phone }] } : {}),
    }));
  }
  return patient;
}

function birthDateParts(written: string): Pick<Patient, 'birthDate' | '_birthDate'> {
  const date = fhirDate(written);
  if (!date) return { _birthDate: { extension: [{ url: asWritten, valueString: written }] } };
  if (date.length <= 10) return { birthDate: date };
  return { birthDate: date.slice(0, 10), _birthDate: { extension: [{ url: birthTime, valueDateTime: date }] } };
}
