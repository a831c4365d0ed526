import { decodeJwt } from 'jose';
import { DiemcauError, isDiemcauError, siteIdOf } from '@diemcau/protocol';
import { writeAudit } from '../audit/write-audit.js';
import type { Clock } from '../internal/clock.js';
import type { Store } from '../store/store.types.js';
import type { RateGuard } from './rate-guard.js';

/** Puts refused sign-ins into the log. */
export interface RefusalLog {
  /** Logs and throws the error again. */
  refused(error: unknown, seen: { token: string; address: string }): Promise<never>;
}

/** A stale nonce is part of the protocol, no refusal; everything else is logged with what the token claims to be. */
export function createRefusalLog(store: Store, guard: RateGuard, clock: Clock): RefusalLog {
  return {
    async refused(error, { token, address }) {
      const known = DiemcauError.from(error);
      if (known.code === 'auth/proof-nonce' || !known.code.startsWith('auth/')) throw error;
      guard.refused(address);
      const who = claimed(token);
      await store
        .transactAsNobody((tx) =>
          writeAudit(tx, { who, action: 'E', interaction: 'authenticate', code: known.code, now: new Date(clock()) }),
        )
        .catch((failure: unknown) => {
          if (!isDiemcauError(failure)) throw failure;
        });
      throw error;
    },
  };
}

/** What an unverified token says of itself, cut short. */
function claimed(token: string) {
  try {
    const { iss = '', sub = '' } = decodeJwt(token);
    const siteId = siteIdOf(iss);
    return siteId ? { siteId, sub: sub.slice(0, 100), name: '', onBehalf: false } : undefined;
  } catch {
    return undefined;
  }
}
