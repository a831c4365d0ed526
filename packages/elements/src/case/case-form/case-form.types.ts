import type { CaseRequest, Issue, Person } from '@diemcau/fhir';
import type { CaseWords } from '../../internal/case-words/case-words.types.js';
import type { Locale } from '../../internal/locale.js';
import type { Translation } from '../../internal/messages.js';
import type vi from './case-form.messages.vi.js';

/** The words of the form. */
export type FormWords = Translation<typeof vi>;
/** A field by the name under which a fault is told. */
export type FieldName = keyof FormWords['fields'];

/** What the parts of the form are given. */
export interface FormView {
  value: Partial<CaseRequest>;
  issues: readonly Issue[];
  words: FormWords;
  caseWords: CaseWords;
  locale: Locale;
  update: (patch: Partial<CaseRequest>) => void;
  updatePatient: (patch: Partial<Person>) => void;
}
