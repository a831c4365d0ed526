import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { inOrder } from './support/in-order.js';
import {
  acceptCase,
  announced,
  assertClean,
  endSession,
  framesArrive,
  giveConsent,
  join,
  receivedMinutes,
  sendCase,
  signMinutes,
  until,
  writeMinutes,
  written,
} from './support/steps.js';
import { paperOf, printedSheet, printer } from './support/printed.js';
import { openStage, type Seat, type Stage } from './support/stage.js';
import { resign } from './support/resign.js';
import { fetchTampered } from './support/tampered-back-end.js';

describe('a case between two hospitals, through their own pages', () => {
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
    await island.context.addInitScript(printer);
  });
  after(() => stage?.close());

  step('connects both, with the directory verified by the pinned network key', async () => {
    await expert.page.locator('diemcau-network').getByText('Đã xác minh').waitFor();
    await expert.page.locator('diemcau-worklist').getByText('Chưa có ca nào gửi đến.').waitFor();
  });

  step('sends a request prefilled from the HIS; nobody else sees it before consent', async () => {
    caseId = await sendCase(island);
    const [event] = await announced(island.page, 'diemcau-error');
    assert.equal(event, undefined);
    await island.page.locator('diemcau-case').getByText('Chưa có đồng ý').first().waitFor();
    assert.equal(await expert.page.locator(`diemcau-worklist [data-case="${caseId}"]`).count(), 0);
  });

  step('takes the parent’s decision for each purpose and shares the record', async () => {
    await giveConsent(island, { deny: ['đào tạo và nghiên cứu', 'trí tuệ nhân tạo', 'Ghi âm, ghi hình'] });
    assert.ok((await announced(island.page, 'diemcau-consent-signed')).length >= 2);
  });

  step('gives the mother her copy on paper: every purpose with her answer, who witnessed it, her rights', async () => {
    await island.page.locator('diemcau-consent').getByRole('button', { name: 'In bản cho người bệnh' }).click();
    const sheet = await printedSheet(island.page, island.context);
    const text = await paperOf(sheet);
    for (const words of [
      'PHIẾU ĐỒNG Ý XỬ LÝ DỮ LIỆU CÁ NHÂN TRONG HỘI CHẨN TỪ XA',
      'Phạm Gia Bảo',
      'Nguyễn Thị Hạnh',
      'mẹ',
      'Hội chẩn từ xa với bác sĩ tuyến trên',
      'Gửi hồ sơ bệnh án và hình ảnh cho bác sĩ tuyến trên xem',
      'Ghi âm, ghi hình buổi hội chẩn',
      'Không đồng ý',
      'BS. Nguyễn Hải Đăng',
      'Trung tâm Y tế Cô Tô',
      'rút lại đồng ý',
      caseId,
    ])
      assert.ok(text.includes(words), `“${words}” in ${text}`);
    assert.equal(text.split('→ Không đồng ý').length - 1, 3, 'as she decided');
    assert.ok(!(await sheet.title()).includes('Phạm'), 'no name in the title, which becomes the name of a file');
    await sheet.close();
  });

  step('lights up the expert’s worklist, who reads the record and accepts', async () => {
    await expert.page.locator(`diemcau-worklist [data-case="${caseId}"]`).waitFor();
    await acceptCase(expert, caseId);
    const record = expert.page.locator('diemcau-record');
    await record.getByText('Amoxicillin').first().waitFor();
    const [loaded] = (await announced(expert.page, 'diemcau-record-loaded')) as unknown as {
      sections: Record<string, { state: string; count: number }>;
    }[];
    assert.equal(loaded!.sections['allergies']!.count, 1);
    assert.equal(loaded!.sections['results']!.state, 'loaded');
  });

  step('joins both in a call: frames are decoded at both ends, both identities proved', async () => {
    await expert.page.getByRole('button', { name: 'Bắt đầu hội chẩn' }).click();
    await island.page.getByText('Đang hội chẩn').first().waitFor();
    await Promise.all([join(island), join(expert)]);
    const frames = await Promise.all([framesArrive(island), framesArrive(expert)]);
    assert.ok(
      frames.every((count) => count >= 10),
      `${frames}`,
    );
    for (const seat of [island, expert])
      await seat.page.locator('diemcau-consultation').getByText('đã xác minh').first().waitFor();
  });

  step('keeps the minutes as the secretary writes them; both sign', async () => {
    await writeMinutes(island);
    await endSession(island);
    await until(expert.page, `window.__diemcau.connected() === 0`);
    await signMinutes(island, 'thư ký');
    await signMinutes(expert, 'chủ tọa');
    await expert.page.locator('diemcau-minutes').getByText('Biên bản đã đủ chữ ký').waitFor();
    await island.page.locator('diemcau-minutes').getByText('Biên bản đã đủ chữ ký').waitFor();
  });

  step('prints the minutes as form 27/BV2, whole, black on white, from the widget', async () => {
    await island.page.locator('diemcau-minutes').getByRole('button', { name: 'In biên bản' }).click();
    const sheet = await printedSheet(island.page, island.context);
    const text = await paperOf(sheet);
    for (const words of [
      '27/BV2',
      'TRÍCH BIÊN BẢN HỘI CHẨN',
      'Phạm Gia Bảo',
      'Trung tâm Y tế Cô Tô',
      'BS. Nguyễn Hải Đăng',
      'PGS.TS. Đặng Hoài Nam',
      'Bản giấy chuyển từ bản điện tử',
      ...Object.values(written),
    ])
      assert.ok(text.toLocaleUpperCase('vi').includes(words.toLocaleUpperCase('vi')), `“${words}” in ${text}`);
    await sheet.close();
  });

  step(
    'brings the minutes home: the receiving back end verifies and stores them, the file shows and prints them',
    async () => {
      const minutes = await receivedMinutes(stage.demo, '22901', caseId);
      assert.equal(minutes.refused, undefined);
      assert.equal(minutes.complete, true);
      assert.deepEqual(minutes.signers.map((one) => `${one.role} ${one.siteId}`).sort(), [
        'chair 01902',
        'secretary 22901',
      ]);
      assert.ok(JSON.stringify(minutes.document).includes(written.conclusion));
      await island.page.goto(`${island.url}/his/benh-nhan/CT-2026-000417`);
      await island.page.getByText('Đã xác minh 2 chữ ký').waitFor();
      await island.page.getByRole('link', { name: /Trích biên bản hội chẩn/ }).click();
      await island.page.getByText(written.plan).waitFor();
      await island.page.getByRole('button', { name: 'In biên bản' }).waitFor();
      const paper = await paperOf(island.page);
      for (const words of [
        'MS: 27/BV2',
        'Phạm Gia Bảo',
        'BS. Nguyễn Hải Đăng',
        'PGS.TS. Đặng Hoài Nam',
        ...Object.values(written),
      ])
        assert.ok(paper.includes(words), `“${words}” in ${paper}`);
      const lines = await island.page.getByRole('link', { name: /Dòng XML giám định/ }).getAttribute('href');
      const xml = await (await island.page.request.get(new URL(lines!, island.url).href)).text();
      const note = /<HOI_CHAN>(.*?)<\/HOI_CHAN>/su.exec(xml)?.[1] ?? '';
      for (const words of [written.conclusion, written.plan])
        assert.ok(note.includes(words.replace(/[.;]$/u, '')), `“${words}” in ${note}`);
      assert.match(xml, /<MA_LK>[^<]+<\/MA_LK>/u);
    },
  );

  step('takes no minutes with a byte flipped, a foreign key, or the signatures of another case', async () => {
    const flip = (path: string, json: unknown) =>
      path.includes('/Bundle/')
        ? (JSON.parse(JSON.stringify(json).replace('ceftriaxon 100', 'ceftriaxon 900')) as unknown)
        : json;
    assert.equal((await fetchTampered(stage, '22901', caseId, flip)).refused, 'signature/content-changed');

    const { signatures } = await receivedMinutes(stage.demo, '22901', caseId);
    const forged = await resign(signatures[1]!);
    const foreign = (path: string, json: unknown) =>
      path.endsWith('/DocumentReference')
        ? (JSON.parse(JSON.stringify(json).replace(signatures[1]!, forged)) as unknown)
        : json;
    assert.equal((await fetchTampered(stage, '22901', caseId, foreign)).refused, 'signature/foreign-key');

    const other = 'ffffffff-ffff-7fff-bfff-ffffffffffff';
    const replay = (path: string, json: unknown) =>
      path.endsWith('/DocumentReference')
        ? (JSON.parse(
            JSON.stringify(json).replaceAll(`ServiceRequest/${caseId}`, `ServiceRequest/${other}`),
          ) as unknown)
        : json;
    assert.equal((await fetchTampered(stage, '22901', caseId, replay)).refused, 'signature/replayed');
  });

  step('asked no other host for anything, and broke no policy of the pages', () => assertClean(island, expert));
});
