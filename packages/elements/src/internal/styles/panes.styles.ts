import { css } from 'lit';

/** Panes with a head, and native dialogs. */
export const panes = css`
  .pane {
    min-inline-size: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .pane-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_2);
    padding: var(--_2) var(--_4);
    border-block-end: 1px solid var(--_line);
  }
  .pane-body {
    padding: var(--_4);
  }
  dialog {
    inline-size: min(560px, calc(100vw - 32px));
    max-block-size: calc(100vh - 32px);
    padding: 0;
    overflow: auto;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    box-shadow: 0 12px 40px var(--_shade);
  }
  dialog::backdrop {
    background: rgb(16 28 40 / 55%);
  }
  .dialog-body {
    display: grid;
    gap: var(--_4);
    padding: var(--_5);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
  }
`;
