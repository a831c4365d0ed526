import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { conceptOf } from '../internal/coded-text.js';
import { fhirDate } from '../internal/fhir-date.js';
import { asObject, asObjects } from '../internal/json.js';
import { exactText, patientOf, personOf } from '../internal/person.js';
import { References } from '../internal/references.js';
import type { Placed } from '../internal/references.js';
import { systems } from '../internal/systems.js';
import type { Result } from '../result.js';
import { draftOf, minutesComposition } from './minutes-composition.js';
import type { MinutesDraft } from './minutes.types.js';

/** What the document takes from outside the draft. */
export interface MinutesDocumentMeta {
  /** Id of the Bundle. */
  documentId: string;
  /** ISO instant at which the document is made. */
  now: string;
  /** The requesting site: custodian of the minutes. */
  siteId: string;
  siteName: string;
}

/**
 * The minutes as a FHIR R4 document: Composition first, then patient, custodian, people, final diagnoses and the upper doctor's orders
 * (intent `proposal`: the local doctor turns advice into orders). Same draft and meta, same document.
 */
export function toMinutesDocument(draft: MinutesDraft, meta: MinutesDocumentMeta): Bundle {
  const url = (name: string): string => `urn:diemcau:document:${encodeURIComponent(meta.documentId)}:${name}`;
  const subject = { reference: url('patient') };
  const people = draft.participants.map((person, index) => ({
    person,
    url: url(`person-${index + 1}`),
    id: `person-${index + 1}`,
  }));
  const composition = minutesComposition(draft, {
    id: meta.documentId,
    status: draft.amends ? 'amended' : 'final',
    subject,
    date: meta.now,
    custodian: { reference: url('site') },
    party: ({ name }, index) => ({ reference: people[index]!.url, ...(name ? { display: name } : {}) }),
  });
  const entries: BundleEntry[] = [
    entry(url('composition'), composition),
    entry(url('patient'), patientOf(draft.patient, 'patient')),
    entry(url('site'), {
      resourceType: 'Organization',
      id: 'site',
      identifier: [{ system: systems.site, value: meta.siteId }],
      name: meta.siteName,
    }),
    ...people.map(({ person, url: at, id }) =>
      entry(at, {
        resourceType: 'Practitioner',
        id,
        ...(person.sub ? { identifier: [{ system: systems.practitioner, value: person.sub }] } : {}),
        ...(person.name ? { name: [{ text: person.name }] } : {}),
        ...(person.title ? { qualification: [{ code: { text: person.title } }] } : {}),
      }),
    ),
  ];
  const conditions = draft.diagnosisAfter.map((coded, index) =>
    entry(url(`diagnosis-${index + 1}`), {
      resourceType: 'Condition',
      id: `diagnosis-${index + 1}`,
      code: conceptOf(coded),
      subject,
    }),
  );
  const orders = draft.orders.map((order, index) =>
    entry(url(`order-${index + 1}`), orderResource(order, `order-${index + 1}`, subject)),
  );
  refer(composition, 'conclusion', conditions);
  refer(composition, 'orders', orders);
  return {
    resourceType: 'Bundle',
    id: meta.documentId,
    meta: { tag: [{ system: systems.caseTag, code: draft.caseId }] },
    identifier: { system: 'urn:diemcau:document', value: meta.documentId },
    type: 'document',
    timestamp: meta.now,
    entry: [...entries, ...conditions, ...orders],
  };
}

function entry(fullUrl: string, resource: FhirResource): BundleEntry {
  return { fullUrl, resource };
}

function orderResource(
  order: MinutesDraft['orders'][number],
  id: string,
  subject: { reference: string },
): FhirResource {
  const requester = {
    identifier: { system: systems.practitioner, value: order.orderedBy.sub },
    ...(order.orderedBy.name ? { display: order.orderedBy.name } : {}),
  };
  const when = fhirDate(order.orderedAt);
  const code = { text: order.text || '–' };
  const shared = {
    id,
    status: 'active' as const,
    intent: 'proposal' as const,
    subject,
    ...(when ? { authoredOn: when } : {}),
    requester,
  };
  return order.kind === 'drug'
    ? { resourceType: 'MedicationRequest', ...shared, medicationCodeableConcept: code }
    : { resourceType: 'ServiceRequest', ...shared, code };
}

function refer(
  composition: ReturnType<typeof minutesComposition>,
  code: string,
  entries: readonly BundleEntry[],
): void {
  const section = composition.section?.find((one) => one.code?.coding?.[0]?.code === code);
  if (section && entries.length > 0) section.entry = entries.map(({ fullUrl }) => ({ reference: fullUrl! }));
}

/** Reads the minutes out of a document Bundle. Errors: `malformed` at the element that is missing. */
export function fromMinutesDocument(source: unknown): Result<MinutesDraft> {
  try {
    const bundle = asObject(source);
    if (bundle?.['resourceType'] !== 'Bundle')
      return { issues: [{ code: 'malformed', severity: 'error', at: 'Bundle' }] };
    const placed: Placed[] = asObjects(bundle['entry']).flatMap((one, index) => {
      const resource = asObject(one['resource']);
      const type = resource?.['resourceType'];
      const fullUrl = one['fullUrl'];
      return resource && typeof type === 'string'
        ? [
            {
              resource,
              type,
              at: `Bundle.entry[${index}].resource`,
              index,
              ...(typeof fullUrl === 'string' ? { fullUrl } : {}),
            },
          ]
        : [];
    });
    const composition = placed[0]?.type === 'Composition' ? placed[0].resource : undefined;
    const patient = composition && new References(placed).find(composition['subject'], composition)?.resource;
    return draftOf(composition, patient && personOf(patient, exactText));
  } catch {
    return { issues: [{ code: 'malformed', severity: 'error', at: 'Bundle' }] };
  }
}
