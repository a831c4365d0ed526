import type { RecordEntry } from '@diemcau/fhir';
import type { RecordStore, RecordStoreState } from '@diemcau/sdk';
import type { Locale } from './locale.js';

/** One section of `diemcau-record`, as configuration: an embedder reorders, leaves out, redraws or adds without forking. */
export interface RecordSectionConfig {
  /** A section of the reader (`results`), or a name of the embedder's own: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Heading; a section of the reader has the catalog's words unless one is given. */
  readonly title?: string | ((locale: Locale) => string);
  /** Draws the entries of a section of the reader that are shown; its state, search and further pages stay the record's. */
  readonly entries?: (shown: readonly RecordEntry[], tools: SectionTools) => unknown;
  /** Draws a section of the embedder's own; called again when the record or the language changes. */
  readonly body?: (context: SectionContext) => unknown;
}

/** What draws entries. Answers are what a Lit template takes: a template, a node, a text. */
export interface SectionTools {
  locale: Locale;
  /** The section's heading. */
  label: string;
  /** The record's own ways to draw entries, for those that need no other. */
  list(entries: readonly RecordEntry[]): unknown;
  table(entries: readonly RecordEntry[]): unknown;
}

/** What a section of the embedder's own is drawn from. */
export interface SectionContext {
  locale: Locale;
  /** The record as far as it was read. */
  state: Readonly<RecordStoreState>;
  /** Reads more of it: `page(section, { offset, limit, query })`. */
  store: RecordStore;
}
