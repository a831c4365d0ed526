import type { ConsentPurpose } from '@diemcau/protocol';
import { DiemcauEvent } from '../../internal/event.js';

/** `queued`: kept on this device, not confirmed yet; the confirmed status follows in a second event. */
export interface ConsentEventDetail {
  caseId: string;
  consentId: string;
  purpose: ConsentPurpose;
  status: 'active' | 'rejected' | 'inactive' | 'queued';
}

/** A purpose was agreed to. */
export class ConsentSignedEvent extends DiemcauEvent<ConsentEventDetail> {
  static readonly type = 'diemcau-consent-signed';

  constructor(detail: ConsentEventDetail) {
    super(ConsentSignedEvent.type, detail);
  }
}

/** A purpose was not agreed to. */
export class ConsentRefusedEvent extends DiemcauEvent<ConsentEventDetail> {
  static readonly type = 'diemcau-consent-refused';

  constructor(detail: ConsentEventDetail) {
    super(ConsentRefusedEvent.type, detail);
  }
}

/** An agreement was taken back. */
export class ConsentWithdrawnEvent extends DiemcauEvent<ConsentEventDetail> {
  static readonly type = 'diemcau-consent-withdrawn';

  constructor(detail: ConsentEventDetail) {
    super(ConsentWithdrawnEvent.type, detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'diemcau-consent-signed': ConsentSignedEvent;
    'diemcau-consent-refused': ConsentRefusedEvent;
    'diemcau-consent-withdrawn': ConsentWithdrawnEvent;
  }
}
