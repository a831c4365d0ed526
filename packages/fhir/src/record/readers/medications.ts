import { conceptCode, conceptText, conceptTexts } from '../../internal/concept.js';
import { fhirDate } from '../../internal/fhir-date.js';
import { asNumber, asObject, asObjects, asText } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';
import { referenceText, referenceTexts } from '../context.js';
import type { Context } from '../context.js';
import { hasUnreadModifier } from '../flags.js';
import { quantityValue } from '../observation-value.js';
import { notesOf, periodOf, timeOf } from '../reading.js';
import { told } from '../words/told.js';
import { vnDateText } from '../../internal/vn-date-text.js';
import { durationText, timingText } from '../timing-text.js';
import type { Words } from '../words/words.vi.js';
import type { Reader } from '../reading.js';
import type { RecordEntry } from '../record.types.js';

/**
 * MedicationRequest, MedicationStatement, MedicationAdministration, MedicationDispense: `medication[x]` (of a Medication its code,
 * ingredient, form, status too), `dosage` or `dosageInstruction`, `effective[x]`, `occurrence[x]`, `authoredOn`, `dispenseRequest`,
 * `status` with `statusReason`, `intent`, `reported[x]`, `priorPrescription`, `reasonCode` or `reasonReference`, `note`.
 */
export const medication: Reader = {
  section: 'medications',
  read(resource, context) {
    const drug = drugOf(resource, context);
    const time =
      [
        timeOf(resource, 'effective', context.words),
        timeOf(resource, 'occurrence', context.words),
        timeOf(resource, 'medication', context.words),
      ].find(({ date, text }) => date ?? text) ?? {};
    const doses = [...asObjects(resource['dosageInstruction']), ...asObjects(resource['dosage'])];
    const dispense = asObject(resource['dispenseRequest']);
    const validity = periodOf(dispense?.['validityPeriod']);
    const repeats = asNumber(dispense?.['numberOfRepeatsAllowed']);
    // One that is not in the source is named by nothing, and was there all the same.
    const replaced = resource['priorPrescription'] === undefined ? undefined : '?';
    const asserted =
      fhirDate(resource['dateAsserted']) ??
      fhirDate(resource['authoredOn']) ??
      fhirDate(resource['whenHandedOver']) ??
      fhirDate(resource['whenPrepared']);
    return {
      ...drug,
      flags: [
        ...(doses.some(hasUnreadModifier) ? (['modifier-unread'] as const) : []),
        ...(drug.isError ? (['entered-in-error'] as const) : []),
      ],
      date: time.date ?? asserted ?? validity.date,
      endDate: time.endDate ?? validity.endDate,
      status: asText(resource['status']),
      facts: [
        ['when', time.text],
        ['strength', drug.strength],
        ['form', drug.form],
        ['dosage', dosagesText(doses, context.words)],
        ['instruction', doses.flatMap((dose) => asText(dose['patientInstruction']) ?? []).join('; ') || undefined],
        ['route', conceptTexts(doses.map((dose) => dose['route']))],
        ['bodySite', conceptTexts(doses.map((dose) => dose['site']))],
        ['quantity', amount(dispense?.['quantity'] ?? resource['quantity'])],
        [
          'supplyDays',
          durationText(dispense?.['expectedSupplyDuration'], context.words) ?? amount(resource['daysSupply']),
        ],
        ['repeats', repeats === undefined ? undefined : String(repeats)],
        ['replaces', referenceText(resource['priorPrescription'], context, resource) ?? replaced],
        [
          'reported',
          referenceText(resource['reportedReference'], context, resource) ??
            (resource['reportedBoolean'] === true ? 'true' : undefined),
        ],
        ['intent', resource['intent'] === 'order' ? undefined : asText(resource['intent'])],
        [
          'reason',
          conceptTexts(resource['reasonCode']) ?? referenceTexts(resource['reasonReference'], context, resource),
        ],
        ['statusReason', conceptText(resource['statusReason']) ?? conceptTexts(resource['statusReason'])],
        ['prescriber', referenceText(resource['requester'] ?? resource['informationSource'], context, resource)],
        [
          'performer',
          referenceTexts(
            asObjects(resource['performer']).map((one) => one['actor'] ?? one),
            context,
            resource,
          ),
        ],
        ['note', notesOf(resource['note'])],
      ],
    };
  },
};

