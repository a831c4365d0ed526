import type { Tx } from '../store/store.types.js';
import type { Announcement } from './bus.types.js';

/** Writes events with the change that they are about, in its transaction. */
export async function writeOutbox(tx: Tx, announcements: readonly Announcement[], now: Date): Promise<void> {
  for (const { caseId, sites, event } of announcements)
    await tx.query('insert into diemcau.outbox (case_id, sites, event, at) values ($1,$2,$3,$4)', [
      caseId,
      sites,
      JSON.stringify(event),
      now,
    ]);
}
