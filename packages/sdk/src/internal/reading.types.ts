import type { EntryFlag, EntryValue, RecordEntry, RecordSection } from '@diemcau/fhir';

/** One line of the overview; `key` and `section` lead to its entry. */
export interface OverviewItem {
  key: string;
  section: RecordSection;
  title: string;
  /** FHIR precision kept. */
  date?: string;
  endDate?: string;
  value?: EntryValue;
  /** What is said beside the title: dose, reaction, conclusion, reason. */
  text?: string;
  /** Against the one before of the same kind, where both are numbers of one unit. */
  trend?: 'up' | 'down' | 'same';
  before?: { text: string; date?: string };
  /** Flags that do not void it: unconfirmed, corrected, … */
  flags: readonly EntryFlag[];
  /** Raw, as `RecordEntry.status`. */
  status?: string;
  severity?: string;
  source?: string;
  news?: RecordEntry['news'];
  /** A stay that has not ended. */
  open?: true;
}

/** The first items of a kind, and how many there are. */
export interface OverviewPart {
  items: readonly OverviewItem[];
  count: number;
}

/** Parts of the overview. */
export type OverviewName =
  'problems' | 'medications' | 'allergies' | 'vitalSigns' | 'results' | 'imaging' | 'encounters';

/** A record on one screen: only what holds now. What a part may lack is told by the state of its section. */
export type RecordOverview = Readonly<Record<OverviewName, OverviewPart>> & {
  /** Results of machines, which stand in no other part, and how many of them no person has confirmed. */
  readonly machine?: OverviewPart & { unconfirmed: number };
};

/** What is new since the reader last looked at this record. */
export interface RecordNews {
  /** When that was (ISO instant); absent: this is the first look that is remembered. */
  since?: string;
  /** New and changed entries. */
  count: number;
  sections: Readonly<Partial<Record<RecordSection, number>>>;
}

/** Criteria, all of which must hold. Allergies, alerts and directives stay whole under `from`, `to` and `episode`: they never grow old. */
export interface RecordFilter {
  /** Without what has ended, was refuted, cancelled or entered in error. */
  active?: boolean;
  /** Of measured values only those marked abnormal. */
  abnormal?: boolean;
  /** First and last day (`yyyy-MM-dd`), both included. */
  from?: string;
  to?: string;
  /** From the record's own hospital or from another. */
  origin?: 'own' | 'elsewhere';
  /** Of the open or else newest stay. */
  episode?: boolean;
  /** New or changed since the reader last looked. */
  news?: boolean;
}

/** A record under a filter: the first page of each section, with how many match of how many. */
export interface FilteredRecord {
  count: number;
  total: number;
  /** Entries left out because they have no date that could be compared. */
  undated: number;
  sections: Readonly<Record<RecordSection, { count: number; entries: readonly RecordEntry[] }>>;
}

/** What there is to filter by. */
export interface FilterOptions {
  total: number;
  own: number;
  elsewhere: number;
  abnormal: number;
  /** Open or else newest stay. */
  episode?: { title: string; date?: string; endDate?: string; source?: string; count: number };
}

/** A text and the pieces of it that a query matched (start and end, UTF-16). */
export interface MarkedText {
  text: string;
  marks: readonly (readonly [start: number, end: number])[];
}

/** An entry that was found. */
export interface FoundEntry {
  key: string;
  title: MarkedText;
  /** Where else the words stand: key of the fact (or `value`, `code`, `source`, `text`), and its words around them. */
  also?: { of: string } & MarkedText;
  date?: string;
  value?: EntryValue;
  flags: readonly EntryFlag[];
  /** Raw, as `RecordEntry.status`. */
  status?: string;
  source?: string;
}

/** What a search of the whole record found, by section in the record's order; `hits` are the first of `count`. */
export interface RecordFindings {
  count: number;
  /** Entries that were searched. */
  searched: number;
  sections: readonly { section: RecordSection; count: number; hits: readonly FoundEntry[] }[];
}

/** Kinds of things on the timeline. */
export const timelineKinds = [
  'encounter',
  'note',
  'procedure',
  'imaging',
  'result',
  'medication',
  'immunization',
] as const;
/** One of the kinds. */
export type TimelineKind = (typeof timelineKinds)[number];

/** One thing that happened. */
export interface TimelineItem {
  key: string;
  section: RecordSection;
  kind: TimelineKind;
  title: string;
  date?: string;
  endDate?: string;
  text?: string;
  value?: EntryValue;
  flags: readonly EntryFlag[];
  /** Raw, as `RecordEntry.status`. */
  status?: string;
  source?: string;
  news?: RecordEntry['news'];
}

/** A stay, or a month (`yyyy-MM`) in which something happened outside of any; `''`: without a date. */
export type TimelineGroup =
  | { of: 'stay'; key: string; title: string; date?: string; endDate?: string; source?: string }
  | { of: 'month'; month: string };

/** A page of the timeline, newest first. */
export interface TimelinePage {
  /** Items of the chosen kinds. */
  count: number;
  /** Items of each kind. */
  kinds: Readonly<Record<TimelineKind, number>>;
  groups: readonly { group: TimelineGroup; items: readonly TimelineItem[] }[];
  /** Items given so far, with this page. */
  next: number;
}

/**
 * What is known of a drug: current; on hold; planned; stopped (also: its time is over); given (administered or dispensed, and nothing
 * said of how it goes on); unknown.
 */
export type DrugState = 'current' | 'on-hold' | 'planned' | 'stopped' | 'given' | 'unknown';

/** All that is said of one drug, by its substance. */
export interface Drug {
  name: string;
  state: DrugState;
  /** Dosage that holds, as the source writes it. */
  dosage?: string;
  /** The dosage before it, where it changed, and since when the present one holds. */
  before?: { dosage: string; date?: string };
  /** Several dosages hold at once: whoever reads must look. */
  several?: true;
  since?: string;
  until?: string;
  /** Why it was stopped or put on hold (statusReason). */
  why?: string;
  source?: string;
  /** Newest first. */
  keys: readonly string[];
  /** How many entries speak of it. */
  count: number;
  flags: readonly EntryFlag[];
  /** Raw status of the newest entry. */
  status?: string;
  news?: RecordEntry['news'];
}

/** Drugs by state; entries that name none, were refuted, cancelled or entered in error are in the section's list only. */
export interface DrugList {
  drugs: readonly Drug[];
  /** Entries that no drug here speaks of. */
  left: number;
}

/** Ways of looking at a record that was read: what is asked and what is answered. */
export interface RecordLooks {
  /** Search of the whole record, accents aside; every word must be found, in any order. `limit`: hits of a section. */
  find: { ask: { query: string; limit: number }; answer: RecordFindings };
  filter: { ask: RecordFilter; answer: FilteredRecord };
  /** What there is to filter by. */
  options: { ask: Nothing; answer: FilterOptions };
  /** What happened, by stay and month. */
  timeline: {
    ask: { offset: number; limit: number; kinds?: readonly TimelineKind[]; filter?: RecordFilter };
    answer: TimelinePage;
  };
  drugs: { ask: Nothing; answer: DrugList };
  /** Where an entry stands in its section, from 0; -1: not there. */
  place: { ask: { section: RecordSection; entryKey: string }; answer: number };
}

/** No options. */
export type Nothing = Readonly<Record<never, never>>;

/** What a person saw when they last looked; numbers from which nothing can be read. */
export interface LookedBefore {
  /** ISO instant. */
  at: string;
  seen: string;
}
