import { asObject, asObjects, asText } from '../internal/json.js';

/** `nil`: the source states that there is none. `some-nil`: none of one kind. `unknown`: the source states that it does not know. */
export type Absence = 'nil' | 'some-nil' | 'unknown';

const snomed: Readonly<Record<string, Absence>> = {
  '716186003': 'nil', // No known allergy
  '160244002': 'nil', // No known allergies (older concept)
  '160245001': 'nil', // No current problems or disability
  '787481004': 'nil', // No known medications
  '409137002': 'some-nil', // No known drug allergy
  '428607008': 'some-nil', // No known environmental allergy
  '429625007': 'some-nil', // No known food allergy
  '716184000': 'some-nil', // No known latex allergy
  '716220001': 'some-nil', // No known animal allergy
  '428197003': 'some-nil', // No known insect allergy
  '1003774007': 'some-nil', // No known Hevea brasiliensis latex allergy
  '1287211007': 'unknown', // No information available
};

const ips = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';
const general: ReadonlySet<string> = new Set([
  'allergies',
  'medications',
  'immunizations',
  'problems',
  'procedures',
  'devices',
]);

const dataAbsent = {
  codeSystem: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  extension: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
} as const;

/** The element is there only to say, by the data-absent-reason extension, that its value is not. */
export function statesAbsence(element: unknown): boolean {
  const extension = asObject(element)?.['extension'];
  return extension !== undefined && asObjects(extension).some(({ url }) => url === dataAbsent.extension);
}

/** What a code says about absence, when it says that: IPS absent-unknown, SNOMED CT, data-absent-reason. */
export function absenceOf(concept: unknown): Absence | undefined {
  if (statesAbsence(concept)) return 'unknown';
  for (const coding of asObjects(asObject(concept)?.['coding'])) {
    const code = asText(coding['code']);
    if (!code) continue;
    const system = coding['system'];
    if (system === dataAbsent.codeSystem) return 'unknown';
    if (system === ips || (typeof system === 'string' && system.includes('absent-unknown-uv-ips'))) {
      if (/^no-[a-z]+-info$/u.test(code)) return 'unknown';
      if (code.startsWith('no-known-')) return general.has(code.slice(9)) ? 'nil' : 'some-nil';
    }
    if (system === 'http://snomed.info/sct' && Object.hasOwn(snomed, code)) return snomed[code];
  }
  return undefined;
}
