import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Where PostgreSQL may keep its files when the wished folder cannot be reached by its user. */
export const fallbackFolder = '/var/lib/diemcau';

/**
 * The folder for the data. As root the server runs as user postgres, who must be able to reach it (root's home it cannot).
 * @param given chosen by the operator: then there is no falling back, only a clear refusal
 */
export async function dataFolder(
  wished: string,
  { given, say }: { given: boolean; say: (line: string) => void },
): Promise<string> {
  const folder = resolve(wished);
  await makeFolder(folder);
  // The folder itself is ours and is opened as far as needed; those above it are not touched.
  const barrier = process.getuid?.() === 0 ? await firstClosed(dirname(folder)) : undefined;
  if (!barrier) return folder;
  if (given)
    throw new Error(
      `PostgreSQL's user cannot reach ${folder}: ${barrier} is closed to others. Choose another folder with --data.`,
    );
  say(`PostgreSQL's user cannot reach ${folder} (${barrier} is closed to others): the data go to ${fallbackFolder}.`);
  await makeFolder(fallbackFolder);
  return fallbackFolder;
}

/** Folders of our own making are passable, whatever the umask. */
async function makeFolder(folder: string) {
  const first = await mkdir(folder, { recursive: true });
  if (!first) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await chmod(made, 0o711);
}

async function firstClosed(folder: string): Promise<string | undefined> {
  const { mode } = await stat(folder);
  const above = dirname(folder);
  const upper = above === folder ? undefined : await firstClosed(above);
  return upper ?? ((mode & 0o001) === 0 ? folder : undefined);
}
