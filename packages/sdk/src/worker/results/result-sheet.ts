import type { ResultPoint, ResultQuestions, ResultSheet, ResultSheetRow } from '../../internal/results.types.js';
import { resultFacts, type ReadSections, type ResultFact } from './result-facts.js';

/** Rows of one answer at most. */
const rowLimit = 400;

/** Results as analytes down and times across, newest first; rows in the order of their panels' newest results. */
export function resultSheet(
  model: ReadSections,
  { section, offset, columns, abnormal = false }: ResultQuestions['sheet']['ask'],
): ResultSheet {
  const facts = resultFacts(model).filter((fact) => fact.section === section && fact.point.at !== undefined);
  const times = [...new Set(facts.map(({ point }) => minuteOf(point)))];
  const shown = times.slice(offset, offset + columns);
  const columnOf = new Map(shown.map((time, at) => [time, at]));
  const rows = new Map<string, { newest: ResultFact; facts: ResultFact[]; cells: ResultPoint[][] }>();
  const plottable = new Map<string, number>();
  for (const fact of facts) {
    const { id, point } = fact;
    if (point.number !== undefined) plottable.set(id, (plottable.get(id) ?? 0) + 1);
    const column = columnOf.get(minuteOf(point));
    if (column === undefined) continue;
    let row = rows.get(id);
    if (!row) rows.set(id, (row = { newest: fact, facts: [], cells: shown.map(() => []) }));
    row.facts.push(fact);
    row.cells[column]!.push(point);
  }
  const groups = new Map<string, ResultSheetRow[]>();
  let left = rowLimit;
  let more = 0;
  for (const row of rows.values()) {
    if (abnormal && !row.facts.some(({ point }) => isBeyond(point))) continue;
    if (left === 0) more += 1;
    else {
      left -= 1;
      const title = row.newest.panel ?? '';
      groups.set(title, [...(groups.get(title) ?? []), sheetRow(row, (plottable.get(row.newest.id) ?? 0) > 1)]);
    }
  }
  return {
    columns: shown,
    newer: Math.min(offset, times.length),
    older: Math.max(0, times.length - offset - shown.length),
    groups: [...groups].map(([title, rows]) => ({ title, rows })),
    more,
  };
}

/** Several tubes of one drawing are stamped seconds apart; a moment without an offset is kept as it is written. */
function minuteOf({ date, at }: ResultPoint): string {
  if (date === undefined || date.length <= 10) return date ?? '';
  return /(?:Z|[+-]\d\d:\d\d)$/u.test(date) ? `${new Date(at!).toISOString().slice(0, 16)}Z` : date.slice(0, 16);
}

const isBeyond = ({ value, unplotted }: ResultPoint): boolean =>
  unplotted !== 'withdrawn' && value?.mark !== undefined && value.mark !== 'normal';

function sheetRow(
  { newest, facts, cells }: { newest: ResultFact; facts: readonly ResultFact[]; cells: readonly ResultPoint[][] },
  isPlottable: boolean,
): ResultSheetRow {
  const units = new Set(facts.flatMap(({ point }) => (point.value?.number === undefined ? [] : [point.value.unit])));
  const [unit] = units.size === 1 ? units : [undefined];
  const ranges = new Set(facts.flatMap(({ point }) => point.value?.range?.text ?? []));
  const row: ResultSheetRow = { id: newest.id, title: newest.title, cells, isPlottable };
  if (unit !== undefined) row.unit = unit;
  else if (units.size === 0 && newest.unit) row.unit = newest.unit;
  // Ranges that changed, or differ between laboratories, stand at their results.
  const [range] = ranges.size === 1 ? ranges : [undefined];
  if (range !== undefined) row.range = range;
  return row;
}
