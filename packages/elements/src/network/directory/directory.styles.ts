import { css } from 'lit';

export const styles = css`
  .base {
    display: grid;
    gap: var(--diemcau-directory-gap, var(--_3));
  }
  .filters {
    display: grid;
    grid-template-columns: 1fr;
    gap: var(--_2) var(--_3);
  }
  .sites {
    max-block-size: var(--diemcau-directory-height, 480px);
    padding: 0;
    overflow: auto;
  }
  .site {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 var(--_3);
    inline-size: 100%;
    padding: var(--_2) var(--_3);
    border: 0;
    border-block-end: 1px solid var(--_line);
    background: none;
    color: inherit;
    font: inherit;
    line-height: var(--_leading-table);
    text-align: start;
    cursor: pointer;
  }
  .site:hover {
    background: var(--_raised);
  }
  .site:focus-visible {
    outline-offset: -3px;
  }
  .nothing {
    padding: var(--_5);
    text-align: center;
  }
  @container (min-width: 640px) {
    .filters {
      grid-template-columns: 2fr 1fr 1fr;
    }
  }
`;
