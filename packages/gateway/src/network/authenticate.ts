import { createHash } from 'node:crypto';
import { DiemcauError, headers } from '@diemcau/protocol';
import type { Clock } from '../internal/clock.js';
import type { Principal } from '../internal/principal.types.js';
import type { Store } from '../store/store.types.js';
import type { DirectoryHolder } from './directory-holder.js';
import type { NonceSource } from './nonce.js';
import { createReplayGuard } from './replay-guard.js';
import { verifyProof } from './verify-proof.js';
import { verifyToken } from './verify-token.js';

interface Deps {
  holder: DirectoryHolder;
  store: Store;
  nonces: NonceSource;
  clock: Clock;
  /** The gateway's public origin. */
  publicUrl(): string;
}

/** A token with a proof for one method and URL. */
export interface Credentials {
  token: string;
  proof: string;
  method: string;
  url: string;
  /** Which nonces are fresh; the gateway's own unless given (a socket has its challenge). */
  isFresh?(nonce: string): boolean;
  /** Value of the on-behalf header. */
  onBehalf?: string;
}

/** Says who is there, or throws a `DiemcauError` of the area `auth`. */
export type Authenticate = (credentials: Credentials) => Promise<Principal>;

/** Tells who asks, or refuses. Verified tokens are remembered until they end: a request then costs one signature check. */
export function createAuthenticate({ holder, store, nonces, clock, publicUrl }: Deps): Authenticate {
  const guard = createReplayGuard(clock, nonces.memory);
  const known = new Map<string, { who: Principal; directory: unknown }>();

  async function bearerOf(token: string): Promise<Principal> {
    const directory = holder.current();
    // By hash: a map of the tokens themselves would keep each one's text for as long as it is valid.
    const key = createHash('sha256').update(token).digest('base64');
    const hit = known.get(key);
    if (hit?.directory === directory && hit.who.expires > clock() / 1000) return hit.who;
    const { claims, siteId } = await verifyToken(token, { directory, audience: publicUrl(), clock });
    const scopes = scopesOf(claims.scope);
    const system = scopes.has('site.system');
    if (system && claims.sub !== siteId) throw new DiemcauError('auth/token-refused', { at: 'sub' });
    const { sub, name, exp: expires, cnf } = claims;
    const who: Principal = { siteId, sub, name, scopes, system, onBehalf: false, jkt: cnf.jkt, expires };
    if (known.size >= 20_000) known.clear();
    known.set(key, { who, directory });
    return who;
  }

  return async ({ token, proof, method, url, isFresh, onBehalf }) => {
    const who = await bearerOf(token);
    await verifyProof(proof, {
      token,
      jkt: who.jkt,
      method,
      url,
      isFreshNonce: isFresh ?? nonces.isFresh,
      isFirst: guard.isFirst,
    });
    await holdKey(store, who.jkt, who);
    if (onBehalf === undefined) return who;
    if (!who.system) throw new DiemcauError('auth/token-refused', { at: headers.onBehalf });
    return { ...who, sub: onBehalf, onBehalf: true };
  };
}

const knownScopes = new Map<string, ReadonlySet<string>>();

/** Most people have the same few: each list of scopes is kept once. */
function scopesOf(scope: string): ReadonlySet<string> {
  const found = knownScopes.get(scope) ?? new Set(scope.split(' ').filter(Boolean));
  if (knownScopes.size >= 1_000) knownScopes.clear();
  knownScopes.set(scope, found);
  return found;
}

const holders = new WeakMap<Store, Map<string, string>>();

/** A key belongs to the person under whom it was first seen. */
async function holdKey(store: Store, jkt: string, who: { siteId: string; sub: string }) {
  const seen = holders.get(store) ?? new Map<string, string>();
  holders.set(store, seen);
  const person = `${who.siteId} ${who.sub}`;
  if (seen.size > 100_000) seen.clear();
  if (!seen.has(jkt)) {
    const [row] = await store.transact(who, async (tx) => {
      await tx.query('insert into diemcau.key_holder (jkt, site_id, sub) values ($1,$2,$3) on conflict do nothing', [
        jkt,
        who.siteId,
        who.sub,
      ]);
      return tx.query<{ site_id: string; sub: string }>('select site_id, sub from diemcau.key_holder where jkt = $1', [
        jkt,
      ]);
    });
    seen.set(jkt, `${row!.site_id} ${row!.sub}`);
  }
  if (seen.get(jkt) !== person) throw new DiemcauError('auth/token-replaced-subject');
}
