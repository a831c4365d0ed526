import type { Person } from '@diemcau/fhir';
import { ageText } from '../format/age-text.js';
import { dateText } from '../format/date-text.js';
import type { Locale } from '../locale.js';
import type { CaseWords } from './case-words.types.js';

/** Age, sex and birth date in one line: "29 tháng · Nữ · sinh 10/06/2024". */
export function identityLine(person: Partial<Person>, words: CaseWords, locale: Locale): string {
  return [
    ageText(person.birthDate, locale),
    words.genders[person.gender ?? 'unknown'],
    person.birthDate ? words.bornOn(dateText(person.birthDate)) : '',
  ]
    .filter(Boolean)
    .map((part) => part.replaceAll(' ', '\u00a0'))
    .join(' · ');
}

const order = ['internal', 'national-id', 'insurance', 'citizen-id', 'passport', 'other'] as const;

/** The identifiers that tell two people of one name apart, the two best first. */
export function identifierTexts(person: Partial<Person>, words: CaseWords): { label: string; value: string }[] {
  return [...(person.identifiers ?? [])]
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map(({ kind, value }) => ({ label: words.identifiers[kind], value }));
}
