import { DiemcauEvent } from '../../internal/event.js';

/** The gateway is reached and the person is known. */
export class NetworkConnectedEvent extends DiemcauEvent<{ siteId: string; verified: boolean }> {
  static readonly type = 'diemcau-network-connected';
  constructor(detail: { siteId: string; verified: boolean }) {
    super(NetworkConnectedEvent.type, detail);
  }
}

/** Why the connection is not there any more. */
export type DisconnectReason = 'offline' | 'refused' | 'signed-out' | 'closed';

/** The connection was there and is not any more. */
export class NetworkDisconnectedEvent extends DiemcauEvent<{ reason: DisconnectReason }> {
  static readonly type = 'diemcau-network-disconnected';
  constructor(detail: { reason: DisconnectReason }) {
    super(NetworkDisconnectedEvent.type, detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'diemcau-network-connected': NetworkConnectedEvent;
    'diemcau-network-disconnected': NetworkDisconnectedEvent;
  }
}
