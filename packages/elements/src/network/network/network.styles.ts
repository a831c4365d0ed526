import { css } from 'lit';

export const styles = css`
  /* A wrapper of the host's own content: what is slotted keeps the host's type and colour. */
  :host {
    container-type: normal;
    color: inherit;
    font: inherit;
  }
  .status,
  .notice {
    color: var(--_text);
    font: 400 var(--_size) / var(--_leading) var(--_font);
  }
  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1) var(--_3);
    min-block-size: 32px;
    padding: var(--_1) var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-size: var(--_size-small);
  }
  .status.trouble {
    border-color: var(--_attention);
    background: var(--_attention-soft);
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: var(--_1);
    font-weight: 600;
  }
  .state.online {
    color: var(--_done);
  }
  .state.trouble {
    color: var(--_attention);
  }
  .site {
    flex: 1;
    min-inline-size: min(20em, 100%);
  }
  .status .button {
    padding-block: 1px;
    font-size: var(--_size-small);
  }
  /* Two lines on a phone: what is the matter, then whose line it is. */
  @media (max-width: 600px) {
    .site {
      order: 1;
      flex-basis: 100%;
    }
    .status > .badge {
      margin-inline-start: auto;
    }
  }
  .insecure {
    margin-block-end: var(--_3);
  }
  @media (pointer: coarse) {
    .status .button {
      min-block-size: var(--_target);
    }
  }
  .body {
    display: block;
    margin-block-start: var(--diemcau-network-gap, var(--_2));
  }
`;
