import { DiemcauError } from '@diemcau/protocol';
import { sha256 } from '../internal/sha256.js';
import type { Database } from './database.js';

/** The newest directory seen from a gateway. */
export interface Pins {
  get(): Promise<{ version: number; jws: string } | undefined>;
  /** @throws DiemcauError `network/directory-unverified` when a newer one was seen before */
  put(pin: { version: number; jws: string }): Promise<void>;
}

/** Remembers the directory per gateway and network key, for all tabs; where there is no database, for this page. */
export function createPins(database: Database, gateway: string, networkKey = ''): Pins {
  const key = sha256(`pin\n${gateway}\n${networkKey}`);
  let memory: { version: number; jws: string } | undefined;
  const guard = (seen: { version: number } | undefined, version: number) => {
    if (seen && seen.version > version)
      throw new DiemcauError('network/directory-unverified', { at: 'version', facts: { version, seen: seen.version } });
  };
  const unlessUnavailable = (error: unknown) => {
    if (!DiemcauError.from(error).code.startsWith('offline/')) throw error;
    return memory;
  };
  return {
    get: async () => {
      const id = await key;
      return database.run(['pins'], 'readonly', (tx) => tx.objectStore('pins').get(id)).catch(unlessUnavailable);
    },
    async put(pin) {
      const id = await key;
      guard(memory, pin.version);
      await database
        .run(['pins'], 'readwrite', async (tx) => {
          guard(await tx.objectStore('pins').get(id), pin.version);
          await tx.objectStore('pins').put(pin, id);
        })
        .catch(unlessUnavailable);
      memory = pin;
    },
  };
}
