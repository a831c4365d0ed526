import { systems, type DiemcauError, type WireResource } from '@diemcau/protocol';

const issueCodes: readonly (readonly [prefix: string, code: string])[] = [
  ['request/not-found', 'not-found'],
  ['case/not-participant', 'not-found'],
  ['record/not-shared', 'not-found'],
  ['request/invalid', 'invalid'],
  ['request/too-large', 'too-long'],
  ['request/method-not-allowed', 'not-supported'],
  ['request/idempotency-conflict', 'duplicate'],
  ['request/version-conflict', 'conflict'],
  ['request/', 'not-supported'],
  ['minutes/version-conflict', 'conflict'],
  ['auth/scope-missing', 'forbidden'],
  ['auth/origin-refused', 'forbidden'],
  ['auth/token-expired', 'expired'],
  ['auth/', 'login'],
  ['network/', 'transient'],
  ['signature/', 'security'],
  ['internal/', 'exception'],
];

/** An error as FHIR R4 OperationOutcome. */
export function operationOutcome(error: DiemcauError): WireResource {
  const { at, facts, retryAfter } = error.details;
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: issueCodes.find(([prefix]) => error.code.startsWith(prefix))?.[1] ?? 'business-rule',
        details: { coding: [{ system: systems.error, code: error.code }] },
        diagnostics: JSON.stringify({
          retryable: error.retryable,
          ...(facts ? { facts } : {}),
          ...(retryAfter ? { retryAfter } : {}),
        }),
        ...(at ? { expression: [at] } : {}),
      },
    ],
  };
}
