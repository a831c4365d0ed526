import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import {
  DiemcauError,
  decodeClientMessage,
  decodeServerMessage,
  errorCodes,
  isDiemcauError,
  issuerOf,
  readSignal,
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
  it('read a signal by the short way exactly as its schema does, and pass on what its JSON says', () => {
    const id = fc.oneof(
      { weight: 20, arbitrary: fc.nat() },
      { weight: 1, arbitrary: fc.constantFrom(-1, 1.5, 2 ** 53, 1e21, 'x', null, undefined) },
    );
    const number = fc.option(id, { nil: undefined });
    const uuid = fc.oneof(
      { weight: 40, arbitrary: fc.uuid() },
      { weight: 1, arbitrary: fc.uuid().map((one) => one.toUpperCase()) },
      { weight: 1, arbitrary: fc.constantFrom('', 'x', '00000000-0000-0000-0000-00000000000g', 7, null, undefined) },
    );
    const data = fc.oneof(
      { weight: 20, arbitrary: fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()) },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom('__proto__', 'prototype', 'constructor', '\\u005f_proto__')
          .map((key) => JSON.parse(`{"${key}":{"x":1},"a":1}`) as unknown),
      },
      { weight: 1, arbitrary: fc.constantFrom('x', 1, null, undefined, [], [{}]) },
    );
    const more = fc.option(fc.constantFrom({ more: 1 }, { data: {} }, { type: 'ping', at: 1 }), { nil: {} });
    // What a hand might do to the text: things put in, doubled, taken out, exchanged.
    const blow = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(3),
      put: fc.constantFrom(
        '',
        '"',
        ',',
        '}',
        '{',
        '}}',
        ' ',
        '\n',
        '0',
        ',"data":{}',
        ',"kind":"roster"',
        '"id":1,',
        '\\',
        'A',
      ),
    });
    const seen = { short: 0, refused: 0, left: 0 };
    fc.assert(
      fc.property(
        id,
        number,
        uuid,
        uuid,
        uuid,
        data,
        more,
        fc.oneof(fc.constant([]), fc.array(blow, { maxLength: 2 })),
        (...given) => {
          const [id, number, caseId, from, to, data, more, blows] = given;
          const text = blows.reduce(
            (one, { at, cut, put }) => {
              const place = Math.floor(at * one.length);
              return one.slice(0, place) + put + one.slice(place + cut);
            },
            JSON.stringify({ type: 'signal', id, number, caseId, from, to, data, ...more }),
          );
          const short = readSignal(text);
          let said: ReturnType<typeof decodeClientMessage> | undefined;
          try {
            said = decodeClientMessage(text);
          } catch {
            seen.refused++;
          }
          if (!short) {
            seen.left += said ? 1 : 0;
            return;
          }
          seen.short++;
          assert.ok(said?.type === 'signal', text);
          const { data: passedOn, ...rest } = short;
          assert.deepEqual(
            { number: undefined, ...said },
            { type: 'signal', ...rest, data: JSON.parse(passedOn) as unknown },
          );
          // Put into an event it stays what it was, and brings nothing with it.
          const event = { kind: 'signal', caseId: short.caseId, from: short.from, to: short.to };
          const told = JSON.parse(
            `{"type":"event","seq":1,"event":${JSON.stringify(event).slice(0, -1)},"data":${passedOn}}}`,
          ) as object;
          assert.deepEqual(told, { type: 'event', seq: 1, event: { ...event, data: said.data } });
        },
      ),
      { numRuns: 3_000 },
    );
    assert.ok(seen.short > 300 && seen.refused > 300 && seen.left > 10, JSON.stringify(seen));
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
