// `npm test [-- filter …]`: every test of the project. A filter is a stage (node, browser, baseline, stories, e2e),
// a package (gateway, sdk, …) or a part of a file's path.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { baselineBrowser } from '../baseline-browser.mjs';
import { filesBelow } from '../files.mjs';
import { findBrowser } from '../find-browser.mjs';
import { root, run, sweep } from '../process-tree.mjs';
import { build } from './build.mjs';

const browserPackages = /^packages\/(rtc|sdk|elements)\//;
const isNodeTest = (file) =>
  /\.node\.test\.ts$/.test(file) || (/\.test\.ts$/.test(file) && !browserPackages.test(file));
const isBrowserTest = (file) =>
  /\.test\.ts$/.test(file) && !/\.node\.test\.ts$/.test(file) && browserPackages.test(file);
const isEndToEnd = (file) => /\.e2e\.ts$/.test(file);
const minutes = (n) => n * 60_000;

function plan() {
  const all = ['packages', 'examples', '.config'].flatMap((folder) => filesBelow(folder));
  const node = all.filter((file) => isNodeTest(file) || /^\.config\/.*\.test\.mjs$/.test(file));
  const ofGateway = (file) => file.startsWith('packages/gateway/');
  const browser = all.filter(isBrowserTest);
  const stories = filesBelow('stories', (file) => file.endsWith('.stories.ts'));
  return [
    { name: 'node', files: node.filter((file) => !ofGateway(file)), perform: nodeTests },
    {
      name: 'node gateway',
      files: node.filter(ofGateway),
      perform: nodeTests,
      setup: 'packages/gateway/test/setup.ts',
    },
    { name: 'browser', files: browser, perform: browserTests, browser: 'current' },
    { name: 'baseline', files: browser, perform: browserTests, browser: 'baseline' },
    { name: 'stories', files: stories, perform: storyTests, browser: 'current' },
    { name: 'e2e', files: all.filter(isEndToEnd), perform: nodeTests, browser: 'current', built: true, alone: true },
  ];
}

function select(stages, filters) {
  if (!filters.length) return stages;
  const kept = new Map();
  for (const filter of filters) {
    const named = stages.filter((stage) => stage.name.split(' ')[0] === filter);
    for (const stage of named.length ? named : stages.filter(({ name }) => name !== 'baseline')) {
      const files = named.length ? stage.files : stage.files.filter((file) => matches(file, filter));
      kept.set(stage.name, [...new Set([...(kept.get(stage.name) ?? []), ...files])]);
    }
  }
  return stages
    .filter(({ name }) => kept.get(name)?.length)
    .map((stage) => ({ ...stage, files: kept.get(stage.name) }));
}

/** A package's name selects that package; anything else, whatever path holds it. */
function matches(file, filter) {
  const isPackage = existsSync(join(root, 'packages', filter)) || existsSync(join(root, 'examples', filter));
  return isPackage ? file.split('/')[1] === filter : file.includes(filter);
}

function countsFile(stage) {
  const folder = join(root, '.cache', 'counts');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${stage.name.replace(/\W/g, '-')}-${process.pid}.json`);
  rmSync(file, { force: true });
  return file;
}

/** Reads what a stage counted; a stage that could not even count has failed. */
function counted(file, code, complaint) {
  const counts = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { passed: 0, failed: 1, skipped: [], empty: [], complaint };
  rmSync(file, { force: true });
  if (code !== 0 && counts.failed === 0) {
    counts.failed = 1;
    counts.complaint = complaint;
  }
  return counts;
}

async function nodeTests(stage) {
  const file = countsFile(stage);
  const options = {
    files: stage.files,
    concurrency: stage.alone ? 1 : 2,
    timeoutMs: minutes(stage.alone ? 5 : 2),
    setupFile: stage.setup && join(root, stage.setup),
    countsFile: file,
  };
  const args = ['--conditions=@diemcau/source', '--import', 'tsx', '.config/node-tests.mjs'];
  const env = { NODE_TESTS: JSON.stringify(options) };
  const { code, timedOut } = await run('node', args, { env, timeoutMs: minutes(12) });
  return counted(file, code, timedOut ? 'took too long' : `ended with code ${code}`);
}

async function browserTests(stage) {
  const baseline = stage.browser === 'baseline';
  if (baseline && !(await baselineBrowser()))
    return { passed: 0, failed: 0, skipped: ['Chromium 109: its binary is for Linux on x64 only'], empty: [] };
  const file = countsFile(stage);
  const env = { COUNTS_FILE: file, BROWSER: baseline ? 'baseline' : 'current' };
  const args = ['--config', '.config/web-test-runner.config.mjs', '--files', ...stage.files];
  const { code, timedOut } = await run('web-test-runner', args, { env, timeoutMs: minutes(8) });
  return counted(file, code, timedOut ? 'took too long' : `ended with code ${code}`);
}

async function storyTests(stage) {
  const file = countsFile(stage);
  const { code, timedOut } = await run('node', ['.config/test-stories.mjs'], {
    env: { COUNTS_FILE: file },
    timeoutMs: minutes(8),
  });
  return counted(file, code, timedOut ? 'took too long' : `ended with code ${code}`);
}

async function performStage(stage) {
  const begun = Date.now();
  let counts;
  try {
    if (stage.browser) process.env.CHROME_PATH = findBrowser();
    counts = await stage.perform(stage);
  } catch (error) {
    counts = { passed: 0, failed: 1, skipped: [], empty: [], complaint: error.message };
  }
  for (const file of counts.empty) console.log(`✖ ${file} has no tests`);
  counts.failed += counts.empty.length;
  if (counts.passed + counts.failed + counts.skipped.length === 0) {
    counts.failed++;
    counts.complaint = `${stage.files.length} test files, and no test ran`;
  }
  if (counts.complaint) console.log(`✖ ${stage.name}: ${counts.complaint}`);
  const left = await sweep();
  if (left) console.log(`  ${stage.name}: ended ${left} processes that were left behind`);
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(`— ${stage.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)\n`);
  return counts;
}

async function buildStage() {
  const begun = Date.now();
  const { code, output } = await build({ capture: true });
  if (code !== 0) console.log(output);
  console.log(`— build: ${code === 0 ? 'ok' : 'FAILED'} (${((Date.now() - begun) / 1000).toFixed(1)} s)\n`);
  return code === 0;
}

/** The `npm test` task. */
export default async function task(args) {
  const stages = select(plan(), args).filter((stage) => stage.files.length);
  const total = { passed: 0, failed: 0, skipped: [] };
  if (!stages.length && args.length) console.log(`No test file matches ${args.join(' ')}`);
  if (!stages.length && args.length) total.failed++;
  if (!args.length || stages.some((stage) => stage.built)) total.failed += (await buildStage()) ? 0 : 1;
  for (const stage of stages) {
    const counts = await performStage(stage);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped.push(...counts.skipped.map((reason) => `${stage.name}: ${reason}`));
  }
  for (const reason of total.skipped) console.log(`skipped — ${reason}`);
  const skipped = total.skipped.length ? `, ${total.skipped.length} skipped` : '';
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed ? 1 : 0;
}
