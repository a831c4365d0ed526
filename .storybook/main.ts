import type { StorybookConfig } from '@storybook/web-components-vite';
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, mergeConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const publicFolder = join(root, '.cache', 'storybook-public');

/** Of msw's files only the service worker is served. */
function provideServiceWorker(): void {
  const msw = dirname(createRequire(import.meta.url).resolve('msw/package.json'));
  mkdirSync(publicFolder, { recursive: true });
  copyFileSync(join(msw, 'lib', 'mockServiceWorker.js'), join(publicFolder, 'mockServiceWorker.js'));
}

provideServiceWorker();

const config: StorybookConfig = {
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', 'msw-storybook-addon'],
  framework: '@storybook/web-components-vite',
  core: { disableTelemetry: true, enableCrashReports: false, disableWhatsNewNotifications: true },
  staticDirs: [publicFolder],
  viteFinal: (base) =>
    mergeConfig(base, {
      cacheDir: join(root, '.cache', 'vite'),
      resolve: { conditions: ['@diemcau/source', ...defaultClientConditions] },
      build: { chunkSizeWarningLimit: 2000 },
    }),
};

export default config;
