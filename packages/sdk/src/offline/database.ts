import { DiemcauError } from '@diemcau/protocol';
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';

/** Encrypted bytes: AES-GCM with its own random iv. */
export interface SealedBytes {
  iv: Uint8Array;
  data: ArrayBuffer;
}

/** A person's keys; `about` is who it is, encrypted by `storeKey`. */
export interface PersonRow {
  id: string;
  gateway: string;
  signKey: CryptoKeyPair;
  storeKey: CryptoKey;
  indexKey: CryptoKey;
  about: SealedBytes;
}

/** What lies on this device. Keys are hashes, HMACs or random: no name, number or case id can be read off them. */
export interface Schema extends DBSchema {
  people: { key: string; value: PersonRow };
  /** Gateway → the person who signed in last. */
  current: { key: string; value: string };
  kept: { key: string; value: SealedBytes & { person: string; at: string }; indexes: { person: string } };
  outbox: {
    key: number;
    value: SealedBytes & { person: string; lane: string; refused?: string };
    indexes: { person: string; lane: string };
  };
  /** Signed items of people who left, sealed to their site's key. */
  sealed: { key: string; value: { gateway: string; site: string; jwe: string } };
  /**
   * What can be read without a line: `group` is a case (HMAC), `at` and `until` epoch ms. The end that counts is inside, encrypted;
   * the one outside lets anybody sweep.
   */
  copies: {
    key: string;
    value: SealedBytes & {
      person: string;
      group: string;
      at: number;
      until: number;
      /** Person; of a head only. */ head?: string;
    };
    indexes: { person: string; group: string; at: number; until: number; head: string };
  };
  /** `server`: the latest time that the gateway is known to have said. */
  clock: { key: string; value: number };
  /** Newest directory seen, per gateway and network key. */
  pins: { key: string; value: { version: number; jws: string } };
}

/** Names of the object stores. */
export type Stores = StoreNames<Schema>;
type Transaction<M extends IDBTransactionMode> = IDBPTransaction<Schema, Stores[], M>;

/** The one database of all clients of an origin. When the disk is full, what was kept only to be read makes room: the oldest first. */
export interface Database {
  /** Runs work in one transaction; resolves only when it is committed, writes durably (`strict`). */
  run<T, M extends 'readonly' | 'readwrite'>(
    stores: Stores[],
    mode: M,
    work: (tx: Transaction<M>) => Promise<T>,
    options?: { /** Group of copies that is not removed to make room. */ spare?: string },
  ): Promise<T>;
  close(): void;
}

/** Opens nothing until first used; a connection that was lost is opened again once. */
export function createDatabase(name = 'diemcau'): Database {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  const forget = () => {
    opening?.then((db) => db.close()).catch(() => undefined);
    opening = undefined;
  };

  function open() {
    if (typeof indexedDB === 'undefined') throw new DiemcauError('offline/store-unavailable', { retryable: false });
    return (opening ??= openNow());
  }

  async function openNow() {
    const { openDB } = await import('idb').catch((cause: unknown) => {
      forget();
      throw new DiemcauError('network/unreachable', { at: 'idb', cause });
    });
    return openDB<Schema>(name, 2, {
      upgrade(db, before) {
        if (before < 2) {
          const copies = db.createObjectStore('copies');
          for (const index of ['person', 'group', 'at', 'until', 'head'] as const) copies.createIndex(index, index);
          db.createObjectStore('clock');
        }
        if (before >= 1) return;
        db.createObjectStore('people', { keyPath: 'id' });
        db.createObjectStore('current');
        db.createObjectStore('kept').createIndex('person', 'person');
        const outbox = db.createObjectStore('outbox', { autoIncrement: true });
        outbox.createIndex('person', 'person');
        outbox.createIndex('lane', 'lane');
        db.createObjectStore('sealed');
        db.createObjectStore('pins');
      },
      // Another tab brings a newer version: step aside at once, open again when next used.
      blocking: forget,
      terminated: forget,
    });
  }

  async function attempt<T, M extends 'readonly' | 'readwrite'>(
    stores: Stores[],
    mode: M,
    work: (tx: Transaction<M>) => Promise<T>,
  ) {
    const db = await open();
    const tx = db.transaction(stores, mode, { durability: 'strict' });
    try {
      const [result] = await Promise.all([work(tx), tx.done]);
      return result;
    } catch (error) {
      // A full disk shows only as an abort of the whole transaction: its reason is the true one.
      throw tx.error ?? error;
    }
  }

  /** Removes the case whose copy is the oldest; `false` when there is none left. */
  const makeRoom = (spare: string | undefined) =>
    attempt(['copies'], 'readwrite', async (tx) => {
      const store = tx.objectStore('copies');
      for await (const { value } of store.index('at').iterate()) {
        if (value.group === spare) continue;
        for (const key of await store.index('group').getAllKeys(value.group)) await store.delete(key);
        return true;
      }
      return false;
    });

  return {
    async run(stores, mode, work, { spare } = {}) {
      for (;;)
        try {
          return await attempt(stores, mode, work).catch((error: unknown) => {
            if (!isConnectionLost(error)) throw error;
            forget();
            return attempt(stores, mode, work);
          });
        } catch (caught) {
          const error = storeError(caught);
          const isFull = mode === 'readwrite' && error.code === 'offline/quota-exceeded';
          if (!isFull || !(await makeRoom(spare).catch(() => false))) throw error;
        }
    },
    close: forget,
  };
}

function isConnectionLost(error: unknown): boolean {
  const name = (error as { name?: string } | null)?.name;
  return name === 'InvalidStateError' || name === 'UnknownError';
}

function storeError(error: unknown): DiemcauError {
  const name = (error as { name?: string } | null)?.name;
  return DiemcauError.from(
    error,
    name === 'QuotaExceededError' ? 'offline/quota-exceeded' : 'offline/store-unavailable',
  );
}
