import type { DiemcauError } from '@diemcau/protocol';

/** Why a call is over. */
export type LeaveReason = 'left' | 'ended' | 'removed' | 'elsewhere' | 'access-lost' | 'closed' | 'failed';

/** Where a call is. `reconnecting`: joined, and every other end, or the socket, is out of reach. */
export type CallStatus = 'idle' | 'preparing' | 'joining' | 'joined' | 'reconnecting' | 'left' | 'ended' | 'failed';

/** A call as plain data; see {@link nextCall}. Times are epoch ms. */
export interface CallState {
  status: CallStatus;
  /** Where `preparing` goes on to: joining was asked meanwhile. */
  joinWanted: boolean;
  since?: number;
  lostSince?: number;
  breaks: readonly { from: number; to: number }[];
  leaveReason?: LeaveReason;
  error?: DiemcauError;
}

/** What happens to a call. */
export type CallEvent =
  | { type: 'prepare' }
  | { type: 'prepared' }
  | { type: 'join' }
  | { type: 'joined'; at: number }
  | { type: 'lost'; at: number }
  | { type: 'regained'; at: number }
  | { type: 'left'; reason: LeaveReason; at: number }
  | { type: 'failed'; error: DiemcauError; at: number };

/** A call before anybody asked for it. */
export const idleCall: CallState = { status: 'idle', joinWanted: false, breaks: [] };

/** Whether the call is over; it may be prepared or joined anew. */
export function isOver({ status }: CallState): boolean {
  return status === 'left' || status === 'ended' || status === 'failed';
}

/** The next state; the same object when the event means nothing now. Trouble with a device is no failure of the call. */
export function nextCall(state: CallState, event: CallEvent): CallState {
  switch (event.type) {
    case 'prepare':
      return state.status === 'idle' || isOver(state) ? { ...idleCall, status: 'preparing' } : state;
    case 'prepared':
      if (state.status !== 'preparing') return state;
      return { ...state, status: state.joinWanted ? 'joining' : 'idle', joinWanted: false };
    case 'join':
      if (state.status === 'preparing') return state.joinWanted ? state : { ...state, joinWanted: true };
      return state.status === 'idle' || isOver(state) ? { ...idleCall, status: 'joining' } : state;
    case 'joined':
      return state.status === 'joining' ? { ...state, status: 'joined', since: event.at } : state;
    case 'lost':
      return state.status === 'joined' ? { ...state, status: 'reconnecting', lostSince: event.at } : state;
    case 'regained':
      return state.status === 'reconnecting' ? { ...endBreak(state, event.at), status: 'joined' } : state;
    case 'left':
      return state.status === 'idle' || isOver(state) ? state : over(state, event.reason, event.at);
    case 'failed':
      return isOver(state) ? state : { ...over(state, 'failed', event.at), error: event.error };
  }
}

function over(state: CallState, reason: LeaveReason, at: number): CallState {
  const status = reason === 'ended' ? 'ended' : reason === 'failed' ? 'failed' : 'left';
  return { ...endBreak(state, at), status, joinWanted: false, leaveReason: reason };
}

function endBreak({ lostSince, ...state }: CallState, at: number): CallState {
  if (lostSince === undefined) return state;
  return { ...state, breaks: [...state.breaks, { from: lostSince, to: Math.max(lostSince, at) }] };
}
