import { css } from 'lit';

export const styles = css`
  .base {
    display: grid;
    gap: var(--diemcau-case-form-gap, var(--_4));
  }
  .group {
    padding: var(--_4);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .group > h3 {
    margin-block-end: var(--_3);
    padding-block-end: var(--_2);
    border-block-end: 1px solid var(--_line);
    font-size: 16px;
  }
  .grid {
    display: grid;
    grid-template-columns: 1fr;
    gap: var(--_3) var(--_4);
    align-items: end;
  }
  .field > label.hint {
    font-weight: 400;
  }
  .required {
    color: var(--_muted);
    font-weight: 400;
    font-size: var(--_size-small);
  }
  .urgencies {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_5);
  }
  .diagnosis {
    display: grid;
    grid-template-columns: 1fr 110px auto;
    gap: var(--_2);
    margin-block-end: var(--_2);
  }
  .sites {
    max-block-size: 264px;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .site {
    display: flex;
    gap: var(--_2);
    padding: var(--_2) var(--_3);
    border-block-end: 1px solid var(--_line);
    line-height: var(--_leading-table);
    cursor: pointer;
  }
  .site:last-child {
    border-block-end: 0;
  }
  .site:hover {
    background: var(--_raised);
  }
  .site input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: var(--_1);
    padding: 2px 2px 2px var(--_3);
    border: 1px solid var(--_accent);
    border-radius: 999px;
    background: var(--_accent-soft);
    font-weight: 600;
  }
  .chip .button {
    padding: 0;
    border-radius: 50%;
  }
  .bar {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2) var(--_3);
    padding: var(--_3) var(--_4);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: 0 -4px 12px var(--_shade);
  }
  .bar .saved {
    flex: 1;
    min-inline-size: 12em;
  }
  .finished {
    padding: var(--_5);
  }
  @container (min-width: 640px) {
    .grid {
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
    .grid > * {
      grid-column: span 6;
    }
    .grid > .third {
      grid-column: span 2;
    }
    .grid > .half {
      grid-column: span 3;
    }
  }
  @container (max-width: 420px) {
    .bar {
      padding: var(--_2) var(--_3);
    }
    .bar .saved {
      flex-basis: 100%;
    }
    .bar .primary {
      flex: 1;
    }
    .diagnosis {
      grid-template-columns: 1fr auto;
    }
    .diagnosis input:first-of-type {
      grid-column: 1 / -1;
    }
  }
`;
