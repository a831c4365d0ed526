import assert from 'node:assert/strict';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { v4 as uuid } from 'uuid';
import { maxBatchEntries } from '@diemcau/protocol';
import { compactDecrypt, CompactEncrypt, importJWK } from 'jose';
import { composition, minutesOf, ok, openGate, serviceRequest, signMinutes, submitCase } from './case.js';
import type { Person } from './person.js';
import { SocketClient } from './socket-client.js';
import { originOf, sites, startGateway, type TestGateway } from './start.js';

describe('running a gateway', () => {
  let test: TestGateway;
  let lan: Person;
  let minh: Person;
  const log = new PassThrough();
  let logged = '';
  before(async () => {
    log.on('data', (chunk) => (logged += String(chunk)));
    test = await startGateway({ log, metrics: { token: 'measure-canary' } });
    lan = await test.person({ siteId: sites.coTo, name: 'Canary Bác Sĩ', sub: 'CANARY-SUB' });
    minh = await test.person({ siteId: sites.nhi });
  });
  after(() => test.stop());
  const get = (path: string, headers: Record<string, string> = {}) => fetch(test.gateway.url + path, { headers });

  it('says that it lives and is ready', async () => {
    assert.deepEqual(await (await get('/healthz')).json(), { status: 'ok' });
    assert.deepEqual(await (await get('/readyz')).json(), { status: 'ready' });
  });
  it('gives the directory to everyone, and tells when it has not changed', async () => {
    const response = await get('/directory');
    assert.equal(await response.text(), test.network.jws);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal((await get('/directory', { 'if-none-match': response.headers.get('etag')! })).status, 304);
  });
  it('writes no name, token or text of a whole case into its log, metrics, events or audit ids', async () => {
    const caseId = uuid();
    const canary = 'Canary Nguyễn Thị Bí Mật 079123456789';
    const request_ = serviceRequest(caseId, {
      note: [{ text: canary }],
      contained: [{ resourceType: 'Patient', name: [{ text: canary }] }],
    });
    ok(
      await lan.command(
        'case.submit',
        caseId,
        { request: request_, to: [sites.nhi], emergencyGround: canary },
        { key: caseId },
      ),
    );
    const socket = await SocketClient.connect(test.gateway.url, minh);
    await socket.authenticate();
    ok(await minh.command('case.accept', caseId, {}));
    ok(await minh.command('case.start', caseId, {}));
    ok(await lan.command('case.say', caseId, { text: canary }));
    ok(await lan.command('minutes.save', caseId, { composition: composition(canary), version: 0 }));
    ok(await minh.command('case.end', caseId, { outcome: 'ended' }));
    const document = minutesOf(caseId, canary);
    ok(await signMinutes(lan, caseId, document, 'secretary'));
    ok(await signMinutes(minh, caseId, document, 'chair'));
    // What goes wrong quotes its input nowhere either.
    await lan.send('POST', '/fhir/R4/Task/_search', { body: `{"x":"${canary}`, headers: {} });
    await lan.search('Task', { [canary]: 'x' });
    await lan.command('case.say', canary.replaceAll(' ', ''), { text: canary });
    await lan.send('GET', `/fhir/R4/Task/${encodeURIComponent(canary)}?name=${encodeURIComponent(canary)}`);
    assert.equal((await lan.command('case.say', caseId, { text: `${canary}\u0000` })).code, 'request/invalid');
    const metrics = await (await get('/metrics', { authorization: 'Bearer measure-canary' })).text();
    assert.match(metrics, /diemcau_commands_total\{command="minutes.sign",outcome="done"\} 2/);
    const token = await lan.token();
    assert.ok(logged.split('\n').length > 12, 'there is a log');
    const audit = JSON.stringify(await test.database.query('select * from diemcau.audit_event'));
    const events = JSON.stringify(socket.received.filter(({ type }) => type === 'event'));
    for (const secret of ['Canary', 'CANARY-SUB', '079123456789', caseId, token.slice(-40)])
      for (const [where, text] of Object.entries({ log: logged, metrics }))
        assert.ok(!text.includes(secret), `${secret} in the ${where}`);
    for (const text of [audit, events]) assert.ok(!text.includes('Bí Mật') && !text.includes('079123456789'));
    await socket.close();
  });
  it('shows metrics only against the token', async () => {
    const own = await startGateway({ metrics: { token: 'measure-me' } });
    const at = (authorization: string) => fetch(`${own.gateway.url}/metrics`, { headers: { authorization } });
    assert.equal((await at('Bearer wrong')).status, 404);
    const text = await (await at('Bearer measure-me')).text();
    assert.match(text, /diemcau_sockets 0/);
    await own.stop();
  });
  it('closes at once although connections stand open, and answers first what is under way', async () => {
    const own = await startGateway();
    const { port } = new URL(own.gateway.url);
    const agent = new Agent({ keepAlive: true });
    const kept = request(`${own.gateway.url}/healthz`, { agent }).end();
    const [answer] = (await once(kept, 'response')) as [IncomingMessage];
    await once(answer.resume(), 'end');
    const silent = connect(Number(port), '127.0.0.1');
    await once(silent, 'connect');
    silent.on('error', () => undefined);
    const underWay = request(`${own.gateway.url}/healthz`, {
      method: 'POST',
      headers: { expect: '100-continue', 'content-type': 'application/json', 'content-length': 2 },
    });
    underWay.flushHeaders();
    await once(underWay, 'continue');
    const begun = performance.now();
    const closed = own.gateway.close();
    underWay.end('{}');
    const [late] = (await once(underWay, 'response')) as [IncomingMessage];
    assert.equal(late.statusCode, 404);
    late.resume();
    await closed;
    assert.ok(performance.now() - begun < 2_000, `${performance.now() - begun} ms`);
    agent.destroy();
    await own.stop();
  });
  it('sets the headers that keep browsers safe', async () => {
    const { headers } = await get('/healthz');
    assert.match(headers.get('content-security-policy')!, /default-src 'none'/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('set-cookie'), null);
  });
  it('refuses what is too large, too many or no JSON', async () => {
    const entry = Array.from({ length: maxBatchEntries + 1 }, () => ({ request: { method: 'GET', url: 'Task' } }));
    assert.equal(
      (await lan.send('POST', '/fhir/R4', { body: { resourceType: 'Bundle', type: 'batch', entry } })).code,
      'request/too-large',
    );
    assert.equal((await lan.send('POST', '/fhir/R4', { body: '{"a":' })).code, 'request/invalid');
    assert.equal((await lan.send('POST', '/fhir/R4', { body: '{"__proto__":{"x":1}}' })).code, 'request/invalid');
    const socket = request(`${test.gateway.url}/fhir/R4`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json', 'content-length': 64 * 1024 * 1024 },
    });
    socket.flushHeaders();
    const [response] = (await once(socket, 'response')) as [{ statusCode: number }];
    assert.equal(response.statusCode, 413);
    socket.destroy();
  });
  it('slows down one person who asks too much, without slowing another', async () => {
    const own = await startGateway({ limits: { account: 5, site: 1_000, refusals: 100 } });
    const [busy, calm] = [await own.person({ siteId: sites.coTo }), await own.person({ siteId: sites.coTo })];
    const answers = await Promise.all(Array.from({ length: 12 }, () => busy.send('GET', '/fhir/R4/metadata')));
    const limited = answers.find(({ status }) => status === 429)!;
    assert.equal(limited.code, 'network/rate-limited');
    assert.ok(Number(limited.headers.get('retry-after')) >= 1);
    assert.equal((await calm.send('GET', '/fhir/R4/metadata')).status, 200);
    await own.stop();
  });
  it('keeps out an address that guesses, as the proxy in front tells it, and no other', async () => {
    const refusedFrom = async (gateway: TestGateway, address: string) => {
      const headers = { authorization: 'DPoP a.b.c', dpop: 'x', 'x-forwarded-for': address };
      return (await fetch(`${gateway.gateway.url}/fhir/R4/metadata`, { headers })).status;
    };
    const behind = await startGateway({ proxies: 1, limits: { refusals: 3 } });
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++) statuses.push(await refusedFrom(behind, `10.0.0.${n}, 192.0.2.7`));
    assert.deepEqual(statuses, [401, 401, 401, 401, 429, 429]);
    assert.equal(await refusedFrom(behind, '192.0.2.7, 192.0.2.8'), 401);
    await behind.stop();
    const bare = await startGateway({ limits: { refusals: 3 } });
    for (let n = 0; n < 4; n++) await refusedFrom(bare, `192.0.2.${n}`);
    assert.equal(await refusedFrom(bare, '192.0.2.9'), 429, 'the header of nobody counts');
    await bare.stop();
  });
  it('keeps sealed items of a site for its system, and gives them to no other', async () => {
    const system = await test.person({ siteId: sites.coTo, sub: sites.coTo, scope: ['site.system'] });
    const others = await test.person({ siteId: sites.nhi, sub: sites.nhi, scope: ['site.system'] });
    const sealing = test.network.sealingKeys.get(sites.coTo)!;
    const jwe = await new CompactEncrypt(new TextEncoder().encode('{"command":"case.say"}'))
      .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' })
      .encrypt(await importJWK(sealing.publicJwk, 'ECDH-ES+A256KW'));
    const json = { 'content-type': 'application/json' };
    const { body } = await lan.send('POST', '/sealed', { body: { jwe }, headers: json });
    assert.equal((await lan.send('GET', '/sealed')).code, 'auth/scope-missing');
    assert.deepEqual((await others.send('GET', '/sealed')).body, { items: [] });
    const { items } = (await system.send('GET', '/sealed')).body as { items: { id: string; jwe: string }[] };
    assert.equal(items[0]!.id, body.id);
    const opened = await compactDecrypt(items[0]!.jwe, await importJWK(sealing.privateJwk, 'ECDH-ES+A256KW'));
    assert.match(new TextDecoder().decode(opened.plaintext), /case\.say/);
    assert.equal((await others.send('DELETE', `/sealed/${body.id}`)).status, 404);
    assert.equal((await system.send('DELETE', `/sealed/${body.id}`)).status, 204);
  });
  it("lets a site's system send what its person has signed", async () => {
    const caseId = await submitCase(lan, [sites.nhi]);
    const system = await test.person({ siteId: sites.coTo, sub: sites.coTo, scope: ['site.system'] });
    const { consentOf } = await import('./case.js');
    const { canonicalHash } = await import('../src/internal/canonical-hash.js');
    const { commandPath, encodeCommand } = await import('@diemcau/protocol');
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
    const send = (headers: Record<string, string>) =>
      system.send('POST', `/fhir/R4/${commandPath('consent.sign', consentId)}`, {
        body: encodeCommand('consent.sign', { caseId, consent, signature }),
        headers: { 'idempotency-key': uuid(), ...headers },
      });
    assert.equal((await send({})).code, 'auth/scope-missing', 'not in its own name');
    assert.equal((await send({ 'diemcau-on-behalf': 'someone-else' })).code, 'signature/foreign-key');
    ok(await send({ 'diemcau-on-behalf': lan.sub }));
  });
  it("shows doctors on duty to all, as their own site's system says", async () => {
    const system = await test.person({ siteId: sites.nhi, sub: sites.nhi, scope: ['site.system'] });
    const role = (id: string, site: string) => ({
      resourceType: 'PractitionerRole',
      id,
      organization: { identifier: { value: site } },
      specialty: [{ coding: [{ code: 'nhi' }] }],
    });
    ok(await system.send('PUT', '/fhir/R4/PractitionerRole/nhi-1', { body: role('nhi-1', sites.nhi) }));
    assert.equal(
      (await system.send('PUT', '/fhir/R4/PractitionerRole/nhi-2', { body: role('nhi-2', sites.coTo) })).code,
      'request/invalid',
    );
    assert.equal(
      (await minh.send('PUT', '/fhir/R4/PractitionerRole/nhi-1', { body: role('nhi-1', sites.nhi) })).status,
      405,
    );
    const found = ok(await lan.search('PractitionerRole', { specialty: 'nhi', organization: sites.nhi }));
    assert.equal(found.body.entry.length, 1);
    assert.equal(ok(await lan.search('PractitionerRole', { specialty: 'tim' })).body.entry, undefined);
  });
  it('pages a worklist without losing or repeating a case', async () => {
    const own = await test.person({ siteId: sites.stranger });
    const made = new Set<string>();
    for (let n = 0; n < 7; n++) made.add(await submitCase(own, [sites.nhi]));
    const found: string[] = [];
    let answer = ok(
      await own.search('Task', {
        requester: sites.stranger,
        'business-status': 'sent',
        _count: '3',
        _include: 'Task:focus',
      }),
    );
    for (;;) {
      const matches = answer.body.entry.filter((entry: { search: { mode: string } }) => entry.search.mode === 'match');
      assert.equal(answer.body.entry.length, 2 * matches.length, 'each with its request');
      found.push(...matches.map((entry: { resource: { id: string } }) => entry.resource.id));
      const next = answer.body.link?.[0].url as string | undefined;
      if (!next) break;
      answer = ok(await own.send('GET', `/fhir/R4/${next}`));
    }
    assert.deepEqual([...found].sort(), [...made].sort());
    assert.equal(found.length, 7);
  });
  it('tells the sites of a case who looked, and who tried', async () => {
    const caseId = await submitCase(lan, [sites.nhi]);
    await openGate(lan, caseId);
    ok(await minh.send('GET', `/fhir/R4/Task/${caseId}`));
    const stranger = await test.person({ siteId: sites.stranger });
    assert.equal((await stranger.send('GET', `/fhir/R4/Task/${caseId}`)).status, 404);
    const { body } = ok(await lan.search('AuditEvent', { entity: `ServiceRequest/${caseId}` }));
    const seen = body.entry.map(
      ({ resource }: { resource: { outcome: string; subtype: { code: string }[]; agent: { policy: string[] }[] } }) =>
        [resource.agent[0]!.policy[0]!.slice(-5), resource.subtype[0]!.code, resource.outcome].join(' '),
    );
    for (const line of [
      `${sites.nhi} read 0`,
      `${sites.stranger} read 4`,
      `${sites.coTo} consent.sign 0`,
      `${sites.coTo} case.submit 0`,
    ])
      assert.ok(seen.includes(line), line);
  });
  it('lets the running role change neither the log nor a document, and own no table', async () => {
    const pg = (await import('pg')).default;
    const client = new pg.Client({ connectionString: test.database.runUrl });
    await client.connect();
    for (const sql of [
      'update diemcau.audit_event set outcome = 0',
      'delete from diemcau.audit_event',
      "update diemcau.document set body = ''",
      'delete from diemcau.document',
      'delete from diemcau.case_file',
      'truncate diemcau.outbox',
      'alter table diemcau.case_file disable row level security',
    ])
      await assert.rejects(client.query(sql), /permission denied|must be owner/, sql);
    const { rows: owned } = await client.query('select relname from pg_class where relowner = current_user::regrole');
    assert.deepEqual(owned, []);
    const { rows: open } = await client.query(
      `select relname from pg_class where relnamespace = 'diemcau'::regnamespace and relkind = 'r'
       and not (relrowsecurity and relforcerowsecurity) order by 1`,
    );
    assert.deepEqual(
      open.map(({ relname }) => relname as string),
      ['key_holder', 'migration'],
    );
    for (const table of [
      'case_file',
      'resource',
      'resource_history',
      'document',
      'binary_file',
      'audit_event',
      'outbox',
      'command_receipt',
    ])
      assert.equal(
        (await client.query(`select from diemcau.${table}`)).rowCount,
        0,
        `${table} shows nothing to nobody`,
      );
    await client.end();
  });
  it('answers a page of the site, and lets the companion be asked for only when there is one', async () => {
    assert.equal((await get('/companion', { origin: originOf(sites.coTo) })).status, 404);
  });
});
