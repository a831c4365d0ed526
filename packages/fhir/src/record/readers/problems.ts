import { conceptCode, conceptCodes, conceptText, conceptTexts } from '../../internal/concept.js';
import { asObject, asObjects, asText } from '../../internal/json.js';
import { vnDateText } from '../../internal/vn-date-text.js';
import { told } from '../words/told.js';
import { fhirDate } from '../../internal/fhir-date.js';
import { referenceText } from '../context.js';
import { ageText, notesOf, rangeText, timeOf } from '../reading.js';
import type { Reader } from '../reading.js';

/**
 * Condition: `code`, `clinicalStatus`, `verificationStatus`, `severity`, `bodySite`, `onset[x]`, `abatement[x]`, `recordedDate`, `stage`,
 * `evidence`, `asserter` or `recorder`, `note`.
 */
export const condition: Reader = {
  section: 'problems',
  read(resource, context) {
    const onset = timeOf(resource, 'onset', context.words);
    const abatement = timeOf(resource, 'abatement', context.words);
    const recorded = fhirDate(resource['recordedDate']);
    return {
      title: conceptText(resource['code']),
      code: conceptCode(resource['code']),
      date: onset.date ?? recorded,
      endDate: abatement.date ?? abatement.endDate,
      status: conceptCodes(resource['clinicalStatus'])[0] ?? conceptText(resource['clinicalStatus']),
      severity: conceptText(resource['severity']),
      // R4 has no abatementBoolean; STU3 had.
      flags: resource['abatementBoolean'] === true ? ['resolved'] : [],
      facts: [
        ['onset', spanText(onset)],
        ['abatement', spanText(abatement)],
        ['recorded', onset.date ? recorded : undefined],
        ['verification', conceptText(resource['verificationStatus'])],
        ['bodySite', conceptTexts(resource['bodySite'])],
        ['stage', conceptTexts(asObjects(resource['stage']).map((stage) => stage['summary']))],
        ['evidence', conceptTexts(asObjects(resource['evidence']).flatMap((one) => asObjects(one['code'])))],
        ['asserter', referenceText(resource['asserter'] ?? resource['recorder'], context, resource)],
        ['note', notesOf(resource['note'])],
      ],
    };
  },
};

/** A beginning that is told as words or as a span; a plain date is told as the entry's own. */
function spanText({ date, endDate, text }: ReturnType<typeof timeOf>): string | undefined {
  if (endDate === undefined) return text;
  return `${date === undefined ? '…' : vnDateText(date)} – ${vnDateText(endDate)}`;
}

/**
 * AllergyIntolerance: `code` (else the substance of a reaction), `clinicalStatus`, `verificationStatus`, `type`, `category`, `criticality`,
 * `reaction` (manifestation, severity, substance, exposureRoute, description, onset), `onset[x]`, `lastOccurrence`, `asserter`, `note`.
 */
export const allergy: Reader = {
  section: 'allergies',
  read(resource, context) {
    const onset = timeOf(resource, 'onset', context.words);
    const reactions = asObjects(resource['reaction']);
    const substance = conceptTexts(reactions.map((reaction) => reaction['substance']));
    const criticality = resource['criticality'];
    return {
      title: conceptText(resource['code']) ?? substance,
      code: conceptCode(resource['code']) ?? conceptCode(asObject(reactions[0]?.['substance'])),
      date: onset.date ?? fhirDate(resource['recordedDate']),
      status: conceptCodes(resource['clinicalStatus'])[0] ?? conceptText(resource['clinicalStatus']),
      severity:
        (reactions.map(({ severity }) => severity).find((severity) => severity === 'severe') as string | undefined) ??
        reactions.map(({ severity }) => severity).find((severity): severity is string => typeof severity === 'string'),
      facts: [
        ['criticality', typeof criticality === 'string' ? criticality : undefined],
        ['reaction', conceptTexts(reactions.flatMap((reaction) => asObjects(reaction['manifestation'])))],
        [
          'reactionNote',
          reactions
            .map(({ description }) => (typeof description === 'string' ? description : ''))
            .filter(Boolean)
            .join('; ') || undefined,
        ],
        ['substance', conceptText(resource['code']) ? substance : undefined],
        ['route', conceptTexts(reactions.map((reaction) => reaction['exposureRoute']))],
        ['reactionOnset', reactions.flatMap((reaction) => fhirDate(reaction['onset']) ?? []).join(', ') || undefined],
        ['type', typeof resource['type'] === 'string' ? resource['type'] : undefined],
        [
          'category',
          Array.isArray(resource['category'])
            ? resource['category'].filter((item) => typeof item === 'string').join(', ') || undefined
            : undefined,
        ],
        ['onset', onset.text],
        ['lastOccurrence', fhirDate(resource['lastOccurrence'])],
        ['verification', conceptText(resource['verificationStatus'])],
        ['asserter', referenceText(resource['asserter'] ?? resource['recorder'], context, resource)],
        ['note', notesOf(resource['note'])],
      ],
    };
  },
};

