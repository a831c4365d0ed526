import type { Preview } from '@storybook/web-components-vite';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import { html } from 'lit';
import { setupWorker } from 'msw/browser';
import { mswLoader } from 'msw-storybook-addon/csf3';
import manifest from '../packages/elements/etc/custom-elements.json';

setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  globalTypes: {
    locale: {
      description: 'Language of the interface',
      toolbar: {
        icon: 'globe',
        items: [
          { value: 'vi', title: 'Tiếng Việt' },
          { value: 'en', title: 'English' },
        ],
        dynamicTitle: true,
      },
    },
    theme: {
      description: 'Colour scheme',
      toolbar: {
        icon: 'mirror',
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { locale: 'vi', theme: 'light' },
  parameters: {
    layout: 'padded',
    controls: { expanded: true },
    options: { storySort: { method: 'alphabetical' } },
    docs: { story: { inline: false, height: '480px' } },
  },
  loaders: [
    mswLoader(async () => {
      const worker = setupWorker();
      await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });
      return worker;
    }),
  ],
  decorators: [
    // The provider hands language and scheme down to whatever a story shows, as it does in a portal.
    (story, { globals }) => {
      document.documentElement.lang = globals['locale'];
      document.body.style.background = globals['theme'] === 'dark' ? '#14181c' : '#ffffff';
      return html`<diemcau-network locale=${globals['locale']} theme=${globals['theme']}>${story()}</diemcau-network>`;
    },
  ],
};

export default preview;
