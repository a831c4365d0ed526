import { css } from 'lit';

/** Ground rules of every element: type, focus, motion, what is hidden from sight only. What is important withstands a page’s `*` rules. */
export const base = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--_text);
    font: 400 var(--_size) / var(--_leading) var(--_font);
    text-align: start;
    -webkit-text-size-adjust: 100%;
    direction: ltr !important;
    text-transform: none !important;
    letter-spacing: normal !important;
    text-indent: 0 !important;
    white-space: normal !important;
    line-height: var(--_leading) !important;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
  }
  h2 {
    font-size: var(--_size-large);
    line-height: 1.4;
  }
  h3 {
    font-size: var(--_size);
  }
  ul[role='list'],
  ol[role='list'] {
    padding: 0;
    list-style: none;
  }
  a {
    color: var(--_accent);
  }
  svg {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    vertical-align: -0.25em;
  }
  :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
    border-radius: 2px;
  }
  .visually-hidden:not(:focus-within) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    border: 0;
  }
  .muted {
    color: var(--_muted);
  }
  .small {
    font-size: var(--_size-small);
  }
  .numbers {
    font-variant-numeric: tabular-nums;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2);
  }
  .stack {
    display: grid;
    gap: var(--_3);
  }
  .wrap {
    overflow-wrap: anywhere;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
