import { validate } from 'uuid';
import { DiemcauError, systems, type WireResource } from '@diemcau/protocol';
import type { Found, TypeReader } from '../internal/reader.types.js';
import type { Tx } from '../store/store.types.js';
import { caseIdOf } from '../internal/case-id-of.js';

interface Row {
  id: string;
  at: Date;
  site_id: string | null;
  sub: string | null;
  name: string | null;
  action: string;
  interaction: string;
  type: string | null;
  resource_id: string | null;
  outcome: string;
  code: string | null;
  occurred_at: Date | null;
  sections: string[] | null;
  reason: string | null;
  case_id: string;
  readers: string[];
}

const select = `select a.*, c.case_id, c.readers from diemcau.audit_event a
  join diemcau.case_file c on c.case_id = any (a.case_ids)`;

/** One event as FHIR, as the sites of its case read it. */
export async function readAuditEvent(tx: Tx, id: string, caseId: string): Promise<WireResource> {
  const [row] = await tx.query<Row>(`${select} where a.id = $1 and c.case_id = $2`, [id, caseId]);
  if (!row) throw new DiemcauError('request/not-found');
  return auditEvent(row);
}

/** The log, for the sites of the case that it is about. */
export const auditReader: TypeReader = {
  type: 'AuditEvent',
  async read(tx, id) {
    if (!validate(id)) return [];
    return (await tx.query<Row>(`${select} where a.id = $1`, [id])).map(toFound);
  },
  async search(tx, parameters) {
    const entity = caseIdOf(parameters.get('entity')?.[0] ?? parameters.get('case')?.[0] ?? '');
    if (!entity) throw new DiemcauError('request/invalid', { at: 'entity' });
    const count = Math.min(Number(parameters.get('_count')?.[0] ?? 200) || 200, 500);
    const rows = await tx.query<Row>(
      `${select} where $1 = any (a.case_ids) and c.case_id = $1 order by a.at desc, a.id desc limit $2`,
      [entity, count],
    );
    return rows.map(toFound);
  },
};

const breakGlass = 'record.break-glass';
const emergencyOverride = {
  system: 'http://dicom.nema.org/resources/ontology/DCM',
  code: '110127',
  display: 'Emergency Override Started',
};
const breakTheGlass = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  code: 'BTG',
  display: 'break the glass',
};

function toFound(row: Row): Found {
  return {
    caseIds: [row.case_id],
    facts: { readers: row.readers },
    resource: auditEvent(row),
    version: 1,
    updatedAt: row.at,
  };
}

function auditEvent(row: Row): WireResource {
  const who = {
    type: 'Practitioner',
    ...(row.sub ? { identifier: { system: systems.practitioner, value: row.sub } } : {}),
    ...(row.name ? { display: row.name } : {}),
  };
  const detail = row.sections?.map((section) => ({ type: 'section', valueString: section }));
  const what =
    row.type && row.resource_id
      ? [{ what: { reference: `${row.type}/${row.resource_id}` }, ...(detail ? { detail } : {}) }]
      : [];
  return {
    resourceType: 'AuditEvent',
    id: row.id,
    type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
    subtype: [
      { system: 'urn:diemcau:interaction', code: row.interaction },
      ...(row.interaction === breakGlass ? [emergencyOverride] : []),
    ],
    action: row.action,
    ...(row.occurred_at ? { period: { start: row.occurred_at.toISOString() } } : {}),
    recorded: row.at.toISOString(),
    outcome: row.outcome,
    ...(row.code ? { outcomeDesc: row.code } : {}),
    ...(row.reason ? { purposeOfEvent: [{ coding: [breakTheGlass], text: row.reason }] } : {}),
    agent: [
      {
        who,
        requestor: true,
        ...(row.site_id ? { policy: [`urn:diemcau:site:${row.site_id}`] } : {}),
      },
    ],
    source: { observer: { display: 'diemcau-gateway' } },
    entity: [...what, { what: { reference: `ServiceRequest/${row.case_id}` } }],
  };
}
