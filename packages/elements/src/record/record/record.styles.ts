import { css } from 'lit';

export const styles = css`
  .base {
    position: relative;
    background: var(--_surface);
    overflow: clip;
    overflow-wrap: anywhere;
  }
  :host {
    /* Below what the host and the case keep pinned, and below our own. */
    --_top: calc(var(--diemcau-case-top, 0px) + var(--_pinned, 0px));
    --_below: calc(var(--_top) + var(--_banner, 88px));
  }
  .pinned {
    position: sticky;
    inset-block-start: var(--_top);
    z-index: 2;
  }
  .compact .banner {
    gap: 0 var(--_3);
    padding-block: var(--_1);
    font-size: var(--_size-table);
    line-height: var(--_leading-table);
  }
  .compact .identifier ~ .identifier ~ .identifier {
    display: none;
  }
  .banner .jump {
    display: inline;
    inline-size: auto;
    min-block-size: 0;
    padding: 0;
    color: inherit;
    text-decoration: underline;
  }
  .banner {
    display: grid;
    gap: var(--_1);
    padding: var(--_2) var(--_4);
    border-block-end: 2px solid var(--_line-strong);
    background: var(--_surface);
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_4);
    align-items: baseline;
  }
  .who .name {
    font-size: var(--_size-large);
  }
  .number,
  .date,
  .identifier {
    font-variant-numeric: tabular-nums;
  }
  .identifier {
    white-space: nowrap;
  }
  .deceased {
    font-weight: 700;
  }
  .allergies.critical {
    color: var(--_critical);
    font-weight: 600;
  }
  .source-line {
    padding: var(--_1) var(--_4);
    background: var(--_raised);
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .live {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1) var(--_3);
    padding: var(--_1) var(--_4);
    border-block-end: 1px solid var(--_line);
    font-size: var(--_size-small);
  }
  .live [aria-pressed='true'] {
    border-color: var(--_accent);
    box-shadow: inset 0 -3px 0 var(--_accent);
  }
  .looks {
    color: var(--_accent);
    font-weight: 600;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  nav {
    border-block-end: 1px solid var(--_line);
    background: var(--_raised);
  }
  nav ul[role='list'] {
    display: flex;
    align-items: start;
    overflow-x: auto;
    padding: var(--_2) var(--_5) var(--_2) var(--_4);
    gap: var(--_2);
    /* What goes on beyond the edge fades there. */
    -webkit-mask-image: linear-gradient(to left, transparent, #000 32px);
    mask-image: linear-gradient(to left, transparent, #000 32px);
  }
  .go {
    display: grid;
    min-block-size: var(--_target);
    padding: var(--_1) var(--_2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    line-height: 1.35;
    text-align: start;
    cursor: pointer;
    inline-size: max-content;
    white-space: nowrap;
  }
  .go:hover {
    background: var(--_accent-soft);
  }
  .go .name {
    font-weight: 600;
  }
  .go[aria-current='true'] {
    border-color: var(--_accent);
    box-shadow: inset 3px 0 0 var(--_accent);
  }
  .state {
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .state .icon {
    display: inline-block;
    inline-size: 1.1em;
    text-align: center;
  }
  .state.loaded .icon {
    color: var(--_done);
  }
  .state.failed,
  .state.truncated {
    color: var(--_attention);
    font-weight: 600;
  }
  .state.hidden {
    color: var(--_text);
  }
  .here {
    color: var(--_accent);
    font-size: var(--_size-small);
    font-weight: 600;
  }
  .sections {
    min-inline-size: 0;
    padding: 0 var(--_4) var(--_5);
  }
  .section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_2);
    padding-block: var(--_4) var(--_3);
    border-block-end: 1px solid var(--_line);
    scroll-margin-block-start: calc(var(--_below) + 8px);
  }
  /* What is far from sight is neither laid out nor painted; its text is there to be found, heard and printed. */
  @media screen {
    .section:is(.loaded, .truncated, .reading) {
      content-visibility: auto;
      contain-intrinsic-block-size: auto 480px;
      overflow-clip-margin: 8px;
    }
  }
  .section.not-provided,
  .section.empty {
    gap: 0;
    padding-block: var(--_2);
  }
  .section:focus {
    outline: none;
  }
  .section > header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1) var(--_3);
    align-items: baseline;
  }
  .point {
    align-self: center;
  }
  .severity {
    font-weight: 600;
  }
  .section h3 {
    font-size: 16px;
  }
  .search {
    inline-size: min(320px, 100%);
    margin-inline-start: auto;
  }
  .more {
    justify-self: start;
  }
  .notice.plain {
    display: block;
    padding: var(--_2) var(--_3);
  }
  .followed {
    outline: 3px solid var(--_accent);
    outline-offset: 3px;
    border-radius: var(--_radius);
  }
  .entry {
    display: grid;
    gap: 2px;
    padding-block: var(--_2);
    border-block-start: 1px solid var(--_line);
    scroll-margin-block-start: calc(var(--_below) + 32px);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_3);
    align-items: baseline;
  }
  .title {
    font-weight: 600;
  }
  .void .title {
    text-decoration: line-through;
    font-weight: 400;
  }
  .void {
    color: var(--_muted);
  }
  .flag {
    display: inline-block;
    padding: 0 var(--_2);
    border: 1px solid var(--_line-strong);
    border-radius: 3px;
    color: var(--_muted);
    font-size: var(--_size-small);
    font-weight: 400;
  }
  .flag.voiding {
    border-color: var(--_text);
    color: var(--_text);
    font-weight: 700;
  }
  .line > .date {
    margin-inline-start: auto;
    color: var(--_muted);
    white-space: nowrap;
  }
  /* In the line, not below it: a record stays as dense as it is to read. */
  .row-action {
    border: 0;
    margin-block: -6px;
    margin-inline-end: -8px;
    vertical-align: middle;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_4);
    color: var(--_text);
    font-size: var(--_size-table);
    font-weight: 400;
  }
  .facts dt {
    display: inline;
    color: var(--_muted);
  }
  .facts dt::after {
    content: ':';
  }
  .facts dd {
    display: inline;
  }
  .source {
    color: var(--_muted);
    font-size: var(--_size-small);
    font-style: italic;
    font-weight: 400;
  }
  .table-scroll {
    overflow-x: auto;
  }
  .results {
    table-layout: fixed;
  }
  .results thead th:nth-child(1) {
    inline-size: 36%;
  }
  .results thead th:nth-child(3) {
    inline-size: 116px;
  }
  .results thead th:nth-child(4) {
    inline-size: 164px;
  }
  .results .range {
    overflow-wrap: normal;
  }
  .results thead th {
    white-space: normal;
  }
  .results th[scope='row'] {
    font-weight: 400;
  }
  .results td,
  .results th {
    padding-block: 5px;
  }
  .results .range,
  .results .date {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .results .part th {
    padding-inline-start: var(--_5);
  }
  .value .number {
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  .part .value .number {
    font-weight: 400;
  }
  .void .value .number {
    font-weight: 400;
    text-decoration: line-through;
  }
  .converted {
    color: var(--_muted);
    font-size: var(--_size-small);
    font-weight: 300;
  }
  .mark {
    display: inline-block;
    margin-inline-start: var(--_1);
    padding: 0 5px;
    border-radius: 3px;
    background: var(--_attention-soft);
    color: var(--_attention);
    font-size: var(--_size-small);
    font-weight: 700;
    white-space: nowrap;
  }
  .mark.critical-low,
  .mark.critical-high,
  .mark.critical-abnormal {
    background: var(--_critical);
    color: var(--_surface);
  }
  .openable {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_2);
    font-weight: 400;
  }
  .openable .unit {
    white-space: nowrap;
  }
  .openable diemcau-image {
    flex: 1 1 100%;
    min-inline-size: 0;
  }
  .openable .button.quiet {
    justify-self: start;
    margin-inline-start: calc(-1 * var(--_3));
    text-align: start;
    justify-content: start;
  }
  .openable .button.quiet,
  .section > header .button.quiet {
    font-size: var(--_size-small);
    font-weight: 400;
  }
  .document {
    flex: 1 1 100%;
    display: grid;
    gap: var(--_2);
    justify-items: start;
    padding: var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
  }
  .document img {
    max-inline-size: 100%;
    max-block-size: 80vh;
    object-fit: contain;
  }
  .document iframe {
    inline-size: 100%;
    block-size: 70vh;
    border: 1px solid var(--_line);
  }
  .document pre {
    inline-size: 100%;
    max-block-size: 60vh;
    margin: 0;
    overflow: auto;
    white-space: pre-wrap;
  }
  .narrative {
    inline-size: 100%;
    max-block-size: 70vh;
    overflow: auto;
  }
  .narrative table {
    border-collapse: collapse;
    font-size: var(--_size-table);
  }
  .narrative td,
  .narrative th {
    padding: 3px var(--_2);
    border: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
  }
  .account {
    padding-block: var(--_4);
    color: var(--_muted);
    font-size: var(--_size-table);
  }
  .account summary {
    min-block-size: var(--_target);
    padding-block: var(--_1);
    cursor: pointer;
  }
  /* Important here beats the embedder's ::part(), important or not. */
  .watermark {
    position: sticky !important;
    inset-block-start: 0;
    z-index: 3;
    display: block !important;
    visibility: visible !important;
    block-size: 0;
    opacity: 1 !important;
    pointer-events: none;
    user-select: none;
  }
  .restricted {
    align-items: center;
    flex-wrap: wrap;
  }
  .restricted > .stack {
    flex: 1 1 16em;
  }
  .state .masked {
    font-weight: 600;
  }
  .watermark > div {
    position: absolute;
    inset: 0 -10% auto;
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(420px, 1fr));
    gap: 72px 40px;
    block-size: 100vh;
    padding-block-start: 48px;
    overflow: hidden;
    color: var(--_text);
    font-size: 14px;
    line-height: 1;
    opacity: 0.09;
    transform: rotate(-12deg);
  }
  .late {
    opacity: 0;
    animation: late 1ms 4s forwards;
  }
  @keyframes late {
    to {
      opacity: 1;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .late {
      opacity: 1;
    }
  }
  @container (min-width: 720px) {
    .columns {
      grid-template-columns: 220px minmax(0, 1fr);
    }
    nav {
      border-block-end: 0;
      border-inline-end: 1px solid var(--_line);
    }
    nav ul[role='list'] {
      position: sticky;
      inset-block-start: calc(var(--_below) + 8px);
      display: grid;
      gap: 2px;
      max-block-size: calc(100vh - var(--_below) - 24px);
      padding: var(--_2);
      overflow: hidden auto;
      -webkit-mask-image: none;
      mask-image: none;
    }
    .go {
      inline-size: 100%;
      white-space: normal;
      border-color: transparent;
      background: none;
    }
  }
  @container (max-width: 640px) {
    .results thead {
      display: none;
    }
    .results,
    .results tbody,
    .results th,
    .results td {
      display: block;
    }
    /* Name and value in one line, range and time below it. */
    .results tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 var(--_3);
      padding-block: 6px;
      border-block-end: 1px solid var(--_line);
    }
    .results td {
      max-inline-size: 56cqw;
    }
    .results td:nth-child(2) {
      text-align: end;
    }
    .results .date {
      grid-column: 2;
      text-align: end;
    }
    .results .range {
      grid-column: 1;
    }
    .results .range,
    .results .date {
      font-size: var(--_size-small);
    }
    .results th,
    .results td {
      padding: 0;
      border: 0;
    }
    .results .part th {
      padding-inline-start: var(--_3);
    }
    .results .part .range {
      padding-inline-start: var(--_3);
    }
    .results .range:not(:empty)::before {
      content: attr(data-of) ': ';
    }
  }
  @media (max-height: 540px) {
    .banner {
      gap: 0;
      padding: var(--_1) var(--_3);
      font-size: var(--_size-table);
      line-height: var(--_leading-table);
    }
    .who {
      gap: 0 var(--_2);
    }
    .who .name {
      font-size: 16px;
    }
  }
  @media (forced-colors: active) {
    .mark,
    .go[aria-current='true'] {
      border: 1px solid CanvasText;
    }
  }
`;
