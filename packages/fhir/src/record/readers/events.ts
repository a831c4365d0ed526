import { conceptCode, conceptText, conceptTexts } from '../../internal/concept.js';
import { fhirDate } from '../../internal/fhir-date.js';
import { asNumber, asObject, asObjects, asText } from '../../internal/json.js';
import { referenceText, referenceTexts } from '../context.js';
import { flagOfStatus } from '../flags.js';
import { quantityValue } from '../observation-value.js';
import { notesOf, periodOf, timeOf } from '../reading.js';
import { told } from '../words/told.js';
import { vnDateText } from '../../internal/vn-date-text.js';
import type { Json } from '../../internal/json.js';
import { identifierSystems } from '../../internal/systems.js';
import type { Reader } from '../reading.js';
import type { EntryValue, RecordEntry } from '../record.types.js';

/**
 * Procedure: `code`, `status` with `statusReason`, `performed[x]`, `category`, `bodySite`, `outcome`, `complication`, `followUp`, `reasonCode` or
 * `reasonReference`, `focalDevice`, `performer`, `location`, `note`.
 */
export const procedure: Reader = {
  section: 'procedures',
  read(resource, context) {
    const performed = timeOf(resource, 'performed', context.words);
    return {
      title: conceptText(resource['code']),
      code: conceptCode(resource['code']),
      date: performed.date,
      endDate: performed.endDate,
      status: asText(resource['status']),
      facts: [
        ['when', performed.text],
        ['bodySite', conceptTexts(resource['bodySite'])],
        ['outcome', conceptText(resource['outcome'])],
        ['complication', conceptTexts(resource['complication'])],
        ['category', conceptTexts(resource['category']) ?? conceptText(resource['category'])],
        ['followUp', conceptTexts(resource['followUp'])],
        [
          'reason',
          conceptTexts(resource['reasonCode']) ?? referenceTexts(resource['reasonReference'], context, resource),
        ],
        ['statusReason', conceptText(resource['statusReason'])],
        [
          'device',
          referenceTexts(
            asObjects(resource['focalDevice']).map(({ manipulated }) => manipulated),
            context,
            resource,
          ),
        ],
        [
          'performer',
          referenceTexts(
            asObjects(resource['performer']).map(({ actor }) => actor),
            context,
            resource,
          ),
        ],
        ['location', referenceText(resource['location'], context, resource)],
        ['note', notesOf(resource['note'])],
      ],
    };
  },
};

/**
 * Encounter: `class`, `type`, `serviceType`, `period`, `reasonCode` or `reasonReference`, `diagnosis`, `hospitalization`, `participant`, `location`,
 * `serviceProvider`, `identifier`; EpisodeOfCare: `type`, `period`, `diagnosis`, `managingOrganization`.
 */
export const encounter: Reader = {
  section: 'encounters',
  read(resource, context) {
    const kind = conceptTexts(resource['type']);
    const coded = asObject(resource['class']);
    const stay = asObject(resource['hospitalization']);
    const reason =
      conceptTexts(resource['reasonCode']) ?? referenceTexts(resource['reasonReference'], context, resource);
    return {
      title:
        kind ??
        asText(coded?.['display']) ??
        conceptText(resource['serviceType']) ??
        reason ??
        told(asText(coded?.['code']), context.words),
      code: conceptCode(asObjects(resource['type'])[0]),
      ...periodOf(resource['period']),
      status: asText(resource['status']),
      facts: [
        ['status', statusOf(resource, encounterDone)],
        ['class', kind ? (asText(coded?.['display']) ?? asText(coded?.['code'])) : undefined],
        ['reason', reason],
        [
          'diagnosis',
          referenceTexts(
            asObjects(resource['diagnosis']).map(({ condition }) => condition),
            context,
            resource,
          ),
        ],
        ['service', conceptText(resource['serviceType'])],
        [
          'organization',
          referenceText(resource['serviceProvider'] ?? resource['managingOrganization'], context, resource),
        ],
        [
          'location',
          referenceTexts(
            asObjects(resource['location']).map(({ location }) => location),
            context,
            resource,
          ),
        ],
        [
          'participant',
          referenceTexts(
            asObjects(resource['participant']).map(({ individual }) => individual),
            context,
            resource,
          ),
        ],
        ['origin', referenceText(stay?.['origin'], context, resource)],
        ['destination', referenceText(stay?.['destination'], context, resource)],
        ['disposition', conceptText(stay?.['dischargeDisposition'])],
        ['episodeId', identifierOf(resource, identifierSystems.visit)],
        [
          'admissionNumber',
          identifierOf(resource, identifierSystems.medicalRecord) ?? identifierOf(resource, identifierSystems.archive),
        ],
      ],
    };
  },
};

const encounterDone: ReadonlySet<string> = new Set(['finished', 'unknown']);
const none: ReadonlySet<string> = new Set();

