import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import {
  authenticateWithin,
  closeCodes,
  decodeClientMessage,
  DiemcauError,
  isDiemcauError,
  protocolVersion,
  readSignal,
  type ClientMessage,
  type SignalText,
} from '@diemcau/protocol';
import type { Clock } from '../../internal/clock.js';
import type { Principal } from '../../internal/principal.types.js';
import type { Session } from '../../internal/session.types.js';
import type { Hub } from './hub.js';
import { sendTo, type OpenSession } from './session.js';

/** What waits for an answer, a signal apart. */
export type Asked = Exclude<Extract<ClientMessage, { id: number }>, { type: 'signal' }>;

/** From where a connection came. */
export interface ConnectionSource {
  origin?: string;
  address: string;
}

/** What connections need. */
export interface ConnectionDeps {
  hub: Hub;
  clock: Clock;
  /** Verifies token and proof; the nonce is the challenge. */
  authenticate(message: { token: string; proof: string }, nonce: string, from: ConnectionSource): Promise<Principal>;
  /** Carries out what a client asks. */
  serve(session: Session, message: Asked): Promise<void> | void;
  /** Passes a signal on. */
  relay(session: Session, signal: SignalText): void;
  /** Messages per second. */
  limit: number;
  onUnexpected(error: unknown): void;
}

/** One socket: challenge, authentication within 5 s, then messages until the token ends. */
export class Connection {
  readonly #nonce = randomBytes(24).toString('base64url');
  readonly #since = performance.now();
  #session: OpenSession | undefined;
  /** Messages are taken one after another until the person is known; none can overtake the authentication. */
  #opening: Promise<void> | undefined;
  #second = 0;
  #messages = 0;
  #missedPings = 0;

  constructor(
    readonly socket: WebSocket,
    readonly deps: ConnectionDeps,
    readonly from: ConnectionSource,
  ) {
    socket.on('message', (data: Buffer, isBinary: boolean) => this.#hear(data, isBinary));
    socket.on('pong', () => (this.#missedPings = 0));
    socket.on('error', () => socket.terminate());
    sendTo(socket, { type: 'challenge', nonce: this.#nonce, version: protocolVersion });
  }

  /** Looks at the time: who has not said who it is, or whose token has ended, is closed. */
  checkTime(now: number): void {
    const isOver = this.#session
      ? this.deps.clock() >= this.#session.who.expires * 1000
      : now - this.#since >= authenticateWithin;
    if (isOver) this.socket.close(closeCodes.unauthenticated);
  }
  /** Who misses two pings is gone. */
  ping(): void {
    if (this.#missedPings++ >= 2) this.socket.terminate();
    else this.socket.ping();
  }
  /** The socket is gone. */
  end(): void {
    if (this.#session?.detach(this.socket)) this.deps.hub.lost(this.#session);
  }

  #hear(data: Buffer, isBinary: boolean): void {
    if (this.#isFlooded()) return this.socket.close(closeCodes.flooded);
    if (isBinary) return this.#refuse(new DiemcauError('request/invalid', { at: 'message' }));
    const text = data.toString('utf8');
    const signal = this.#session && readSignal(text);
    if (signal) this.#relay(this.#session!, signal);
    else this.#take(text);
  }

  #isFlooded(): boolean {
    const now = Math.floor(performance.now() / 1000);
    if (now !== this.#second) {
      this.#second = now;
      this.#messages = 0;
    }
    return ++this.#messages > this.deps.limit;
  }

  #relay(session: OpenSession, signal: SignalText): void {
    try {
      this.deps.relay(session, signal);
      session.confirm(signal.id);
    } catch (error) {
      this.#refuse(error, signal.id);
    }
  }

  #take(text: string): void {
    let message: ClientMessage;
    try {
      message = decodeClientMessage(text);
    } catch (error) {
      return this.#refuse(error);
    }
    const session = this.#session;
    if (message.type === 'authenticate') {
      this.#opening = (this.#opening ?? Promise.resolve()).then(() => this.#authenticate(message));
      return;
    }
    if (message.type === 'ping') return sendTo(this.socket, { type: 'pong', at: message.at });
    if (!session) return this.#refuse(new DiemcauError('auth/token-missing'), 'id' in message ? message.id : undefined);
    if (message.type === 'ack') return session.acknowledge(message.seq);
    if (message.type === 'reauthenticate') return void this.#reauthenticate(session, message);
    if (message.type === 'signal')
      return this.#relay(session, { number: undefined, ...message, data: JSON.stringify(message.data) });
    this.#serve(session, message).catch((error: unknown) => this.#refuse(error, message.id));
  }

  async #serve(session: OpenSession, message: Asked): Promise<void> {
    await this.deps.serve(session, message);
    sendTo(this.socket, { type: 'ok', ids: [message.id] });
  }

  async #authenticate(message: Extract<ClientMessage, { type: 'authenticate' }>): Promise<void> {
    const { socket, deps } = this;
    const { hub } = deps;
    try {
      if (this.#session) throw new DiemcauError('request/invalid', { at: 'type' });
      if (message.version !== protocolVersion)
        throw new DiemcauError('network/protocol-version', { facts: { version: protocolVersion } });
      const who = await deps.authenticate(message, this.#nonce, this.from);
      if (socket.readyState !== socket.OPEN) return;
      const { resume } = message;
      const resumed = resume && hub.resume(resume.session, resume.seq, who);
      const session = (this.#session = resumed ?? hub.open(who));
      session.attach(socket);
      sendTo(socket, {
        type: 'authenticated',
        session: session.id,
        seq: resumed ? resume!.seq : session.seq,
        resumed: resumed !== undefined,
        now: deps.clock(),
        expires: who.expires,
      });
      if (resumed) session.replay(resume!.seq);
      hub.back(session);
    } catch (error) {
      this.#refuse(error);
      socket.close(isDiemcauError(error) && error.status === 403 ? closeCodes.forbidden : closeCodes.unauthenticated);
    }
  }

  async #reauthenticate(session: OpenSession, message: Extract<ClientMessage, { type: 'reauthenticate' }>) {
    try {
      const who = await this.deps.authenticate(message, this.#nonce, this.from);
      if (who.siteId !== session.who.siteId || who.sub !== session.who.sub)
        throw new DiemcauError('auth/token-replaced-subject');
      session.who = who;
    } catch (error) {
      this.#refuse(error);
      this.socket.close(closeCodes.unauthenticated);
    }
  }

  #refuse(error: unknown, id?: number): void {
    if (!isDiemcauError(error)) this.deps.onUnexpected(error);
    sendTo(this.socket, { type: 'error', id, error: DiemcauError.from(error).toWire() });
  }
}
