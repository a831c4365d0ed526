import { render, type TemplateResult } from 'lit';
import { openPrintFrame, type PrintOptions } from './print-frame.js';

/** Prints a template by itself: in a frame of its own, with constructed sheets only; the frame is gone afterwards. */
export async function printDocument(content: TemplateResult, options: PrintOptions): Promise<void> {
  const frame = openPrintFrame(options);
  try {
    const body = document.createElement('main');
    render(content, body);
    frame.page.body.append(frame.page.adoptNode(body));
    await frame.print();
  } finally {
    frame.close();
  }
}