/** A status that is worth its words: no flag says it already, and it is not the ordinary one. */
function statusOf(resource: Json, ordinary = none): string | undefined {
  const status = asText(resource['status']) ?? asText(resource['lifecycleStatus']);
  return status === undefined || ordinary.has(status) || flagOfStatus(status) ? undefined : status;
}

function identifierOf(resource: Json, system: string): string | undefined {
  return asObjects(resource['identifier']).flatMap((identifier) =>
    identifier['system'] === system ? (asText(identifier['value']) ?? []) : [],
  )[0];
}

/**
 * CarePlan (`title`, `period`, `activity`), Goal (`description`, `lifecycleStatus`, `target`), ServiceRequest, DeviceRequest (`code`, `occurrence[x]`,
 * `orderDetail`, `bodySite`, `quantity[x]`, `asNeeded[x]`), Appointment (`serviceType`, `start`, `cancelationReason`), NutritionOrder (`oralDiet`,
 * `excludeFoodModifier`), RequestGroup, VisionPrescription, CommunicationRequest: what is intended, with `status`, `intent`, `priority`, reason, note.
 */
export const plan: Reader = {
  section: 'plans',
  read(resource, context) {
    const occurrence = timeOf(resource, 'occurrence', context.words);
    const period = periodOf(resource['period']);
    const activities = asObjects(resource['activity']).flatMap((activity): NonNullable<RecordEntry['parts']> => {
      const detail = asObject(activity['detail']);
      const title =
        conceptText(detail?.['code']) ??
        asText(detail?.['description']) ??
        referenceText(activity['reference'], context, resource);
      const status = asText(detail?.['status']);
      const flag = detail?.['doNotPerform'] === true ? 'negated' : flagOfStatus(status);
      return title
        ? [
            {
              title,
              // What the flag says need not be said twice.
              ...(status && (!flag || flag === 'inactive') ? { value: { text: told(status, context.words) } } : {}),
              ...(flag && (flag !== 'inactive' || detail?.['doNotPerform'] === true) ? { flags: [flag] } : {}),
            },
          ]
        : [];
    });
    const targets = asObjects(resource['target']).flatMap((target): NonNullable<RecordEntry['parts']> => {
      const value = targetValue(target);
      const due = fhirDate(target['dueDate']);
      const until = due ? context.words.by(vnDateText(due)) : undefined;
      const text = [value?.text, value?.unit, until].filter(Boolean).join(' ');
      return text
        ? [{ title: conceptText(target['measure']) ?? context.words.target, value: until || !value ? { text } : value }]
        : [];
    });
    return {
      title:
        asText(resource['title']) ??
        conceptText(resource['code']) ??
        conceptText(resource['description']) ??
        conceptTexts(asObject(resource['oralDiet'])?.['type']) ??
        conceptTexts(resource['serviceType']) ??
        conceptTexts(resource['category']) ??
        conceptTexts(asObjects(resource['orderDetail'])) ??
        conceptText(resource['codeCodeableConcept']),
      code:
        conceptCode(resource['code']) ??
        conceptCode(resource['description']) ??
        conceptCode(asObjects(resource['category'])[0]),
      date:
        period.date ??
        occurrence.date ??
        fhirDate(resource['start']) ??
        fhirDate(resource['startDate']) ??
        fhirDate(resource['authoredOn']) ??
        fhirDate(resource['created']) ??
        fhirDate(resource['dateTime']),
      endDate:
        period.endDate ??
        occurrence.endDate ??
        fhirDate(resource['end']) ??
        fhirDate(asObjects(resource['target'])[0]?.['dueDate']),
      status: asText(resource['status']) ?? asText(resource['lifecycleStatus']),
      ...(activities.length + targets.length > 0 ? { parts: [...activities, ...targets] } : {}),
      flags:
        resource['lifecycleStatus'] === 'entered-in-error'
          ? ['entered-in-error']
          : resource['lifecycleStatus'] === 'cancelled' || resource['lifecycleStatus'] === 'rejected'
            ? ['cancelled']
            : resource['lifecycleStatus'] === 'completed'
              ? ['inactive']
              : [],
      facts: [
        ['status', statusOf(resource)],
        ['when', occurrence.text],
        ['category', conceptTexts(resource['category'])],
        ['description', asText(resource['description'])],
        ['excludedFood', conceptTexts(resource['excludeFoodModifier'])],
        ['orderDetail', conceptTexts(resource['orderDetail'])],
        ['bodySite', conceptTexts(resource['bodySite'])],
        ['quantity', quantityText(resource['quantityQuantity'])],
        [
          'asNeeded',
          conceptText(resource['asNeededCodeableConcept']) ??
            (resource['asNeededBoolean'] === true ? 'true' : undefined),
        ],
        ['statusReason', conceptText(resource['statusReason']) ?? conceptText(resource['cancelationReason'])],
        ['priority', asText(resource['priority']) ?? conceptText(resource['priority'])],
        ['intent', asText(resource['intent'])],
        ['achievement', conceptText(resource['achievementStatus'])],
        [
          'reason',
          conceptTexts(resource['reasonCode']) ??
            referenceTexts(resource['reasonReference'] ?? resource['addresses'], context, resource),
        ],
        [
          'requester',
          referenceText(resource['requester'] ?? resource['author'] ?? resource['expressedBy'], context, resource),
        ],
        ['performer', referenceTexts(resource['performer'], context, resource)],
        ['instruction', asText(resource['patientInstruction'])],
        ['note', notesOf(resource['note']) ?? asText(resource['comment'])],
      ],
    };
  },
};

