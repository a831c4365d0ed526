import type { Store } from './store.types.js';

/** Tables that are pruned. How long their rows are kept is written in the migration that made the functions. */
export const prunedTables = ['outbox', 'command_receipt'] as const;
/** A table that is pruned. */
export type PrunedTable = (typeof prunedTables)[number];

const functionOf: Readonly<Record<PrunedTable, string>> = {
  outbox: 'prune_outbox',
  command_receipt: 'prune_receipts',
};

/** Most rows that go in one transaction: none is long, none holds many locks. */
const batch = 1_000;
const every = 3_600_000;

interface Deps {
  store: Store;
  /** Told of each batch, for the metrics. */
  onPruned(table: PrunedTable, rows: number): void;
}

/** Removes what nobody can need any more, batch by batch, until nothing is left or `isOver`. */
export async function prune({ store, onPruned }: Deps, isOver: () => boolean = () => false): Promise<void> {
  for (const table of prunedTables)
    for (let rows = batch; rows === batch && !isOver();) {
      const [row] = await store.transactAsNobody((tx) =>
        tx.query<{ rows: string }>(`select diemcau.${functionOf[table]}($1) as rows`, [batch]),
      );
      rows = Number(row!.rows);
      onPruned(table, rows);
    }
}

/** Prunes now and every hour. @returns ends it, after the batch at hand */
export function watchRetention(deps: Deps & { onUnexpected(error: unknown): void }): () => Promise<void> {
  let isOver = false;
  let pruning: Promise<void> = Promise.resolve();
  const look = () => {
    pruning = pruning.then(() => prune(deps, () => isOver)).catch(deps.onUnexpected);
  };
  look();
  const timer = setInterval(look, every).unref();
  return async () => {
    isOver = true;
    clearInterval(timer);
    await pruning;
  };
}
