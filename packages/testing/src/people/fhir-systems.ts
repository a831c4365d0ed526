const core = 'http://fhir.ehealth.gov.vn/core';

/** Identifier systems of VN core (FHIR R4) and the code systems that the charts use. */
export const fhirSystems = {
  nationalId: `${core}/sid/national_id`,
  insurance: `${core}/sid/insurance_number`,
  internal: `${core}/sid/patient-internal-id`,
  site: `${core}/sid/provider-code`,
  medicalRecord: `${core}/sid/MRN`,
  visit: `${core}/sid/VisitNumber`,
  practitioner: 'urn:diemcau:practising-licence',
  icd10: 'http://hl7.org/fhir/sid/icd-10',
  icd9: 'http://hl7.org/fhir/sid/icd-9-cm',
  loinc: 'http://loinc.org',
  ucum: 'http://unitsofmeasure.org',
  atc: 'http://www.whocc.no/atc',
  snomed: 'http://snomed.info/sct',
  absent: 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips',
  terminology: 'http://terminology.hl7.org/CodeSystem',
  profile: `${core}/StructureDefinition`,
} as const;

/** Every resource of an invented chart carries this tag. */
export const inventedTag = {
  system: 'urn:diemcau:testing',
  code: 'invented',
  display: 'Dữ liệu bịa, không phải người thật',
} as const;
