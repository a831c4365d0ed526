import { ethnicGroups } from '../../internal/codes/insurance-codes.js';
import { asObject, asObjects, asText } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';
import { personOf } from '../../internal/person.js';
import { identifierSystems, ownSystems, vnExtensions } from '../../internal/systems.js';
import { birthDigits, digitsOf } from './digits.js';
import { ofTypes } from './episode-source.js';
import type { EpisodeSource } from './episode-source.js';
import { codeOf, fieldCode, keptFields } from './exporting.js';
import type { Fields } from './table-text.js';

const sexes: Readonly<Record<string, string>> = { male: '1', female: '2', unknown: '3' };

/** Who the patient is: the fields that XML1 and the slips share. */
export function patientFields({ patient, exporting }: EpisodeSource): Fields {
  if (!patient) return {};
  const person = personOf(patient);
  const of = (...kinds: string[]): string | undefined =>
    kinds.flatMap((kind) => person.identifiers.find((one) => one.kind === kind)?.value ?? [])[0];
  const birth = person.birthDate;
  if (person.gender === 'other') exporting.leave('Patient.gender');
  return {
    MA_BN: of('internal'),
    HO_TEN: person.name || undefined,
    SO_CCCD:
      of('national-id', 'citizen-id', 'passport') ??
      person.identifiers.find(({ system }) => system === `${ownSystems.insurance}SO_CCCD`)?.value,
    NGAY_SINH: birthDigits(birth) ?? birth,
    GIOI_TINH: sexes[person.gender ?? ''],
    MA_QUOCTICH: coded(patient, vnExtensions.nationality, 'MA_QUOCTICH'),
    MA_DANTOC: ethnicity(patient),
    MA_NGHE_NGHIEP: coded(patient, vnExtensions.occupation, 'MA_NGHE_NGHIEP'),
    DIA_CHI: person.address,
    ...keptFields(asObjects(patient['address'])[0], 'XML1', exporting),
    DIEN_THOAI: person.phone,
  };
}

function extension(patient: Json, url: string): Json | undefined {
  return asObjects(patient['extension']).find((one) => one['url'] === url);
}

function coded(patient: Json, url: string, field: string): string | undefined {
  return fieldCode(extension(patient, url)?.['valueCodeableConcept'], field);
}

function ethnicity(patient: Json): string | undefined {
  const known = coded(patient, vnExtensions.ethnicity, 'MA_DANTOC');
  if (known) return known;
  const found = extension(patient, vnExtensions.ethnicity);
  const name = asText(asObject(found?.['valueCodeableConcept'])?.['text']) ?? asText(found?.['valueString']);
  const code = name === undefined ? undefined : codeOf(ethnicGroups, name);
  return code === name ? undefined : code;
}

/** Parents and guardian, by the words of the relationship. */
export function relativeFields({ patient, exporting }: EpisodeSource): Fields {
  const fields: Record<string, string> = {};
  const relations: Readonly<Record<string, string>> = {
    cha: 'HO_TEN_CHA',
    bố: 'HO_TEN_CHA',
    mẹ: 'HO_TEN_ME',
    'người giám hộ': 'NGUOI_GIAM_HO',
  };
  for (const { name, relation } of (patient && personOf(patient).contacts) ?? []) {
    const field = relations[relation?.toLowerCase() ?? ''];
    if (field && fields[field] === undefined) fields[field] = name;
    else exporting.leave('Patient.contact');
  }
  return fields;
}

/** The insurance cards: number, validity, and what was kept of them. */
export function coverageFields(source: EpisodeSource): Fields {
  const { patient, exporting } = source;
  const coverages = ofTypes(source, 'Coverage').flatMap((coverage) => {
    const card =
      asText(
        asObjects(coverage['identifier']).find(({ system }) => system === identifierSystems.insurance)?.['value'],
      ) ??
      (asText(asObject(coverage['type'])?.['text']) === 'Bảo hiểm y tế' ? asText(coverage['subscriberId']) : undefined);
    const kept = keptFields(coverage, 'XML1', exporting);
    if (card === undefined && Object.keys(kept).length === 0) return exporting.leave('Coverage') ?? [];
    const period = asObject(coverage['period']);
    return [{ card, from: digitsOf(asText(period?.['start'])), to: digitsOf(asText(period?.['end'])), kept }];
  });
  const list = (values: (string | undefined)[]): string | undefined =>
    values.some(Boolean) ? values.map((value) => value ?? '').join(';') : undefined;
  const onPatient = asObjects(patient?.['identifier'])
    .filter(({ system }) => system === identifierSystems.insurance)
    .map(({ value }) => asText(value));
  const cards = coverages.map(({ card }) => card);
  return {
    ...coverages[0]?.kept,
    MA_THE_BHYT: list(cards.some(Boolean) ? cards : onPatient),
    GT_THE_TU: list(coverages.map(({ from }) => from)),
    GT_THE_DEN: list(coverages.map(({ to }) => to)),
  };
}
