import { css } from 'lit';

/** Black on white, A4, pages of a fixed size: what is measured on the screen is what prints. */
export const recordPaperStyles = css`
  @page {
    size: A4;
    margin: 0;
  }
  body {
    margin: 0;
    background: #fff;
  }
  main {
    /* Widths on the screen as on paper. */
    text-rendering: geometricPrecision;
    color: #000;
    font:
      10.5pt / 1.35 'Times New Roman',
      'Liberation Serif',
      'DejaVu Serif',
      serif;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .page {
    position: relative;
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
    inline-size: 210mm;
    block-size: 296mm;
    padding: 9mm 12mm 8mm 18mm;
    background: #fff;
    break-after: page;
    break-inside: avoid;
  }
  .page:last-child {
    break-after: auto;
  }
  @media screen {
    .page {
      contain: size layout;
    }
  }
  .running {
    display: flex;
    flex-wrap: wrap;
    gap: 0 4mm;
    margin-block-end: 2mm;
    padding-block-end: 1mm;
    border-block-end: 1px solid #000;
  }
  .flow {
    flex: 1;
    min-block-size: 0;
    /* Room for a line that wraps otherwise on paper. */
    margin-block-end: 6mm;
  }
  .foot {
    display: flex;
    justify-content: space-between;
    gap: 4mm;
    padding-block-start: 1mm;
    border-block-start: 1px solid #000;
    font-size: 8.5pt;
  }
  .foot .number {
    white-space: nowrap;
  }
  .watermark {
    position: absolute;
    z-index: 0;
    inset: 60mm 0 auto;
    color: #ddd;
    font-size: 15pt;
    line-height: 5;
    text-align: center;
    pointer-events: none;
    transform: rotate(-35deg);
    print-color-adjust: exact;
  }
  .running,
  .flow,
  .foot {
    position: relative;
    z-index: 1;
  }
  .title {
    display: flex;
    gap: 6mm;
    align-items: flex-start;
    justify-content: space-between;
  }
  .qr {
    inline-size: 28mm;
    block-size: 28mm;
    flex: none;
  }
  h1,
  h2,
  p,
  ul {
    margin: 0;
  }
  h1 {
    font-size: 14pt;
    text-transform: uppercase;
  }
  h2 {
    margin-block: 3mm 1mm;
    font-size: 11.5pt;
  }
  h2 .state {
    font-size: 10pt;
    font-weight: normal;
  }
  .converted {
    margin-block: 1mm;
    padding: 1mm 2mm;
    border: 1px solid #000;
  }
  .small {
    font-size: 9pt;
  }
  .continued {
    font-style: italic;
  }
  .statement {
    font-style: italic;
  }
  .critical {
    font-weight: bold;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  th,
  td {
    padding: 0.4mm 1mm;
    border: 0.5px solid #000;
    text-align: start;
    vertical-align: top;
  }
  tbody th {
    font-weight: normal;
  }
  thead th {
    font-size: 9pt;
  }
  .name {
    inline-size: 42%;
  }
  .when {
    inline-size: 19%;
  }
  .range {
    inline-size: 15%;
  }
  .part th {
    padding-inline-start: 4mm;
  }
  .void {
    text-decoration: line-through;
  }
  .flags {
    text-decoration: none;
    font-style: italic;
  }
  .entry {
    padding-block: 0.4mm;
    border-block-start: 0.5px solid #000;
  }
  .entry .line {
    display: flex;
    gap: 4mm;
    justify-content: space-between;
  }
  .entry .date {
    flex: none;
    max-inline-size: 45mm;
  }
  .entry strong {
    font-weight: 600;
  }
  .more {
    padding-inline-start: 4mm;
  }
`;
