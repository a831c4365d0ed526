import type { Bundle, FhirResource, OperationOutcome, Patient } from 'fhir/r4';
import type { Issue, Result } from '../result.js';
import { collection } from './episode.js';
import type { Episode } from './episode.js';
import { mapDocument } from './map-document.js';
import { mapDrug, mapResult, mapService } from './map-lines.js';
import { mapPatient } from './map-patient.js';
import { mapSummary } from './map-summary.js';
import { readTables } from './read-tables.js';
import { plainTables, rules } from './rules/index.js';
import type { Row } from './tables.js';

/**
 * Reads the insurance XML (QĐ 130, 4750, 3176) into a FHIR R4 collection, one Encounter per MA_LK: the GIAMDINHHS envelope with tables in base64,
 * inline or CDATA, or a table alone; several HOSO; byte order mark, blanks, unknown tags and missing tables allowed. A table that could not be read is
 * told in an OperationOutcome of the collection, so that the record's sections say it.
 *
 * Errors: `doctype-refused`, `malformed-xml` (with `line`) or `unsupported` when nothing could be read. Warnings beside a result: a table that could not
 * be read, a date that is none, tags that no table of ours knows (kept as text).
 */
export function readInsuranceXml(text: string): Result<Bundle> {
  try {
    if (typeof text !== 'string') return { issues: [{ code: 'malformed-xml', severity: 'error', at: 'xml' }] };
    const { rows, issues, site } = readTables(text);
    // What was refused is refused whole: a file that carries a DOCTYPE anywhere is not read in part.
    if (issues.some(({ code }) => code === 'doctype-refused')) return { issues };
    const used = rows.filter(({ table }) => table in rules || table in plainTables);
    for (const table of new Set(rows.map((row) => row.table)))
      if (!(table in rules) && !(table in plainTables))
        issues.push({ code: 'unsupported', severity: 'warning', at: table });
    if (used.length === 0)
      return { issues: issues.length > 0 ? issues : [{ code: 'unsupported', severity: 'error', at: 'xml' }] };
    const lost = lostTables(issues);
    return {
      ok: collection([...mapEpisodes(used, site, issues), ...lost], undefined),
      issues: [...issues, ...unknownTags(used)],
    };
  } catch {
    return { issues: [{ code: 'malformed-xml', severity: 'error', at: 'xml' }] };
  }
}

/** What could not be read goes with what was: the record's sections must say so and not look as if nothing had been sent. */
function lostTables(issues: readonly Issue[]): FhirResource[] {
  const lost = issues.filter(({ code, severity }) => severity === 'error' || code === 'unsupported');
  if (lost.length === 0) return [];
  const outcome: OperationOutcome = {
    resourceType: 'OperationOutcome',
    id: 'lost-tables',
    issue: lost.map(({ code, at }) => ({
      severity: code === 'unsupported' ? 'warning' : 'error',
      code: code === 'unsupported' ? 'not-supported' : 'structure',
      expression: [at],
    })),
  };
  return [outcome];
}

function mapEpisodes(rows: readonly Row[], site: string | undefined, issues: Issue[]): FhirResource[] {
  const patients = new Map<string, Patient>();
  const resources: FhirResource[] = [];
  let number = 0;
  for (const [link, own] of groups(rows)) {
    number += 1;
    const patient = samePatient(mapPatient(own, `p${number}`), patients);
    const id = `e${number}`;
    const episode: Episode = {
      id,
      link: link.startsWith('\u0000') ? '' : link,
      rows: own,
      patient: { reference: `Patient/${patient.id}` },
      encounter: { reference: `Encounter/${id}` },
      resources: [],
      numbers: new Map(),
      services: new Map(),
      issues,
    };
    mapSummary(episode, site);
    for (const row of own) if (row.table === 'XML2') mapDrug(episode, row);
    for (const row of own) if (row.table === 'XML3') mapService(episode, row);
    for (const row of own) if (row.table === 'XML4') mapResult(episode, row);
    for (const row of own) if (!['XML1', 'XML2', 'XML3', 'XML4'].includes(row.table)) mapDocument(episode, row);
    for (const resource of episode.resources) resources.push(resource);
  }
  return [...patients.values(), ...resources];
}

/** Rows by MA_LK; a row without one belongs to the episode of its HOSO, when that holds one alone. */
function groups(rows: readonly Row[]): Map<string, Row[]> {
  const linksOfFile = new Map<number, Set<string>>();
  for (const { file, fields } of rows) {
    const link = fields.get('MA_LK');
    if (!link) continue;
    const known = linksOfFile.get(file);
    if (known) known.add(link);
    else linksOfFile.set(file, new Set([link]));
  }
  const grouped = new Map<string, Row[]>();
  for (const row of rows) {
    const links = linksOfFile.get(row.file);
    const link = row.fields.get('MA_LK') ?? (links?.size === 1 ? [...links][0]! : `\u0000${row.file}`);
    const group = grouped.get(link);
    if (group) group.push(row);
    else grouped.set(link, [row]);
  }
  return grouped;
}

/**
 * One Patient for several episodes of one person: the same name and birth date, and a number (of the hospital, personal, of a card) in common, or
 * none on one side. What a later episode adds is added.
 */
function samePatient(patient: Patient, patients: Map<string, Patient>): Patient {
  const key = JSON.stringify([folded(patient.name?.[0]?.text), patient.birthDate]);
  const known = patients.get(key);
  const numbers = (one: Patient): string[] => (one.identifier ?? []).map(({ system, value }) => `${system}|${value}`);
  if (!known) {
    patients.set(key, patient);
    return patient;
  }
  const own = numbers(known);
  const shared = numbers(patient).some((number) => own.includes(number));
  if (!shared && own.length > 0 && numbers(patient).length > 0) {
    patients.set(`${key} ${patient.id}`, patient);
    return patient;
  }
  for (const list of ['identifier', 'telecom', 'address', 'extension', 'contact'] as const) {
    const more = (patient[list] ?? []).filter(
      (item) =>
        !(known[list] as readonly unknown[] | undefined)?.some((one) => JSON.stringify(one) === JSON.stringify(item)),
    );
    if (more.length > 0) Object.assign(known, { [list]: [...(known[list] ?? []), ...more] });
  }
  if (known.gender === undefined && patient.gender !== undefined) known.gender = patient.gender;
  return known;
}

function folded(name: string | undefined): string | undefined {
  return name?.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ');
}

function unknownTags(rows: readonly Row[]): Issue[] {
  const told = new Set<string>();
  for (const { table, fields } of rows) {
    const known = rules[table];
    if (!known) continue;
    for (const field of fields.keys()) if (!Object.hasOwn(known, field)) told.add(`${table}/${field}`);
  }
  return [...told].slice(0, 50).map((at) => ({ code: 'unknown-code', severity: 'warning', at }));
}
