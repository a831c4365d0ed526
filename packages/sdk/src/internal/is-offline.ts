import type { DiemcauError, ErrorCode } from '@diemcau/protocol';

const offline: readonly ErrorCode[] = [
  'network/unreachable',
  'network/timeout',
  'network/draining',
  'network/rate-limited',
  'network/response-malformed',
  'network/directory-expired',
  'auth/token-provider-failed',
  'internal/unexpected',
];

/** Whether a command that failed so may be sent again later as it is: the gateway did not decide on it. */
export function isOffline(error: DiemcauError): boolean {
  return offline.includes(error.code);
}

/** Whether the token or the person was refused: not the line, and not the one request. */
export function isRefused(error: DiemcauError): boolean {
  return error.code.startsWith('auth/') && error.code !== 'auth/scope-missing' && !error.retryable;
}
