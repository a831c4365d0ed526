const synonyms: Readonly<Record<string, readonly string[]>> = {
  mmHg: ['mm[Hg]', 'mmhg'],
  '°C': ['Cel', 'degC', 'độ C'],
  '/min': [
    'lần/phút',
    'nhịp/phút',
    'bpm',
    'beats/min',
    'beats/minute',
    '{beats}/min',
    'breaths/min',
    'breaths/minute',
    '{breaths}/min',
  ],
  'G/L': ['10*9/L', '10^9/L', '10⁹/L', 'x10^9/L', '10*3/µL', '10^3/µL', 'K/µL', 'Giga/L'],
  'T/L': ['10*12/L', '10^12/L', '10¹²/L', 'x10^12/L', '10*6/µL', '10^6/µL', 'M/µL', 'Tera/L'],
  '1': ['{1}'],
};
const nameOf = new Map(Object.entries(synonyms).flatMap(([name, others]) => others.map((other) => [other, name])));
const known = new Map<string, string>();

/**
 * One writing for each unit, so that units compare as they are meant: `mmol/l` is `mmol/L`, `mm[Hg]` is `mmHg`, `lần/phút` is `/min`.
 * Only what is the very same unit is taken for it; letter case tells units apart (G/L is not g/L). Fit to be shown. Source of the codes: UCUM.
 */
export function unitIdentity(unit: string): string {
  const before = known.get(unit);
  if (before !== undefined) return before;
  const plain = unit
    .trim()
    .replace(/μ/gu, 'µ')
    .replace(/\bmicromol\b/u, 'µmol')
    .replace(/\bmcg\b/u, 'µg')
    .replace(/(^|\/)u(mol|g|[lL])(?=$|\/)/gu, '$1µ$2')
    .replace('[IU]', 'IU')
    .replace(/(^|\/)([mµnpfd]?)l$/u, '$1$2L');
  const identity = nameOf.get(plain) ?? plain;
  if (known.size > 2_000) known.clear();
  known.set(unit, identity);
  return identity;
}

const concentration = /^[mµnpdk]?(?:mol|g)\/[mdµ]?L$/u;

/** Whether two writings of one quantity's unit cannot both be true: two different concentrations. Of other words nothing is claimed. */
export function unitsContradict(one: string, other: string): boolean {
  const [first, second] = [unitIdentity(one), unitIdentity(other)];
  return first !== second && concentration.test(first) && concentration.test(second);
}
