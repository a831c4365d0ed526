import { v4 as uuid } from 'uuid';
import type { WebSocket } from 'ws';
import { closeCodes, type ServerEvent, type ServerMessage } from '@diemcau/protocol';
import type { Principal } from '../../internal/principal.types.js';
import type { Session } from '../../internal/session.types.js';

/** Most events that are kept for a resume. */
const mostKept = 1_000;
/** Characters of them: who never acknowledges would hold much of the gateway's memory. */
const mostKeptText = 256 * 1024;
/** Bytes that may wait on a socket before its reader counts as too slow. */
const mostWaiting = 4 * 1024 * 1024;

/** Sends a message; who reads too slowly is cut and comes back by resume. */
export function sendTo(socket: WebSocket, message: ServerMessage): void {
  sendText(socket, JSON.stringify(message));
}

function sendText(socket: WebSocket, text: string): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > mostWaiting) return socket.close(closeCodes.tooSlow);
  socket.send(text);
}

/** A session with the end that its socket needs. */
export interface OpenSession extends Session {
  who: Principal;
  readonly seq: number;
  attach(socket: WebSocket): void;
  /** @returns whether that socket was the session's own */
  detach(socket: WebSocket): boolean;
  /** Forgets what the client has. */
  acknowledge(seq: number): void;
  /** Whether everything after `seq` is still here. */
  canResume(seq: number): boolean;
  replay(seq: number): void;
  /** The socket in use, to be closed. */
  readonly socket: WebSocket | undefined;
}

/** A session with its numbered, resumable stream of events. */
export function createSession(first: Principal): OpenSession {
  const id = uuid();
  let who = first;
  let seq = 0;
  // As text: an event is written once, and nothing parsed outlives its message.
  let kept: { seq: number; text: string }[] = [];
  let keptText = 0;
  let socket: WebSocket | undefined;
  return {
    id,
    get who() {
      return who;
    },
    set who(next) {
      who = next;
    },
    get seq() {
      return seq;
    },
    get socket() {
      return socket;
    },
    get isConnected() {
      return socket !== undefined;
    },
    push(event: ServerEvent) {
      const text = JSON.stringify({ type: 'event', seq: ++seq, event } satisfies ServerMessage);
      kept.push({ seq, text });
      keptText += text.length;
      while (kept.length > mostKept || (keptText > mostKeptText && kept.length > 1))
        keptText -= kept.shift()!.text.length;
      if (socket) sendText(socket, text);
    },
    attach(next) {
      const before = socket;
      socket = next;
      before?.close(closeCodes.replaced);
    },
    detach(closed) {
      if (socket !== closed) return false;
      socket = undefined;
      return true;
    },
    acknowledge(upTo) {
      kept = kept.filter((one) => one.seq > upTo);
      keptText = kept.reduce((sum, { text }) => sum + text.length, 0);
    },
    canResume: (from) => from <= seq && (kept[0]?.seq ?? seq + 1) <= from + 1,
    replay(from) {
      for (const one of kept) if (one.seq > from && socket) sendText(socket, one.text);
    },
  };
}
