import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openStage, type Seat, type Stage } from './support/stage.js';
import { assertClean, fillForm } from './support/steps.js';

describe('hosts of many kinds', () => {
  let stage: Stage;
  let seat: Seat;

  before(async () => {
    stage = await openStage();
    seat = await stage.seat('22901', /Nguyễn Hải Đăng/);
  });
  after(() => stage?.close());

  it('a jQuery UI dialog, which moves its content to the end of the page', async () => {
    const { page, url } = seat;
    await page.goto(`${url}/his/cua-so`);
    await page.getByRole('button', { name: 'CT-2026-000417' }).click();
    const form = page.locator('.ui-dialog diemcau-case-form');
    await form.getByText('Một số mục được điền sẵn').waitFor();
    assert.equal(await page.locator('diemcau-network diemcau-case-form').count(), 0);
    await fillForm(form, { site: 'Nhi Trung uong', question: 'Viết trong cửa sổ jQuery UI' });
    assert.equal(await form.getByLabel('Câu hỏi, nội dung xin ý kiến').inputValue(), 'Viết trong cửa sổ jQuery UI');
    await page.locator('.ui-dialog-titlebar-close').click();
    assert.equal(await page.locator('diemcau-case-form').count(), 0);
    assert.equal(await page.evaluate('typeof window.jQuery.ui.dialog'), 'function');
    await page.getByRole('button', { name: 'CT-2026-000417' }).click();
    await form.getByText('Đã lưu nháp').waitFor();
    assert.equal(await form.getByLabel('Câu hỏi, nội dung xin ý kiến').inputValue(), 'Viết trong cửa sổ jQuery UI');
  });

  it('two iframes deep, of the same origin', async () => {
    const { page, url } = seat;
    await page.goto(`${url}/khung/manager.html`);
    const inner = page.frameLocator('#ifmain').frameLocator('#ifform');
    await inner.locator('diemcau-network').getByText('Đã xác minh').waitFor();
    await inner.locator('diemcau-worklist').getByText('Chưa có ca nào.').waitFor();
    await inner.locator('diemcau-case-form').getByRole('button', { name: 'Gửi ca' }).waitFor();
  });

  it('asks no other host for anything, breaks no policy, throws nothing', () => assertClean(seat));

  it('a sign-out leaves neither keys nor drafts that anybody could read', async () => {
    const { page, url } = seat;
    await page.goto(`${url}/his/hoi-chan`);
    await page.locator('diemcau-network').getByText('Đã xác minh').waitFor();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.waitForURL(/dang-nhap$/);
    const kept = await page.evaluate(async () => {
      const rows: string[] = [];
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const open = indexedDB.open(name!);
          open.onsuccess = () => resolve(open.result);
          open.onerror = () => reject(open.error!);
        });
        for (const store of database.objectStoreNames)
          await new Promise<void>((resolve) => {
            const all = database.transaction(store).objectStore(store).getAll();
            all.onsuccess = () => (
              rows.push(
                ...all.result.map(
                  (row) =>
                    `${store} ${JSON.stringify(row, (_key, value: unknown) => (value instanceof CryptoKey ? 'KEY' : value))}`,
                ),
              ),
              resolve()
            );
          });
        database.close();
      }
      return rows;
    });
    assert.deepEqual(
      kept.filter((row) => row.includes('KEY')),
      [],
    );
    assert.ok(!kept.join('\n').includes('jQuery'), 'no draft in clear');
  });
});
