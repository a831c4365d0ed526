import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { issuerOf, tokenType } from '@diemcau/protocol';
import { findDoctor } from '@diemcau/testing/people';
import { importJWK, SignJWT } from 'jose';
import type { Page } from 'playwright-core';
import { inOrder } from './support/in-order.js';
import { openStage, type Seat, type Stage } from './support/stage.js';
import {
  acceptCase,
  announced,
  assertClean,
  fillForm,
  framesArrive,
  giveConsent,
  join,
  until,
} from './support/steps.js';

const lanName = 'his.coto.test';
const strangerName = 'evil.test';

/** A page of a stranger: knocks at whoever opened it, opens the companion window itself, and gives it a token that it got hold of. */
const strangerPage = (gateway: string) => `<!doctype html><script>
  window.heard = [];
  addEventListener('message', ({ data, ports }) => {
    heard.push(data.type);
    if (data.type !== 'diemcau-companion-ready') return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = async ({ data }) => {
      heard.push(data.type);
      if (data.type === 'token-wanted') port1.postMessage({ type: 'token', id: data.id, token: await stolenToken(data.jkt, data.audience) });
    };
    const elements = [{ index: 0, tag: 'diemcau-worklist', attributes: { direction: 'all' } }];
    companion.postMessage({ type: 'diemcau-companion-connect', version: 1, networkKey: '', locale: 'vi', elements }, '${gateway}', [port2]);
  });
  opener?.postMessage({ type: 'diemcau-companion-ready', version: 1 }, '*');
  window.knock = () => (window.companion = open('${gateway}/companion'));
</script>`;

