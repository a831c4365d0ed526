/** What is searched of a patient where a server cannot give everything at once; what a doctor asks for first stands first. */
export interface ServerSearch {
  type: string;
  /** Search parameter that names the patient. */
  by: 'patient' | 'subject' | 'beneficiary';
  /** What a result points to and is read through: `_include`. */
  include?: readonly string[];
}

const search = (type: string, include: readonly string[] = [], by: ServerSearch['by'] = 'patient'): ServerSearch => ({
  type,
  by,
  ...(include.length > 0 ? { include: include.map((name) => `${type}:${name}`) } : {}),
});

/** One search for every resource type that a reader of the record shows and that knows its patient (R4 search parameters). */
export const serverSearches: readonly ServerSearch[] = [
  search('AllergyIntolerance'),
  search('Condition'),
  search('MedicationStatement', ['medication']),
  search('MedicationRequest', ['medication', 'requester']),
  search('Observation', ['performer', 'specimen', 'device']),
  search('DiagnosticReport', ['performer']),
  search('Flag'),
  search('Encounter', ['service-provider']),
  search('Procedure', ['performer']),
  search('Immunization', ['performer']),
  search('ImagingStudy', ['endpoint']),
  search('DocumentReference', ['author']),
  search('ServiceRequest'),
  search('CarePlan'),
  search('Goal'),
  search('MedicationAdministration', ['medication']),
  search('MedicationDispense', ['medication']),
  search('DeviceUseStatement', ['device']),
  search('Device'),
  search('FamilyMemberHistory'),
  search('Coverage', ['payor'], 'beneficiary'),
  search('Consent'),
  search('List'),
  search('Composition'),
  search('ClinicalImpression'),
  search('QuestionnaireResponse'),
  search('DetectedIssue'),
  search('AdverseEvent', [], 'subject'),
  search('RiskAssessment'),
  search('ImmunizationRecommendation'),
  search('EpisodeOfCare'),
  search('Media'),
  search('Appointment'),
  search('NutritionOrder'),
  search('DeviceRequest'),
  search('RequestGroup'),
  search('VisionPrescription'),
  search('CommunicationRequest'),
  search('Communication'),
  search('DocumentManifest'),
  search('SupplyDelivery'),
];
