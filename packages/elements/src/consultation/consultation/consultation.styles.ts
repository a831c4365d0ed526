import { css } from 'lit';

export const styles = css`
  .base {
    padding: var(--_3);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  .stack {
    grid-template-columns: minmax(0, 1fr);
  }
  .patient {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_3);
    align-items: center;
    padding: var(--_1) var(--_3);
    border-inline-start: 4px solid var(--_accent);
    background: var(--_raised);
  }
  .preview {
    display: grid;
    gap: var(--_4);
  }
  .picture-box {
    background: #0b1015;
    border-radius: var(--_radius);
    overflow: hidden;
  }
  .picture-box video {
    display: block;
    inline-size: 100%;
    max-block-size: 260px;
  }
  .mirrored {
    transform: scaleX(-1);
  }
  .devices {
    display: grid;
    gap: var(--_3);
  }
  .level {
    display: grid;
    gap: var(--_1);
  }
  .level label {
    font-weight: 600;
  }
  meter {
    inline-size: 100%;
    block-size: 18px;
  }
  .stage {
    display: grid;
    gap: var(--_2);
    grid-template-columns: minmax(0, 1fr);
  }
  .main {
    display: grid;
    grid-template-rows: auto auto;
    background: #0b1015;
    color: #f2f6fa;
    border: 2px solid #0b1015;
    border-radius: var(--_radius);
    overflow: hidden;
  }
  .main.speaking {
    border-color: var(--_accent);
  }
  .room {
    container-type: size;
    display: grid;
    place-items: center;
    block-size: var(--diemcau-consultation-stage-height, clamp(200px, 56cqw, 62vh));
  }
  /* The word about the line takes room from the picture, not from the captions. */
  .lost ~ .stage .room {
    block-size: clamp(96px, 28cqw, 34vh);
  }
  .fit {
    position: relative;
    inline-size: min(100cqw, 100cqh * var(--ratio));
    aspect-ratio: var(--ratio);
    display: grid;
    place-items: center;
  }
  .fit video {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  .initials {
    display: grid;
    place-items: center;
    inline-size: 72px;
    block-size: 72px;
    border-radius: 50%;
    background: #2b3947;
    color: #f2f6fa;
    font-size: 24px;
    font-weight: 600;
  }
  .initials::before {
    content: attr(data-initials);
  }
  .caption {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_2);
    align-items: center;
    align-content: start;
    padding: var(--_1) var(--_2);
    font-size: var(--_size-small);
    line-height: 1.4;
  }
  .main .caption {
    font-size: var(--_size-table);
  }
  .caption .name {
    font-weight: 600;
  }
  .marks {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 var(--_2);
    margin-inline-start: auto;
  }
  .mark {
    display: inline-flex;
    gap: 2px;
    align-items: center;
    white-space: nowrap;
  }
  .main .mark.verified,
  .main .mark.line.good {
    color: #8fdcaa;
  }
  .main .mark.failed {
    color: #ff9d9d;
    font-weight: 700;
  }
  .main.failed,
  .tile.failed {
    border-color: var(--_critical);
  }
  .main .mark.line.poor,
  .main .mark.attention,
  .main .mark.unverified {
    color: #f4c27a;
  }
  .tile .mark.verified,
  .tile .mark.line.good {
    color: var(--_done);
  }
  .tile .mark.failed {
    color: var(--_critical);
    font-weight: 700;
  }
  .tile .mark.unverified,
  .tile .mark.line.poor,
  .tile .mark.attention {
    color: var(--_attention);
  }
  .strip {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
    gap: var(--_2);
  }
  .tile {
    display: grid;
    grid-template-rows: auto 1fr;
    border: 2px solid var(--_line);
    border-radius: var(--_radius);
    overflow: hidden;
    background: var(--_raised);
  }
  .tile.speaking {
    border-color: var(--_accent);
  }
  .picture {
    display: grid;
    place-items: center;
    inline-size: 100%;
    aspect-ratio: 16 / 9;
    padding: 0;
    border: 0;
    background: #0b1015;
    cursor: zoom-in;
  }
  .picture:focus-visible {
    outline-offset: -4px;
    outline-color: #8cc6f9;
  }
  .picture video {
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  .picture .initials {
    inline-size: 48px;
    block-size: 48px;
    font-size: 17px;
  }
  .dots,
  .pointing {
    position: absolute;
    inset: 0;
  }
  .dots {
    pointer-events: none;
    overflow: hidden;
  }
  .dot {
    position: absolute;
    inline-size: 18px;
    block-size: 18px;
    margin: -9px 0 0 -9px;
    border: 3px solid #ffffff;
    border-radius: 50%;
    background: #d9301f;
    box-shadow: 0 0 0 2px #101820;
  }
  .dot.own {
    background: #1f7fd9;
  }
  .dot span {
    position: absolute;
    inset-block-start: 16px;
    inset-inline-start: 8px;
    padding: 0 4px;
    background: #101820;
    color: #ffffff;
    font-size: 13px;
    white-space: nowrap;
  }
  .dot span:empty {
    display: none;
  }
  .pointing {
    cursor: crosshair;
    touch-action: none;
  }
  .pointing:focus-visible {
    outline-offset: -4px;
    outline-color: #8cc6f9;
  }
  .alone {
    color: var(--_muted);
  }
  .notice.slim {
    padding-block: var(--_2);
    font-size: var(--_size-table);
  }
  /* The controls stay in view, however many pictures there are. */
  .bar {
    position: sticky;
    inset-block-end: 0;
    z-index: 3;
    display: grid;
    gap: var(--_1);
    margin-inline: calc(var(--_3) * -1);
    margin-block-end: calc(var(--_3) * -1);
    padding: var(--_2) var(--_3) var(--_3);
    border-block-start: 1px solid var(--_line);
    background: var(--_surface);
  }
  .summary {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_4);
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .summary .row {
    flex-wrap: nowrap;
    gap: var(--_1);
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  /* A picture and a word on each: nobody has to guess what a sign means. */
  :host(:not([compact])) .controls .button {
    flex: 1 1 0;
    flex-direction: column;
    gap: 2px;
    min-inline-size: 50px;
    max-inline-size: 104px;
    min-block-size: 60px;
    padding: 4px 0;
    font-size: var(--_size-small);
    line-height: 1.2;
    text-align: center;
    overflow-wrap: normal;
  }
  :host(:not([compact])) .end {
    display: contents;
  }
  .settings {
    display: grid;
    flex: 1 1 0;
    min-inline-size: 50px;
    max-inline-size: 104px;
  }
  .sharing {
    border-color: var(--_attention);
  }
  .off {
    background: var(--_unavailable-soft);
  }
  .leave {
    border-color: var(--_text);
  }
  .settings {
    position: relative;
  }
  .settings > summary {
    list-style: none;
  }
  .settings > summary::-webkit-details-marker {
    display: none;
  }
  .panel {
    position: absolute;
    inset-block-end: calc(100% + 4px);
    inset-inline-start: 0;
    z-index: 4;
    inline-size: min(320px, 80cqw);
    padding: var(--_4);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: 0 8px 24px var(--_shade);
  }
  .keys > div {
    display: grid;
    grid-template-columns: 56px 1fr;
    padding-block: var(--_1);
  }
  kbd {
    display: inline-block;
    min-inline-size: 28px;
    padding: 0 6px;
    border: 1px solid var(--_line-strong);
    border-radius: 4px;
    font: inherit;
    text-align: center;
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
  :host([compact]) .base {
    gap: var(--_1);
    padding: var(--_1) var(--_2);
  }
  :host([compact]) .bar {
    position: static;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    margin: 0;
    padding: 0;
    border: 0;
  }
  :host([compact]) .controls {
    flex-wrap: nowrap;
  }
  :host([compact]) .lost {
    padding: 2px var(--_2);
  }
  @container (min-width: 640px) {
    .preview {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .stage.many {
      grid-template-columns: minmax(0, 1fr) clamp(150px, 22cqw, 240px);
      align-items: start;
    }
    .stage.many > .strip {
      grid-template-columns: minmax(0, 1fr);
      grid-auto-rows: minmax(96px, 1fr);
      max-block-size: calc(var(--diemcau-consultation-stage-height, clamp(200px, 56cqw, 62vh)) + 36px);
      overflow: auto;
    }
    /* Captions before pictures: who is there, and whether proved, is seen without scrolling. */
    .stage.many > .strip > .tile {
      grid-template-rows: minmax(0, 1fr) auto;
    }
    .stage.many .picture {
      block-size: 100%;
      min-block-size: 0;
      aspect-ratio: auto;
      overflow: hidden;
    }
    .stage.many > .alone {
      grid-column: 1 / -1;
    }
  }
  @container (max-width: 560px) {
    .prejoin .actions {
      display: grid;
    }
    .summary {
      gap: 0 var(--_3);
    }
    .summary .step.full {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .strip > :only-child {
      grid-column: 1 / -1;
      grid-template: auto / 40% minmax(0, 1fr);
      align-items: center;
    }
    .panel {
      inset-inline: auto -70px;
    }
  }
  @media (forced-colors: active) {
    .tile.speaking,
    .main.speaking {
      border-color: Highlight;
    }
  }
`;
