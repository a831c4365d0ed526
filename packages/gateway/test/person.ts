import type { CommandInput, CommandName, SignaturePayload, WireResource } from '@diemcau/protocol';
import { commandPath, encodeCommand } from '@diemcau/protocol';
import { v4 as uuid } from 'uuid';
import type { Gateway } from '../src/options.types.js';
import type { Network } from '../src/network/issue/create-network.js';
import { generateKey, type KeyPair } from '../src/network/issue/keys.js';
import { signProof } from '../src/network/issue/sign-proof.js';
import { signSignature } from '../src/network/issue/sign-signature.js';
import { signSiteToken, type SiteTokenClaims } from '../src/network/issue/sign-site-token.js';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // Tests look into answers freely.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  /** Error code of an OperationOutcome. */
  code: string | undefined;
}

/** A person at a site with a key, as the tests' client: real tokens, real proofs, real HTTP. */
export interface Person {
  siteId: string;
  sub: string;
  name: string;
  key: KeyPair;
  token(): Promise<string>;
  send(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string>; token?: string; key?: KeyPair },
  ): Promise<Answer>;
  command<N extends CommandName>(
    name: N,
    id: string,
    input: CommandInput<N>,
    options?: { key?: string },
  ): Promise<Answer>;
  search(type: string, parameters: Record<string, string>): Promise<Answer>;
  sign(payload: SignaturePayload): Promise<string>;
}

export const allScopes = [
  'case.request',
  'case.consult',
  'minutes.sign',
  'consent.collect',
  'consultation.join',
  'consultation.chair',
];

export interface PersonOptions {
  siteId: string;
  sub?: string;
  name?: string;
  scope?: readonly string[];
  claims?: Partial<SiteTokenClaims>;
}

let lastNonce = '';

export async function createPerson(gateway: Gateway, network: Network, options: PersonOptions): Promise<Person> {
  const { siteId, sub = `${uuid().slice(0, 8)}/CCHN`, name = 'BS Thử', scope = allScopes } = options;
  const key = await generateKey();
  const tokenOf = (jkt = key.thumbprint) =>
    signSiteToken(network.siteKeys.get(siteId)!, { sub, name, audience: gateway.url, jkt, scope, ...options.claims });
  let token: Promise<string> | undefined;

  const send: Person['send'] = async (method, path, { body, headers = {}, token: given, key: other } = {}) => {
    const inHand = given ?? (await (token ??= tokenOf()));
    for (let attempt = 0; ; attempt++) {
      const proof = await signProof(other ?? key, { token: inHand, method, url: gateway.url + path, nonce: lastNonce });
      const content = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body);
      const response = await fetch(gateway.url + path, {
        method,
        body: content,
        headers: {
          authorization: `DPoP ${inHand}`,
          dpop: proof,
          ...(content === undefined ? {} : { 'content-type': 'application/fhir+json' }),
          ...headers,
        },
      });
      lastNonce = response.headers.get('dpop-nonce') ?? lastNonce;
      const answer = await read(response);
      if (answer.code === 'auth/proof-nonce' && attempt === 0) continue;
      return answer;
    }
  };

  return {
    siteId,
    sub,
    name,
    key,
    token: () => (token ??= tokenOf()),
    send,
    command: (name, id, input, { key: idempotency = uuid() } = {}) =>
      send('POST', `/fhir/R4/${commandPath(name, id)}`, {
        body: encodeCommand(name, input),
        headers: { 'idempotency-key': idempotency },
      }),
    search: (type, parameters) =>
      send('POST', `/fhir/R4/${type}/_search`, {
        body: new URLSearchParams(parameters).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    sign: async (payload) => signSignature(key, await (token ??= tokenOf()), payload),
  };
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const body = text.startsWith('{') ? (JSON.parse(text) as WireResource) : undefined;
  const code = (body as { issue?: { details?: { coding?: { code: string }[] } }[] } | undefined)?.issue?.[0]?.details
    ?.coding?.[0]?.code;
  return { status: response.status, headers: response.headers, text, body, code };
}
