import { css } from 'lit';

/** The viewer: dark around the picture in either scheme, controls that stay out of the way. */
export const styles = css`
  .base {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_2);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1);
    align-items: center;
  }
  .bar select {
    min-block-size: var(--_target);
    max-inline-size: 22em;
    padding: 3px var(--_2);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
  }
  .bar .group {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1);
    align-items: center;
    padding-inline-end: var(--_2);
  }
  .panes {
    display: grid;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
    gap: var(--_1);
  }
  @container (inline-size < 560px) {
    .panes {
      grid-auto-flow: row;
    }
    /* One line each that a finger pushes: the picture stays in sight. */
    .bar,
    .bar .group {
      flex-wrap: nowrap;
    }
    .bar {
      overflow-x: auto;
      /* Room for the ring of the focus. */
      padding: 4px;
      margin: -4px;
    }
    .bar > *,
    .bar .group > * {
      flex: none;
    }
  }
  .view {
    position: relative;
    block-size: var(--diemcau-image-height, min(70vh, 720px));
    min-block-size: 260px;
    overflow: hidden;
    border-radius: var(--_radius);
    background: #000;
    color: #e9eef3;
    touch-action: none;
    user-select: none;
    forced-color-adjust: none;
  }
  .view[data-tool='window'] {
    cursor: ns-resize;
  }
  .view[data-tool='pan'] {
    cursor: grab;
  }
  .view[data-tool='length'],
  .view[data-tool='angle'],
  .view[data-tool='point'] {
    cursor: crosshair;
  }
  .view:focus-visible {
    outline: 3px solid #8cc6f9;
    outline-offset: -3px;
  }
  canvas,
  svg.marks {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    pointer-events: none;
  }
  .corner {
    position: absolute;
    display: grid;
    max-inline-size: 46%;
    padding: var(--_2);
    font-size: var(--_size-small);
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
    text-shadow:
      0 0 3px #000,
      0 0 3px #000,
      0 0 6px #000;
    pointer-events: none;
  }
  .corner.top {
    inset-block-start: 0;
  }
  .corner.bottom {
    inset-block-end: 0;
  }
  .corner.left {
    inset-inline-start: 0;
  }
  .corner.right {
    inset-inline-end: 0;
    text-align: end;
  }
  .side {
    position: absolute;
    font-weight: 700;
    text-shadow: 0 0 4px #000;
    pointer-events: none;
  }
  .side.left,
  .side.right {
    inset-block-start: calc(50% - 0.75em);
  }
  .side.left {
    inset-inline-start: var(--_2);
  }
  .side.right {
    inset-inline-end: var(--_2);
  }
  .side.top,
  .side.bottom {
    inset-inline-start: calc(50% - 0.5em);
  }
  .side.top {
    inset-block-start: var(--_2);
  }
  .side.bottom {
    inset-block-end: var(--_2);
  }
  .ribbon {
    position: absolute;
    inset-inline: 0;
    inset-block-start: 0;
    z-index: 1;
    padding: 2px var(--_2);
    background: #ffd84a;
    color: #1c1500;
    font-weight: 700;
    text-align: center;
    pointer-events: none;
  }
  .ribbon ~ .corner.top,
  .ribbon ~ .side.top {
    inset-block-start: 1.9em;
  }
  .over {
    position: absolute;
    inset: 0;
    z-index: 2;
    display: grid;
    place-content: center;
    gap: var(--_3);
    padding: var(--_4);
    color: #e9eef3;
    text-align: center;
  }
  .over.cover {
    background: #000;
  }
  .over .notice {
    text-align: start;
  }
  .waiting {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 35%;
    text-align: center;
    text-shadow: 0 0 4px #000;
    pointer-events: none;
  }
  .mark polyline,
  .mark circle,
  .cross,
  .pointed circle {
    fill: none;
    stroke: #ffd84a;
    stroke-width: 1.75;
  }
  .mark .halo,
  .pointed .halo {
    stroke: #000;
    stroke-width: 4.5;
  }
  .mark text,
  .pointed text {
    fill: #ffd84a;
    paint-order: stroke;
    stroke: #000;
    stroke-width: 3.5px;
    font-weight: 700;
  }
  .pointed circle:not(.halo) {
    stroke: #6db5f5;
    stroke-width: 3;
  }
  .pane-title {
    font-weight: 600;
  }
  .slices {
    display: flex;
    align-items: center;
    gap: var(--_2);
  }
  .slices input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: var(--_target);
    accent-color: var(--_accent);
  }
  .report dl {
    display: grid;
    gap: 2px;
  }
  dialog {
    max-inline-size: min(40em, 92vw);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
  }
  .keys {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: var(--_1) var(--_4);
    margin-block: var(--_3);
  }
  .keys dt {
    font-weight: 600;
  }
  @media print {
    .bar,
    .slices {
      display: none;
    }
  }
`;
