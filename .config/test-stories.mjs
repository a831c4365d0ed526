// Runs every story of the built Storybook in a browser: it renders, its play function passes, axe finds nothing (in
// both schemes), nothing is thrown, and no request leaves for another host.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import { browserFlags, findBrowser } from './find-browser.mjs';
import { root, run } from './process-tree.mjs';

const folder = join(root, '.cache', 'storybook');
const storyMs = 20_000;
const pages = 2;
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

async function buildStorybook() {
  const args = [
    'build',
    '--config-dir',
    '.storybook',
    '--output-dir',
    folder,
    '--disable-telemetry',
    '--loglevel',
    'error',
  ];
  const { code, output } = await run('storybook', args, { capture: true });
  if (code !== 0) throw new Error(`Storybook does not build:\n${output.slice(-6000)}`);
}

function serve() {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (!file.startsWith(folder) || !existsSync(file) || !extname(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** In the page: shows a story and resolves when its play function is done. */
function play({ id, globals, storyMs }) {
  const channel = globalThis.__STORYBOOK_ADDONS_CHANNEL__;
  return new Promise((resolve, reject) => {
    const wrong = (name) => (error) => reject(new Error(`${name}: ${error?.message ?? error?.description ?? error}`));
    const timer = setTimeout(() => reject(new Error(`did not finish within ${storyMs / 1000} s`)), storyMs);
    const failures = ['storyErrored', 'storyMissing', 'storyThrewException', 'playFunctionThrewException'];
    for (const name of [...failures, 'unhandledErrorsWhilePlaying']) channel.once(name, wrong(name));
    channel.on('storyFinished', ({ storyId, status }) => {
      if (storyId !== id) return;
      clearTimeout(timer);
      if (status === 'error') setTimeout(() => reject(new Error('failed')), 50);
      else resolve();
    });
    if (globals) channel.emit('updateGlobals', { globals });
    channel.emit('setCurrentStory', { storyId: id, viewMode: 'story' });
  });
}

/** In the page: what axe finds in the story, in a line for each rule. */
async function audit(tags) {
  const { violations } = await globalThis.axe.run('#storybook-root', { runOnly: tags, resultTypes: ['violations'] });
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n      ${nodes
        .map(({ target }) => target.flat().join(' '))
        .slice(0, 4)
        .join('\n      ')}`,
  );
}

async function runStory(context, origin, story, theme) {
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`threw ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(?:blob|data):/.test(url)) faults.push(`asked ${new URL(url).host}`);
  });
  try {
    // Any story's frame will do: the story itself is chosen through the channel, after we listen to it.
    const parameters = `viewMode=story&globals=theme:${theme};a11y.manual:!true`;
    await page.goto(`${origin}/iframe.html?${parameters}`);
    await page.waitForFunction(() => globalThis.__STORYBOOK_PREVIEW__?.ready);
    await page.evaluate(() => globalThis.__STORYBOOK_PREVIEW__.ready());
    await page.evaluate(play, { id: story.id, storyMs });
    await page.evaluate(axeSource);
    faults.push(...(await page.evaluate(audit, rules)));
  } catch (error) {
    faults.push(error.message.split('\n')[0]);
  }
  await page.close();
  return faults;
}

async function runAll(browser, origin, jobs) {
  const counts = { passed: 0, failed: 0, skipped: [], empty: [] };
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
  const work = async () => {
    for (let job; (job = jobs.shift());) {
      const faults = await runStory(context, origin, job.story, job.theme);
      if (faults.length === 0) counts.passed++;
      else {
        counts.failed++;
        console.log(`✖ ${job.story.title} › ${job.story.name} (${job.theme})\n    ${faults.join('\n    ')}`);
      }
    }
  };
  await Promise.all(Array.from({ length: pages }, work));
  return counts;
}

if (!process.argv.includes('--no-build')) await buildStorybook();
const only = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
const stories = Object.values(entries).filter(
  ({ type, id }) => type === 'story' && (only.length === 0 || only.some((part) => id.includes(part))),
);
const server = await serve();
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
const jobs = stories.flatMap((story) => ['light', 'dark'].map((theme) => ({ story, theme })));
const counts = await runAll(browser, origin, jobs);
await browser.close();
server.close();
if (process.env.COUNTS_FILE) writeFileSync(process.env.COUNTS_FILE, JSON.stringify(counts));
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed ? 1 : 0);
