import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { hostileNarratives } from './hostile-narratives.js';
import { mutatedNarrative } from '../../../../test/mutated-narrative.js';
import { sanitizeNarrative } from './sanitize-narrative.js';

const allowed = new Set('title lang dir colspan rowspan span scope alt width height start abbr src'.split(' '));
const forbidden =
  'script,style,link,meta,base,form,input,button,textarea,select,option,iframe,object,embed,svg,math,a,video,audio,source,template,slot,noscript,[id],[name],[class],[style],[href],[srcset],[background],[action]';

/** Everything that must hold of any output, whatever came in; plain comparisons, for there are thousands. */
function assertHarmless(fragment: DocumentFragment | HTMLElement): void {
  const element = fragment.querySelector(forbidden);
  if (element) throw new Error(`${element.localName} got through`);
  for (const { localName, attributes } of fragment.querySelectorAll('*'))
    for (const { name, value } of attributes)
      if (!allowed.has(name) || (name === 'src' && !/^data:image\/(?:png|jpe?g|gif|webp|bmp);base64,/i.test(value)))
        throw new Error(`${localName} ${name}=${value} got through`);
}

describe('sanitizeNarrative', () => {
  it('keeps what FHIR narrative may hold', async () => {
    const { host } = await show(
      '<div xmlns="http://www.w3.org/1999/xhtml" class="x"><p><b>Mạch</b> 92</p><table><tr><td colspan="2" style="color:red">Da xanh</td></tr></table></div>',
    );
    expect(host.querySelector('td')!.getAttribute('colspan')).to.equal('2');
    expect(host.querySelector('td')!.hasAttribute('style')).to.equal(false);
    expect(host.querySelector('b')!.textContent).to.equal('Mạch');
  });

  it('keeps a picture that lies in the text', async () => {
    const { host } = await show(
      `<img alt="Da" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" id="location">`,
    );
    expect(host.querySelector('img')!.getAttribute('src')).to.match(/^data:image\/gif/);
  });

  it('gives every word of text and attribute as it was, whatever it looks like', async () => {
    const text = 'On admission: style = none; onset 3 days; </style> <script> <STYLE>'.replaceAll('<', '&lt;');
    const { host } = await show(
      `<p title="onset; style=x; &lt;script&gt;">${text}</p><style>p > b {}</style><script>"<div>"</script><p>Hết</p>`,
    );
    expect([...host.querySelectorAll('p')].map(({ textContent }) => textContent)).to.deep.equal([
      'On admission: style = none; onset 3 days; </style> <script> <STYLE>',
      'Hết',
    ]);
    expect(host.textContent).to.equal(`${host.firstChild!.textContent}Hết`);
    expect(host.querySelector('p')!.title).to.equal('onset; style=x; <script>');
  });

  it('takes away no words that a real style or script element does not hold', async () => {
    const { host } = await show('<textarea><style>a</textarea><!-- <script> --><title><style></title><p>còn</p>');
    expect(host.textContent).to.contain('còn');
  });

  for (const [name, html] of Object.entries(hostileNarratives))
    it(`lets nothing run or load: ${name}`, async () => {
      const watch = watchPage();
      const { host, fragment } = await show(html);
      assertHarmless(fragment);
      host.querySelectorAll('*').forEach((element) => (element as HTMLElement).click?.());
      await settle();
      expect(watch.stop()).to.deep.equal([]);
    });

  it('holds for thousands of mutations', async function () {
    this.timeout(150_000);
    const watch = watchPage();
    await fc.assert(
      fc.asyncProperty(mutatedNarrative, async (html) => {
        const fragment = await sanitizeNarrative(html);
        assertHarmless(fragment);
        // What was clean must stay clean when it is laid out, moved and read again: the essence of mXSS.
        const host = document.createElement('div');
        host.append(fragment);
        assertHarmless(await sanitizeNarrative(host.innerHTML));
      }),
      { numRuns: 2500 },
    );
    await settle();
    expect(watch.stop()).to.deep.equal([]);
  });
});

const shown: HTMLElement[] = [];
afterEach(() => shown.splice(0).forEach((host) => host.remove()));

async function show(html: string) {
  const fragment = await sanitizeNarrative(html);
  const copy = fragment.cloneNode(true) as DocumentFragment;
  const host = document.createElement('div');
  host.append(fragment);
  document.body.append(host);
  shown.push(host);
  return { host, fragment: copy };
}

/** Notes each script that ran, each request and each violation from now on. */
function watchPage() {
  const seen: string[] = [];
  (window as unknown as { hacked: (what: string) => void }).hacked = (what) => seen.push(`script ${what}`);
  const violated = (event: SecurityPolicyViolationEvent) => seen.push(`violation ${event.violatedDirective}`);
  document.addEventListener('securitypolicyviolation', violated);
  const observer = new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) if (/evil/.test(name)) seen.push(`request ${name}`);
  });
  observer.observe({ type: 'resource' });
  return {
    stop() {
      observer.takeRecords().forEach(({ name }) => /evil/.test(name) && seen.push(`request ${name}`));
      observer.disconnect();
      document.removeEventListener('securitypolicyviolation', violated);
      return seen;
    },
  };
}

/** Two frames: a picture that may load has started, a handler that may run has run. */
const settle = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
