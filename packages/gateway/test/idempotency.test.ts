import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { v4 as uuid, v7 } from 'uuid';
import {
  composition,
  decideConsent,
  documentOf,
  minutesOf,
  ok,
  openGate,
  serviceRequest,
  shareRecord,
  signMinutes,
  submitCase,
  withdrawConsent,
} from './case.js';
import type { Person } from './person.js';
import { sites, startGateway, type TestGateway } from './start.js';

describe('commands that are sent twice or race', () => {
  let test: TestGateway;
  let lan: Person;
  let minh: Person;
  before(async () => {
    test = await startGateway();
    lan = await test.person({ siteId: sites.coTo });
    minh = await test.person({ siteId: sites.nhi });
  });
  after(() => test.stop());

  it('answers the same key with the same answer, and does it once', async () => {
    const caseId = v7();
    const send = () =>
      lan.command('case.submit', caseId, { request: serviceRequest(caseId), to: [sites.nhi] }, { key: caseId });
    const answers = await Promise.all([send(), send(), send(), send()]);
    for (const answer of answers) assert.deepEqual(ok(answer).body, answers[0]!.body);
    const [row] = await test.database.query<{ n: string }>(
      "select count(*) as n from diemcau.resource_history where type = 'Task' and case_id = $1",
      [caseId],
    );
    assert.equal(row!.n, '1');
  });
  it('refuses the same key for something else, and logs it', async () => {
    const caseId = await submitCase(lan, [sites.nhi]);
    const key = uuid();
    ok(await lan.command('case.say', caseId, { text: 'một' }, { key }));
    const answer = await lan.command('case.say', caseId, { text: 'hai' }, { key });
    assert.equal(answer.status, 409);
    assert.equal(answer.code, 'request/idempotency-conflict');
    const rows = await test.database.query(
      "select from diemcau.audit_event where code = 'request/idempotency-conflict'",
    );
    assert.equal(rows.length, 1);
  });
  it('needs a key', async () => {
    const caseId = await submitCase(lan, [sites.nhi]);
    const answer = await lan.send('POST', `/fhir/R4/ServiceRequest/${caseId}/$say`, {
      body: { resourceType: 'Parameters', parameter: [{ name: 'text', valueString: 'x' }] },
    });
    assert.equal(answer.code, 'request/invalid');
  });
  it('keeps a failed command repeatable under its key', async () => {
    const caseId = await submitCase(lan, [sites.nhi]);
    const key = uuid();
    const document = documentOf(uuid());
    const share = () => lan.command('record.share', caseId, { document, to: [sites.nhi], attachment: [] }, { key });
    assert.equal((await share()).code, 'consent/missing');
    await openGate(lan, caseId);
    ok(await share());
  });
  it('lets one of two accepting doctors be first', async () => {
    const caseId = await submitCase(lan, [sites.nhi], { emergencyGround: 'Nguy kịch' });
    const other = await test.person({ siteId: sites.nhi });
    const answers = await Promise.all([
      minh.command('case.accept', caseId, {}),
      other.command('case.accept', caseId, {}),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  });
  it('never leaves a share standing after a withdrawal that raced it', async () => {
    for (let round = 0; round < 8; round++) {
      const caseId = await submitCase(lan, [sites.nhi]);
      const [, shareConsent] = await openGate(lan, caseId);
      const [shared, withdrawn, read] = await Promise.all([
        shareRecord(lan, caseId, [sites.nhi]),
        withdrawConsent(lan, caseId, shareConsent!, 'record-share'),
        minh.search('DocumentReference', { related: caseId }),
      ]);
      ok(withdrawn);
      ok(read);
      assert.ok([200, 409].includes(shared.answer.status), shared.answer.text);
      assert.equal((await minh.send('GET', `/fhir/R4/Bundle/${shared.documentId}`)).status, 404);
      const open = await test.database.query(
        'select from diemcau.share_grant where case_id = $1 and revoked_at is null',
        [caseId],
      );
      assert.equal(open.length, 0);
    }
  });
  it('takes two versions of minutes one after the other, and says which was late', async () => {
    const caseId = await submitCase(lan, [sites.nhi], { emergencyGround: 'Nguy kịch' });
    ok(await minh.command('case.accept', caseId, {}));
    const answers = await Promise.all(
      ['a', 'b'].map((text) => lan.command('minutes.save', caseId, { composition: composition(text), version: 0 })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412]);
    assert.equal(answers.find(({ status }) => status === 412)!.code, 'minutes/version-conflict');
    assert.equal(
      (await minh.command('minutes.save', caseId, { composition: composition('c'), version: 1 })).code,
      'case/role-missing',
    );
  });
  it('takes both signatures whichever comes first, and completes once', async () => {
    const caseId = await submitCase(lan, [sites.nhi], { emergencyGround: 'Nguy kịch' });
    ok(await minh.command('case.accept', caseId, {}));
    ok(await lan.command('minutes.save', caseId, { composition: composition('a'), version: 0 }));
    ok(await minh.command('case.end', caseId, { outcome: 'ended' }));
    const document = minutesOf(caseId);
    const answers = await Promise.all([
      signMinutes(lan, caseId, document, 'secretary'),
      signMinutes(minh, caseId, document, 'chair'),
    ]);
    answers.forEach(ok);
    assert.deepEqual(answers.map(({ body }) => body.docStatus).sort(), ['final', 'preliminary']);
    assert.equal((await signMinutes(lan, caseId, document, 'secretary')).code, 'minutes/already-signed');
  });
  it('refuses to sign minutes that lack what the form asks for, and those of another case', async () => {
    const caseId = await submitCase(lan, [sites.nhi], { emergencyGround: 'Nguy kịch' });
    ok(await minh.command('case.accept', caseId, {}));
    ok(await lan.command('minutes.save', caseId, { composition: composition('a'), version: 0 }));
    ok(await minh.command('case.end', caseId, { outcome: 'ended' }));
    const [chair] = minutesOf(caseId).entry as never[];
    for (const document of [
      minutesOf(caseId, ''),
      minutesOf(caseId, 'x', { plan: ' ' }),
      minutesOf(caseId, 'x', { closedAt: undefined }),
      minutesOf(caseId, 'x', { participants: [] }),
      minutesOf(caseId, 'x', { agenda: [{ question: 'Có mổ không?', conclusion: '' }] }),
      { ...minutesOf(caseId), entry: [chair] },
      documentOf(uuid()),
    ])
      assert.equal((await signMinutes(lan, caseId, document, 'secretary')).code, 'minutes/incomplete');
    assert.equal((await signMinutes(lan, caseId, minutesOf(uuid()), 'secretary')).code, 'request/invalid');
    const { rows } = { rows: await test.database.query('select 1 from diemcau.document where case_id = $1', [caseId]) };
    assert.deepEqual(rows, [], 'nothing was kept');
    ok(await signMinutes(lan, caseId, minutesOf(caseId), 'secretary'));
  });
  it('says clearly that a text with NUL or half a character cannot be kept, and goes on', async () => {
    const caseId = await submitCase(lan, [sites.nhi], { emergencyGround: 'Nguy kịch' });
    ok(await minh.command('case.accept', caseId, {}));
    for (const broken of ['a\u0000b', 'a\ud800b', '\udc00']) {
      const saved = await lan.command('minutes.save', caseId, { composition: composition(broken), version: 0 });
      assert.equal(saved.code, 'request/invalid', JSON.stringify(broken));
      assert.equal((await lan.command('case.say', caseId, { text: broken })).code, 'request/invalid');
    }
    ok(await lan.command('minutes.save', caseId, { composition: composition('chữ 😀 đủ'), version: 0 }));
    ok(await minh.command('case.end', caseId, { outcome: 'ended' }));
    for (const broken of ['a\u0000b', 'a\ud800b']) {
      const answer = await signMinutes(lan, caseId, minutesOf(caseId, broken), 'secretary');
      assert.equal(answer.code, 'request/invalid', JSON.stringify(broken));
    }
    ok(await signMinutes(lan, caseId, minutesOf(caseId, 'chữ 😀 đủ'), 'secretary'));
  });
  it('voids a signature by a save, and amends what was signed', async () => {
    const caseId = await submitCase(lan, [sites.nhi], { emergencyGround: 'Nguy kịch' });
    ok(await minh.command('case.accept', caseId, {}));
    ok(await lan.command('minutes.save', caseId, { composition: composition('a'), version: 0 }));
    ok(await minh.command('case.end', caseId, { outcome: 'ended' }));
    const first = minutesOf(caseId);
    ok(await signMinutes(lan, caseId, first, 'secretary'));
    ok(await minh.command('minutes.save', caseId, { composition: composition('b'), version: 1 }));
    assert.equal(
      (await signMinutes(minh, caseId, first, 'chair', { send: false })).code,
      'request/invalid',
      'the voided document is gone',
    );
    const second = minutesOf(caseId);
    ok(await signMinutes(lan, caseId, second, 'secretary'));
    ok(await signMinutes(minh, caseId, second, 'chair', { send: false }));
    assert.equal(
      (await lan.command('minutes.save', caseId, { composition: composition('c'), version: 2 })).code,
      'minutes/already-signed',
    );
    ok(await lan.command('minutes.amend', caseId, { reason: 'sai liều' }));
    ok(await lan.command('minutes.save', caseId, { composition: composition('c'), version: 3 }));
    const third = minutesOf(caseId);
    ok(await signMinutes(lan, caseId, third, 'secretary'));
    const final = ok(await signMinutes(minh, caseId, third, 'chair', { send: false }));
    assert.equal(final.body.relatesTo[0].target.reference, `DocumentReference/${second.id}`);
    assert.equal(ok(await minh.send('GET', `/fhir/R4/DocumentReference/${second.id}`)).body.status, 'superseded');
    ok(await minh.send('GET', `/fhir/R4/Bundle/${second.id}`));
  });
  it('refuses a signature for another case, other content or by another key', async () => {
    const [one, two] = [await submitCase(lan, [sites.nhi]), await submitCase(lan, [sites.nhi])];
    const { consentId, consent, answer } = await decideConsent(lan, one, 'teaching');
    ok(answer);
    const signed = (payload: object) =>
      lan.sign({
        kind: 'consent',
        caseId: two,
        consentId,
        purpose: 'teaching',
        decision: 'permit',
        hash: 'x'.repeat(43),
        signedAt: new Date().toISOString(),
        ...payload,
      } as never);
    const send = async (signature: string) =>
      (await lan.command('consent.sign', consentId, { caseId: two, consent, signature })).code;
    assert.equal(await send(await signed({ caseId: one })), 'signature/replayed');
    assert.equal(await send(await signed({})), 'signature/content-changed');
    const good = await signed({});
    assert.equal(await send(`${good.slice(0, -4)}${good.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`), 'signature/invalid');
    const foreign = await minh.sign({
      kind: 'consent',
      caseId: two,
      consentId,
      purpose: 'teaching',
      decision: 'permit',
      hash: 'x'.repeat(43),
      signedAt: new Date().toISOString(),
    });
    assert.equal(await send(foreign), 'signature/foreign-key');
  });
  it('closes an emergency gate by an explicit refusal', async () => {
    const caseId = await submitCase(lan, [sites.nhi], { emergencyGround: 'Nguy kịch' });
    ok(await minh.send('GET', `/fhir/R4/Task/${caseId}`));
    ok((await decideConsent(lan, caseId, 'record-share', 'deny')).answer);
    assert.equal((await shareRecord(lan, caseId, [sites.nhi])).answer.code, 'consent/missing');
    ok((await decideConsent(lan, caseId, 'record-share')).answer);
    assert.equal((await decideConsent(lan, caseId, 'record-share')).answer.code, 'consent/already-decided');
    ok((await shareRecord(lan, caseId, [sites.nhi])).answer);
  });
});
