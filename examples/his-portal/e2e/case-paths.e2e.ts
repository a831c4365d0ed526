import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Locator } from 'playwright-core';
import { inOrder } from './support/in-order.js';
import { openStage, type Seat, type Stage } from './support/stage.js';
import { acceptCase, announced, assertClean, giveConsent, sendCase, signConsent, until } from './support/steps.js';

/** Answers the dialog of a verb. */
async function say(seat: Seat, button: string, text: string): Promise<void> {
  const { page } = seat;
  await page.locator('diemcau-case').getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: button, exact: true });
  await confirm.click();
  await dialog.getByText('Vui lòng nhập mục này.').waitFor();
  await dialog.getByRole('textbox').fill(text);
  await confirm.click();
  await dialog.waitFor({ state: 'hidden' });
}

describe('a case that does not go the straight way', () => {
  let stage: Stage;
  let island: Seat;
  let expert: Seat;
  let caseId: string;
  const step = inOrder();
  const surface = ({ page }: Seat): Locator => page.locator('diemcau-case');
  const state = (seat: Seat, name: string) =>
    surface(seat).locator('[part=ribbon] [part=state]').getByText(name).waitFor();
  const open = async (seat: Seat) => {
    if (!seat.page.url().endsWith('/his/hoi-chan')) await seat.page.goto(`${seat.url}/his/hoi-chan`);
    await seat.page.locator(`diemcau-worklist [data-case="${caseId}"]`).click();
  };

  before(async () => {
    stage = await openStage();
    [island, expert] = await Promise.all([
      stage.seat('22901', /Nguyễn Hải Đăng/),
      stage.seat('01902', /Đặng Hoài Nam/),
    ]);
  });
  after(() => stage?.close());

  step('refused by the mother: no record and no request leaves the hospital', async () => {
    caseId = await sendCase(island, { question: 'Ca bị từ chối đồng ý' });
    await signConsent(island, { deny: ['.'] });
    const consent = island.page.locator('diemcau-consent');
    await consent.getByText('hồ sơ chưa rời bệnh viện').waitFor();
    await until(
      island.page,
      `new Set(window.__diemcau.events.filter((one) => one.type === 'diemcau-consent-refused' && one.detail.status === 'rejected').map((one) => one.detail.purpose)).size === 5`,
    );
    assert.deepEqual(await announced(island.page, 'diemcau-consent-signed'), []);
    await expert.page.locator('diemcau-worklist').getByText('Chưa có ca nào gửi đến.').waitFor();
  });

  step('cancelled by who asked, with a reason', async () => {
    await say(island, 'Hủy ca', 'Gia đình không đồng ý hội chẩn từ xa.');
    await state(island, 'Đã hủy');
    await surface(island).getByText('Lý do hủy: Gia đình không đồng ý hội chẩn từ xa.').waitFor();
    assert.equal(await surface(island).locator('[data-verb]').count(), 0);
  });

  step('asked for more, twice; what is added arrives each time', async () => {
    caseId = await sendCase(island, { question: 'Ca phải bổ sung' });
    await giveConsent(island);
    await open(expert);
    const results = island.page.locator('diemcau-case-form').getByLabel('Cận lâm sàng');
    for (const [question, answer] of [
      ['Xin công thức máu.', 'Bạch cầu 18 G/L'],
      ['Xin điện giải đồ.', 'Natri 128 mmol/L'],
    ] as const) {
      await say(expert, 'Yêu cầu bổ sung', question);
      await state(island, 'Cần bổ sung');
      await surface(island).getByText(`Cần bổ sung: ${question}`).waitFor();
      await surface(island).getByRole('button', { name: 'Bổ sung thông tin' }).click();
      await results.fill(`${await results.inputValue()}\n${answer}`);
      await island.page.locator('diemcau-case-form').getByRole('button', { name: 'Gửi ca' }).click();
      await state(island, 'Đã gửi');
      await state(expert, 'Đã gửi');
      // Its tab is gone with the question, and another one stands open.
      await island.page.getByRole('tab', { selected: true }).waitFor();
      assert.equal(await island.page.getByRole('tab', { name: 'Bổ sung' }).count(), 0);
    }
    assert.equal((await announced(island.page, 'diemcau-case-submitted')).length, 2);
    await island.page.reload();
    await state(island, 'Đã gửi');
  });

  step('rejected by the expert: the reason is read at home, and the record closes at once', async () => {
    await expert.page.getByRole('tab', { name: 'Hồ sơ' }).click();
    const drug = expert.page.locator('diemcau-record').getByText('Amoxicillin').first();
    await drug.waitFor();
    await say(expert, 'Từ chối', 'Khoa hết giường hồi sức.');
    await drug.waitFor({ state: 'hidden', timeout: 5_000 });
    await state(island, 'Từ chối');
    await surface(island).getByText('Lý do từ chối: Khoa hết giường hồi sức.').waitFor();
  });

  step('agreed to while the gateway lay dead: the record follows the consents by itself when it is back', async () => {
    caseId = await sendCase(island, { question: 'Ca ký lúc mất mạng, rồi bị rút đồng ý' });
    await island.page.getByRole('tab', { name: 'Đồng ý' }).click();
    await island.page.locator('diemcau-consent').getByRole('button', { name: 'Xem lại trước khi ký' }).waitFor();
    await expert.page.goto(`${expert.url}/his/hoi-chan`);
    await expert.page.locator('diemcau-network').getByText('Đã xác minh').waitFor();
    await stage.demo.gateway.stop('SIGKILL');
    for (const { page } of [island, expert]) await until(page, `window.__diemcau.openSockets() === 0`);
    await signConsent(island);
    await island.page.locator('diemcau-network').getByText('mục lưu trên máy này, chưa gửi').waitFor();
    await stage.demo.gateway.start();
    await acceptCase(expert, caseId);
    await expert.page.locator('diemcau-record').getByText('Amoxicillin').first().waitFor();
  });

  step('withdrawn while the expert reads: the open view closes within five seconds, and says why', async () => {
    const drug = expert.page.locator('diemcau-record').getByText('Amoxicillin').first();
    const consent = island.page.locator('diemcau-consent');
    await consent.getByRole('button', { name: 'Rút lại đồng ý' }).nth(1).click();
    const closed = drug.waitFor({ state: 'hidden', timeout: 5_000 });
    await Promise.all([closed, consent.getByRole('button', { name: 'Xác nhận rút lại' }).click()]);
    await expert.page.locator('diemcau-record').getByText('Thời hạn chia sẻ đã hết').waitFor();
    await until(
      island.page,
      `window.__diemcau.events.some((one) => one.type === 'diemcau-consent-withdrawn' && one.detail.purpose === 'record-share' && one.detail.status === 'inactive')`,
    );
  });

  step('asked no other host for anything, broke no policy, threw nothing', () => assertClean(island, expert));
});