describe('a HIS on plain http, by a name of its LAN', () => {
  let stage: Stage;
  let lan: Seat;
  let expert: Seat;
  let companion: Page | undefined;
  let caseId: string;
  const step = inOrder();
  const panel = () => lan.page.locator('diemcau-network [part=insecure]');
  const requestPage = () => `${lan.url}/his/benh-nhan/CT-2026-000417/hoi-chan?nguon=fhir`;
  const openButton = () => panel().getByRole('button', { name: 'Mở cửa sổ bảo mật' });
  const openCompanion = async () => {
    const opened = companion ? companion.waitForEvent('load') : lan.context.waitForEvent('page');
    await openButton().click();
    // A window that is still open is used again.
    companion ??= (await opened) as Page;
    await opened;
    await panel().getByText('Đang làm việc trong cửa sổ bảo mật').waitFor();
    return companion;
  };
  const inside = () => companion!;

  before(async () => {
    stage = await openStage({
      flags: [`--host-resolver-rules=MAP ${lanName} 127.0.0.1, MAP ${strangerName} 127.0.0.1`],
      otherOrigins: (_id, origin) => [origin.replace('localhost', lanName)],
    });
    const url = stage.demo.portal('22901').url.replace('localhost', lanName);
    [lan, expert] = await Promise.all([
      stage.seat('22901', /Nguyễn Hải Đăng/, { url }),
      stage.seat('01902', /Đặng Hoài Nam/),
    ]);
  });
  after(() => stage?.close());

  step('says why nothing can be done on this page and what to do, with a code, and asks for no token', async () => {
    const { page } = lan;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(requestPage());
    await panel().getByText('Trang này chạy bằng http').waitFor();
    assert.deepEqual(
      await page.evaluate('[isSecureContext, crypto.subtle === undefined, navigator.mediaDevices === undefined]'),
      [false, true, true],
    );
    assert.deepEqual(await announced(page, 'diemcau-error'), [{ code: 'network/insecure-context', retryable: false }]);
    assert.deepEqual(
      asked.filter((one) => one.endsWith('/diemcau-token') || one.startsWith(stage.demo.gatewayUrl)),
      [],
    );
  });

  step('tells that the browser blocked the window', async () => {
    // A headless browser blocks none: this is what a page sees of one that does.
    await lan.page.evaluate(`window.trueOpen = window.open; window.open = () => null`);
    await openButton().click();
    await panel().getByText('Trình duyệt đã chặn cửa sổ').waitFor();
    await lan.page.evaluate(`window.open = window.trueOpen`);
  });

  step(
    'opens the same elements, filled, on the gateway’s own origin, and gives them the token of the page',
    async () => {
      await openCompanion();
      assert.equal(inside().url(), `${stage.demo.gatewayUrl}/companion`);
      assert.equal(await inside().evaluate('isSecureContext'), true);
      await inside().locator('diemcau-network').getByText('Đã xác minh').waitFor();
      await inside().locator('diemcau-case-form').getByText('Một số mục được điền sẵn').waitFor();
      await until(lan.page, `window.__diemcau.events.some((one) => one.type === 'diemcau-network-connected')`);
    },
  );

  step('hears nobody but that window: neither a stranger’s nor its own page’s message gets an answer', async () => {
    const { page, context } = lan;
    await context.route(`http://${strangerName}/`, (route) =>
      route.fulfill({ contentType: 'text/html', body: strangerPage(stage.demo.gatewayUrl) }),
    );
    const opened = context.waitForEvent('page');
    // Opened in a click, so that the browser allows it.
    await page.evaluate(`addEventListener('click', () => open('http://${strangerName}/'), { once: true })`);
    await page.locator('.patient h1').click();
    const stranger = await opened;
    await stranger.waitForLoadState();
    await page.evaluate(`postMessage({ type: 'diemcau-companion-ready', version: 1 }, '*')`);
    // What was posted to the page before has been heard once the companion's own next event has come.
    await inside()
      .locator('diemcau-case-form')
      .evaluate((form) =>
        form.dispatchEvent(
          new CustomEvent('diemcau-quality-changed', { bubbles: true, composed: true, detail: { step: 'x' } }),
        ),
      );
    await page.evaluate(`new Promise((done) => setTimeout(done))`);
    assert.deepEqual(await stranger.evaluate('heard'), []);
    await stranger.close();
  });

  step('the window works for pages of the token’s own hospital only', async () => {
    const { context } = lan;
    const key = stage.demo.portal('22901').keys.signing;
    const { sub, name } = findDoctor('990101/QNI-GPHN');
    await context.exposeBinding('stolenToken', async (_source, jkt: string, audience: string) =>
      new SignJWT({ name, scope: 'user/*.rs case.request', cnf: { jkt } })
        .setProtectedHeader({ alg: 'ES256', typ: tokenType, kid: key.kid })
        .setIssuer(issuerOf('22901'))
        .setSubject(sub)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime('10m')
        .setJti(crypto.randomUUID())
        .sign(await importJWK(key, 'ES256')),
    );
    const stranger = await context.newPage();
    await stranger.goto(`http://${strangerName}/`);
    await stranger.locator('html').evaluate((root) =>
      root.addEventListener('click', () => Reflect.apply(Reflect.get(window, 'knock') as () => void, window, []), {
        once: true,
      }),
    );
    const opened = context.waitForEvent('page');
    await stranger.mouse.click(5, 5);
    const theirs = await opened;
    await theirs.getByText('Địa chỉ trang này chưa được bệnh viện đăng ký').waitFor();
    assert.equal(await theirs.evaluate('window.__diemcau.openSockets()'), 0);
    await Promise.all([theirs.close(), stranger.close()]);
  });

  step('announces on the page what was done in the window: the HIS goes on from there', async () => {
    const form = inside().locator('diemcau-case-form');
    await fillForm(form, { site: 'Nhi Trung uong', question: 'Gửi từ một trang http' });
    await form.getByRole('button', { name: 'Gửi ca' }).click();
    await lan.page.waitForURL(/\/hoi-chan\/[0-9a-f-]{36}$/);
    caseId = lan.page.url().split('/').at(-1)!;
  });

  step('holds a call in the window; the page hears of it', async () => {
    await openCompanion();
    const seat = { ...lan, page: inside() };
    await giveConsent(seat);
    await acceptCase(expert, caseId);
    await expert.page.getByRole('button', { name: 'Bắt đầu hội chẩn' }).click();
    await inside().getByText('Đang hội chẩn').first().waitFor();
    await Promise.all([join(seat), join(expert)]);
    await Promise.all([framesArrive(seat), framesArrive(expert)]);
    const types = await lan.page.evaluate<string[]>(
      `[...new Set(window.__diemcau.events.filter((one) => one.detail.caseId === '${caseId}' || one.type.includes('consultation')).map((one) => one.type))]`,
    );
    for (const type of ['diemcau-consent-signed', 'diemcau-consultation-joined'])
      assert.ok(types.includes(type), `${types}`);
  });

  step('notices that the window was closed, and can open it again', async () => {
    await inside().close();
    await panel().getByText('Cửa sổ bảo mật đã đóng').waitFor();
    await openButton().waitFor();
  });

  step('asked no other host for anything, broke no policy, threw nothing', () =>
    assertClean({ ...lan, strangers: lan.strangers.filter((one) => !one.includes(strangerName)) }, expert),
  );
});
