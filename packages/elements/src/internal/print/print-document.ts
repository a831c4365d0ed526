import { render, type CSSResult, type TemplateResult } from 'lit';

interface Options {
  /** Title of the printout; browsers offer it as file name, so never a patient's name. */
  title: string;
  styles: readonly CSSResult[];
  locale: string;
}

/** Prints a template by itself: in a frame of its own, with constructed sheets only; the frame is gone afterwards. */
export async function printDocument(content: TemplateResult, { title, styles, locale }: Options): Promise<void> {
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
  try {
    const page = frame.contentDocument!;
    const view = frame.contentWindow as Window & typeof globalThis;
    const body = document.createElement('main');
    render(content, body);
    page.title = title;
    page.documentElement.lang = locale;
    page.body.append(page.adoptNode(body));
    page.adoptedStyleSheets = styles.map(({ cssText }) => {
      const sheet = new view.CSSStyleSheet();
      sheet.replaceSync(cssText);
      return sheet;
    });
    await printed(view);
  } finally {
    frame.remove();
  }
}

/** Chromium's `print` returns when its dialog closes; others say so by an event. */
function printed(view: Window): Promise<void> {
  return new Promise((done) => {
    view.addEventListener('afterprint', () => done(), { once: true });
    view.focus();
    view.print();
  });
}
