import { DiemcauError, type TokenClaims } from '@diemcau/protocol';
import type { TokenProvider } from '../diemcau.types.js';
import { abortable } from '../internal/abortable.js';
import type { Call } from '../internal/store.types.js';
import { inTurn } from '../offline/in-turn.js';
import type { People, Person, PersonKey } from '../offline/people.js';
import type { Me } from './network.types.js';
import { readToken } from './read-token.js';

/** What an identity stands on. */
export interface IdentityDeps {
  people: People;
  tokenProvider: TokenProvider;
  /** Origin of the gateway. */
  audience: string;
  /** Another person came: seals and destroys what the one before left. */
  onReplaced(before: Person): Promise<void>;
  /** A new token is in hand. */
  onToken(): void;
  onRefused(error: DiemcauError): void;
}

/** A person with a token that is still in time. */
export interface Grant {
  person: Person;
  me: Me;
  token: string;
  /** Epoch ms by this device's clock. */
  receivedAt: number;
  lifetime: number;
}

/** Milliseconds that the HIS may take to answer with a token. */
const patience = 15_000;
/** Part of a token's life after which it is refreshed. */
const refreshAt = 0.8;
/** Milliseconds between tries while the HIS cannot be reached. */
const retryAfter = 5_000;

/** Who is signed in, and the token that says so: fetched once at a time, refreshed in time, judged when another person comes. */
export interface Identity {
  readonly grant: Grant | undefined;
  /** A grant that is in time; signs in when nobody is. An outdated one when the HIS cannot be reached and `stale` will do. */
  get(call?: Call & { stale?: boolean }): Promise<Grant>;
  /** Gets a new token now. */
  renew(call?: Call): Promise<Grant>;
  /** Forgets who is signed in; keys on the disk are the caller's to destroy. */
  forget(): void;
  close(): void;
}

function isPerson(key: Person | PersonKey): key is Person {
  return 'sub' in key;
}

/** Makes the identity; asks for nothing until first used. */
export function createIdentity({
  people,
  tokenProvider,
  audience,
  onReplaced,
  onToken,
  onRefused,
}: IdentityDeps): Identity {
  let closing = new AbortController();
  let grant: Grant | undefined;
  let flight: Promise<Grant> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(key: PersonKey): Promise<{ token: string; claims: TokenClaims & { siteId: string } }> {
    const limit = new AbortController();
    const stop = () => limit.abort();
    const patienceTimer = setTimeout(stop, patience);
    closing.signal.addEventListener('abort', stop, { once: true });
    try {
      const token = await abortable(
        Promise.resolve(tokenProvider({ jkt: key.jkt, audience, signal: limit.signal })),
        limit.signal,
      );
      return { token, claims: readToken(token, { jkt: key.jkt, audience }) };
    } catch (error) {
      if (closing.signal.aborted) throw new DiemcauError('network/aborted');
      throw (error as DiemcauError).code?.startsWith?.('auth/')
        ? error
        : new DiemcauError('auth/token-provider-failed', { cause: error });
    } finally {
      clearTimeout(patienceTimer);
      closing.signal.removeEventListener('abort', stop);
    }
  }

  async function acquire(): Promise<Grant> {
    let key: Person | PersonKey = grant?.person ?? (await people.last()) ?? (await people.newKey());
    let answer = await ask(key);
    const about = { issuer: answer.claims.iss, sub: answer.claims.sub, siteId: answer.claims.siteId };
    if (!isPerson(key) || key.sub !== about.sub || key.issuer !== about.issuer) {
      // The key in hand is not this person's (or nobody's yet): theirs is used, and the token asked again for it.
      const before = isPerson(key) ? key : undefined;
      if (before) {
        grant = undefined;
        await onReplaced(before);
      }
      const own = (await people.find(about)) ?? (before ? await people.newKey() : key);
      if (own !== key) answer = await ask(own);
      if (answer.claims.sub !== about.sub || answer.claims.iss !== about.issuer)
        throw new DiemcauError('auth/token-replaced-subject');
      key = isPerson(own) ? own : await people.adopt(own, about);
    }
    const { token, claims } = answer;
    const { siteId, sub, name, scope, patient, case: caseId } = claims;
    const me: Me = {
      siteId,
      sub,
      name,
      scopes: scope.split(' ').filter(Boolean),
      ...(patient === undefined ? {} : { patientId: patient }),
      ...(caseId === undefined ? {} : { caseId }),
    };
    return { person: key as Person, me, token, receivedAt: Date.now(), lifetime: (claims.exp - claims.iat) * 1000 };
  }

  function plan(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh().catch((error: DiemcauError) => error.retryable && plan(retryAfter)), ms);
  }

  function refresh(): Promise<Grant> {
    const { signal } = closing;
    return (flight ??= inTurn(`diemcau:sign-in:${audience}`, acquire)
      .then((next) => {
        if (signal.aborted) throw new DiemcauError('network/aborted');
        grant = next;
        plan(next.lifetime * refreshAt);
        onToken();
        return next;
      })
      .catch((caught: unknown) => {
        const error = DiemcauError.from(caught, 'auth/token-provider-failed');
        if (!error.retryable && error.code.startsWith('auth/')) {
          clearTimeout(timer);
          onRefused(error);
        }
        throw error;
      })
      .finally(() => (flight = undefined)));
  }

  const inTime = () =>
    grant !== undefined && Date.now() - grant.receivedAt < grant.lifetime * 0.95 && Date.now() >= grant.receivedAt;

  return {
    get grant() {
      return grant;
    },
    async get({ signal, stale = false } = {}) {
      if (grant && inTime()) return grant;
      const kept = grant;
      return abortable(refresh(), signal).catch((error: unknown) => {
        if (stale && kept && grant && DiemcauError.from(error).retryable) return kept;
        throw error;
      });
    },
    renew: ({ signal } = {}) => abortable(refresh(), signal),
    forget() {
      closing.abort();
      closing = new AbortController();
      clearTimeout(timer);
      grant = undefined;
      flight = undefined;
    },
    close() {
      closing.abort();
      clearTimeout(timer);
    },
  };
}
