import type { Composition, CompositionSection } from 'fhir/r4';
import { narrativeDiv } from '../internal/narrative.js';
import { identifierSystems, ownSystems } from '../internal/systems.js';
import { add, dateOf, fieldCoding, practitioners, split } from './episode.js';
import type { Episode } from './episode.js';
import { insuranceDate } from './insurance-date.js';
import { keptText } from './kept-text.js';
import { documentTitles, rules } from './rules/index.js';
import type { FieldRule } from './rules/rule.js';
import type { Row } from './tables.js';
import { vitalSigns } from './vital-signs.js';

/** XML0, 5 to 11, 13 to 15: a Composition, a section a field. XML5 gives vital signs too. */
export function mapDocument(episode: Episode, row: Row): void {
  const date =
    dateOf(episode, row, row.table === 'XML5' ? 'THOI_DIEM_DBLS' : row.table === 'XML0' ? 'NGAY_YL' : 'NGAY_CT') ??
    (row.table === 'XML13' ? dateOf(episode, row, 'NGAY_RA') : undefined);
  const sections = [...row.fields].flatMap(([field, value]) => sectionOf(row.table, field, value) ?? []);
  const title = documentTitles[row.table] ?? row.table;
  const author = authorsOf(row);
  const custodian = row.fields.get('MA_CSKCB');
  const extension = keptText(row, undefined, true);
  const composition = {
    resourceType: 'Composition',
    ...(row.table === 'XML6'
      ? { meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] } }
      : {}),
    ...(extension.length > 0 ? { extension } : {}),
    status: 'final',
    type: { coding: [fieldCoding('LOAIHOSO', row.table)], text: title },
    subject: episode.patient,
    encounter: episode.encounter,
    ...(date ? { date } : {}),
    author,
    title,
    ...(custodian
      ? { custodian: { type: 'Organization', identifier: { system: identifierSystems.site, value: custodian } } }
      : {}),
    ...(sections.length > 0 ? { section: sections } : {}),
  };
  // Composition.date is required; a slip without a date says that it has none.
  if (!date)
    Object.assign(composition, {
      _date: {
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
      },
    });
  add(episode, 'document', composition as Composition);
  if (row.table !== 'XML5') return;
  for (const sign of vitalSigns(row.fields.get('DIEN_BIEN_LS') ?? '')) {
    add(episode, 'observation', {
      resourceType: 'Observation',
      status: 'final',
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
      ],
      ...sign,
      subject: episode.patient,
      encounter: episode.encounter,
      ...(date ? { effectiveDateTime: date } : {}),
    });
  }
}

function authorsOf(row: Row): Composition['author'] {
  const people = practitioners(row.fields.get('NGUOI_THUC_HIEN') ?? row.fields.get('MA_BAC_SI'));
  const name = row.fields.get('TEN_BS');
  if (people.length > 0) return people;
  return [{ display: name ?? 'Cơ sở khám bệnh, chữa bệnh' }];
}

function sectionOf(table: string, field: string, value: string): CompositionSection | undefined {
  const known = rules[table];
  const rule: FieldRule | undefined = known && Object.hasOwn(known, field) ? known[field] : undefined;
  if (rule?.how !== 'section') return undefined;
  return {
    title: rule.title,
    code: { coding: [{ system: ownSystems.insurance + table, code: field }] },
    text: { status: 'generated', div: narrativeDiv([worded(value, rule)]) },
  };
}

function worded(value: string, rule: Extract<FieldRule, { how: 'section' }>): string {
  const { code: names } = rule;
  if (names) {
    const codes = split(value);
    return codes.length > 0 && codes.every((code) => Object.hasOwn(names, code))
      ? codes.map((code) => names[code]).join('; ')
      : value;
  }
  const date = rule.date ? /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/u.exec(insuranceDate(value) ?? '') : undefined;
  return date ? `${date[3]}/${date[2]}/${date[1]}${date[4] ? ` ${date[4]}` : ''}` : value;
}
