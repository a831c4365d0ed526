import { DiemcauError, directoryType, headers, paths, siteDirectorySchema, type PublicJwk } from '@diemcau/protocol';
import { compactVerify, importJWK } from 'jose';
import { v4 as uuid } from 'uuid';
import * as v from 'valibot';
import { Authenticator } from './authenticate.js';
import { operationOutcome } from './outcome.js';
import { requireScope, serveBatch, serveFhir } from './serve-fhir.js';
import { SocketRoom, type SocketEnd } from './socket-room.js';
import type { Caller, GatewayState } from './state.js';

/** What a gateway in memory is made of. */
export interface MemoryGatewayOptions {
  /** Public origin, e.g. `https://gateway.example.vn`. */
  origin: string;
  /** The signed site directory (compact JWS). */
  directory: string;
  now?: () => Date;
}

/** A gateway that lives in memory: same tokens, proofs, commands, errors; nothing is kept. For tests, stories, prototypes. */
export interface MemoryGateway {
  readonly state: GatewayState;
  /** Serves one HTTP request. */
  handle(request: Request): Promise<Response>;
  /** Takes a WebSocket; `origin` is that of its page. */
  connect(end: SocketEnd, origin?: string): { message(text: string): Promise<void>; closed(): void };
  /** Ends every socket, as a gateway that falls does. */
  dropSockets(): void;
}

/** Makes a gateway in memory. @throws DiemcauError `network/directory-unverified` */
export async function createMemoryGateway({
  origin,
  directory,
  now = () => new Date(),
}: MemoryGatewayOptions): Promise<MemoryGateway> {
  const state: GatewayState = {
    origin,
    directoryJws: directory,
    directory: await readDirectory(directory),
    now,
    cases: new Map(),
    resources: new Map(),
    history: new Map(),
    documents: new Map(),
    consents: [],
    minutes: new Map(),
    receipts: new Map(),
    sealed: [],
    audit: [],
    announce: (sites, event) => room.announce(sites, event),
  };
  const authenticator = new Authenticator(state);
  const room = new SocketRoom(state, authenticator);
  const http = new HttpEdge(state, authenticator);
  return {
    state,
    handle: (request) => http.handle(request),
    connect: (end, from) => room.connect(end, from),
    dropSockets: () => room.closeAll(),
  };
}

async function readDirectory(jws: string) {
  try {
    const { payload, protectedHeader } = await compactVerify(
      jws,
      (header) => importJWK(header.jwk as PublicJwk, 'ES256'),
      { algorithms: ['ES256'] },
    );
    if (protectedHeader.typ !== directoryType) throw new TypeError('typ');
    return v.parse(siteDirectorySchema, JSON.parse(new TextDecoder().decode(payload)));
  } catch (cause) {
    throw new DiemcauError('network/directory-unverified', { cause });
  }
}

class HttpEdge {
  /** One nonce for the life of the gateway; proofs are told apart by their `jti`. */
  readonly #nonce = uuid();

  constructor(
    readonly state: GatewayState,
    readonly authenticator: Authenticator,
  ) {}

