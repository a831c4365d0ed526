// Starts programs so that nothing of them outlives us: each gets its own process group and a mark in its environment,
// by which stragglers (a browser, a database) are found even after their parent died.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const graceMs = 10_000;
/** Whoever started the tree marks it and sweeps it; what runs inside keeps the mark. */
const isOutermost = !process.env.DIEMCAU_TREE;
const mark = `DIEMCAU_TREE=${process.env.DIEMCAU_TREE ?? randomUUID()}`;
const running = new Set();
let stopping = false;

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const tools = [
  join(root, 'node_modules', '.bin'),
  join(root, '.tools', manifest.packageManager.replace('@', '-'), 'node_modules', '.bin'),
];

/** The environment of every child: the project's own tools first on the path, telemetry off. */
export function environment(extra = {}) {
  const [name, value] = mark.split('=');
  return {
    ...process.env,
    PATH: [...tools, process.env.PATH].join(delimiter),
    npm_config_manage_package_manager_versions: 'false',
    STORYBOOK_DISABLE_TELEMETRY: '1',
    DO_NOT_TRACK: '1',
    [name]: value,
    ...extra,
  };
}

function signalGroup(child, signal) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // already gone
  }
}

/** Processes that carry our mark (Linux only; elsewhere the process group has to do). */
function marked() {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark);
    } catch {
      return false; // ended meanwhile, or another user's
    }
  });
}

function killMarked() {
  const left = isOutermost ? marked() : [];
  for (const pid of left) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // ended meanwhile
    }
  }
  return left.length;
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: object, cwd?: string, capture?: boolean, timeoutMs?: number }} [options] `capture` keeps the output.
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>}
 */
export function run(command, args = [], { env, cwd = root, capture = false, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: environment(capture ? { NO_COLOR: '1', ...env } : env),
      detached: process.platform !== 'win32',
      shell: process.platform === 'win32',
      stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
    });
    running.add(child);
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    let timedOut = false;
    const timer = timeoutMs && setTimeout(() => ((timedOut = true), signalGroup(child, 'SIGKILL')), timeoutMs);
    const end = (code) => {
      clearTimeout(timer);
      running.delete(child);
      signalGroup(child, 'SIGKILL');
      resolve({ code, output: Buffer.concat(chunks).toString('utf8'), timedOut });
    };
    child.on('error', (error) => (chunks.push(Buffer.from(String(error.message))), end(127)));
    child.on(capture ? 'close' : 'exit', (code, signal) => end(code ?? 128 + constants.signals[signal]));
  });
}

/** Ends everything that was started: politely, then by force. */
export async function stopAll(signal = 'SIGTERM') {
  if (stopping) return;
  stopping = true;
  const ended = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)));
  for (const child of running) signalGroup(child, signal);
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, graceMs)));
  await Promise.race([Promise.all(ended), late]);
  clearTimeout(timer);
  for (const child of running) signalGroup(child, 'SIGKILL');
  killMarked();
}

/** Who started us, and who started them (npm puts a shell between itself and us). */
function ancestors() {
  try {
    return `${process.ppid} ${/\) \S (\d+)/.exec(readFileSync(`/proc/${process.ppid}/stat`, 'utf8'))?.[1]}`;
  } catch {
    return `${process.ppid}`;
  }
}

/** Stops the tree when we are told to, or when the npm that started us is gone. */
export function stopOnSignals() {
  const stop = (signal) => stopAll(signal).then(() => process.exit(128 + constants.signals[signal]));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
  const first = ancestors();
  if (process.env.npm_lifecycle_event) setInterval(() => ancestors() !== first && stop('SIGTERM'), 1000).unref();
}

/** Gives what our children left behind a moment to end, then kills it; returns how many there were. */
export async function sweep() {
  for (let round = 0; isOutermost && round < 10 && marked().length > 0; round++)
    await new Promise((resolve) => setTimeout(resolve, 200));
  return killMarked();
}
