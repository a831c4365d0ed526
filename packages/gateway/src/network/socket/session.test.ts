import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventText } from '../../internal/event-text.js';
import type { Principal } from '../../internal/principal.types.js';
import { OpenSession } from './session.js';

const who: Principal = {
  siteId: '22001',
  sub: 'bs-a',
  name: 'BS A',
  scopes: new Set(),
  system: false,
  onBehalf: false,
  jkt: 'k',
  expires: 0,
};
const signal = (characters: number) =>
  eventText({ kind: 'signal', caseId: 'c', from: 'a', to: 'b', data: { text: 'x'.repeat(characters) } });

describe('events kept for a resume', () => {
  it('are dropped, oldest first, when they take much room, and what was lost cannot be resumed', () => {
    const session = new OpenSession(who, () => undefined);
    for (let n = 0; n < 10; n++) session.push(signal(50_000));
    assert.equal(session.seq, 10);
    assert.equal(session.canResume(0), false);
    assert.equal(session.canResume(5), true);
    session.acknowledge(10);
    for (let n = 0; n < 5; n++) session.push(signal(50_000));
    assert.equal(session.canResume(10), true);
  });
  it('hold at least the newest, however long it is', () => {
    const session = new OpenSession(who, () => undefined);
    session.push(signal(400_000));
    assert.equal(session.canResume(0), true);
  });
});