function drugOf(
  resource: Json,
  context: Context,
): { title?: string; code?: string; strength?: string; form?: string; concept?: unknown; isError?: boolean } {
  const concept = resource['medicationCodeableConcept'];
  const reference = resource['medicationReference'];
  const target = reference === undefined ? undefined : context.refs.find(reference, resource)?.resource;
  const code = conceptCode(concept) ?? conceptCode(target?.['code']);
  const ingredients = asObjects(target?.['ingredient']).map((one) => one['itemCodeableConcept']);
  return {
    title:
      conceptText(concept) ??
      conceptText(target?.['code']) ??
      conceptTexts(ingredients) ??
      asText(asObject(reference)?.['display']),
    code,
    concept: target?.['code'],
    isError: target?.['status'] === 'entered-in-error',
    form: conceptText(target?.['form']),
    strength: ratios(asObjects(target?.['ingredient'])),
  };
}

function ratios(ingredients: readonly Json[]): string | undefined {
  const texts = ingredients.flatMap((ingredient) => {
    const ratio = asObject(ingredient['strength']);
    const over = amount(ratio?.['numerator']);
    const under = amount(ratio?.['denominator']);
    return over ? [under && under !== '1' ? `${over} / ${under}` : over] : [];
  });
  return texts.length > 0 ? texts.join('; ') : undefined;
}

function amount(value: unknown): string | undefined {
  const quantity = asObject(value);
  const read = quantity && quantityValue(quantity);
  return read ? [read.text, read.unit].filter(Boolean).join(' ') : undefined;
}

/** The steps of a Dosage list by their `sequence`; those without one, or of the same, hold together. */
function dosagesText(doses: readonly Json[], words: Words): string | undefined {
  const steps = doses.flatMap((dose) => {
    const text = dosageText(dose, words);
    return text ? [{ text, at: asNumber(dose['sequence']) ?? 0 }] : [];
  });
  steps.sort((one, other) => one.at - other.at);
  return (
    steps.reduce(
      (whole, { text, at }, order) =>
        order === 0 ? text : whole + (at > steps[order - 1]!.at ? words.then : '; ') + text,
      '',
    ) || undefined
  );
}

/** Dosage.text as written, else doseAndRate, timing, asNeeded, bounds and additionalInstruction in words. */
function dosageText(dose: Json, words: Words): string | undefined {
  const text = asText(dose['text']);
  if (text) return text;
  const parts: string[] = [];
  // MedicationAdministration has dose and rate here, as FHIR STU3 had for all.
  for (const rate of [dose, ...asObjects(dose['doseAndRate'])]) {
    const given =
      amount(rate['dose'] ?? rate['doseQuantity'] ?? rate['doseSimpleQuantity']) ?? amounts(rate['doseRange']);
    if (given) parts.push(words.each(given));
    const ratio = asObject(rate['rateRatio']);
    const speed =
      amount(rate['rateQuantity']) ??
      amounts(rate['rateRange']) ??
      (ratio && [amount(ratio['numerator']), amount(ratio['denominator'])].filter(Boolean).join(' / '));
    if (speed) parts.push(words.rate(speed));
  }
  const timing = timingText(dose['timing'], words);
  if (timing) parts.push(timing);
  const asNeeded = conceptText(dose['asNeededCodeableConcept']);
  if (asNeeded || dose['asNeededBoolean'] === true) parts.push(words.asNeeded(asNeeded));
  for (const most of [dose['maxDosePerPeriod'], dose['maxDosePerAdministration'], dose['maxDosePerLifetime']]) {
    const ratio = asObject(most);
    const bound =
      ratio &&
      [amount(ratio['numerator'] ?? ratio), durationText(ratio['denominator'], words)].filter(Boolean).join(' / ');
    if (bound) parts.push(words.most(bound));
  }
  const extra = conceptTexts(dose['additionalInstruction']);
  if (extra) parts.push(extra);
  return parts.length > 0 ? parts.join(', ') : undefined;
}

