import { analyteKey, comparableValue, type RecordEntry, type RecordSection } from '@diemcau/fhir';
import type { ResultPoint } from '../../internal/results.types.js';

/** One result of the record: an entry's own value, or one of its parts. */
export interface ResultFact {
  /** Of its analyte and unit. */
  id: string;
  /** Of its analyte alone. */
  analyte: string;
  title: string;
  /** Unit of `point.number`; else the unit as given. */
  unit: string;
  section: RecordSection;
  panel?: string;
  point: ResultPoint;
}

/** What answers need of a record. */
export interface ReadSections {
  readonly sections: Readonly<Record<RecordSection, { readonly entries: readonly RecordEntry[] }>>;
}

const sections = ['results', 'vitalSigns'] as const;
/** Flags with which a result says nothing of the patient, or not what it seems to. */
const withdrawn: ReadonlySet<string> = new Set(['refuted', 'entered-in-error', 'negated', 'cancelled']);

const known = new WeakMap<object, readonly ResultFact[]>();

/** All results and vital signs of a record, newest first; found once. Those of another person (a mother, a donor) are none of them. */
export function resultFacts(model: ReadSections): readonly ResultFact[] {
  let facts = known.get(model.sections);
  if (facts) return facts;
  const titles = new Map<string, string>();
  for (const section of sections) for (const { key, title } of model.sections[section].entries) titles.set(key, title);
  facts = settleUnits(
    sections.flatMap((section) => model.sections[section].entries.flatMap((entry) => of(entry, section, titles))),
  );
  known.set(model.sections, facts);
  return facts;
}

function of(entry: RecordEntry, section: RecordSection, titles: ReadonlyMap<string, string>): ResultFact[] {
  const { code, title, value, parts = [], flags, facts: said } = entry;
  if (said.some(({ key }) => key === 'subject')) return [];
  const facts: ResultFact[] = [];
  const panel = entry.panel === undefined ? undefined : titles.get(entry.panel);
  // A report or panel without a value of its own is no result.
  if (value || (parts.length === 0 && entry.resourceType === 'Observation')) {
    const specimen = said.find(({ key }) => key === 'specimen')?.text;
    facts.push(factOf(analyteKey(code, title, specimen), code, title, panel, section, pointOf(entry, value, flags)));
  }
  for (const part of parts) {
    // Without a code the part's name says little by itself: "systolic", "1st".
    const key = analyteKey(part.code, part.code === undefined ? `${title}|${part.title}` : part.title);
    const own = [...new Set([...flags, ...(part.flags ?? [])])];
    facts.push(factOf(key, part.code, part.title, title, section, pointOf(entry, part.value, own)));
  }
  return facts;
}

function pointOf(
  { key, date, endDate, source }: RecordEntry,
  value: ResultPoint['value'],
  flags: ResultPoint['flags'],
) {
  const written = date ?? endDate;
  const at = written === undefined ? Number.NaN : momentOf(written);
  const point: ResultPoint = { entryKey: key, flags };
  if (written !== undefined) point.date = written;
  if (!Number.isNaN(at)) point.at = at;
  if (value) point.value = value;
  if (source !== undefined) point.source = source;
  return point;
}

/** A date without a time begins by the hospitals' clock (UTC+7), as it is shown. */
function momentOf(date: string): number {
  return Date.parse(date.length > 10 ? date : `${date}${'-01-01'.slice(0, 10 - date.length)}T00:00+07:00`);
}

function factOf(
  analyte: string,
  code: string | undefined,
  title: string,
  panel: string | undefined,
  section: RecordSection,
  point: ResultPoint,
): ResultFact {
  const { value, flags, at } = point;
  const compared = value && comparableValue(value, code, title);
  const unplotted = flags.some((flag) => withdrawn.has(flag))
    ? 'withdrawn'
    : flags.includes('modifier-unread')
      ? 'unread'
      : !value || flags.includes('data-absent')
        ? 'no-value'
        : !compared
          ? /^[<>≤≥]/u.test(value.text)
            ? 'bound'
            : 'text'
          : at === undefined
            ? 'undated'
            : undefined;
  if (unplotted) point.unplotted = unplotted;
  else {
    point.number = compared!.number;
    if (compared!.isConverted) point.isConverted = true;
  }
  const unit = compared?.unit ?? '';
  const fact: ResultFact = { id: '', analyte, title, unit, section, point };
  if (panel !== undefined) fact.panel = panel;
  return fact;
}

/** What has no unit to compare in (a text, a bound) joins the unit that most results of its analyte have. */
function settleUnits(facts: ResultFact[]): ResultFact[] {
  const counts = new Map<string, Map<string, number>>();
  for (const { analyte, unit, point } of facts) {
    if (point.value?.number === undefined) continue;
    let of = counts.get(analyte);
    if (!of) counts.set(analyte, (of = new Map<string, number>()));
    of.set(unit, (of.get(unit) ?? 0) + 1);
  }
  const usual = new Map([...counts].map(([analyte, of]) => [analyte, [...of].sort((a, b) => b[1] - a[1])[0]![0]]));
  for (const fact of facts) {
    if (fact.point.value?.number === undefined) fact.unit = usual.get(fact.analyte) ?? '';
    fact.id = `${fact.analyte} ${fact.unit}`;
  }
  return facts.sort((one, other) => (other.point.at ?? -Infinity) - (one.point.at ?? -Infinity) || 0);
}
