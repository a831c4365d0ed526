import { DiemcauError, paths, type ServerEvent, type SiteDirectory } from '@diemcau/protocol';
import type { TokenProvider } from '../diemcau.types.js';
import { abortable } from '../internal/abortable.js';
import { createStore } from '../internal/create-store.js';
import { isRefused } from '../internal/is-offline.js';
import { createDeferred, type Deferred } from '../internal/create-deferred.js';
import { createListeners } from '../internal/listeners.js';
import { createServerClock, type ServerClock } from '../internal/server-clock.js';
import type { Session } from '../internal/session.types.js';
import type { Pins } from '../offline/create-pins.js';
import type { People, Person } from '../offline/people.js';
import type { Identity } from './create-identity.js';
import { connection, lazyIdentity, lazySocket } from './lazy-connection.js';
import type { NetworkState, NetworkStore } from './network.types.js';

/** What the connection needs. */
export interface NetworkDeps {
  gateway: string;
  networkKey?: string;
  locale: 'vi' | 'en';
  tokenProvider: TokenProvider;
  people: People;
  pins: Pins;
  fetch: typeof fetch;
  WebSocket: typeof WebSocket;
  /** Another person came: seals and destroys what the one before left. */
  onReplaced(before: Person): Promise<void>;
  /** What time it is at the gateway. */
  clock?: ServerClock;
  /** The gateway said what time it is. */
  onServerTime?(theirs: number): void;
  /** Connected: send what waits. */
  onOnline(): Promise<void>;
}

/** The connection: its store, what it gives to the nouns, and the identity behind both. */
export interface Network {
  store: NetworkStore;
  session: Session;
  identity: Identity;
  /** Headers that prove who asks. */
  authorize(request: { method: string; url: string; nonce?: string }): Promise<Record<string, string>>;
  directory(): SiteDirectory | undefined;
  setQueued(queued: number): void;
  /** Ends the session; `signed-out` until `connect` is called again. */
  signedOut(): void;
  close(): void;
}

