import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chestTags, makeDicom } from '@diemcau/sdk/testing';
import { chromium, type Browser, type Page } from 'playwright-core';
// @ts-expect-error: plain JavaScript of the tool chain, without types
import { browserFlags, findBrowser } from '../../../.config/find-browser.mjs';
import { missingTools } from '../../../packages/sdk/test/debian-tools.js';
import { builtWidgets } from '../src/start-demo.js';

const [rows, columns] = [512, 420];
const tags = chestTags(rows, columns);
const missing = missingTools(['dcmcjpls', 'dcmcjpeg', 'dcmcrle', 'opj_compress'], ['dcmtk', 'libopenjp2-tools']);

/** The policy of docs/guides/embedding.md: no wasm, no eval, workers of Blobs only. */
const policy = (cdn: string) =>
  [
    "default-src 'none'",
    "trusted-types diemcau lit-html 'allow-duplicates'",
    "require-trusted-types-for 'script'",
    `script-src ${cdn}`,
    "style-src 'none'",
    'worker-src blob:',
    'img-src blob: data:',
  ].join('; ');

function serve(answer: Parameters<typeof createServer>[1]): Promise<{ server: Server; origin: string }> {
  const server = createServer(answer as never);
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({ server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
    ),
  );
}

describe('compressed images in the bundle of a CDN, under the policy of a host', { skip: missing }, () => {
  let browser: Browser;
  let page: Page;
  let folder: string;
  const servers: Server[] = [];
  const strangers: string[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'diemcau-images-'));
    const cdn = await serve((request, response) => {
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('content-type', 'text/javascript');
      response.end(readFileSync(join(builtWidgets, request.url!)));
    });
    const host = await serve((_request, response) => {
      response.setHeader('content-security-policy', policy(cdn.origin));
      response.setHeader('content-type', 'text/html');
      response.end(
        `<!doctype html><html lang="vi"><script type="module" src="${cdn.origin}/diemcau.js" crossorigin></script><diemcau-image></diemcau-image>`,
      );
    });
    servers.push(cdn.server, host.server);
    browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
    page = await browser.newPage();
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol !== 'blob:' && origin !== cdn.origin && origin !== host.origin) strangers.push(request.url());
    });
    await page.addInitScript(() => {
      const violations: string[] = [];
      Reflect.set(window, 'violations', violations);
      addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
        violations.push(`${effectiveDirective} ${blockedURI}`),
      );
    });
    await page.goto(host.origin);
  });
  after(async () => {
    await browser?.close();
    for (const server of servers) server.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  function run(command: string, ...args: string[]): void {
    const { status, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, `${command}: ${stderr}`);
  }

  function packed(command: string, ...args: string[]): Buffer {
    writeFileSync(join(folder, 'plain.dcm'), makeDicom({ tags }));
    run(command, ...args, 'plain.dcm', 'packed.dcm');
    return readFileSync(join(folder, 'packed.dcm'));
  }

  function jpeg2000(): Buffer {
    writeFileSync(join(folder, 'plain.rawl'), tags.find(([tag]) => tag === '7FE00010')![2] as Uint8Array);
    run('opj_compress', '-i', 'plain.rawl', '-o', 'packed.j2k', '-F', `${columns},${rows},1,12,u`);
    return Buffer.from(
      makeDicom({
        tags: tags.filter(([tag]) => tag !== '7FE00010'),
        frames: [new Uint8Array(readFileSync(join(folder, 'packed.j2k')))],
        transferSyntax: '1.2.840.10008.1.2.4.90',
      }),
    );
  }

  /** Opens a file in the page's viewer; gives a digest of its first pixels, or the code of what failed. */
  const firstPixels = (file: Buffer) =>
    page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
      await customElements.whenDefined('diemcau-image');
      const fresh = document.createElement('diemcau-image') as HTMLElement & { files?: readonly Blob[] };
      document.querySelector('diemcau-image')!.replaceWith(fresh);
      const failed = new Promise<string>((resolve) =>
        fresh.addEventListener('diemcau-image-failed', (event) =>
          resolve((event as CustomEvent<{ code: string }>).detail.code),
        ),
      );
      fresh.files = [new Blob([bytes], { type: 'application/dicom' })];
      const drawn = (async () => {
        for (;;) {
          await new Promise(requestAnimationFrame);
          const canvas = fresh.shadowRoot?.querySelector('canvas');
          if (!canvas?.width || !canvas.height) continue;
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!;
          copy.drawImage(canvas, 0, 0);
          const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
          if (new Set(data).size < 50) continue;
          let digest = 0;
          for (const value of data) digest = (Math.imul(digest, 31) + value) | 0;
          return `${canvas.width}x${canvas.height} ${digest}`;
        }
      })();
      return Promise.race([drawn, failed]);
    }, file.toString('base64'));

  it('shows of every compressed form the very pixels of the plain file, and breaks no policy', async () => {
    const plain = await firstPixels(Buffer.from(makeDicom({ tags })));
    assert.match(plain, /^\d+x\d+ /);
    const forms = {
      'JPEG-LS': packed('dcmcjpls', '+el'),
      'JPEG 2000': jpeg2000(),
      'JPEG lossless': packed('dcmcjpeg', '+e1'),
      RLE: packed('dcmcrle'),
    };
    for (const [name, file] of Object.entries(forms)) assert.equal(await firstPixels(file), plain, name);
    assert.deepEqual(await page.evaluate('window.violations'), []);
    assert.deepEqual(strangers, []);
  });

  it('neither eval nor wasm would run on this page: the test can fail', async () => {
    // A text: what the compiler adds to functions is not on the page.
    const allowed = await page.evaluate(`new Promise((resolve) => {
      const probe = 'try { new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); postMessage(true); } catch { postMessage(false); }';
      const url = URL.createObjectURL(new Blob([probe], { type: 'text/javascript' }));
      const policy = trustedTypes.createPolicy('diemcau', { createScriptURL: (one) => one });
      new Worker(policy.createScriptURL(url)).onmessage = ({ data }) => resolve(data);
    })`);
    assert.equal(allowed, false);
  });
});
