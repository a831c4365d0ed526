import { after, before, describe } from 'node:test';
import { inOrder } from './support/in-order.js';
import { openStage, type Seat, type Stage } from './support/stage.js';
import { acceptCase, giveConsent, sendCase, until } from './support/steps.js';

const inRecord = (what: string) =>
  `(() => { const root = document.querySelector('diemcau-case')?.shadowRoot?.querySelector('diemcau-record')?.shadowRoot; return root && (${what}); })()`;
const shows = (text: string) => inRecord(`root.textContent.includes(${JSON.stringify(text)})`);
/** Rows of copies that lie in this browser. */
const copies = `(async () => {
  const opening = indexedDB.open('diemcau');
  await new Promise((resolve) => (opening.onsuccess = resolve));
  const counting = opening.result.transaction('copies').objectStore('copies').count();
  await new Promise((resolve) => (counting.onsuccess = resolve));
  opening.result.close();
  return counting.result;
})()`;

describe('a record that is read without a line', () => {
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
    caseId = await sendCase(island);
    await giveConsent(island);
    await acceptCase(expert, caseId);
    await until(expert.page, shows('Co giật'));
  });
  after(() => stage?.close());

  step('is read after the gateway fell and the page was loaded anew', async () => {
    // The case, its record, and what says when both end.
    await until(expert.page, `${copies}.then((count) => count >= 3)`);
    await stage.demo.gateway.stop('SIGKILL');
    await expert.page.reload();
    await until(expert.page, shows('Bản giữ trên máy này'), 60_000);
    await until(expert.page, shows('Co giật'));
  });

  step('is the gateway’s again once it is back, and nothing says that it is a copy', async () => {
    await stage.demo.gateway.start();
    await until(expert.page, `!${shows('Bản giữ trên máy này')}`, 60_000);
    await until(expert.page, shows('Co giật'));
  });

  step('is gone after signing out, from the disk too', async () => {
    await expert.page.getByRole('button', { name: 'Đăng xuất' }).click();
    await expert.page.waitForURL(/dang-nhap|\/$/);
    await until(expert.page, `${copies}.then((count) => count === 0)`);
  });
});
