import type { LeaveReason, QualityReason, QualityStep } from '@diemcau/sdk';
import { DiemcauEvent } from '../../internal/event.js';

interface OfCase {
  caseId: string;
}

/** This person is in the consultation. */
export class ConsultationJoinedEvent extends DiemcauEvent<OfCase> {
  static readonly type = 'diemcau-consultation-joined';

  constructor(detail: OfCase) {
    super(ConsultationJoinedEvent.type, detail);
  }
}

/** The line is lost and being restored. */
export class ConsultationReconnectingEvent extends DiemcauEvent<OfCase> {
  static readonly type = 'diemcau-consultation-reconnecting';

  constructor(detail: OfCase) {
    super(ConsultationReconnectingEvent.type, detail);
  }
}

/** The line is back. */
export class ConsultationReconnectedEvent extends DiemcauEvent<OfCase> {
  static readonly type = 'diemcau-consultation-reconnected';

  constructor(detail: OfCase) {
    super(ConsultationReconnectedEvent.type, detail);
  }
}

/** This person is out of the consultation; camera and microphone are off. */
export class ConsultationLeftEvent extends DiemcauEvent<OfCase & { reason: LeaveReason }> {
  static readonly type = 'diemcau-consultation-left';

  constructor(detail: OfCase & { reason: LeaveReason }) {
    super(ConsultationLeftEvent.type, detail);
  }
}

/** The consultation was ended for all. */
export class ConsultationEndedEvent extends DiemcauEvent<OfCase> {
  static readonly type = 'diemcau-consultation-ended';

  constructor(detail: OfCase) {
    super(ConsultationEndedEvent.type, detail);
  }
}

/** What the line carries now, and why. */
export class QualityChangedEvent extends DiemcauEvent<OfCase & { step: QualityStep; reason: QualityReason }> {
  static readonly type = 'diemcau-quality-changed';

  constructor(detail: OfCase & { step: QualityStep; reason: QualityReason }) {
    super(QualityChangedEvent.type, detail);
  }
}

/** The person is about to leave; the host may veto. */
export class ConsultationLeaveRequestEvent extends DiemcauEvent<OfCase> {
  static readonly type = 'diemcau-consultation-leave-request';

  constructor(detail: OfCase) {
    super(ConsultationLeaveRequestEvent.type, detail, { cancelable: true });
  }
}

/** The person is about to end it for all; the host may veto. */
export class ConsultationEndRequestEvent extends DiemcauEvent<OfCase> {
  static readonly type = 'diemcau-consultation-end-request';

  constructor(detail: OfCase) {
    super(ConsultationEndRequestEvent.type, detail, { cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'diemcau-consultation-joined': ConsultationJoinedEvent;
    'diemcau-consultation-reconnecting': ConsultationReconnectingEvent;
    'diemcau-consultation-reconnected': ConsultationReconnectedEvent;
    'diemcau-consultation-left': ConsultationLeftEvent;
    'diemcau-consultation-ended': ConsultationEndedEvent;
    'diemcau-quality-changed': QualityChangedEvent;
    'diemcau-consultation-leave-request': ConsultationLeaveRequestEvent;
    'diemcau-consultation-end-request': ConsultationEndRequestEvent;
  }
}
