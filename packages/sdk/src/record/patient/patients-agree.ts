import type { PersonIdentifier } from '@diemcau/fhir';
import type { PatientContext } from '../record.types.js';

/**
 * Whether two descriptions are of one person. Two things must agree (a number, the name, the whole date of birth; a year alone proves
 * nothing) and none may contradict: numbers of one kind of which no two are alike, or another date of birth.
 */
export function patientsAgree(one: PatientContext | undefined, other: PatientContext): boolean {
  if (!one || patientsContradict(one, other)) return false;
  const whole = (date: string | undefined) => (dateOf(date)?.length === 10 ? 1 : 0);
  const dates = whole(one.birthDate) * whole(other.birthDate);
  return numbersOf(one, other).agree + Number(sameName(one.name, other.name)) + dates >= 2;
}

/** Whether they cannot be of one person. What is not given contradicts nothing. */
export function patientsContradict(one: PatientContext, other: PatientContext): boolean {
  const [mine, theirs] = [dateOf(one.birthDate), dateOf(other.birthDate)];
  const length = Math.min(mine?.length ?? 0, theirs?.length ?? 0);
  const otherDate = length > 0 && mine!.slice(0, length) !== theirs!.slice(0, length);
  return otherDate || numbersOf(one, other).differ > 0;
}

/** Kinds of numbers that both have, by whether one of each is the same. A patient number counts within its own system only. */
function numbersOf(one: PatientContext, other: PatientContext): { agree: number; differ: number } {
  const [mine, theirs] = [byKind(one.identifiers), byKind(other.identifiers)];
  let [agree, differ] = [0, 0];
  for (const [kind, values] of mine) {
    const others = theirs.get(kind);
    if (!others) continue;
    if ([...values].some((value) => others.has(value))) agree++;
    else differ++;
  }
  return { agree, differ };
}

function byKind(identifiers: readonly PersonIdentifier[]): Map<string, Set<string>> {
  const kinds = new Map<string, Set<string>>();
  for (const { kind, system, value } of identifiers) {
    const plain = plainNumber(value, kind);
    const isLocal = kind === 'internal' || kind === 'other';
    if (plain === '' || (isLocal && !system)) continue;
    const name = isLocal ? `in ${system}` : kind;
    kinds.set(name, (kinds.get(name) ?? new Set()).add(plain));
  }
  return kinds;
}

/**
 * A number without what people and spreadsheets do to it: spaces, points, case, lost leading zeros. An insurance card is known by the
 * ten digits of the insured (QĐ 1351/QĐ-BHXH): what stands before them changes with the card.
 */
function plainNumber(value: string, kind: PersonIdentifier['kind']): string {
  const bare = value
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
  const own = kind === 'insurance' && bare.length === 15 ? bare.slice(5) : bare;
  return /^\d+$/.test(own) ? own.replace(/^0+(?=\d)/, '') : own;
}

/** FHIR date at its precision; `20240620` and `20/06/2024`, as HIS write it, are read too. */
function dateOf(date: string | undefined): string | undefined {
  const given = date?.trim() ?? '';
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(given) ?? [];
  if (year) return `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const [, y, m, d] = /^(\d{4})(\d{2})(\d{2})\d*$/.exec(given) ?? [];
  if (y) return `${y}-${m}-${d}`;
  return /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(given)?.[0];
}

/** Where both were written with their marks the marks count (Tú is not Tư); where the tone stands in a syllable does not. */
function sameName(one: string | undefined, other: string | undefined): boolean {
  const [mine, theirs] = [wordsOf(one ?? ''), wordsOf(other ?? '')];
  if (mine.bare === '' || mine.bare !== theirs.bare) return false;
  return mine.marked === mine.bare || theirs.marked === theirs.bare || mine.marked === theirs.marked;
}

function wordsOf(name: string): { bare: string; marked: string } {
  const words = name
    .normalize('NFD')
    .toUpperCase()
    .replaceAll('Đ', 'D\u0335')
    .split(/[\s\p{P}]+/u)
    .filter(Boolean);
  const bare = words.map((word) => word.replace(/\p{M}/gu, ''));
  const marked = words.map((word, at) => bare[at] + (word.match(/\p{M}/gu) ?? []).sort().join(''));
  return { bare: bare.join(' '), marked: marked.join(' ') };
}
