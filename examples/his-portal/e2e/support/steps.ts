import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Demo } from '../../src/start-demo.js';
import type { StoredMinutes } from '../../src/portal/portal-store.js';
import type { Seat } from './stage.js';

const patientId = 'CT-2026-000417';

/** Waits until something in the page holds. Asked from outside: the page's own policy forbids evaluating text within. */
export async function until(page: Page, what: string, timeoutMs = 30_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await page.evaluate(what))) {
    if (Date.now() > deadline) throw new Error(`did not come true within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Events that the page's widgets announced, by type. */
export function announced(page: Page, type: string): Promise<Record<string, string>[]> {
  return page.evaluate(
    `window.__diemcau.events.filter((one) => one.type === ${JSON.stringify(type)}).map((one) => one.detail)`,
  );
}

/** Opens the request form of the child on the island, fills what the HIS cannot know, sends. Answers the caseId. */
export async function sendCase(
  seat: Seat,
  { source = 'fhir', site = 'Nhi Trung uong', question = 'Co giật lần hai, có cần chọc dịch não tủy ngay không?' } = {},
): Promise<string> {
  const { page, url } = seat;
  await page.goto(`${url}/his/benh-nhan/${patientId}/hoi-chan?nguon=${source}`);
  const form = page.locator('diemcau-case-form');
  await form.getByText('Một số mục được điền sẵn').waitFor();
  await fillForm(form, { site, question });
  await form.getByRole('button', { name: 'Gửi ca' }).click();
  await page.waitForURL(/\/hoi-chan\/[0-9a-f-]{36}$/);
  return page.url().split('/').at(-1)!;
}

/** What a doctor adds to the prefilled form. */
export async function fillForm(form: Locator, { site, question }: { site: string; question: string }): Promise<void> {
  await form.getByRole('radio', { name: 'Khẩn' }).check();
  await form.getByLabel('Hình thức').selectOption({ index: 2 });
  await form.getByLabel(/Tìm cơ sở/).fill(site);
  await form.getByRole('checkbox', { name: /Nhi Trung ương/ }).check();
  await form.getByRole('combobox', { name: 'Chuyên khoa' }).fill('Hồi sức cấp cứu nhi');
  await form.getByLabel('Câu hỏi, nội dung xin ý kiến').fill(question);
  await form
    .getByLabel('Bệnh sử', { exact: false })
    .first()
    .fill('Sốt 39–40 °C từ hôm trước, hai cơn co giật cách 5 giờ.');
  await form.getByRole('checkbox', { name: /Đã thông báo/ }).check();
}

/** A mother decides on each purpose; typed evidence; the doctor signs as witness. */
export async function giveConsent(seat: Seat, options: { deny?: string[] } = {}): Promise<void> {
  await signConsent(seat, options);
  const consent = seat.page.locator('diemcau-consent');
  await consent.getByText('Đã đủ điều kiện chia sẻ').waitFor();
  await consent.getByText('Hồ sơ đã gửi cho tuyến trên').waitFor();
}

/** The same, whether the gateway hears of it or not. */
export async function signConsent({ page }: Seat, { deny = [] as string[] } = {}): Promise<void> {
  await page.getByRole('tab', { name: 'Đồng ý' }).click();
  const consent = page.locator('diemcau-consent');
  await consent.getByRole('button', { name: 'Xem lại trước khi ký' }).waitFor();
  const purposes = consent.getByRole('group').filter({ has: page.getByRole('radio', { name: 'Đồng ý', exact: true }) });
  for (const purpose of await purposes.all()) {
    const refused = deny.length > 0 && new RegExp(deny.join('|')).test(await purpose.innerText());
    await purpose.getByRole('radio', { name: refused ? 'Không đồng ý' : 'Đồng ý', exact: true }).check();
  }
  await consent.getByLabel('Họ và tên', { exact: true }).fill('Nguyễn Thị Hạnh');
  await consent.getByLabel('Quan hệ với người bệnh').fill('mẹ');
  await consent.getByRole('radio', { name: 'Gõ họ và tên' }).check();
  await consent.getByLabel('Gõ đúng họ và tên người quyết định').fill('Nguyễn Thị Hạnh');
  await consent.getByRole('button', { name: 'Xem lại trước khi ký' }).click();
  await consent.getByRole('button', { name: 'Ký với tư cách người chứng kiến' }).click();
}

/** The expert finds the case in the worklist and takes it on. */
export async function acceptCase(seat: Seat, caseId: string): Promise<void> {
  const { page, url } = seat;
  if (!page.url().endsWith('/his/hoi-chan')) await page.goto(`${url}/his/hoi-chan`);
  await page.locator(`diemcau-worklist [data-case="${caseId}"]`).click();
  await page.waitForURL(new RegExp(`/his/hoi-chan/${caseId}$`));
  await page.getByRole('button', { name: 'Tiếp nhận' }).click();
  await page.getByRole('button', { name: 'Bắt đầu hội chẩn' }).waitFor();
}

/** Enters the live session with camera and microphone. */
export async function join(seat: Seat): Promise<void> {
  const talk = seat.page.locator('diemcau-consultation');
  const prepare = talk.getByRole('button', { name: 'Thử micro và camera' });
  const enter = talk.getByRole('button', { name: /^(Vào phiên|Vào lại)$/ });
  await prepare.or(enter).first().waitFor();
  if (await prepare.isVisible()) await prepare.click();
  await enter.click();
  await until(seat.page, `window.__diemcau.events.some((one) => one.type === 'diemcau-consultation-joined')`);
}

/** Waits until `more` frames of the others were decoded from now on. */
export async function framesArrive(seat: Seat, more = 10): Promise<number> {
  const before = await seat.page.evaluate<number>('window.__diemcau.framesDecoded()');
  await until(
    seat.page,
    `window.__diemcau.framesDecoded().then((frames) => frames >= ${before} + ${more} || frames > ${more} && ${before} > frames)`,
  );
  return seat.page.evaluate<number>('window.__diemcau.framesDecoded()');
}

/** What the secretary writes. */
export const written = {
  summary: 'Trẻ 38 tháng, sốt ngày 2, co giật phức tạp hai lần.',
  answer: 'Nên chọc dịch não tủy ngay khi huyết động ổn.',
  conclusion: 'Theo dõi viêm màng não; chưa loại trừ.',
  plan: 'Chọc dịch não tủy tại chỗ, ceftriaxon 100 mg/kg/ngày, chuyển tuyến khi biển lặng.',
};

export async function writeMinutes(seat: Seat): Promise<void> {
  await seat.page.getByRole('tab', { name: 'Biên bản' }).click();
  const minutes = seat.page.locator('diemcau-minutes');
  await minutes.getByLabel('Tóm tắt quá trình diễn biến bệnh').fill(written.summary);
  await minutes.getByLabel('Kết luận của vấn đề').fill(written.answer);
  await minutes.getByLabel('Kết luận (sau khi khám lại và thảo luận)').fill(written.conclusion);
  await minutes.getByLabel('Hướng điều trị tiếp').fill(written.plan);
  await minutes.getByText('Đã lưu trên máy chủ').first().waitFor();
}

/** Ends the session for all, so that the minutes wait for their signatures. */
export async function endSession(seat: Seat): Promise<void> {
  const { page } = seat;
  await page.locator('diemcau-case [data-verb="end"]').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Kết thúc hội chẩn' }).click();
  await page.getByText('Chờ ký').first().waitFor();
}

/** Reviews and signs the minutes. */
export async function signMinutes(seat: Seat, role: 'thư ký' | 'chủ tọa'): Promise<void> {
  const { page } = seat;
  await page.getByRole('tab', { name: 'Biên bản' }).click();
  const minutes = page.locator('diemcau-minutes');
  await minutes.getByRole('button', { name: new RegExp(`Xem lại và ký .*${role}`, 'i') }).click();
  await minutes.getByRole('button', { name: new RegExp(`Ký với vai trò ${role}`, 'i') }).click();
  await until(page, `window.__diemcau.events.some((one) => one.type === 'diemcau-minutes-signed')`);
}

/** What the portal's back end has stored of a case, once its poll has brought it. */
export async function receivedMinutes(demo: Demo, siteId: string, caseId: string): Promise<StoredMinutes> {
  const { backEnd, store } = demo.portal(siteId);
  await backEnd.poll();
  const minutes = store.state.minutes.find((one) => one.caseId === caseId);
  assert.ok(minutes, `the back end of ${siteId} has the minutes`);
  return minutes;
}

/** Nothing went to a stranger, nothing broke the page's policy, nothing was thrown and left. */
export function assertClean(...seats: Seat[]): void {
  for (const { strangers, violations, exceptions } of seats) {
    assert.deepEqual(strangers, [], 'requests to other hosts');
    assert.deepEqual(violations, [], 'violations of the policy');
    assert.deepEqual(exceptions, [], 'exceptions');
  }
}
