import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Timers } from '../internal/timers.js';
import { Answerer } from './answerer.js';
import type { Negotiator, NegotiatorMessage } from './negotiator.types.js';
import { Offerer } from './offerer.js';
import type { MediaCounts, NegotiatingPeer, WireCandidate } from './peer.types.js';
import type { SignalMessage } from './signal-message.js';

/** A peer as strict as a browser: anything out of turn throws. Descriptions are `<kind> <id> <media>`. */
class StrictPeer implements NegotiatingPeer {
  state: 'stable' | 'have-local-offer' = 'stable';
  localSdp: string | undefined;
  remoteSdp: string | undefined;
  media: MediaCounts = { audio: 1, video: 1 };
  agreed: MediaCounts = { audio: 0, video: 0 };
  candidates: string[] = [];
  restarts = 0;
  #busy = false;
  #made = 0;

  async offer(restart: boolean): Promise<string> {
    return this.#alone(async () => {
      if (restart) this.restarts++;
      this.state = 'have-local-offer';
      return (this.localSdp = `offer ${++this.#made} ${JSON.stringify(this.media)}`);
    });
  }

  async answer(sdp: string): Promise<string> {
    return this.#alone(async () => {
      assert.equal(this.state, 'stable');
      assert.match(sdp, /^offer /);
      this.remoteSdp = sdp;
      const offered = JSON.parse(sdp.slice(sdp.indexOf('{'))) as MediaCounts;
      this.ensureMedia(offered);
      this.agreed = offered;
      return (this.localSdp = `answer ${sdp}`);
    });
  }

  async accept(sdp: string): Promise<void> {
    return this.#alone(async () => {
      assert.equal(this.state, 'have-local-offer');
      assert.equal(sdp, `answer ${this.localSdp}`, 'an answer to another offer');
      this.remoteSdp = sdp;
      this.agreed = this.media;
      this.state = 'stable';
    });
  }

  addCandidate({ candidate }: WireCandidate): void {
    assert.ok(this.remoteSdp, 'a candidate before the description');
    this.candidates.push(candidate);
  }

  ensureMedia({ audio, video }: MediaCounts): void {
    this.media = { audio: Math.max(audio, this.media.audio), video: Math.max(video, this.media.video) };
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    assert.equal(this.#busy, false, 'two descriptions at once');
    this.#busy = true;
    await new Promise(setImmediate);
    try {
      return await work();
    } finally {
      this.#busy = false;
    }
  }
}

