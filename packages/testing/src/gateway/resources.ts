import { extensions, systems, taskStatusOf, type Signer, type WireResource } from '@diemcau/protocol';
import { v7 as uuid } from 'uuid';
import { base64 } from '../internal/base64.js';
import type { CaseFile } from './state.js';

const site = (id: string) => ({ type: 'Organization', identifier: { system: systems.site, value: id } });

/** Tag of a case, on its resources. */
export const caseTag = (caseId: string) => ({ tag: [{ system: systems.caseTag, code: caseId }] });

/** A case as FHIR R4 Task. */
export function taskOf(file: CaseFile, now: string): WireResource & { id: string } {
  return {
    resourceType: 'Task',
    id: file.caseId,
    meta: caseTag(file.caseId),
    extension: [
      { url: extensions.consentGate, valueCode: file.gate },
      ...file.consultedSites.map((id) => ({ url: extensions.invited, valueString: id })),
      ...Object.entries(file.declined).map(([id, reason]) => ({
        url: extensions.declined,
        extension: [
          { url: 'site', valueString: id },
          { url: 'reason', valueString: reason },
        ],
      })),
      ...(file.emergencyGround ? [{ url: extensions.emergencyGround, valueString: file.emergencyGround }] : []),
    ],
    status: taskStatusOf[file.state],
    ...(file.statusReason ? { statusReason: { text: file.statusReason } } : {}),
    businessStatus: { coding: [{ system: systems.caseState, code: file.state }] },
    intent: 'order',
    focus: { reference: `ServiceRequest/${file.caseId}` },
    authoredOn: file.sentAt,
    lastModified: now,
    requester: site(file.requestingSite),
    owner: site(file.ownerSite),
    ...(file.scheduled ? { restriction: { period: file.scheduled } } : {}),
    input: file.people.map(({ role, siteId, sub, name }) => ({
      extension: [{ url: extensions.site, valueString: siteId }],
      type: { coding: [{ system: systems.personRole, code: role }] },
      valueReference: { type: 'Practitioner', identifier: { system: systems.practitioner, value: sub }, display: name },
    })),
  };
}

/** Who signed what, with the signature itself (FHIR R4 Provenance). */
export function provenanceOf(of: {
  caseId: string;
  target: string;
  signer: Signer;
  jws: string;
  signedAt: string;
  now: string;
  role: string;
}): WireResource & { id: string } {
  const who = {
    type: 'Practitioner',
    identifier: { system: systems.practitioner, value: of.signer.sub },
    display: of.signer.name,
  };
  const onBehalfOf = site(of.signer.siteId);
  return {
    resourceType: 'Provenance',
    id: uuid(),
    meta: caseTag(of.caseId),
    target: [{ reference: of.target }],
    recorded: of.now,
    agent: [{ role: [{ coding: [{ system: systems.personRole, code: of.role }] }], who, onBehalfOf }],
    signature: [
      {
        type: [
          {
            system: 'urn:iso-astm:E1762-95:2013',
            code: of.role === 'witness' ? '1.2.840.10065.1.12.1.5' : '1.2.840.10065.1.12.1.1',
          },
        ],
        when: of.signedAt,
        who,
        onBehalfOf,
        sigFormat: 'application/jose',
        data: base64(of.jws),
      },
    ],
  };
}

/** What says that a document is there. */
export function documentReferenceOf(of: {
  documentId: string;
  caseId: string;
  kind: 'record' | 'minutes';
  siteId: string;
  size: number;
  now: string;
  title?: string;
  docStatus?: 'preliminary' | 'final';
  signatures?: readonly string[];
  replaces?: string;
}): WireResource & { id: string } {
  const extension = (of.signatures ?? []).map((jws) => ({ url: extensions.signature, valueString: jws }));
  return {
    resourceType: 'DocumentReference',
    id: of.documentId,
    meta: caseTag(of.caseId),
    ...(extension.length > 0 ? { extension } : {}),
    status: 'current',
    ...(of.docStatus ? { docStatus: of.docStatus } : {}),
    category: [{ coding: [{ system: systems.documentKind, code: of.kind }] }],
    date: of.now,
    custodian: site(of.siteId),
    ...(of.replaces
      ? { relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${of.replaces}` } }] }
      : {}),
    content: [
      {
        attachment: {
          contentType: 'application/fhir+json',
          url: `Bundle/${of.documentId}`,
          size: of.size,
          ...(of.title ? { title: of.title } : {}),
          creation: of.now,
        },
      },
    ],
    context: { related: [{ reference: `ServiceRequest/${of.caseId}` }] },
  };
}
