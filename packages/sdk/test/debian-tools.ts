import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const isThere = (command: string) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

/** Installs packages of Debian where the commands are missing and we may; answers why they cannot be had, or `false`. */
export function missingTools(commands: readonly string[], packages: readonly string[]): string | false {
  if (commands.every(isThere)) return false;
  const hint = `${commands.filter((one) => !isThere(one)).join(', ')} not installed (Debian: apt-get install ${packages.join(' ')})`;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return hint;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) => spawnSync('apt-get', args, { env, stdio: 'ignore' });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  return commands.every(isThere) ? false : hint;
}
