import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { dateText } from '../../internal/format/date-text.js';
import { parseDate } from '../../internal/format/parse-date.js';
import type { FieldName, FormView } from './case-form.types.js';
import { field } from './field.js';

interface Options {
  width?: 'third' | 'half';
  hint?: string;
}
type Listen = (value: string) => void;

const valueOf = (event: Event) => (event.target as HTMLInputElement).value;

/** A line of text. */
export function textField(
  name: FieldName,
  view: FormView,
  value: string | undefined,
  set: Listen,
  options: Options & { list?: string; inputmode?: string } = {},
): TemplateResult {
  return field(
    name,
    view,
    options,
    ({ id, describedBy, invalid }) =>
      html`<input
        class="input"
        id=${id}
        autocomplete="off"
        inputmode=${ifDefined(options.inputmode)}
        list=${ifDefined(options.list)}
        aria-describedby=${ifDefined(describedBy)}
        aria-invalid=${ifDefined(invalid)}
        .value=${value ?? ''}
        @input=${(event: Event) => set(valueOf(event))}
      />`,
  );
}

/** Several lines of text. */
export function areaField(
  name: FieldName,
  view: FormView,
  value: string | undefined,
  set: Listen,
  options: Options = {},
): TemplateResult {
  return field(
    name,
    view,
    options,
    ({ id, describedBy, invalid }) =>
      html`<textarea
        class="input"
        id=${id}
        rows="3"
        aria-describedby=${ifDefined(describedBy)}
        aria-invalid=${ifDefined(invalid)}
        .value=${value ?? ''}
        @input=${(event: Event) => set(valueOf(event))}
      ></textarea>`,
  );
}

/** A date at the precision that is known; what is no date is kept as written, so that the fault can be told. */
export function dateField(
  name: FieldName,
  view: FormView,
  value: string | undefined,
  set: Listen,
  options: Options = {},
): TemplateResult {
  return field(
    name,
    view,
    { ...options, hint: options.hint ?? view.words.hints.date },
    ({ id, describedBy, invalid }) =>
      html`<input
        class="input numbers"
        id=${id}
        autocomplete="off"
        inputmode="numeric"
        aria-describedby=${ifDefined(describedBy)}
        aria-invalid=${ifDefined(invalid)}
        .value=${dateText(value)}
        @change=${(event: Event) => set(parseDate(valueOf(event)) ?? valueOf(event))}
      />`,
  );
}

/** A choice of few. */
export function selectField(
  name: FieldName,
  view: FormView,
  value: string | undefined,
  choices: Readonly<Record<string, string>>,
  set: Listen,
  options: Options = {},
): TemplateResult {
  return field(
    name,
    view,
    options,
    ({ id, describedBy, invalid }) =>
      html`<select
        class="input"
        id=${id}
        aria-describedby=${ifDefined(describedBy)}
        aria-invalid=${ifDefined(invalid)}
        @change=${(event: Event) => set(valueOf(event))}
      >
        <option value="" ?selected=${!value} disabled hidden>${view.words.choose}</option>
        ${Object.entries(choices).map(([key, word]) => html`<option value=${key} .selected=${key === value}>${word}</option>`)}
      </select>`,
  );
}
