/** CodeSystem and identifier URIs that are the project's own; the same strings as `systems` of the protocol. */
export const systems = {
  caseState: 'urn:diemcau:case-state',
  consentPurpose: 'urn:diemcau:consent-purpose',
  personRole: 'urn:diemcau:person-role',
  site: 'http://fhir.ehealth.gov.vn/core/sid/provider-code',
  practitioner: 'urn:diemcau:practising-licence',
  error: 'urn:diemcau:error',
  caseTag: 'urn:diemcau:case',
} as const;

/** Systems that only this package writes and reads. */
export const ownSystems = {
  recordSection: 'urn:diemcau:record-section',
  /** Extension of a shared section that was not whole at the source: `failed` or `truncated`. */
  recordState: 'urn:diemcau:record-state',
  minutesSection: 'urn:diemcau:minutes-section',
  consultationKind: 'urn:diemcau:consultation-kind',
  identifierKind: 'urn:diemcau:identifier-kind',
  form: 'urn:diemcau:form',
  newestPages: 'urn:diemcau:newest-pages',
  /** Prefix of what an insurance XML field becomes where FHIR has no element, e.g. `urn:diemcau:xml130:MA_LK`. */
  insurance: 'urn:diemcau:xml130:',
} as const;

const sid = 'http://fhir.ehealth.gov.vn/core/sid/';

/** Identifier systems of VN Core (hl7.fhir.vn.core 1.0.0, draft) that the readers and builders know. */
export const identifierSystems = {
  /** Căn cước công dân, 12 digits. */
  nationalId: `${sid}national_id`,
  /** Chứng minh nhân dân, 9 digits. */
  citizenId: `${sid}citizen_id`,
  passport: `${sid}passport_number`,
  /** Thẻ BHYT, 15 characters. */
  insurance: `${sid}insurance_number`,
  /** Mã bệnh nhân of a facility. */
  internal: `${sid}patient-internal-id`,
  /** MA_CSKCB. */
  site: systems.site,
  medicalRecord: `${sid}MRN`,
  visit: `${sid}VisitNumber`,
  archive: `${sid}ArchiveNumber`,
  /** Practising-licence number (chứng chỉ hành nghề). */
  practitioner: systems.practitioner,
} as const;

const vnCore = 'http://fhir.ehealth.gov.vn/core/StructureDefinition/';

/** Extensions of VN Core on Patient. */
export const vnExtensions = {
  /** Dân tộc. */
  ethnicity: `${vnCore}extension-race`,
  nationality: `${vnCore}extension-nationality`,
  occupation: `${vnCore}extension-occupation`,
} as const;
