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
  /** The line shows signs of life: tries now instead of at the planned time, and instead of waiting for a try that began in the silence. */
  hasten(): void;
  /** A talk hangs on the line: tries more often while it is lost. */
  hurry(on: boolean): void;
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
/** Milliseconds between two tries while a talk hangs on the line. */
const hurriedDelay = 400;
/**
 * A lost first packet is sent again after 1 s, then 2 s, 4 s …: in a hurry a new try is better than waiting for the next. Not for ever:
 * browsers put off the connections of a page that fails too often.
 */
const hurriedTries = 8;
/** Milliseconds after which a try that began before the line was back is given up for a new one. */
const staleAfter = 500;

/** Makes the socket; nothing is opened until `start`. */
export function createSocket(deps: SocketDeps): Socket {
  let socket: WebSocket | undefined;
  let open = false;
  let closed = true;
  let attempt = 0;
  let hurried = false;
  /** Round trip of the last pings, ms. */
  let roundTrip: number | undefined;
  /** When the try under way began; undefined once the connection is there. */
  let trying: number | undefined;
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
    trying = performance.now();
    expect(
      hurried && attempt <= hurriedTries
        ? Math.min(1_500 + 8 * (roundTrip ?? 500), authenticateWithin)
        : authenticateWithin,
    );
    own.onopen = () => {
      if (own !== socket) return;
      trying = undefined;
      expect(authenticateWithin);
    };
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

  function ping(within = answerWithin) {
    send({ type: 'ping', at: Date.now() });
    if (session && session.seq > session.acked) send({ type: 'ack', seq: (session.acked = session.seq) });
    expect(within);
  }

  /** Any message proves the line; the next ping is planned from it. */
  function heard() {
    clearTimeout(timers.patience);
    clearTimeout(timers.ping);
    timers.ping = setTimeout(() => ping(), pingEvery);
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
    event({ seq, ok, event }) {
      ok?.forEach((id) => settle(id));
      if (!session || seq <= session.seq) return;
      session.seq = seq;
      deps.onEvent(event);
    },
    ok: ({ ids }) => ids.forEach((id) => settle(id)),
    async error({ id, error: wire }) {
      const error = DiemcauError.fromWire(wire);
      if (id !== undefined) return settle(id, error);
      if (error.code === 'network/rate-limited' || open) return;
      await unauthenticated(error);
    },
    pong({ at }) {
      const measured = Math.max(1, Date.now() - at);
      roundTrip = roundTrip === undefined ? measured : roundTrip * 0.7 + measured * 0.3;
    },
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
      own.onopen = own.onmessage = own.onclose = null;
      own.close();
    }
    for (const id of [...pending.keys()]) settle(id, new DiemcauError('network/unreachable'));
  }

  function nextDelay() {
    const delay = reconnectDelay(attempt++);
    return hurried ? Math.min(delay, hurriedDelay) : delay;
  }

  function lose(error?: DiemcauError, code?: number, delay = nextDelay()) {
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
      if (closed || open) return;
      if (timers.retry !== undefined) return connect();
      if (trying === undefined || performance.now() - trying < staleAfter) return;
      drop();
      connect();
    },
    hurry(on) {
      hurried = on;
      if (on) this.hasten();
    },
    request(message, { signal } = {}) {
      if (!open) return Promise.reject(new DiemcauError('network/unreachable'));
      const id = nextId++;
      const answer = new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => settle(id, new DiemcauError('network/timeout')), requestWithin);
        pending.set(id, { resolve, reject, timer });
      });
      // `type` and `id` first: the gateway passes a signal on as it was written then.
      const { type, ...rest } = message;
      send({ type, id, ...rest } as ClientMessage);
      return abortable(answer, signal);
    },
    async reauthenticate() {
      if (!open) return;
      send({ type: 'reauthenticate', ...(await deps.authenticate(lastNonce)) });
    },
    probe() {
      if (!open) return;
      clearTimeout(timers.ping);
      ping(Math.min(answerWithin, 400 + 4 * (roundTrip ?? 500)));
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
