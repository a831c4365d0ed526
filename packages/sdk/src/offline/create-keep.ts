import { DiemcauError } from '@diemcau/protocol';
import type { Keep } from '../internal/session.types.js';
import type { Database } from './database.js';
import { decrypt, encrypt } from './encrypt.js';
import { opaqueKey } from './opaque-key.js';
import type { Person } from './people.js';

interface Deps {
  database: Database;
  /** Who is signed in; rejects when nobody is. */
  person(): Promise<Person>;
}

/** Encrypted values of the signed-in person: drafts, sources not shared yet, the last worklist. */
export function createKeep({ database, person }: Deps): Keep {
  return {
    async put(name, value) {
      const owner = await person();
      const key = await opaqueKey(owner, name);
      const at = new Date().toISOString();
      const bytes = await encrypt(owner.storeKey, key, JSON.stringify(value));
      await database.run(['kept', 'people'], 'readwrite', async (tx) => {
        // Signed out meanwhile (here or in another tab): nothing may come to lie here under a key that is gone.
        if (!(await tx.objectStore('people').get(owner.id))) throw new DiemcauError('auth/signed-out');
        await tx.objectStore('kept').put({ ...bytes, person: owner.id, at }, key);
      });
      return at;
    },

    async get<T>(name: string) {
      const owner = await person();
      const key = await opaqueKey(owner, name);
      const row = await database.run(['kept'], 'readonly', (tx) => tx.objectStore('kept').get(key));
      if (!row) return undefined;
      return { value: JSON.parse(await decrypt(owner.storeKey, key, row)) as T, at: row.at };
    },

    async delete(name) {
      const key = await opaqueKey(await person(), name);
      await database.run(['kept'], 'readwrite', (tx) => tx.objectStore('kept').delete(key));
    },
  };
}
