import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  chooseStep,
  climb,
  encodingFor,
  initialQuality,
  qualitySteps,
  type LineMeasure,
  type QualityState,
} from './quality-ladder.js';

const run = (state: QualityState, measure: LineMeasure, seconds: number) => {
  for (let n = 0; n < seconds; n++) state = climb(state, measure);
  return state;
};
const start = initialQuality({ camera: true });

describe('the quality ladder', () => {
  it('carries video on a good line, small video at 200 kbit/s, sound at 64 kbit/s, stills below', () => {
    assert.equal(run(start, { available: 2e6 }, 30).step, 'full');
    assert.equal(run(start, { available: 200_000 }, 20).step, 'low');
    assert.equal(run(start, { available: 64_000 }, 20).step, 'audio-only');
    assert.equal(run(start, { available: 20_000 }, 20).step, 'stills');
    assert.equal(run(start, { available: 8_000 }, 20).step, 'text-only');
  });

  it('goes down within two seconds and comes back one step at a time, slowly', () => {
    const low = run(start, { available: 150_000 }, 2);
    assert.equal(low.step, 'low');
    assert.equal(run(low, { available: 2e6 }, 7).step, 'low');
    assert.equal(run(low, { available: 2e6 }, 8).step, 'reduced');
    assert.equal(run(low, { available: 2e6 }, 16).step, 'full');
  });

  it('is not moved by one bad second', () => {
    let state = start;
    for (let n = 0; n < 60; n++) state = climb(state, { available: n % 2 ? 2e6 : 50_000 });
    assert.equal(state.step, 'full');
  });

  it('waits longer after each step up that did not hold', () => {
    let state = run(start, { available: 150_000 }, 2);
    const ups: number[] = [];
    let since = 0;
    for (let second = 0; second < 300 && ups.length < 3; second++, since++) {
      const before = state.step;
      // The line looks good while little is sent, and fails as soon as more is.
      state = climb(state, { available: state.step === 'low' ? 500_000 : 150_000 });
      if (before === 'low' && state.step === 'reduced') ups.push(since);
      if (before === 'reduced' && state.step === 'low') since = 0;
    }
    assert.ok(ups[1]! > ups[0]! && ups[2]! > ups[1]!, String(ups));
  });

  it('gives up the picture before the sound', () => {
    assert.equal(run(start, { available: 2e6, concealed: 0.2 }, 5).step, 'audio-only');
    for (const step of qualitySteps)
      if (step !== 'text-only') assert.equal(encodingFor('microphone', step).active, true);
  });

  it('gives up the sound only after six bad seconds, and tries it again after five', () => {
    const dead: LineMeasure = { loss: 1 };
    assert.equal(run(start, dead, 7).step, 'stills');
    const silent = run(start, dead, 8);
    assert.equal(silent.step, 'text-only');
    assert.equal(run(silent, {}, 4).step, 'text-only');
    assert.equal(run(silent, {}, 5).step, 'stills');
  });

  it('keeps what a person chose until they choose auto', () => {
    const chosen = chooseStep(start, 'audio-only');
    assert.deepEqual(run(chosen, { available: 2e6 }, 100), chosen);
    assert.equal(run(chooseStep(chosen, 'auto'), { available: 2e6 }, 60).step, 'full');
  });

  it('says that the processor is the reason', () => {
    assert.deepEqual(
      [run(start, { available: 2e6, cpu: true }, 5)].map(({ step, reason }) => [step, reason]),
      [['reduced', 'cpu']],
    );
  });

  it('settles on any steady line, and never below what that line holds', () => {
    const measure = fc.record({
      available: fc.integer({ min: 0, max: 3e6 }),
      loss: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(measure, { maxLength: 40 }), measure, (past, steady) => {
        const state = run(past.reduce(climb, start), steady, 400);
        const later = run(state, steady, 5);
        assert.equal(qualitySteps.indexOf(later.step) <= qualitySteps.indexOf(run(start, steady, 400).step) + 1, true);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
