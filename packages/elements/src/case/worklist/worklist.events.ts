import { DiemcauEvent } from '../../internal/event.js';

/** A case was chosen from the list. */
export class CaseSelectedEvent extends DiemcauEvent<{ caseId: string }> {
  static readonly type = 'diemcau-case-selected';
  constructor(detail: { caseId: string }) {
    super(CaseSelectedEvent.type, detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'diemcau-case-selected': CaseSelectedEvent;
  }
}
