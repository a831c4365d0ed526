import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { compactDecrypt } from 'jose/jwe/compact/decrypt';
import { importJWK } from 'jose/key/import';
import { acceptedCase } from '../../test/accepted-case.js';
import { openCallStage, type Desk } from '../../test/call-stage.js';
import { lan, minh, type Doctor } from '../../test/real-gateway.js';

/** Another doctor of Lan's hospital, at the same PC. */
const thuy: Doctor = { ...lan, sub: '000124/QNI-CCHN', name: 'BS Thủy' };

/** Waits until nothing sealed is left in the browser; a look at the database takes turns with the handing over. */
async function handedOver(desk: Desk): Promise<void> {
  for (const end = Date.now() + 20_000; (await desk.ask('kept'))['sealed'] !== 0; await setTimeout(50))
    if (Date.now() > end) throw new Error('still sealed after 20 s');
}

interface Items {
  items: { id: string; jwe: string }[];
}

describe('what was signed without a line, by somebody who then left, on the real gateway', () => {
  let stage: Awaited<ReturnType<typeof openCallStage>>;
  before(async () => void (stage = await openCallStage()));
  after(() => stage?.close());

  it('is sealed at sign-out, and handed to the hospital by whoever of it signs in next', async () => {
    const { world, line } = stage;
    const caseId = await acceptedCase(world.client(lan), world.client(minh));
    const here = await stage.seat(lan);
    await here.ask('connect');
    await here.ask('readConsents', caseId);
    line.lead(1);
    line.tear();
    assert.equal(await here.ask('refuseRecording'), 'queued');
    assert.equal((await here.ask('kept'))['outbox'], 1);

    await here.ask('signOut');
    const left = await here.ask('kept');
    assert.deepEqual([left['outbox'], left['people'], left['kept'], left['sealed']], [0, 0, 0, 1]);

    line.lead(world.port);
    const next = await stage.seat(thuy, { at: here });
    await next.ask('connect');
    await handedOver(next);
    const [system, others] = [await world.systemOf('22001'), await world.systemOf('48001')];
    const { items } = (await system('/sealed')) as unknown as Items;
    assert.equal(items.length, 1);
    assert.deepEqual(await others('/sealed'), { items: [] }, 'for one hospital only');

    const key = await importJWK(world.network.sealingKeys.get('22001')!.privateJwk, 'ECDH-ES+A256KW');
    const { plaintext } = await compactDecrypt(items[0]!.jwe, key);
    const sealed = JSON.parse(new TextDecoder().decode(plaintext)) as {
      command: string;
      onBehalf: string;
      input: object;
    };
    assert.deepEqual([sealed.command, sealed.onBehalf], ['consent.refuse', lan.sub]);
    assert.ok(JSON.stringify(sealed.input).includes(caseId));

    // Once: who signs in after that finds nothing more to hand over.
    const third = await stage.seat(lan, { at: here });
    await third.ask('connect');
    await handedOver(third);
    assert.equal(((await system('/sealed')) as unknown as Items).items.length, 1);
  });
});
