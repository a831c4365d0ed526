import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromConsent, toConsent } from './consent.js';
import type { ConsentRecord } from './consent.types.js';

const text = fc.oneof(fc.string(), fc.constantFrom('', ' ', '<b>&'));
const some = fc.string({ minLength: 1 });
const code = fc.stringMatching(/^[A-Za-z0-9.-]{1,20}$/u);
const anyRecord = fc.record<ConsentRecord>(
  {
    consentId: code,
    caseId: code,
    purpose: code,
    decision: fc.constantFrom('permit', 'deny'),
    status: fc.constantFrom('active', 'rejected', 'inactive'),
    patient: fc.record({ name: text, birthDate: some }, { requiredKeys: ['name'] }),
    performer: fc.record(
      {
        kind: fc.constantFrom('patient' as const, 'representative' as const),
        name: text,
        relation: some,
        identifier: some,
        childHeard: fc.boolean(),
      },
      { requiredKeys: ['kind', 'name'] },
    ),
    evidence: fc.record(
      { kind: fc.constantFrom('drawn' as const, 'typed' as const, 'verbal' as const), binaryId: code },
      { requiredKeys: ['kind'] },
    ),
    text: fc.record({ version: text, hash: text, language: fc.constantFrom('vi' as const, 'en' as const) }),
    recipients: fc.array(code),
    withheld: fc.array(code),
    decidedAt: fc.constant('2026-10-05T03:00:00Z'),
    collector: fc.record({ siteId: text, sub: code, name: text }),
    withdrawnAt: fc.constant('2026-10-06T03:00:00Z'),
    withdrawalReason: some,
  },
  {
    requiredKeys: [
      'consentId',
      'caseId',
      'purpose',
      'decision',
      'status',
      'patient',
      'performer',
      'evidence',
      'text',
      'recipients',
      'withheld',
      'decidedAt',
      'collector',
    ],
  },
);

test('a decision becomes a Consent and comes back whole', () => {
  fc.assert(
    fc.property(anyRecord, (one) => {
      const plain = JSON.parse(JSON.stringify(one)) as ConsentRecord;
      const consent = toConsent(plain);
      assert.equal(consent.provision?.type, plain.decision);
      assert.equal(consent.verification !== undefined, plain.performer.kind === 'representative');
      assert.ok(consent.policyRule, 'ppc-1');
      assert.deepEqual(fromConsent(JSON.parse(JSON.stringify(consent))).ok, plain);
    }),
    { numRuns: 400 },
  );
});

test('a Consent without its purpose, or anything else, is refused', () => {
  const consent = toConsent({
    consentId: 'c',
    caseId: 'k',
    purpose: 'recording',
    decision: 'deny',
    status: 'rejected',
    patient: { name: 'An' },
    performer: { kind: 'patient', name: 'An' },
    evidence: { kind: 'typed' },
    text: { version: '1', hash: 'h', language: 'vi' },
    recipients: [],
    withheld: [],
    decidedAt: '2026-10-05T03:00:00Z',
    collector: { siteId: 's', sub: 'b', name: 'B' },
  });
  assert.equal(fromConsent({ ...consent, category: [] }).issues[0]?.at, 'Consent.category');
  fc.assert(fc.property(fc.anything(), (value) => assert.equal(fromConsent(value).ok, undefined)));
});
