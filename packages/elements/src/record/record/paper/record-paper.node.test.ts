import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import jsQR from 'jsqr';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { chromium, type Browser, type Page } from 'playwright-core';
// @ts-expect-error -- plain JavaScript of the tool configuration
import { baselineBrowser } from '../../../../../../.config/baseline-browser.mjs';
// @ts-expect-error -- plain JavaScript of the tool configuration
import { browserFlags, findBrowser } from '../../../../../../.config/find-browser.mjs';

/** CommonJS: what its types call the default export is the module itself. */
type ReadQr = (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null;

const script = await build({
  entryPoints: [new URL('./record-paper.page.ts', import.meta.url).pathname],
  bundle: true,
  write: false,
  format: 'iife',
  target: 'chrome109',
  conditions: ['@diemcau/source'],
  tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
});

const browsers: [name: string, path: () => Promise<string | undefined>][] = [
  ['the present Chromium', async () => findBrowser()],
  ['Chromium 109', baselineBrowser],
];

for (const [name, path] of browsers) {
  const executablePath = await path();
  describe(`a record as PDF in ${name}`, { skip: executablePath ? false : `there is no ${name}` }, () => {
    let browser: Browser;
    let page: Page;

    before(async () => {
      browser = await chromium.launch({ executablePath: executablePath!, args: browserFlags });
      page = await browser.newPage();
      await page.setContent('<!doctype html><html lang="vi"><title>Ho so benh an</title><body></body></html>');
      await page.addScriptTag({ content: script.outputFiles[0]!.text });
    });
    after(() => browser.close());

    async function printed(count: number, more = '{}'): Promise<{ laid: number; texts: string[] }> {
      const laid = await page.evaluate<{ pages: number }>(`layOut(${count}, ${more})`);
      return {
        laid: laid.pages,
        texts: await textsOf(await page.pdf({ preferCSSPageSize: true, printBackground: true })),
      };
    }

    it('has every row of every section, each once, and every word of a long note', async () => {
      const { texts } = await printed(400);
      const whole = texts.join(' ');
      for (let at = 0; at < 400; at++)
        assert.equal(count(whole, new RegExp(`Xét nghiệm số ${at}(?!\\d)`, 'gu')), 1, `row ${at}`);
      // 40 repetitions in each of four paragraphs, and those of the notes of results.
      assert.equal(count(whole, /Điện/gu), 160 + notes(400));
      for (const words of [
        'Co giật 3 phút',
        'Giờ | Mạch',
        'Tệp kèm theo, không in ở đây: Giấy chuyển tuyến',
        'đã bác bỏ',
        'nặng',
      ])
        assert.ok(whole.includes(words), words);
    });

    it('names the patient by name and two numbers on each page, and says which page of how many it is', async () => {
      const { laid, texts } = await printed(400);
      assert.equal(texts.length, laid, 'as many sheets as were laid out');
      assert.ok(laid > 8, String(laid));
      for (const [index, text] of texts.entries()) {
        for (const words of [
          'Nguyễn Văn Đảo',
          'TE1222212345678',
          'CT-000123',
          `Trang ${index + 1}/${laid}`,
          'Bản giấy chuyển đổi từ hồ sơ bệnh án điện tử',
          'Mã tra cứu: doc-1',
          'In lúc 06/10/2026 10:00 · người in: BS. Lê Văn Đồi',
        ])
          assert.ok(text.includes(words), `${words} on page ${index + 1}`);
      }
    });

    it('repeats the head of the table and the section on each page that goes on with it', async () => {
      const { texts } = await printed(400);
      const results = texts.filter((text) => /Xét nghiệm số/u.test(text));
      assert.ok(results.length > 5);
      for (const text of results) assert.match(text, /Kết quả\s+Tham chiếu\s+Thời gian/u);
      for (const text of results.slice(1)) assert.match(text, /Kết quả xét nghiệm \(tiếp theo\)/u);
    });

    it('says the state of every section, marks in letters, and leaves out what is restricted', async () => {
      const { texts } = await printed(4);
      const whole = texts.join(' ');
      for (const words of [
        'Chưa đọc được: không có nghĩa là không có dữ liệu',
        'Nguồn ghi rõ: không có',
        'Không có dữ liệu được cung cấp',
        'Được giữ lại theo lựa chọn của người bệnh',
        'Chưa đủ: nguồn đã cắt bớt',
        '0 mmol/L H',
        '1 mmol/L L',
        '2 mmol/L HH',
        'BS. Lê Văn Đồi · BV Nhi Trung ương',
        'không gồm thông tin thuộc diện hạn chế',
      ])
        assert.ok(whole.includes(words), words);
      assert.ok(!/HIV/u.test(whole));
      assert.ok(/Nhiễm HIV/u.test((await printed(4, '{ includeRestricted: true }')).texts.join(' ')));
    });

    it('has a QR code that a reader takes for what it should say, without a word of the patient', async () => {
      await page.evaluate('layOut(1)');
      const { data, width, height } = await page.evaluate<{
        data: number[];
        width: number;
        height: number;
      }>(`(async () => {
        const svg = document.querySelector('svg.qr');
        const image = new Image();
        image.src = 'data:image/svg+xml,' + encodeURIComponent(new XMLSerializer().serializeToString(svg));
        await image.decode();
        const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 400 });
        const context = canvas.getContext('2d');
        context.imageSmoothingEnabled = false;
        context.drawImage(image, 0, 0, 400, 400);
        const { data, width, height } = context.getImageData(0, 0, 400, 400);
        return { data: [...data], width, height };
      })()`);
      const read = (jsQR as unknown as ReadQr)(Uint8ClampedArray.from(data), width, height);
      assert.equal(
        read?.data,
        'https://gateway.example.vn/fhir/R4/Bundle/doc-1#sha-256=abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq',
      );
    });

    it('is black on white without anything to press, and nothing reaches into the foot', async () => {
      await page.evaluate('layOut(120)');
      await page.emulateMedia({ media: 'print' });
      const faults = await page.evaluate<string[]>(`[...document.querySelectorAll('.page')].flatMap((page, at) => {
        const foot = page.querySelector('.foot').getBoundingClientRect();
        const faults = [];
        for (const element of page.querySelectorAll('.flow *')) {
          const box = element.getBoundingClientRect();
          if (box.bottom > foot.top + 1) faults.push(at + ' foot ' + element.textContent.slice(0, 40));
          if (box.right > page.getBoundingClientRect().right) faults.push(at + ' wide ' + element.textContent.slice(0, 40));
          if (element instanceof HTMLElement && getComputedStyle(element).color !== 'rgb(0, 0, 0)') faults.push(at + ' grey');
          if (element.matches('button, input, a, nav, [style]')) faults.push(at + ' ' + element.localName);
        }
        return faults;
      })`);
      await page.emulateMedia({ media: null });
      assert.deepEqual(faults, []);
    });

    it('sets thousands of rows without holding the page', async () => {
      const { pages, ms, long } = await page.evaluate<{ pages: number; ms: number; long: number[] }>('layOut(5000)');
      assert.ok(pages > 100, String(pages));
      console.log(
        `${name}: 5,000 results on ${pages} pages in ${Math.round(ms)} ms, long tasks: ${long.map(Math.round).join(', ') || 'none'}`,
      );
    });
  });
}

function notes(count: number): number {
  return Array.from({ length: count }, (_, at) => (at % 5 ? 0 : 1 + (at % 3))).reduce((sum, one) => sum + one, 0);
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

/** The words of each page. */
async function textsOf(pdf: Buffer): Promise<string[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const texts: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
    texts.push(text.replace(/\s+/gu, ' ').normalize('NFC'));
  }
  await document.destroy();
  return texts;
}
