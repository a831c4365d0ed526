import { css } from 'lit';

/** Buttons: plain, `primary`, `danger`, `quiet`, `icon`. */
export const buttons = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_2);
    min-block-size: var(--_target);
    min-inline-size: var(--_target);
    padding: 3px var(--_3);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 600;
    line-height: 1.4;
    text-decoration: none;
    cursor: pointer;
  }
  .button:hover {
    background: var(--_raised);
  }
  .button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .button.primary:hover {
    filter: brightness(0.92);
  }
  .button.danger {
    border-color: var(--_critical);
    color: var(--_critical);
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--_accent);
  }
  .button.quiet:hover {
    background: var(--_accent-soft);
  }
  .button.icon {
    padding: 3px;
  }
  .button[aria-pressed='true'],
  .button[aria-expanded='true']:not(.quiet) {
    background: var(--_accent-soft);
    border-color: var(--_accent);
  }
  .button:disabled,
  .button[aria-disabled='true'] {
    border-color: var(--_line);
    background: var(--_unavailable-soft);
    color: var(--_unavailable);
    filter: none;
    cursor: not-allowed;
  }
  @media (forced-colors: active) {
    .button.primary {
      border-width: 2px;
    }
    .button:disabled {
      color: GrayText;
      border-color: GrayText;
    }
    .button[aria-pressed='true'] {
      border-color: Highlight;
      outline: 2px solid Highlight;
    }
  }
`;
