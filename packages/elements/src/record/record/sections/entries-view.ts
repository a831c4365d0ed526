import type { RecordEntry, RecordSection } from '@diemcau/fhir';
import type { TemplateResult } from 'lit';
import { entryList, type EntryActions } from '../views/entry-view.js';
import { resultTable } from '../views/result-table.js';
import type { Say } from '../views/say.js';

/** Draws entries of a section; `label` is its heading. */
export type EntriesView = (
  entries: readonly RecordEntry[],
  options: { label: string; say: Say; actions: EntryActions },
) => TemplateResult;

const list: EntriesView = (entries, { say, actions }) => entryList(entries, say, actions);
const table: EntriesView = (entries, { label, say, actions }) => resultTable(label, entries, say, actions);

/** The record's own ways to draw entries. */
export const entriesViews = { list, table };

/** Sections that are drawn otherwise than as a list: each has its view. */
const views: Readonly<Partial<Record<RecordSection, EntriesView>>> = { results: table, vitalSigns: table };

/** How a section of the reader draws its entries. */
export function entriesViewOf(name: RecordSection): EntriesView {
  return views[name] ?? list;
}
