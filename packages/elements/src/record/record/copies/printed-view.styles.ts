import { css } from 'lit';

/** The host's page printed with the record in it (Ctrl+P): what is on the screen, whole, black on white, nothing to press. */
export const printedViewStyles = css`
  .print-only {
    display: none;
  }
  @media print {
    :host {
      --_ground: #fff;
      --_surface: #fff;
      --_raised: #fff;
      --_text: #000;
      --_muted: #000;
      --_line: #000;
      --_critical: #000;
      --_critical-soft: #fff;
      --_attention: #000;
      --_attention-soft: #fff;
      --_unavailable: #000;
      --_unavailable-soft: #fff;
      --_accent: #000;
      --_accent-soft: #fff;
    }
    .base,
    .columns,
    .sections,
    .table-scroll {
      display: block;
      overflow: visible !important;
      max-block-size: none !important;
      background: #fff;
      color: #000;
    }
    .banner {
      position: static;
    }
    nav,
    button,
    input,
    .button,
    .copies,
    .live {
      display: none !important;
    }
    thead {
      display: table-header-group;
    }
    tr,
    .entry,
    h3 {
      break-inside: avoid;
    }
    h3 {
      break-after: avoid;
    }
    .print-only {
      display: block;
    }
  }
`;
