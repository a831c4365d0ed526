import type { CodedText } from '@diemcau/fhir';
import { html, type TemplateResult } from 'lit';
import { workIcons } from '../../internal/work-icons.js';
import { icons } from '../../internal/icons.js';
import type { FormView } from './case-form.types.js';
import { areaField, dateField, textField } from './controls.js';
import { field } from './field.js';

/** Code system of a diagnosis that is typed with a code. */
const icd10 = 'http://hl7.org/fhir/sid/icd-10';

function diagnosesField(view: FormView): TemplateResult {
  const { value, words, update } = view;
  const all: readonly CodedText[] = value.diagnoses?.length ? value.diagnoses : [{ text: '' }];
  const change = (at: number, patch: Partial<CodedText>) =>
    update({ diagnoses: all.map((one, index) => (index === at ? { ...one, ...patch } : one)) });
  const input = (at: number, id: string | undefined, label: string, text: string, set: (text: string) => void) =>
    html`<input
      class="input"
      id=${id ?? `diagnosis-${at}-code`}
      autocomplete="off"
      aria-label="${label} ${at + 1}"
      placeholder=${label}
      .value=${text}
      @input=${(event: Event) => set((event.target as HTMLInputElement).value)}
    />`;
  return field(
    'diagnoses',
    view,
    { group: true },
    ({ id }) =>
      html`${all.map(
          (one, at) =>
            html`<div class="diagnosis">
              ${input(at, at === 0 ? id : `diagnosis-${at}`, words.diagnosisText, one.text, (text) => change(at, { text }))}
              ${input(at, undefined, words.diagnosisCode, one.code ?? '', (code) =>
                change(
                  at,
                  code
                    ? { code: code.toUpperCase(), system: one.system ?? icd10 }
                    : { code: undefined, system: undefined },
                ),
              )}
              <button
                class="button quiet icon"
                type="button"
                aria-label=${words.removeDiagnosis(one.text || String(at + 1))}
                @click=${(event: Event) => {
                  // The button goes; the focus stays in the list.
                  (event.target as Element).closest('.field')?.querySelector('input')?.focus();
                  update({ diagnoses: all.filter((_, index) => index !== at) });
                }}
              >
                ${icons.close}
              </button>
            </div>`,
        )}
        <div>
          <button class="button quiet" type="button" @click=${() => update({ diagnoses: [...all, { text: '' }] })}>
            ${workIcons.plus}${words.addDiagnosis}
          </button>
        </div>`,
  );
}

/** The case in words: what a colleague needs to answer. */
export function summaryGroup(view: FormView): TemplateResult {
  const { value, words, update } = view;
  return html`<section class="group" aria-labelledby="group-summary">
    <h3 id="group-summary">${words.groups.summary}</h3>
    <div class="grid">
      ${diagnosesField(view)}
      ${areaField('reasonForAdmission', view, value.reasonForAdmission, (reasonForAdmission) => update({ reasonForAdmission }), { width: 'half' })}
      ${areaField('allergies', view, value.allergies, (allergies) => update({ allergies }), { width: 'half', hint: words.hints.allergies })}
      ${areaField('history', view, value.history, (history) => update({ history }), { hint: words.hints.summary })}
      ${areaField('examination', view, value.examination, (examination) => update({ examination }))}
      ${areaField('pastHistory', view, value.pastHistory, (pastHistory) => update({ pastHistory }), { width: 'half' })}
      ${areaField('medications', view, value.medications, (medications) => update({ medications }), { width: 'half' })}
      ${areaField('results', view, value.results, (results) => update({ results }))}
      ${areaField('treatment', view, value.treatment, (treatment) => update({ treatment }))}
      ${dateField('treatedFrom', view, value.treatedFrom, (treatedFrom) => update({ treatedFrom: treatedFrom || undefined }), { width: 'half', hint: '' })}
      ${dateField('treatedTo', view, value.treatedTo, (treatedTo) => update({ treatedTo: treatedTo || undefined }), { width: 'half', hint: '' })}
    </div>
  </section>`;
}

/** Where the patient lies, and the numbers under which the HIS knows the stay. */
export function stayGroup(view: FormView): TemplateResult {
  const { value, words, update } = view;
  const third = { width: 'third' } as const;
  return html`<section class="group" aria-labelledby="group-stay">
    <h3 id="group-stay">${words.groups.stay}</h3>
    <div class="grid">
      ${textField('department', view, value.department, (department) => update({ department }), third)}
      ${textField('ward', view, value.ward, (ward) => update({ ward }), third)}
      ${textField('bed', view, value.bed, (bed) => update({ bed }), third)}
      ${textField('admissionNumber', view, value.admissionNumber, (admissionNumber) => update({ admissionNumber }), third)}
      ${textField('episodeId', view, value.episodeId, (episodeId) => update({ episodeId }), third)}
      ${textField('supportContract', view, value.supportContract, (supportContract) => update({ supportContract }), third)}
    </div>
  </section>`;
}
