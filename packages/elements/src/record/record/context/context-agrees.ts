import type { PersonIdentifier } from '@diemcau/fhir';
import type { PatientContext } from '@diemcau/sdk';

/**
 * Whether two descriptions are of one person: two things must agree (number, name, birth date) and no number of the same kind
 * may differ. A patient number counts only within its own system.
 */
export function contextAgrees(record: PatientContext | undefined, host: PatientContext): boolean {
  if (!record) return false;
  const numbers = compareNumbers(record.identifiers, host.identifiers);
  if (numbers.differ > 0) return false;
  if (record.birthDate && host.birthDate && !sameDate(record.birthDate, host.birthDate)) return false;
  const agreed =
    numbers.agree + Number(sameName(record.name, host.name)) + Number(Boolean(record.birthDate && host.birthDate));
  return agreed >= 2;
}

function compareNumbers(a: readonly PersonIdentifier[], b: readonly PersonIdentifier[]) {
  let agree = 0;
  let differ = 0;
  const national = (person: readonly PersonIdentifier[], kind: PersonIdentifier['kind']) =>
    person.filter((one) => one.kind === kind);
  for (const kind of ['national-id', 'citizen-id', 'passport', 'insurance'] as const) {
    const [mine, theirs] = [national(a, kind), national(b, kind)];
    if (!mine.length || !theirs.length) continue;
    if (mine.some(({ value }) => theirs.some((other) => plain(other.value) === plain(value)))) agree++;
    else differ++;
  }
  for (const { value, system } of national(a, 'internal')) {
    const other = national(b, 'internal').find((one) => one.system !== undefined && one.system === system);
    if (!other) continue;
    if (plain(other.value) === plain(value)) agree++;
    else differ++;
  }
  return { agree, differ };
}

const plain = (value: string): string => value.replace(/[\s.-]/g, '').toUpperCase();

/** At the coarser precision of the two: `2019` agrees with `2019-05-20`. */
function sameDate(a: string, b: string): boolean {
  const length = Math.min(a.slice(0, 10).length, b.slice(0, 10).length);
  return a.slice(0, length) === b.slice(0, length);
}

const bare = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').replace(/\s+/g, ' ').trim().toUpperCase();
const sameName = (a: string, b: string): boolean => bare(a) !== '' && bare(a) === bare(b);
