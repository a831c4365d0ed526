import type { Clock } from '../internal/clock.js';
import { dataFolder } from './data-folder.js';
import { runRole, startEmbedded } from './embedded.js';
import { holdDatabase } from './hold-database.js';
import { migrate } from './migrate.js';
import { createStore } from './pool.js';
import type { Store } from './store.types.js';

/** The given database, or a server of our own, which is migrated here. */
export async function openStore(
  { databaseUrl, dataDir }: { databaseUrl?: string; dataDir?: string },
  { clock, onLost }: { clock: Clock; onLost(): void },
): Promise<{ store: Store; close(): Promise<void> }> {
  if (databaseUrl) {
    const { isHeld, release } = await holdDatabase(databaseUrl, { onLost });
    const store = createStore(databaseUrl, { clock, isOurs: isHeld });
    return { store, close: () => store.close().finally(release) };
  }
  if (!dataDir) throw new Error('Neither a database URL nor a data folder was given.');
  const folder = await dataFolder(dataDir, { given: true, say: () => undefined });
  const server = await startEmbedded(folder);
  try {
    await migrate(server.url('owner'), { runRole });
  } catch (error) {
    await server.stop();
    throw error;
  }
  const store = createStore(server.url('run'), { clock });
  return {
    store,
    async close() {
      await store.close();
      await server.stop();
    },
  };
}
