import { css } from 'lit';

/** Edge colours of cases: none of them means anything, so none is red, amber or green. Text on them is white. */
export const edges = css`
  .edge-0 {
    --_edge: #1f5fa8;
  }
  .edge-1 {
    --_edge: #7a3b9c;
  }
  .edge-2 {
    --_edge: #0b6e75;
  }
  .edge-3 {
    --_edge: #8f3a6b;
  }
  .edge-4 {
    --_edge: #4a4fb5;
  }
  .edge-5 {
    --_edge: #6b5433;
  }
  .edge-6 {
    --_edge: #3d6079;
  }
  .edge-7 {
    --_edge: #5d4a86;
  }
  .initials {
    display: inline-grid;
    flex: none;
    place-content: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: var(--_radius);
    background: var(--_edge);
    color: #fff;
    font-size: var(--_size-table);
    font-weight: 700;
    letter-spacing: 0.02em;
  }
  @media (forced-colors: active) {
    .initials {
      border: 2px solid CanvasText;
    }
  }
`;
