/**
 * Every failure that crosses a boundary of Điểm Cầu: worker, wire, gateway, element.
 * Codes are `<area>/<reason>`; the list is closed, additions are a minor version.
 */
export const errorCodes = {
  // network: reaching a gateway
  'network/unreachable': { retryable: true, status: 503 },
  'network/timeout': { retryable: true, status: 504 },
  'network/aborted': { retryable: false, status: 499 },
  'network/unknown-gateway': { retryable: false, status: 404 },
  'network/directory-unverified': { retryable: false, status: 502 },
  'network/directory-expired': { retryable: true, status: 502 },
  'network/site-unknown': { retryable: false, status: 404 },
  'network/insecure-context': { retryable: false, status: 400 },
  'network/unsupported-browser': { retryable: false, status: 400 },
  'network/protocol-version': { retryable: false, status: 426 },
  'network/response-malformed': { retryable: true, status: 502 },
  'network/rate-limited': { retryable: true, status: 429 },
  'network/draining': { retryable: true, status: 503 },
  // auth: who is asking
  'auth/token-provider-failed': { retryable: true, status: 502 },
  'auth/token-missing': { retryable: false, status: 401 },
  'auth/token-malformed': { retryable: false, status: 401 },
  'auth/token-expired': { retryable: true, status: 401 },
  'auth/token-signature': { retryable: false, status: 401 },
  'auth/token-audience': { retryable: false, status: 401 },
  'auth/token-replaced-subject': { retryable: true, status: 401 },
  'auth/token-refused': { retryable: false, status: 401 },
  'auth/key-mismatch': { retryable: false, status: 401 },
  'auth/proof-malformed': { retryable: false, status: 401 },
  'auth/proof-nonce': { retryable: true, status: 401 },
  'auth/proof-replayed': { retryable: false, status: 401 },
  'auth/origin-refused': { retryable: false, status: 403 },
  'auth/scope-missing': { retryable: false, status: 403 },
  'auth/signed-out': { retryable: false, status: 401 },
  // request: what is asked
  'request/not-found': { retryable: false, status: 404 },
  'request/invalid': { retryable: false, status: 400 },
  'request/too-large': { retryable: false, status: 413 },
  'request/method-not-allowed': { retryable: false, status: 405 },
  'request/idempotency-conflict': { retryable: false, status: 409 },
  'request/version-conflict': { retryable: true, status: 412 },
  'request/personal-search-in-url': { retryable: false, status: 400 },
  'request/unsupported': { retryable: false, status: 422 },
  // case
  'case/transition-refused': { retryable: false, status: 409 },
  'case/not-participant': { retryable: false, status: 404 },
  'case/role-missing': { retryable: false, status: 403 },
  // consent
  'consent/missing': { retryable: false, status: 409 },
  'consent/withdrawn': { retryable: false, status: 409 },
  'consent/already-decided': { retryable: false, status: 409 },
  // record
  'record/malformed': { retryable: false, status: 400 },
  'record/malformed-xml': { retryable: false, status: 400 },
  'record/doctype-refused': { retryable: false, status: 400 },
  'record/too-large': { retryable: false, status: 413 },
  'record/unsupported': { retryable: false, status: 422 },
  'record/share-ended': { retryable: false, status: 410 },
  'record/not-shared': { retryable: false, status: 404 },
  'record/context-mismatch': { retryable: false, status: 409 },
  'record/patient-conflict': { retryable: false, status: 409 },
  // images of a record: what is in them, what decodes them, where they come from
  'record/image-malformed': { retryable: false, status: 400 },
  'record/image-unsupported': { retryable: false, status: 422 },
  'record/image-hung': { retryable: true, status: 504 },
  'record/image-refused': { retryable: false, status: 403 },
  // consultation and rtc
  'consultation/not-open': { retryable: false, status: 409 },
  'consultation/full': { retryable: true, status: 409 },
  'consultation/removed': { retryable: false, status: 403 },
  'consultation/elsewhere': { retryable: false, status: 409 },
  'rtc/permission-denied': { retryable: false, status: 400 },
  'rtc/device-missing': { retryable: false, status: 400 },
  'rtc/device-in-use': { retryable: true, status: 400 },
  'rtc/policy-blocked': { retryable: false, status: 400 },
  'rtc/unsupported': { retryable: false, status: 400 },
  'rtc/connection-failed': { retryable: true, status: 502 },
  'rtc/fingerprint-mismatch': { retryable: false, status: 502 },
  'rtc/room-full': { retryable: true, status: 409 },
  'rtc/closed': { retryable: false, status: 400 },
  // signature
  'signature/invalid': { retryable: false, status: 400 },
  'signature/foreign-key': { retryable: false, status: 400 },
  'signature/replayed': { retryable: false, status: 400 },
  'signature/content-changed': { retryable: false, status: 409 },
  // minutes
  'minutes/incomplete': { retryable: false, status: 422 },
  'minutes/version-conflict': { retryable: true, status: 412 },
  'minutes/already-signed': { retryable: false, status: 409 },
  // offline: what lies on this device
  'offline/quota-exceeded': { retryable: false, status: 507 },
  'offline/store-unavailable': { retryable: true, status: 503 },
  'offline/store-locked': { retryable: true, status: 423 },
  // internal
  'internal/unexpected': { retryable: true, status: 500 },
  'internal/worker-failed': { retryable: true, status: 500 },
} as const satisfies Record<string, { retryable: boolean; status: number }>;

