import { v4 as uuid } from 'uuid';
import type { WebSocket } from 'ws';
import { closeCodes, type ServerMessage } from '@diemcau/protocol';
import type { EventText } from '../../internal/event-text.js';
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

/** A session with its numbered, resumable stream of events, and the end that its socket needs. */
export class OpenSession implements Session {
  readonly id = uuid();
  #seq = 0;
  /** As text, which the sessions that were told alike share; the last one has the number `seq`. */
  #kept: EventText[] = [];
  #keptText = 0;
  /** What was carried out and not confirmed yet. */
  #ok: number[] | undefined;
  #socket: WebSocket | undefined;

  /** @param onUnconfirmed told when something is to be confirmed: within a moment, unless an event takes it along */
  constructor(
    public who: Principal,
    readonly onUnconfirmed: (session: OpenSession) => void,
  ) {}

  /** Number of the last event. */
  get seq(): number {
    return this.#seq;
  }
  get isConnected(): boolean {
    return this.#socket !== undefined;
  }

  push(event: EventText): void {
    this.#seq++;
    this.#kept.push(event);
    this.#keptText += event.length;
    while (this.#kept.length > mostKept || (this.#keptText > mostKeptText && this.#kept.length > 1))
      this.#keptText -= this.#kept.shift()!.length;
    if (!this.#socket) return;
    const ok = this.#ok ? `"ok":[${this.#ok.join()}],` : '';
    this.#ok = undefined;
    sendText(this.#socket, `{"type":"event","seq":${this.#seq},${ok}"event":${event}}`);
  }
  /** Confirms a request with the next event, or when {@link confirmNow} is called. */
  confirm(id: number): void {
    if (this.#ok) this.#ok.push(id);
    else if (this.#socket) {
      this.#ok = [id];
      this.onUnconfirmed(this);
    }
  }
  confirmNow(): void {
    if (this.#socket && this.#ok) sendTo(this.#socket, { type: 'ok', ids: this.#ok });
    this.#ok = undefined;
  }
  attach(next: WebSocket): void {
    const before = this.#socket;
    this.#socket = next;
    this.#ok = undefined;
    before?.close(closeCodes.replaced);
  }
  /** @returns whether that socket was the session's own */
  detach(closed: WebSocket): boolean {
    if (this.#socket !== closed) return false;
    this.#socket = this.#ok = undefined;
    return true;
  }
  /** Forgets what the client has. */
  acknowledge(upTo: number): void {
    const has = Math.min(this.#kept.length, upTo - (this.#seq - this.#kept.length));
    if (has <= 0) return;
    for (const event of this.#kept.splice(0, has)) this.#keptText -= event.length;
  }
  /** Whether everything after `from` is still here. */
  canResume(from: number): boolean {
    return from <= this.#seq && this.#seq - this.#kept.length <= from;
  }
  replay(from: number): void {
    const first = this.#seq - this.#kept.length + 1;
    for (const [index, event] of this.#kept.entries())
      if (first + index > from && this.#socket)
        sendText(this.#socket, `{"type":"event","seq":${first + index},"event":${event}}`);
  }
}
