/** Paths of a gateway, below its origin. */
export const paths = {
  fhir: '/fhir/R4',
  socket: '/ws',
  directory: '/directory',
  companion: '/companion',
  /** Sealed items (JWE to the site's `enc` key): a person posts them, the site's system token takes them. */
  sealed: '/sealed',
  /** Relays for the media, with time-limited credentials: `{ iceServers }`. */
  turn: '/turn',
  health: '/healthz',
  ready: '/readyz',
  metrics: '/metrics',
} as const;

/** Headers that both sides name. */
export const headers = {
  idempotencyKey: 'idempotency-key',
  dpop: 'dpop',
  dpopNonce: 'dpop-nonce',
  /** Person (`sub`) for whom a site's system token sends a sealed command. */
  onBehalf: 'diemcau-on-behalf',
  exposed: ['ETag', 'DPoP-Nonce', 'Retry-After', 'Location'],
} as const;

/** Largest request body in bytes. */
export const maxBody = 32 * 1024 * 1024;
/** Most entries of one batch. */
export const maxBatchEntries = 100;

/** CodeSystems of the project's own, where FHIR leaves the code to the implementer. */
export const systems = {
  /** Task.businessStatus: a `CaseState`. */
  caseState: 'urn:diemcau:case-state',
  /** Consent.category / provision.purpose: a `ConsentPurpose`. */
  consentPurpose: 'urn:diemcau:consent-purpose',
  /** Composition.attester and participants: a `PersonRole`. */
  personRole: 'urn:diemcau:person-role',
  /** Organization.identifier / Reference.identifier of a site: MA_CSKCB (VN Core provider-code). */
  site: 'http://fhir.ehealth.gov.vn/core/sid/provider-code',
  /** Practitioner identifier: practising-licence number. */
  practitioner: 'urn:diemcau:practising-licence',
  /** OperationOutcome.issue.details: an `ErrorCode`. */
  error: 'urn:diemcau:error',
  /** Meta tag: case a resource belongs to. */
  caseTag: 'urn:diemcau:case',
  /** DocumentReference.category: `record` or `minutes`. */
  documentKind: 'urn:diemcau:document-kind',
} as const;

/** Extensions of the project's own on FHIR resources. */
export const extensions = {
  /** On Task, valueCode: a `ConsentGate`. */
  consentGate: 'urn:diemcau:consent-gate',
  /** On Task, repeated, valueString: a consulted site's id. */
  invited: 'urn:diemcau:invited',
  /** On Task, for each invited site that rejected while others remained: `site` and `reason` (valueString). */
  declined: 'urn:diemcau:declined',
  /** On a person's Task.input, valueString: the person's site id. */
  site: 'urn:diemcau:site',
  /** On a record's DocumentReference, valueInstant: when the share ends, once known. */
  shareEnds: 'urn:diemcau:share-ends',
  /** On a minutes' DocumentReference, repeated, valueString: a signature (compact JWS). */
  signature: 'urn:diemcau:signature',
  /** On Task, valueString: why the case went on without consent. */
  emergencyGround: 'urn:diemcau:emergency-ground',
  /** On a withdrawn Consent: `at` (valueInstant) and `reason` (valueString). */
  withdrawn: 'urn:diemcau:withdrawn',
} as const;
