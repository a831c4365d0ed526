import { css } from 'lit';

export const copiesPanelStyles = css`
  .copies-panel {
    box-sizing: border-box;
    inline-size: min(560px, calc(100vw - 32px));
    max-block-size: calc(100vh - 32px);
    padding: 16px;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    color: var(--_text);
    text-align: start;
  }
  .copies-panel::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  .copies-panel h2 {
    margin: 0 0 8px;
    font-size: 1.125rem;
  }
  .copies-panel fieldset {
    margin: 0 0 12px;
    padding: 0;
    border: 0;
  }
  .copies-panel legend {
    padding: 0;
    font-weight: 600;
  }
  .copies-panel label {
    display: flex;
    gap: 8px;
    align-items: baseline;
    min-block-size: 32px;
    padding-block: 4px;
  }
  .copies-panel label small {
    display: block;
    color: var(--_muted);
  }
  .copies-panel .chosen {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
    margin-inline-start: 24px;
  }
  .copies-panel ul {
    margin: 4px 0 12px;
    padding-inline-start: 20px;
  }
  .copies-panel p {
    margin: 0 0 12px;
  }
  .copies-panel footer {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: flex-end;
  }
  @media (pointer: coarse) {
    .copies-panel label {
      min-block-size: 44px;
    }
  }
`;
