import { css, html, type TemplateResult } from 'lit';
import type { CopyLine } from './consent-copy.js';

/** The copy as a sheet of paper. */
export function consentSheet(lines: readonly CopyLine[]): TemplateResult {
  return html`${lines.map(({ kind, text }) =>
    kind === 'title'
      ? html`<h1>${text}</h1>`
      : kind === 'heading'
        ? html`<h2>${text}</h2>`
        : html`<p class=${kind}>${text}</p>`,
  )}`;
}

/** Black on white, A4. */
export const consentPaper = css`
  @page {
    size: A4;
    margin: 20mm 20mm 20mm 25mm;
  }
  body {
    margin: 0;
    background: #fff;
    color: #000;
    font:
      12pt / 1.45 'Times New Roman',
      'Liberation Serif',
      serif;
  }
  h1 {
    font-size: 14pt;
    text-align: center;
  }
  h2 {
    margin: 10pt 0 2pt;
    font-size: 12pt;
    break-after: avoid;
  }
  p {
    margin: 0 0 4pt;
  }
  .fact {
    font-weight: 600;
  }
`;

/** The copy as plain text, with lines that any reader shows. */
export function consentText(lines: readonly CopyLine[]): string {
  return (
    lines.map(({ kind, text }) => (kind === 'title' || kind === 'heading' ? `\r\n${text}\r\n` : text)).join('\r\n') +
    '\r\n'
  );
}