/** `<area>/<reason>`, one of the closed list {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;

/** Where in the input the trouble is, and facts a message may quote; never patient data. */
export interface ErrorDetails {
  /** FHIRPath, XML tag, claim or field name that is at fault. */
  at?: string;
  /** Seconds to wait before the next try (`Retry-After`). */
  retryAfter?: number;
  /** Facts for the message: counts, sizes in bytes, state names, header names. */
  facts?: Readonly<Record<string, string | number | boolean>>;
}

/** A `DiemcauError` as plain JSON, on the socket, in an OperationOutcome or from a worker. */
export interface WireError {
  code: ErrorCode;
  retryable: boolean;
  details?: ErrorDetails;
}

/** Options of a {@link DiemcauError}. */
export interface DiemcauErrorOptions extends ErrorDetails {
  cause?: unknown;
  /** Overrides the code's default. */
  retryable?: boolean;
}

/** The one error type. Tell failures apart by `code`, never by `instanceof`: it crosses workers and wires. */
export class DiemcauError extends Error {
  override readonly name = 'DiemcauError';
  readonly code: ErrorCode;
  /** Whether the same call may succeed later without a person changing anything. */
  readonly retryable: boolean;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, { cause, retryable, ...details }: DiemcauErrorOptions = {}) {
    super(details.at ? `${code} at ${details.at}` : code, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryable = retryable ?? errorCodes[code].retryable;
    this.details = details;
  }

  /** HTTP status that a gateway answers for this code. */
  get status(): number {
    return errorCodes[this.code].status;
  }

  /** Plain JSON for the wire or a worker; `cause` stays behind, it may hold anything. */
  toWire(): WireError {
    const { code, retryable, details } = this;
    return Object.keys(details).length > 0 ? { code, retryable, details } : { code, retryable };
  }

  /** Rebuilds an error that crossed a wire; an unknown code becomes `internal/unexpected`. */
  static fromWire(wire: unknown): DiemcauError {
    const { code, retryable, details } = (wire ?? {}) as Partial<WireError>;
    if (typeof code !== 'string' || !isErrorCode(code)) return new DiemcauError('internal/unexpected');
    return new DiemcauError(code, { ...details, ...(typeof retryable === 'boolean' ? { retryable } : {}) });
  }

  /** Passes a `DiemcauError` through, wraps anything else with `fallback`. */
  static from(error: unknown, fallback: ErrorCode = 'internal/unexpected'): DiemcauError {
    if (isDiemcauError(error)) return error;
    if ((error as { name?: string } | undefined)?.name === 'AbortError')
      return new DiemcauError('network/aborted', { cause: error });
    return new DiemcauError(fallback, { cause: error });
  }
}

/** Whether a string is one of the closed list of codes. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}

/** Whether a value is a `DiemcauError`, also one made by another copy of this library. */
export function isDiemcauError(error: unknown): error is DiemcauError {
  return error instanceof Error && error.name === 'DiemcauError' && isErrorCode((error as DiemcauError).code);
}
