/** Encrypted puts and first reads: raw IndexedDB with AES-GCM (floor) against the SDK's keep. Runs in the page. */
import { createDatabase } from '../../../sdk/src/offline/database.js';
import { createKeep } from '../../../sdk/src/offline/create-keep.js';
import type { Person } from '../../../sdk/src/offline/people.js';

const text = 'x'.repeat(2000);
const aes = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
const done = (tx: IDBTransaction) =>
  new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error);
  });
const asked = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function raw(name: string, count: number) {
  const open = indexedDB.open(name, 1);
  open.onupgradeneeded = () => open.result.createObjectStore('rows');
  const db = await asked(open);
  const key = await aes();
  const encoder = new TextEncoder();
  const put = performance.now();
  for (let i = 0; i < count; i++) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, encoder.encode(JSON.stringify(text)));
    const tx = db.transaction('rows', 'readwrite', { durability: 'strict' });
    tx.objectStore('rows').put({ iv, data }, `k${i}`);
    await done(tx);
  }
  const read = performance.now();
  await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const { iv, data } = (await asked(db.transaction('rows').objectStore('rows').get(`k${i}`))) as {
        iv: Uint8Array<ArrayBuffer>;
        data: ArrayBuffer;
      };
      return JSON.parse(
        new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data)),
      ) as string;
    }),
  );
  const end = performance.now();
  db.close();
  return { put: count / ((read - put) / 1000), read: end - read };
}

async function ours(name: string, count: number) {
  const database = createDatabase(name);
  const person = {
    id: 'bench',
    storeKey: await aes(),
    indexKey: await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  } as unknown as Person;
  await database.run(['people'], 'readwrite', (tx) => tx.objectStore('people').put(person as never));
  const keep = createKeep({ database, person: () => Promise.resolve(person) });
  const put = performance.now();
  for (let i = 0; i < count; i++) await keep.put(`k${i}`, text);
  const read = performance.now();
  await Promise.all(Array.from({ length: count }, (_, i) => keep.get(`k${i}`)));
  const end = performance.now();
  database.close();
  return { put: count / ((read - put) / 1000), read: end - read };
}

Object.assign(globalThis, {
  measure: async (round: number, count: number) => ({
    floor: await raw(`raw${round}`, count),
    ours: await ours(`ours${round}`, count),
  }),
});
