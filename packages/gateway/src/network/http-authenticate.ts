import type { FastifyRequest } from 'fastify';
import { DiemcauError, headers } from '@diemcau/protocol';
import type { Principal } from '../internal/principal.types.js';
import { addressOf } from './address-of.js';
import type { Authenticate } from './authenticate.js';
import { requireOrigin } from './cors.js';
import type { DirectoryHolder } from './directory-holder.js';
import type { RateGuard } from './rate-guard.js';
import type { RefusalLog } from './refusal-log.js';

interface Deps {
  authenticate: Authenticate;
  holder: DirectoryHolder;
  guard: RateGuard;
  refusals: RefusalLog;
  publicUrl(): string;
  /** Reverse proxies in front. */
  proxies: number;
}

/** Tells who sends a request: token, proof, origin, rate. A refusal is in the log. */
export function createHttpAuthenticate({ authenticate, holder, guard, refusals, publicUrl, proxies }: Deps) {
  return async (request: FastifyRequest): Promise<Principal> => {
    const token = /^DPoP ([\w.-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw new DiemcauError('auth/token-missing');
    const address = addressOf(request.raw, proxies);
    await guard.admitAddress(address);
    const who = await authenticate({
      token,
      proof: single(request.headers[headers.dpop]),
      method: request.method,
      url: publicUrl() + request.raw.url!,
      onBehalf: request.headers[headers.onBehalf] === undefined ? undefined : single(request.headers[headers.onBehalf]),
    }).catch((error: unknown) => refusals.refused(error, { token, address }));
    try {
      requireOrigin(holder, who.siteId, request.headers.origin, new URL(publicUrl()).origin);
    } catch (error) {
      return refusals.refused(error, { token, address });
    }
    await guard.admit(who);
    request.siteId = who.siteId;
    return who;
  };
}

function single(value: string | string[] | undefined): string {
  if (typeof value !== 'string') throw new DiemcauError('auth/proof-malformed', { at: 'header' });
  return value;
}

declare module 'fastify' {
  interface FastifyRequest {
    siteId?: string;
  }
}
