import { DiemcauError, systems, type ErrorCode } from '@diemcau/protocol';

interface Outcome {
  resourceType: 'OperationOutcome';
  issue?: { expression?: string[]; details?: { coding?: { system?: string; code?: string }[] } }[];
}

/** The gateway's OperationOutcome as the one error type; an unknown code counts by its HTTP status. */
export function errorOfOutcome(outcome: unknown, status: number, retryAfter?: number): DiemcauError {
  const issue = (outcome as Outcome | undefined)?.issue?.[0];
  const code = issue?.details?.coding?.find(({ system }) => system === systems.error)?.code;
  const at = issue?.expression?.[0];
  const error = DiemcauError.fromWire({ code: code ?? codeOfStatus(status) });
  if (at === undefined && retryAfter === undefined) return error;
  return new DiemcauError(error.code, {
    ...(at === undefined ? {} : { at }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** The error of a whole HTTP answer. */
export async function errorOfResponse(response: Response): Promise<DiemcauError> {
  const body: unknown = await response.json().catch(() => undefined);
  const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
  return errorOfOutcome(body, response.status, Number.isFinite(retryAfter) ? retryAfter : undefined);
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'auth/token-refused';
  if (status === 403) return 'auth/scope-missing';
  if (status === 404 || status === 410) return 'request/not-found';
  if (status === 405) return 'request/method-not-allowed';
  if (status === 409) return 'request/idempotency-conflict';
  if (status === 412) return 'request/version-conflict';
  if (status === 413) return 'request/too-large';
  if (status === 429) return 'network/rate-limited';
  if (status >= 500) return 'network/unreachable';
  return 'request/invalid';
}
