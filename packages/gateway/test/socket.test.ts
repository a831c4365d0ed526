import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { v4 as uuid } from 'uuid';
import { closeCodes, maxMeshEnds } from '@diemcau/protocol';
import { generateKey } from '../src/network/issue/keys.js';
import { composition, minutesOf, ok, openGate, shareRecord, signMinutes, submitCase, withdrawConsent } from './case.js';
import type { Person } from './person.js';
import { SocketClient } from './socket-client.js';
import { originOf, sites, startGateway, type TestGateway } from './start.js';

describe('the socket', () => {
  let test: TestGateway;
  let lan: Person;
  let minh: Person;
  const open: SocketClient[] = [];
  before(async () => {
    test = await startGateway({ awayGrace: 3_000 });
    lan = await test.person({ siteId: sites.coTo });
    minh = await test.person({ siteId: sites.nhi });
  });
  after(async () => {
    await Promise.all(open.map((client) => client.close()));
    await test.stop();
  });

  async function connect(person: Person, options?: Parameters<typeof SocketClient.connect>[2]) {
    const client = await SocketClient.connect(test.gateway.url, person, options);
    open.push(client);
    return client;
  }
  async function online(person: Person) {
    const client = await connect(person);
    await client.authenticate();
    return client;
  }
  async function inSession(options = { emergencyGround: 'Nguy kịch' }): Promise<string> {
    const caseId = await submitCase(lan, [sites.nhi], options);
    ok(await minh.command('case.accept', caseId, {}));
    ok(await minh.command('case.start', caseId, {}));
    return caseId;
  }

  it('refuses a page of no site at the upgrade, and one of another site at the token', async () => {
    await assert.rejects(connect(lan, { headers: { origin: 'https://evil.example' } }), /403/);
    const client = await connect(lan, { headers: { origin: originOf(sites.nhi) } });
    const closed = client.closed();
    client.authenticate().catch(() => undefined);
    assert.equal(await closed, closeCodes.forbidden);
  });
  it('refuses a stolen token, another challenge and another version', async () => {
    const thief = { ...lan, key: await generateKey() };
    for (const [break_, code] of [
      [(client: SocketClient) => client.authenticate(), 'auth/key-mismatch'],
      [(client: SocketClient) => ((client.nonce = 'x'.repeat(32)), client.authenticate()), 'auth/proof-nonce'],
      [(client: SocketClient) => client.authenticate({ version: 99 }), 'network/protocol-version'],
    ] as const) {
      const client = await connect(code === 'auth/key-mismatch' ? thief : lan);
      const closed = client.closed();
      break_(client).catch(() => undefined);
      assert.equal((await client.find('error')).error.code, code);
      assert.equal(await closed, closeCodes.unauthenticated);
    }
  });
  it('serves nothing before the person is known', async () => {
    const client = await connect(lan);
    assert.equal((await client.join(uuid())).answer, 'auth/token-missing');
  });
  it('tells every site of a case of its changes, and no other', async () => {
    const [hers, his, strangers] = [
      await online(lan),
      await online(minh),
      await online(await test.person({ siteId: sites.stranger })),
    ];
    const caseId = await submitCase(lan, [sites.nhi]);
    await hers.event('case', (event) => event.caseId === caseId && event.state === 'sent');
    await openGate(lan, caseId);
    await his.event('case', (event) => event.caseId === caseId);
    ok(await lan.command('case.cancel', caseId, { reason: 'thôi' }));
    await his.event('case', (event) => event.caseId === caseId && event.state === 'cancelled');
    strangers.send({ type: 'ping', at: 1 });
    await strangers.find('pong');
    assert.equal(strangers.received.filter((one) => one.type === 'event' && one.event.kind !== 'presence').length, 0);
    const beforeGate = his.received.filter(
      (one) => one.type === 'event' && one.event.kind === 'case' && one.event.caseId === caseId,
    );
    assert.ok(
      beforeGate.every((one) => one.type === 'event' && one.event.kind === 'case' && one.event.state !== undefined),
    );
  });
  it('lets in who may, when it is open; a case that is not theirs looks like none', async () => {
    const [hers, strangers] = [await online(lan), await online(await test.person({ siteId: sites.stranger }))];
    const caseId = await submitCase(lan, [sites.nhi], { emergencyGround: 'Nguy kịch' });
    assert.equal((await hers.join(caseId)).answer, 'consultation/not-open');
    ok(await minh.command('case.accept', caseId, {}));
    ok(await minh.command('case.start', caseId, {}));
    assert.equal((await strangers.join(caseId)).answer, 'request/not-found');
    assert.equal((await strangers.join(uuid())).answer, 'request/not-found');
    const { answer, participantId } = await hers.join(caseId);
    assert.equal(answer, 'ok');
    assert.equal(
      await strangers.ask({ type: 'signal', caseId, from: uuid(), to: participantId, data: {} }),
      'request/not-found',
    );
    assert.equal(await strangers.ask({ type: 'consultation.leave', caseId, participantId }), 'request/not-found');
    const audited = await test.database.query(
      "select from diemcau.audit_event where interaction = 'consultation.join' and $1 = any (case_ids) and site_id = $2",
      [caseId, sites.stranger],
    );
    assert.equal(audited.length, 1);
  });
  it('relays signals between participants only, each from itself only', async () => {
    const caseId = await inSession();
    const [hers, his] = [await online(lan), await online(minh)];
    const [a, b] = [await hers.join(caseId), await his.join(caseId)];
    await hers.event('roster', (event) => event.participants.length === 2);
    assert.equal(
      await hers.ask({ type: 'signal', caseId, from: a.participantId, to: b.participantId, data: { sdp: 'offer' } }),
      'ok',
    );
    const { data, from } = await his.event('signal');
    assert.deepEqual([data, from], [{ sdp: 'offer' }, a.participantId]);
    assert.equal(
      await hers.ask({ type: 'signal', caseId, from: b.participantId, to: a.participantId, data: {} }),
      'request/not-found',
      'in the name of another',
    );
    assert.equal(
      await hers.ask({ type: 'signal', caseId: uuid(), from: a.participantId, to: b.participantId, data: {} }),
      'request/not-found',
    );
  });
  it("refuses a fingerprint signed for another call or by another's key", async () => {
    const [caseId, other] = [await inSession(), await inSession()];
    const hers = await online(lan);
    const participantId = uuid();
    const fingerprint = await lan.sign({
      kind: 'fingerprint',
      caseId: other,
      participantId,
      fingerprint: 'x',
      signedAt: new Date().toISOString(),
    });
    assert.equal(
      await hers.ask({ type: 'consultation.join', caseId, participantId, fingerprint, sources: [] }),
      'signature/replayed',
    );
    const foreign = await minh.sign({
      kind: 'fingerprint',
      caseId,
      participantId,
      fingerprint: 'x',
      signedAt: new Date().toISOString(),
    });
    assert.equal(
      await hers.ask({ type: 'consultation.join', caseId, participantId, fingerprint: foreign, sources: [] }),
      'signature/foreign-key',
    );
  });
  it('removes the older end when the same person joins from elsewhere', async () => {
    const caseId = await inSession();
    const [first, second] = [await online(lan), await online(lan)];
    const { participantId } = await first.join(caseId);
    assert.equal((await second.join(caseId)).answer, 'ok');
    const removed = await first.event('consultation-removed');
    assert.deepEqual([removed.participantId, removed.code], [participantId, 'consultation/elsewhere']);
    await second.event('roster', ({ participants }) => participants.length === 1);
  });
  it('refuses one more than a mesh carries', async () => {
    const caseId = await inSession();
    for (let end = 0; end < maxMeshEnds; end++) {
      const client = await online(await test.person({ siteId: sites.nhi }));
      assert.equal((await client.join(caseId)).answer, 'ok');
    }
    assert.equal((await (await online(lan)).join(caseId)).answer, 'consultation/full');
  });
  it('marks who lost the socket as away, brings back who resumes with what was missed, drops who does not', async () => {
    const caseId = await inSession();
    const [hers, his] = [await online(lan), await online(minh)];
    const [a, b] = [await hers.join(caseId), await his.join(caseId)];
    const session = await hers.find('authenticated');
    const seq = Math.max(...hers.received.map((one) => (one.type === 'event' ? one.seq : 0)));
    hers.socket.terminate();
    await his.event('roster', ({ participants }) => participants.some((one) => one.presence === 'away'));
    assert.equal(
      await his.ask({ type: 'signal', caseId, from: b.participantId, to: a.participantId, data: { n: 1 } }),
      'ok',
    );
    const again = await connect(lan);
    assert.equal((await again.authenticate({ resume: { session: session.session, seq } })).resumed, true);
    assert.deepEqual((await again.event('signal')).data, { n: 1 });
    await his.event(
      'roster',
      ({ participants }) => participants.length === 2 && participants.every((one) => one.presence === 'here'),
    );
    his.received.length = 0;
    again.socket.terminate();
    await his.event('roster', ({ participants }) => participants.length === 1);
  });
  it('does not resume a session of somebody else', async () => {
    const hers = await online(lan);
    const { session } = await hers.find('authenticated');
    const his = await connect(minh);
    assert.equal((await his.authenticate({ resume: { session, seq: 0 } })).resumed, false);
  });
  it('ends share and talk for all the moment a consent is withdrawn', async () => {
    const caseId = await submitCase(lan, [sites.nhi]);
    const [teleconsultation] = await openGate(lan, caseId);
    const shared = await shareRecord(lan, caseId, [sites.nhi]);
    ok(await minh.command('case.accept', caseId, {}));
    ok(await minh.command('case.start', caseId, {}));
    const his = await online(minh);
    assert.equal((await his.join(caseId)).answer, 'ok');
    ok(await withdrawConsent(lan, caseId, teleconsultation!, 'teleconsultation'));
    await his.event('share-ended', (event) => event.caseId === caseId);
    await his.event('consultation-ended', (event) => event.caseId === caseId);
    assert.equal((await minh.send('GET', `/fhir/R4/Bundle/${shared.documentId}`)).status, 404);
    assert.equal((await his.join(caseId)).answer, 'consent/missing');
  });
  it('cuts who floods, sends what is no message, or sends too much', async () => {
    const flood = await online(lan);
    const flooded = flood.closed();
    for (let n = 0; n < 1_200; n++) flood.send({ type: 'ping', at: n });
    assert.equal(await flooded, closeCodes.flooded);
    const wrong = await online(lan);
    wrong.socket.send('{"type":"__proto__"}');
    assert.equal((await wrong.find('error')).error.code, 'request/invalid');
    const large = await online(lan);
    const closed = large.closed();
    large.socket.send('x'.repeat(70_000));
    assert.equal(await closed, 1009);
  });
  it('closes when the token ends, unless it was renewed', async () => {
    const short = await test.person({ siteId: sites.coTo, claims: { lifetime: 4 } });
    const kept = await connect(short);
    const ending = await connect(short);
    await ending.authenticate();
    const closed = ending.closed();
    await kept.authenticate();
    const { signSiteToken } = await import('../src/network/issue/sign-site-token.js');
    const token = await signSiteToken(test.network.siteKeys.get(sites.coTo)!, {
      sub: short.sub,
      name: 'BS',
      audience: test.gateway.url,
      jkt: short.key.thumbprint,
      scope: [],
    });
    kept.send({ type: 'reauthenticate', token, proof: await kept.proof(token) });
    assert.equal(await closed, closeCodes.unauthenticated);
    kept.send({ type: 'ping', at: 7 });
    await kept.find('pong', ({ at }) => at === 7);
  });
  it('announces the end of a share by time within 5 s', async () => {
    const caseId = await submitCase(lan, [sites.nhi], { emergencyGround: 'Nguy kịch' });
    ok((await shareRecord(lan, caseId, [sites.nhi])).answer);
    ok(await minh.command('case.accept', caseId, {}));
    ok(await lan.command('minutes.save', caseId, { composition: composition('a'), version: 0 }));
    ok(await minh.command('case.end', caseId, { outcome: 'ended' }));
    const document = minutesOf(caseId);
    ok(await signMinutes(lan, caseId, document, 'secretary'));
    const his = await online(minh);
    ok(await signMinutes(minh, caseId, document, 'chair'));
    await his.event('case', (event) => event.caseId === caseId && event.state === 'completed');
    const ended = his.event('share-ended', (event) => event.caseId === caseId);
    const begun = Date.now();
    await test.database.query('update diemcau.share_grant set not_after = now() where case_id = $1', [caseId]);
    await ended;
    assert.ok(Date.now() - begun < 5_000, `${Date.now() - begun} ms`);
  });
  it('tells clients to move when it drains', async () => {
    const other = await startGateway();
    const client = await SocketClient.connect(other.gateway.url, await other.person({ siteId: sites.coTo }));
    await client.authenticate();
    const closed = client.closed();
    const stopped = other.stop();
    await client.find('drain');
    assert.equal(await closed, closeCodes.draining);
    await stopped;
  });
});
