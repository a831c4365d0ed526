import { v7 as uuid } from 'uuid';
import { systems, type Signer, type WireResource } from '@diemcau/protocol';

interface Signed {
  caseId: string;
  /** `<type>/<id>` of what was signed. */
  target: string;
  signer: Signer;
  jws: string;
  /** As the signer wrote it. */
  signedAt: string;
  now: Date;
  /** A `PersonRole`, or `witness`. */
  role: string;
}

/** Who signed what, with the signature itself (FHIR R4 Provenance). */
export function provenanceResource({
  caseId,
  target,
  signer,
  jws,
  signedAt,
  now,
  role,
}: Signed): WireResource & { id: string } {
  const who = {
    type: 'Practitioner',
    identifier: { system: systems.practitioner, value: signer.sub },
    display: signer.name,
  };
  const onBehalfOf = { type: 'Organization', identifier: { system: systems.site, value: signer.siteId } };
  return {
    resourceType: 'Provenance',
    id: uuid(),
    meta: { tag: [{ system: systems.caseTag, code: caseId }] },
    target: [{ reference: target }],
    recorded: now.toISOString(),
    agent: [{ role: [{ coding: [{ system: systems.personRole, code: role }] }], who, onBehalfOf }],
    signature: [
      {
        type: [
          {
            system: 'urn:iso-astm:E1762-95:2013',
            code: role === 'witness' ? '1.2.840.10065.1.12.1.5' : '1.2.840.10065.1.12.1.1',
          },
        ],
        when: signedAt,
        who,
        onBehalfOf,
        sigFormat: 'application/jose',
        data: Buffer.from(jws).toString('base64'),
      },
    ],
  };
}
