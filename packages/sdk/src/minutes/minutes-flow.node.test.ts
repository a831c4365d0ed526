import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { caseRequest } from '../../test/case-request.js';
import { acceptedCase } from '../../test/accepted-case.js';
import { lan, minh, startGateway } from '../../test/real-gateway.js';
import { until } from '../../test/until.js';
import { verifyDirectory, verifyMinutesDocument } from '../verify.js';

const written = {
  openedAt: '2026-11-22T02:00:00.000Z',
  closedAt: '2026-11-22T02:30:00.000Z',
  location: 'Phòng hội chẩn trực tuyến',
  summary: 'Trẻ sốt cao co giật, hiện tỉnh.',
  agenda: [{ question: caseRequest().question!, conclusion: 'Chưa chọc dò.' }],
  conclusion: 'Co giật do sốt đơn thuần.',
  plan: 'Hạ sốt, theo dõi 24 giờ.',
};

describe('minutes, on the real gateway', () => {
  let world: Awaited<ReturnType<typeof startGateway>>;
  before(async () => void (world = await startGateway()));
  after(() => world.stop());

  it('are prefilled, shared, signed by both over one document, and verified by a back end', async () => {
    const here = world.client(lan);
    const there = world.client(minh);
    const caseId = await acceptedCase(here, there);
    const mine = here.minutes.open(caseId);
    await until(mine, ({ status, canEdit }) => status === 'editing' && canEdit, 'editing');
    assert.equal(mine.snapshot.role, 'secretary');
    assert.equal(mine.snapshot.draft?.agenda[0]?.question, caseRequest().question);
    assert.deepEqual(mine.snapshot.draft?.participants.map(({ role, name }) => `${role} ${name}`).sort(), [
      'chair PGS Minh',
      'secretary BS Lan',
    ]);

    const theirs = there.minutes.open(caseId);
    await until(theirs, ({ status }) => status === 'editing');
    assert.equal(theirs.snapshot.canEdit, false);

    mine.update({ summary: 'nháp' });
    assert.equal(mine.snapshot.saving, 'unsaved');
    mine.update(written);
    assert.equal((await mine.save()).status, 'done');
    assert.equal(mine.snapshot.saving, 'saved');
    await until(theirs, ({ draft }) => draft?.conclusion === written.conclusion, 'the draft at the other end');

    const own = here.cases.open(caseId);
    await until(own, ({ status }) => status === 'ready');
    await assert.rejects(mine.sign(), { code: 'case/role-missing' });
    await own.end();
    await until(mine, ({ canSign }) => canSign, 'may sign');
    const signed = await mine.sign();
    assert.equal(signed.status, 'done');
    await until(
      mine,
      ({ status, signatures }) => status === 'awaiting-signatures' && signatures.length === 1,
      'one signature',
    );

    await until(
      theirs,
      ({ canSign, signatures }) => canSign && signatures[0]?.verification === 'verified',
      'verified at the other end',
    );
    assert.equal((await theirs.sign()).status, 'done');
    await until(mine, ({ status, signatures }) => status === 'signed' && signatures.length === 2, 'both');
    await until(own, ({ case: view }) => view?.state === 'completed', 'completed');

    const { bundle, signatures } = await world.documentOf(caseId);
    const { directory } = await verifyDirectory(world.network.jws, world.network.networkKey.thumbprint);
    const verified = await verifyMinutesDocument(bundle, signatures, directory, { caseId });
    assert.equal(verified.complete, true);
    assert.deepEqual(verified.signatures.map(({ signer, role }) => `${role} ${signer.siteId} ${signer.name}`).sort(), [
      'chair 01019 PGS Minh',
      'secretary 22001 BS Lan',
    ]);
    const changed = structuredClone(bundle) as unknown as { id: string; entry: { resource: { title?: string } }[] };
    changed.entry[0]!.resource.title = 'khác';
    await assert.rejects(verifyMinutesDocument(changed, signatures, directory), { code: 'signature/content-changed' });
    await assert.rejects(verifyMinutesDocument(bundle, signatures, directory, { caseId: crypto.randomUUID() }), {
      code: 'signature/replayed',
    });

    await mine.amend('Bổ sung chẩn đoán');
    await until(
      mine,
      ({ status, canEdit, draft }) => status === 'editing' && canEdit && draft?.amends?.reason === 'Bổ sung chẩn đoán',
      'open again',
    );
  });

  it('says so when two people wrote, and loses nothing', async () => {
    const here = world.client(lan);
    const there = world.client(minh);
    const caseId = await acceptedCase(here, there);
    const own = here.cases.open(caseId);
    await until(own, ({ status }) => status === 'ready');
    await own.end();
    const [mine, theirs] = [here.minutes.open(caseId), there.minutes.open(caseId)];
    await Promise.all([mine, theirs].map((store) => until(store, ({ canEdit }) => canEdit, 'may edit')));
    mine.update({ conclusion: 'của tôi' });
    theirs.update({ conclusion: 'của họ' });
    await theirs.save();
    await until(mine, ({ saving }) => saving === 'conflict', 'conflict');
    assert.deepEqual([mine.snapshot.draft?.conclusion, mine.snapshot.theirs?.conclusion], ['của tôi', 'của họ']);
    await mine.resolve('mine');
    await until(theirs, ({ draft }) => draft?.conclusion === 'của tôi', 'mine there');
  });
});