function amounts(value: unknown): string | undefined {
  const range = asObject(value);
  return range && ([amount(range['low']), amount(range['high'])].filter(Boolean).join(' – ') || undefined);
}

function recommendedPart(one: Json, words: Words): NonNullable<RecordEntry['parts']>[number] {
  const status = told(conceptText(one['forecastStatus']), words);
  const due = fhirDate(asObjects(one['dateCriterion'])[0]?.['value']);
  const text = [status, due && vnDateText(due)].filter(Boolean).join(', ');
  return {
    title: conceptTexts(asObjects(one['vaccineCode'])) ?? conceptText(one['targetDisease']) ?? '',
    ...(text ? { value: { text } } : {}),
  };
}

/**
 * Immunization: `vaccineCode`, `occurrence[x]`, `status` with `statusReason`, `protocolApplied`, `doseQuantity`, `lotNumber`, `expirationDate`,
 * `isSubpotent`, `primarySource` with `reportOrigin`, `reaction`; ImmunizationRecommendation: `recommendation`.
 */
export const immunization: Reader = {
  section: 'immunizations',
  read(resource, context) {
    const recommended = asObjects(resource['recommendation']);
    const occurrence = timeOf(resource, 'occurrence', context.words);
    const protocols = asObjects(resource['protocolApplied']);
    const vaccine = resource['vaccineCode'] ?? asObjects(recommended[0]?.['vaccineCode'])[0];
    const dose = protocols
      .flatMap((one) => {
        const number = asText(one['doseNumberString']) ?? asNumber(one['doseNumberPositiveInt']);
        const series = asText(one['seriesDosesString']) ?? asNumber(one['seriesDosesPositiveInt']);
        return number === undefined ? [] : [series === undefined ? number : `${number}/${series}`];
      })
      .join(', ');
    return {
      title: conceptText(vaccine) ?? conceptText(recommended[0]?.['targetDisease']),
      code: conceptCode(vaccine),
      date:
        occurrence.date ??
        fhirDate(asObjects(recommended[0]?.['dateCriterion'])[0]?.['value']) ??
        fhirDate(resource['date']) ??
        fhirDate(resource['recorded']),
      status: asText(resource['status']) ?? conceptText(recommended[0]?.['forecastStatus']),
      // A recommendation may be of several vaccines.
      ...(recommended.length > 1 ? { parts: recommended.map((one) => recommendedPart(one, context.words)) } : {}),
      facts: [
        ['when', occurrence.text],
        ['dose', dose || undefined],
        ['subpotent', resource['isSubpotent'] === true ? 'true' : undefined],
        ['targetDisease', conceptTexts(protocols.flatMap((one) => asObjects(one['targetDisease'])))],
        ['quantity', amount(resource['doseQuantity'])],
        ['lot', asText(resource['lotNumber'])],
        ['expires', fhirDate(resource['expirationDate'])],
        [
          'reported',
          conceptText(resource['reportOrigin']) ?? (resource['primarySource'] === false ? 'true' : undefined),
        ],
        ['manufacturer', referenceText(resource['manufacturer'], context, resource)],
        ['route', conceptText(resource['route'])],
        ['bodySite', conceptText(resource['site'])],
        ['reason', conceptTexts(resource['reasonCode'])],
        ['statusReason', conceptText(resource['statusReason'])],
        ['location', referenceText(resource['location'], context, resource)],
        [
          'performer',
          referenceTexts(
            asObjects(resource['performer']).map(({ actor }) => actor),
            context,
            resource,
          ),
        ],
        [
          'reaction',
          asObjects(resource['reaction']).length > 0
            ? referenceTexts(
                asObjects(resource['reaction']).map(({ detail }) => detail),
                context,
                resource,
              )
            : undefined,
        ],
        ['note', notesOf(resource['note'])],
      ],
    };
  },
};
