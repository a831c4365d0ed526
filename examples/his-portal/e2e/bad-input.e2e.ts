import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
// @ts-expect-error: plain JavaScript of the tool chain, without types
import { browserFlags, findBrowser } from '../../../.config/find-browser.mjs';
import { openStage, type Seat, type Stage } from './support/stage.js';
import { announced, until } from './support/steps.js';

const question = 'Đã viết xong câu hỏi thì gặp sự cố';
const formPath = '/his/benh-nhan/CT-2026-000417/hoi-chan';

/** One thing that may go wrong: how it is brought about, and what the doctor is to read. */
interface Row {
  name: string;
  path?: string;
  bring(context: BrowserContext, page: Page): Promise<unknown>;
  /** What happened, then what to do. */
  says: [happened: RegExp, todo: RegExp];
  code: string;
}

const answer =
  (pattern: string | RegExp, body: string, contentType: string, status = 200) =>
  (_context: BrowserContext, page: Page) =>
    page.route(pattern, (route) => route.fulfill({ status, contentType, body }));
/** Another `network-key` in the page, as another installation of the HIS would have it: set before the widgets wake. */
const otherKey = `new MutationObserver((_records, watch) => {
  const network = document.querySelector('diemcau-network');
  if (!network) return;
  watch.disconnect();
  network.setAttribute('network-key', '${'A'.repeat(43)}');
}).observe(document, { childList: true, subtree: true })`;

const rows: Row[] = [
  {
    name: 'token-url answers 401: signed out of the HIS',
    bring: answer('**/diemcau-token', '{"error":"signed-out"}', 'application/json', 401),
    says: [/từ chối quyền truy cập/, /đăng nhập lại vào phần mềm bệnh viện/],
    code: 'auth/token-refused',
  },
  {
    name: 'token-url answers 403: this user may not',
    bring: answer('**/diemcau-token', '{"error":"forbidden"}', 'application/json', 403),
    says: [/từ chối quyền truy cập/, /đăng nhập lại vào phần mềm bệnh viện/],
    code: 'auth/token-refused',
  },
  {
    name: 'token-url answers nonsense',
    bring: answer('**/diemcau-token', '<html>', 'text/html'),
    says: [/chưa cấp được quyền vào hội chẩn/, /tự thử lại/],
    code: 'auth/token-provider-failed',
  },
  {
    name: 'the address is no gateway',
    bring: answer('**/directory', 'Not Found', 'text/plain', 404),
    says: [/không phải là máy chủ hội chẩn/, /báo bộ phận công nghệ thông tin/],
    code: 'network/unknown-gateway',
  },
  {
    name: 'the network key is another one',
    bring: (_context, page) => page.addInitScript(otherKey),
    says: [/không mang chữ ký của mạng lưới/, /Không tiếp tục để bảo vệ người bệnh/],
    code: 'network/directory-unverified',
  },
  {
    name: 'the HIS exports JSON that is no FHIR',
    path: `${formPath}?nguon=fhir`,
    bring: answer('**/ho-so.json', '{"ten":"Phạm Gia Bảo"}', 'application/fhir+json'),
    says: [/không đúng khuôn dạng FHIR/, /báo bộ phận công nghệ thông tin/],
    code: 'record/malformed',
  },
  {
    name: 'the HIS exports XML that ends too early',
    path: `${formPath}?nguon=xml`,
    bring: answer('**/ho-so.xml', '<?xml version="1.0"?><GIAMDINHHS><THONGTINHOSO>', 'application/xml'),
    says: [/XML không đúng khuôn dạng/, /báo bộ phận công nghệ thông tin/],
    code: 'record/malformed-xml',
  },
  {
    name: 'the HIS exports XML with a DOCTYPE',
    path: `${formPath}?nguon=xml`,
    bring: answer(
      '**/ho-so.xml',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><GIAMDINHHS><A>&e;</A></GIAMDINHHS>',
      'application/xml',
    ),
    says: [/DOCTYPE nên bị từ chối/, /xuất lại tệp không có DOCTYPE/],
    code: 'record/doctype-refused',
  },
  {
    name: 'the HIS exports something else',
    path: `${formPath}?nguon=xml`,
    bring: answer('**/ho-so.xml', 'mã;tên;ngày', 'text/plain'),
    says: [/Không nhận ra loại hồ sơ này/, /FHIR R4 \(JSON\) và XML/],
    code: 'record/unsupported',
  },
];

