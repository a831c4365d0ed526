import { DiemcauError } from '@diemcau/protocol';
import { lazily } from '../internal/lazily.js';
import type { Identity, IdentityDeps } from './create-identity.js';
import type { Socket, SocketDeps } from './create-socket.js';

/** What a connection is made of, brought once. */
export const connection = lazily(() =>
  import('./connection.js').catch((cause: unknown) => {
    throw new DiemcauError('network/unreachable', { at: 'connection', cause });
  }),
);

/** The identity, before and after its code is there. */
export function lazyIdentity(deps: IdentityDeps): Identity {
  let closed = false;
  const identity = lazily(async () => {
    const made = (await connection()).createIdentity(deps);
    if (closed) made.close();
    return made;
  });
  return {
    get grant() {
      return identity.own?.grant;
    },
    get: async (call) => (await identity()).get(call),
    renew: async (call) => (await identity()).renew(call),
    forget: () => identity.own?.forget(),
    close() {
      closed = true;
      identity.own?.close();
    },
  };
}

/** The socket, before and after its code is there. */
export function lazySocket(deps: SocketDeps): Socket {
  let wanted = false;
  let hurried = false;
  const socket = lazily(async () => {
    const made = (await connection()).createSocket(deps);
    made.hurry(hurried);
    return made;
  });
  return {
    get open() {
      return socket.own?.open ?? false;
    },
    start() {
      wanted = true;
      if (socket.own) socket.own.start();
      else
        void socket().then(
          (own) => wanted && own.start(),
          () => undefined,
        );
    },
    hasten: () => socket.own?.hasten(),
    hurry(on) {
      hurried = on;
      socket.own?.hurry(on);
    },
    request: (...args) => socket.own?.request(...args) ?? Promise.reject(new DiemcauError('network/unreachable')),
    reauthenticate: async () => socket.own?.reauthenticate(),
    probe: () => socket.own?.probe(),
    close() {
      wanted = false;
      socket.own?.close();
    },
  };
}
