import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  allowedCaseVerbs,
  caseStates,
  caseVerbs,
  isDiemcauError,
  isFinalCaseState,
  isOverdue,
  nextCaseState,
  requireCaseState,
  siteRoles,
  taskStatusOf,
} from './index.js';

/** Every transition that there is, written out by hand: state, verb, role, state after. */
const expected = new Set(
  `draft submit requesting sent
information-needed submit requesting sent
sent accept consulted accepted
sent reject consulted rejected
accepted reject consulted rejected
scheduled reject consulted rejected
sent decline consulted sent
accepted decline consulted accepted
scheduled decline consulted scheduled
sent decline chair sent
accepted decline chair sent
scheduled decline chair sent
sent ask consulted information-needed
accepted ask consulted information-needed
scheduled ask consulted information-needed
accepted schedule requesting scheduled
accepted schedule consulted scheduled
scheduled schedule requesting scheduled
scheduled schedule consulted scheduled
accepted start requesting in-session
accepted start consulted in-session
scheduled start requesting in-session
scheduled start consulted in-session
interrupted start requesting in-session
interrupted start consulted in-session
awaiting-signature start requesting in-session
awaiting-signature start consulted in-session
accepted end requesting awaiting-signature
accepted end consulted awaiting-signature
scheduled end requesting awaiting-signature
scheduled end consulted awaiting-signature
in-session end requesting awaiting-signature
in-session end consulted awaiting-signature
interrupted end requesting awaiting-signature
interrupted end consulted awaiting-signature
in-session interrupt requesting interrupted
in-session interrupt consulted interrupted
in-session interrupt gateway interrupted
draft cancel requesting cancelled
sent cancel requesting cancelled
information-needed cancel requesting cancelled
accepted cancel requesting cancelled
scheduled cancel requesting cancelled
interrupted cancel requesting cancelled
sent assign requesting sent
sent assign consulted sent
information-needed assign requesting information-needed
information-needed assign consulted information-needed
accepted assign requesting accepted
accepted assign consulted accepted
scheduled assign requesting scheduled
scheduled assign consulted scheduled
awaiting-signature complete gateway completed`.split('\n'),
);

describe('the state table', () => {
  it('has exactly the transitions that are written here', () => {
    const found = new Set<string>();
    for (const state of caseStates)
      for (const verb of [...caseVerbs, 'complete', 'decline'] as const)
        for (const role of [...siteRoles, 'gateway'] as const) {
          const next = nextCaseState(state, verb, role);
          if (next) found.add(`${state} ${verb} ${role} ${next}`);
        }
    assert.deepEqual([...found].sort(), [...expected].sort());
  });
  it('lets nothing but nothing happen to a final case', () => {
    for (const state of caseStates.filter(isFinalCaseState))
      for (const role of siteRoles) assert.deepEqual(allowedCaseVerbs(state, [role]), []);
  });
  it('refuses by a code that names state, verb and role', () => {
    assert.throws(
      () => requireCaseState('completed', 'start', 'consulted'),
      (error) => {
        assert.ok(isDiemcauError(error));
        assert.equal(error.code, 'case/transition-refused');
        assert.deepEqual(error.details.facts, { state: 'completed', verb: 'start', role: 'consulted' });
        return true;
      },
    );
  });
  it('gives every state a Task.status', () => {
    assert.deepEqual(Object.keys(taskStatusOf).sort(), [...caseStates].sort());
  });
  it('calls a case overdue after 1, 24 or 72 hours of waiting, and only while it waits', () => {
    const sent = new Date('2026-11-22T00:00:00Z');
    const after = (hours: number) => new Date(sent.getTime() + hours * 3_600_000);
    for (const [urgency, hours] of [
      ['emergency', 1],
      ['urgent', 24],
      ['routine', 72],
    ] as const) {
      assert.equal(isOverdue('sent', urgency, sent, after(hours)), false);
      assert.equal(isOverdue('sent', urgency, sent, after(hours + 0.01)), true);
      assert.equal(isOverdue('accepted', urgency, sent, after(hours + 100)), false);
    }
  });
  it('calls a scheduled case overdue a quarter of an hour after its time, unless it was started', () => {
    const at = new Date('2026-11-22T03:00:00Z');
    const after = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
    const sent = new Date('2026-11-20T00:00:00Z');
    assert.equal(isOverdue('scheduled', 'emergency', sent, after(15), at), false);
    assert.equal(isOverdue('scheduled', 'emergency', sent, after(16), at), true);
    assert.equal(isOverdue('in-session', 'emergency', sent, after(16), at), false);
    assert.equal(isOverdue('scheduled', 'emergency', sent, after(16)), false);
  });
});
