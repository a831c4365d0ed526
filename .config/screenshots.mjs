// Draws docs/screenshots: the states of the issue at a desk's and a phone's width and at 200 % zoom, from the built Storybook
// (`node .config/test-stories.mjs worklist` builds it). `--all <folder>` draws every story in a chosen look instead, for the eye.
import { createServer } from 'node:http';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import { browserFlags, findBrowser } from './find-browser.mjs';
import { root } from './process-tree.mjs';

const storybook = join(root, '.cache', 'storybook');
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Name of the picture, story, and the tab of a phone that shows it. */
const states = [
  ['worklist-empty', 'case-worklist--empty'],
  ['worklist-full', 'case-worklist--sitting'],
  ['case-form-errors', 'case-case-form--faulty'],
  ['consent', 'consent-consent--asking-the-representative'],
  ['record', 'record-record--everyday'],
  ['call', 'case-case--in-session', '#tab-talk'],
  ['call-reconnecting', 'case-case--reconnecting', '#tab-talk'],
  ['minutes-signed', 'minutes-minutes--signed'],
];
const looks = {
  1024: { viewport: { width: 1024, height: 768 } },
  390: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 },
  // 200 % zoom of a 1024-pixel window.
  zoom200: { viewport: { width: 512, height: 384 }, deviceScaleFactor: 2 },
  768: { viewport: { width: 768, height: 1024 } },
  forced: { viewport: { width: 1024, height: 768 }, forcedColors: 'active' },
  dark: { viewport: { width: 1024, height: 768 }, theme: 'dark' },
  english: { viewport: { width: 1024, height: 768 }, locale: 'en' },
};

function serve() {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    const file = join(storybook, path);
    if (!file.startsWith(storybook) || !extname(file) || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** In the page: resolves when the story's play function is done and its pictures move. */
function settled() {
  const frames = (count) =>
    new Promise((done) => (count ? requestAnimationFrame(() => frames(count - 1).then(done)) : done()));
  const deep = (node) =>
    [...node.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? deep(one.shadowRoot) : [])]);
  const playing = (video) =>
    video.readyState > 2 || new Promise((done) => video.addEventListener('loadeddata', done, { once: true }));
  return Promise.all(
    deep(document)
      .filter(({ localName }) => localName === 'video')
      .map(playing),
  ).then(() => frames(6));
}

async function draw(context, origin, { story, globals, tab, file }) {
  const page = await context.newPage();
  await page.goto(`${origin}/iframe.html?id=${story}&viewMode=story&globals=${globals}`);
  await page.waitForFunction(
    (id) =>
      globalThis.__STORYBOOK_PREVIEW__?.storyRenders?.some(
        (one) => one.id === id && (one.phase === 'finished' || one.phase === 'completed'),
      ),
    story,
  );
  if (tab) await page.locator(tab).click();
  // In a low window a reader scrolls to what was chosen; who the patient is stays pinned above it.
  if (tab && page.viewportSize().height < 540)
    await page.locator('diemcau-consultation').evaluate((talk) => scrollBy(0, talk.getBoundingClientRect().top - 88));
  await page.evaluate(settled);
  await page.screenshot({ path: file });
  await page.close();
}

const [wanted, ...only] = process.argv.slice(2);
const looksWanted = wanted ? wanted.split(',') : ['1024', '390', 'zoom200'];
const folder = wanted ? join(root, '.cache', 'looks') : join(root, 'docs', 'screenshots');
mkdirSync(folder, { recursive: true });
const server = await serve();
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
for (const look of looksWanted) {
  const { theme = 'light', locale = 'vi', ...options } = looks[look];
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const chosen = only.length ? only.map((story) => states.find(([name]) => name === story) ?? [story, story]) : states;
  for (const [name, story, tab] of chosen) {
    const isNarrow = options.viewport.width < 860;
    const file = join(folder, `${name}-${look}.png`);
    await draw(context, origin, {
      story,
      globals: `theme:${theme};locale:${locale}`,
      tab: isNarrow ? tab : undefined,
      file,
    });
  }
  await context.close();
}
await browser.close();
server.close();