/**
 * Flag (`code`, `category`, `period`), DetectedIssue (`code`, `severity`, `identified[x]`, `detail`, `mitigation`), AdverseEvent (`event`,
 * `date`, `severity`, `seriousness`, `outcome`), RiskAssessment (`prediction`, `occurrence[x]`).
 */
export const alert: Reader = {
  section: 'alerts',
  read(resource, context) {
    const period = asObject(resource['period']);
    const identified = timeOf(resource, 'identified', context.words);
    const occurrence = timeOf(resource, 'occurrence', context.words);
    const outcomes = asObjects(resource['prediction']).map((prediction) => prediction['outcome']);
    return {
      title: conceptText(resource['code']) ?? conceptText(resource['event']) ?? conceptTexts(outcomes),
      code: conceptCode(resource['code']) ?? conceptCode(resource['event']),
      date: fhirDate(period?.['start']) ?? identified.date ?? occurrence.date ?? fhirDate(resource['date']),
      endDate: fhirDate(period?.['end']),
      status: typeof resource['status'] === 'string' ? resource['status'] : undefined,
      severity: typeof resource['severity'] === 'string' ? resource['severity'] : conceptText(resource['severity']),
      facts: [
        ['category', conceptTexts(resource['category'])],
        ['detail', typeof resource['detail'] === 'string' ? resource['detail'] : undefined],
        ['mitigation', conceptTexts(asObjects(resource['mitigation']).map((one) => one['action']))],
        ['seriousness', conceptText(resource['seriousness'])],
        ['outcome', conceptText(resource['outcome'])],
        [
          'author',
          referenceText(resource['author'] ?? resource['recorder'] ?? resource['performer'], context, resource),
        ],
        ['note', notesOf(resource['note'])],
      ],
    };
  },
};

/**
 * FamilyMemberHistory: `relationship`, `name`, `sex`, `born[x]`, `age[x]`, `deceased[x]`, `condition` with `onset[x]`, `outcome` and
 * `contributedToDeath`, `dataAbsentReason`, `note`.
 */
export const familyHistory: Reader = {
  section: 'familyHistory',
  read(resource, context) {
    const conditions = asObjects(resource['condition']);
    const relation = told(conceptText(resource['relationship']), context.words);
    const born = timeOf(resource, 'born', context.words);
    return {
      title:
        [relation, typeof resource['name'] === 'string' ? resource['name'] : undefined].filter(Boolean).join(', ') ||
        undefined,
      code: conceptCode(resource['relationship']),
      date: fhirDate(resource['date']),
      status: typeof resource['status'] === 'string' ? resource['status'] : undefined,
      parts: conditions.flatMap((one) => {
        const title = conceptText(one['code']);
        const onset = timeOf(one, 'onset', context.words);
        const when = [
          onset.date ? vnDateText(onset.date) : onset.text,
          conceptText(one['outcome']),
          one['contributedToDeath'] === true ? context.words.causedDeath : undefined,
          notesOf(one['note']),
        ]
          .filter(Boolean)
          .join('; ');
        return title
          ? [
              {
                title,
                ...(conceptCode(one['code']) ? { code: conceptCode(one['code'])! } : {}),
                ...(when ? { value: { text: when } } : {}),
              },
            ]
          : [];
      }),
      facts: [
        ['born', born.date ?? born.text],
        [
          'age',
          ageText(resource['ageAge'], context.words) ??
            rangeText(resource['ageRange'], context.words) ??
            asText(resource['ageString']),
        ],
        ['sex', conceptText(resource['sex'])],
        ['absentReason', conceptText(resource['dataAbsentReason'])],
        ['reason', conceptTexts(resource['reasonCode'])],
        [
          'deceased',
          resource['deceasedBoolean'] === true
            ? 'true'
            : (ageText(resource['deceasedAge'], context.words) ??
              rangeText(resource['deceasedRange'], context.words) ??
              fhirDate(resource['deceasedDate']) ??
              asText(resource['deceasedString'])),
        ],
        ['note', notesOf(resource['note'])],
      ],
    };
  },
};
