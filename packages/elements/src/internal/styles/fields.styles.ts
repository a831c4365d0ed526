import { css } from 'lit';

/** Fields, their hints and errors, the error summary. */
export const fields = css`
  .field {
    display: grid;
    gap: var(--_1);
    align-content: start;
    min-inline-size: 0;
  }
  .field > label,
  .field > .label,
  fieldset > legend {
    padding: 0;
    font-weight: 600;
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .hint {
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .input {
    inline-size: 100%;
    min-block-size: max(36px, var(--_target));
    padding: 5px var(--_2);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
  }
  .input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  textarea.input {
    min-block-size: 5.5em;
    resize: vertical;
  }
  .input:focus-visible {
    outline-offset: 0;
    border-radius: var(--_radius);
  }
  .input:disabled,
  .input[readonly] {
    background: var(--_raised);
    color: var(--_muted);
  }
  .field.wrong {
    padding-inline-start: var(--_3);
    border-inline-start: 4px solid var(--_critical);
  }
  .field.wrong .input {
    border-color: var(--_critical);
    border-width: 2px;
  }
  .field-error {
    display: flex;
    gap: var(--_1);
    color: var(--_critical);
    font-weight: 600;
  }
  .choice {
    display: flex;
    gap: var(--_2);
    align-items: flex-start;
    min-block-size: var(--_target);
    padding-block: 4px;
    cursor: pointer;
  }
  .choice input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 2px 0 0;
    accent-color: var(--_accent);
  }
  .error-summary {
    display: grid;
    gap: var(--_2);
    padding: var(--_3) var(--_4);
    border: 3px solid var(--_critical);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .error-summary ul {
    margin: 0;
    padding-inline-start: 1.25em;
  }
  .error-summary a {
    color: var(--_critical);
    font-weight: 600;
  }
`;
