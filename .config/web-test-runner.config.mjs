// Component tests in a real browser. BROWSER=baseline runs them in Chromium 109.
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { baselineBrowser } from './baseline-browser.mjs';
import { commonJs } from './commonjs-plugin.mjs';
import { countingReporter } from './counting-reporter.mjs';
import { browserFlags, findBrowser } from './find-browser.mjs';
import { withoutNodeEnv } from './node-env.mjs';
import { sharedNarratives } from './shared-narratives.mjs';

const rootDir = fileURLToPath(new URL('..', import.meta.url));

/** Puppeteer cannot talk to Chromium 109, Playwright can. */
async function browser() {
  if (process.env.BROWSER !== 'baseline')
    return chromeLauncher({
      launchOptions: { executablePath: findBrowser(), args: browserFlags },
      // A window for each page: a tab behind another would get no animation frames and no video frames.
      createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
    });
  const executablePath = await baselineBrowser();
  return playwrightLauncher({
    product: 'chromium',
    launchOptions: { executablePath, args: browserFlags },
    // Where no language is set it calls its own `en-US@posix`, which its own Intl refuses.
    createBrowserContext: ({ browser }) => browser.newContext({ locale: 'vi-VN' }),
  });
}

/** `new URL('./worker.js', import.meta.url)` names the built file; in development there is only its source. */
function sourceOfBuiltName(context, next) {
  const wanted = /^(\/packages\/[^?]*\/src\/[^?]*)\.js(\?.*)?$/.exec(context.url);
  if (wanted && existsSync(join(rootDir, `${wanted[1]}.ts`))) context.url = `${wanted[1]}.ts${wanted[2] ?? ''}`;
  return next();
}

export default {
  rootDir,
  files: ['packages/{rtc,sdk,elements}/src/**/*.test.ts', '!packages/**/*.node.test.ts', '!**/node_modules/**'],
  nodeResolve: { exportConditions: ['@diemcau/source', 'browser', 'development'] },
  plugins: [
    // Both forms of simple-peer carry the calls of the tests: npm's file here, the CDN's in the baseline.
    { name: 'node-env', transform: ({ path, body }) => withoutNodeEnv(path, String(body)) },
    commonJs({ rootDir, lean: process.env.BROWSER === 'baseline' }),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
    }),
  ],
  middleware: [sharedNarratives, sourceOfBuiltName],
  browsers: [await browser()],
  concurrency: 2,
  staticLogging: true,
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  testFramework: { config: { ui: 'bdd', timeout: 20_000 } },
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), countingReporter()],
};
