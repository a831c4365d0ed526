import { asObjects, asText } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';
import { References } from '../../internal/references.js';
import { collect } from '../../record/collect.js';
import { withoutRestricted } from '../../record/without-restricted.js';
import type { Issue, Result } from '../../result.js';
import { documentRows } from './document-rows.js';
import type { EpisodeSource } from './episode-source.js';
import { Exporting } from './exporting.js';
import { fileText } from './file-text.js';
import { drugRows, resultRows, serviceRows } from './line-rows.js';
import { summaryRow } from './summary-row.js';
import { missingFields } from './table-text.js';
import type { Fields } from './table-text.js';

/** How a record is written as insurance XML. */
export interface InsuranceXmlOptions {
  /** Tables in the envelope as base64 (what the insurer's portal takes; the default) or as elements (what people and most HIS can read). */
  tables?: 'base64' | 'inline';
  /** MA_CSKCB of the site that writes the file: THONGTINDONVI, and where an encounter names no facility. */
  siteId?: string;
  /** ISO instant at which it is written: NGAYLAP. Without it the Bundle's timestamp. */
  now?: string;
  /** Id of the one Encounter to write; without it every encounter becomes a HOSO. */
  encounterId?: string;
  /**
   * Writes HIV-restricted content (ICD-10 B20–B24, Z21 and what else names it, XML6) too. Only for a caller whose token's scope allows it:
   * without it such content is left out and counted (`set-aside` at `restricted`).
   */
  includeRestricted?: boolean;
}

/**
 * Writes a FHIR R4 record (Bundle of any type, array of resources, JSON text) as insurance XML (QĐ 130, 4750): a GIAMDINHHS envelope with a HOSO for
 * each Encounter of the record's patient, in it XML1 to XML5, 7, 8, 13, 14 (and 6, 9, 10, 11, 15 where they were read from such a file), every tag in the
 * order of the decision. `readInsuranceXml` reads the same facts back.
 *
 * Nothing is guessed. Beside the text, `issues` (all warnings) tell what is not in it: `unsupported` at a resource type or element that has no place in
 * the tables (allergies, stopped drugs, refuted diagnoses, results that are not final…) with `facts.count`; `required` at a table with the `facts.fields`
 * that are left empty (prices, the kind of visit…), so the file is for a HIS to complete, not to send as it is; `set-aside` at `restricted` or
 * `other-patient`. Errors: `malformed` at `source`, `required` at `patient` when there is nothing to write. Never throws.
 */
export function toInsuranceXml(record: unknown, options: InsuranceXmlOptions = {}): Result<string> {
  try {
    const parsed: unknown = typeof record === 'string' ? JSON.parse(record.replace(/^\uFEFF/u, '')) : record;
    const kept =
      options.includeRestricted === true ? { fhir: parsed, resources: 0, parts: 0 } : withoutRestricted(parsed);
    const collected = collect(kept.fhir);
    if (!collected) return { issues: [{ code: 'malformed', severity: 'error', at: 'source' }] };
    const references = new References(collected.placed);
    const exporting = new Exporting(references);
    for (const { at } of collected.setAside) exporting.leave(at, 'set-aside');
    const sources = episodesOf(
      collected.placed.map(({ resource }) => resource),
      exporting,
      options,
    );
    const required = new Map<string, Set<string>>();
    const files = sources.flatMap((source) => {
      const tables = tablesOf(source);
      for (const [table, rows] of tables) {
        const fields = required.get(table) ?? new Set();
        for (const field of missingFields(table, rows)) fields.add(field);
        required.set(table, fields);
      }
      return tables.size > 0 ? [tables] : [];
    });
    if (files.length === 0) return { issues: [{ code: 'required', severity: 'error', at: 'patient' }] };
    const restricted = kept.resources + kept.parts;
    return {
      ok: fileText(files, { ...options, now: options.now ?? collected.timestamp }),
      issues: [
        ...(restricted > 0
          ? [{ code: 'set-aside', severity: 'warning', at: 'restricted', facts: { count: restricted } } satisfies Issue]
          : []),
        ...exporting.issues(),
        ...[...required].flatMap(([table, fields]): Issue[] =>
          fields.size > 0
            ? [{ code: 'required', severity: 'warning', at: table, facts: { fields: [...fields].join(' ') } }]
            : [],
        ),
      ],
    };
  } catch {
    return { issues: [{ code: 'malformed', severity: 'error', at: 'source' }] };
  }
}

