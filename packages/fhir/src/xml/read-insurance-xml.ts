import type { Bundle, FhirResource, OperationOutcome, Patient } from 'fhir/r4';
import type { Issue, Result } from '../result.js';
import { collection } from './episode.js';
import type { Episode } from './episode.js';
import { mapDocument } from './map-document.js';
import { mapDrug, mapResult, mapService } from './map-lines.js';
import { mapPatient, personFields } from './map-patient.js';
import { mapSummary } from './map-summary.js';
import { readTables } from './read-tables.js';
import { insuranceDate } from './insurance-date.js';
import type { Row } from './tables.js';

/**
 * Reads the insurance XML (QĐ 130, 4750, 3176) into a FHIR R4 collection, one Encounter per MA_LK: the GIAMDINHHS envelope with tables in base64,
 * inline or CDATA, FILEHOSO or tables alone, the request of a portal (`{files: [base64]}`, `{fileHSBase64}`); several HOSO; byte order mark, blanks,
 * unknown tags and missing tables allowed. A record is of one patient: the first. Another's episodes, and a slip that names another, are set aside and
 * told. What could not be read stands in an OperationOutcome of the collection, so that the record's sections say it.
 *
 * Errors: `doctype-refused`, `malformed-xml` (with `line`), or `unsupported` at the root's name (HSCHUNGTU, KHAMSUCKHOE…) when nothing could be read.
 * Warnings beside a result: a table that could not be read, a date that is none, tags that no table knows (kept as text), `set-aside` with
 * `facts.reason` `other-patient`.
 */
export function readInsuranceXml(text: string): Result<Bundle> {
  try {
    if (typeof text !== 'string') return { issues: [{ code: 'malformed-xml', severity: 'error', at: 'xml' }] };
    const { rows, issues, site, root, unknown } = readTables(text);
    // What was refused is refused whole: a file that carries a DOCTYPE anywhere is not read in part.
    if (issues.some(({ code }) => code === 'doctype-refused')) return { issues };
    if (rows.length === 0)
      return { issues: issues.length > 0 ? issues : [{ code: 'unsupported', severity: 'error', at: root ?? 'xml' }] };
    const resources = mapEpisodes(rows, site, issues);
    for (const resource of whatIsMissing(issues)) resources.push(resource);
    for (const at of unknown) issues.push({ code: 'unknown-code', severity: 'warning', at });
    return { ok: collection(resources, undefined), issues };
  } catch {
    return { issues: [{ code: 'malformed-xml', severity: 'error', at: 'xml' }] };
  }
}

const outcomeCodes: Partial<Record<Issue['code'], OperationOutcome['issue'][number]['code']>> = {
  unsupported: 'not-supported',
  'set-aside': 'conflict',
};

/** What could not be read, or is another's, goes with what was: the record's sections must say so and not look as if nothing had been sent. */
function whatIsMissing(issues: readonly Issue[]): FhirResource[] {
  const missing = issues.filter(({ code, severity }) => severity === 'error' || outcomeCodes[code] !== undefined);
  if (missing.length === 0) return [];
  const outcome: OperationOutcome = {
    resourceType: 'OperationOutcome',
    id: 'lost-tables',
    issue: missing.map(({ code, at }) => ({
      severity: outcomeCodes[code] ? 'warning' : 'error',
      code: outcomeCodes[code] ?? 'structure',
      expression: [at],
    })),
  };
  return [outcome];
}

