import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { inOrder } from './support/in-order.js';
import { openStage, type Seat, type Stage } from './support/stage.js';
import { acceptCase, announced, giveConsent, sendCase, until, written } from './support/steps.js';

const full = 'Ổ đĩa dành cho trình duyệt đã đầy, không lưu thêm được.';

/** All the room that this origin has, set before anything of it was stored: browsers remember for a while how much there was. */
async function limitDisk(page: Page, origin: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 4_000_000 });
}

/** Takes what is left of it, down to the last kB, with bytes that no store can press together. */
async function fillDisk(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(async () => {
    const opening = indexedDB.open('filler', 1);
    opening.onupgradeneeded = () => void opening.result.createObjectStore('bytes', { autoIncrement: true });
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const add = (size: number) =>
      new Promise<boolean>((resolve) => {
        const bytes = new Uint8Array(size);
        for (let at = 0; at < size; at += 65_536)
          crypto.getRandomValues(bytes.subarray(at, Math.min(at + 65_536, size)));
        const tx = opening.result.transaction('bytes', 'readwrite', { durability: 'strict' });
        tx.objectStore('bytes').add(bytes);
        tx.oncomplete = () => resolve(true);
        tx.onabort = () => resolve(false);
      });
    let taken = 0;
    for (let size = 262_144; size >= 1_024; size /= 2)
      while (await add(size)) if ((taken += size) > 8_000_000) throw new Error('the limit does not hold');
    opening.result.close();
  });
  return () =>
    page.evaluate(async () => {
      const deleting = indexedDB.deleteDatabase('filler');
      await new Promise((resolve) => (deleting.onsuccess = resolve));
    }) as Promise<void>;
}

/** Takes away what is kept only to be read without a line: it would make room for what is typed. */
async function dropCopies(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const opening = indexedDB.open('diemcau');
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const tx = opening.result.transaction('copies', 'readwrite');
    tx.objectStore('copies').clear();
    await new Promise((resolve) => (tx.oncomplete = resolve));
    opening.result.close();
  });
}

describe('a PC whose disk is full', () => {
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
    await limitDisk(island.page, island.url);
  });
  after(() => stage?.close());

  step(
    'says that a draft could not be kept, claims nothing, loses no letter, and keeps it once there is room',
    async () => {
      const { page, url } = island;
      await page.goto(`${url}/his/benh-nhan/CT-2026-000417/hoi-chan?nguon=fhir`);
      const form = page.locator('diemcau-case-form');
      await form.getByText('Đã lưu nháp trên máy này').waitFor();
      const field = form.getByLabel('Câu hỏi, nội dung xin ý kiến');
      const empty = await fillDisk(page);
      const text = `Viết khi ổ đĩa đầy. ${'Trẻ co giật lần hai. '.repeat(200)}`;
      await field.fill(text);
      await form.getByRole('alert').getByText(full).waitFor();
      await form.getByText('Chưa lưu nháp').waitFor();
      assert.equal(await form.getByText('Đã lưu nháp').count(), 0);
      assert.equal(await form.getByText('vẫn được giữ trên máy này').count(), 0);
      assert.equal(await field.inputValue(), text);
      assert.deepEqual(
        (await announced(page, 'diemcau-error')).map(({ code }) => code),
        ['offline/quota-exceeded'],
      );
      await empty();
      await field.fill(`${text}!`);
      await form.getByText('Đã lưu nháp trên máy này').waitFor();
      assert.equal(await form.getByText(full).count(), 0);
      await page.reload();
      await until(
        page,
        `document.querySelector('diemcau-case-form').shadowRoot?.querySelector('#field-question')?.value === ${JSON.stringify(`${text}!`)}`,
      );
    },
  );

  step('still sends a request from a full disk: what the gateway has needs no room here', async () => {
    const { page } = island;
    const empty = await fillDisk(page);
    caseId = await sendCase(island, { question: 'Gửi khi ổ đĩa đầy' });
    await empty();
    await page.locator('diemcau-case').getByText('Chưa có đồng ý').first().waitFor();
  });

  step(
    'claims no minutes kept while neither disk nor gateway takes them, and sends them when the gateway is back',
    async () => {
      const { page } = island;
      // The record could not be kept on the full disk: the HIS gives it once more with the next request.
      caseId = await sendCase(island);
      await giveConsent(island);
      await acceptCase(expert, caseId);
      await expert.page.getByRole('button', { name: 'Bắt đầu hội chẩn' }).click();
      await page.getByText('Đang hội chẩn').first().waitFor();
      await page.getByRole('tab', { name: 'Biên bản' }).click();
      const minutes = page.locator('diemcau-minutes');
      await minutes.getByLabel('Tóm tắt quá trình diễn biến bệnh').fill(written.summary);
      await minutes.getByText('Đã lưu trên máy chủ').first().waitFor();
      await dropCopies(page);
      const empty = await fillDisk(page);
      await stage.demo.gateway.stop('SIGKILL');
      await until(page, `window.__diemcau.openSockets() === 0`);
      const text = `${written.conclusion} ${'Viết khi không nơi nào giữ được. '.repeat(200)}`;
      const field = minutes.getByLabel('Kết luận (sau khi khám lại và thảo luận)');
      await field.fill(text);
      await minutes.getByRole('alert').getByText(full).waitFor();
      assert.equal(await minutes.getByText('Đã lưu trên máy').count(), 0);
      assert.equal(await field.inputValue(), text);
      assert.ok((await announced(page, 'diemcau-error')).some(({ code }) => code === 'offline/quota-exceeded'));
      await stage.demo.gateway.start();
      await until(page, `window.__diemcau.openSockets() === 1`);
      await minutes.getByText('Đã lưu trên máy chủ').first().waitFor();
      assert.equal(await field.inputValue(), text);
      await empty();
      await page.reload();
      await page.getByRole('tab', { name: 'Biên bản' }).click();
      await until(
        page,
        `[...document.querySelector('diemcau-case').shadowRoot.querySelectorAll('diemcau-minutes')].some((one) => [...(one.shadowRoot?.querySelectorAll('textarea') ?? [])].some((area) => area.value === ${JSON.stringify(text.trim())} || area.value === ${JSON.stringify(text)}))`,
      );
    },
  );
});
