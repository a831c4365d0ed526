import { CompactSign, decodeProtectedHeader, exportJWK, generateKeyPair, type CompactJWSHeaderParameters } from 'jose';

/** The same words and the same token, signed by a key that nobody vouched for. */
export async function resign(jws: string): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const header = decodeProtectedHeader(jws) as CompactJWSHeaderParameters;
  const payload = Buffer.from(jws.split('.')[1]!, 'base64url');
  return new CompactSign(payload).setProtectedHeader({ ...header, jwk: await exportJWK(publicKey) }).sign(privateKey);
}
