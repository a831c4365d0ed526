import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { inOrder } from './support/in-order.js';
import { openStage, type Seat, type Stage } from './support/stage.js';
import { assertClean, sendCase, until } from './support/steps.js';

/** Holds every camera back until it is let go, and remembers the tracks that came of it. */
const heldCamera = `(() => {
  const media = navigator.mediaDevices;
  const native = media.getUserMedia.bind(media);
  const held = (window.__held = { asked: 0, tracks: [], release: undefined });
  const gate = new Promise((resolve) => (held.release = resolve));
  media.getUserMedia = async (constraints) => {
    held.asked += 1;
    const stream = await native(constraints);
    held.tracks.push(...stream.getTracks());
    await gate;
    return stream;
  };
})()`;
const quiet = `window.__diemcau.openSockets() === 0`;

describe('elements that come, move and go', () => {
  let stage: Stage;
  let island: Seat;
  let caseId: string;
  const step = inOrder();

  before(async () => {
    stage = await openStage();
    island = await stage.seat('22901', /Nguyễn Hải Đăng/);
  });
  after(() => stage?.close());

  step('one case shown twice has one connection; what is moved stays connected', async () => {
    const { page } = island;
    caseId = await sendCase(island);
    await page.locator('diemcau-case').getByText('Chưa có đồng ý').first().waitFor();
    await page.evaluate(`(() => {
      const twin = document.createElement('diemcau-case');
      twin.setAttribute('case-id', ${JSON.stringify(caseId)});
      document.querySelector('diemcau-network').append(twin);
    })()`);
    await page.locator('diemcau-case').nth(1).getByText('Chưa có đồng ý').first().waitFor();
    const sockets = await page.evaluate('window.__diemcau.sockets.length');
    assert.equal(await page.evaluate('window.__diemcau.openSockets()'), 1);
    await page.evaluate(`(() => {
      const [first] = document.querySelectorAll('diemcau-case');
      document.querySelector('diemcau-network').append(first);
    })()`);
    await page.locator('diemcau-case').nth(1).getByText('Chưa có đồng ý').first().waitFor();
    assert.equal(await page.evaluate('window.__diemcau.sockets.length'), sockets, 'no new connection');
    assert.equal(await page.evaluate('window.__diemcau.openSockets()'), 1);
  });

  step('an element that is made later, in a dialog outside the provider, works', async () => {
    const { page } = island;
    await page.evaluate(`(() => {
      const dialog = document.createElement('dialog');
      const late = document.createElement('diemcau-case');
      late.setAttribute('case-id', ${JSON.stringify(caseId)});
      dialog.append(late);
      document.body.append(dialog);
      dialog.showModal();
    })()`);
    await page.locator('dialog diemcau-case').getByText('Chưa có đồng ý').first().waitFor();
    await page.evaluate(`document.querySelector('body > dialog').remove()`);
  });

  step('a second loader on the page defines nothing twice and breaks nothing', async () => {
    const { page } = island;
    await page.evaluate(`import('/diemcau/diemcau.js?second')`);
    await page.locator('diemcau-case').first().getByText('Chưa có đồng ý').first().waitFor();
    assert.equal(await page.evaluate('window.__diemcau.openSockets()'), 1);
  });

  step('the provider that is removed leaves no connection', async () => {
    const { page } = island;
    await page.evaluate(`document.querySelector('diemcau-network').remove()`);
    await until(page, quiet);
  });

  step('an element that is removed while the camera is asked for turns its light off', async () => {
    const { page, url } = island;
    await page.addInitScript(heldCamera);
    await page.goto(`${url}/his/kiem-tra`);
    await page.locator('diemcau-network').getByText('Đã xác minh').waitFor();
    await page
      .locator('diemcau-line-test')
      .getByRole('button', { name: /Bắt đầu|Kiểm tra/ })
      .first()
      .click();
    await until(page, `window.__held.tracks.length > 0`);
    await page.evaluate(`document.querySelector('diemcau-network').remove()`);
    await page.evaluate(`window.__held.release()`);
    await until(page, `window.__held.tracks.every((track) => track.readyState === 'ended')`);
    await until(page, quiet);
  });

  step('no other host was asked, no policy broken, nothing thrown', async () => assertClean(island));
});
