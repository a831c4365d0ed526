import { fullYears } from './full-years.js';

/** Who must be asked: the representative under 7, child and representative from 7 to under 18, else the patient. */
export type AgeGroup = 'infant' | 'child' | 'adult';

/** Age group for consent (Luật 91/2025 on children's data); an unknown birth date leaves the choice open, as for adults. */
export function ageGroup(birthDate: string | undefined, today: Date): AgeGroup {
  const years = fullYears(birthDate, today) ?? 18;
  return years < 7 ? 'infant' : years < 18 ? 'child' : 'adult';
}
