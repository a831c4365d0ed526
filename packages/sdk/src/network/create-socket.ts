import {
  authenticateWithin,
  closeCodes,
  decodeServerMessage,
  DiemcauError,
  protocolVersion,
  subprotocol,
  type ClientMessage,
  type ServerEvent,
  type ServerMessage,
} from '@diemcau/protocol';
import { abortable } from '../internal/abortable.js';
import type { Request } from '../internal/session.types.js';
import type { Call } from '../internal/store.types.js';
import { reconnectDelay } from './reconnect-delay.js';
import { jsonText } from '../internal/json-text.js';

/** What the socket needs. */
export interface SocketDeps {
  url: string;
  WebSocket: typeof WebSocket;
  /** Answers the challenge. */
  authenticate(nonce: string): Promise<{ token: string; proof: string }>;
  onEvent(event: ServerEvent): void;
  onOpen(opened: { resumed: boolean; now: number }): void;
  /** The line is lost; the next try comes at `retryAt` (epoch ms). */
  onLost(retryAt: number, error?: DiemcauError): void;
  /** The gateway refused the token; answers whether there is a new one to try with. */
  onUnauthenticated(error: DiemcauError): Promise<boolean>;
}

/** The one WebSocket of a client: authenticates by challenge, resumes where it broke off, never gives up. */
export interface Socket {
  readonly open: boolean;
  start(): void;
  /** Tries now instead of at the planned time. */
  hasten(): void;
  request(message: Request, call?: Call): Promise<void>;
  reauthenticate(): Promise<void>;
  /** Pings now. */
  probe(): void;
  close(): void;
}

/** A silent line is noticed within the sum of both: 5 s. */
const pingEvery = 2_500;
const answerWithin = 2_500;
/** Milliseconds that a request may wait for its `ok`. */
const requestWithin = 10_000;

/** Makes the socket; nothing is opened until `start`. */
export function createSocket(deps: SocketDeps): Socket {
  let socket: WebSocket | undefined;
  let open = false;
  let closed = true;
  let attempt = 0;
  let session: { id: string; seq: number; acked: number } | undefined;
  let nextId = 1;
  let lastNonce = '';
  const pending = new Map<
    number,
    { resolve(): void; reject(error: DiemcauError): void; timer: ReturnType<typeof setTimeout> }
  >();
  const timers: Record<'retry' | 'patience' | 'ping', ReturnType<typeof setTimeout> | undefined> = {
    retry: undefined,
    patience: undefined,
    ping: undefined,
  };

  const send = (message: ClientMessage) => {
    if (socket?.readyState === 1) socket.send(jsonText(message));
  };

  function connect() {
    clearTimeout(timers.retry);
    timers.retry = undefined;
    if (closed) return;
    const own = (socket = new deps.WebSocket(deps.url, subprotocol));
    expect(authenticateWithin);
    own.onmessage = ({ data }) =>
      own === socket && void receive(String(data)).catch((error: unknown) => lose(DiemcauError.from(error)));
    own.onclose = ({ code }) => own === socket && lose(undefined, code);
    own.onerror = () => undefined; // `close` follows and says the same.
  }

  /** Something has to come within this time. */
  function expect(ms: number) {
    clearTimeout(timers.patience);
    timers.patience = setTimeout(() => lose(new DiemcauError('network/timeout')), ms);
  }

  function ping() {
    send({ type: 'ping', at: Date.now() });
    if (session && session.seq > session.acked) send({ type: 'ack', seq: (session.acked = session.seq) });
    expect(answerWithin);
  }

  /** Any message proves the line; the next ping is planned from it. */
  function heard() {
    clearTimeout(timers.patience);
    clearTimeout(timers.ping);
    timers.ping = setTimeout(ping, pingEvery);
  }

  async function receive(text: string) {
    const message = decodeServerMessage(text);
    if (open) heard();
    await handlers[message.type](message as never);
  }

  const handlers: {
    [T in ServerMessage['type']]: (message: Extract<ServerMessage, { type: T }>) => void | Promise<void>;
  } = {
    async challenge({ nonce, version }) {
      if (version !== protocolVersion) throw new DiemcauError('network/protocol-version', { facts: { version } });
      lastNonce = nonce;
      const own = socket;
      const proof = await deps.authenticate(nonce);
      if (own !== socket) return;
      const resume = session && { session: session.id, seq: session.seq };
      send({ type: 'authenticate', version: protocolVersion, ...proof, ...(resume ? { resume } : {}) });
    },
    authenticated({ session: id, seq, resumed, now }) {
      if (!resumed || !session) session = { id, seq, acked: seq };
      const first = !open;
      open = true;
      attempt = 0;
      heard();
      if (first) deps.onOpen({ resumed, now });
    },
    event({ seq, event }) {
      if (!session || seq <= session.seq) return;
      session.seq = seq;
      deps.onEvent(event);
    },
    ok: ({ id }) => settle(id),
    async error({ id, error: wire }) {
      const error = DiemcauError.fromWire(wire);
      if (id !== undefined) return settle(id, error);
      if (error.code === 'network/rate-limited' || open) return;
      await unauthenticated(error);
    },
    pong: () => undefined,
    drain({ afterMs }) {
      lose(new DiemcauError('network/draining'), closeCodes.draining, afterMs);
    },
  };

  function settle(id: number, error?: DiemcauError) {
    const one = pending.get(id);
    if (!one) return;
    pending.delete(id);
    clearTimeout(one.timer);
    if (error) one.reject(error);
    else one.resolve();
  }

  async function unauthenticated(error: DiemcauError) {
    drop();
    const again = await deps.onUnauthenticated(error);
    if (!closed && again) connect();
    else closed = true;
  }

  function drop() {
    const own = socket;
    socket = undefined;
    open = false;
    clearTimeout(timers.patience);
    clearTimeout(timers.ping);
    if (own) {
      own.onmessage = own.onclose = null;
      own.close();
    }
    for (const id of [...pending.keys()]) settle(id, new DiemcauError('network/unreachable'));
  }

  function lose(error?: DiemcauError, code?: number, delay = reconnectDelay(attempt++)) {
    // Lost once is lost: a second word about the same line must not leave a second attempt behind.
    if (closed || timers.retry !== undefined) return;
    drop();
    if (code === closeCodes.unauthenticated) return void unauthenticated(new DiemcauError('auth/token-expired'));
    if (code === closeCodes.forbidden) return void unauthenticated(new DiemcauError('auth/token-refused'));
    if (code === closeCodes.replaced) session = undefined;
    timers.retry = setTimeout(connect, delay);
    deps.onLost(Date.now() + delay, error);
  }

  return {
    get open() {
      return open;
    },
    start() {
      if (!closed) return;
      closed = false;
      attempt = 0;
      connect();
    },
    hasten() {
      if (!closed && timers.retry !== undefined) connect();
    },
    request(message, { signal } = {}) {
      if (!open) return Promise.reject(new DiemcauError('network/unreachable'));
      const id = nextId++;
      const answer = new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => settle(id, new DiemcauError('network/timeout')), requestWithin);
        pending.set(id, { resolve, reject, timer });
      });
      send({ ...message, id } as ClientMessage);
      return abortable(answer, signal);
    },
    async reauthenticate() {
      if (!open) return;
      send({ type: 'reauthenticate', ...(await deps.authenticate(lastNonce)) });
    },
    probe() {
      if (!open) return;
      clearTimeout(timers.ping);
      ping();
    },
    close() {
      closed = true;
      clearTimeout(timers.retry);
      timers.retry = undefined;
      drop();
      session = undefined;
    },
  };
}
