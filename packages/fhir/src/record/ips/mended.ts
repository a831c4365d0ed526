import { asObject, asText } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';

const dataAbsent = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** An element that is there only to say that its value is not known. */
export const absent = { extension: [{ url: dataAbsent, valueCode: 'unknown' }] } as const;

interface Needs {
  /** Element that names the patient. */
  patient: 'subject' | 'patient' | 'beneficiary';
  /** Codes that FHIR R4 requires (1..1). */
  codes?: readonly string[];
  /** Concept that R4 or IPS requires; given as the words it is shown by. */
  concept?: string;
  /** Coding that R4 requires. */
  coding?: string;
  /** Choice that R4 or IPS requires, by its beginning; missing as dateTime. */
  time?: string;
}

/** What FHIR R4 and the IPS profiles require of a resource and sources leave out. */
export const needsOf: Readonly<Record<string, Needs>> = {
  AllergyIntolerance: { patient: 'patient', concept: 'code' },
  Condition: { patient: 'subject', concept: 'code' },
  MedicationStatement: { patient: 'subject', codes: ['status'], time: 'effective' },
  MedicationRequest: { patient: 'subject', codes: ['status', 'intent'] },
  MedicationAdministration: { patient: 'subject', codes: ['status'], time: 'effective' },
  MedicationDispense: { patient: 'subject', codes: ['status'] },
  Immunization: { patient: 'patient', codes: ['status'], concept: 'vaccineCode', time: 'occurrence' },
  Procedure: { patient: 'subject', codes: ['status'], concept: 'code', time: 'performed' },
  Observation: { patient: 'subject', codes: ['status'], concept: 'code', time: 'effective' },
  DiagnosticReport: { patient: 'subject', codes: ['status'], concept: 'code', time: 'effective' },
  DeviceUseStatement: { patient: 'subject', codes: ['status'], time: 'timing' },
  Flag: { patient: 'subject', codes: ['status'], concept: 'code' },
  ImagingStudy: { patient: 'subject', codes: ['status'] },
  FamilyMemberHistory: { patient: 'patient', codes: ['status'] },
  CarePlan: { patient: 'subject', codes: ['status', 'intent'] },
  Goal: { patient: 'subject', codes: ['lifecycleStatus'], concept: 'description' },
  ServiceRequest: { patient: 'subject', codes: ['status', 'intent'] },
  Encounter: { patient: 'subject', codes: ['status'], coding: 'class' },
  EpisodeOfCare: { patient: 'patient', codes: ['status'] },
  Consent: { patient: 'patient', codes: ['status'] },
  ClinicalImpression: { patient: 'subject', codes: ['status'] },
  Coverage: { patient: 'beneficiary', codes: ['status'] },
  DocumentReference: { patient: 'subject', codes: ['status'] },
  Media: { patient: 'subject', codes: ['status'] },
};

/** The element of a choice that is there, e.g. `effectivePeriod`; its underscore twin counts. */
export function choiceOf(resource: Json, start: string): string | undefined {
  return Object.keys(resource).find((key) => new RegExp(`^_?${start}[A-Z]`, 'u').test(key));
}

/** A copy with what is required: the patient by reference, and the data-absent-reason where the source gives no value. Nothing is guessed. */
export function mended(resource: Json, type: string, patientUrl: string, title: string): Json {
  const needs = Object.hasOwn(needsOf, type) ? needsOf[type] : undefined;
  if (!needs) return resource;
  const out: Record<string, unknown> = { ...resource };
  const subject = asObject(out[needs.patient]);
  if (asText(subject?.['reference']) === undefined) out[needs.patient] = { ...subject, reference: patientUrl };
  for (const code of needs.codes ?? [])
    if (out[code] === undefined && out[`_${code}`] === undefined) out[`_${code}`] = absent;
  if (needs.concept && out[needs.concept] === undefined) out[needs.concept] = { text: title };
  if (needs.coding && out[needs.coding] === undefined) out[needs.coding] = absent;
  if (needs.time && choiceOf(out, needs.time) === undefined) out[`_${needs.time}DateTime`] = absent;
  return out;
}

/** A Patient with the name and birth date that Patient-uv-ips requires, or the word that they are not known. */
export function mendedPatient(patient: Json): Json {
  const out: Record<string, unknown> = { ...patient };
  const names = (
    Array.isArray(out['name']) ? out['name'] : out['name'] === undefined ? [] : [out['name']]
  ) as unknown[];
  out['name'] = names.length > 0 ? names.map(saidName) : [{ _text: absent }];
  if (out['birthDate'] === undefined && out['_birthDate'] === undefined) out['_birthDate'] = absent;
  return out;
}

function saidName(name: unknown): unknown {
  const object = asObject(name);
  // Older sources give a name as text.
  if (!object) return { text: String(name) };
  const isSaid = ['text', 'family', 'given'].some(
    (key) => object[key] !== undefined || object[`_${key}`] !== undefined,
  );
  return isSaid ? object : { ...object, _text: absent };
}
