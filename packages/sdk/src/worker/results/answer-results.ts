import { isAbnormal, type RecordEntry } from '@diemcau/fhir';
import type {
  ResultAnalyte,
  ResultAnswer,
  ResultQuestion,
  ResultQuestions,
  ResultRows,
  ResultSeries,
} from '../../internal/results.types.js';
import { resultFacts, type ReadSections, type ResultFact } from './result-facts.js';
import { resultSheet } from './result-sheet.js';

type Ask<K extends keyof ResultQuestions> = ResultQuestions[K]['ask'];
type Model = ReadSections;

/** Points of one series at most, unless asked otherwise. */
const usualLimit = 1_000;
/** Series of one answer at most. */
const seriesLimit = 12;

/** Answers a question about the results of a record that was read. `matches`: the reader's own search. */
export function answerResults<Q extends ResultQuestion>(
  model: Model,
  question: Q,
  matches: (entry: RecordEntry, query: string) => boolean,
): ResultAnswer<Q> {
  const answer = (): unknown => {
    switch (question.of) {
      case 'rows':
        return rowsOf(model, question, matches);
      case 'analytes':
        return analytesOf(model);
      case 'series':
        return seriesOf(model, question);
      case 'sheet':
        return resultSheet(model, question);
    }
  };
  return answer() as ResultAnswer<Q>;
}

/** The list last asked for: a person scrolls through one. */
let last: { of: object; key: string; entries: readonly RecordEntry[]; lines: Uint32Array } | undefined;

function rowsOf(
  { sections }: Model,
  { section, offset, limit, query = '', abnormal = false }: Ask<'rows'>,
  matches: (entry: RecordEntry, query: string) => boolean,
): ResultRows {
  const all = sections[section].entries;
  const key = `${abnormal} ${query}`;
  if (last?.of !== all || last.key !== key) {
    const entries = all.filter(
      (entry) => (!abnormal || (isAbnormal(entry) && !isWithdrawn(entry))) && (query === '' || matches(entry, query)),
    );
    const lines = new Uint32Array(entries.length + 1);
    entries.forEach(({ parts = [] }, at) => (lines[at + 1] = lines[at]! + 1 + parts.length));
    last = { of: all, key, entries, lines };
  }
  const { entries, lines } = last;
  return {
    entries: entries.slice(offset, offset + limit),
    total: entries.length,
    lines: lines[entries.length]!,
    linesBefore: lines[Math.min(offset, entries.length)]!,
  };
}

const isWithdrawn = ({ flags }: RecordEntry): boolean =>
  flags.some((flag) => flag === 'entered-in-error' || flag === 'cancelled' || flag === 'refuted' || flag === 'negated');

function analytesOf(model: Model): readonly ResultAnalyte[] {
  const found = new Map<string, ResultAnalyte>();
  for (const { id, title, unit, section, panel, point } of resultFacts(model)) {
    let analyte = found.get(id);
    if (!analyte) {
      analyte = { id, title, section, count: 0, numbers: 0, ...(unit ? { unit } : {}) };
      if (panel !== undefined) analyte.panel = panel;
      found.set(id, analyte);
    }
    analyte.count += 1;
    if (point.number !== undefined) analyte.numbers += 1;
  }
  return [...found.values()].filter(({ numbers }) => numbers > 0);
}

function seriesOf(model: Model, { ids, entryKey, limit = usualLimit }: Ask<'series'>): readonly ResultSeries[] {
  const facts = resultFacts(model);
  const asked = ids ?? [...new Set(facts.flatMap(({ id, point }) => (point.entryKey === entryKey ? [id] : [])))];
  const of = new Map<string, ResultFact[]>(asked.slice(0, seriesLimit).map((id) => [id, []]));
  for (const fact of facts) of.get(fact.id)?.push(fact);
  return [...of].flatMap(([id, newestFirst]) => {
    const [newest] = newestFirst;
    if (!newest) return [];
    const { title, unit } = newest;
    const points = newestFirst.slice(0, limit).map(({ point }) => point);
    const range = rangeOf(newestFirst);
    const dated = points.filter(({ at }) => at !== undefined).reverse();
    const undated = points.filter(({ at }) => at === undefined);
    return {
      id,
      title,
      ...(unit ? { unit } : {}),
      ...(range ? { range } : {}),
      points: [...dated, ...undated],
      older: newestFirst.length - points.length,
    };
  });
}

/** The normal range of the newest result that has one, in the unit of the series. */
function rangeOf(newestFirst: readonly ResultFact[]): ResultSeries['range'] {
  for (const { point } of newestFirst) {
    const { value, number, isConverted } = point;
    if (number === undefined || !value?.range || (value.range.low === undefined && value.range.high === undefined))
      continue;
    if (!isConverted) return value.range;
    // Conversions between units of one analyte are ratios.
    const ratio = value.number ? number / value.number : Number.NaN;
    if (Number.isFinite(ratio)) return scaled(value.range, ratio);
  }
  return undefined;
}

function scaled({ low, high }: { low?: number; high?: number }, ratio: number): ResultSeries['range'] {
  const to = (bound: number): number => Number((bound * ratio).toPrecision(3));
  const range: { low?: number; high?: number } = {};
  if (low !== undefined) range.low = to(low);
  if (high !== undefined) range.high = to(high);
  const text =
    low === undefined ? `≤ ${range.high}` : high === undefined ? `≥ ${range.low}` : `${range.low} – ${range.high}`;
  return { text: `≈ ${text}`, ...range };
}
