import { css } from 'lit';

/** Black on white, A4; the same sheet on the screen before signing and on paper. */
export const paperStyles = css`
  @page {
    size: A4;
    margin: 18mm 18mm 18mm 25mm;
  }
  body {
    margin: 0;
    background: #fff;
  }
  .paper {
    background: #fff;
    color: #000;
    font:
      12pt / 1.4 'Times New Roman',
      'Liberation Serif',
      'DejaVu Serif',
      serif;
    overflow-wrap: break-word;
  }
  .paper p {
    margin: 0 0 4pt;
  }
  .paper header,
  .paper footer {
    display: flex;
    justify-content: space-between;
    gap: 16pt;
  }
  .paper header p:last-child {
    text-align: end;
    white-space: nowrap;
  }
  .paper footer {
    margin-block-start: 12pt;
    break-inside: avoid;
  }
  .paper footer > div {
    flex: 1;
    text-align: center;
  }
  .paper .paper-title {
    margin: 10pt 0 2pt;
    font-size: 15pt;
    text-align: center;
  }
  .paper .center {
    text-align: center;
  }
  .paper h3 {
    margin: 6pt 0 2pt;
    font-size: 12pt;
    break-after: avoid;
  }
  .paper .text {
    white-space: pre-line;
  }
  .paper ul,
  .paper ol {
    margin: 0 0 4pt;
    padding-inline-start: 18pt;
  }
  .paper .small {
    font-size: 10pt;
    font-style: italic;
  }
  .paper .converted {
    margin-block-start: 12pt;
    padding-block-start: 4pt;
    border-block-start: 1px solid #000;
    font-size: 10pt;
  }
`;
