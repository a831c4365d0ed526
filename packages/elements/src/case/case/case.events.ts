import { DiemcauEvent } from '../../internal/event.js';

/** The reader goes on to another case; the element shows it unless this is canceled. */
export class CaseNextRequestEvent extends DiemcauEvent<{ caseId: string }> {
  static readonly type = 'diemcau-case-next-request';
  constructor(detail: { caseId: string }) {
    super(CaseNextRequestEvent.type, detail, { cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'diemcau-case-next-request': CaseNextRequestEvent;
  }
}
