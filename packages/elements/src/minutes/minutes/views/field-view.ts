import type { MinutesDraft } from '@diemcau/fhir';
import { html, nothing, type TemplateResult } from 'lit';
import { dateText } from '../../../internal/format/date-text.js';
import { dateTimeText } from '../../../internal/format/date-time-text.js';
import { momentText } from '../../../internal/format/moment-text.js';
import { parseDay } from '../../../internal/format/parse-day.js';
import { parseMoment } from '../../../internal/format/parse-moment.js';
import type { Say } from './say.js';

/** What the fields of the form need: the draft, whether it may be written, which fields are at fault. */
export interface Form {
  draft: MinutesDraft;
  canEdit: boolean;
  faults: ReadonlySet<string>;
  update(patch: Partial<MinutesDraft>): void;
  /** Ids of fields whose text is no date. */
  malformed: ReadonlySet<string>;
  setMalformed(id: string, isMalformed: boolean): void;
}

type TextField =
  'admissionNumber' | 'department' | 'ward' | 'bed' | 'location' | 'summary' | 'conclusion' | 'prognosis' | 'plan';
type TimeField = 'openedAt' | 'closedAt' | 'treatedFrom' | 'treatedTo';

/** A text of the form; only words for those who may not write it. */
export function textField(field: TextField, form: Form, say: Say, rows = 1): TemplateResult {
  const { draft, canEdit, update } = form;
  if (!canEdit) return readField(field, draft[field], say);
  const input = (event: Event) => update({ [field]: (event.target as HTMLInputElement).value });
  return frame(
    field,
    form,
    say,
    rows > 1
      ? html`<textarea class="input" id=${field} rows=${rows} .value=${draft[field]} @input=${input}></textarea>`
      : html`<input class="input" id=${field} autocomplete="off" .value=${draft[field]} @input=${input} />`,
  );
}

/** A day (`treated…`) or a moment by the hospital's clock. */
export function timeField(field: TimeField, form: Form, say: Say): TemplateResult {
  const { draft, canEdit, update } = form;
  const value = draft[field];
  const isDay = field === 'treatedFrom' || field === 'treatedTo';
  if (!canEdit) return readField(field, isDay ? dateText(value) : dateTimeText(value), say);
  return frame(
    field,
    form,
    say,
    typedTime(field, isDay ? 'day' : 'moment', value, (text) => update({ [field]: text }), form, say),
  );
}

/** A date that is typed in one order; what is no date is said so and not taken over. */
export function typedTime(
  id: string,
  kind: 'day' | 'moment',
  value: string | undefined,
  change: (value: string | undefined) => void,
  { malformed, setMalformed }: Form,
  { t }: Say,
): TemplateResult {
  const [parse, hint] = kind === 'day' ? [parseDay, t.dayHint] : [parseMoment, t.momentHint];
  const isMalformed = malformed.has(id);
  return html`<span class=${isMalformed ? 'field-error' : 'hint'} id="hint-${id}">${hint}</span>
    <input
      class="input"
      id=${id}
      inputmode="numeric"
      autocomplete="off"
      aria-describedby="hint-${id}"
      aria-invalid=${isMalformed ? 'true' : 'false'}
      .value=${kind === 'day' ? dateText(value) : momentText(value)}
      @change=${(event: Event) => {
        const text = (event.target as HTMLInputElement).value.trim();
        const parsed = parse(text);
        setMalformed(id, text !== '' && parsed === undefined);
        if (text === '' || parsed) change(parsed);
      }}
    />`;
}

/** Label, field and fault of one entry. */
export function frame(
  field: keyof Say['t']['fields'],
  { faults }: Form,
  { t }: Say,
  content: TemplateResult,
): TemplateResult {
  return html`<div class="field ${faults.has(field) ? 'wrong' : ''}">
    <label for=${field}>${t.fields[field]}</label>
    ${faults.has(field) ? html`<span class="field-error">${t.issues.required}</span>` : nothing} ${content}
  </div>`;
}

function readField(field: keyof Say['t']['fields'], value: string, { t }: Say): TemplateResult {
  return html`<div class="field" id=${field}>
    <span class="label">${t.fields[field]}</span>
    <p class="read">${value || html`<span class="muted">${t.notGiven}</span>`}</p>
  </div>`;
}
