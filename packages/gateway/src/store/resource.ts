import type { WireResource } from '@diemcau/protocol';
import type { AccessFacts } from '../internal/access.js';
import type { Tx } from './store.types.js';

/** A stored resource with what the access decision needs. */
export interface StoredResource {
  type: string;
  id: string;
  version: number;
  updatedAt: Date;
  caseId: string;
  body: WireResource;
  facts: AccessFacts;
}

interface Row {
  type: string;
  id: string;
  version: number;
  updated_at: Date;
  case_id: string;
  body: WireResource;
  readers: string[];
  document: AccessFacts['document'] | null;
}

/** Columns and joins that every read of a resource shares; `r` is the resource, `c` its case. */
export const resourceColumns = `r.type, r.id, r.version, r.updated_at, r.case_id, r.body,
  case when r.type in ('Task', 'ServiceRequest') then c.readers || array(select jsonb_object_keys(c.declined)) else c.readers end as readers,
  case when d.document_id is null then null else jsonb_build_object('kind', d.kind, 'siteId', d.site_id, 'grants', coalesce((
    select jsonb_agg(jsonb_build_object('toSite', g.to_site, 'notAfter', g.not_after, 'revokedAt', g.revoked_at))
    from diemcau.share_grant g where g.document_id = d.document_id), '[]'::jsonb)) end as document`;
/** What every query of resources needs beside them to decide who may see them. */
export const resourceJoins = `join diemcau.case_file c on c.case_id = r.case_id
  left join diemcau.document d on d.document_id = r.document_id`;

/** A row as the router knows it. */
export function toStoredResource(row: Row): StoredResource {
  return {
    type: row.type,
    id: row.id,
    version: row.version,
    updatedAt: row.updated_at,
    caseId: row.case_id,
    body: row.body,
    facts: { readers: row.readers, document: row.document ?? undefined },
  };
}

/** The newest version, whoever may see it: the caller asks the access function. */
export async function readResource(tx: Tx, type: string, id: string): Promise<StoredResource | undefined> {
  const [row] = await tx.query<Row>(
    `select ${resourceColumns} from diemcau.resource r ${resourceJoins} where r.type = $1 and r.id = $2`,
    [type, id],
  );
  return row && toStoredResource(row);
}

/** Several of one type. */
export async function readResources(tx: Tx, type: string, ids: readonly string[]): Promise<StoredResource[]> {
  const rows = await tx.query<Row>(
    `select ${resourceColumns} from diemcau.resource r ${resourceJoins} where r.type = $1 and r.id = any ($2)`,
    [type, ids],
  );
  return rows.map(toStoredResource);
}

/** All versions, newest first; or one. */
export async function readHistory(tx: Tx, type: string, id: string, version?: number): Promise<StoredResource[]> {
  const rows = await tx.query<Row>(
    `select ${resourceColumns} from diemcau.resource_history r ${resourceJoins}
     where r.type = $1 and r.id = $2 and ($3::int is null or r.version = $3) order by r.version desc limit 200`,
    [type, id, version ?? null],
  );
  return rows.map(toStoredResource);
}

/** A version to be written. */
export interface NewVersion {
  caseId: string;
  /** Set where the resource speaks of a document and is seen with it. */
  documentId?: string;
  body: WireResource & { id: string };
  now: Date;
  /** Signed resources are kept and answered as they were signed, without `meta`. */
  verbatim?: boolean;
}

/** Writes a resource and its history; the version counts from 1. */
export async function writeResource(
  tx: Tx,
  { caseId, documentId, body, now, verbatim }: NewVersion,
): Promise<WireResource> {
  const [known] = await tx.query<{ version: number }>(
    'select version from diemcau.resource where type = $1 and id = $2',
    [body.resourceType, body.id],
  );
  const version = (known?.version ?? 0) + 1;
  const meta = { ...(body.meta as object | undefined), versionId: String(version), lastUpdated: now.toISOString() };
  const stored = verbatim ? body : { ...body, meta };
  const values = [body.resourceType, body.id, caseId, documentId ?? null, version, now, JSON.stringify(stored)];
  await tx.query(
    known
      ? 'update diemcau.resource set case_id = $3, document_id = $4, version = $5, updated_at = $6, body = $7 where type = $1 and id = $2'
      : 'insert into diemcau.resource (type, id, case_id, document_id, version, updated_at, body) values ($1,$2,$3,$4,$5,$6,$7)',
    values,
  );
  await tx.query(
    'insert into diemcau.resource_history (type, id, case_id, document_id, version, updated_at, body) values ($1,$2,$3,$4,$5,$6,$7)',
    values,
  );
  return stored;
}
