import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backup } from '../store/backup.js';
import { runningUrl, runRole, startEmbedded } from '../store/embedded.js';
import { migrate } from '../store/migrate.js';
import { restore } from '../store/restore.js';
import type { Command } from './command.types.js';
import { required } from './required.js';
import { say } from './say.js';

const options = {
  data: { type: 'string' },
  'database-url': { type: 'string' },
} as const;

/** `backup`: one file with everything, made while the gateway runs. */
export const backupCommand: Command = {
  usage: `backup --to DIR [--data DIR | --database-url postgres://OWNER…]
  Writes everything, as of one instant, to a new folder; the gateway may go on serving. The files hold patient data:
  put them where only those who may see it can, on an encrypted disk.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { ...options, to: { type: 'string' } } });
    const to = required(values.to, 'to');
    const manifest = await withDatabase(values, (url) => backup(url, to));
    say(`${manifest.tables.reduce((sum, { rows }) => sum + rows, 0)} rows in ${to}`);
  },
};

/** `restore`: from such a file into an empty database. */
export const restoreCommand: Command = {
  usage: `restore --from DIR [--data DIR | --database-url postgres://OWNER…]
  Puts a backup into an empty database; all of it or nothing. A file that was changed is refused.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { ...options, from: { type: 'string' } } });
    const from = required(values.from, 'from');
    const manifest = await withDatabase(values, async (url) => {
      if (!values['database-url']) await migrate(url, { runRole });
      return restore(url, from);
    });
    say(`${manifest.tables.reduce((sum, { rows }) => sum + rows, 0)} rows of ${manifest.createdAt} restored`);
  },
};

/** The owner's URL of the given database, of the one that a gateway runs, or of one that is started for the moment. */
async function withDatabase<T>(
  { data = '.data/gateway', 'database-url': given }: { data?: string; 'database-url'?: string },
  work: (url: string) => Promise<T>,
): Promise<T> {
  if (given) return work(given);
  const folder = resolve(data);
  const running = await runningUrl(folder, 'owner');
  if (running) return work(running);
  const server = await startEmbedded(folder);
  try {
    return await work(server.url('owner'));
  } finally {
    await server.stop();
  }
}