/** Types that say nothing of their own: what refers to them is written. */
const carried: ReadonlySet<unknown> = new Set([
  'Bundle',
  'Parameters',
  'Patient',
  'Encounter',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Location',
  'Provenance',
  'AuditEvent',
  'OperationOutcome',
  'Medication',
  'HealthcareService',
  'Endpoint',
]);
const written: ReadonlySet<unknown> = new Set([
  'Condition',
  'Coverage',
  'MedicationRequest',
  'Procedure',
  'ServiceRequest',
  'SupplyDelivery',
  'ChargeItem',
  'Observation',
  'DiagnosticReport',
  'Composition',
]);

/** One source for each encounter of the record's patient; what names no encounter goes with the only one, or into a HOSO of its own. */
function episodesOf(
  resources: readonly Json[],
  exporting: Exporting,
  { siteId, encounterId }: InsuranceXmlOptions,
): EpisodeSource[] {
  const { references } = exporting;
  const first = resources[0];
  const governing = first?.['resourceType'] === 'Composition' && isRecordOfWhole(first) ? first : undefined;
  const subject = governing && references.find(governing['subject'], governing)?.resource;
  const patient =
    subject?.['resourceType'] === 'Patient'
      ? subject
      : resources.find(({ resourceType }) => resourceType === 'Patient');
  const isOwn = (resource: Json): boolean => {
    const who = references.find(
      resource['subject'] ?? resource['patient'] ?? resource['beneficiary'],
      resource,
    )?.resource;
    return who === undefined || who['resourceType'] !== 'Patient' || who === patient;
  };
  const encounters = resources.filter((one) => one['resourceType'] === 'Encounter' && isOwn(one));
  const chosen = encounterId === undefined ? encounters : encounters.filter(({ id }) => id === encounterId);
  const byEncounter = new Map<Json | undefined, Json[]>(chosen.map((encounter) => [encounter, []]));
  const only = encounters.length === 1 ? encounters[0] : undefined;
  for (const resource of resources) {
    if (carried.has(resource['resourceType']) || resource === governing) continue;
    if (!isOwn(resource)) exporting.leave('other-patient', 'set-aside');
    else if (!written.has(resource['resourceType'])) exporting.leave(String(resource['resourceType']));
    else {
      const named = references.find(resource['encounter'] ?? resource['context'], resource)?.resource;
      const home =
        named?.['resourceType'] === 'Encounter'
          ? named
          : (encounterOf(resource, encounters, references) ?? encounterOfId(resource, encounters) ?? only);
      // A card of the patient holds for every stay.
      const homes =
        home === undefined && resource['resourceType'] === 'Coverage' && chosen.length > 0 ? chosen : [home];
      for (const home of homes) {
        if (encounterId !== undefined && home !== undefined && !byEncounter.has(home)) continue;
        const list = byEncounter.get(home);
        if (list) list.push(resource);
        else byEncounter.set(home, [resource]);
      }
    }
  }
  const sources = [...byEncounter].map(([encounter, own]) => ({
    patient,
    encounter,
    resources: own,
    siteId,
    exporting,
  }));
  if (sources.length === 0 && patient)
    sources.push({ patient, encounter: undefined, resources: [], siteId, exporting });
  return sources;
}

/** A diagnosis belongs to the encounter that names it. */
function encounterOf(resource: Json, encounters: readonly Json[], references: References): Json | undefined {
  if (resource['resourceType'] !== 'Condition') return undefined;
  return encounters.find((encounter) =>
    asObjects(encounter['diagnosis']).some(
      ({ condition }) => references.find(condition, encounter)?.resource === resource,
    ),
  );
}

/** Our own reader's ids say it where FHIR has no element for it (SupplyDelivery, Coverage). */
function encounterOfId({ id }: Json, encounters: readonly Json[]): Json | undefined {
  const number = /^(e\d+)-[a-z]+-\d+$/u.exec(asText(id) ?? '')?.[1];
  return number === undefined ? undefined : encounters.find((encounter) => encounter['id'] === number);
}

/** The Composition of an IPS or another document around the whole record: its entries are written, not it. */
function isRecordOfWhole(composition: Json): boolean {
  return asObjects(composition['section']).some((section) => section['entry'] !== undefined);
}

function tablesOf(source: EpisodeSource): Map<string, Fields[]> {
  const summary = summaryRow(source);
  const said = Object.entries(summary).some(([field, value]) => value !== undefined && field !== 'MA_CSKCB');
  const tables = new Map<string, Fields[]>();
  if (said) tables.set('XML1', [summary]);
  for (const [table, rows] of [
    ['XML2', drugRows(source)],
    ['XML3', serviceRows(source)],
    ['XML4', resultRows(source)],
  ] as const)
    if (rows.length > 0) tables.set(table, rows);
  const documents = documentRows(source, summary);
  for (const table of [...documents.keys()].sort((one, other) => Number(one.slice(3)) - Number(other.slice(3))))
    tables.set(table, documents.get(table)!);
  return tables;
}
