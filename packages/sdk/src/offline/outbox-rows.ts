import { DiemcauError } from '@diemcau/protocol';
import type { Command, KeptCommand } from '../internal/session.types.js';
import type { Database, Schema } from './database.js';
import { decrypt, encrypt } from './encrypt.js';
import { opaqueKey } from './opaque-key.js';
import type { Person } from './people.js';

type Row = Schema['outbox']['value'];

/** Lane of a case: a lock's name and an index, opaque. */
export function laneOf(person: Person, caseId: string): Promise<string> {
  return opaqueKey(person, `lane\n${caseId}`);
}

/** Keeps commands of one case durably, all or none. */
export async function addCommands(database: Database, person: Person, commands: readonly Command[]): Promise<number[]> {
  const rows = await Promise.all(
    commands.map(async (command): Promise<Row> => {
      const lane = await laneOf(person, command.caseId);
      return { ...(await encrypt(person.storeKey, lane, JSON.stringify(command))), person: person.id, lane };
    }),
  );
  return database.run(['outbox', 'people'], 'readwrite', async (tx) => {
    if (!(await tx.objectStore('people').get(person.id))) throw new DiemcauError('auth/signed-out');
    const keys: number[] = [];
    for (const row of rows) keys.push(await tx.objectStore('outbox').add(row));
    return keys;
  });
}

/** Kept commands, oldest first; of one case or of all. */
export async function readCommands(database: Database, person: Person, caseId?: string): Promise<KeptCommand[]> {
  const lane = caseId === undefined ? undefined : await laneOf(person, caseId);
  const found = await database.run(['outbox'], 'readonly', async (tx) => {
    const store = tx.objectStore('outbox');
    const rows: [number, Row][] = [];
    const index = lane === undefined ? store.index('person').iterate(person.id) : store.index('lane').iterate(lane);
    for await (const cursor of index) rows.push([cursor.primaryKey, cursor.value]);
    return rows;
  });
  const commands = await Promise.all(
    found.map(async ([seq, row]): Promise<KeptCommand> => {
      const command = JSON.parse(await decrypt(person.storeKey, row.lane, row)) as Command;
      return row.refused === undefined ? { ...command, seq } : { ...command, seq, refused: row.refused };
    }),
  );
  return commands.sort((a, b) => a.seq - b.seq);
}

/** Forgets commands that were sent or given up. */
export async function removeCommands(database: Database, seqs: readonly number[]): Promise<void> {
  await database.run(['outbox'], 'readwrite', async (tx) => {
    for (const seq of seqs) await tx.objectStore('outbox').delete(seq);
  });
}

/** Marks a signed command that the gateway refused: it stays as evidence, and is not sent again. */
export async function markRefused(database: Database, seq: number, refused: string): Promise<void> {
  await database.run(['outbox'], 'readwrite', async (tx) => {
    const row = await tx.objectStore('outbox').get(seq);
    if (row) await tx.objectStore('outbox').put({ ...row, refused }, seq);
  });
}
