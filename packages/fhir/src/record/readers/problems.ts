import { conceptCode, conceptText, conceptTexts } from '../../internal/concept.js';
import { asObject, asObjects } from '../../internal/json.js';
import { fhirDate } from '../../internal/fhir-date.js';
import { referenceText } from '../context.js';
import { ageText, notesOf, timeOf } from '../reading.js';
import type { Reader } from '../reading.js';

/** Condition: code, onset, abatement, severity, stage, site. */
export const condition: Reader = {
  section: 'problems',
  read(resource, context) {
    const onset = timeOf(resource, 'onset');
    const abatement = timeOf(resource, 'abatement');
    const recorded = fhirDate(resource['recordedDate']);
    return {
      title: conceptText(resource['code']),
      code: conceptCode(resource['code']),
      date: onset.date ?? recorded,
      endDate: abatement.date,
      status: conceptText(resource['clinicalStatus']),
      severity: conceptText(resource['severity']),
      flags: resource['abatementBoolean'] === true ? ['resolved'] : [],
      facts: [
        ['onset', onset.text],
        ['abatement', abatement.text],
        ['recorded', onset.date ? recorded : undefined],
        ['verification', conceptText(resource['verificationStatus'])],
        ['bodySite', conceptTexts(resource['bodySite'])],
        ['stage', conceptTexts(asObjects(resource['stage']).map((stage) => stage['summary']))],
        ['asserter', referenceText(resource['asserter'] ?? resource['recorder'], context, resource)],
        ['note', notesOf(resource['note'])],
      ],
    };
  },
};

/** AllergyIntolerance: code, criticality, reactions. */
export const allergy: Reader = {
  section: 'allergies',
  read(resource, context) {
    const onset = timeOf(resource, 'onset');
    const reactions = asObjects(resource['reaction']);
    const substance = conceptTexts(reactions.map((reaction) => reaction['substance']));
    const criticality = resource['criticality'];
    return {
      title: conceptText(resource['code']) ?? substance,
      code: conceptCode(resource['code']) ?? conceptCode(asObject(reactions[0]?.['substance'])),
      date: onset.date ?? fhirDate(resource['recordedDate']),
      status: conceptText(resource['clinicalStatus']),
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

/** Flag, DetectedIssue, AdverseEvent, RiskAssessment. */
export const alert: Reader = {
  section: 'alerts',
  read(resource, context) {
    const period = asObject(resource['period']);
    const identified = timeOf(resource, 'identified');
    const occurrence = timeOf(resource, 'occurrence');
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
        [
          'author',
          referenceText(resource['author'] ?? resource['recorder'] ?? resource['performer'], context, resource),
        ],
        ['note', notesOf(resource['note'])],
      ],
    };
  },
};

/** FamilyMemberHistory: who, and which conditions. */
export const familyHistory: Reader = {
  section: 'familyHistory',
  read(resource) {
    const conditions = asObjects(resource['condition']);
    const relation = conceptText(resource['relationship']);
    const born = timeOf(resource, 'born');
    return {
      title:
        [relation, typeof resource['name'] === 'string' ? resource['name'] : undefined].filter(Boolean).join(', ') ||
        undefined,
      code: conceptCode(resource['relationship']),
      date: fhirDate(resource['date']),
      status: typeof resource['status'] === 'string' ? resource['status'] : undefined,
      parts: conditions.flatMap((one) => {
        const title = conceptText(one['code']);
        const onset = timeOf(one, 'onset');
        const when = onset.date ?? onset.text;
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
        ['age', ageText(resource['ageAge'])],
        [
          'deceased',
          resource['deceasedBoolean'] === true
            ? 'true'
            : (ageText(resource['deceasedAge']) ?? fhirDate(resource['deceasedDate'])),
        ],
        ['note', notesOf(resource['note'])],
      ],
    };
  },
};