describe('bad input, each told in the doctor’s language', () => {
  let stage: Stage;
  let island: Seat;

  before(async () => {
    stage = await openStage({ sites: ['22901'] });
    island = await stage.seat('22901', /Nguyễn Hải Đăng/);
    await island.page.goto(`${island.url}${formPath}`);
    const form = island.page.locator('diemcau-case-form');
    await form.getByLabel('Câu hỏi, nội dung xin ý kiến').fill(question);
    await form.getByText('Đã lưu nháp trên máy này').waitFor();
  });
  after(() => stage?.close());

  for (const { name, path = formPath, bring, says, code } of rows)
    it(`${name}: ${code}`, async () => {
      const { context, url } = island;
      const page = await context.newPage();
      await bring(context, page);
      await page.goto(url + path);
      await expectTold(page, says, code);
      await page.close();
    });

  it('after all of that, what was typed before it is there', async () => {
    const { page, url } = island;
    await page.goto(url + formPath);
    const field = page.locator('diemcau-case-form').getByLabel('Câu hỏi, nội dung xin ý kiến');
    await field.waitFor();
    assert.equal(await field.inputValue(), question);
  });

  for (const { name, without, flags = [], init, headers, says, code } of [
    {
      name: 'a PC without camera and microphone',
      without: /fake-device/,
      flags: ['--use-fake-device-for-media-stream=device-count=0'],
      says: [/Camera\s+dùng được, cần lưu ý/, /Cắm camera.*Không có camera vẫn hội chẩn được/],
      code: 'rtc/device-missing',
    },
    {
      name: 'a doctor who refused the permission',
      without: /fake-ui/,
      flags: ['--deny-permission-prompts'],
      says: [/Camera\s+dùng được, cần lưu ý/, /cho phép trình duyệt dùng camera/],
      code: 'rtc/permission-denied',
    },
    {
      name: 'a host whose Permissions-Policy keeps the camera away',
      headers: { 'Permissions-Policy': 'camera=(), microphone=()' },
      says: [/Trang cho phép dùng micro, camera\s+không đạt/, /Phần mềm bệnh viện đang chặn micro, camera/],
      code: 'rtc/policy-blocked',
    },
    {
      name: 'a browser that cannot call',
      init: 'delete window.RTCPeerConnection',
      says: [/Trình duyệt\s+không đạt/, /Cập nhật Chrome/],
      code: 'rtc/unsupported',
    },
  ] as DeviceRow[])
    it(`${name}: ${code}`, async () => {
      const own = without && (await launch(without, flags));
      try {
        const seat = await stage.seat('22901', /Vũ Thị Thu Thủy/, {
          browser: own,
          devices: code !== 'rtc/permission-denied',
        });
        if (init) await seat.page.addInitScript(init);
        if (headers)
          await seat.page.route('**/his/kiem-tra', async (route) => {
            const response = await route.fetch();
            await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
          });
        await seat.page.goto(`${seat.url}/his/kiem-tra`);
        const test = seat.page.locator('diemcau-line-test');
        await test.getByRole('button', { name: 'Bắt đầu kiểm tra' }).click();
        await test.getByText(code).last().waitFor();
        const said = `document.querySelector('diemcau-line-test').shadowRoot.textContent.replace(/\\s+/g, ' ')`;
        for (const words of says) await until(seat.page, `new RegExp(${JSON.stringify(words.source)}).test(${said})`);
        await heard(seat.page, code);
        assert.deepEqual(seat.exceptions, []);
        await seat.context.close();
      } finally {
        await own?.close();
      }
    });
});

interface DeviceRow {
  name: string;
  /** Flags of the browser that are left out, and others instead. */
  without?: RegExp;
  flags?: string[];
  init?: string;
  headers?: Record<string, string>;
  says: [happened: RegExp, todo: RegExp];
  code: string;
}

function launch(without: RegExp, flags: string[]): Promise<Browser> {
  const usual = (browserFlags as string[]).filter((flag) => !without.test(flag));
  return chromium.launch({ executablePath: (findBrowser as () => string)(), args: [...usual, ...flags] });
}

async function heard(page: Page, code: string): Promise<void> {
  const told = `window.__diemcau.events.some((one) => one.type === 'diemcau-error' && one.detail.code === '${code}')`;
  await until(page, told, 10_000).catch(async (error: unknown) => {
    throw new Error(`${String(error)}; told were ${JSON.stringify(await announced(page, 'diemcau-error'))}`);
  });
}

async function expectTold(page: Page, says: [RegExp, RegExp], code: string): Promise<void> {
  await heard(page, code);
  const notice = page.getByRole('alert').filter({ hasText: code }).first();
  await notice.waitFor();
  const said = (await notice.innerText()).replace(/\s+/g, ' ');
  for (const words of says) assert.match(said, words);
  assert.ok(
    (await announced(page, 'diemcau-error')).every((detail) => Object.keys(detail).sort().join() === 'code,retryable'),
  );
}
