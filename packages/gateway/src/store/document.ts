import type { AccessFacts } from '../internal/access.js';
import type { Tx } from './store.types.js';

/** An immutable document to be kept. */
export interface NewDocument {
  documentId: string;
  caseId: string;
  kind: 'record' | 'minutes';
  siteId: string;
  body: unknown;
  hash: string;
  now: Date;
}

/** Keeps a document whole, as text; it is never changed. */
export async function insertDocument(tx: Tx, one: NewDocument): Promise<void> {
  await tx.query(
    'insert into diemcau.document (document_id, case_id, kind, site_id, body, hash, created_at) values ($1,$2,$3,$4,$5,$6,$7)',
    [one.documentId, one.caseId, one.kind, one.siteId, JSON.stringify(one.body), one.hash, one.now],
  );
}

/** A document as it is kept, with what decides who may read it. */
export interface StoredDocument {
  documentId: string;
  caseId: string;
  body: string;
  hash: string;
  createdAt: Date;
  facts: AccessFacts;
}

/** Reads a document, holding its case still: a withdrawal comes before or after, never between. */
export async function readDocument(tx: Tx, documentId: string): Promise<StoredDocument | undefined> {
  const [row] = await tx.query<StoredDocument & { readers: string[]; document: NonNullable<AccessFacts['document']> }>(
    `select d.document_id as "documentId", d.case_id as "caseId", d.body, d.hash, d.created_at as "createdAt", c.readers,
       jsonb_build_object('kind', d.kind, 'siteId', d.site_id, 'grants', coalesce((
         select jsonb_agg(jsonb_build_object('toSite', g.to_site, 'notAfter', g.not_after, 'revokedAt', g.revoked_at))
         from diemcau.share_grant g where g.document_id = d.document_id), '[]'::jsonb)) as document
     from diemcau.document d join diemcau.case_file c on c.case_id = d.case_id where d.document_id = $1 for share of c`,
    [documentId],
  );
  if (!row) return undefined;
  const { readers, document, ...rest } = row;
  return { ...rest, facts: { readers, document } };
}

/** An attachment as it is kept, with what decides who may read it. */
export interface StoredBinary {
  id: string;
  caseId: string;
  contentType: string;
  bytes: Buffer;
  facts: AccessFacts;
}

/** An attachment may lie under several documents; each row is judged by its own. */
export async function readBinaries(tx: Tx, id: string): Promise<StoredBinary[]> {
  const rows = await tx.query<
    StoredBinary & { readers: string[]; document: AccessFacts['document'] | null; siteId: string }
  >(
    `select b.id, b.case_id as "caseId", b.content_type as "contentType", b.bytes, b.site_id as "siteId", c.readers,
       case when d.document_id is null then null else jsonb_build_object('kind', d.kind, 'siteId', d.site_id, 'grants', coalesce((
         select jsonb_agg(jsonb_build_object('toSite', g.to_site, 'notAfter', g.not_after, 'revokedAt', g.revoked_at))
         from diemcau.share_grant g where g.document_id = d.document_id), '[]'::jsonb)) end as document
     from diemcau.binary_file b join diemcau.case_file c on c.case_id = b.case_id
     left join diemcau.document d on d.document_id = b.document_id where b.id = $1 for share of c`,
    [id],
  );
  return rows.map(({ readers, document, siteId, ...rest }) => ({
    ...rest,
    facts: document ? { readers, document } : { readers, onlySite: siteId },
  }));
}

/** An attachment to be kept. */
export interface NewBinary {
  id: string;
  caseId: string;
  /** Unset for evidence that only the collecting site keeps. */
  documentId?: string;
  siteId: string;
  contentType: string;
  sha256: string;
  bytes: Buffer;
}

/** Keeps an attachment; the same bytes are kept once per document. */
export async function insertBinary(tx: Tx, one: NewBinary): Promise<void> {
  await tx.query(
    'insert into diemcau.binary_file (id, case_id, document_id, site_id, content_type, sha256, bytes) values ($1,$2,$3,$4,$5,$6,$7)',
    [one.id, one.caseId, one.documentId ?? null, one.siteId, one.contentType, one.sha256, one.bytes],
  );
}
