import type { ImagePatient, PatientContext } from '@diemcau/sdk';

/** What a comparison of two patients says: of one person, of two, or not to be told. */
export type Agreement = 'agrees' | 'differs' | 'unproven';

const bare = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gi, 'd')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter(Boolean)
    .sort()
    .join(' ');
const plain = (number: string): string => number.replace(/[\s.-]/g, '').toUpperCase();
const sexes: Readonly<Record<string, string>> = { M: 'male', F: 'female' };

/**
 * Whether an image is of the record's patient: two of number, name and birth date must agree, and none of name, birth date and sex
 * may differ. Devices write names without marks and in any order; a number that is not the record's may be of another system.
 */
export function patientAgrees(image: ImagePatient, record: PatientContext & { gender?: string }): Agreement {
  let agreed = 0;
  const numbers = record.identifiers.map(({ value }) => plain(value));
  if (image.id && numbers.includes(plain(image.id))) agreed++;
  if (image.name && record.name) {
    if (bare(image.name) !== bare(record.name)) return 'differs';
    agreed++;
  }
  if (image.birthDate && record.birthDate) {
    const length = Math.min(10, record.birthDate.length);
    if (image.birthDate.slice(0, length) !== record.birthDate.slice(0, length)) return 'differs';
    agreed++;
  }
  const sex = sexes[image.sex ?? ''];
  if (sex && (record.gender === 'male' || record.gender === 'female') && sex !== record.gender) return 'differs';
  return agreed >= 2 ? 'agrees' : 'unproven';
}
