import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import {
  DiemcauError,
  clientMessageSchema,
  decodeClientMessage,
  decodeServerMessage,
  errorCodes,
  isDiemcauError,
  issuerOf,
  siteDirectorySchema,
  siteIdOf,
  tokenClaimsSchema,
  type ErrorCode,
} from './index.js';

describe('errors', () => {
  it('come back from a wire with their code, whether to try again and their details', () => {
    for (const code of Object.keys(errorCodes) as ErrorCode[]) {
      const wire = JSON.parse(
        JSON.stringify(new DiemcauError(code, { at: 'x', facts: { n: 1 }, cause: new Error('secret') }).toWire()),
      ) as unknown;
      assert.ok(!JSON.stringify(wire).includes('secret'), 'the cause stays behind');
      const back = DiemcauError.fromWire(wire);
      assert.deepEqual([back.code, back.retryable, back.details.at], [code, errorCodes[code].retryable, 'x']);
    }
  });
  it('are internal when nobody knows the code', () => {
    for (const wire of [undefined, null, {}, { code: '__proto__' }, { code: 'toString' }, { code: 7 }])
      assert.equal(DiemcauError.fromWire(wire).code, 'internal/unexpected');
  });
  it('keep an abort apart from a failure', () => {
    assert.equal(DiemcauError.from(new DOMException('x', 'AbortError')).code, 'network/aborted');
    assert.equal(DiemcauError.from(new Error('x')).code, 'internal/unexpected');
  });
});

describe('decoders of the socket', () => {
  it('throw nothing but DiemcauError, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        for (const [decode, code] of [
          [decodeClientMessage, 'request/invalid'],
          [decodeServerMessage, 'network/response-malformed'],
        ] as const)
          try {
            decode(text);
          } catch (error) {
            assert.ok(isDiemcauError(error));
            assert.equal(error.code, code);
          }
      }),
    );
  });
  it('drop what is not in the message, also a prototype', () => {
    const message = decodeClientMessage('{"type":"ping","at":1,"__proto__":{"x":1},"more":2}');
    assert.deepEqual(Object.keys(message).sort(), ['at', 'type']);
    assert.equal(({} as { x?: number }).x, undefined);
  });
  it('take a signal by the short way exactly as its schema does', () => {
    const id = fc.oneof(fc.nat(), fc.constantFrom(-1, 1.5, 'x', null, undefined));
    const uuid = fc.oneof(
      { weight: 6, arbitrary: fc.uuid() },
      { weight: 1, arbitrary: fc.constantFrom('', 'x', '00000000-0000-0000-0000-00000000000g', 7, null, undefined) },
    );
    const data = fc.oneof(
      { weight: 4, arbitrary: fc.dictionary(fc.string(), fc.jsonValue()) },
      {
        weight: 2,
        arbitrary: fc
          .constantFrom('__proto__', 'prototype', 'constructor')
          .map((key) => JSON.parse(`{"${key}":{"x":1},"a":1}`) as unknown),
      },
      { weight: 1, arbitrary: fc.constantFrom('x', 1, null, undefined) },
    );
    const more = fc.option(fc.constant({ more: 1 }), { nil: {} });
    fc.assert(
      fc.property(id, uuid, uuid, uuid, data, more, (id, caseId, from, to, data, more) => {
        const text = JSON.stringify({ type: 'signal', id, caseId, from, to, data, ...more });
        const { success, output, issues } = v.safeParse(clientMessageSchema, JSON.parse(text));
        if (success) assert.deepEqual(decodeClientMessage(text), output);
        else
          assert.throws(
            () => decodeClientMessage(text),
            (error: DiemcauError) => error.details.at === v.getDotPath(issues[0]),
          );
      }),
      { numRuns: 500 },
    );
  });
});

describe('identity', () => {
  it('reads a site out of an issuer and nothing else', () => {
    assert.equal(siteIdOf(issuerOf('22001')), '22001');
    for (const wrong of [
      '22001',
      'urn:diemcau:site:',
      'urn:diemcau:site:2200',
      'urn:diemcau:site:22001/x',
      'URN:diemcau:site:22001',
    ])
      assert.equal(siteIdOf(wrong), undefined);
  });
  it('drops private members of keys in a directory', () => {
    const jwk = { kty: 'EC', crv: 'P-256', x: 'a', y: 'b', d: 'secret' };
    const key = { kid: 'k', use: 'sig', jwk, notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' };
    const site = { id: '22001', name: 'n', level: 'lower', province: '22', specialties: [], keys: [key], origins: [] };
    const read = v.parse(siteDirectorySchema, {
      version: 1,
      network: 'x',
      issuedAt: '2026-01-01T00:00:00Z',
      sites: [site],
    });
    assert.ok(!JSON.stringify(read).includes('secret'));
  });
  it('refuses claims without a key, with a foreign issuer or without an end', () => {
    const good = {
      iss: issuerOf('22001'),
      sub: 's',
      name: 'n',
      aud: 'a',
      iat: 1,
      exp: 2,
      jti: '12345678',
      scope: '',
      cnf: { jkt: 'x'.repeat(43) },
    };
    assert.ok(v.is(tokenClaimsSchema, good));
    for (const change of [
      { cnf: undefined },
      { cnf: { jkt: 'short' } },
      { iss: 'https://x' },
      { exp: undefined },
      { sub: '' },
      { jti: 'x' },
    ])
      assert.ok(!v.is(tokenClaimsSchema, { ...good, ...change }), JSON.stringify(change));
  });
});
