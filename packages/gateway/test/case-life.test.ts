import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
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
});
