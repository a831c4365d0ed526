import { css } from 'lit';

export const styles = css`
  .base {
    display: grid;
    gap: var(--_2);
    border-inline-start: 8px solid var(--_edge, var(--_line));
    padding: 0 0 var(--_2) var(--_2);
    background: var(--_ground);
  }
  .pinned {
    position: sticky;
    inset-block-start: var(--diemcau-case-top, 0);
    z-index: 3;
    display: grid;
    gap: 0;
    border-block-end: 1px solid var(--_line-strong);
    background: var(--_surface);
  }
  .ribbon {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: var(--_1) var(--_3);
    align-items: start;
    padding: var(--_2) var(--_3);
  }
  .who {
    min-inline-size: 0;
    line-height: var(--_leading-table);
  }
  .who h2 {
    outline-offset: 4px;
  }
  .facts {
    grid-column: 1 / -1;
    display: grid;
    gap: var(--_1);
    min-inline-size: 0;
    font-size: var(--_size-table);
  }
  .facts .row,
  .under .row {
    gap: var(--_1) var(--_2);
  }
  .identifier {
    margin-inline-end: var(--_2);
    white-space: nowrap;
  }
  .allergies summary {
    list-style: none;
    cursor: pointer;
  }
  .allergies .whole {
    color: var(--_accent);
    text-decoration: underline;
  }
  .allergies [open] :is(.start, .whole) {
    display: none;
  }
  /* Where room is short: who, and in what state, in three lines. */
  .brief .ribbon {
    gap: 0 var(--_2);
    padding: var(--_1) var(--_2);
  }
  .brief .initials {
    inline-size: 32px;
    block-size: 32px;
  }
  .brief .who {
    font-size: var(--_size-table);
  }
  .brief h2 {
    font-size: 16px;
    line-height: var(--_leading-table);
  }
  .brief .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px var(--_3);
    margin-block-start: 2px;
  }
  @media (max-height: 540px) {
    .brief .ribbon {
      padding-block: 2px 4px;
      line-height: 1.25;
    }
    .brief .badge {
      padding-block: 0;
      line-height: 1.25;
    }
    .brief .facts {
      row-gap: 1px;
      margin-block-start: 0;
    }
    .brief h2 {
      line-height: 1.25;
    }
    .brief .who {
      line-height: 1.25;
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--_2);
      align-items: baseline;
    }
  }
  .site-name {
    display: inline-flex;
    gap: var(--_1);
    align-items: center;
  }
  .sites .sign {
    white-space: normal;
  }
  .under {
    display: grid;
    gap: var(--_1);
    padding: var(--_1) var(--_3);
    font-size: var(--_size-table);
  }
  .sites {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_4);
    line-height: var(--_leading-table);
  }
  .sites li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_2);
    align-items: center;
  }
  .sign.bad {
    color: var(--_critical);
  }
  .action-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2);
    padding: var(--_2) var(--_3);
    border-block-start: 1px solid var(--_line);
    background: var(--_raised);
  }
  .spring {
    flex: 1;
  }
  .tabs {
    position: relative;
    display: flex;
    gap: 2px;
    overflow-x: auto;
    border-block-end: 1px solid var(--_line-strong);
  }
  .tab {
    position: relative;
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: var(--_1);
    min-block-size: max(38px, var(--_target));
    padding: 4px var(--_3);
    border: 0;
    border-block-end: 3px solid transparent;
    background: none;
    color: var(--_muted);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .tab:hover {
    background: var(--_raised);
  }
  .tab:focus-visible {
    outline-offset: -3px;
  }
  .tab[aria-selected='true'] {
    border-block-end-color: var(--_accent);
    color: var(--_text);
  }
  .dot {
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: var(--_accent);
  }
  .surface {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_2);
    align-items: start;
  }
  .main {
    min-inline-size: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .panel {
    min-inline-size: 0;
    padding: var(--_2);
  }
  .divider {
    display: none;
  }
  .talk {
    min-inline-size: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: auto;
  }
  .talk .pane-head {
    padding: var(--_1) var(--_1) var(--_1) var(--_3);
  }
  /* The ribbon has the patient pinned already. */
  diemcau-consultation::part(patient),
  diemcau-record::part(identity) {
    display: none;
  }
  diemcau-record::part(banner) {
    position: static;
    padding-block: var(--_1);
    border-block-end-width: 1px;
  }
  /* So has the bar of verbs the end of the session. */
  diemcau-consultation::part(end) {
    display: none;
  }
  .talk-body {
    padding: var(--_2);
  }
  .talk-body.call {
    padding: 0;
  }
  .talk.bar .talk-body {
    order: -1;
    padding: 0 var(--_2);
  }
  .talk.bar .talk-body > p {
    padding: 6px var(--_2);
  }
  .talk.bar .pane-head {
    border: 0;
    padding: 0 var(--_1);
  }
  .talk.bar h3 {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .talk.bar {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    max-block-size: 40vh;
    position: sticky;
    inset-block-end: 0;
    z-index: 2;
    box-shadow: 0 -4px 12px var(--_shade);
  }
  .question {
    padding: var(--_3) var(--_4);
    border-block-end: 1px solid var(--_line);
    overflow-wrap: anywhere;
  }
  .thread,
  .people {
    display: grid;
    gap: var(--_2);
  }
  .message {
    max-inline-size: 80ch;
    padding: var(--_2) var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_raised);
  }
  .message.mine {
    margin-inline-start: var(--_6);
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .message .text {
    white-space: pre-wrap;
  }
  .people li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_2);
    padding-block: var(--_2);
    border-block-end: 1px solid var(--_line);
  }
  .people .role {
    inline-size: auto;
    min-inline-size: 160px;
  }
  .keys {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: var(--_2) var(--_4);
  }
  .keys dt {
    font-weight: 700;
  }
  @media (forced-colors: active) {
    .tab {
      border-block-end-color: Canvas;
    }
    .tab[aria-selected='true'] {
      border-block-end-color: Highlight;
    }
    .sites .sign {
      padding-inline-end: var(--_2);
    }
  }
  @container (max-width: 859px) {
    /* The page scrolls, so that the call's controls stick to its foot. */
    .talk {
      overflow: visible;
    }
    .talk.away {
      display: none;
    }
    .main.away .panels {
      display: none;
    }
    .talk .toggle {
      display: none;
    }
    .talk.bar .pane-head {
      display: none;
    }
  }
  @container (max-width: 600px) {
    .action-bar {
      gap: var(--_1) var(--_2);
    }
    .action-bar .button {
      padding-inline: var(--_2);
      font-size: var(--_size-table);
    }
    .action-bar .keys-button,
    .action-bar .spring {
      display: none;
    }
    .action-bar [part='next'] {
      margin-inline-start: auto;
    }
    .sites {
      display: grid;
    }
    .sites li {
      gap: 0 var(--_1);
      font-size: var(--_size-small);
    }
    .tab {
      flex: 1 1 auto;
      flex-direction: column;
      gap: 0;
      min-inline-size: var(--_target);
      max-inline-size: 68px;
      padding: 4px 2px;
      font-size: var(--_size-small);
      line-height: 1.25;
    }
  }
  @container (min-width: 700px) {
    .ribbon {
      grid-template-columns: auto minmax(240px, 1fr) minmax(0, 2fr);
    }
    .facts {
      grid-column: auto;
    }
  }
  @container (min-width: 860px) {
    .tab-talk {
      display: none;
    }
    .surface.open {
      grid-template-columns: minmax(0, 1fr) 10px minmax(0, var(--_talk, 384px));
      gap: 0;
    }
    .surface.open .tab {
      padding-inline: 8px;
    }
    .surface.open .divider {
      display: grid;
      align-self: stretch;
      place-content: start center;
      min-block-size: 120px;
      cursor: col-resize;
      touch-action: none;
    }
    .divider::before {
      content: '';
      position: sticky;
      inset-block-start: 50vh;
      margin-block-start: 60px;
      inline-size: 4px;
      block-size: 48px;
      border-radius: 2px;
      background: var(--_line-strong);
    }
    .surface.open .talk {
      position: sticky;
      inset-block-start: calc(var(--diemcau-case-top, 0px) + var(--_pinned, 120px) + 8px);
      max-block-size: calc(100vh - var(--_pinned, 120px) - var(--diemcau-case-top, 0px) - 64px);
    }
  }
`;
