import { css } from 'lit';

/** The first screen: question, tools, overview. */
export const readingStyles = css`
  .asked {
    padding: var(--_1) var(--_4);
    line-height: var(--_leading-table);
    border-block-end: 1px solid var(--_line);
    background: var(--_accent-soft);
  }
  .asked .muted {
    display: block;
  }
  .tools {
    /* Its place is kept until it comes. */
    min-block-size: var(--_target);
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
    align-items: center;
    padding: var(--_1) var(--_4);
    border-block-end: 1px solid var(--_line);
  }
  .tools .input {
    flex: 1 1 240px;
    inline-size: auto;
    max-inline-size: 460px;
  }
  .overview {
    padding: var(--_1) var(--_4);
    border-block-end: 2px solid var(--_line-strong);
    font-size: var(--_size-table);
    line-height: var(--_leading-table);
    scroll-margin-block-start: var(--_below);
  }
  .overview:focus,
  .timeline:focus,
  .found-all:focus {
    outline: none;
  }
  .parts {
    columns: 300px 3;
    column-gap: var(--_5);
  }
  .part {
    margin-block-end: var(--_1);
  }
  .overview .date {
    font-size: var(--_size-small);
  }
  .part h4 {
    break-after: avoid;
    color: var(--_muted);
    font-size: var(--_size-small);
    font-weight: 700;
  }
  .part li {
    break-inside: avoid;
  }
  .part.machine {
    padding-inline-start: var(--_2);
    border-inline-start: 3px double var(--_line-strong);
  }
  .jump {
    display: block;
    inline-size: 100%;
    min-block-size: 24px;
    padding: 1px var(--_1);
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_text);
    font: inherit;
    text-align: start;
    cursor: pointer;
    overflow-wrap: anywhere;
    scroll-margin-block: calc(var(--_below) + 8px) 24px;
  }
  @media (pointer: coarse) {
    .jump {
      min-block-size: 44px;
    }
  }
  .jump:hover {
    background: var(--_accent-soft);
  }
  .jump.all {
    color: var(--_accent);
    text-decoration: underline;
  }
  .imaging .text,
  .machine .text {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
  }
  .trend {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .missing {
    font-size: var(--_size-small);
    color: var(--_muted);
  }
  .missing span {
    margin-inline-end: var(--_3);
  }
  .missing .loud {
    color: var(--_attention);
  }
  .flag.news {
    border-color: var(--_accent);
    color: var(--_accent);
    font-weight: 700;
  }
  .machine-block {
    display: grid;
    gap: var(--_1);
    padding: var(--_2) var(--_3);
    border: 1px dashed var(--_line-strong);
    border-inline-start: 4px double var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_raised);
  }
  .machine-block h4 {
    font-size: var(--_size-table);
  }
  [data-key]:focus {
    outline: 3px solid var(--_focus, var(--_accent));
    outline-offset: -1px;
  }
  [data-key] {
    scroll-margin-block: calc(var(--_below) + 8px) 24px;
  }
`;
