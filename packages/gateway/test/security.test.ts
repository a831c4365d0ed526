import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { base64url, SignJWT } from 'jose';
import { v4 as uuid, v7 } from 'uuid';
import { closeCodes, issuerOf, paths, proofType, subprotocol, tokenType } from '@diemcau/protocol';
import { canonicalHash } from '../src/internal/canonical-hash.js';
import { fhirRoutes } from '../src/fhir/routes.js';
import { generateKey, signingKey } from '../src/network/issue/keys.js';
import { consentOf, documentOf, attachmentOf, ok, openGate, serviceRequest, shareRecord, submitCase } from './case.js';
import type { Person } from './person.js';
import { SocketClient } from './socket-client.js';
import { originOf, sites, startGateway, type TestGateway } from './start.js';

describe('what attackers try', () => {
  let test: TestGateway;
  let lan: Person;
  let minh: Person;
  let stranger: Person;
  const log = new PassThrough();
  let logged = '';
  before(async () => {
    log.on('data', (chunk) => (logged += String(chunk)));
    test = await startGateway({ log, metrics: { token: 'measure-me' } });
    lan = await test.person({ siteId: sites.coTo });
    minh = await test.person({ siteId: sites.nhi });
    stranger = await test.person({ siteId: sites.stranger });
  });
  after(() => test.stop());

  const path = `/fhir/R4/Task/${v7()}`;
  const seconds = () => Math.floor(Date.now() / 1000);
  const siteKey = () => test.network.siteKeys.get(sites.coTo)!;
  const claims = (more: object = {}) => ({
    iss: issuerOf(sites.coTo),
    sub: lan.sub,
    name: 'BS',
    aud: test.gateway.url,
    jti: uuid(),
    scope: 'case.request',
    cnf: { jkt: lan.key.thumbprint },
    iat: seconds(),
    exp: seconds() + 300,
    ...more,
  });
  const tokenOf = async (more: object, header: object = {}) =>
    new SignJWT(claims(more))
      .setProtectedHeader({ alg: 'ES256', typ: tokenType, kid: siteKey().kid, ...header })
      .sign(await signingKey(siteKey()));

  it('take no token whose times, audience or header are not what they must be', async () => {
    const now = seconds();
    const year = 365 * 86_400;
    const wrong: [string, string, object, object?][] = [
      ['lives a year', 'auth/token-refused', { exp: now + year }],
      ['was issued in the future', 'auth/token-refused', { iat: now + year, exp: now + year + 300 }],
      ['was issued in the future and ends now', 'auth/token-refused', { iat: now + year, exp: now + 300 }],
      ['was issued long ago and still lives', 'auth/token-signature', { iat: 1, exp: now + 300 }],
      ['ends never', 'auth/token-malformed', { exp: undefined }],
      ['ends at a text', 'auth/token-malformed', { exp: '9999999999' }],
      ['ends at no whole second', 'auth/token-malformed', { exp: now + 0.5 }],
      ['is for the gateway with a slash', 'auth/token-audience', { aud: `${test.gateway.url}/` }],
      ['is for several', 'auth/token-malformed', { aud: [test.gateway.url, 'https://other.example.vn'] }],
      ['is for the gateway in capitals', 'auth/token-audience', { aud: test.gateway.url.toUpperCase() }],
      ['names the prototype as its key', 'auth/token-signature', {}, { kid: '__proto__' }],
      ['names a file as its key', 'auth/token-signature', {}, { kid: '../../../dev/null' }],
      ['names another site and its own key', 'auth/token-signature', { iss: issuerOf(sites.nhi) }],
      [
        'brings its key along',
        'auth/token-signature',
        {},
        { kid: 'x', jwk: siteKey().publicJwk, jku: 'http://127.0.0.1/' },
      ],
      ['has a list of keys', 'auth/token-refused', {}, { kid: [siteKey().kid] }],
      ['is of another type', 'auth/token-refused', {}, { typ: 'JWT' }],
      ['has a name without end', 'auth/token-malformed', { name: 'x'.repeat(10_000) }],
      ['names no key of the browser', 'auth/token-malformed', { cnf: {} }],
    ];
    for (const [what, code, more, header] of wrong)
      assert.equal((await lan.send('GET', path, { token: await tokenOf(more, header) })).code, code, what);
    const sealing = test.network.sealingKeys.get(sites.coTo)!;
    const bySealing = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'ES256', typ: tokenType, kid: `${sites.coTo}-enc-1` })
      .sign(await signingKey(sealing));
    assert.equal(
      (await lan.send('GET', path, { token: bySealing })).code,
      'auth/token-signature',
      'the key for sealing',
    );
    assert.equal(
      (await lan.send('GET', path, { token: await tokenOf({}) })).code,
      'request/not-found',
      'as it should be',
    );
  });

  it('take no proof that is for something else, incomplete or unsigned', async () => {
    const token = await lan.token();
    const url = test.gateway.url + path;
    const nonce = (await lan.send('GET', path)).headers.get('dpop-nonce')!;
    const { ath } = JSON.parse(Buffer.from((await proofOf({}))!.split('.')[1]!, 'base64url').toString()) as {
      ath: string;
    };
    async function proofOf(more: object, header: object = {}) {
      const { createHash } = await import('node:crypto');
      const body = {
        htm: 'GET',
        htu: url,
        jti: uuid(),
        nonce,
        ath: createHash('sha256').update(token).digest('base64url'),
      };
      return new SignJWT({ ...body, ...more })
        .setProtectedHeader({ alg: 'ES256', typ: proofType, jwk: lan.key.publicJwk, ...header })
        .sign(await signingKey(lan.key));
    }
    const send = async (proof: string, target = path) => {
      const response = await fetch(test.gateway.url + target, {
        headers: { authorization: `DPoP ${token}`, dpop: proof },
      });
      return /"code":"((?:auth|request)\/[\w-]+)"/.exec(await response.text())?.[1];
    };
    const wrong: [string, object, object?][] = [
      ['has no ath', { ath: undefined }],
      ['has the hash of another token', { ath: ath.split('').reverse().join('') }],
      ['has no jti', { jti: undefined }],
      ['is for another method', { htm: 'get' }],
      ['is for another host', { htu: `https://gateway.example.vn${path}` }],
      ['is for a path below', { htu: `${url}/_history` }],
      ['is for no URL', { htu: 'x' }],
      ['is for several URLs', { htu: [url] }],
      ['is of another type', {}, { typ: 'jwt' }],
    ];
    for (const [what, more, header] of wrong)
      assert.equal(await send(await proofOf(more, header)), 'auth/proof-malformed', what);
    const [, body, signature] = (await proofOf({})).split('.');
    for (const header of [
      { alg: 'none', typ: proofType, jwk: lan.key.publicJwk },
      { alg: 'HS256', typ: proofType, jwk: lan.key.publicJwk },
      { alg: 'ES256', typ: proofType, jwk: { kty: 'oct', k: 'AAAA' } },
    ])
      assert.equal(
        await send(`${base64url.encode(JSON.stringify(header))}.${body}.${signature}`),
        'auth/proof-malformed',
        JSON.stringify(header),
      );
    assert.equal(await send(await proofOf({}, { jwk: (await generateKey()).publicJwk })), 'auth/proof-malformed');
    assert.equal(await send(await proofOf({})), 'request/not-found', 'as it should be');
  });

  it('reach nothing by the absolute form of a URL, whatever the proof names', async () => {
    const token = await lan.token();
    const { port } = new URL(test.gateway.url);
    const nonce = (await lan.send('GET', path)).headers.get('dpop-nonce')!;
    const { createHash } = await import('node:crypto');
    const proof = await new SignJWT({
      htm: 'GET',
      htu: 'x',
      jti: uuid(),
      nonce,
      ath: createHash('sha256').update(token).digest('base64url'),
    })
      .setProtectedHeader({ alg: 'ES256', typ: proofType, jwk: lan.key.publicJwk })
      .sign(await signingKey(lan.key));
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `GET http://evil.example${path} HTTP/1.1\r\nHost: evil.example\r\nAuthorization: DPoP ${token}\r\nDPoP: ${proof}\r\nConnection: close\r\n\r\n`,
    );
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    assert.match(answer, /^HTTP\/1\.1 401 /);
    assert.match(answer, /auth\/proof-malformed/);
  });

  it('get nothing more in a batch than alone', async () => {
    const caseId = await submitCase(lan, [sites.nhi], { emergencyGround: 'Nguy kịch' });
    const bundle = (entry: unknown) => ({ resourceType: 'Bundle', type: 'batch', entry });
    const get = (url: unknown) => ({ request: { method: 'GET', url } });
    const urls = [
      `http://127.0.0.1:1/fhir/R4/Task/${caseId}`,
      `${test.gateway.url}/fhir/R4/Task/${caseId}`,
      `//evil.example/Task/${caseId}`,
      `/fhir/R4/Task/${caseId}`,
      `../R4/Task/${caseId}`,
      `Task/../Task/${caseId}`,
      `Task/${caseId}/`,
      `Task/${caseId}#x`,
      'Task/%2e%2e',
      '',
      '/',
      'healthz',
      '../../metrics',
    ];
    const { body } = ok(await lan.send('POST', '/fhir/R4', { body: bundle(urls.map(get)) }));
    for (const [index, entry] of (body.entry as { response: { status: string }; resource?: unknown }[]).entries()) {
      assert.equal(entry.response.status, '404', urls[index]);
      assert.equal(entry.resource, undefined);
    }
    const odd = [
      null,
      7,
      [],
      {},
      { request: null },
      { request: 'GET Task' },
      get(7),
      get(null),
      get({ toString: 'x' }),
      { request: { method: 'POST', url: '' }, resource: bundle([get(`Task/${caseId}`)]) },
      { request: { method: 'POST', url: '/' }, resource: bundle([get(`Task/${caseId}`)]) },
      { request: { method: '__proto__', url: `Task/${caseId}` } },
      { fullUrl: { x: 1 }, request: { method: 'POST', url: `ServiceRequest/${caseId}/$say` }, resource: null },
    ];
    const answers = ok(await lan.send('POST', '/fhir/R4', { body: bundle(odd) })).body.entry as {
      response: { status: string; outcome: unknown };
      resource?: unknown;
    }[];
    for (const [index, { response, resource }] of answers.entries()) {
      assert.match(response.status, /^4\d\d$/, `${JSON.stringify(odd[index])} ${JSON.stringify(response.outcome)}`);
      assert.equal(resource, undefined);
    }
    for (const wrong of [null, [], 'x', bundle({ length: 1e9 }), bundle('x'), { ...bundle([]), type: 'transaction' }])
      assert.equal((await lan.send('POST', '/fhir/R4', { body: JSON.stringify(wrong) })).status, 400);
  });

  it('find nothing by chains, includes, lists of ids and pages made by hand', async () => {
    const caseId = await submitCase(lan, [sites.nhi], { emergencyGround: 'Nguy kịch' });
    const own = await submitCase(stranger, [sites.nhi]);
    for (const name of [
      'focus.requester',
      'focus:ServiceRequest.requester',
      'subject.name',
      '_has:Task:focus:owner',
      '_filter',
      '_query',
      '_elements:not',
      'owner:not',
      'owner:missing',
      '__proto__',
      'constructor',
      'toString',
      "'; drop table x; --",
    ])
      assert.equal((await stranger.search('Task', { [name]: 'x' })).code, 'request/unsupported', name);
    for (const [name, value] of [
      ['_include', '*'],
      ['_include', 'Task:*'],
      ['_include:iterate', 'Task:focus'],
      ['_revinclude', 'Provenance:target'],
      ['_revinclude', 'AuditEvent:entity'],
    ] as const)
      assert.equal((await stranger.search('Task', { [name]: value })).code, 'request/unsupported', `${name}=${value}`);
    const idsOf = (answer: Awaited<ReturnType<Person['search']>>) =>
      (ok(answer).body.entry ?? []).map(({ resource }: { resource: { id: string } }) => resource.id) as string[];
    const list = [caseId, own, v7(), "x' or '1'='1", '{a,b}', ''].join(',');
    assert.deepEqual(idsOf(await stranger.search('Task', { _id: list })), [own]);
    assert.deepEqual(idsOf(await stranger.search('ServiceRequest', { case: list, _revinclude: 'Task:focus' })), [
      own,
      own,
    ]);
    const page = (question: unknown) => `/fhir/R4/Task?_page=${base64url.encode(JSON.stringify(question))}`;
    const after = (value: string) => page(['Task', [['_after', [value]]]]);
    assert.deepEqual(idsOf(await stranger.send('GET', page(['Task', [['_id', [list]]]]))), [own]);
    assert.deepEqual(idsOf(await stranger.send('GET', after('9999-01-01T00:00:00Z x'))), [own]);
    for (const wrong of [
      page(['ServiceRequest', []]),
      page(null),
      page(['Task', 7]),
      page(['Task', [[]]]),
      page(['Task', [['_id', 'x']]]),
      after('2026 x'),
      after('2026-02-31T00:00:00Z x'),
      after('1 Jan 2026 x'),
      after("2026-01-01'::x x"),
      '/fhir/R4/Task?_page=%00',
    ])
      assert.equal((await stranger.send('GET', wrong)).code, 'request/invalid', wrong);
    for (const date of ['2026-02-31', '0000-01-01', '2026-01-01T99:99:99Z', '2026-01-01T1:1Z'])
      assert.equal((await lan.search('Task', { _lastUpdated: date })).code, 'request/invalid', date);
    assert.equal((await stranger.send('GET', `/fhir/R4/Task/${caseId}/_history`)).status, 404);
    assert.equal((await stranger.send('GET', `/fhir/R4/Task/${caseId}/_history/1`)).status, 404);
  });

  it('get no attachment by knowing its hash, nor by bringing the same bytes', async () => {
    const bytes = Buffer.from(uuid());
    const caseId = await submitCase(lan, [sites.nhi]);
    await openGate(lan, caseId);
    const { binaryId, answer } = await shareRecord(lan, caseId, [sites.nhi], bytes);
    ok(answer);
    assert.equal((await stranger.send('GET', `/fhir/R4/Binary/${binaryId}`)).status, 404);
    const own = await submitCase(stranger, [sites.coTo]);
    await openGate(stranger, own);
    const attachment = { ...attachmentOf(bytes), contentType: 'text/html' };
    ok(
      await stranger.command('record.share', own, {
        document: documentOf(uuid()),
        to: [sites.coTo],
        attachment: [attachment],
      }),
    );
    const [his, theirs] = [
      ok(await stranger.send('GET', `/fhir/R4/Binary/${binaryId}`)),
      ok(await minh.send('GET', `/fhir/R4/Binary/${binaryId}`)),
    ];
    assert.deepEqual([his.body.contentType, theirs.body.contentType], ['text/html', 'image/png'], 'each its own');
    const taken = documentOf(uuid());
    ok(await lan.command('record.share', caseId, { document: taken, to: [sites.nhi], attachment: [] }));
    const again = await stranger.command('record.share', own, { document: taken, to: [sites.coTo], attachment: [] });
    assert.equal(again.status, 409, 'a document is not taken over by its id');
    assert.equal((await stranger.send('GET', `/fhir/R4/Bundle/${taken.id}`)).status, 404);
  });

  it('get a refusal, not a failure, for JSON that is deep, poisoned or doubled', async () => {
    const caseId = v7();
    const submit = (text: string) =>
      lan.send('POST', `/fhir/R4/ServiceRequest/${caseId}/$submit`, {
        body: text,
        headers: { 'idempotency-key': uuid() },
      });
    const bodyOf = (request: string) =>
      `{"resourceType":"Parameters","parameter":[{"name":"request","resource":${request}},{"name":"to","valueString":"${sites.nhi}"}]}`;
    for (const depth of [200, 5_000, 500_000]) {
      const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
      const nested = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
      for (const value of [deep, nested])
        assert.equal(
          (await submit(bodyOf(`{"resourceType":"ServiceRequest","id":"${caseId}","x":${value}}`))).code,
          'request/invalid',
          `${depth} deep`,
        );
    }
    for (const poison of [
      '{"__proto__":{"x":1}}',
      '{"constructor":{"prototype":{"x":1}}}',
      '{"\\u005f_proto__":{"x":1}}',
    ])
      assert.equal(
        (await submit(bodyOf(`{"resourceType":"ServiceRequest","id":"${caseId}","x":${poison}}`))).code,
        'request/invalid',
        poison,
      );
    assert.equal(({} as { x?: number }).x, undefined);
    ok(await lan.command('case.submit', caseId, { request: serviceRequest(caseId), to: [sites.nhi] }, { key: caseId }));
    // What was signed is what is kept, whichever of two members a reader takes.
    const consentId = uuid();
    const consent = consentOf(consentId, 'record-share');
    const signature = await lan.sign({
      kind: 'consent',
      caseId,
      consentId,
      purpose: 'record-share',
      decision: 'permit',
      hash: canonicalHash(consent),
      signedAt: new Date().toISOString(),
    });
    const signed = (text: string) =>
      lan.send('POST', `/fhir/R4/Consent/${consentId}/$sign`, {
        headers: { 'idempotency-key': uuid() },
        body: `{"resourceType":"Parameters","parameter":[{"name":"caseId","valueString":"${caseId}"},{"name":"consent","resource":${text}},{"name":"signature","valueString":"${signature}"}]}`,
      });
    const json = JSON.stringify(consent);
    const changed = await signed(json.replace('"status":"active"', '"status":"active","status":"rejected"'));
    assert.match(changed.code!, /^(?:signature\/content-changed|request\/invalid)$/);
    assert.deepEqual(
      ok(await signed(json.replace('{', '{"status":"rejected",'))).body,
      consent,
      'the last one, as signed',
    );
    assert.deepEqual(ok(await lan.send('GET', `/fhir/R4/Consent/${consentId}`)).body, consent);
  });

  it('are given the same answer for what is not theirs as for what is not there, to the byte', async () => {
    const caseId = await submitCase(lan, [sites.nhi], { emergencyGround: 'Nguy kịch' });
    const { binaryId, documentId } = await (async () => {
      await openGate(lan, caseId);
      return shareRecord(lan, caseId, [sites.nhi]);
    })();
    const seen = async (target: string) => {
      const { status, text, headers } = await stranger.send('GET', target);
      const kept = [...headers].filter(([name]) => !['date', 'dpop-nonce'].includes(name));
      return { status, text, headers: kept.sort() };
    };
    const other = {
      Task: v7(),
      ServiceRequest: v7(),
      Bundle: uuid(),
      DocumentReference: uuid(),
      Binary: 'A'.repeat(43),
    };
    for (const [type, id] of Object.entries({
      Task: caseId,
      ServiceRequest: caseId,
      Bundle: documentId,
      DocumentReference: documentId,
      Binary: binaryId,
    }))
      assert.deepEqual(
        await seen(`/fhir/R4/${type}/${id}`),
        await seen(`/fhir/R4/${type}/${other[type as keyof typeof other]}`),
        type,
      );
    const client = await SocketClient.connect(test.gateway.url, stranger);
    await client.authenticate();
    const errors: unknown[] = [];
    for (const [index, id] of [caseId, v7(), 'x'].entries()) {
      const participantId = uuid();
      const fingerprint = await stranger.sign({
        kind: 'fingerprint',
        caseId: id,
        participantId,
        fingerprint: 'sha-256 ab:cd',
        signedAt: new Date().toISOString(),
      });
      client.send({ type: 'consultation.join', id: index, caseId: id, participantId, fingerprint, sources: [] });
      if (id !== 'x') errors.push({ ...(await client.find('error', (one) => one.id === index)), id: 0 });
    }
    assert.deepEqual(errors[0], errors[1]);
    await client.close();
  });

  it('leave no word of theirs in the log, by whatever way they bring it', async () => {
    const canary = 'CANARYBENHNHAN079123456789';
    const inPath = canary.toLowerCase();
    const body = { resourceType: canary, id: canary, parameter: [{ name: canary, valueString: canary }] };
    const ofSystem = await test.person({ siteId: sites.coTo, sub: sites.coTo, name: canary, scope: ['site.system'] });
    for (const route of fhirRoutes)
      for (const person of [lan, ofSystem]) {
        const target = route.path.replace(':id', inPath).replace(':version', '1');
        const text = JSON.stringify(body);
        for (const [more, given] of [
          ['', route.method === 'GET' ? undefined : text],
          [`?${canary}=${canary}`, route.method === 'GET' ? undefined : `${text.slice(0, -5)}`],
        ] as const)
          await person.send(route.method, `/fhir/R4${target}${more}`, {
            body: given,
            headers: {
              'idempotency-key': canary,
              'user-agent': canary,
              ...(more ? { 'diemcau-on-behalf': canary } : {}),
            },
          });
      }
    for (const target of [
      `/${canary}`,
      `/fhir/R4/${canary}`,
      `/companion/assets/${canary}`,
      `/sealed/${canary}`,
      `/ws?${canary}`,
    ])
      for (const method of ['GET', 'POST', 'DELETE', 'PUT'])
        await fetch(test.gateway.url + target, {
          method,
          headers: {
            authorization: `DPoP ${canary}`,
            dpop: canary,
            origin: `https://${canary}`,
            'x-forwarded-for': canary,
          },
          ...(method === 'POST' ? { body: canary } : {}),
        });
    await lan.send('POST', '/sealed', { body: { jwe: canary }, headers: { 'content-type': 'application/json' } });
    const client = await SocketClient.connect(test.gateway.url, lan);
    client.send({ type: canary });
    client.send({ type: 'authenticate', version: 1, token: canary, proof: canary });
    await client.find('error', ({ error }) => error.code.startsWith('auth/'));
    await fetch(`${test.gateway.url}/healthz`);
    assert.ok(logged.split('\n').length > 100, 'there is a log');
    const metrics = await (
      await fetch(`${test.gateway.url}/metrics`, { headers: { authorization: 'Bearer measure-me' } })
    ).text();
    for (const text of [logged, metrics]) assert.ok(!text.toLowerCase().includes(inPath));
    const unexpected = logged.split('\n').filter((line) => line.includes('"unexpected"'));
    assert.deepEqual(unexpected, [], 'and nothing failed that was not foreseen');
  });

  it('get no answer for a page without an origin of its own', async () => {
    for (const origin of [
      'null',
      'file://',
      `${originOf(sites.coTo)}.evil.example`,
      originOf(sites.coTo).toUpperCase(),
      '*',
    ]) {
      const answer = await lan.send('GET', path, { headers: { origin } });
      assert.equal(answer.code, 'auth/origin-refused', origin);
      assert.equal(answer.headers.get('access-control-allow-origin'), null, origin);
      const preflight = await fetch(test.gateway.url + path, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'GET' },
      });
      assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-origin')], [403, null], origin);
      await assert.rejects(SocketClient.connect(test.gateway.url, lan, { headers: { origin } }), /403/, origin);
    }
  });

  it('cannot sign in twice on one socket, nor say anything before', async () => {
    const early = await SocketClient.connect(test.gateway.url, lan);
    for (const message of [
      { type: 'signal', id: 1, caseId: uuid(), from: uuid(), to: uuid(), data: {} },
      { type: 'consultation.sources', id: 2, caseId: uuid(), participantId: uuid(), sources: [] },
      { type: 'consultation.leave', id: 3, caseId: uuid(), participantId: uuid() },
    ]) {
      early.send(message);
      assert.equal((await early.find('error', ({ id }) => id === message.id)).error.code, 'auth/token-missing');
    }
    const before = early.received.length;
    early.send({ type: 'ack', seq: 1 });
    early.send({ type: 'reauthenticate', token: await lan.token(), proof: await early.proof(await lan.token()) });
    early.send({ type: 'ping', at: 1 });
    await early.find('pong');
    const codes = early.received.slice(before).flatMap((one) => (one.type === 'error' ? [one.error.code] : []));
    assert.deepEqual(codes, ['auth/token-missing', 'auth/token-missing'], 'and it is not signed in by renewing');
    await early.close();

    const twice = await SocketClient.connect(test.gateway.url, lan);
    const { session } = await twice.authenticate();
    const closed = twice.closed();
    const theirs = await minh.token();
    twice.send({
      type: 'authenticate',
      version: 1,
      token: theirs,
      proof: await new SocketClient(twice.socket, minh, twice.url).proof(theirs),
    });
    assert.equal(await closed, closeCodes.unauthenticated);
    assert.equal(twice.received.filter(({ type }) => type === 'authenticated').length, 1);
    const again = await SocketClient.connect(test.gateway.url, minh);
    assert.equal((await again.authenticate({ resume: { session, seq: 0 } })).resumed, false, 'hers stays hers');
    await again.close();
  });

  /** A socket by hand: what `ws` would not send. */
  async function rawSocket(): Promise<Socket> {
    const { port } = new URL(test.gateway.url);
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    socket.write(
      `GET ${paths.socket} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ${subprotocol}\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
    );
    await once(socket, 'data');
    return socket;
  }

  it('are cut at once when they send a message in very many pieces, and nobody else waits', async () => {
    const socket = await rawSocket();
    const gone = once(socket, 'close');
    socket.resume();
    const piece = (opcode: number) => Buffer.from([opcode, 0x81, 0, 0, 0, 0, 0x78]);
    const begun = performance.now();
    socket.write(Buffer.concat([piece(0x01), ...Array.from({ length: 131_072 }, () => piece(0x00))]));
    await gone;
    assert.ok(performance.now() - begun < 1_000, `${performance.now() - begun} ms`);
    assert.equal((await fetch(`${test.gateway.url}/healthz`)).status, 200);
  });

  it('cannot hold connections by never finishing a request or an upgrade', async () => {
    const { port } = new URL(test.gateway.url);
    const heads = [
      'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ',
      `GET ${paths.socket} HTTP/1.1\r\nHost: x\r\nUpgrade: web`,
    ];
    const sockets = Array.from({ length: 200 }, (_, index) => {
      const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
      socket.write(heads[index % heads.length]!);
      return socket.resume();
    });
    const begun = performance.now();
    const drip = setInterval(() => sockets.forEach((socket) => socket.writable && socket.write('x')), 1_000);
    await Promise.all(sockets.map((socket) => once(socket, 'close')));
    clearInterval(drip);
    assert.ok(performance.now() - begun < 14_000, `${performance.now() - begun} ms`);
    assert.equal((await fetch(`${test.gateway.url}/healthz`)).status, 200);
  });
});