function mapEpisodes(rows: readonly Row[], site: string | undefined, issues: Issue[]): FhirResource[] {
  const people: Patient[] = [];
  const resources: FhirResource[] = [];
  const setAside = (row: Row): void =>
    void issues.push({ code: 'set-aside', severity: 'warning', at: row.at, facts: { reason: 'other-patient' } });
  const ownFiles = new Set<number>();
  const known = new Map<string, Patient>();
  let number = 0;
  for (const [link, group] of groups(rows)) {
    number += 1;
    const own = group.some((row) => namesAnother(row, group))
      ? group.filter((row) => !namesAnother(row, group) || setAside(row))
      : group;
    const file = own[0]!.file;
    // Most files say the same of one person again and again.
    const said = identityOf(own);
    let patient = known.get(said);
    if (patient === undefined) {
      const read = mapPatient(own, `p${number}`);
      // Lines whose episode says of nobody that they are theirs belong to the patient of their HOSO, or of the whole file.
      const nameless = read.name === undefined && read.identifier === undefined;
      patient =
        nameless && people[0] && (ownFiles.has(file) || people.length === 1) ? people[0] : samePatient(read, people);
      if (!nameless) known.set(said, patient);
    }
    if (patient !== people[0]) {
      setAside(own[0]!);
      continue;
    }
    ownFiles.add(file);
    const id = `e${number}`;
    const episode: Episode = {
      id,
      link: link.startsWith('\u0000') ? '' : link,
      rows: own,
      patient: { reference: `Patient/${patient.id}` },
      encounter: { reference: `Encounter/${id}` },
      ended: own.some(({ table, fields }) => table === 'XML1' && fields.has('NGAY_RA')),
      stay: false,
      resources,
      numbers: new Map(),
      services: new Map(),
      issues,
    };
    mapSummary(episode, site);
    for (const row of own) if (row.table === 'XML2') mapDrug(episode, row);
    for (const row of own) if (row.table === 'XML3') mapService(episode, row);
    for (const row of own) if (row.table === 'XML4') mapResult(episode, row);
    for (const row of own) if (!lines.has(row.table)) mapDocument(episode, row);
  }
  return people[0] ? [people[0], ...resources] : resources;
}

/** Everything that an episode's tables say of the person, to be compared. */
function identityOf(rows: readonly Row[]): string {
  let said = '';
  for (const { table, fields } of rows) {
    if (table === 'XML2' || table === 'XML3' || table === 'XML4' || table === 'XML5') continue;
    for (const field of personFields) {
      const value = fields.get(field);
      if (value !== undefined) said += `${field}\u0000${value}\u0000`;
    }
  }
  return said;
}

const lines: ReadonlySet<string> = new Set(['XML1', 'XML2', 'XML3', 'XML4']);

/** A slip under this MA_LK that names somebody else than XML1: another name and another birth date. One alone may be a slip of the pen. */
function namesAnother(row: Row, group: readonly Row[]): boolean {
  if (row.table === 'XML1' || !row.fields.has('HO_TEN') || !row.fields.has('NGAY_SINH')) return false;
  const summary = group.find(({ table }) => table === 'XML1')?.fields;
  const differs = (field: string, read: (text: string | undefined) => string | undefined): boolean =>
    summary?.has(field) === true && read(summary.get(field)) !== read(row.fields.get(field));
  return differs('HO_TEN', folded) && differs('NGAY_SINH', (date) => insuranceDate(date, true)?.slice(0, 10));
}

/** Rows by MA_LK; a row without one belongs to the episode of its HOSO, when that holds one alone. */
function groups(rows: readonly Row[]): Map<string, Row[]> {
  const linksOfFile = new Map<number, Set<string>>();
  for (const { file, fields } of rows.some(({ fields }) => !fields.has('MA_LK')) ? rows : []) {
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
function samePatient(patient: Patient, people: Patient[]): Patient {
  const numbers = (one: Patient): string[] => (one.identifier ?? []).map(({ system, value }) => `${system}|${value}`);
  const mine = numbers(patient);
  const known = people.find((one) => {
    const theirs = numbers(one);
    return (
      folded(one.name?.[0]?.text) === folded(patient.name?.[0]?.text) &&
      one.birthDate === patient.birthDate &&
      (mine.length === 0 || theirs.length === 0 || mine.some((number) => theirs.includes(number)))
    );
  });
  if (!known) {
    people.push(patient);
    return patient;
  }
  for (const list of ['identifier', 'telecom', 'address', 'extension', 'contact'] as const) {
    const had = known[list] as readonly unknown[] | undefined;
    const more = (patient[list] ?? []).filter(
      (item) => !had?.some((one) => JSON.stringify(one) === JSON.stringify(item)),
    );
    if (more.length > 0) Object.assign(known, { [list]: [...(had ?? []), ...more] });
  }
  if (known.gender === undefined && patient.gender !== undefined) known.gender = patient.gender;
  return known;
}

function folded(name: string | undefined): string | undefined {
  return name?.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ');
}
