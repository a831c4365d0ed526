import type { ErrorCode } from '@diemcau/protocol';
import { DiemcauEvent } from './event.js';

/** Something failed; `code` is of the closed list, `retryable` says whether the same may succeed later by itself. */
export class ErrorEvent extends DiemcauEvent<{ code: ErrorCode; retryable: boolean }> {
  static readonly type = 'diemcau-error';

  constructor(detail: { code: ErrorCode; retryable: boolean }) {
    super(ErrorEvent.type, detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'diemcau-error': ErrorEvent;
  }
}