function quantityText(value: unknown): string | undefined {
  const quantity = asObject(value);
  const read = quantity && quantityValue(quantity);
  return read && [read.text, read.unit].filter(Boolean).join(' ');
}

/** What a goal aims at: Goal.target.detail[x]. */
function targetValue(target: Json): EntryValue | undefined {
  const quantity = asObject(target['detailQuantity']);
  if (quantity) return quantityValue(quantity);
  const range = asObject(target['detailRange']);
  const text = range
    ? [range['low'], range['high']]
        .map((end) => asObject(end) && quantityValue(asObject(end)!))
        .map((end) => (end ? [end.text, end.unit].filter(Boolean).join(' ') : ''))
        .join(' – ')
    : (conceptText(target['detailCodeableConcept']) ?? asText(target['detailString']));
  return text ? { text } : undefined;
}

/**
 * DeviceUseStatement (`device`, `timing[x]`, `bodySite`, `reasonCode`), a patient's Device (`type`, `deviceName`, `manufacturer`, `modelNumber`, `lotNumber`,
 * `serialNumber`, `expirationDate`, `udiCarrier`), SupplyDelivery (`suppliedItem`, `occurrence[x]`).
 */
export const device: Reader = {
  section: 'devices',
  read(resource, context) {
    const used = context.refs.find(resource['device'], resource)?.resource;
    const body = used ?? resource;
    const timing = timeOf(resource, 'timing', context.words);
    const supplied = asObject(resource['suppliedItem']);
    const occurrence = timeOf(resource, 'occurrence', context.words);
    const name = asText(asObjects(body['deviceName'])[0]?.['name']);
    const quantity = asNumber(asObject(supplied?.['quantity'])?.['value']);
    return {
      title:
        conceptText(body['type']) ??
        name ??
        conceptText(supplied?.['itemCodeableConcept']) ??
        referenceText(resource['device'], context, resource) ??
        conceptText(body['code']),
      code: conceptCode(body['type']) ?? conceptCode(supplied?.['itemCodeableConcept']),
      date: timing.date ?? occurrence.date ?? fhirDate(resource['recordedOn']),
      endDate: timing.endDate,
      status: asText(resource['status']),
      facts: [
        ['status', statusOf(resource)],
        ['name', conceptText(body['type']) ? name : undefined],
        ['manufacturer', asText(body['manufacturer'])],
        ['model', asText(body['modelNumber'])],
        ['lot', asText(body['lotNumber'])],
        ['serial', asText(body['serialNumber'])],
        ['when', timing.text ?? occurrence.text],
        ['manufactured', fhirDate(body['manufactureDate'])],
        ['expires', fhirDate(body['expirationDate'])],
        [
          'udi',
          asObjects(body['udiCarrier']).flatMap(
            (one) => asText(one['deviceIdentifier']) ?? asText(one['carrierHRF']) ?? [],
          )[0],
        ],
        [
          'quantity',
          quantity === undefined
            ? undefined
            : [String(quantity), asText(asObject(supplied?.['quantity'])?.['unit'])].filter(Boolean).join(' '),
        ],
        ['bodySite', conceptText(resource['bodySite'])],
        ['reason', conceptTexts(resource['reasonCode'])],
        ['note', notesOf(resource['note'])],
      ],
    };
  },
};

/** Coverage: `type`, `payor`, `subscriberId` or `identifier` (the card), `period`, `relationship`, `class`, `network`. */
export const coverage: Reader = {
  section: 'coverage',
  read(resource, context) {
    return {
      title:
        conceptText(resource['type']) ??
        referenceTexts(resource['payor'], context, resource) ??
        asText(asObjects(resource['class'])[0]?.['name']),
      code: conceptCode(resource['type']),
      ...periodOf(resource['period']),
      status: asText(resource['status']),
      facts: [
        ['payor', referenceTexts(resource['payor'], context, resource)],
        [
          'cardNumber',
          asText(resource['subscriberId']) ??
            asObjects(resource['identifier']).flatMap(({ value }) => asText(value) ?? [])[0],
        ],
        ['relationship', conceptText(resource['relationship'])],
        [
          'class',
          asObjects(resource['class'])
            .flatMap((one) => asText(one['name']) ?? asText(one['value']) ?? [])
            .join('; ') || undefined,
        ],
        ['network', asText(resource['network'])],
      ],
    };
  },
};
