import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { DiemcauError } from '@diemcau/protocol';
import type { Limits } from '../options.types.js';

/** Requests in a window, when the operator says nothing else. */
export const defaultLimits: Limits = { account: 100, site: 1_000, socket: 500, refusals: 120 };

/** Keeps one person, one site and one guessing address from taking the gateway from the others. */
export interface RateGuard {
  /** @throws DiemcauError `network/rate-limited` */
  admit(who: { siteId: string; sub: string }): Promise<void>;
  /** @throws DiemcauError `network/rate-limited` after too many refused sign-ins */
  admitAddress(address: string): Promise<void>;
  refused(address: string): void;
}

/** Counts requests per person, site and address. Refusals are `network/rate-limited`. */
export function createRateGuard(limits: Limits): RateGuard {
  const accounts = new RateLimiterMemory({ points: limits.account, duration: 1 });
  const sites = new RateLimiterMemory({ points: limits.site, duration: 1 });
  const refusals = new RateLimiterMemory({ points: limits.refusals, duration: 60 });
  return {
    async admit({ siteId, sub }) {
      await accounts.consume(`${siteId} ${sub}`).catch(refuse);
      await sites.consume(siteId).catch(refuse);
    },
    async admitAddress(address) {
      const seen = await refusals.get(address);
      if (seen && seen.consumedPoints > limits.refusals) refuse(seen);
    },
    refused: (address) => void refusals.consume(address).catch(() => undefined),
  };
}

function refuse(state: RateLimiterRes): never {
  throw new DiemcauError('network/rate-limited', { retryAfter: Math.max(1, Math.ceil(state.msBeforeNext / 1000)) });
}
