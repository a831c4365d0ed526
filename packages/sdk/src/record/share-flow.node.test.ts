import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { acceptedCase } from '../../test/accepted-case.js';
import { caseRequest } from '../../test/case-request.js';
import { lan, minh, startGateway } from '../../test/real-gateway.js';
import { until } from '../../test/until.js';

const source = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    {
      fullUrl: 'urn:uuid:7b1f2d3e-0000-4000-8000-000000000001',
      resource: { resourceType: 'Patient', id: 'p', name: [{ text: 'Bé Na' }] },
    },
    {
      fullUrl: 'urn:uuid:7b1f2d3e-0000-4000-8000-000000000002',
      resource: {
        resourceType: 'Condition',
        id: 'c',
        code: { text: 'Co giật do sốt' },
        subject: { reference: 'urn:uuid:7b1f2d3e-0000-4000-8000-000000000001' },
      },
    },
  ],
};

describe('a shared record, on the real gateway', () => {
  let world: Awaited<ReturnType<typeof startGateway>>;
  before(async () => void (world = await startGateway()));
  after(() => world.stop());

  it('leaves after consent, is read at the other end, and closes with the consent', async () => {
    const here = world.client(lan);
    const there = world.client(minh);
    const caseId = await acceptedCase(here, there, (id) => here.records.attach(id, source));
    const theirs = there.records.open({ caseId });
    await until(theirs, ({ status }) => status === 'ready', 'the record there');
    const { patient, sections, share } = theirs.snapshot;
    assert.deepEqual(
      [patient?.name, sections.problems.count, share?.fromSite, share?.documents],
      ['Bé Na', 1, '22001', 1],
    );
    assert.equal(sections.allergies.state === 'not-provided' || sections.allergies.state === 'empty', true);

    const consent = here.consents.open(caseId);
    await until(consent, ({ canCollect }) => canCollect);
    await consent.withdraw('record-share', 'Gia đình đổi ý');
    await until(theirs, ({ status }) => status === 'ended', 'closed');
    assert.deepEqual([theirs.snapshot.patient, theirs.snapshot.sections.problems.entries.length], [undefined, 0]);
    assert.deepEqual(await theirs.page('problems', { offset: 0, limit: 5 }), []);
  });

  it('goes out with a case on an emergency ground, once, and nobody need have been told', async () => {
    const here = world.client(lan);
    const there = world.client(minh);
    const draft = here.cases.draft({ patientId: 'hs-204-18' });
    draft.update({ ...caseRequest(), patientId: 'hs-204-18', patientInformed: undefined });
    await draft.prefill(source);
    await assert.rejects(draft.submit(), { code: 'request/invalid' });
    assert.deepEqual(
      draft.snapshot.issues.map(({ at }) => at),
      ['patientInformed'],
    );
    await assert.rejects(draft.submit({ emergencyGround: '' }), { message: 'request/invalid at emergencyGround' });
    assert.equal((await draft.submit({ emergencyGround: 'Hôn mê, không có người nhà' })).status, 'done');
    const { caseId } = draft.snapshot;
    const own = here.cases.open(caseId);
    await until(own, ({ case: view }) => view?.consentGate === 'emergency', 'the ground');
    const theirs = there.records.open({ caseId });
    await until(theirs, ({ status }) => status === 'ready', 'the record there');
    await theirs.reload();
    assert.deepEqual([theirs.snapshot.patient?.name, theirs.snapshot.share?.documents], ['Bé Na', 1]);

    const consent = here.consents.open(caseId);
    await until(consent, ({ canCollect }) => canCollect);
    await consent.decide({
      decisions: { teleconsultation: 'permit', 'record-share': 'permit' },
      performer: { kind: 'patient', name: 'Bé Na' },
      evidence: { kind: 'verbal' },
      language: 'vi',
    });
    assert.notEqual(consent.snapshot.share, 'no-source', 'it went before');
  });

  it('says that nothing was shared', async () => {
    const here = world.client(lan);
    const there = world.client(minh);
    const caseId = await acceptedCase(here, there);
    const theirs = there.records.open({ caseId });
    await until(theirs, ({ status }) => status === 'not-shared');
    await assert.rejects(here.records.share(caseId), { code: 'record/not-shared' });
  });
});
