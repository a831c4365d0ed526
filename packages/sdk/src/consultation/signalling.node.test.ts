import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type WebSocket from 'ws';
import { caseRequest } from '../../test/case-request.js';
import { lan, minh, startGateway, type Doctor } from '../../test/real-gateway.js';
import { until } from '../../test/until.js';
import { createNetwork } from '../network/create-network.js';
import { createPins } from '../offline/create-pins.js';
import { createDatabase } from '../offline/database.js';
import { createPeople } from '../offline/people.js';
import { createSignalling } from './create-signalling.js';

/** How a line is before it is cut: `deaf` loses what comes, `mute` what goes. */
type Ill = 'well' | 'deaf' | 'mute';

describe('signals between two ends, on the real gateway and lines that fail', () => {
  let world: Awaited<ReturnType<typeof startGateway>>;
  let caseId: string;
  before(async () => {
    world = await startGateway();
    const draft = world.client(lan).cases.draft({ patientId: 'hs-204-19' });
    draft.update(caseRequest());
    await draft.submit({ emergencyGround: 'Không có người nhà' });
    caseId = draft.snapshot.caseId;
    const theirs = world.client(minh).cases.open(caseId);
    await until(theirs, ({ status }) => status === 'ready');
    await theirs.accept();
    await theirs.start();
  });
  after(() => world.stop());

  /** A participant whose line fails as told. */
  async function sit(doctor: Doctor) {
    const doors = world.doors(doctor.site);
    let line: WebSocket | undefined;
    let ill: Ill = 'well';
    class BadLine extends (doors.WebSocket as unknown as typeof WebSocket) {
      constructor(...given: ConstructorParameters<typeof WebSocket>) {
        super(...given);
        // eslint-disable-next-line @typescript-eslint/no-this-alias
        line = this;
        ill = 'well';
      }
      override emit(name: string | symbol, ...given: unknown[]): boolean {
        return (name === 'message' && ill === 'deaf' && line === this) || super.emit(name, ...given);
      }
      override send(...given: unknown[]): void {
        if (ill !== 'mute' || line !== this) (super.send as (...all: unknown[]) => void).apply(this, given);
      }
    }
    const { gateway, network, tokens } = world;
    const database = createDatabase();
    const made = createNetwork({
      gateway: gateway.url,
      networkKey: network.networkKey.thumbprint,
      locale: 'vi',
      tokenProvider: tokens(doctor),
      people: createPeople(database, gateway.url),
      pins: createPins(database, gateway.url, network.networkKey.thumbprint),
      fetch: doors.fetch,
      WebSocket: BadLine as unknown as typeof globalThis.WebSocket,
      onReplaced: async () => undefined,
      onOnline: async () => undefined,
    });
    await made.store.connect();
    const { session } = made;
    const participantId = crypto.randomUUID();
    const signedAt = new Date(session.now()).toISOString();
    const proof = await session.sign({
      kind: 'fingerprint',
      caseId,
      participantId,
      fingerprint: 'sha-256 ab:cd',
      signedAt,
    });
    await session.request({ type: 'consultation.join', caseId, participantId, fingerprint: proof, sources: [] });
    const signalling = createSignalling(session, caseId, participantId);
    const heard: unknown[] = [];
    let tell = () => {};
    signalling.port.onSignal((_from, data) => {
      heard.push(data['n']);
      tell();
    });
    let resyncs = 0;
    session.onResync(() => resyncs++);
    let sent = 0;
    return {
      participantId,
      heard,
      resyncs: () => resyncs,
      say: (to: string, letters: number) => {
        for (let one = 0; one < letters; one++) signalling.port.send(to, { n: sent++ });
        return sent;
      },
      fall: (how: Ill) => (ill = how),
      cut: () => line?.terminate(),
      async hears(count: number) {
        const patience = setTimeout(() => tell(), 20_000);
        while (heard.length < count && patience.hasRef()) {
          const before = heard.length;
          await new Promise<void>((resolve) => (tell = resolve));
          if (heard.length === before) break;
        }
        clearTimeout(patience);
      },
      close() {
        signalling.close();
        made.close();
      },
    };
  }

  it('arrive once and in order, whatever is cut when', async () => {
    const [a, b] = [await sit(lan), await sit(minh)];
    const counts = { letters: 0, cuts: 0 };
    const step = fc.record({
      fromA: fc.nat(6),
      fromB: fc.nat(6),
      ill: fc.constantFrom<Ill>('well', 'deaf', 'mute'),
      whose: fc.constantFrom('a', 'b', 'both', 'none'),
      turns: fc.nat(40),
    });
    const turns = async (count: number) => {
      for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        let [sentA, sentB] = [a.say(b.participantId, 0), b.say(a.participantId, 0)];
        for (const { fromA, fromB, ill, whose, turns: some } of steps) {
          const lines = { a: [a], b: [b], both: [a, b], none: [] }[whose];
          for (const one of lines) one.fall(ill);
          sentA = a.say(b.participantId, fromA);
          sentB = b.say(a.participantId, fromB);
          await turns(some);
          for (const one of lines) one.cut();
          counts.cuts += lines.length;
          counts.letters += fromA + fromB;
          await turns(some);
        }
        sentA = a.say(b.participantId, 1);
        sentB = b.say(a.participantId, 1);
        await Promise.all([a.hears(sentB), b.hears(sentA)]);
        const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);
        assert.deepEqual([a.heard, b.heard], [upTo(sentB), upTo(sentA)]);
      }),
      { numRuns: 25, endOnFailure: true },
    );
    assert.deepEqual([a.resyncs(), b.resyncs()], [0, 0], 'every line was resumed');
    assert.ok(counts.cuts > 20 && counts.letters > 100, JSON.stringify(counts));
    a.close();
    b.close();
  });
});