class FakeTimers implements Timers {
  #now = 0;
  readonly #waiting = new Set<{ at: number; action: () => void }>();
  now = () => this.#now;
  after(ms: number, action: () => void) {
    const one = { at: this.#now + ms, action };
    this.#waiting.add(one);
    return () => void this.#waiting.delete(one);
  }
  every(): () => void {
    throw new Error('not used');
  }
  pass(ms: number): void {
    this.#now += ms;
    for (const one of [...this.#waiting]) if (one.at <= this.#now && this.#waiting.delete(one)) one.action();
  }
  get waiting(): number {
    return this.#waiting.size;
  }
}

type Fate = 'deliver' | 'lose' | 'twice' | 'last' | 'replay';
type Act =
  | 'offerer needs'
  | 'answerer needs'
  | 'offerer restarts'
  | 'answerer restarts'
  | 'answerer adds'
  | 'offerer adds'
  | 'wait';

function pair() {
  const timers = new FakeTimers();
  const peers = { offerer: new StrictPeer(), answerer: new StrictPeer() };
  const wire: { to: 'offerer' | 'answerer'; message: NegotiatorMessage }[] = [];
  const broken: unknown[] = [];
  const options = (self: 'offerer' | 'answerer') => ({
    peer: peers[self],
    timers,
    send: (message: NegotiatorMessage) => void wire.push({ to: self === 'offerer' ? 'answerer' : 'offerer', message }),
    admit: async () => true,
    onBroken: (error: unknown) => void broken.push(error),
  });
  const sides: Record<'offerer' | 'answerer', Negotiator> = {
    offerer: new Offerer(options('offerer')),
    answerer: new Answerer(options('answerer')),
  };
  const past: typeof wire = [];
  const hand = ({ to, message }: (typeof wire)[number]) =>
    sides[to].receive({ v: 1, room: 'r', peer: 1, streams: {}, ...structuredClone(message) } as SignalMessage as never);
  async function carry(fate: Fate) {
    const next = fate === 'last' ? wire.pop() : wire.shift();
    if (!next) return;
    past.push(next);
    if (fate !== 'lose') hand(next);
    if (fate === 'twice') hand(next);
    if (fate === 'replay') hand(past[Math.floor(past.length / 2)]!);
    await new Promise(setImmediate);
  }
  /** From now on nothing is lost: it must come to rest, both of one mind. */
  async function settle() {
    for (let round = 0; round < 200; round++) {
      while (wire.length > 0) await carry('deliver');
      for (let turn = 0; turn < 4; turn++) await new Promise(setImmediate);
      if (wire.length === 0 && sides.offerer.settled && sides.answerer.settled) return round;
      timers.pass(500);
    }
    return assert.fail('never settles');
  }
  return { timers, peers, wire, broken, sides, carry, settle };
}

async function play(acts: readonly Act[], fates: readonly Fate[]) {
  const { peers, broken, sides, carry, settle, timers } = pair();
  sides.offerer.need({ restart: false });
  await new Promise(setImmediate);
  for (const [n, act] of acts.entries()) {
    if (act === 'offerer adds') peers.offerer.media = { ...peers.offerer.media, video: peers.offerer.media.video + 1 };
    if (act === 'answerer adds')
      peers.answerer.media = { ...peers.answerer.media, video: peers.answerer.media.video + 1 };
    const side = act.startsWith('offerer') ? sides.offerer : sides.answerer;
    if (act === 'wait') timers.pass(800);
    else side.need({ restart: act.endsWith('restarts') });
    if (n % 3 === 0) side.found({ candidate: `${act} ${n}` });
    await carry(fates[n % fates.length] ?? 'deliver');
  }
  await settle();
  // What was added before the very first offer came is asked for once the browser says so, as it does when stable.
  if (peers.answerer.media.video > peers.answerer.agreed.video) {
    sides.answerer.need({ restart: false });
    await settle();
  }
  assert.deepEqual(broken, []);
  assert.equal(peers.offerer.state, 'stable');
  assert.equal(peers.offerer.remoteSdp, peers.answerer.localSdp, 'of one mind');
  assert.deepEqual(peers.offerer.agreed, peers.answerer.agreed);
  assert.ok(peers.answerer.agreed.video >= Math.max(peers.offerer.media.video, peers.answerer.media.video));
}

describe('the two sides of a negotiation', () => {
  const act = fc.constantFrom<Act>(
    'offerer needs',
    'answerer needs',
    'offerer restarts',
    'answerer restarts',
    'answerer adds',
    'offerer adds',
    'wait',
  );
  const fate = fc.constantFrom<Fate>('deliver', 'deliver', 'deliver', 'lose', 'twice', 'last', 'replay');

  it('come to one mind whatever is lost, repeated, reordered or replayed (1,000 schedules)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), fc.array(fate, { minLength: 1, maxLength: 20 }), play),
      { seed: 20261122, numRuns: 1_000 },
    );
  });

  it('repeat a lost answer within two seconds', async () => {
    const { sides, wire, carry, timers, peers } = pair();
    sides.offerer.need({ restart: false });
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    await carry('deliver');
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    await carry('lose');
    timers.pass(2_000);
    assert.equal(wire.length, 1);
    await carry('deliver');
    await carry('deliver');
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    assert.equal(peers.offerer.state, 'stable');
  });

  it('leave no timer behind', async () => {
    const { sides, timers } = pair();
    sides.offerer.need({ restart: true });
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    sides.offerer.close();
    sides.answerer.close();
    assert.equal(timers.waiting, 0);
  });
});
