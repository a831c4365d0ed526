import type { WireResource } from '@diemcau/protocol';
import type { Tx } from './store.types.js';

/** A command that was seen before, and what it was answered. */
export interface Receipt {
  command: string;
  bodyHash: string;
  answer: WireResource;
}

/**
 * Claims an idempotency key for a site. A second caller waits here until the first has committed.
 * @returns the first call's receipt, when the key was used before
 */
export async function claimKey(
  tx: Tx,
  one: { siteId: string; key: string; command: string; bodyHash: string; now: Date },
): Promise<Receipt | undefined> {
  const fresh = await tx.query(
    `insert into diemcau.command_receipt (site_id, key, command, body_hash, at) values ($1,$2,$3,$4,$5)
     on conflict (site_id, key) do nothing returning key`,
    [one.siteId, one.key, one.command, one.bodyHash, one.now],
  );
  if (fresh.length > 0) return undefined;
  const [known] = await tx.query<Receipt>(
    'select command, body_hash as "bodyHash", answer from diemcau.command_receipt where site_id = $1 and key = $2',
    [one.siteId, one.key],
  );
  return known;
}

/** Keeps the answer for whoever repeats the command; the receipt stays while its case is open, and long after. */
export async function keepAnswer(
  tx: Tx,
  one: { siteId: string; key: string; caseId: string | undefined; answer: WireResource },
): Promise<void> {
  await tx.query('update diemcau.command_receipt set answer = $3, case_id = $4 where site_id = $1 and key = $2', [
    one.siteId,
    one.key,
    JSON.stringify(one.answer),
    one.caseId ?? null,
  ]);
}
