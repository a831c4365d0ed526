import type { EntryFlag, EntryValue, RecordEntry, RecordSection } from '@diemcau/fhir';

/** One result of an analyte, as the source gives it, and where it stands in a line. */
export interface ResultPoint {
  entryKey: string;
  /** FHIR date at the precision it has. */
  date?: string;
  /** The date as a moment, ms; of a month or year its beginning. */
  at?: number;
  value?: EntryValue;
  /** In the unit of the series; only where the result may stand in a line: a number, dated, not withdrawn. */
  number?: number;
  /** `number` was converted from the unit the result was given in. */
  isConverted?: true;
  /** Why it stands in no line. */
  unplotted?: 'withdrawn' | 'bound' | 'text' | 'undated' | 'no-value' | 'unread';
  flags: readonly EntryFlag[];
  source?: string;
}

/** Results of one analyte in one unit, oldest first, undated ones last. */
export interface ResultSeries {
  id: string;
  /** What the newest result is called. */
  title: string;
  /** Unit of `number` and of `range`. */
  unit?: string;
  /** The normal range of the newest result that has one, in the unit of the series. */
  range?: { text: string; low?: number; high?: number };
  points: readonly ResultPoint[];
  /** Older results that were left out. */
  older: number;
}

/** An analyte of the record, for choosing. */
export interface ResultAnalyte {
  id: string;
  title: string;
  unit?: string;
  section: RecordSection;
  count: number;
  /** How many of them can stand in a line. */
  numbers: number;
  /** Title of the panel or report its newest result belongs to. */
  panel?: string;
}

/** A sheet as wards keep it: analytes down, times across, newest first. */
export interface ResultSheet {
  /** Times to the minute, newest first, at the precision they have. */
  columns: readonly string[];
  /** Newer and older columns beyond these. */
  newer: number;
  older: number;
  groups: readonly { title: string; rows: readonly ResultSheetRow[] }[];
  /** Analytes with results in these columns that were left out of `groups`. */
  more: number;
}
/** An analyte of a sheet. */
export interface ResultSheetRow {
  id: string;
  title: string;
  /** Set where all of the row are of this unit; else each cell says its own. */
  unit?: string;
  range?: string;
  /** By column; several where one moment has several results. */
  cells: readonly (readonly ResultPoint[])[];
  /** Can stand in a line. */
  isPlottable: boolean;
}

/** Rows of a list of results from `offset` on. */
export interface ResultRows {
  entries: readonly RecordEntry[];
  /** Entries in the list. */
  total: number;
  /** Lines of a table (an entry and each of its parts) in the whole list, and before the first entry given. */
  lines: number;
  linesBefore: number;
}

/** A question about laboratory results and vital signs, and its answer. */
export interface ResultQuestions {
  /** A list, newest first. */
  rows: {
    ask: { of: 'rows'; section: RecordSection; offset: number; limit: number; query?: string; abnormal?: boolean };
    answer: ResultRows;
  };
  analytes: { ask: { of: 'analytes' }; answer: readonly ResultAnalyte[] };
  /** By ids of analytes, or of the results an entry holds. At most `limit` points each, the newest. */
  series: {
    ask: { of: 'series'; ids?: readonly string[]; entryKey?: string; limit?: number };
    answer: readonly ResultSeries[];
  };
  sheet: {
    ask: { of: 'sheet'; section: RecordSection; offset: number; columns: number; abnormal?: boolean };
    answer: ResultSheet;
  };
}
/** Any question about results. */
export type ResultQuestion = ResultQuestions[keyof ResultQuestions]['ask'];
/** The answer to a question about results. */
export type ResultAnswer<Q extends ResultQuestion> = ResultQuestions[Q['of']]['answer'];
