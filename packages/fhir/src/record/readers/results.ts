import { conceptCode, conceptCodes, conceptText, conceptTexts } from '../../internal/concept.js';
import { fhirDate } from '../../internal/fhir-date.js';
import { asObject, asObjects, asText } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';
import { absenceOf, statesAbsence } from '../absent.js';
import { attachmentOf, divOf } from '../attachment.js';
import { referenceText, referenceTexts } from '../context.js';
import type { Context } from '../context.js';
import { flagsOf, hasUnreadModifier } from '../flags.js';
import { observationValue } from '../observation-value.js';
import { notesOf, timeOf } from '../reading.js';
import type { Reader, Reading } from '../reading.js';
import type { EntryFlag, RecordEntry, RecordSection } from '../record.types.js';

const vitalCodes: ReadonlySet<string> = new Set([
  '85353-1',
  '9279-1',
  '8867-4',
  '2708-6',
  '59408-5',
  '8310-5',
  '8302-2',
  '9843-4',
  '29463-7',
  '39156-5',
  '85354-9',
  '8480-6',
  '8462-4',
  '8306-3',
  '8287-5',
  '8331-1',
  '3141-9',
  '55284-4',
]);
const socialCodes: ReadonlySet<string> = new Set([
  '72166-2',
  '74013-4',
  '63512-8',
  '11367-0',
  '8663-7',
  '11331-6',
  '11342-3',
  '29762-2',
  '11341-5',
  '82589-3',
  '76689-9',
  '67875-5',
  '71802-3',
  '63586-2',
  '93025-5',
]);
const pregnancyCodes: ReadonlySet<string> = new Set([
  '82810-3',
  '11778-8',
  '11779-6',
  '11780-4',
  '11640-0',
  '11612-9',
  '11613-7',
  '11614-5',
  '33065-4',
  '11636-8',
  '11637-6',
  '11638-4',
  '11639-2',
  '8665-2',
  '18185-9',
  '11884-4',
  '11885-1',
  '11996-6',
  '11977-6',
  '11449-6',
]);
const functionalCodes: ReadonlySet<string> = new Set([
  '47420-5',
  '54522-8',
  '79802-5',
  '89570-6',
  '75246-9',
  '45488-8',
]);

const categories: Readonly<Record<string, RecordSection>> = {
  'vital-signs': 'vitalSigns',
  'vital-sign': 'vitalSigns',
  'social-history': 'socialHistory',
  imaging: 'imaging',
  activity: 'functionalStatus',
  laboratory: 'results',
  pregnancy: 'pregnancy',
  'functional-status': 'functionalStatus',
};

function sectionOfObservation(resource: Json): RecordSection {
  const codes = conceptCodes(resource['code']);
  for (const code of codes) {
    if (pregnancyCodes.has(code)) return 'pregnancy';
    if (socialCodes.has(code)) return 'socialHistory';
    if (functionalCodes.has(code)) return 'functionalStatus';
  }
  for (const code of conceptCodes(resource['category'])) if (Object.hasOwn(categories, code)) return categories[code]!;
  return codes.some((code) => vitalCodes.has(code)) ? 'vitalSigns' : 'results';
}

const noFlags: readonly EntryFlag[] = [];
const absent: readonly EntryFlag[] = ['data-absent'];

function absentFlags(holder: Json, hasValue: boolean): readonly EntryFlag[] {
  // A code that stands for "no value" is none, whatever its words are.
  if (hasValue)
    return holder['valueCodeableConcept'] !== undefined && absenceOf(holder['valueCodeableConcept']) === 'unknown'
      ? absent
      : noFlags;
  return holder['dataAbsentReason'] !== undefined || hasAbsentValue(holder) ? absent : noFlags;
}

/** A value[x] that is there only to say by an extension that it is not. */
function hasAbsentValue(holder: Json): boolean {
  return Object.keys(holder).some(
    (key) => /^_?value/u.test(key) && (statesAbsence(holder[key]) || statesAbsence(asObject(holder[key])?.['_value'])),
  );
}

// Most of a record is results, and most of a result's elements are absent: nothing is built for those.
const factReaders: readonly (readonly [
  element: string,
  key: string,
  read: (value: unknown, context: Context, owner: Json) => string | undefined,
])[] = [
  ['dataAbsentReason', 'absentReason', conceptText],
  ['interpretation', 'interpretation', conceptTexts],
  ['specimen', 'specimen', referenceText],
  ['bodySite', 'bodySite', conceptText],
  ['method', 'method', conceptText],
  ['performer', 'performer', referenceTexts],
  ['device', 'device', referenceText],
  ['note', 'note', notesOf],
];

