import { css } from 'lit';

export const styles = css`
  .base {
    padding: var(--_4);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  .stack {
    grid-template-columns: minmax(0, 1fr);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_4);
    align-items: center;
    padding-block-end: var(--_2);
    border-block-end: 1px solid var(--_line);
  }
  .head .row {
    flex: 1;
    min-block-size: 24px;
  }
  .who {
    padding: var(--_1) var(--_3);
    border-inline-start: 4px solid var(--_accent);
    background: var(--_raised);
  }
  .group {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_4);
    padding-block: var(--_2) var(--_4);
    border-block-end: 1px solid var(--_line);
  }
  .group > h3 {
    font-size: 16px;
  }
  .item > .button {
    margin: -4px -8px 0 0;
  }
  .grid {
    display: grid;
    align-items: end;
    gap: var(--_3);
  }
  .list {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_2);
    justify-items: start;
  }
  .list:focus {
    outline: 3px solid var(--_focus);
    outline-offset: 4px;
  }
  .list.wrong {
    padding-inline-start: var(--_3);
    border-inline-start: 4px solid var(--_critical);
  }
  .list > legend {
    padding-block-end: var(--_1);
  }
  .item {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--_2);
    inline-size: 100%;
    padding: var(--_2) var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_raised);
  }
  .item-fields {
    display: grid;
    align-items: end;
    gap: var(--_2) var(--_3);
  }
  .item .field > label {
    font-size: var(--_size-small);
    font-weight: 400;
    color: var(--_muted);
  }
  /* Words only: nothing to align at the foot, and short ones stand side by side on a phone too. */
  .grid.reading {
    grid-template-columns: repeat(auto-fit, minmax(min(140px, 100%), 1fr));
    align-items: start;
  }
  .reading .label {
    color: var(--_muted);
    font-size: var(--_size-small);
    font-weight: 400;
  }
  .who span {
    white-space: nowrap;
  }
  .read {
    white-space: pre-line;
    max-inline-size: 80ch;
  }
  .signatures {
    display: grid;
    gap: var(--_2);
  }
  .sheet {
    padding: 24px clamp(12px, 4cqw, 48px);
    border: 1px solid var(--_line-strong);
    background: #ffffff;
    box-shadow: 0 2px 8px var(--_shade);
  }
  /* What comes next stays in sight below a long form. */
  .sign-actions {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    align-items: center;
    margin-inline: calc(var(--_4) * -1);
    padding: var(--_2) var(--_4);
    border-block-start: 1px solid var(--_line);
    background: var(--_surface);
  }
  .table-scroll {
    overflow-x: auto;
  }
  .table-scroll th[scope='row'] {
    inline-size: 22%;
    min-inline-size: 72px;
  }
  @container (max-width: 480px) {
    .table-scroll :is(.table, tbody, tr, th[scope='row'], td) {
      display: block;
      inline-size: auto;
    }
    .table-scroll thead {
      display: none;
    }
    .table-scroll :is(th, td) {
      padding-inline: 0;
      border: 0;
    }
    .table-scroll tr {
      padding-block: var(--_1);
      border-block-end: 1px solid var(--_line);
    }
    .table-scroll td::before {
      content: attr(data-of) ': ';
      color: var(--_muted);
      font-size: var(--_size-small);
    }
  }
  #title:focus,
  #review-title:focus,
  .error-summary:focus {
    outline: none;
  }
  @container (max-width: 559px) {
    .grid.short {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container (min-width: 560px) {
    .grid {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .item-fields {
      grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr));
    }
    .item-fields:has(> :last-child:nth-child(2) > [id^='diagnosis']) {
      grid-template-columns: 120px minmax(0, 1fr);
    }
    .item-fields > p {
      grid-column: 1 / -1;
    }
  }
  @container (min-width: 900px) {
    .grid {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
`;
