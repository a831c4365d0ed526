import { EventEmitter, once } from 'node:events';
import { after, before, describe } from 'node:test';
import { inOrder } from './support/in-order.js';
import { openStage, type Seat, type Stage } from './support/stage.js';
import { sendCase, signConsent, until } from './support/steps.js';

describe('what was signed while the gateway lay dead, by a doctor who then went home', () => {
  let stage: Stage;
  let island: Seat;
  let caseId: string;
  /** What the back ends write into their log, and who waits for a line of it. */
  const said: string[] = [];
  const log = new EventEmitter();
  const step = inOrder();

  before(async () => {
    stage = await openStage({
      log(line) {
        said.push(line);
        log.emit('line');
      },
    });
    island = await stage.seat('22901', /Nguyễn Hải Đăng/);
  });
  after(() => stage?.close());

  step('is kept on the device and said to be kept, not sent', async () => {
    caseId = await sendCase(island);
    await island.page.getByRole('tab', { name: 'Đồng ý' }).click();
    await island.page.locator('diemcau-consent').getByRole('button', { name: 'Xem lại trước khi ký' }).waitFor();
    await stage.demo.gateway.stop('SIGKILL');
    await until(island.page, `window.__diemcau.openSockets() === 0`);
    await signConsent(island);
    await island.page.locator('diemcau-network').getByText('mục lưu trên máy này, chưa gửi').waitFor();
  });

  step('is sealed at sign-out, sent by the next of the site who signs in, and submitted by the back end', async () => {
    const { page, url } = island;
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.waitForURL(/dang-nhap$/);
    await stage.demo.gateway.start();
    await page.getByRole('button', { name: /Vũ Thị Thu Thủy/ }).click();
    await page.goto(`${url}/his/benh-nhan/CT-2026-000417/hoi-chan/${caseId}`);
    await page.locator('diemcau-case').getByText('Đã có đồng ý').first().waitFor({ timeout: 60_000 });
    const isSent = () => said.some((line) => /^22901: \d+ sealed items sent$/.test(line));
    // What was read is reported after what was signed: the case may show the consent before all is sent.
    while (!isSent()) await once(log, 'line', { signal: AbortSignal.timeout(60_000) });
  });
});