function observationFacts(
  resource: Json,
  context: Context,
  when: string | undefined,
): (readonly [string, string | undefined])[] {
  const facts: (readonly [string, string | undefined])[] = when === undefined ? [] : [['when', when]];
  for (const [element, key, read] of factReaders) {
    const value = resource[element];
    if (value !== undefined) facts.push([key, read(value, context, resource)]);
  }
  return facts;
}

/** Observation: value, components, range, interpretation; members stay entries of their own. */
export const observation: Reader = {
  section: sectionOfObservation,
  read(resource, context) {
    const effective = timeOf(resource, 'effective', context.words);
    const issued = fhirDate(resource['issued']);
    const date = effective.date ?? issued;
    const concept = resource['code'];
    const title = conceptText(concept);
    const value = observationValue(resource, context, date, conceptCodes(concept), title ?? '');
    const components = asObjects(resource['component']);
    const reading: Reading = {
      title,
      code: observationCode(concept),
      date,
      endDate: effective.endDate,
      status: asText(resource['status']),
      value,
      flags: absentFlags(resource, value !== undefined),
      facts: observationFacts(resource, context, effective.text),
    };
    if (components.length > 0) reading.parts = components.map((component) => partOf(component, context, date));
    if (resource['hasMember'] !== undefined) addMembers(reading, 'hasMember', resource, context);
    return reading;
  },
};

/** `<system>|<code>`: the LOINC coding, which other hospitals write too, before a code of the laboratory. */
function observationCode(concept: unknown): string | undefined {
  for (const coding of asObjects(asObject(concept)?.['coding'])) {
    const code = coding['system'] === 'http://loinc.org' ? asText(coding['code']) : undefined;
    if (code) return `http://loinc.org|${code}`;
  }
  return conceptCode(concept);
}

function partOf(
  component: Json,
  context: Context,
  date: string | undefined,
): NonNullable<RecordEntry['parts']>[number] {
  const name = conceptText(component['code']) ?? '';
  const code = observationCode(component['code']);
  const value = observationValue(component, context, date, conceptCodes(component['code']), name);
  const flags = [...absentFlags(component, value !== undefined)];
  const reason = value ? undefined : conceptText(component['dataAbsentReason']);
  if (hasUnreadModifier(component)) flags.push('modifier-unread');
  return {
    title: name,
    ...(code ? { code } : {}),
    ...(value ? { value } : reason ? { value: { text: reason } } : {}),
    ...(flags.length > 0 ? { flags } : {}),
  };
}

/** Members that stand inside a panel or report (contained) are parts of it; those that are nowhere in the source are counted. */
function addMembers(reading: Reading, element: 'hasMember' | 'result', resource: Json, context: Context): void {
  const parts = [...(reading.parts ?? [])];
  const taken = new Set<Json>();
  let missing = 0;
  for (const reference of asObjects(resource[element])) {
    const target = reference['reference'] === undefined ? undefined : context.refs.find(reference, resource);
    if (!target) missing += 1;
    else if (target.index < 0) parts.push(...containedParts(target.resource, resource, context, taken));
  }
  if (parts.length > 0) reading.parts = parts;
  if (missing > 0) reading.facts = [...(reading.facts ?? []), ['missingResults', String(missing)]];
}

/** Members within members that are followed. */
const mostMembers = 2_000;

function containedParts(
  member: Json,
  owner: Json,
  context: Context,
  /** Members that stand there already: however often they name each other, each is one part. */
  taken: Set<Json>,
): NonNullable<RecordEntry['parts']> {
  if (taken.has(member)) return [];
  taken.add(member);
  const date = timeOf(member, 'effective').date ?? fhirDate(owner['issued']);
  const own = partOf(member, context, date);
  const flags = [...flagsOf(member, 'Observation', context), ...(own.flags ?? [])];
  const components = asObjects(member['component']).map((component) => partOf(component, context, date));
  const members = asObjects(member['hasMember']).flatMap((reference) => {
    const target = context.refs.find(reference, owner);
    return target && target.index < 0 && taken.size < mostMembers
      ? containedParts(target.resource, owner, context, taken)
      : [];
  });
  return [{ ...own, ...(flags.length > 0 ? { flags: [...new Set(flags)] } : {}) }, ...components, ...members];
}

