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

/** A frame of the Storybook in one scheme; stories are chosen in it through the channel, as the Storybook itself does. */
async function openFrame(context, origin, theme) {
  const page = await context.newPage();
  const frame = { page, theme, faults: [] };
  page.on('pageerror', (error) => frame.faults.push(`threw ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(?:blob|data):/.test(url)) frame.faults.push(`asked ${new URL(url).host}`);
  });
  await page.goto(`${origin}/iframe.html?viewMode=story&globals=theme:${theme};a11y.manual:!true`);
  await page.waitForFunction(() => globalThis.__STORYBOOK_PREVIEW__?.ready);
  await page.evaluate(() => globalThis.__STORYBOOK_PREVIEW__.ready());
  await page.evaluate(axeSource);
  return frame;
}

async function runStory({ page, faults }, story) {
  try {
    await page.evaluate(play, { id: story.id, storyMs });
    faults.push(...(await page.evaluate(audit, rules)));
  } catch (error) {
    faults.push(error.message.split('\n')[0]);
  }
  return faults.splice(0);
}

async function runAll(browser, origin, jobs) {
  const counts = { passed: 0, failed: 0, skipped: [], empty: [] };
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
  // msw reloads a page that comes while its worker is being registered: one page alone brings it.
  const first = await openFrame(context, origin, jobs[0].theme);
  await runStory(first, jobs[0].story);
  await first.page.close();
  const work = async () => {
    let frame;
    for (let job; (job = jobs.shift());) {
      if (frame?.theme !== job.theme) {
        await frame?.page.close();
        frame = await openFrame(context, origin, job.theme);
      }
      const faults = await runStory(frame, job.story);
      if (faults.length === 0) counts.passed++;
      else {
        counts.failed++;
        console.log(`✖ ${job.story.title} › ${job.story.name} (${job.theme})\n    ${faults.join('\n    ')}`);
        // A story that failed may still be at work.
        await frame.page.close();
        frame = undefined;
      }
    }
    await frame?.page.close();
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
const jobs = ['light', 'dark'].flatMap((theme) => stories.map((story) => ({ story, theme })));
const counts = await runAll(browser, origin, jobs);
await browser.close();
server.close();
if (process.env.COUNTS_FILE) writeFileSync(process.env.COUNTS_FILE, JSON.stringify(counts));
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed ? 1 : 0);
