import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { paths } from '@diemcau/protocol';
import type { Clock } from '../internal/clock.js';
import type { Principal } from '../internal/principal.types.js';
import { requireScope } from '../internal/require-scope.js';
import type { TurnOptions } from '../options.types.js';

/** Seconds for which a relay takes the credentials: longer than any talk, shorter than a day's shift. */
const lifetime = 6 * 3600;

interface Deps {
  turn?: TurnOptions;
  clock: Clock;
  authenticate(request: FastifyRequest): Promise<Principal>;
}

/**
 * Which relays a person's talk may go through, with time-limited credentials as coturn's `use-auth-secret` takes them: the user is
 * `<expiry>:<site>`, the password its HMAC-SHA1 under the secret that gateway and relay share. Without a relay: none.
 * @throws Error when an address is no `stun:`, `turn:` or `turns:` one
 */
export function registerTurn(app: FastifyInstance, { turn, clock, authenticate }: Deps): void {
  const wrong = turn?.urls.find((url) => !/^(?:stuns?|turns?):[^\s/]+$/.test(url));
  if (wrong) throw new Error(`--turn-url cannot be ${wrong}: write turn:HOST:PORT, turns:HOST:PORT or stun:HOST:PORT`);

  app.route({
    method: ['GET', 'POST'],
    url: paths.turn,
    async handler(request) {
      request.routeName = `${request.method} /turn`;
      const who = await authenticate(request);
      requireScope(who, 'consultation.join');
      if (!turn) return { iceServers: [] };
      const expires = Math.floor(clock() / 1000) + lifetime;
      const username = `${expires}:${who.siteId}`;
      const credential = createHmac('sha1', turn.secret).update(username).digest('base64');
      return { iceServers: [{ urls: turn.urls, username, credential }], expires };
    },
  });
}
