import type { Tx } from './store.types.js';

/** Lets a site read a document until the share ends. */
export async function insertGrant(
  tx: Tx,
  one: { documentId: string; caseId: string; fromSite: string; toSite: string; notAfter: Date | null },
): Promise<void> {
  await tx.query(
    'insert into diemcau.share_grant (document_id, to_site, case_id, from_site, not_after) values ($1,$2,$3,$4,$5)',
    [one.documentId, one.toSite, one.caseId, one.fromSite, one.notAfter],
  );
}

/** Ends every grant of a case now, or those of one site. @returns sites whose access ended by it */
export async function revokeGrants(tx: Tx, caseId: string, now: Date, toSite?: string): Promise<string[]> {
  const rows = await tx.query<{ to_site: string }>(
    `update diemcau.share_grant set revoked_at = $2, told_at = $2
     where case_id = $1 and revoked_at is null and (not_after is null or not_after > $2) and ($3::text is null or to_site = $3)
     returning to_site`,
    [caseId, now, toSite ?? null],
  );
  return [...new Set(rows.map((row) => row.to_site))];
}

/** Sets when the grants of a completed case end. */
export async function endGrantsAt(tx: Tx, caseId: string, end: Date): Promise<void> {
  await tx.query(
    'update diemcau.share_grant set not_after = $2 where case_id = $1 and revoked_at is null and not_after is null',
    [caseId, end],
  );
}

/** Grants that ended by time and were not announced yet; each is told once. */
export async function takeExpiredGrants(tx: Tx, now: Date): Promise<{ caseId: string; sites: string[] }[]> {
  const rows = await tx.query<{ case_id: string; to_site: string; from_site: string }>(
    'select * from diemcau.end_expired_grants($1)',
    [now],
  );
  const byCase = new Map<string, Set<string>>();
  for (const row of rows) {
    const sites = byCase.get(row.case_id) ?? new Set();
    byCase.set(row.case_id, sites.add(row.to_site).add(row.from_site));
  }
  return [...byCase].map(([caseId, sites]) => ({ caseId, sites: [...sites] }));
}

/** Whether a site brought a document of the case, or was ever let to read it. */
export async function wasGranted(
  tx: Tx,
  { documentId, caseId, siteId }: { documentId: string; caseId: string; siteId: string },
): Promise<boolean> {
  const rows = await tx.query(
    'select from diemcau.share_grant where document_id = $1 and case_id = $2 and $3 in (from_site, to_site) limit 1',
    [documentId, caseId, siteId],
  );
  return rows.length > 0;
}
