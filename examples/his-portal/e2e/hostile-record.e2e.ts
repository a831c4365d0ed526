import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { inOrder } from './support/in-order.js';
import { openStage, type Seat, type Stage } from './support/stage.js';
import { acceptCase, giveConsent, sendCase } from './support/steps.js';

const evil = 'https://evil.example';
/** What a hostile HIS might put into a narrative. */
const narrative = `<div xmlns="http://www.w3.org/1999/xhtml"><p>Ghi chú trong hồ sơ</p>
<script>window.__ran = 'script'</script><img src="${evil}/a.png" onerror="window.__ran = 'onerror'"/>
<a href="javascript:window.__ran='href'">bấm vào đây</a><form action="${evil}/form"><input name="x"/><button>Gửi mẫu</button></form>
<p style="background:url(${evil}/b.png)">nền</p><svg onload="window.__ran='svg'"><use href="${evil}/c.svg#x"/></svg>
<iframe src="${evil}/d"></iframe><link rel="stylesheet" href="${evil}/e.css"/><video poster="${evil}/f.png"></video></div>`;

describe('a shared record that is hostile', () => {
  let stage: Stage;
  let island: Seat;
  let expert: Seat;
  const step = inOrder();

  before(async () => {
    stage = await openStage();
    [island, expert] = await Promise.all([
      stage.seat('22901', /Nguyễn Hải Đăng/),
      stage.seat('01902', /Đặng Hoài Nam/),
    ]);
  });
  after(() => stage?.close());

  step('runs nothing and asks nobody for anything, at neither end', async () => {
    await island.context.route('**/ho-so.json', async (route) => {
      const response = await route.fetch();
      const record = (await response.json()) as { entry: { resource: { resourceType: string; text?: object } }[] };
      for (const { resource } of record.entry) resource.text = { status: 'generated', div: narrative };
      await route.fulfill({ response, json: record });
    });
    const caseId = await sendCase(island);
    await giveConsent(island);
    await acceptCase(expert, caseId);
    const record = expert.page.locator('diemcau-record');
    await record.getByText('Amoxicillin').first().waitFor();
    // What the source wrote in its own words is opened by the reader; every one is.
    const own = record.getByText('Nội dung dạng văn bản của nguồn');
    await own.first().waitFor();
    for (const one of await own.all()) await one.click();
    await record.getByText('Ghi chú trong hồ sơ').first().waitFor();
    for (const link of await record.getByText('bấm vào đây').all()) await link.click();
    for (const { page } of [island, expert]) assert.equal(await page.evaluate('window.__ran'), undefined);
    assert.match(expert.page.url(), /\/his\/hoi-chan\//);
    assert.equal(await record.locator('form, script, iframe, link').count(), 0);
    // The inert document in which the sanitizer reads still reports the attributes that the policy stopped: stopped they are.
    const stopped = /^(script|style)-src-attr inline .*\/purify/;
    for (const { violations } of [island, expert])
      assert.deepEqual(
        violations.filter((one) => !stopped.test(one)),
        [],
      );
    for (const { strangers, exceptions } of [island, expert]) assert.deepEqual([...strangers, ...exceptions], []);
  });
});
