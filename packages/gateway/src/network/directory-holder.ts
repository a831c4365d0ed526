import { DiemcauError } from '@diemcau/protocol';
import { readDirectory, type Directory } from './directory.js';

/** Keeps the directory in force; a lower version or another network's is refused. */
export interface DirectoryHolder {
  current(): Directory;
  /** Takes a newly signed directory into use. */
  replace(jws: string): Promise<void>;
}

/** Reads the first directory. @throws DiemcauError `network/directory-unverified` */
export async function createDirectoryHolder(jws: string, networkKey?: string): Promise<DirectoryHolder> {
  let directory = await readDirectory(jws, networkKey);
  return {
    current: () => directory,
    async replace(next) {
      const read = await readDirectory(next, directory.networkKey);
      if (read.content.version < directory.content.version)
        throw new DiemcauError('network/directory-unverified', { facts: { version: read.content.version } });
      directory = read;
    },
  };
}
