import type { Person } from '../internal/model.types.js';

/** Sections of a record, in the order in which a viewer shows them. */
export const recordSections = [
  'patient',
  'problems',
  'allergies',
  'medications',
  'immunizations',
  'results',
  'vitalSigns',
  'procedures',
  'encounters',
  'imaging',
  'documents',
  'plans',
  'devices',
  'socialHistory',
  'pregnancy',
  'directives',
  'alerts',
  'familyHistory',
  'functionalStatus',
  'coverage',
] as const;
/** One of the sections. */
export type RecordSection = (typeof recordSections)[number];

/**
 * Failure never looks like "nothing found": loaded; empty and stated so by the source; not provided; failed; truncated; hidden by consent.
 */
export type SectionState = 'loaded' | 'empty' | 'not-provided' | 'failed' | 'truncated' | 'hidden';

/** A section's truth, as `diemcau-record-loaded` announces it. */
export interface SectionStatus {
  state: SectionState;
  /** Entries shown. */
  count: number;
}

/** What an entry is, when it is not simply current and true. */
export type EntryFlag =
  | 'inactive'
  | 'resolved'
  | 'refuted'
  | 'entered-in-error'
  | 'negated'
  | 'corrected'
  | 'cancelled'
  | 'preliminary'
  | 'unconfirmed'
  | 'nil-known'
  | 'data-absent'
  | 'machine'
  /** The source adds a modifier that may turn the meaning round and that no reader of ours knows. */
  | 'modifier-unread'
  | 'restricted'
  /** Another source of the joined record says something else: see the fact `conflict`. */
  | 'conflict';

/** A mark beside a result: by the source's interpretation code, else by its range. Never by colour alone. */
export type ResultMark =
  'critical-low' | 'low' | 'normal' | 'high' | 'critical-high' | 'abnormal' | 'critical-abnormal';

/** A measured value, as given: never converted silently, units never guessed. */
export interface EntryValue {
  /** As written, e.g. `7.2`, `<0.01`, `Dương tính`. */
  text: string;
  /** For trends, when the value is a number. */
  number?: number;
  unit?: string;
  /** UCUM code of the unit, when given. */
  unitCode?: string;
  /** As written or built from low and high. */
  range?: { text: string; low?: number; high?: number };
  mark?: ResultMark;
  /** Same value in the other customary unit (mmol/L and mg/dL) where the conversion is defined for that analyte. */
  converted?: { text: string; unit: string };
}

/** What made a result that no person made, and the person who has confirmed it. */
export interface MachineOrigin {
  /** Device.deviceName, or what the reference calls it. */
  device?: string;
  /** Device.version, else Device.softwareVersion as some write it. */
  version?: string;
  /** DiagnosticReport.resultsInterpreter, a person beside the device as performer of a final result, or a verifying Provenance. */
  confirmedBy?: string;
  /** Provenance.recorded, else DiagnosticReport.issued; FHIR precision kept. */
  confirmedAt?: string;
}

/** One line of a record. Plain JSON: it crosses the worker as text. */
export interface RecordEntry {
  /** `<resourceType>/<id or index>`; unique in the record. */
  key: string;
  resourceType: string;
  /** What it is called: the source's words before any code's. */
  title: string;
  /** `<system>|<code>` of the first coding, of an Observation its LOINC coding before others: for grouping and trends. */
  code?: string;
  /** When it holds or happened, FHIR precision kept. */
  date?: string;
  endDate?: string;
  flags: EntryFlag[];
  /** Raw status codes, shown as words by the interface. */
  status?: string;
  severity?: string;
  value?: EntryValue;
  /** Members of a panel, components of a blood pressure. */
  parts?: { title: string; code?: string; value?: EntryValue; flags?: EntryFlag[] }[];
  /** Further facts under closed keys (`dosage`, `route`, `reaction`, `performer`, `site`, `lot`, `note`, …). */
  facts: { key: string; text: string }[];
  /** Who says so, when not the record's own hospital: shown as "from another hospital". */
  source?: string;
  /** Key of the panel or report that this result is a member of. */
  panel?: string;
  /** Codes of the further codings, without their systems: found by search. */
  otherCodes?: string[];
  /** Key of the encounter that the resource names. */
  encounter?: string;
  /** Of an entry flagged `machine`: which, and who stands for it. */
  machine?: MachineOrigin;
  /** Not there when the reader last looked, or said something else then; set by who remembers that. */
  news?: 'new' | 'changed';
  /** FHIR narrative or document text as found, unsafe until sanitised. */
  narrative?: string;
  /** Attachment of a document or image: inline base64, or a reference to fetch. */
  attachment?: { contentType: string; title?: string; size?: number; data?: string; url?: string };
}

/** A resource that could not be shown, with its reason. */
export interface SetAside {
  at: string;
  resourceType?: string;
  reason: 'not-an-object' | 'no-type' | 'broken' | 'unreadable-date' | 'duplicate' | 'unknown-type' | 'other-patient';
}

/**
 * A record read whole. `total` = entries (those of resourceType `Section`, the words of a document section, aside) + `setAside` + `notDisplayed`:
 * every resource of the source is accounted for.
 */
export interface RecordModel {
  patient?: Person & { /** Date of death, or `true`. */ deceased?: string; language?: string };
  sections: Record<RecordSection, SectionStatus & { entries: RecordEntry[]; reason?: string; narrative?: string }>;
  setAside: SetAside[];
  /** Resources that carry no fact of their own for a reader (Organization, Practitioner, Provenance, …), counted by type. */
  notDisplayed: Record<string, number>;
  /** Resources in the source. */
  total: number;
  source: {
    kind: 'document' | 'searchset' | 'collection' | 'transaction' | 'batch' | 'resource' | 'insurance-xml';
    title?: string;
    date?: string;
    author?: string;
    /** The hospital whose own entries carry no `source`, where the reader's own is not known. */
    hospital?: string;
  };
}
