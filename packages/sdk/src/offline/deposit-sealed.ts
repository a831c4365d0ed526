import { paths } from '@diemcau/protocol';
import { sha256 } from '../internal/sha256.js';
import type { Database } from './database.js';
import { inTurn } from './in-turn.js';

interface Deps {
  database: Database;
  gateway: string;
  post(path: string, body: object): Promise<void>;
}

/** Hands what people of this site left behind sealed to the gateway, whoever of the site signed in now. */
export async function depositSealed({ database, gateway, post }: Deps, siteId: string): Promise<void> {
  const gatewayId = await sha256(`gateway\n${gateway}`);
  await inTurn(`diemcau:sealed:${gatewayId}`, async () => {
    const rows = await database.run(['sealed'], 'readonly', async (tx) => {
      const store = tx.objectStore('sealed');
      const keys = await store.getAllKeys();
      return Promise.all(keys.map(async (id) => ({ id, row: await store.get(id) })));
    });
    for (const { id, row } of rows) {
      if (row?.gateway !== gatewayId || row.site !== siteId) continue;
      await post(paths.sealed, { jwe: row.jwe });
      await database.run(['sealed'], 'readwrite', (tx) => tx.objectStore('sealed').delete(id));
    }
  });
}
