import { DiemcauError, type WireResource } from '@diemcau/protocol';
import { isOffline, isRefused } from '../internal/is-offline.js';
import { createListeners } from '../internal/listeners.js';
import type { Command, Delivery, Http, KeptCommand, Outbox, OutboxChange } from '../internal/session.types.js';
import type { Call } from '../internal/store.types.js';
import type { Database } from './database.js';
import { inTurn } from './in-turn.js';
import { addCommands, laneOf, markRefused, readCommands, removeCommands } from './outbox-rows.js';
import type { Person } from './people.js';

/** What the outbox stands on. */
export interface OutboxDeps {
  database: Database;
  http: Pick<Http, 'command'>;
  person(): Promise<Person>;
  /** How many wait now. */
  onCount(waiting: number): void;
}

/** A delivery that somebody waits for. */
interface Ticket {
  call: Call;
  answers: Map<string, WireResource>;
  error?: DiemcauError;
}

/** Milliseconds until what failed is tried again while the gateway does answer. */
const retryAfter = 5_000;

/** Commands whose input carries a person's signature: never dropped because nobody looks. */
const signed: readonly string[] = ['consent.sign', 'consent.refuse', 'consent.withdraw', 'minutes.sign'];

/** Every command goes through here: kept durably first, then sent in the order of its case, by one tab at a time. */
export function createOutbox({
  database,
  http,
  person,
  onCount,
}: OutboxDeps): Outbox & { close(): void; waitingOf(person: Person): Promise<KeptCommand[]> } {
  const changes = createListeners<[OutboxChange]>();
  const awaited = new Map<string, Ticket>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  async function count(owner: Person) {
    const all = await readCommands(database, owner);
    onCount(all.filter(({ refused }) => refused === undefined).length);
  }

  /** Sends one; throws when the lane has to wait. */
  async function sendOne(command: KeptCommand): Promise<void> {
    const ticket = awaited.get(command.key);
    const { caseId } = command;
    // Delivered together, refused together.
    if (ticket?.error) return;
    try {
      const resource = await http.command(command, ticket?.call);
      await removeCommands(database, [command.seq]);
      ticket?.answers.set(command.key, resource);
      changes.call({ caseId, kind: 'sent', command });
    } catch (caught) {
      const error = DiemcauError.from(caught);
      if (isOffline(error) || isRefused(error) || error.code === 'network/aborted') throw error;
      if (ticket) ticket.error = error;
      if (!ticket && signed.includes(command.name)) await markRefused(database, command.seq, error.code);
      else await removeCommands(database, [command.seq]);
      changes.call({ caseId, kind: ticket ? 'dropped' : 'refused', command, error });
    }
  }

  async function sendLane(owner: Person, caseId: string): Promise<void> {
    await inTurn(`diemcau:${await laneOf(owner, caseId)}`, async () => {
      for (const command of await readCommands(database, owner, caseId)) {
        if (closed) return;
        if (command.refused === undefined) await sendOne(command);
      }
    });
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    const owner = await person();
    const lanes = new Set(
      (await readCommands(database, owner)).filter(({ refused }) => refused === undefined).map(({ caseId }) => caseId),
    );
    const results = await Promise.allSettled([...lanes].map((caseId) => sendLane(owner, caseId)));
    await count(owner);
    const failed = results.find((result) => result.status === 'rejected');
    if (!failed || closed) return;
    // The line's own return flushes too; this is for a gateway that answers and cannot serve.
    timer = setTimeout(() => void flush().catch(() => undefined), retryAfter);
    throw DiemcauError.from(failed.reason);
  }

  /** Without a store nothing can be kept: it is sent, or it failed. */
  async function sendOnly(commands: readonly Command[], call: Call, reason: DiemcauError): Promise<Delivery> {
    const resources: WireResource[] = [];
    for (const command of commands) {
      try {
        resources.push(await http.command(command, call));
      } catch (caught) {
        const error = DiemcauError.from(caught);
        throw isOffline(error) && reason.code === 'offline/quota-exceeded' ? reason : error;
      }
      changes.call({ caseId: command.caseId, kind: 'sent', command });
    }
    return { status: 'done', resources };
  }

  return {
    async deliver(commands, call = {}) {
      const owner = await person();
      const caseId = commands[0]?.caseId ?? '';
      const ticket: Ticket = { call, answers: new Map() };
      for (const { key } of commands) awaited.set(key, ticket);
      try {
        const seqs = await addCommands(database, owner, commands).catch((caught: unknown) => DiemcauError.from(caught));
        if (!Array.isArray(seqs)) {
          if (!seqs.code.startsWith('offline/')) throw seqs;
          return await sendOnly(commands, call, seqs);
        }
        const stopped = await sendLane(owner, caseId).then(
          () => undefined,
          (caught: unknown) => DiemcauError.from(caught),
        );
        const failure = ticket.error ?? (stopped && !isOffline(stopped) && !isRefused(stopped) ? stopped : undefined);
        if (failure) {
          await removeCommands(database, seqs);
          throw failure;
        }
        if (stopped) {
          for (const command of commands) changes.call({ caseId, kind: 'kept', command });
          return { status: 'queued' };
        }
        // Another tab may have sent them while this one waited its turn: the gateway answers a replay with the same receipt.
        const answers = commands.map(async (command) => ticket.answers.get(command.key) ?? http.command(command, call));
        return { status: 'done', resources: await Promise.all(answers) };
      } finally {
        for (const { key } of commands) awaited.delete(key);
        await count(owner).catch(() => undefined);
      }
    },

    async waiting(caseId) {
      try {
        return (await readCommands(database, await person(), caseId)).filter(({ refused }) => refused === undefined);
      } catch (error) {
        if (DiemcauError.from(error).code === 'offline/store-unavailable') return [];
        throw error;
      }
    },
    waitingOf: (owner) => readCommands(database, owner),
    flush,
    onChange: changes.add,
    close() {
      closed = true;
      clearTimeout(timer);
      changes.clear();
    },
  };
}
