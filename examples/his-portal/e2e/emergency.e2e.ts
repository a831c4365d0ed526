import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { WebSocketRoute } from 'playwright-core';
import { SystemClient } from '../src/system/system-client.js';
import { inOrder } from './support/in-order.js';
import { openStage, type Seat, type Stage } from './support/stage.js';
import { announced, assertClean, framesArrive, join, until } from './support/steps.js';

const ground = 'Người bệnh lơ mơ, không có người nhà, nhồi máu cơ tim giờ thứ 3.';
const hours = 3_600_000;

describe('an infarction in the mountains, with nobody to ask for consent', () => {
  let stage: Stage;
  let mountain: Seat;
  let expert: Seat;
  let caseId: string;
  const step = inOrder();
  const row = (seat: Seat) =>
    seat.page.locator('diemcau-worklist [role=row]').filter({ has: seat.page.locator(`[data-case="${caseId}"]`) });

  before(async () => {
    stage = await openStage({ sites: ['15901', '01903'] });
    [mountain, expert] = await Promise.all([
      stage.seat('15901', /Lù Văn Phong/),
      stage.seat('01903', /Thiều Quang Sự/),
    ]);
  });
  after(() => stage?.close());

  step('asks for the reason together with all else that is missing; nobody need have been told', async () => {
    const { page, url } = mountain;
    await page.goto(`${url}/his/benh-nhan/BX-2026-000731/hoi-chan?nguon=fhir`);
    const form = page.locator('diemcau-case-form');
    await form.getByText('Một số mục được điền sẵn').waitFor();
    await form.getByRole('radio', { name: 'Cấp cứu' }).check();
    await form.getByRole('checkbox', { name: /chưa thể lấy đồng ý/ }).check();
    await form.getByRole('button', { name: 'Gửi ca' }).click();
    const faults = await form.getByRole('alert').getByRole('link').allInnerTexts();
    assert.ok(faults.includes('Ghi lý do khẩn cấp.'), `${faults}`);
    assert.ok(faults.includes('Chọn ít nhất một cơ sở được mời.'), `${faults}`);
    assert.ok(!faults.some((one) => one.includes('thông báo cho người bệnh')), `${faults}`);
    await form.getByLabel('Hình thức').selectOption({ index: 2 });
    await form.getByRole('checkbox', { name: /Bệnh viện Bạch Mai/ }).check();
    await form.getByRole('combobox', { name: 'Chuyên khoa' }).fill('Tim mạch can thiệp');
    await form.getByLabel('Câu hỏi, nội dung xin ý kiến').fill('Tiêu sợi huyết tại chỗ hay chuyển can thiệp?');
    await form.getByLabel('Lý do khẩn cấp').fill(ground);
    await form.getByRole('button', { name: 'Gửi ca' }).click();
    await page.waitForURL(/\/hoi-chan\/[0-9a-f-]{36}$/);
    caseId = page.url().split('/').at(-1)!;
    assert.deepEqual(await announced(page, 'diemcau-error'), []);
  });

  step('is seen by the expert as an emergency without consent, with its reason and the record', async () => {
    await row(expert).getByText('Cấp cứu').waitFor();
    await row(expert).getByRole('button').click();
    const surface = expert.page.locator('diemcau-case');
    await surface.getByText(`Căn cứ cấp cứu: ${ground}`).waitFor();
    await surface.locator('[part=ribbon]').getByText('Căn cứ cấp cứu').waitFor();
    await surface.locator('diemcau-record').getByText('Amlodipin').first().waitFor();
    await expert.page.getByRole('tab', { name: 'Đồng ý' }).click();
    const consent = expert.page.locator('diemcau-consent');
    await consent.getByText('Đang chia sẻ theo căn cứ cấp cứu').waitFor();
    assert.ok((await consent.getByText('Chưa quyết định').count()) >= 2);
  });

  step('stands in the log: the case, the share, and who read it', async () => {
    const { keys, name } = stage.demo.portal('15901');
    const client = new SystemClient({ siteId: '15901', siteName: name, gateway: stage.demo.gatewayUrl, keys });
    const found = (await client.call('GET', `/fhir/R4/AuditEvent?entity=ServiceRequest/${caseId}`)) as {
      entry: {
        resource: {
          subtype: { code: string }[];
          outcome: string;
          agent: { who: { display: string }; policy?: string[] }[];
          entity: { what: { reference: string } }[];
        };
      }[];
    };
    const told = found.entry
      .map(({ resource }) => resource)
      .filter(({ outcome }) => outcome === '0')
      .map(
        ({ subtype, agent, entity }) =>
          `${agent[0]!.who.display} ${agent[0]!.policy?.[0]?.split(':').at(-1)} ${subtype[0]!.code} ${entity[0]!.what.reference.split('/')[0]}`,
      );
    for (const one of [
      'BS. Lù Văn Phong 15901 case.submit',
      'BS. Lù Văn Phong 15901 record.share',
      'PGS.TS. Thiều Quang Sự 01903 read Bundle',
    ])
      assert.ok(
        told.some((entry) => entry.startsWith(one)),
        `${one} in\n${[...new Set(told)].join('\n')}`,
      );
  });

  step('turns overdue, by the gateway’s clock, in a worklist that nobody touches', async () => {
    const late = await expert.context.newPage();
    // The gateway as it will be in two hours: it tells its time when the line opens.
    await late.routeWebSocket(/\/ws$/, (browser: WebSocketRoute) => {
      const gateway = browser.connectToServer();
      gateway.onMessage((text) => {
        const message = JSON.parse(String(text)) as { now?: number | string };
        const { now } = message;
        if (typeof now === 'number') message.now = now + 2 * hours;
        if (typeof now === 'string') message.now = new Date(Date.parse(now) + 2 * hours).toISOString();
        browser.send(JSON.stringify(message));
      });
    });
    await late.goto(`${expert.url}/his/hoi-chan`);
    const overdue = late.locator('diemcau-worklist').getByText('Quá hạn');
    await overdue.waitFor();
    await late.close();
  });

  step('is given a time: not one that is over, and both hospitals see it in the words of the country', async () => {
    const { page } = expert;
    await page.getByRole('button', { name: 'Tiếp nhận' }).click();
    await page.getByRole('button', { name: 'Xếp lịch' }).click();
    const dialog = page.getByRole('dialog', { name: 'Xếp lịch hội chẩn' });
    const field = dialog.getByLabel('Bắt đầu lúc');
    const confirm = dialog.getByRole('button', { name: 'Xếp lịch' });
    await field.fill('31/02/2026 25:00');
    await confirm.click();
    await dialog.getByText('Ghi giờ bắt đầu theo dạng ngày/tháng/năm giờ:phút.').waitFor();
    await field.fill('01/01/2020 07:30');
    await confirm.click();
    await dialog.getByText('Giờ này đã qua').waitFor();
    const soon = new Date(Date.now() + 30 * 60_000 + 7 * hours).toISOString();
    const text = `${soon.slice(8, 10)}/${soon.slice(5, 7)}/${soon.slice(0, 4)} ${soon.slice(11, 16)}`;
    await field.fill(text);
    await confirm.click();
    await page.locator('diemcau-case [part=ribbon]').getByText(`Lịch ${text}`).waitFor();
    await Promise.all([mountain.page.goto(`${mountain.url}/his/hoi-chan`), page.goto(`${expert.url}/his/hoi-chan`)]);
    for (const seat of [mountain, expert]) {
      await row(seat).getByText(`Lịch ${text}`).waitFor();
      await row(seat).getByText('Đã xếp lịch').waitFor();
      assert.equal(await row(seat).getByText('Quá hạn').count(), 0);
    }
  });

  step('starts from its time, and is a call', async () => {
    for (const seat of [mountain, expert]) await row(seat).getByRole('button').click();
    await expert.page.getByRole('button', { name: 'Bắt đầu hội chẩn' }).click();
    await mountain.page.getByText('Đang hội chẩn').first().waitFor();
    await Promise.all([join(mountain), join(expert)]);
    await Promise.all([framesArrive(mountain), framesArrive(expert)]);
    await until(mountain.page, 'window.__diemcau.connected() === 1');
  });

  step('asked no other host for anything, broke no policy, threw nothing', () => assertClean(mountain, expert));
});
