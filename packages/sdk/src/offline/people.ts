import { DiemcauError, type PublicJwk } from '@diemcau/protocol';
import { sha256 } from '../internal/sha256.js';
import type { Database, PersonRow } from './database.js';
import { decrypt, encrypt } from './encrypt.js';

/** Who a key belongs to. */
export interface PersonAbout {
  issuer: string;
  sub: string;
  siteId: string;
}

/** A person's key pair, not yet or no longer named. */
export interface PersonKey {
  signKey: CryptoKeyPair;
  publicJwk: PublicJwk;
  jkt: string;
}

/** A person on this device: keys that cannot be taken out of the browser. */
export interface Person extends PersonKey, PersonAbout {
  id: string;
  storeKey: CryptoKey;
  indexKey: CryptoKey;
}

/** The people who signed in to a gateway from this browser. */
export interface People {
  /** Makes a key that nobody is named for yet. */
  newKey(): Promise<PersonKey>;
  /** Who signed in last and did not sign out. */
  last(): Promise<Person | undefined>;
  /** Names a key: kept from now on, one per (gateway, issuer, sub). */
  adopt(key: PersonKey, about: PersonAbout): Promise<Person>;
  find(about: PersonAbout): Promise<Person | undefined>;
  /** Destroys keys and everything they encrypt. `keepOutbox` leaves what could not be sealed, and its key. */
  destroy(person: Person, options?: { keepOutbox?: boolean }): Promise<void>;
}

/** Keys lie in the database; where there is none they live and die with the page. */
export function createPeople(database: Database, gateway: string): People {
  const gatewayId = sha256(`gateway\n${gateway}`);
  const memory = new Map<string, Person>();
  const idOf = ({ issuer, sub }: PersonAbout) => sha256(`person\n${gateway}\n${issuer}\n${sub}`);
  let durable = typeof indexedDB !== 'undefined';

  /** A browser that forbids the database (private window, policy) still signs in; keeping then fails honestly. */
  async function orMemory<T>(work: () => Promise<T>, memoryWork: () => T): Promise<T> {
    if (!durable) return memoryWork();
    try {
      return await work();
    } catch (error) {
      if (!DiemcauError.from(error).code.startsWith('offline/')) throw error;
      durable = false;
      return memoryWork();
    }
  }

  async function fromRow(row: PersonRow | undefined): Promise<Person | undefined> {
    if (!row) return undefined;
    const about = JSON.parse(await decrypt(row.storeKey, row.id, row.about)) as PersonAbout;
    return { ...about, ...(await named(row.signKey)), id: row.id, storeKey: row.storeKey, indexKey: row.indexKey };
  }

  return {
    newKey: async () =>
      named(
        (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
          'sign',
          'verify',
        ])) as CryptoKeyPair,
      ),

    async last() {
      const key = await gatewayId;
      const read = () =>
        database.run(['current', 'people'], 'readonly', async (tx) => {
          const id = await tx.objectStore('current').get(key);
          return id === undefined ? undefined : tx.objectStore('people').get(id);
        });
      return orMemory(
        async () => fromRow(await read()),
        () => [...memory.values()].at(-1),
      );
    },

    async find(about) {
      const id = await idOf(about);
      return orMemory(
        async () => fromRow(await database.run(['people'], 'readonly', (tx) => tx.objectStore('people').get(id))),
        () => memory.get(id),
      );
    },

    async adopt(key, about) {
      const id = await idOf(about);
      const kept = await this.find(about);
      const storeKey =
        kept?.storeKey ??
        (await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']));
      const indexKey =
        kept?.indexKey ?? (await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']));
      const person: Person = { ...about, ...key, id, storeKey, indexKey };
      const row: PersonRow = {
        id,
        gateway: await gatewayId,
        signKey: key.signKey,
        storeKey,
        indexKey,
        about: await encrypt(storeKey, id, JSON.stringify(about)),
      };
      const write = () =>
        database.run(['people', 'current'], 'readwrite', async (tx) => {
          await tx.objectStore('people').put(row);
          await tx.objectStore('current').put(id, row.gateway);
        });
      await orMemory(write, () => void memory.set(id, person));
      return person;
    },

    async destroy(person, { keepOutbox = false } = {}) {
      memory.delete(person.id);
      if (!durable) return;
      const { destroyRows } = await import('./destroy-rows.js');
      await destroyRows(database, await gatewayId, person.id, keepOutbox);
    },
  };
}

async function named(signKey: CryptoKeyPair): Promise<PersonKey> {
  const [{ exportJWK }, { calculateJwkThumbprint }] = await Promise.all([
    import('jose/key/export'),
    import('jose/jwk/thumbprint'),
  ]);
  const { kty, crv, x, y } = await exportJWK(signKey.publicKey);
  const publicJwk = { kty, crv, x, y } as PublicJwk;
  return { signKey, publicJwk, jkt: await calculateJwkThumbprint(publicJwk) };
}
