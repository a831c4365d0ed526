import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SocketClient } from './socket-client.js';
import { composition, minutesOf, ok, openGate, shareRecord, signMinutes, submitCase } from './case.js';
import type { Person } from './person.js';
import { sites, startGateway, type TestGateway } from './start.js';

const stateOf = (answer: { body: { businessStatus: { coding: { code: string }[] } } }) =>
  answer.body.businessStatus.coding[0]!.code;

describe('a case from request to signed minutes', () => {
  let test: TestGateway;
  let lan: Person;
  let minh: Person;
  before(async () => {
    test = await startGateway();
    lan = await test.person({ siteId: sites.coTo, name: 'BS Lan' });
    minh = await test.person({ siteId: sites.nhi, name: 'BS Minh' });
  });
  after(() => test.stop());

  it('goes through every state and ends completed, with the share bounded', async () => {
    const caseId = await submitCase(lan, [sites.nhi]);
    assert.equal((await minh.send('GET', `/fhir/R4/Task/${caseId}`)).status, 404, 'not told before the gate opens');
    await openGate(lan, caseId);
    const shared = await shareRecord(lan, caseId, [sites.nhi]);
    ok(shared.answer);
    ok(await minh.send('GET', `/fhir/R4/Bundle/${shared.documentId}`));
    const binary = ok(await minh.send('GET', `/fhir/R4/Binary/${shared.binaryId}`));
    assert.equal(binary.body.contentType, 'image/png');
    assert.equal(stateOf(ok(await minh.command('case.accept', caseId, {}))), 'accepted');
    const later = new Date(Date.now() + 3_600_000).toISOString();
    assert.equal(stateOf(ok(await minh.command('case.schedule', caseId, { start: later }))), 'scheduled');
    assert.equal(stateOf(ok(await minh.command('case.start', caseId, {}))), 'in-session');
    ok(await lan.command('case.say', caseId, { text: 'Bé sốt lại' }));
    const saved = ok(await lan.command('minutes.save', caseId, { composition: composition('nháp'), version: 0 }));
    assert.equal(saved.body.meta.versionId, '1');
    assert.equal(stateOf(ok(await minh.command('case.end', caseId, { outcome: 'ended' }))), 'awaiting-signature');
    const document = minutesOf(caseId, 'Biên bản');
    const first = ok(await signMinutes(lan, caseId, document, 'secretary'));
    assert.equal(first.body.docStatus, 'preliminary');
    const second = ok(await signMinutes(minh, caseId, document, 'chair', { send: false }));
    assert.equal(second.body.docStatus, 'final');
    assert.equal(second.body.extension.length, 2, 'both signatures');
    const task = ok(await lan.send('GET', `/fhir/R4/Task/${caseId}`));
    assert.equal(stateOf(task), 'completed');
    const found = ok(
      await lan.search('DocumentReference', { related: `ServiceRequest/${caseId}`, category: 'record' }),
    );
    const ends = found.body.entry[0].resource.extension[0].valueInstant;
    assert.ok(Math.abs(Date.parse(ends) - Date.now() - 24 * 3_600_000) < 60_000, ends);
    const provenance = ok(await minh.search('Provenance', { target: `Bundle/${document.id}` }));
    assert.equal(provenance.body.entry.length, 2);
  });
  it('goes on with the other invited sites when one rejects, and tells whom it concerns', async () => {
    const other = await test.person({ siteId: sites.stranger });
    const caseId = await submitCase(lan, [sites.nhi, sites.stranger]);
    await openGate(lan, caseId);
    const shared = await shareRecord(lan, caseId, [sites.nhi, sites.stranger]);
    ok(await minh.command('case.accept', caseId, {}));
    ok(await minh.command('case.schedule', caseId, { start: new Date(Date.now() + 3_600_000).toISOString() }));
    const [his, others] = [
      await SocketClient.connect(test.gateway.url, minh),
      await SocketClient.connect(test.gateway.url, other),
    ];
    await Promise.all([his.authenticate(), others.authenticate()]);
    assert.equal(stateOf(ok(await minh.command('case.reject', caseId, { reason: 'Hết giường' }))), 'sent');
    await his.event('share-ended');
    await his.event('case', (event) => event.state === 'rejected');
    await others.event('case', (event) => event.state === 'sent');
    assert.equal(ok(await lan.send('GET', `/fhir/R4/Appointment/${caseId}`)).body.status, 'cancelled');
    ok(await other.command('case.accept', caseId, {}));
    ok(await other.command('case.start', caseId, {}));
    await others.event('case', (event) => event.state === 'in-session');
    assert.equal((await his.join(caseId)).answer, 'request/not-found');
    assert.equal((await minh.send('GET', `/fhir/R4/Bundle/${shared.documentId}`)).status, 404);
    ok(await other.send('GET', `/fhir/R4/Bundle/${shared.documentId}`));
    assert.equal(
      others.received.some((one) => one.type === 'event' && one.event.kind === 'share-ended'),
      false,
    );
    assert.equal(
      his.received.some((one) => one.type === 'event' && one.event.kind === 'case' && one.event.state === 'in-session'),
      false,
      'what goes on is not told to who has left',
    );
    await Promise.all([his.close(), others.close()]);
  });
  it('takes two rejections at once for the last two sites', async () => {
    const other = await test.person({ siteId: sites.stranger });
    const caseId = await submitCase(lan, [sites.nhi, sites.stranger], { emergencyGround: 'Nguy kịch' });
    const answers = await Promise.all(
      [minh, other].map((person) => person.command('case.reject', caseId, { reason: 'Hết giường' })),
    );
    assert.deepEqual(answers.map((answer) => stateOf(ok(answer))).sort(), ['rejected', 'sent']);
  });
});
