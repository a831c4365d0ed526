import type { PersonRole } from '@diemcau/protocol';
import { DiemcauEvent } from '../../internal/event.js';

/** A signature on the minutes was confirmed by the gateway. The document is fetched by its id. */
export class MinutesSignedEvent extends DiemcauEvent<{ caseId: string; documentId: string; role: PersonRole }> {
  static readonly type = 'diemcau-minutes-signed';

  constructor(detail: { caseId: string; documentId: string; role: PersonRole }) {
    super(MinutesSignedEvent.type, detail);
  }
}

/** Secretary and chair have signed: the minutes stand. */
export class MinutesCompletedEvent extends DiemcauEvent<{ caseId: string; documentId: string }> {
  static readonly type = 'diemcau-minutes-completed';

  constructor(detail: { caseId: string; documentId: string }) {
    super(MinutesCompletedEvent.type, detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'diemcau-minutes-signed': MinutesSignedEvent;
    'diemcau-minutes-completed': MinutesCompletedEvent;
  }
}
