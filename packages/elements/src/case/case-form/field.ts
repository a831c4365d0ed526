import type { Issue } from '@diemcau/fhir';
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { icons } from '../../internal/icons.js';
import type { FieldName, FormView, FormWords } from './case-form.types.js';

/** Fields without which a case cannot be sent. */
const required = new Set<FieldName>([
  'patient.name',
  'patient.birthDate',
  'patient.gender',
  'urgency',
  'kind',
  'specialty',
  'to',
  'question',
  'diagnoses',
  'patientInformed',
]);

/** The id of a field's control. */
export function fieldId(name: string): string {
  return `field-${name.replace(/[^a-zA-Z-]/g, '-')}`;
}

/** The field that a fault is about; `diagnoses[0].text` is told at `diagnoses`. */
export function fieldOf(issue: Issue, words: FormWords): FieldName | undefined {
  const names = Object.keys(words.fields) as FieldName[];
  return (
    names.find((name) => issue.at === name) ??
    names.find((name) => issue.at.startsWith(name) || issue.at.split(/[.[]/)[0] === name)
  );
}

/** A fault in words. */
export function issueText(issue: Issue, words: FormWords): string {
  const name = fieldOf(issue, words);
  if (issue.code === 'required' && (name === 'patientInformed' || name === 'to')) return words.special[name];
  const say = issue.code in words.issues ? words.issues[issue.code as 'required'] : words.issues.other;
  return say(name ? words.fields[name] : issue.at);
}

function errorOf(name: FieldName, { issues, words }: FormView): string | undefined {
  const issue = issues.find((one) => one.severity === 'error' && fieldOf(one, words) === name);
  return issue && issueText(issue, words);
}

interface Options {
  width?: 'third' | 'half';
  hint?: string;
  /** `group` when the control is a set of controls: then the name is a legend. */
  group?: boolean;
}

/** What a control needs to be tied to its label, hint and error. */
export interface ControlIds {
  id: string;
  describedBy: string | undefined;
  invalid: 'true' | undefined;
}

/** A field: label, hint, error, and the control that `control` makes. */
export function field(
  name: FieldName,
  view: FormView,
  { width, hint, group }: Options,
  control: (ids: ControlIds) => unknown,
): TemplateResult {
  const { words } = view;
  const error = errorOf(name, view);
  const id = fieldId(name);
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  const label = html`${words.fields[name]}${required.has(name) ? html` <span class="required">${words.required}</span>` : nothing}`;
  const rest = html`${hint ? html`<span class="hint" id="${id}-hint">${hint}</span>` : nothing}
  ${error ? html`<span class="field-error" id="${id}-error">${icons.critical}<span>${error}</span></span>` : nothing}
  ${control({ id, describedBy, invalid: error ? 'true' : undefined })}`;
  const classes = `field ${width ?? ''} ${error ? 'wrong' : ''}`;
  return group
    ? html`<div class=${classes} role="group" aria-labelledby="${id}-label" aria-describedby=${ifDefined(describedBy)}>
        <span class="label" id="${id}-label">${label}</span>${rest}
      </div>`
    : html`<div class=${classes}><label for=${id}>${label}</label>${rest}</div>`;
}
