import {
  headers,
  paths,
  proofType,
  signatureType,
  type CommandInput,
  type CommandName,
  commandPath,
  encodeCommand,
  type SignaturePayload,
  systems,
  type WireResource,
} from '@diemcau/protocol';
import {
  calculateJwkThumbprint,
  CompactSign,
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWK,
} from 'jose';
import { v4 as uuid } from 'uuid';
import { canonicalHash, sha256 } from '../gateway/canonical-hash.js';
import type { TokenRequest } from '../network/create-invented-network.js';
import type { ContractSubject } from './contract-subject.js';

/** What a gateway answered. */
export interface Answer {
  status: number;
  /** Error code, when the body is an OperationOutcome. */
  code?: string;
  body: WireResource & Record<string, never>;
  headers: Headers;
}

/** What a call may carry besides method, path and body. */
export interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
  /** Overrides parts of the proof, to break it. */
  proof?: Partial<{ htm: string; htu: string; ath: string; nonce: string; jti: string; token: string }>;
}

/** Somebody at a browser: a key, a token, a nonce; talks to the gateway as the SDK does, with nothing in between. */
export class Person {
  #nonce = '';

  private constructor(
    readonly subject: ContractSubject,
    readonly key: CryptoKey,
    readonly jwk: JWK,
    readonly jkt: string,
    public token: string,
    readonly who: { siteId: string; sub: string; name: string },
  ) {}

  /** A new browser key and a token for it; `token` breaks parts of the token. */
  static async of(
    subject: ContractSubject,
    who: { siteId: string; sub: string; name: string },
    scope: readonly string[],
    token: Partial<TokenRequest> = {},
  ): Promise<Person> {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const jkt = await calculateJwkThumbprint(jwk);
    return new Person(
      subject,
      privateKey,
      jwk,
      jkt,
      await subject.mint({ ...who, jkt, audience: subject.baseUrl, scope, ...token }),
      who,
    );
  }

  /** Same key, another token. */
  with(token: string): Person {
    return new Person(this.subject, this.key, this.jwk, this.jkt, token, this.who);
  }

  async proof(
    method: string,
    url: string,
    { token = this.token, ...parts }: CallOptions['proof'] = {},
  ): Promise<string> {
    const ath = await sha256(new TextEncoder().encode(token));
    return new SignJWT({ htm: method, htu: url, ath, nonce: this.#nonce, jti: uuid(), ...parts })
      .setProtectedHeader({
        alg: 'ES256',
        typ: proofType,
        jwk: { kty: 'EC', crv: 'P-256', x: this.jwk.x!, y: this.jwk.y! },
      })
      .setIssuedAt()
      .sign(this.key);
  }

  /** One request as it is; no second try. */
  async once(
    method: string,
    path: string,
    { body, headers: more = {}, proof = {} }: CallOptions = {},
  ): Promise<Answer> {
    const url = this.subject.baseUrl + path;
    const response = await this.subject.fetch(url, {
      method,
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
        authorization: `DPoP ${proof.token ?? this.token}`,
        [headers.dpop]: await this.proof(method, url.split('?')[0]!, proof),
        ...more,
      },
    });
    this.#nonce = response.headers.get(headers.dpopNonce) ?? this.#nonce;
    const text = await response.text();
    const json =
      text && /json/.test(response.headers.get('content-type') ?? '')
        ? (JSON.parse(text) as Answer['body'])
        : ({} as Answer['body']);
    return { status: response.status, code: codeOf(json), body: json, headers: response.headers };
  }

  /** A request with the one retry that a stale nonce asks for. */
  async call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const first = await this.once(method, path, options);
    return first.code === 'auth/proof-nonce' ? this.once(method, path, options) : first;
  }

  read(reference: string): Promise<Answer> {
    return this.call('GET', `${paths.fhir}/${reference}`);
  }

  /** `POST <type>/_search` with Parameters. */
  async search(type: string, parameters: Record<string, string>): Promise<Answer & { found: WireResource[] }> {
    const body = {
      resourceType: 'Parameters',
      parameter: Object.entries(parameters).map(([name, valueString]) => ({ name, valueString })),
    };
    const answer = await this.call('POST', `${paths.fhir}/${type}/_search`, { body });
    const entry = (answer.body as { entry?: { resource: WireResource }[] }).entry ?? [];
    return { ...answer, found: entry.map((one) => one.resource) };
  }

  command<N extends CommandName>(
    name: N,
    id: string,
    input: CommandInput<N>,
    key: string = uuid(),
    more: Record<string, string> = {},
  ): Promise<Answer> {
    return this.call('POST', `${paths.fhir}/${commandPath(name, id)}`, {
      body: encodeCommand(name, input),
      headers: { [headers.idempotencyKey]: key, ...more },
    });
  }

  /** Entries of a batch answer. */
  async batch(entry: object[]): Promise<{
    status: number;
    entry: { resource?: WireResource; response: { status: string; outcome?: WireResource } }[];
  }> {
    const answer = await this.call('POST', paths.fhir, { body: { resourceType: 'Bundle', type: 'batch', entry } });
    return { status: answer.status, entry: (answer.body as unknown as { entry: never[] }).entry };
  }

  async sign(payload: SignaturePayload): Promise<string> {
    return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({
        alg: 'ES256',
        typ: signatureType,
        jwk: { kty: 'EC', crv: 'P-256', x: this.jwk.x!, y: this.jwk.y! },
        token: this.token,
      })
      .sign(this.key);
  }

  /** A consent for one purpose with its signature. */
  async consent(
    caseId: string,
    purpose: 'teleconsultation' | 'record-share' | 'recording',
    decision: 'permit' | 'deny' = 'permit',
  ) {
    const id = uuid();
    const consent: WireResource = {
      resourceType: 'Consent',
      id,
      status: decision === 'permit' ? 'active' : 'rejected',
      scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
      category: [{ coding: [{ system: systems.consentPurpose, code: purpose }] }],
      dateTime: new Date().toISOString(),
      policyRule: { text: 'Luật 91/2025/QH15' },
      provision: { type: decision },
    };
    const hash = await canonicalHash(consent);
    const payload = {
      kind: 'consent',
      caseId,
      consentId: id,
      purpose,
      decision,
      hash,
      signedAt: new Date().toISOString(),
    } as const;
    return { id, consent, hash, input: { caseId, consent, signature: await this.sign(payload) } as never };
  }
}

/** The `ErrorCode` of an OperationOutcome. */
export function codeOf(body: unknown): string | undefined {
  const { resourceType, issue } = (body ?? {}) as {
    resourceType?: string;
    issue?: { details?: { coding?: { system?: string; code?: string }[] } }[];
  };
  return resourceType === 'OperationOutcome'
    ? issue?.[0]?.details?.coding?.find((one) => one.system === systems.error)?.code
    : undefined;
}
