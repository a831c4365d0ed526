import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { caseRequest } from '../../test/case-request.js';
import { lan, minh, startGateway, stranger } from '../../test/real-gateway.js';
import { until } from '../../test/until.js';
import type { CaseStore } from './case.types.js';

describe('a case between two hospitals, on the real gateway', () => {
  let world: Awaited<ReturnType<typeof startGateway>>;
  before(async () => void (world = await startGateway()));
  after(() => world.stop());

  it('connects, verifies the directory and says who is there', async () => {
    const client = world.client(lan);
    await client.network.connect();
    const { status, verification, me, site } = client.network.snapshot;
    assert.deepEqual([status, verification, me?.name, site?.name], ['online', 'verified', 'BS Lan', 'TTYT Cô Tô']);
    await until(client.network, ({ presence }) => (presence['22001'] ?? 0) > 0, 'presence');
    assert.equal(client.network.siteName('22001', 'en'), 'Co To');
  });

  it('sends a case after consent, lights up the other worklist, and is accepted', async () => {
    const here = world.client(lan);
    const there = world.client(minh);
    const draft = here.cases.draft({ patientId: 'hs-204-17' });
    const worklist = there.cases.worklist('incoming');
    await until(worklist, ({ status }) => status === 'ready', 'empty worklist');

    draft.update({ patient: caseRequest().patient });
    await assert.rejects(draft.submit(), { code: 'request/invalid' });
    assert.ok(draft.snapshot.issues.some(({ at }) => at === 'question'));
    draft.update(caseRequest());
    const result = await draft.submit();
    assert.equal(result.status, 'done');
    const { caseId } = draft.snapshot;

    const own = here.cases.open(caseId);
    await until(own, ({ case: view }) => view?.state === 'sent', 'sent');
    assert.equal(own.snapshot.case?.consentGate, 'closed');
    assert.equal(worklist.snapshot.items.length, 0, 'not told before consent');

    const consent = here.consents.open(caseId);
    await until(consent, ({ status, canCollect }) => status === 'ready' && canCollect, 'consents');
    assert.ok(consent.snapshot.purposes.every(({ decision }) => decision === 'undecided'));
    const decided = await consent.decide({
      decisions: { teleconsultation: 'permit', 'record-share': 'permit', recording: 'deny' },
      performer: { kind: 'representative', name: 'Chị Hạnh', relation: 'mẹ' },
      evidence: { kind: 'verbal' },
      language: 'vi',
    });
    assert.equal(decided.status, 'done');
    await until(consent, ({ gate }) => gate === 'open', 'open gate');
    assert.equal(consent.snapshot.share, 'no-source');
    const { decision, witness } = consent.snapshot.purposes.find(({ purpose }) => purpose === 'recording')!;
    assert.deepEqual([decision, witness?.name], ['refused', 'BS Lan']);

    const { items } = await until(worklist, ({ items }) => items.length === 1, 'the case in the other worklist');
    assert.deepEqual(
      [items[0]?.caseId, items[0]?.myRoles, items[0]?.request.patient.name],
      [caseId, ['consulted'], 'Bé Na'],
    );

    const theirs = there.cases.open(caseId);
    await until(theirs, ({ status }) => status === 'ready');
    assert.deepEqual(await theirs.accept(), { status: 'done', value: undefined });
    assert.equal(theirs.snapshot.case?.state, 'accepted');
    await until(own, ({ case: view }) => view?.state === 'accepted', 'accepted here too');
    assert.ok(own.snapshot.case?.people.some(({ role, name }) => role === 'chair' && name === 'PGS Minh'));

    await own.say('Cháu tỉnh lại rồi ạ');
    await until(theirs, ({ thread }) => thread.some(({ text }) => text === 'Cháu tỉnh lại rồi ạ'), 'message');
    await assert.rejects(
      theirs.cancel('x'),
      (error: { code: string }) =>
        error.code === 'auth/scope-missing' ||
        error.code === 'case/role-missing' ||
        error.code === 'case/transition-refused',
    );
    assert.ok(theirs.snapshot.error);

    const foreign = world.client(stranger).cases.open(caseId);
    await until(foreign, ({ status }) => status === 'not-found', 'not found for who was not invited');

    await consent.withdraw('record-share', 'Gia đình đổi ý');
    await until(
      consent,
      ({ gate, purposes }) => gate === 'closed' && purposes[1]?.decision === 'withdrawn',
      'withdrawn',
    );
  });

  it('shows a site that rejected its own rejection, and the others who rejected and why', async () => {
    const [here, there, elsewhere] = [world.client(lan), world.client(minh), world.client(stranger)];
    const draft = here.cases.draft({ patientId: 'hs-204-18' });
    const to = [minh.site, stranger.site];
    draft.update({ ...caseRequest(), to });
    await draft.submit({ emergencyGround: 'Không có người nhà' });
    const { caseId } = draft.snapshot;
    const [own, theirs, others] = [here, there, elsewhere].map((client) => client.cases.open(caseId)) as [
      CaseStore,
      CaseStore,
      CaseStore,
    ];
    for (const store of [own, theirs, others]) await until(store, ({ status }) => status === 'ready');
    await theirs.reject('Hết giường hồi sức');
    await until(theirs, ({ case: view }) => view?.state === 'rejected', 'rejected for who rejected');
    const { allowed, statusReason } = theirs.snapshot.case!;
    assert.deepEqual([allowed, statusReason], [[], 'Hết giường hồi sức']);
    const worklist = there.cases.worklist('incoming');
    await until(worklist, ({ items }) => items.some((one) => one.caseId === caseId && one.state === 'rejected'));

    await until(own, ({ case: view }) => view?.declined !== undefined, 'told who rejected');
    const { state, declined, consultedSites } = own.snapshot.case!;
    assert.equal(state, 'sent');
    assert.deepEqual(declined, [{ siteId: minh.site, reason: 'Hết giường hồi sức' }]);
    assert.deepEqual(consultedSites, [stranger.site]);
    assert.deepEqual(await others.accept(), { status: 'done', value: undefined });
    await others.reject('Không thuộc chuyên khoa');
    await until(own, ({ case: view }) => view?.state === 'rejected', 'rejected by all');
    assert.equal(own.snapshot.case?.statusReason, 'Không thuộc chuyên khoa');
  });
});
