import type { Database } from './database.js';

/** The latest time that is known for certain, over the pages' lives: a PC's clock that is set back does not make it earlier. */
export interface ClockFloor {
  get(): Promise<number>;
  /** `said` by the gateway it is true, also when it is earlier than what was thought. */
  put(at: number, said?: boolean): Promise<void>;
}

/** Keeps it in the database; where there is none there are no copies either that it could guard. */
export function createClockFloor(database: Database): ClockFloor {
  return {
    get: async () =>
      (await database
        .run(['clock'], 'readonly', (tx) => tx.objectStore('clock').get('server'))
        .catch(() => undefined)) ?? 0,
    async put(at, said = false) {
      await database
        .run(['clock'], 'readwrite', async (tx) => {
          const store = tx.objectStore('clock');
          if (said || ((await store.get('server')) ?? 0) < at) await store.put(at, 'server');
        })
        .catch(() => undefined);
    },
  };
}
