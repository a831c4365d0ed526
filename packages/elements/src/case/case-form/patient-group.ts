import type { Person, PersonIdentifier } from '@diemcau/fhir';
import { html, type TemplateResult } from 'lit';
import type { FormView } from './case-form.types.js';
import { dateField, selectField, textField } from './controls.js';
import { field } from './field.js';

type Kind = 'national-id' | 'insurance' | 'internal';

function identifier(patient: Person | undefined, kind: Kind): string {
  return patient?.identifiers?.find((one) => one.kind === kind)?.value ?? '';
}

/** The identifiers with one of them changed; the others, and their systems, stay. */
export function withIdentifier(all: readonly PersonIdentifier[] = [], kind: Kind, value: string): PersonIdentifier[] {
  const at = all.findIndex((one) => one.kind === kind);
  if (value.trim() === '') return all.filter((_, index) => index !== at);
  if (at < 0) return [...all, { kind, value }];
  return all.map((one, index) => (index === at ? { ...one, value } : one));
}

/** Who the patient is, and who speaks for a child. */
export function patientGroup(view: FormView): TemplateResult {
  const { value, words, caseWords, updatePatient } = view;
  const { patient } = value;
  const { unknown: _, ...genders } = caseWords.genders;
  const contact = patient?.contacts?.[0] ?? { name: '' };
  const setContact = (patch: object) =>
    updatePatient({ contacts: [{ ...contact, ...patch }, ...(patient?.contacts?.slice(1) ?? [])] });
  const contactInput = (key: 'name' | 'relation' | 'phone', label: string) =>
    html`<div class="field third">
      <label class="hint" for="contact-${key}">${label}</label>
      <input
        class="input"
        id="contact-${key}"
        autocomplete="off"
        inputmode=${key === 'phone' ? 'tel' : 'text'}
        .value=${contact[key] ?? ''}
        @input=${(event: Event) => setContact({ [key]: (event.target as HTMLInputElement).value })}
      />
    </div>`;
  const identifierField = (kind: Kind) =>
    textField(
      `patient.identifiers.${kind}`,
      view,
      identifier(patient, kind),
      (text) => updatePatient({ identifiers: withIdentifier(patient?.identifiers, kind, text) }),
      { width: 'third' },
    );
  return html`<section class="group" aria-labelledby="group-patient">
    <h3 id="group-patient">${words.groups.patient}</h3>
    <div class="grid">
      ${textField('patient.name', view, patient?.name, (name) => updatePatient({ name }))}
      ${dateField('patient.birthDate', view, patient?.birthDate, (birthDate) => updatePatient({ birthDate }), { width: 'half' })}
      ${selectField('patient.gender', view, patient?.gender, genders, (gender) => updatePatient({ gender: gender as Person['gender'] }), { width: 'half' })}
      ${identifierField('internal')} ${identifierField('national-id')} ${identifierField('insurance')}
      ${textField('patient.phone', view, patient?.phone, (phone) => updatePatient({ phone }), { width: 'half', inputmode: 'tel' })}
      ${textField('patient.address', view, patient?.address, (address) => updatePatient({ address }), { width: 'half' })}
      ${field(
        'patient.contacts',
        view,
        { group: true },
        () =>
          html`<div class="grid">
            ${contactInput('name', words.contactName)} ${contactInput('relation', words.contactRelation)}
            ${contactInput('phone', words.contactPhone)}
          </div>`,
      )}
    </div>
  </section>`;
}
