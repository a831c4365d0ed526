import { conceptCode, conceptText, conceptTexts } from '../../internal/concept.js';
import { fhirDate } from '../../internal/fhir-date.js';
import { asNumber, asObject, asObjects, asText } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';
import { referenceText, referenceTexts } from '../context.js';
import type { Context } from '../context.js';
import { hasUnreadModifier } from '../flags.js';
import { quantityValue } from '../observation-value.js';
import { notesOf, periodOf, timeOf } from '../reading.js';
import type { Reader } from '../reading.js';
import type { RecordEntry } from '../record.types.js';

/** MedicationRequest, MedicationStatement, MedicationAdministration, MedicationDispense: drug, dose, times, reason. */
export const medication: Reader = {
  section: 'medications',
  read(resource, context) {
    const drug = drugOf(resource, context);
    const time =
      [timeOf(resource, 'effective'), timeOf(resource, 'occurrence'), timeOf(resource, 'medication')].find(
        ({ date, text }) => date ?? text,
      ) ?? {};
    const doses = [...asObjects(resource['dosageInstruction']), ...asObjects(resource['dosage'])];
    const dispense = asObject(resource['dispenseRequest']);
    const validity = periodOf(dispense?.['validityPeriod']);
    const asserted =
      fhirDate(resource['dateAsserted']) ??
      fhirDate(resource['authoredOn']) ??
      fhirDate(resource['whenHandedOver']) ??
      fhirDate(resource['whenPrepared']);
    return {
      ...drug,
      flags: doses.some(hasUnreadModifier) ? ['modifier-unread'] : [],
      date: time.date ?? asserted ?? validity.date,
      endDate: time.endDate ?? validity.endDate,
      status: asText(resource['status']),
      facts: [
        ['when', time.text],
        ['strength', drug.strength],
        ['form', drug.form],
        ['dosage', doses.flatMap((dose) => dosageText(dose) ?? []).join('; ') || undefined],
        ['instruction', doses.flatMap((dose) => asText(dose['patientInstruction']) ?? []).join('; ') || undefined],
        ['route', conceptTexts(doses.map((dose) => dose['route']))],
        ['bodySite', conceptTexts(doses.map((dose) => dose['site']))],
        ['quantity', amount(dispense?.['quantity'] ?? resource['quantity'])],
        ['intent', resource['intent'] === 'order' ? undefined : asText(resource['intent'])],
        [
          'reason',
          conceptTexts(resource['reasonCode']) ?? referenceTexts(resource['reasonReference'], context, resource),
        ],
        ['statusReason', conceptText(resource['statusReason']) ?? conceptTexts(resource['statusReason'])],
        ['prescriber', referenceText(resource['requester'] ?? resource['informationSource'], context, resource)],
        ['note', notesOf(resource['note'])],
      ],
    };
  },
};

function drugOf(
  resource: Json,
  context: Context,
): { title?: string; code?: string; strength?: string; form?: string; concept?: unknown } {
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

/** Dosage.text as written, else dose, frequency and the like, joined; period units as UCUM codes. */
function dosageText(dose: Json): string | undefined {
  const text = asText(dose['text']);
  if (text) return text;
  const parts: string[] = [];
  // MedicationAdministration has dose and rate here, as FHIR STU3 had for all.
  for (const rate of [dose, ...asObjects(dose['doseAndRate'])]) {
    const range = asObject(rate['doseRange']);
    const given =
      amount(rate['dose'] ?? rate['doseQuantity'] ?? rate['doseSimpleQuantity']) ??
      (range && [amount(range['low']), amount(range['high'])].filter(Boolean).join(' – '));
    if (given) parts.push(given);
    const ratio = asObject(rate['rateRatio']);
    const speed =
      amount(rate['rateQuantity']) ??
      (ratio && [amount(ratio['numerator']), amount(ratio['denominator'])].filter(Boolean).join(' / '));
    if (speed) parts.push(speed);
  }
  const timing = asObject(dose['timing']);
  const spoken = conceptText(timing?.['code']);
  if (spoken) parts.push(spoken);
  const repeat = asObject(timing?.['repeat']);
  const frequency = asNumber(repeat?.['frequency']);
  const period = asNumber(repeat?.['period']);
  const unit = asText(repeat?.['periodUnit']);
  if (!spoken && period !== undefined && unit)
    parts.push(`${frequency ?? 1} × / ${period === 1 ? '' : `${period} `}${unit}`);
  const when =
    asObjects(repeat?.['when']).length > 0
      ? undefined
      : Array.isArray(repeat?.['when'])
        ? repeat['when'].filter((item) => typeof item === 'string').join(', ')
        : undefined;
  if (when) parts.push(when);
  if (dose['asNeededBoolean'] === true) parts.push('PRN');
  const asNeeded = conceptText(dose['asNeededCodeableConcept']);
  if (asNeeded) parts.push(`PRN: ${asNeeded}`);
  for (const most of [dose['maxDosePerPeriod'], dose['maxDosePerAdministration']]) {
    const ratio = asObject(most);
    const bound =
      ratio && [amount(ratio['numerator'] ?? ratio), amount(ratio['denominator'])].filter(Boolean).join(' / ');
    if (bound) parts.push(`≤ ${bound}`);
  }
  const extra = conceptTexts(dose['additionalInstruction']);
  if (extra) parts.push(extra);
  return parts.length > 0 ? parts.join(', ') : undefined;
}

function recommendedPart(one: Json): NonNullable<RecordEntry['parts']>[number] {
  const status = conceptText(one['forecastStatus']);
  const due = fhirDate(asObjects(one['dateCriterion'])[0]?.['value']);
  const text = [status, due].filter(Boolean).join(', ');
  return {
    title: conceptTexts(asObjects(one['vaccineCode'])) ?? conceptText(one['targetDisease']) ?? '',
    ...(text ? { value: { text } } : {}),
  };
}

/** Immunization and ImmunizationRecommendation: vaccine, date, lot, dose number, target disease. */
export const immunization: Reader = {
  section: 'immunizations',
  read(resource, context) {
    const recommended = asObjects(resource['recommendation']);
    const occurrence = timeOf(resource, 'occurrence');
    const protocols = asObjects(resource['protocolApplied']);
    const vaccine = resource['vaccineCode'] ?? asObjects(recommended[0]?.['vaccineCode'])[0];
    const dose = protocols
      .flatMap((one) => asText(one['doseNumberString']) ?? asNumber(one['doseNumberPositiveInt']) ?? [])
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
      ...(recommended.length > 1 ? { parts: recommended.map(recommendedPart) } : {}),
      facts: [
        ['when', occurrence.text],
        ['dose', dose || undefined],
        ['subpotent', resource['isSubpotent'] === true ? 'true' : undefined],
        ['targetDisease', conceptTexts(protocols.flatMap((one) => asObjects(one['targetDisease'])))],
        ['lot', asText(resource['lotNumber'])],
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