/** Makes the connection; no I/O until something is asked of it. */
export function createNetwork(deps: NetworkDeps): Network {
  const { gateway, people, tokenProvider, locale } = deps;
  const store = createStore<NetworkState>({
    status: 'idle',
    verification: 'unknown',
    sites: [],
    presence: {},
    queued: 0,
  });
  const events = createListeners<[ServerEvent]>();
  const resyncs = createListeners<[]>();
  const losses = createListeners<[DiemcauError]>();
  const lines = createListeners<[online: boolean]>();
  const tokens = createListeners<[]>();
  const socketUrl = gateway.replace(/^http/, 'ws') + paths.socket;
  let directory: SiteDirectory | undefined;
  let refusals = 0;
  let wanted: Deferred | undefined;
  const { clock = createServerClock() } = deps;
  const { now } = clock;

  const identity = lazyIdentity({
    people,
    tokenProvider,
    audience: new URL(gateway).origin,
    async onReplaced(before) {
      losses.call(new DiemcauError('auth/token-replaced-subject'));
      await deps.onReplaced(before);
      queueMicrotask(() => resyncs.call());
    },
    onToken: () => {
      store.publish({ me: identity.grant?.me });
      tokens.call();
      void socket.reauthenticate().catch(() => undefined);
    },
    onRefused: (error) => refuse(error),
  });

  const socket = lazySocket({
    url: socketUrl,
    WebSocket: deps.WebSocket,
    async authenticate(nonce) {
      const { person, token } = await identity.get();
      return {
        token,
        proof: await (
          await connection()
        ).createProof(person, { method: 'GET', url: socketUrl, token, nonce, now: now() }),
      };
    },
    onEvent(event) {
      if (event.kind === 'presence') store.publish({ presence: event.sites });
      events.call(event);
    },
    onOpen({ resumed, now: theirs }) {
      clock.sync(theirs);
      deps.onServerTime?.(theirs);
      refusals = 0;
      store.publish({ status: 'online', retryAt: undefined, error: undefined });
      wanted?.resolve();
      lines.call(true);
      if (!resumed) resyncs.call();
      void deps.onOnline().catch(() => undefined);
    },
    onLost(retryAt, error) {
      store.publish({ status: 'offline', retryAt, error: error ?? new DiemcauError('network/unreachable') });
      lines.call(false);
    },
    async onUnauthenticated(error) {
      try {
        if (refusals++ > 0 && isRefused(error)) throw error;
        await identity.renew();
        return true;
      } catch (caught) {
        const reason = DiemcauError.from(caught);
        if (isRefused(reason)) refuse(reason);
        else retryLater(reason);
        return false;
      }
    },
  });

  /** The token was refused: locked, nothing destroyed; `connect` tries again. */
  function refuse(error: DiemcauError) {
    if (store.snapshot.status === 'signed-out') return;
    stop();
    store.publish({ status: 'refused', error, retryAt: undefined, presence: {} });
    wanted?.reject(error);
    // Whatever was wrong with the token: it is the same person's, and what they typed is not for the stores to drop.
    losses.call(new DiemcauError('auth/token-refused', { cause: error }));
  }

  /** Closed for good: what is still under way must not open it again. */
  let closed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(retry);
    socket.close();
  };

  function retryLater(error: DiemcauError) {
    clearTimeout(retry);
    if (closed) return;
    const delay = 3_000;
    store.publish({ status: 'offline', error, retryAt: Date.now() + delay });
    retry = setTimeout(() => void establish().catch(() => undefined), delay);
  }

  const findDirectory = async () => (await connection()).fetchDirectory(deps);

  /** Token, directory, socket: whatever can be tried again is, in the background. */
  async function establish(): Promise<void> {
    try {
      if (!globalThis.crypto?.subtle) throw new DiemcauError('network/insecure-context');
      const [{ me }, found] = await Promise.all([identity.get(), findDirectory()]);
      if (closed || store.snapshot.status === 'idle' || store.snapshot.status === 'signed-out')
        throw new DiemcauError('network/aborted');
      directory = found.directory;
      const site = directory.sites.find(({ id }) => id === me.siteId);
      if (!site) throw new DiemcauError('network/site-unknown');
      store.publish({ me, site, sites: directory.sites, verification: found.verified ? 'verified' : 'unverified' });
      socket.start();
    } catch (caught) {
      const error = DiemcauError.from(caught, 'network/unreachable');
      if (error.code === 'network/aborted') throw error;
      if (isRefused(error)) refuse(error);
      else if (error.retryable) retryLater(error);
      else
        store.publish({
          status: 'offline',
          error,
          retryAt: undefined,
          ...(error.code === 'network/directory-unverified' ? { verification: 'unverified' } : {}),
        });
      wanted?.reject(error);
      throw error;
    }
  }

  function hasten() {
    if (store.snapshot.status !== 'offline') return;
    if (retry !== undefined && !socket.open) {
      clearTimeout(retry);
      retry = undefined;
      void establish().catch(() => undefined);
    }
    socket.hasten();
  }
  globalThis.addEventListener?.('online', hasten);

  function connect(): Promise<void> {
    if (closed) return Promise.reject(new DiemcauError('network/aborted'));
    const { status } = store.snapshot;
    if (status === 'online') return Promise.resolve();
    if (!wanted) {
      wanted = createDeferred();
      wanted.promise.finally(() => (wanted = undefined)).catch(() => undefined);
    }
    const { promise } = wanted;
    if (status === 'offline') hasten();
    if (status === 'connecting' || (status === 'offline' && store.snapshot.retryAt !== undefined)) return promise;
    store.publish({ status: 'connecting', error: undefined, retryAt: undefined });
    void establish().catch(() => undefined);
    return promise;
  }

  const session: Session = {
    gateway,
    async me(call) {
      if (store.snapshot.status === 'signed-out') throw new DiemcauError('auth/signed-out');
      if (store.snapshot.status === 'idle') void connect().catch(() => undefined);
      return (await identity.get({ ...call, stale: true })).me;
    },
    connected: (call) => abortable(connect(), call?.signal),
    get current() {
      return identity.grant?.me;
    },
    get online() {
      return store.snapshot.status === 'online';
    },
    onMe: tokens.add,
    now,
    get sites() {
      return store.snapshot.sites;
    },
    get verified() {
      return store.snapshot.verification === 'verified';
    },
    onEvent: events.add,
    onResync: resyncs.add,
    onLine: lines.add,
    probe: socket.probe,
    hasten,
    hurry: socket.hurry,
    onAccessLost: losses.add,
    request: (message, call) => socket.request(message, call),
    async sign(payload) {
      const { person, token } = await identity.get({ stale: true });
      return (await connection()).createSignature(person, token, payload);
    },
    async verify(jws) {
      directory ??= (await findDirectory()).directory;
      return (await connection()).verifySignature(jws, { directory });
    },
  };

  return {
    identity,
    session,
    store: {
      get snapshot() {
        return store.snapshot;
      },
      subscribe: store.subscribe,
      connect: ({ signal } = {}) => abortable(connect(), signal),
      flush: () => deps.onOnline(),
      siteName(siteId, language = locale) {
        const site = store.snapshot.sites.find(({ id }) => id === siteId);
        return (language === 'en' && site?.nameEn) || site?.name || siteId;
      },
    },
    async authorize({ method, url, nonce }) {
      const { person, token } = await identity.get();
      return {
        authorization: `DPoP ${token}`,
        dpop: await (await connection()).createProof(person, { method, url, token, nonce, now: now() }),
      };
    },
    directory: () => directory,
    setQueued: (queued) => store.publish({ queued }),
    signedOut() {
      stop();
      identity.forget();
      store.publish({
        status: 'signed-out',
        me: undefined,
        site: undefined,
        presence: {},
        retryAt: undefined,
        error: undefined,
      });
      losses.call(new DiemcauError('auth/signed-out'));
      wanted?.reject(new DiemcauError('auth/signed-out'));
    },
    close() {
      closed = true;
      globalThis.removeEventListener?.('online', hasten);
      stop();
      identity.close();
      wanted?.reject(new DiemcauError('network/aborted'));
      store.publish({ status: 'idle' });
      for (const list of [events, resyncs, losses, lines, tokens]) list.clear();
    },
  };
}
