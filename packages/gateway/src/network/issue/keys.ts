import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';

/** A P-256 key pair as JWKs, with its RFC 7638 thumbprint. */
export interface KeyPair {
  privateJwk: JWK;
  publicJwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string };
  thumbprint: string;
}

/** Makes a P-256 key pair, for the network, a site or (in tests) a person. */
export async function generateKey(): Promise<KeyPair> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return keyPairOf(await exportJWK(privateKey));
}

/** The pair that belongs to a private JWK. */
export async function keyPairOf(privateJwk: JWK): Promise<KeyPair> {
  const publicJwk = { kty: 'EC', crv: 'P-256', x: privateJwk.x!, y: privateJwk.y! } as const;
  return { privateJwk, publicJwk, thumbprint: await calculateJwkThumbprint(publicJwk) };
}

/** The key that signs. */
export const signingKey = (pair: KeyPair) => importJWK(pair.privateJwk, 'ES256') as Promise<CryptoKey>;
