import { rm } from 'node:fs/promises';

/** Empties a folder before the build writes to it, so that nothing of a renamed file stays in a package. */
export const clean = (folder) => ({
  name: 'clean',
  buildStart: () => rm(folder, { recursive: true, force: true }),
});
