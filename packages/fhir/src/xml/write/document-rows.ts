import type { CodeList } from '../../internal/codes/insurance-codes.js';
import { asObject, asObjects, asText, asTexts } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';
import { ownSystems } from '../../internal/systems.js';
import { rules } from '../rules/index.js';
import { vitalSigns } from '../vital-signs.js';
import { digitsOf } from './digits.js';
import { ofTypes } from './episode-source.js';
import type { EpisodeSource } from './episode-source.js';
import { codeOf, codesIn, keptFields } from './exporting.js';
import { bloodGroupCode, csstOf, isResult, newbornWeight, vitalCode, weightCode } from './observation-kind.js';
import { relativeFields } from './patient-fields.js';
import type { Fields } from './table-text.js';
import { wordsOfDiv } from './words-of-div.js';

/** XML5, 7, 8, 13, 14 and the tables kept whole, by table: from the Compositions that were read from them; XML5 from vital signs too. */
export function documentRows(source: EpisodeSource, summary: Fields): Map<string, Fields[]> {
  const { exporting } = source;
  const tables = new Map<string, Fields[]>();
  const push = (table: string, row: Fields): void => void tables.set(table, [...(tables.get(table) ?? []), row]);
  for (const composition of ofTypes(source, 'Composition')) {
    const table = codesIn(composition['type'], `${ownSystems.insurance}LOAIHOSO`)[0] ?? '';
    if (!Object.hasOwn(rules, table)) exporting.leave('Composition');
    else if (composition['status'] === 'entered-in-error')
      exporting.leave('Composition', 'unsupported', 'entered-in-error');
    else push(table, documentRow(source, composition, table, summary));
  }
  for (const row of vitalRows(source, tables.get('XML5') ?? [])) push('XML5', { MA_LK: summary['MA_LK'], ...row });
  if (['XML7', 'XML8', 'XML11'].every((table) => !tables.has(table)))
    for (let count = asObjects(source.patient?.['contact']).length; count > 0; count -= 1)
      exporting.leave('Patient.contact');
  return tables;
}

/** What XML1 says of the patient and that the slips repeat. */
const repeated = [
  'HO_TEN',
  'NGAY_SINH',
  'GIOI_TINH',
  'MA_QUOCTICH',
  'MA_DANTOC',
  'MA_NGHE_NGHIEP',
  'DIA_CHI',
  'MA_THE_BHYT',
  'GT_THE_DEN',
  'MA_BN',
  'SO_CCCD',
  'MATINH_CU_TRU',
  'MAHUYEN_CU_TRU',
  'MAXA_CU_TRU',
];

function documentRow(source: EpisodeSource, composition: Json, table: string, summary: Fields): Fields {
  const { exporting } = source;
  const known = rules[table]!;
  const date = digitsOf(asText(composition['date']));
  const authors = asObjects(composition['author']);
  const licences = authors.flatMap((author) => exporting.licence(author, composition) ?? []).join(';') || undefined;
  const name = authors
    .map(({ display }) => asText(display))
    .find((display) => display !== undefined && display !== facility);
  const custodian = exporting.site(composition['custodian'], composition);
  const said: Record<string, string | undefined> = {
    MA_LK: summary['MA_LK'],
    ...Object.fromEntries(repeated.map((field) => [field, summary[field]])),
    ...(table === 'XML5'
      ? { THOI_DIEM_DBLS: date, NGUOI_THUC_HIEN: licences }
      : { NGAY_CT: date, NGAY_YL: date, MA_BAC_SI: licences }),
    TEN_BS: name,
    MA_CSKCB: custodian,
    MA_YTE: summary['MA_BN'],
    MA_LOAI_KCB: summary['MA_LOAI_KCB'],
    ...relativeFields(source),
    ...keptFields(composition, table, exporting),
    ...sectionFields(composition, table, exporting),
  };
  return Object.fromEntries(Object.keys(known).map((field) => [field, said[field]]));
}

const facility = 'Cơ sở khám bệnh, chữa bệnh';

function sectionFields(
  composition: Json,
  table: string,
  exporting: EpisodeSource['exporting'],
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const section of asObjects(composition['section'])) {
    const field = codesIn(section['code'], ownSystems.insurance + table)[0];
    const rule = field !== undefined && Object.hasOwn(rules[table]!, field) ? rules[table]![field] : undefined;
    if (field === undefined || rule?.how !== 'section') {
      exporting.leave('Composition.section');
      continue;
    }
    const words = wordsOfDiv(asText(asObject(section['text'])?.['div']) ?? '');
    if (words === '') continue;
    const coded = rule.code ? codesOf(rule.code, words) : words;
    fields[field] = rule.date ? (writtenDate(coded) ?? coded) : coded;
  }
  return fields;
}

/** Names of a list, `; ` between, as codes again. */
function codesOf(list: CodeList, words: string): string {
  const whole = codeOf(list, words);
  if (whole !== words) return whole;
  const found = words.split('; ').map((name) => codeOf(list, name));
  return found.every((code) => Object.hasOwn(list, code)) ? found.join(';') : words;
}

/** `06/10/2026 10:00` in the digits of the file. */
function writtenDate(words: string): string | undefined {
  const parts = /^(\d\d)\/(\d\d)\/(\d{4})(?: (\d\d):(\d\d))?$/u.exec(words);
  return parts ? `${parts[3]}${parts[2]}${parts[1]}${parts[4] ?? ''}${parts[5] ?? ''}` : undefined;
}

/** Vital signs that no note says already, one line for each moment: `CSST<M75_T37_HA120/70>`. */
function vitalRows(source: EpisodeSource, notes: readonly Fields[]): Fields[] {
  const { exporting } = source;
  const said = new Set(
    notes.flatMap((note) =>
      vitalSigns(note['DIEN_BIEN_LS'] ?? '').map(
        (sign) => `${note['THOI_DIEM_DBLS'] ?? ''} ${csstOf(sign as unknown as Json) ?? ''}`,
      ),
    ),
  );
  const moments = new Map<string, { signs: string[]; people: Json[]; owner: Json }>();
  for (const observation of ofTypes(source, 'Observation')) {
    const code = vitalCode(observation);
    if (isResult(observation) || newbornWeight(observation) || code === weightCode || code === bloodGroupCode) continue;
    const sign = csstOf(observation);
    const final = ['final', 'amended', 'corrected'].includes(asTexts(observation['status'])[0] ?? '');
    if (sign === undefined || !final) {
      exporting.leave('Observation', 'unsupported', final ? undefined : String(observation['status']));
      continue;
    }
    const when = digitsOf(asText(observation['effectiveDateTime'])) ?? '';
    if (said.has(`${when} ${sign}`)) continue;
    const moment = moments.get(when) ?? { signs: [], people: [], owner: observation };
    moment.signs.push(sign);
    moment.people.push(...asObjects(observation['performer']));
    moments.set(when, moment);
  }
  return [...moments].map(([when, { signs, people, owner }]) => ({
    DIEN_BIEN_LS: `CSST<${signs.join('_')}>`,
    THOI_DIEM_DBLS: when || undefined,
    NGUOI_THUC_HIEN:
      [...new Set(people.flatMap((person) => exporting.licence(person, owner) ?? []))].join(';') || undefined,
  }));
}
