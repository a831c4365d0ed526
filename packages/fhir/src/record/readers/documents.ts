import { conceptCode, conceptCodes, conceptText, conceptTexts } from '../../internal/concept.js';
import { fhirDate } from '../../internal/fhir-date.js';
import { asObject, asObjects, asText } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';
import { attachmentOf, divOf } from '../attachment.js';
import { referenceText, referenceTexts } from '../context.js';
import { notesOf, periodOf } from '../reading.js';
import type { Reader } from '../reading.js';
import { observationValue } from '../observation-value.js';

/** DocumentReference, DocumentManifest, Binary, Communication, ClinicalImpression and the like. */
export const documentReference: Reader = {
  section: 'documents',
  read(resource, context) {
    const files = [
      ...asObjects(resource['content']).map((content) => content['attachment']),
      ...asObjects(resource['payload']).map((payload) => payload['contentAttachment']),
    ];
    const attachments = files.flatMap((file) => attachmentOf(file, context, resource) ?? []);
    const own =
      resource['resourceType'] === 'Binary'
        ? attachmentOf({ ...resource, url: undefined }, context, resource)
        : undefined;
    const first = attachments[0] ?? own;
    const said = asObjects(resource['payload']).flatMap((payload) => asText(payload['contentString']) ?? []);
    return {
      title:
        asText(resource['description']) ??
        conceptText(resource['type']) ??
        first?.title ??
        conceptTexts(resource['category']) ??
        conceptText(resource['topic']) ??
        conceptText(resource['code']) ??
        asText(resource['summary']),
      code: conceptCode(resource['type']),
      date:
        fhirDate(resource['date']) ??
        fhirDate(resource['indexed']) ??
        fhirDate(resource['created']) ??
        fhirDate(resource['sent']) ??
        fhirDate(resource['received']) ??
        periodOf(asObject(resource['context'])?.['period']).date,
      status: asText(resource['status']),
      ...(first ? { attachment: first } : {}),
      narrative: divOf(resource['text']),
      facts: [
        ['category', conceptTexts(resource['category'])],
        ['author', referenceTexts(resource['author'] ?? resource['sender'] ?? resource['assessor'], context, resource)],
        ['text', said.length > 0 ? said.join('\n') : undefined],
        ['summary', asText(resource['summary'])],
        ['moreAttachments', attachments.length > 1 ? String(attachments.length - 1) : undefined],
        ['note', notesOf(resource['note'])],
      ],
    };
  },
};

/** A Composition that does not govern the record: its sections' narratives in order. */
export const composition: Reader = {
  section: 'documents',
  read(resource, context) {
    return {
      title: asText(resource['title']) ?? conceptText(resource['type']),
      code: conceptCode(resource['type']),
      date: fhirDate(resource['date']),
      status: asText(resource['status']),
      narrative: [divOf(resource['text']), ...sectionDivs(resource, 0)].filter(Boolean).join('') || undefined,
      facts: [['author', referenceTexts(resource['author'], context, resource)]],
    };
  },
};

function sectionDivs(holder: Json, depth: number): string[] {
  if (depth > 8) return [];
  return asObjects(holder['section']).flatMap((section) => {
    const title = asText(section['title']);
    const div = divOf(section['text']);
    const heading = title
      ? [`<h4>${title.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;')}</h4>`]
      : [];
    return [...(div || section['section'] ? heading : []), ...(div ? [div] : []), ...sectionDivs(section, depth + 1)];
  });
}

/** QuestionnaireResponse: questions and answers as parts. */
export const questionnaireResponse: Reader = {
  section: 'documents',
  read(resource, context) {
    const parts: { title: string; value?: { text: string } }[] = [];
    const walk = (items: readonly Json[], depth: number): void => {
      for (const item of items) {
        if (parts.length >= 2_000 || depth > 20) return;
        const answers = asObjects(item['answer']);
        const texts = answers.flatMap((answer) => answerText(answer, context) ?? []);
        if (texts.length > 0)
          parts.push({
            title: asText(item['text']) ?? asText(item['linkId']) ?? '',
            value: { text: texts.join('; ') },
          });
        walk(asObjects(item['item']), depth + 1);
        for (const answer of answers) walk(asObjects(answer['item']), depth + 1);
      }
    };
    walk(asObjects(resource['item']), 0);
    return {
      title:
        asText(asObject(resource['_questionnaire'])?.['display']) ??
        asText(resource['title']) ??
        asText(resource['questionnaire']),
      date: fhirDate(resource['authored']),
      status: asText(resource['status']),
      ...(parts.length > 0 ? { parts } : {}),
      narrative: divOf(resource['text']),
      facts: [['author', referenceTexts(resource['author'] ?? resource['source'], context, resource)]],
    };
  },
};

function answerText(answer: Json, context: Parameters<Reader['read']>[1]): string | undefined {
  const named = referenceText(answer['valueReference'], context, answer);
  if (named) return named;
  const coding = asObject(answer['valueCoding']);
  if (coding) return asText(coding['display']) ?? asText(coding['code']);
  const value = observationValue(
    {
      ...answer,
      valueDateTime: answer['valueDateTime'] ?? answer['valueDate'],
      valueString: answer['valueString'] ?? answer['valueUri'],
    },
    context,
    undefined,
    [],
    '',
  );
  return value
    ? [value.text, value.unit].filter(Boolean).join(' ')
    : typeof answer['valueDecimal'] === 'number'
      ? String(answer['valueDecimal'])
      : undefined;
}

const directiveCodes: ReadonlySet<string> = new Set([
  'adr',
  'acd',
  'dnr',
  'hcd',
  'emrgonly',
  'polst',
  'treatment',
  '59284-0',
  '42348-3',
  '75320-2',
  '81334-5',
  '81335-2',
]);

/** Consent: an advance directive, or (privacy, research) a document. */
export const consent: Reader = {
  section(resource) {
    const codes = [...conceptCodes(resource['scope']), ...conceptCodes(resource['category'])];
    return codes.some((code) => directiveCodes.has(code)) ? 'directives' : 'documents';
  },
  read(resource, context) {
    const provision = asObject(resource['provision']);
    const attachment = attachmentOf(resource['sourceAttachment'], context, resource);
    return {
      title: conceptTexts(resource['category']) ?? conceptText(resource['scope']),
      code: conceptCode(asObjects(resource['category'])[0]),
      date: fhirDate(resource['dateTime']) ?? periodOf(provision?.['period']).date,
      endDate: periodOf(provision?.['period']).endDate,
      status: asText(resource['status']),
      ...(attachment ? { attachment } : {}),
      narrative: divOf(resource['text']),
      facts: [
        ['scope', conceptText(resource['scope'])],
        ['decision', asText(provision?.['type'])],
        ['provision', conceptTexts(provision?.['code']) ?? conceptText(resource['policyRule'])],
        ['performer', referenceTexts(resource['performer'], context, resource)],
        ['organization', referenceTexts(resource['organization'], context, resource)],
      ],
    };
  },
};
