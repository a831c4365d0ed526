/** What a patient or representative decided on one purpose. Becomes a FHIR R4 Consent. */
export interface ConsentRecord {
  consentId: string;
  caseId: string;
  /** A `ConsentPurpose` of the protocol. */
  purpose: string;
  decision: 'permit' | 'deny';
  status: 'active' | 'rejected' | 'inactive';
  patient: { name: string; birthDate?: string };
  /** Who decided. */
  performer: {
    kind: 'patient' | 'representative';
    name: string;
    relation?: string;
    identifier?: string;
    /** A child of 7 or more was told and asked, besides the representative. */
    childHeard?: boolean;
  };
  /** How: read aloud and agreed, drawn, typed. The drawing is a Binary, evidence, not a digital signature. */
  evidence: { kind: 'drawn' | 'typed' | 'verbal'; binaryId?: string };
  /** Version and hash of the words that were shown, and their language. */
  text: { version: string; hash: string; language: 'vi' | 'en' };
  /** Sites that may receive. */
  recipients: string[];
  /** Record sections that are withheld. */
  withheld: string[];
  /** ISO instant. */
  decidedAt: string;
  /** Who took it down, whose key signs ("witnessed by"). */
  collector: { siteId: string; sub: string; name: string };
  withdrawnAt?: string;
  withdrawalReason?: string;
}
