import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { acceptedCase } from '../../test/accepted-case.js';
import { openCallStage, type Desk } from '../../test/call-stage.js';
import { lan, minh, type Doctor } from '../../test/real-gateway.js';

const seen = `s.participants.length === 2 && s.participants.every((one) => one.verified === 'verified' && one.connection === 'connected')`;

describe('a consultation in two browsers, on the real gateway', () => {
  let stage: Awaited<ReturnType<typeof openCallStage>>;
  let caseId: string;
  const desks: Desk[] = [];
  before(async () => {
    stage = await openCallStage();
    caseId = await acceptedCase(stage.world.client(lan), stage.world.client(minh));
  });
  after(() => stage?.close());
  afterEach(async () => {
    await Promise.all(desks.splice(0).map(({ page }) => page.context().close()));
  });

  async function sit(doctor: Doctor, options: { lifetime?: number } = {}): Promise<Desk> {
    const desk = await stage.seat(doctor, options);
    desks.push(desk);
    await desk.ask('open', caseId);
    return desk;
  }
  /** Both joined, seen and verified by each other. */
  async function call(options: { lifetime?: number } = {}): Promise<[Desk, Desk]> {
    const [a, b] = [await sit(minh), await sit(lan, options)];
    await a.ask('join');
    await b.ask('join');
    await Promise.all([a.until(seen), b.until(seen)]);
    await Promise.all([a.sees(), b.sees()]);
    return [a, b];
  }

  it('opens the session, shows both pictures and proves who is who', async () => {
    const [a, b] = await call();
    const other = (await a.ask('state')).participants.find(({ self }) => !self)!;
    assert.deepEqual(
      [other.name, other.siteId, other.signer?.sub, other.verified],
      ['BS Lan', '22001', lan.sub, 'verified'],
    );
    assert.deepEqual(await a.ask('history'), ['joining', 'joined']);
    await b.ask('point', 0.25);
    await a.until(`Object.values(s.pointers).some(({ x }) => x === 0.25)`);
  });

  it('loses nothing when the sockets are killed', async () => {
    const [a, b] = await call();
    for (const desk of [a, b]) await desk.ask('killSockets');
    for (const desk of [a, b]) await desk.until(`seat.network() === 'online' && ${seen}`);
    await Promise.all([a.sees(), b.sees()]);
    for (const desk of [a, b]) {
      assert.deepEqual(await desk.ask('history'), ['joining', 'joined']);
      assert.equal((await desk.ask('left')).peers, 1);
    }
  });

  it('goes on through the death and return of the gateway, over the same connection', async () => {
    const [a, b] = await call();
    stage.line.tear();
    await stage.world.restart(async () => {
      for (const desk of [a, b]) await desk.until(`seat.network() === 'offline'`);
      await Promise.all([a.sees(), b.sees()]);
    });
    for (const desk of [a, b]) await desk.until(`seat.network() === 'online' && ${seen}`, 30_000);
    await Promise.all([a.sees(), b.sees()]);
    for (const desk of [a, b]) {
      assert.deepEqual((await desk.ask('left')).peers, 1);
      assert.equal((await desk.ask('state')).leaveReason, undefined);
    }
  });

  it('says failed and shows nothing when the gateway swaps the signed fingerprint', async () => {
    const [a, b] = [await sit(minh), await sit(lan)];
    // Another signature over other words: what a gateway could make without the person's key.
    await a.page.evaluate(`window.tamper = (message) => {
      if (message.event?.kind === 'roster')
        for (const one of message.event.participants)
          if (one.siteId === '22001') one.fingerprint = one.fingerprint.replace(/[^.]+$/, (signature) => signature.split('').reverse().join(''));
      return message;
    }`);
    await Promise.all([a.ask('join'), b.ask('join')]);
    await a.until(`s.participants.find(({ self }) => !self)?.verified === 'failed'`);
    assert.equal(await a.ask('frames'), 0);
  });

  it('says failed and shows nothing when the gateway sits in the middle of the media', async () => {
    const [a, b] = [await sit(minh), await sit(lan)];
    await a.page.evaluate(`window.tamper = (message) => {
      const data = message.event?.kind === 'signal' ? message.event.data : undefined;
      if (data?.sdp) data.sdp = data.sdp.replace(/(a=fingerprint:sha-256 )(..)/g, (_, head, byte) => head + (byte === '00' ? '11' : '00'));
      return message;
    }`);
    await Promise.all([a.ask('join'), b.ask('join')]);
    await a.until(`s.participants.find(({ self }) => !self)?.verified === 'failed'`);
    assert.equal(await a.ask('frames'), 0);
  });

  it('stops the media within 5 s when the hospital refuses the next token', async () => {
    const [, b] = await call({ lifetime: 12 });
    b.refuse();
    await b.until(`seat.network() === 'refused'`, 20_000);
    const refusedAt = Date.now();
    await b.until(
      `s.status === 'left' && s.leaveReason === 'access-lost' && seat.left().tracks === 0 && seat.left().peers === 0`,
      5_000,
    );
    assert.ok(Date.now() - refusedAt < 5_000);
    assert.equal((await b.ask('left')).sockets, 0);
  });

  it('leaves no track, connection, timer or socket', async () => {
    const [a, b] = await call();
    await a.ask('leave');
    await a.until(`s.status === 'left' && s.leaveReason === 'left'`);
    await b.until(`s.participants.length === 1`);
    await b.ask('release');
    await b.until(`seat.left().tracks === 0 && seat.left().peers === 0`);
    for (const desk of [a, b]) {
      await desk.ask('close');
      await desk.until(`Object.values(seat.left()).every((n) => n === 0)`);
    }
  });

  it('lets the devices go that come after the person has gone', async () => {
    for (const goes of ['leave', 'release', 'close'] as const) {
      const a = await sit(minh);
      await a.ask('holdDevices');
      const joining = a.ask('join').catch(() => 'refused');
      await a.until(`s.status === 'joining' && s.camera === 'pending'`);
      await a.ask(goes);
      await a.until(`s.status === 'left'`);
      await a.ask('releaseDevices');
      assert.equal(await joining, 'refused', goes);
      await a.until(`seat.left().tracks === 0 && seat.left().peers === 0`);
    }
  });

  it('tests the line', async () => {
    const a = await sit(minh);
    await a.ask('connect');
    const { status, steps, result } = await a.ask('lineTest');
    assert.equal(status, 'completed');
    assert.deepEqual(
      steps.filter(({ state }) => state !== 'passed'),
      [],
    );
    assert.equal(result?.verdict, 'video');
    assert.ok(result.rtt! >= 0 && result.down! > 0 && result.up! > 0, JSON.stringify(result));
    await a.until(`seat.left().tracks === 0 && seat.left().peers === 0`);
  });

  it('ends for all, and cannot be joined any more', async () => {
    const [a, b] = await call();
    await a.ask('end');
    for (const desk of [a, b])
      await desk.until(`s.status === 'ended' && seat.left().tracks === 0 && seat.left().peers === 0`);
    await assert.rejects(b.ask('join'), /not-open/);
    await b.until(`s.status === 'failed' && s.error.code === 'consultation/not-open' && seat.left().tracks === 0`);
  });
});
