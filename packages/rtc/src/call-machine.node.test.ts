import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DiemcauError } from '@diemcau/protocol';
import { idleCall, isOver, nextCall, type CallEvent, type CallState } from './call-machine.js';

const after = (...events: CallEvent[]) => events.reduce(nextCall, idleCall);
const joined: CallEvent[] = [{ type: 'join' }, { type: 'joined', at: 1 }];

describe('the call machine', () => {
  it('prepares, joins, loses the line, gets it back, leaves', () => {
    const state = after(
      { type: 'prepare' },
      { type: 'prepared' },
      ...joined,
      { type: 'lost', at: 5 },
      { type: 'regained', at: 9 },
    );
    assert.deepEqual(state, { status: 'joined', joinWanted: false, since: 1, breaks: [{ from: 5, to: 9 }] });
    assert.equal(nextCall(state, { type: 'left', reason: 'left', at: 10 }).status, 'left');
  });

  it('joins at once when joining was asked while it prepared', () => {
    assert.equal(after({ type: 'prepare' }, { type: 'join' }, { type: 'prepared' }).status, 'joining');
  });

  it('counts the break in which a call ended', () => {
    const state = after(...joined, { type: 'lost', at: 5 }, { type: 'left', reason: 'ended', at: 8 });
    assert.deepEqual([state.status, state.breaks, state.lostSince], ['ended', [{ from: 5, to: 8 }], undefined]);
  });

  it('can be joined anew after it is over, with nothing of before', () => {
    const state = after(
      ...joined,
      { type: 'failed', error: new DiemcauError('rtc/unsupported'), at: 3 },
      { type: 'join' },
    );
    assert.deepEqual(state, { ...idleCall, status: 'joining' });
  });

  it('is never in two minds, whatever comes in whatever order', () => {
    const at = fc.nat(1000);
    const event: fc.Arbitrary<CallEvent> = fc.oneof(
      fc.constantFrom<CallEvent>({ type: 'prepare' }, { type: 'prepared' }, { type: 'join' }),
      fc.record({ type: fc.constantFrom('joined' as const, 'lost' as const, 'regained' as const), at }),
      fc.record({
        type: fc.constant('left' as const),
        reason: fc.constantFrom('left' as const, 'ended' as const, 'removed' as const),
        at,
      }),
      fc.record({ type: fc.constant('failed' as const), error: fc.constant(new DiemcauError('rtc/unsupported')), at }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let state: CallState = idleCall;
        for (const one of events) {
          const before = state;
          state = nextCall(state, one);
          assert.equal(state.lostSince !== undefined, state.status === 'reconnecting');
          assert.equal(state.leaveReason !== undefined, isOver(state));
          assert.equal(state.error !== undefined, state.status === 'failed');
          if (isOver(before) && one.type !== 'join' && one.type !== 'prepare') assert.equal(state, before);
          for (const { from, to } of state.breaks) assert.ok(to >= from);
        }
      }),
      { seed: 11, numRuns: 2000 },
    );
  });
});
