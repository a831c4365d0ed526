// Runs node:test files, prints only what a reader needs (failures, skips, stray output) and writes the counts.
// A folder may offer `test/setup.ts` with `export async function setup()`; what it returns is called at the end.
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { run } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';

const { files, concurrency, timeoutMs, setupFile, countsFile } = JSON.parse(process.env.NODE_TESTS);
const absolute = files.map((file) => resolve(file));
const counts = { passed: 0, failed: 0, skipped: [], empty: [] };
const path = [];

function isFile(data) {
  return data.nesting === 0 && absolute.includes(resolve(data.name));
}

function place(data) {
  path.length = data.nesting;
  path[data.nesting] = data.name;
  return path.filter(Boolean).join(' › ');
}

function passed(data) {
  if (data.skip !== undefined && data.skip !== false)
    counts.skipped.push(`${data.name}${typeof data.skip === 'string' && data.skip ? `: ${data.skip}` : ''}`);
  else if (isFile(data)) counts.empty.push(data.name);
  else if (data.details.type !== 'suite') counts.passed++;
}

function failed(data) {
  const error = data.details.error;
  const children = error?.failureType === 'subtestsFailed' && !isFile(data);
  if (children) return;
  counts.failed++;
  console.log(`✖ ${data.file ?? ''} ${data.name}`);
  const cause = error?.cause ?? error;
  console.log(typeof cause === 'string' ? cause : inspect(cause, { depth: 4 }).replace(/^/gm, '    '));
}

const teardown = existsSync(setupFile ?? '') ? await (await import(pathToFileURL(setupFile))).setup() : undefined;
const started = Date.now();
const stream = run({ files: absolute, concurrency, timeout: timeoutMs });
stream.on('test:dequeue', place);
stream.on('test:pass', passed);
stream.on('test:fail', failed);
stream.on('test:stdout', ({ message }) => process.env.TEST_OUTPUT && process.stdout.write(message));
stream.on('test:stderr', ({ message }) => process.stderr.write(message));
stream.resume();
await new Promise((done) => stream.on('end', done));
await teardown?.();
counts.ms = Date.now() - started;
writeFileSync(countsFile, JSON.stringify(counts));
process.exit(counts.failed ? 1 : 0);
