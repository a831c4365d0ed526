import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { until } from './steps.js';

/** Runs in every frame before its scripts: what is printed is handed to the top page instead of to a printer. */
export const printer = `window.print = () => {
  const css = [...document.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join('\\n');
  (top.__printed ??= []).push({ title: document.title, body: document.body.innerHTML, css, scripts: document.scripts.length });
  window.dispatchEvent(new Event('afterprint'));
};`;

/** The sheet that the widgets sent to the printer last, as a page by itself. */
export async function printedSheet(page: Page, context: BrowserContext): Promise<Page> {
  await until(page, 'window.__printed?.length > 0');
  const { title, body, css } = await page.evaluate<{ title: string; body: string; css: string }>(
    'window.__printed.pop()',
  );
  const sheet = await context.newPage();
  await sheet.setContent(
    `<!doctype html><html lang="vi"><title>${title}</title><style>${css}</style><body>${body}</body></html>`,
  );
  return sheet;
}

/** What a reader of the paper sees: every word that prints. Fails on anything that is no black on white, or that can be pressed. */
export async function paperOf(sheet: Page): Promise<string> {
  await sheet.emulateMedia({ media: 'print' });
  const { text, faults } = await sheet.evaluate(() => {
    const faults: string[] = [];
    const isDark = (color: string) => (color.match(/[\d.]+/g) ?? []).slice(0, 3).every((part) => Number(part) <= 60);
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      if (!element.checkVisibility()) continue;
      if (element.matches('button, input, select, textarea, nav'))
        faults.push(`on paper: ${element.localName} ${element.innerText}`);
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim() !== '');
      const style = getComputedStyle(element);
      if (own && !isDark(style.color)) faults.push(`${style.color}: ${element.innerText.slice(0, 40)}`);
      const paper = style.backgroundColor.match(/[\d.]+/g)!.map(Number);
      if (paper[3] !== 0 && paper.slice(0, 3).some((part) => part < 255))
        faults.push(`${style.backgroundColor} under ${element.localName}.${element.className}`);
      if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && style.overflowX !== 'visible')
        faults.push(`cut off: ${element.innerText.slice(0, 40)}`);
    }
    return { text: document.body.innerText, faults };
  });
  assert.deepEqual(faults, []);
  const pdf = await sheet.pdf({ format: 'A4', preferCSSPageSize: true });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(pages >= 1 && pages <= 4, `${pages} pages`);
  await sheet.emulateMedia({ media: null });
  return text.replace(/\s+/g, ' ');
}
