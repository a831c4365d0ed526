import type { Person, PersonIdentifier } from '../../internal/model.types.js';

/** Kinds of number that a person has one of. A patient number counts only within its own system. */
const personal: readonly PersonIdentifier['kind'][] = ['national-id', 'citizen-id', 'passport', 'insurance'];

/**
 * Whether two records may be shown as one: two things must agree (a number, the name, the birth date), no number of a kind that both
 * have may differ, nor the birth date at the coarser precision of the two, nor the sex. Two descriptions that say the very same are
 * of one person, however little they say.
 */
export function samePerson(one: Person, other: Person): boolean {
  if (JSON.stringify(one) === JSON.stringify(other)) return true;
  const numbers = [...personal.map((kind) => compare(one, other, kind)), compare(one, other, 'internal')];
  const birth = agreeDates(one.birthDate, other.birthDate);
  const sexes = [one.gender, other.gender].filter((gender) => gender === 'male' || gender === 'female');
  if (numbers.includes(false) || birth === false || new Set(sexes).size > 1) return false;
  const name = bare(one.name) !== '' && bare(one.name) === bare(other.name);
  return [...numbers, birth, name].filter((agrees) => agrees === true).length >= 2;
}

/** `undefined`: one of the two has no number of this kind. */
function compare(one: Person, other: Person, kind: PersonIdentifier['kind']): boolean | undefined {
  const mine = numbersOf(one, kind);
  const theirs = numbersOf(other, kind);
  if (kind === 'internal') {
    const shared = [...mine.keys()].filter((system) => system !== '' && theirs.has(system));
    return shared.length === 0 ? undefined : shared.some((system) => overlap(mine.get(system)!, theirs.get(system)!));
  }
  const all = (numbers: Map<string, string[]>): string[] => [...numbers.values()].flat();
  return mine.size === 0 || theirs.size === 0 ? undefined : overlap(all(mine), all(theirs));
}

function numbersOf({ identifiers }: Person, kind: PersonIdentifier['kind']): Map<string, string[]> {
  const numbers = new Map<string, string[]>();
  for (const { kind: is, value, system = '' } of identifiers)
    if (is === kind) numbers.set(system, [...(numbers.get(system) ?? []), plain(value)]);
  return numbers;
}

const overlap = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((value) => other.includes(value));
const plain = (value: string): string => value.replace(/[\s.-]/gu, '').toUpperCase();

function agreeDates(one: string | undefined, other: string | undefined): boolean | undefined {
  if (!one || !other) return undefined;
  const length = Math.min(10, one.length, other.length);
  return one.slice(0, length) === other.slice(0, length);
}

const bare = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/giu, 'd').replace(/\s+/gu, ' ').trim().toUpperCase();
