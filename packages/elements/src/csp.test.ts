import { expect } from '@open-wc/testing';

/** The host's policy of docs/guides/embedding.md, for a page on this server. */
const policy = [
  "default-src 'none'",
  'trusted-types diemcau lit-html',
  "require-trusted-types-for 'script'",
  `script-src ${location.origin}`,
  "style-src 'none'",
  'worker-src blob:',
  'img-src blob: data:',
  'media-src blob:',
  `connect-src ${location.origin}`,
].join('; ');

describe('under the host’s content security policy', () => {
  it('every element renders without one violation, with a call running, a narrative, results and their chart open', async function () {
    this.timeout(20_000);
    const frame = document.createElement('iframe');
    frame.width = '1024';
    frame.height = '700';
    document.body.append(frame);
    const script = new URL('./csp.fixture.js', import.meta.url).href;
    const told = new Promise<{ violations: string[]; shown: string[]; failure?: string }>((resolve) =>
      window.addEventListener('message', ({ data, source }) => source === frame.contentWindow && resolve(data), {
        once: true,
      }),
    );
    frame.srcdoc = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"></head>
      <body><script type="module" src="${script}"></script></body></html>`;
    const { violations, shown, failure } = await told;
    frame.remove();
    expect(failure).to.equal(undefined);
    expect(violations).to.deep.equal([]);
    expect(shown).to.deep.equal([
      'diemcau-network',
      'diemcau-directory',
      'diemcau-worklist',
      'diemcau-case-form',
      'diemcau-case',
      'diemcau-consent',
      'diemcau-record',
      'diemcau-image',
      'diemcau-consultation',
      'diemcau-line-test',
      'diemcau-minutes',
    ]);
  });

  it('a style tag on such a page would be a violation: the test can fail', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const told = new Promise<string>((resolve) =>
      frame.addEventListener('load', () => {
        const page = frame.contentDocument!;
        page.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
        page.body.append(Object.assign(page.createElement('style'), { textContent: 'p { color: red }' }));
      }),
    );
    frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}"><p>x</p>`;
    expect(await told).to.contain('style-src');
    frame.remove();
  });
});
