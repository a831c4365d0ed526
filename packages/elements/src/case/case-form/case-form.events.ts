import { DiemcauEvent } from '../../internal/event.js';

/** The case is on its way: `submitted` is confirmed by the gateway, `queued` is signed and kept on this device. */
export class CaseSubmittedEvent extends DiemcauEvent<{ caseId: string; status: 'submitted' | 'queued' }> {
  static readonly type = 'diemcau-case-submitted';
  constructor(detail: { caseId: string; status: 'submitted' | 'queued' }) {
    super(CaseSubmittedEvent.type, detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'diemcau-case-submitted': CaseSubmittedEvent;
  }
}