  async handle(request: Request): Promise<Response> {
    try {
      return await this.#serve(request);
    } catch (error) {
      const known = DiemcauError.from(error);
      return this.#json(
        known.status,
        operationOutcome(known),
        known.details.retryAfter ? { 'Retry-After': String(known.details.retryAfter) } : {},
      );
    }
  }

  #json(status: number, body: unknown, more: Record<string, string> = {}): Response {
    const type = (body as { resourceType?: string } | undefined)?.resourceType
      ? 'application/fhir+json; charset=utf-8'
      : 'application/json; charset=utf-8';
    return new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: { 'Content-Type': type, 'DPoP-Nonce': this.#nonce, 'Cache-Control': 'no-store', ...more },
    });
  }

  async #serve(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    if (pathname === paths.directory && request.method === 'GET')
      return new Response(this.state.directoryJws, {
        headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Access-Control-Allow-Origin': '*' },
      });
    if (pathname === paths.health || pathname === paths.ready) return new Response('ok');
    const isFhir = pathname === paths.fhir || pathname.startsWith(`${paths.fhir}/`);
    const isSealed = pathname === paths.sealed || pathname.startsWith(`${paths.sealed}/`);
    const isTurn = pathname === paths.turn && ['GET', 'POST'].includes(request.method);
    if (!isFhir && !isSealed && !isTurn) throw new DiemcauError('request/not-found');
    const who = await this.#caller(request, pathname);
    if (isSealed) return this.#sealed(who, request, pathname);
    if (isTurn) {
      requireScope(who, 'consultation.join');
      return this.#json(200, { iceServers: [] });
    }
    const { body, form } = await bodyOf(request);
    const url = pathname.slice(paths.fhir.length) + search;
    if (request.method === 'POST' && (url === '' || url === '/'))
      return this.#json(200, await serveBatch(this.state, who, body));
    const key = request.headers.get(headers.idempotencyKey) ?? undefined;
    const { status, resource, etag } = await serveFhir(this.state, who, {
      method: request.method,
      url,
      body,
      form,
      key,
    });
    return this.#json(status, resource, etag ? { ETag: etag } : {});
  }

  async #caller(request: Request, pathname: string): Promise<Caller> {
    const origin = request.headers.get('origin');
    if (origin && !this.state.directory.sites.some((site) => site.origins.includes(origin)))
      throw new DiemcauError('auth/origin-refused');
    const [, token] = /^DPoP (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
    const proof = request.headers.get(headers.dpop);
    if (!token) throw new DiemcauError('auth/token-missing');
    if (!proof) throw new DiemcauError('auth/proof-malformed');
    const onBehalf = request.headers.get(headers.onBehalf) ?? undefined;
    const who = await this.authenticator.authenticate(token, proof, {
      method: request.method,
      url: this.state.origin + pathname,
      isFreshNonce: (nonce) => nonce === this.#nonce,
      onBehalf,
    });
    const site = this.state.directory.sites.find(({ id }) => id === who.siteId);
    if (origin && !site?.origins.includes(origin)) throw new DiemcauError('auth/origin-refused');
    return who;
  }

  async #sealed(who: Caller, request: Request, pathname: string): Promise<Response> {
    const { sealed } = this.state;
    if (request.method === 'POST' && pathname === paths.sealed) {
      const { jwe } = ((await bodyOf(request)).body ?? {}) as { jwe?: unknown };
      if (typeof jwe !== 'string' || jwe.split('.').length !== 5)
        throw new DiemcauError('request/invalid', { at: 'jwe' });
      const item = { id: uuid(), siteId: who.siteId, sub: who.sub, jwe, depositedAt: this.state.now().toISOString() };
      sealed.push(item);
      return this.#json(201, { id: item.id });
    }
    if (!who.system) throw new DiemcauError('auth/scope-missing', { facts: { scope: 'site.system' } });
    if (request.method === 'GET' && pathname === paths.sealed)
      return this.#json(200, {
        items: sealed
          .filter((one) => one.siteId === who.siteId)
          .map(({ id, jwe, depositedAt, sub }) => ({ id, jwe, depositedAt, depositedBy: sub })),
      });
    const index = sealed.findIndex((one) => one.siteId === who.siteId && pathname === `${paths.sealed}/${one.id}`);
    if (request.method !== 'DELETE' || index < 0) throw new DiemcauError('request/not-found');
    sealed.splice(index, 1);
    return this.#json(204, undefined);
  }
}

async function bodyOf(request: Request): Promise<{ body?: unknown; form?: string }> {
  const text = await request.text();
  if (!text) return {};
  if (request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) return { form: text };
  try {
    return { body: JSON.parse(text) as unknown };
  } catch (cause) {
    throw new DiemcauError('request/invalid', { at: 'body', cause });
  }
}
