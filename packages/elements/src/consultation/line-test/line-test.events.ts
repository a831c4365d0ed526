import type { LineTestState } from '@diemcau/sdk';
import { DiemcauEvent } from '../../internal/event.js';

/** The test is over; what the line carries. */
export class LineTestCompletedEvent extends DiemcauEvent<{ result: LineTestState['result'] }> {
  static readonly type = 'diemcau-line-test-completed';

  constructor(detail: { result: LineTestState['result'] }) {
    super(LineTestCompletedEvent.type, detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'diemcau-line-test-completed': LineTestCompletedEvent;
  }
}
