import { extensions, systems, type WireResource } from '@diemcau/protocol';

interface Described {
  documentId: string;
  caseId: string;
  kind: 'record' | 'minutes';
  siteId: string;
  /** Bytes of the document as JSON. */
  size: number;
  title?: string;
  date: Date;
  status?: 'current' | 'superseded';
  docStatus?: 'preliminary' | 'final' | 'amended';
  shareEnds?: Date | null;
  signatures?: readonly string[];
  replaces?: string | null;
}

/** What says that a document is there; its id is the document's. */
export function documentReference(one: Described): WireResource & { id: string } {
  const extension = [
    ...(one.shareEnds ? [{ url: extensions.shareEnds, valueInstant: one.shareEnds.toISOString() }] : []),
    ...(one.signatures ?? []).map((jws) => ({ url: extensions.signature, valueString: jws })),
  ];
  return {
    resourceType: 'DocumentReference',
    id: one.documentId,
    meta: { tag: [{ system: systems.caseTag, code: one.caseId }] },
    ...(extension.length > 0 ? { extension } : {}),
    status: one.status ?? 'current',
    ...(one.docStatus ? { docStatus: one.docStatus } : {}),
    category: [{ coding: [{ system: systems.documentKind, code: one.kind }] }],
    date: one.date.toISOString(),
    custodian: { type: 'Organization', identifier: { system: systems.site, value: one.siteId } },
    ...(one.replaces
      ? { relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${one.replaces}` } }] }
      : {}),
    content: [
      {
        attachment: {
          contentType: 'application/fhir+json',
          url: `Bundle/${one.documentId}`,
          size: one.size,
          ...(one.title ? { title: one.title } : {}),
          creation: one.date.toISOString(),
        },
      },
    ],
    context: { related: [{ reference: `ServiceRequest/${one.caseId}` }] },
  };
}
