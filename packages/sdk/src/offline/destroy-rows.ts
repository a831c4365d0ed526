import type { Database } from './database.js';

/** Destroys a person's keys and everything they encrypt; `keepOutbox` leaves what could not be sealed, and its key. */
export async function destroyRows(
  database: Database,
  gatewayId: string,
  person: string,
  keepOutbox: boolean,
): Promise<void> {
  await database.run(['people', 'current', 'kept', 'outbox', 'copies'], 'readwrite', async (tx) => {
    for (const one of await tx.objectStore('kept').index('person').getAllKeys(person))
      await tx.objectStore('kept').delete(one);
    for (const one of await tx.objectStore('copies').index('person').getAllKeys(person))
      await tx.objectStore('copies').delete(one);
    if ((await tx.objectStore('current').get(gatewayId)) === person) await tx.objectStore('current').delete(gatewayId);
    if (keepOutbox) return;
    for (const one of await tx.objectStore('outbox').index('person').getAllKeys(person))
      await tx.objectStore('outbox').delete(one);
    await tx.objectStore('people').delete(person);
  });
}
