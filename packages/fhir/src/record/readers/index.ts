import type { Reader } from '../reading.js';
import { composition, consent, documentReference, questionnaireResponse } from './documents.js';
import { coverage, device, encounter, plan, procedure } from './events.js';
import { immunization, medication } from './medications.js';
import { alert, allergy, condition, familyHistory } from './problems.js';
import { diagnosticReport, imaging, observation } from './results.js';

/** Readers by resource type: what is shown. */
export const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['Condition', condition],
  ['AllergyIntolerance', allergy],
  ['Flag', alert],
  ['DetectedIssue', alert],
  ['AdverseEvent', alert],
  ['RiskAssessment', alert],
  ['FamilyMemberHistory', familyHistory],
  ['MedicationRequest', medication],
  ['MedicationStatement', medication],
  ['MedicationAdministration', medication],
  ['MedicationDispense', medication],
  ['Immunization', immunization],
  ['ImmunizationRecommendation', immunization],
  ['Observation', observation],
  ['DiagnosticReport', diagnosticReport],
  ['ImagingStudy', imaging],
  ['Media', imaging],
  ['Procedure', procedure],
  ['Encounter', encounter],
  ['EpisodeOfCare', encounter],
  ['CarePlan', plan],
  ['Goal', plan],
  ['ServiceRequest', plan],
  ['Appointment', plan],
  ['NutritionOrder', plan],
  ['DeviceRequest', plan],
  ['RequestGroup', plan],
  ['VisionPrescription', plan],
  ['CommunicationRequest', plan],
  ['DeviceUseStatement', device],
  ['Device', device],
  ['SupplyDelivery', device],
  ['Coverage', coverage],
  ['DocumentReference', documentReference],
  ['DocumentManifest', documentReference],
  ['Binary', documentReference],
  ['Communication', documentReference],
  ['ClinicalImpression', documentReference],
  ['Composition', composition],
  ['QuestionnaireResponse', questionnaireResponse],
  ['Consent', consent],
]);

/** The other R4 resource types: no fact of their own for a reader; counted, and read through what refers to them. */
export const supportingTypes: ReadonlySet<string> = new Set(
  (
    'Account ActivityDefinition AppointmentResponse AuditEvent Basic BiologicallyDerivedProduct BodyStructure Bundle CapabilityStatement CareTeam CatalogEntry ChargeItem ' +
    'ChargeItemDefinition Claim ClaimResponse CodeSystem CompartmentDefinition ConceptMap Contract CoverageEligibilityRequest CoverageEligibilityResponse DeviceDefinition ' +
    'DeviceMetric EffectEvidenceSynthesis Endpoint EnrollmentRequest EnrollmentResponse EventDefinition Evidence EvidenceVariable ExampleScenario ExplanationOfBenefit ' +
    'GraphDefinition Group GuidanceResponse HealthcareService ImplementationGuide InsurancePlan Invoice Library Linkage List Location Measure MeasureReport Medication ' +
    'MedicationKnowledge MedicinalProduct MedicinalProductAuthorization MedicinalProductContraindication MedicinalProductIndication MedicinalProductIngredient ' +
    'MedicinalProductInteraction MedicinalProductManufactured MedicinalProductPackaged MedicinalProductPharmaceutical MedicinalProductUndesirableEffect MessageDefinition ' +
    'MessageHeader MolecularSequence NamingSystem ObservationDefinition OperationDefinition OperationOutcome Organization OrganizationAffiliation Parameters Patient PaymentNotice ' +
    'PaymentReconciliation Person PlanDefinition Practitioner PractitionerRole Provenance Questionnaire RelatedPerson ResearchDefinition ResearchElementDefinition ' +
    'ResearchStudy ResearchSubject RiskEvidenceSynthesis Schedule SearchParameter Slot Specimen SpecimenDefinition StructureDefinition StructureMap Subscription Substance ' +
    'SubstanceNucleicAcid SubstancePolymer SubstanceProtein SubstanceReferenceInformation SubstanceSourceMaterial SubstanceSpecification SupplyRequest Task ' +
    'TerminologyCapabilities TestReport TestScript ValueSet VerificationResult'
  ).split(' '),
);
