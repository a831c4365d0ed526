import { createHash, randomUUID } from 'node:crypto';
import { issuerOf, paths, proofType, tokenType } from '@diemcau/protocol';
import { calculateJwkThumbprint, importJWK, SignJWT } from 'jose';
import { publicHalf, type SiteKeys } from '../network/demo-keys.js';

/** A call of the hospital's back end that the gateway answered with an error. */
export class GatewayAnswer extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super(`the gateway answered ${status}`);
  }
}

/** The hospital's own voice at the gateway: a token about the site itself, bound to the back end's key (RFC 9449). */
export class SystemClient {
  #nonce: string | undefined;
  #token: { text: string; until: number } | undefined;

  constructor(
    readonly options: { siteId: string; siteName: string; gateway: string; keys: SiteKeys; fetch?: typeof fetch },
  ) {}

  /** `GET /directory`: public, unsigned for by us. */
  async directory(signal?: AbortSignal): Promise<string> {
    const response = await this.#fetch(this.options.gateway + paths.directory, { signal });
    if (!response.ok) throw new GatewayAnswer(response.status, await response.text());
    return response.text();
  }

  /** @param path below the gateway's origin, e.g. `/fhir/R4/Bundle/…` */
  async call(
    method: string,
    path: string,
    { body, headers = {}, signal }: { body?: unknown; headers?: Record<string, string>; signal?: AbortSignal } = {},
  ): Promise<unknown> {
    let response = await this.#send(method, path, body, headers, signal);
    if (response.status === 401 && response.headers.has('dpop-nonce')) {
      await response.body?.cancel();
      response = await this.#send(method, path, body, headers, signal);
    }
    const text = await response.text();
    if (!response.ok) throw new GatewayAnswer(response.status, text);
    return text ? (JSON.parse(text) as unknown) : undefined;
  }

  async #send(method: string, path: string, body: unknown, headers: Record<string, string>, signal?: AbortSignal) {
    const url = new URL(path, this.options.gateway);
    const token = await this.#currentToken();
    const response = await this.#fetch(url, {
      method,
      signal,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/fhir+json' }),
        Authorization: `DPoP ${token}`,
        DPoP: await this.#proof(method, url, token),
        ...headers,
      },
    });
    this.#nonce = response.headers.get('dpop-nonce') ?? this.#nonce;
    return response;
  }

  async #proof(method: string, url: URL, token: string): Promise<string> {
    const { system } = this.options.keys;
    return new SignJWT({
      htm: method,
      htu: url.origin + url.pathname,
      ath: createHash('sha256').update(token).digest('base64url'),
      nonce: this.#nonce,
    })
      .setProtectedHeader({ alg: 'ES256', typ: proofType, jwk: publicHalf(system) })
      .setIssuedAt()
      .setJti(randomUUID())
      .sign(await importJWK(system, 'ES256'));
  }

  async #currentToken(): Promise<string> {
    if (this.#token && this.#token.until > Date.now()) return this.#token.text;
    const { siteId, siteName, gateway, keys } = this.options;
    const text = await new SignJWT({
      name: siteName,
      scope: 'system/*.rs site.system',
      cnf: { jkt: await calculateJwkThumbprint(publicHalf(keys.system)) },
    })
      .setProtectedHeader({ alg: 'ES256', typ: tokenType, kid: keys.signing.kid })
      .setIssuer(issuerOf(siteId))
      .setSubject(siteId)
      .setAudience(gateway)
      .setIssuedAt()
      .setExpirationTime('10m')
      .setJti(randomUUID())
      .sign(await importJWK(keys.signing, 'ES256'));
    this.#token = { text, until: Date.now() + 8 * 60_000 };
    return text;
  }

  #fetch(...request: Parameters<typeof fetch>) {
    return (this.options.fetch ?? fetch)(...request);
  }
}
