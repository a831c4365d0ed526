// `npm run verify [-- --fix] [names]`: every check that needs no test to run. All run; then the count.
// With --fix, what a machine can put right is put right: format, lint fixes, the manifest, the API reports.
import { readdirSync } from 'node:fs';
import { build } from './build.mjs';

const folder = new URL('../checks/', import.meta.url);

async function load(names) {
  const files = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder))));
  const checks = modules.map((module) => module.check).sort((a, b) => a.order - b.order);
  return names.length ? checks.filter(({ name }) => names.includes(name)) : checks;
}

function line({ name }, { ok, output }, begun) {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  if (!ok && output) console.log(output.trim().replace(/^/gm, '    '));
}

async function perform(check, context) {
  const begun = Date.now();
  let result;
  try {
    const isBuilt = !check.needsBuild || (await context.built).ok;
    result = isBuilt ? await check.perform(context) : { ok: false, output: 'needs the build' };
  } catch (error) {
    result = { ok: false, output: error.stack };
  }
  line(check, result, begun);
  return result.ok;
}

async function buildAll() {
  const begun = Date.now();
  const { code, output } = await build({ capture: true });
  const result = { ok: code === 0, output };
  line({ name: 'build' }, result, begun);
  return result;
}

/** The `npm run verify` task. */
export default async function task(args) {
  const fix = args.includes('--fix');
  const checks = await load(args.filter((word) => !word.startsWith('-')));
  const needsBuild = checks.some((check) => check.needsBuild);
  const context = { fix, built: needsBuild ? buildAll() : Promise.resolve({ ok: true }) };
  const counts = { passed: 0, failed: 0 };
  const count = (ok) => counts[ok ? 'passed' : 'failed']++;

  // What needs the build waits for it; meanwhile the others run, one at a time, so that two cores are enough.
  const free = checks.filter((check) => !check.needsBuild || fix);
  const waiting = checks.filter((check) => !free.includes(check));
  const take = async () => {
    for (let next; (next = free.shift() ?? waiting.shift());) count(await perform(next, context));
  };
  const afterBuild = context.built.then(async () => {
    for (let next; (next = waiting.shift() ?? free.shift());) count(await perform(next, context));
  });
  await (fix ? take() : Promise.all([take(), afterBuild]));
  if (needsBuild) count((await context.built).ok);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed ? 1 : 0;
}
