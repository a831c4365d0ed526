import { css } from 'lit';

export const styles = css`
  .base {
    padding: var(--_4);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  .steps {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .step {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1) var(--_3);
    align-items: center;
    padding-block: var(--_2);
    border-block-end: 1px solid var(--_line);
  }
  .step .name {
    flex: 0 1 240px;
    font-weight: 600;
  }
  .step .badge {
    white-space: normal;
  }
  .advice {
    flex: 1 1 100%;
  }
`;
