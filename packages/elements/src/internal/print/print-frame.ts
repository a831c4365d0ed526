import type { CSSResult } from 'lit';

/** What a printout is called and looks like. */
export interface PrintOptions {
  /** Title of the printout; browsers offer it as file name, so never a patient's name. */
  title: string;
  styles: readonly CSSResult[];
  locale: string;
}

/** A document of its own to be printed: a frame with constructed sheets only. `close` takes it away. */
export function openPrintFrame({ title, styles, locale }: PrintOptions): {
  page: Document;
  print(): Promise<void>;
  close(): void;
} {
  const frame = document.createElement('iframe');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  Object.assign(frame.style, {
    position: 'fixed',
    insetInlineStart: '-9999px',
    inlineSize: '210mm',
    blockSize: '297mm',
    border: '0',
  });
  document.body.append(frame);
  const page = frame.contentDocument!;
  const view = frame.contentWindow as Window & typeof globalThis;
  page.title = title;
  page.documentElement.lang = locale;
  page.adoptedStyleSheets = styles.map(({ cssText }) => {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(cssText);
    return sheet;
  });
  return { page, print: () => printed(view), close: () => frame.remove() };
}

/** Chromium's `print` returns when its dialog closes; others say so by an event. */
function printed(view: Window): Promise<void> {
  return new Promise((done) => {
    view.addEventListener('afterprint', () => done(), { once: true });
    view.focus();
    view.print();
  });
}
