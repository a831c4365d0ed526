import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import {
  authenticateWithin,
  closeCodes,
  decodeClientMessage,
  DiemcauError,
  isDiemcauError,
  protocolVersion,
  type ClientMessage,
} from '@diemcau/protocol';
import type { Clock } from '../../internal/clock.js';
import type { Principal } from '../../internal/principal.types.js';
import type { Session } from '../../internal/session.types.js';
import type { Hub } from './hub.js';
import { sendTo, type OpenSession } from './session.js';

type Asked = Extract<ClientMessage, { id: number }>;

/** What one connection needs. */
export interface ConnectionDeps {
  hub: Hub;
  clock: Clock;
  /** Verifies token and proof; the nonce is the challenge. */
  authenticate(message: { token: string; proof: string }, nonce: string): Promise<Principal>;
  /** Carries out what a client asks; returning is `ok`. */
  serve(session: Session, message: Asked): Promise<void> | void;
  /** Messages per second. */
  limit: number;
  onUnexpected(error: unknown): void;
}

/** One socket: challenge, authentication within 5 s, then messages until the token ends. */
export function handleConnection(socket: WebSocket, deps: ConnectionDeps): void {
  const { hub, clock } = deps;
  const nonce = randomBytes(24).toString('base64url');
  let session: OpenSession | undefined;
  let expiry: NodeJS.Timeout | undefined;
  let second = 0;
  let messages = 0;
  const patience = setTimeout(() => socket.close(closeCodes.unauthenticated), authenticateWithin);
  // Messages are taken one after another until the person is known; none can overtake the authentication.
  let opening: Promise<void> = Promise.resolve();

  function refuse(error: unknown, id?: number) {
    if (!isDiemcauError(error)) deps.onUnexpected(error);
    sendTo(socket, { type: 'error', id, error: DiemcauError.from(error).toWire() });
  }

  function untilExpiry(who: Principal) {
    clearTimeout(expiry);
    const left = who.expires * 1000 - clock();
    expiry = setTimeout(() => socket.close(closeCodes.unauthenticated), Math.max(0, left)).unref();
  }

  async function authenticate(message: Extract<ClientMessage, { type: 'authenticate' }>) {
    try {
      if (session) throw new DiemcauError('request/invalid', { at: 'type' });
      if (message.version !== protocolVersion)
        throw new DiemcauError('network/protocol-version', { facts: { version: protocolVersion } });
      const who = await deps.authenticate(message, nonce);
      if (socket.readyState !== socket.OPEN) return;
      clearTimeout(patience);
      const { resume } = message;
      const resumed = resume && hub.resume(resume.session, resume.seq, who);
      session = resumed ?? hub.open(who);
      session.attach(socket);
      sendTo(socket, {
        type: 'authenticated',
        session: session.id,
        seq: resumed ? resume!.seq : session.seq,
        resumed: resumed !== undefined,
        now: clock(),
        expires: who.expires,
      });
      if (resumed) session.replay(resume!.seq);
      hub.back(session);
      untilExpiry(who);
    } catch (error) {
      refuse(error);
      socket.close(isDiemcauError(error) && error.status === 403 ? closeCodes.forbidden : closeCodes.unauthenticated);
    }
  }

  async function reauthenticate(open: OpenSession, message: Extract<ClientMessage, { type: 'reauthenticate' }>) {
    try {
      const who = await deps.authenticate(message, nonce);
      if (who.siteId !== open.who.siteId || who.sub !== open.who.sub)
        throw new DiemcauError('auth/token-replaced-subject');
      open.who = who;
      untilExpiry(who);
    } catch (error) {
      refuse(error);
      socket.close(closeCodes.unauthenticated);
    }
  }

  function flooded(): boolean {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) {
      second = now;
      messages = 0;
    }
    return ++messages > deps.limit;
  }

  /** What needs no waiting, as a signal, is done and answered at once. */
  function serve(open: OpenSession, message: Asked) {
    const { id } = message;
    try {
      const serving = deps.serve(open, message);
      if (serving)
        void serving.then(() => sendTo(socket, { type: 'ok', id })).catch((error: unknown) => refuse(error, id));
      else sendTo(socket, { type: 'ok', id });
    } catch (error) {
      refuse(error, id);
    }
  }

  function take(text: string) {
    let message: ClientMessage;
    try {
      message = decodeClientMessage(text);
    } catch (error) {
      return refuse(error);
    }
    if (message.type === 'authenticate') {
      opening = opening.then(() => authenticate(message));
      return;
    }
    if (message.type === 'ping') return sendTo(socket, { type: 'pong', at: message.at });
    if (!session) {
      refuse(new DiemcauError('auth/token-missing'), 'id' in message ? message.id : undefined);
      return;
    }
    if (message.type === 'ack') return session.acknowledge(message.seq);
    if (message.type === 'reauthenticate') return void reauthenticate(session, message);
    serve(session, message);
  }

  socket.on('message', (data, isBinary) => {
    if (flooded()) return socket.close(closeCodes.flooded);
    if (isBinary) return refuse(new DiemcauError('request/invalid', { at: 'message' }));
    take((data as Buffer).toString('utf8'));
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearTimeout(patience);
    clearTimeout(expiry);
    if (session?.detach(socket)) hub.lost(session);
  });
  sendTo(socket, { type: 'challenge', nonce, version: protocolVersion });
}
