import { DiemcauError } from '@diemcau/protocol';
import type { Copies, CopyHead } from '../internal/copies.types.js';
import type { Database, Schema } from './database.js';
import { decrypt, decryptBytes, encrypt, encryptBytes } from './encrypt.js';
import { inTurn } from './in-turn.js';
import { opaqueKey } from './opaque-key.js';
import type { Person } from './people.js';

interface Deps {
  database: Database;
  /** Who is signed in, or who was when neither the gateway nor the HIS can say; rejects when nobody is. */
  person(): Promise<Person>;
  /** Epoch ms by the gateway's clock; not earlier than the latest time known. */
  now(): Promise<number>;
}

/** Milliseconds by which the end of a copy may be written late on its rows. */
const sameEnd = 3_600_000;

type Row = Schema['copies']['value'];

/** Copies of cases to be read without a line: encrypted, each person's own, gone when their time is over. */
export function createCopies({ database, person, now }: Deps): Copies {
  const headName = 'head';

  async function placeOf(owner: Person, caseId: string) {
    const group = await opaqueKey(owner, `copies\n${caseId}`);
    return { group, keyOf: (name: string) => opaqueKey(owner, `copy\n${caseId}\n${name}`) };
  }

  async function headOf(owner: Person, caseId: string): Promise<CopyHead | undefined> {
    const { keyOf } = await placeOf(owner, caseId);
    const key = await keyOf(headName);
    const row = await database.run(['copies'], 'readonly', (tx) => tx.objectStore('copies').get(key));
    if (!row) return undefined;
    const head = JSON.parse(await decrypt(owner.storeKey, key, row)) as CopyHead;
    return Date.parse(head.until) > (await now()) ? head : undefined;
  }

  async function rows(
    owner: Person,
    caseId: string,
    pieces: readonly [string, string | ArrayBuffer][],
    head: CopyHead,
  ) {
    const { group, keyOf } = await placeOf(owner, caseId);
    const common = { person: owner.id, group, at: Date.parse(head.at), until: Date.parse(head.until) };
    const sealed = await Promise.all(
      [...pieces, [headName, JSON.stringify(head)] as const].map(async ([name, value]): Promise<[string, Row]> => {
        const key = await keyOf(name);
        const bytes =
          typeof value === 'string'
            ? await encrypt(owner.storeKey, key, value)
            : await encryptBytes(owner.storeKey, key, value);
        return [key, { ...bytes, ...common, ...(name === headName ? { head: owner.id } : {}) }];
      }),
    );
    return { common, sealed };
  }

  return {
    async put(caseId, pieces, from) {
      const owner = await person();
      const { group, keyOf } = await placeOf(owner, caseId);
      // The case and its record are kept by two hands: one head after the other.
      await inTurn(`diemcau:copies:${group}`, async () => {
        const before = await headOf(owner, caseId).catch(() => undefined);
        const head: CopyHead = { ...from(before), caseId, at: new Date(await now()).toISOString() };
        const late = Date.parse(head.until) - Date.parse(before?.until ?? '');
        const gone = await Promise.all(
          (before?.documents ?? []).filter((one) => !head.documents?.includes(one)).map(keyOf),
        );
        const { common, sealed } = await rows(owner, caseId, Object.entries(pieces), head);
        await database.run(
          ['copies', 'people'],
          'readwrite',
          async (tx) => {
            // Signed out meanwhile, here or in another tab.
            if (!(await tx.objectStore('people').get(owner.id))) throw new DiemcauError('auth/signed-out');
            const store = tx.objectStore('copies');
            for (const key of gone) await store.delete(key);
            // A later end need not be written at once; an earlier one must be.
            if (!(late >= 0 && late < sameEnd))
              for (const key of await store.index('group').getAllKeys(group)) {
                const row = await store.get(key);
                if (row) await store.put({ ...row, ...common }, key);
              }
            for (const [key, row] of sealed) await store.put(row, key);
          },
          { spare: group },
        );
      });
    },

    async head(caseId) {
      return headOf(await person(), caseId);
    },

    async piece(caseId, name) {
      const owner = await person();
      if (!(await headOf(owner, caseId))) return undefined;
      const key = await (await placeOf(owner, caseId)).keyOf(name);
      const row = await database.run(['copies'], 'readonly', (tx) => tx.objectStore('copies').get(key));
      return row && decryptBytes(owner.storeKey, key, row);
    },

    async heads() {
      const owner = await person();
      const found = await database.run(['copies'], 'readonly', async (tx) => {
        const index = tx.objectStore('copies').index('head');
        return Promise.all([index.getAllKeys(owner.id), index.getAll(owner.id)]);
      });
      const [keys, values] = found;
      return Promise.all(
        keys.map(async (key, n) => JSON.parse(await decrypt(owner.storeKey, key, values[n]!)) as CopyHead),
      );
    },

    async drop(caseId) {
      const { group } = await placeOf(await person(), caseId);
      await database.run(['copies'], 'readwrite', async (tx) => {
        const store = tx.objectStore('copies');
        for (const key of await store.index('group').getAllKeys(group)) await store.delete(key);
      });
    },

    async sweep() {
      const time = await now();
      await database.run(['copies'], 'readwrite', async (tx) => {
        const store = tx.objectStore('copies');
        for (const key of await store.index('until').getAllKeys(IDBKeyRange.upperBound(time))) await store.delete(key);
      });
    },
  };
}
