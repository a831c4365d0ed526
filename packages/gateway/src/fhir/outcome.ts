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
  ['network/rate-limited', 'throttled'],
  ['network/', 'transient'],
  ['signature/', 'security'],
  ['internal/', 'exception'],
];

/** An error as FHIR R4 OperationOutcome: the code, where, and facts that hold no patient data. */
export function operationOutcome(error: DiemcauError): WireResource {
  const { at, facts, retryAfter } = error.details;
  const diagnostics = {
    retryable: error.retryable,
    ...(facts ? { facts } : {}),
    ...(retryAfter ? { retryAfter } : {}),
  };
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: issueCodes.find(([prefix]) => error.code.startsWith(prefix))?.[1] ?? 'business-rule',
        details: { coding: [{ system: systems.error, code: error.code }] },
        diagnostics: JSON.stringify(diagnostics),
        ...(at ? { expression: [at] } : {}),
      },
    ],
  };
}
