import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openStage, type Seat, type Stage } from './support/stage.js';
import { assertClean, until } from './support/steps.js';

/** What one record of a size did to the page. */
interface Told {
  event: string;
  detail: { code?: string; sections?: Record<string, { state: string; count: number }> };
  longest: number;
}

/** Gives the record element a bundle of that many MB and watches the page; runs in it. */
async function give({ mb, as }: { mb: number; as: 'string' | 'Blob' }): Promise<Told> {
  const note = 'Ghi chú của khoa xét nghiệm. '.repeat(20);
  const observation = (at: number) =>
    `,${JSON.stringify({ resource: { resourceType: 'Observation', id: `o${at}`, status: 'final', category: [{ coding: [{ code: 'laboratory' }] }], code: { text: `Xét nghiệm ${at % 300}` }, subject: { reference: 'Patient/p' }, effectiveDateTime: `2026-${String((at % 12) + 1).padStart(2, '0')}-10`, valueQuantity: { value: at, unit: 'mmol/L' }, note: [{ text: note }] } })}`;
  const parts = [
    '{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p","name":[{"text":"Phạm Gia Bảo"}]}}',
  ];
  for (let size = 0, at = 0; size < mb * 1_000_000; at++) size += parts[parts.push(observation(at)) - 1]!.length;
  parts.push(']}');
  const source = as === 'Blob' ? new Blob(parts) : parts.join('');
  const record = Object.assign(document.createElement('diemcau-record'), {}) as HTMLElement & { source?: unknown };
  document.querySelector('diemcau-network')!.append(record);
  // Making it took long too; that is not what is looked at.
  await new Promise((resolve) => requestIdleCallback(resolve));
  let longest = 0;
  const watch = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  watch.observe({ type: 'longtask' });
  const told = await new Promise<Omit<Told, 'longest'>>((resolve) => {
    for (const event of ['diemcau-record-loaded', 'diemcau-error'])
      record.addEventListener(
        event,
        (said) => resolve({ event, detail: (said as CustomEvent<Told['detail']>).detail }),
        { once: true },
      );
    record.source = source;
  });
  // All that follows from it on the screen, too.
  await new Promise((resolve) => requestIdleCallback(() => requestAnimationFrame(() => requestIdleCallback(resolve))));
  for (const { duration } of watch.takeRecords()) longest = Math.max(longest, duration);
  watch.disconnect();
  return { ...told, longest };
}

describe('a very large record', () => {
  let stage: Stage;
  let seat: Seat;

  before(async () => {
    stage = await openStage({ sites: ['22901'] });
    seat = await stage.seat('22901', /Nguyễn Hải Đăng/);
    await seat.page.goto(`${seat.url}/his/kiem-tra`);
    await seat.page.locator('diemcau-network').getByText('Đã xác minh').waitFor();
  });
  after(() => stage?.close());

  for (const [mb, as, outcome] of [
    [50, 'string', 'opened'],
    [50, 'Blob', 'opened'],
    [70, 'string', 'refused'],
    [70, 'Blob', 'refused'],
  ] as const)
    it(`of ${mb} MB as ${as} is ${outcome}, off the main thread, and the page goes on`, async () => {
      const { page } = seat;
      const { event, detail, longest } = await page.evaluate(give, { mb, as });
      const record = page.locator('diemcau-record').last();
      if (outcome === 'opened') {
        assert.equal(event, 'diemcau-record-loaded', JSON.stringify(detail));
        assert.equal(detail.sections!['results']!.state, 'loaded');
        assert.ok(detail.sections!['results']!.count > 30_000);
        await record.getByText('Phạm Gia Bảo').first().waitFor();
      } else {
        assert.deepEqual([event, detail.code], ['diemcau-error', 'record/too-large']);
        await record.getByRole('alert').getByText('Hồ sơ quá lớn.').waitFor();
      }
      assert.equal(page.workers().length, 1, 'a worker reads');
      assert.ok(longest <= 200, `the main thread was held for ${longest} ms`);
      await page.evaluate(`document.querySelectorAll('diemcau-record').forEach((one) => one.remove())`);
      await page.locator('diemcau-line-test').getByRole('button', { name: 'Bắt đầu kiểm tra' }).waitFor();
      await until(page, 'document.querySelector("diemcau-record") === null');
    });

  it('asks no other host for anything, breaks no policy, throws nothing', () => assertClean(seat));
});
