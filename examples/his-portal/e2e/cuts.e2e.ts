import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inOrder } from './support/in-order.js';
import { openStage, type Seat, type Stage } from './support/stage.js';
import {
  acceptCase,
  announced,
  framesArrive,
  giveConsent,
  join,
  sendCase,
  until,
  writeMinutes,
  written,
} from './support/steps.js';

describe('a case whose lines are cut', () => {
  let stage: Stage;
  let island: Seat;
  let expert: Seat;
  let caseId: string;
  const step = inOrder();

  before(async () => {
    stage = await openStage();
    [island, expert] = await Promise.all([
      stage.seat('22901', /Nguyễn Hải Đăng/),
      stage.seat('01902', /Đặng Hoài Nam/),
    ]);
  });
  after(() => stage?.close());

  step('keeps a request that is being written through a closed tab', async () => {
    const form = island.page.locator('diemcau-case-form');
    await island.page.goto(`${island.url}/his/benh-nhan/CT-2026-000417/hoi-chan?nguon=xml`);
    await form.getByText('Một số mục được điền sẵn').waitFor();
    await form.getByLabel('Câu hỏi, nội dung xin ý kiến').fill('Chưa viết xong thì mất điện');
    await form.getByText('Đã lưu nháp trên máy này').waitFor();
    const page = await island.context.newPage();
    await island.page.close();
    island.page = page;
    await page.goto(`${island.url}/his/benh-nhan/CT-2026-000417/hoi-chan?nguon=xml`);
    await until(
      page,
      `document.querySelector('diemcau-case-form').shadowRoot?.querySelector('#field-question')?.value === 'Chưa viết xong thì mất điện'`,
    );
  });

  step('is in a call', async () => {
    caseId = await sendCase(island);
    await giveConsent(island);
    await acceptCase(expert, caseId);
    await expert.page.getByRole('button', { name: 'Bắt đầu hội chẩn' }).click();
    await island.page.getByText('Đang hội chẩn').first().waitFor();
    await Promise.all([join(island), join(expert)]);
    await Promise.all([framesArrive(island), framesArrive(expert)]);
  });

  step('gets its picture back when the connection is torn down', async () => {
    await expert.page.evaluate(`window.__diemcau.peers.forEach((peer) => peer.close())`);
    await Promise.all([framesArrive(island), framesArrive(expert)]);
  });

  step('goes on when both sockets are killed', async () => {
    for (const { page } of [island, expert])
      await page.evaluate(`window.__diemcau.sockets.forEach((socket) => socket.close())`);
    for (const { page } of [island, expert]) await until(page, `window.__diemcau.openSockets() === 1`);
    await Promise.all([framesArrive(island), framesArrive(expert)]);
  });

  step('keeps minutes that could not be sent while the gateway lay dead, and sends them when it is back', async () => {
    await writeMinutes(island);
    await stage.demo.gateway.stop('SIGKILL');
    const minutes = island.page.locator('diemcau-minutes');
    await minutes.getByLabel('Tiên lượng').fill('Dè dặt; viết lúc máy chủ ngừng.');
    await until(island.page, `window.__diemcau.openSockets() === 0`);
    await stage.demo.gateway.start();
    for (const { page } of [island, expert]) await until(page, `window.__diemcau.openSockets() === 1`);
    await minutes.getByText('Đã lưu trên máy chủ').first().waitFor();
    await expert.page.getByRole('tab', { name: 'Biên bản' }).click();
    const seen = `[...document.querySelector('diemcau-case').shadowRoot.querySelectorAll('diemcau-minutes')].some((one) => one.shadowRoot?.textContent.includes('Dè dặt') || [...(one.shadowRoot?.querySelectorAll('textarea, input') ?? [])].some((field) => field.value.includes('Dè dặt')))`;
    await until(expert.page, seen);
  });

  it('is in the same call after the gateway fell and rose', async () => {
    await Promise.all([framesArrive(island), framesArrive(expert)]);
    const left = await announced(island.page, 'diemcau-consultation-left');
    assert.deepEqual(left, []);
  });

  step('finds everything again after a reload', async () => {
    await island.page.reload();
    await island.page.getByRole('tab', { name: 'Biên bản' }).click();
    await until(
      island.page,
      `[...document.querySelector('diemcau-case').shadowRoot.querySelectorAll('diemcau-minutes')].some((one) => [...(one.shadowRoot?.querySelectorAll('textarea') ?? [])].some((field) => field.value === ${JSON.stringify(written.plan)}))`,
    );
  });

  step('closes the expert’s open view within five seconds when consent is withdrawn', async () => {
    await expert.page.getByRole('tab', { name: 'Hồ sơ' }).click();
    await expert.page.locator('diemcau-record').getByText('Amoxicillin').first().waitFor();
    await island.page.getByRole('tab', { name: 'Đồng ý' }).click();
    const consent = island.page.locator('diemcau-consent');
    await consent.getByRole('button', { name: 'Rút lại đồng ý' }).nth(1).click();
    const ended = expert.page
      .locator('diemcau-record')
      .getByText('Amoxicillin')
      .first()
      .waitFor({ state: 'hidden', timeout: 5_000 });
    await Promise.all([ended, consent.getByRole('button', { name: 'Xác nhận rút lại' }).click()]);
  });
});
