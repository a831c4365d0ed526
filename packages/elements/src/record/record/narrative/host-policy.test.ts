import type * as Sanitizer from './sanitize-narrative.js';
import { expect } from '@open-wc/testing';
import { hostileNarratives } from './hostile-narratives.js';

/** The content security policy that a host may set; scripts of the test server stand in the place of the CDN's. */
const policy = [
  "trusted-types diemcau lit-html 'allow-duplicates'",
  "require-trusted-types-for 'script'",
  `script-src ${location.origin}`,
  "style-src 'none'",
  'img-src blob: data:',
  'media-src blob:',
  "connect-src 'self'",
].join('; ');

describe('narratives under the host’s content security policy', () => {
  it('run nothing and load nothing', async function () {
    this.timeout(20_000);
    const { violations, requests, scripts, shown } = await inHost(Object.values(hostileNarratives));
    expect({ requests, scripts }).to.deep.equal({ requests: [], scripts: [] });
    expect(shown).to.equal(Object.keys(hostileNarratives).length);
    // Chromium reports inline handlers and styles that it meets while reading the text in an inert document, before they are
    // taken out. A load, a plugin, a frame or an unchecked sink would be another directive.
    const inert = [
      'script-src-attr inline',
      'style-src-attr inline',
      'style-src-elem inline',
      'script-src-elem inline',
    ];
    expect(violations.filter((violation) => !inert.includes(violation))).to.deep.equal([]);
  });

  it('cause no report at all when they are plain', async () => {
    const plain =
      '<div xmlns="http://www.w3.org/1999/xhtml"><p><b>Mạch</b> 92</p><img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="></div>';
    expect(await inHost([plain])).to.deep.equal({ violations: [], requests: [], scripts: [], shown: 1 });
  });
});

interface Outcome {
  violations: string[];
  requests: string[];
  scripts: string[];
  shown: number;
}

/** Shows narratives in a page of its own that has the host's policy. */
async function inHost(narratives: readonly string[]): Promise<Outcome> {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const page = frame.contentDocument!;
  const meta = page.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = policy;
  page.head.append(meta);
  const view = frame.contentWindow as Window & {
    hacked?: (what: string) => void;
    start?: unknown;
    finish?: (outcome: Outcome) => void;
  };
  const outcome: Outcome = { violations: [], requests: [], scripts: [], shown: 0 };
  view.hacked = (what) => outcome.scripts.push(String(what));
  page.addEventListener('securitypolicyviolation', (event) =>
    outcome.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
  );
  try {
    const { sanitizeNarrative } = await moduleOf(view);
    for (const html of narratives) {
      const host = page.createElement('div');
      host.append(await sanitizeNarrative(html));
      page.body.append(host);
      outcome.shown++;
    }
    await new Promise((done) => view.requestAnimationFrame(() => view.requestAnimationFrame(done)));
    const names = view.performance.getEntriesByType('resource').map(({ name }) => name);
    outcome.requests.push(...names.filter((name) => /evil/.test(name)));
    return outcome;
  } finally {
    frame.remove();
  }
}

/** The sanitiser as that page's own module, so that its policy applies. */
function moduleOf(view: Window): Promise<typeof Sanitizer> {
  const script = view.document.createElement('script');
  const url = new URL('./host-policy.module.ts', import.meta.url).href;
  const trusted = (
    view as unknown as {
      trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } };
    }
  ).trustedTypes;
  const scriptUrl =
    trusted?.createPolicy('diemcau', { createScriptURL: (given: string) => given }).createScriptURL(url) ?? url;
  script.type = 'module';
  return new Promise((done, fail) => {
    script.addEventListener('load', () => done((view as unknown as { sanitizer: typeof Sanitizer }).sanitizer));
    script.addEventListener('error', () => fail(new Error('the module did not load')));
    script.src = scriptUrl;
    view.document.head.append(script);
  });
}