const imagingCategories: ReadonlySet<string> = new Set([
  'RAD',
  'RX',
  'CT',
  'MR',
  'MRI',
  'US',
  'VUS',
  'OUS',
  'CUS',
  'RUS',
  'NMS',
  'NMR',
  'XRC',
  'imaging',
  'LP29684-5',
  '18748-4',
  '363679005',
]);
const noteCategories: ReadonlySet<string> = new Set([
  'LP29708-2',
  'LP7839-6',
  '34117-2',
  '51847-2',
  '34109-9',
  '11506-3',
]);

/** DiagnosticReport: conclusion, presented form; its results are entries of their own, joined to it by `panel`. */
export const diagnosticReport: Reader = {
  section(resource) {
    const codes = conceptCodes(resource['category']);
    if (codes.some((code) => imagingCategories.has(code)) || asObjects(resource['imagingStudy']).length > 0)
      return 'imaging';
    return codes.some((code) => noteCategories.has(code)) ? 'documents' : 'results';
  },
  read(resource, context) {
    const effective = timeOf(resource, 'effective', context.words);
    const forms = asObjects(resource['presentedForm']);
    const attachment = attachmentOf(forms[0], context, resource);
    const reading: Reading = {
      title: conceptText(resource['code']),
      code: conceptCode(resource['code']),
      date: effective.date ?? fhirDate(resource['issued']),
      endDate: effective.endDate,
      status: asText(resource['status']),
      ...(attachment ? { attachment } : {}),
      narrative: divOf(resource['text']),
      facts: [
        ['when', effective.text],
        ['conclusion', asText(resource['conclusion'])],
        ['conclusionCode', conceptTexts(resource['conclusionCode'])],
        ['category', conceptTexts(resource['category'])],
        ['moreAttachments', forms.length > 1 ? String(forms.length - 1) : undefined],
        ['performer', referenceTexts(resource['performer'], context, resource)],
        ['interpreter', referenceTexts(resource['resultsInterpreter'], context, resource)],
        ['note', notesOf(resource['note'])],
      ],
    };
    addMembers(reading, 'result', resource, context);
    return reading;
  },
};

/** ImagingStudy and Media. */
export const imaging: Reader = {
  section: 'imaging',
  read(resource, context) {
    const created = timeOf(resource, 'created', context.words);
    const series = asObjects(resource['series']);
    const modalities = [...asObjects(resource['modality']), ...series.flatMap((one) => asObjects(one['modality']))];
    const modality = [...new Set(modalities.flatMap((one) => asText(one['display']) ?? conceptText(one) ?? []))].join(
      ', ',
    );
    const site = series.flatMap((one) => {
      const name = conceptText(one['bodySite']);
      return name ? [name] : [];
    });
    const content = attachmentOf(resource['content'], context, resource);
    const count = typeof resource['numberOfInstances'] === 'number' ? resource['numberOfInstances'] : undefined;
    return {
      title:
        asText(resource['description']) ??
        conceptTexts(resource['procedureCode']) ??
        conceptText(resource['type']) ??
        asText(content?.title) ??
        conceptText(resource['modality']) ??
        ([modality, [...new Set(site)].join(', ')].filter(Boolean).join(', ') || undefined),
      code: conceptCode(asObjects(resource['procedureCode'])[0]) ?? conceptCode(resource['type']),
      date: fhirDate(resource['started']) ?? created.date ?? fhirDate(resource['issued']),
      endDate: created.endDate,
      status: asText(resource['status']),
      ...(content ? { attachment: content } : {}),
      facts: [
        ['modality', modality || undefined],
        ['bodySite', [...new Set(site)].join(', ') || conceptText(resource['bodySite'])],
        ['images', count === undefined ? undefined : String(count)],
        [
          'studyUid',
          asObjects(resource['identifier']).flatMap(({ system, value }) =>
            system === 'urn:dicom:uid' ? (asText(value) ?? []) : [],
          )[0],
        ],
        [
          'endpoint',
          asObjects(resource['endpoint']).flatMap(
            (one) => asText(context.refs.find(one, resource)?.resource['address']) ?? [],
          )[0],
        ],
        ['reason', conceptTexts(resource['reasonCode'])],
        ['note', notesOf(resource['note'])],
      ],
    };
  },
};
