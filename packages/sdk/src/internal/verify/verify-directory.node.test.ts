import { directoryType } from '@diemcau/protocol';
import { CompactSign } from 'jose/jws/compact/sign';
import { exportJWK } from 'jose/key/export';
import { generateKeyPair } from 'jose/key/generate/keypair';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyDirectory } from './verify-directory.js';

const body = { version: 1 };

async function keyPair(alg = 'ES256') {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, publicJwk: await exportJWK(publicKey), privateJwk: await exportJWK(privateKey) };
}

const signed = (key: CryptoKey, jwk: object | undefined, alg = 'ES256') =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(body)))
    .setProtectedHeader({ alg, typ: directoryType, ...(jwk && { jwk }) })
    .sign(key);

test('a directory whose key is another, private, symmetric, of another curve or missing is refused before it is read', async () => {
  const [own, other, p384] = await Promise.all([keyPair(), keyPair(), keyPair('ES384')]);
  const texts = await Promise.all([
    signed(own.privateKey, other.publicJwk),
    signed(own.privateKey, own.privateJwk),
    signed(own.privateKey, { kty: 'oct', k: 'c2VjcmV0' }),
    signed(own.privateKey, p384.publicJwk),
    signed(p384.privateKey, p384.publicJwk, 'ES384'),
    signed(own.privateKey, undefined),
  ]);
  for (const text of texts) {
    const error = await verifyDirectory(text).then(
      () => assert.fail('was taken'),
      (cause: unknown) => cause as Error & { code: string },
    );
    assert.equal(error.code, 'network/directory-unverified');
    assert.notEqual((error.cause as Error | undefined)?.name, 'ValiError');
  }
});

test('the body is read once its signature holds', async () => {
  const own = await keyPair();
  await assert.rejects(
    async () => verifyDirectory(await signed(own.privateKey, own.publicJwk)),
    (error: Error) => (error.cause as Error).name === 'ValiError',
  );
});
