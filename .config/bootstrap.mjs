// Makes a fresh clone ready with nothing but Node and npm: fetches the pinned pnpm once, installs when the lockfile
// changed, and is silent when there is nothing to do. Uses only what every Node since 12 parses, so that an old Node
// gets a sentence and not a syntax error.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

function stop(message) {
  process.stderr.write(message + '\n');
  process.exit(1);
}

function checkNode() {
  const wanted = manifest.engines.node
    .replace(/[^\d.]/g, '')
    .split('.')
    .map(Number);
  const have = process.versions.node.split('.').map(Number);
  if (have[0] < wanted[0] || (have[0] === wanted[0] && have[1] < wanted[1]))
    stop('Điểm Cầu needs Node ' + wanted.join('.') + ' or newer; this is Node ' + process.versions.node + '.');
}

/** Runs a program; prints what it said only when it fails. */
function run(command, args, env) {
  const windows = process.platform === 'win32';
  const done = spawnSync(command, args, { cwd: root, env, shell: windows, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) {
    const said = (done.stdout || '') + (done.stderr || '') + (done.error ? done.error.message : '');
    stop(said + '\nInstalling failed: ' + command + ' ' + args.join(' '));
  }
}

function pnpmFolder() {
  const [name, version] = manifest.packageManager.split('@');
  const prefix = join(root, '.tools', name + '-' + version);
  const bin = join(prefix, 'node_modules', '.bin');
  if (!existsSync(join(bin, name))) {
    process.stderr.write('Installing ' + manifest.packageManager + ' …\n');
    run(
      'npm',
      ['install', '--prefix', prefix, '--no-audit', '--no-fund', '--loglevel=error', name + '@' + version],
      process.env,
    );
  }
  return bin;
}

/** The install is current when pnpm's own record of it is at least as new as the lockfile. */
function isInstalled() {
  const record = join(root, 'node_modules', '.modules.yaml');
  if (!existsSync(record)) return false;
  return statSync(record).mtimeMs >= statSync(join(root, 'pnpm-lock.yaml')).mtimeMs;
}

checkNode();
const bin = pnpmFolder();
if (!isInstalled()) {
  process.stderr.write('Installing dependencies …\n');
  const env = Object.assign({}, process.env, {
    PATH: bin + delimiter + process.env.PATH,
    npm_config_manage_package_manager_versions: 'false',
    CI: 'true',
  });
  run(join(bin, 'pnpm'), ['install', '--frozen-lockfile', '--prefer-offline'], env);
  const now = new Date();
  utimesSync(join(root, 'node_modules', '.modules.yaml'), now, now);
}
