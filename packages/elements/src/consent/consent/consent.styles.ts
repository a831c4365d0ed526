import { css } from 'lit';

export const styles = css`
  .base {
    padding: var(--_4);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_4);
    align-items: flex-start;
    justify-content: space-between;
    padding-block-end: var(--_3);
    border-block-end: 1px solid var(--_line);
  }
  .share {
    flex: 1 1 100%;
    color: var(--_muted);
  }
  .badge.wrapping {
    white-space: normal;
    border-radius: 14px;
  }
  .purpose {
    display: grid;
    gap: var(--_3);
    padding: var(--_3) var(--_4);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
  }
  .purpose.decided {
    gap: var(--_1);
    border-color: var(--_line);
    background: var(--_raised);
  }
  .purpose > legend {
    float: inline-start;
    inline-size: 100%;
    padding: 0;
    font-weight: 700;
  }
  .purpose > legend + * {
    clear: both;
  }
  .words {
    gap: var(--_2);
    max-inline-size: 70ch;
  }
  .answers {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--_3);
    max-inline-size: 480px;
  }
  .answer {
    display: flex;
    gap: var(--_2);
    align-items: center;
    justify-content: center;
    min-block-size: 44px;
    padding: var(--_1);
    border: 2px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-weight: 600;
    cursor: pointer;
  }
  .answer:hover {
    background: var(--_raised);
  }
  .answer:focus-within {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .answer:has(:checked) {
    border-color: var(--_text);
    box-shadow: inset 0 0 0 2px var(--_text);
  }
  .answer input {
    inline-size: 20px;
    flex: none;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_text);
    outline: none;
  }
  @container (max-width: 480px) {
    .purpose {
      padding: var(--_3);
    }
    .answers {
      gap: var(--_2);
    }
    .answer {
      gap: var(--_1);
      font-size: var(--_size-table);
    }
  }
  .block {
    display: grid;
    gap: var(--_1);
  }
  .fields {
    display: grid;
    align-items: end;
    gap: var(--_3);
    margin-block: var(--_2);
  }
  .inset,
  .pad {
    margin-inline-start: 28px;
  }
  .pad {
    display: grid;
    gap: var(--_2);
    justify-items: start;
  }
  canvas {
    inline-size: 100%;
    max-inline-size: 560px;
    block-size: 180px;
    border: 2px dashed var(--_line-strong);
    border-radius: var(--_radius);
    background: #fff;
    touch-action: none;
    cursor: crosshair;
  }
  summary {
    min-block-size: var(--_target);
    padding-block: var(--_1);
    font-weight: 600;
    cursor: pointer;
  }
  .decided summary {
    color: var(--_muted);
    font-size: var(--_size-small);
    font-weight: 400;
  }
  .withheld {
    display: grid;
    gap: 0 var(--_4);
    padding-block: var(--_2);
  }
  .facts {
    display: grid;
    gap: 0;
  }
  .facts > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: var(--_3);
    padding-block: var(--_2);
    border-block-end: 1px solid var(--_line);
  }
  #title:focus,
  .review h3:focus,
  .error-summary:focus {
    outline: none;
  }
  @container (min-width: 640px) {
    .fields {
      grid-template-columns: 1fr 1fr;
    }
    .withheld {
      grid-template-columns: 1fr 1fr;
    }
    .withheld > .hint {
      grid-column: 1 / -1;
    }
  }
  @media (forced-colors: active) {
    .answer:has(:checked) {
      border-color: Highlight;
      outline: 2px solid Highlight;
    }
  }
`;
