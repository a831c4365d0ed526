import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromMinutesComposition, toConsent, toMinutesComposition } from './index.js';

const folder = new URL('../profiles/', import.meta.url);
type Profile = { url: string; type: string; differential: { element: { path: string; min?: number }[] } };
const profiles = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Profile);

test('what the builders make has the elements that the profiles require', () => {
  const consent = toConsent({
    consentId: 'c',
    caseId: 'k',
    purpose: 'recording',
    decision: 'permit',
    status: 'active',
    patient: { name: 'An' },
    performer: { kind: 'patient', name: 'An' },
    evidence: { kind: 'typed' },
    text: { version: '1', hash: 'h', language: 'vi' },
    recipients: ['01020'],
    withheld: ['results'],
    decidedAt: '2026-10-05T03:00:00Z',
    collector: { siteId: 's', sub: 'b', name: 'B' },
  });
  const minutes = toMinutesComposition({
    caseId: 'k',
    patient: { name: 'An', identifiers: [] },
    admissionNumber: '',
    department: '',
    ward: '',
    bed: '',
    diagnosisBefore: [],
    breaks: [],
    location: '',
    participants: [],
    summary: 'a',
    agenda: [],
    conclusion: '',
    diagnosisAfter: [],
    prognosis: '',
    plan: '',
    orders: [],
    excerpts: [],
  });
  assert.ok(fromMinutesComposition(minutes).ok);
  for (const [type, resource] of [
    ['Consent', consent],
    ['Composition', minutes],
  ] as const) {
    const profile = profiles.find((one) => one.type === type)!;
    for (const { path, min } of profile.differential.element)
      if (min) assert.ok(has(resource, path.split('.').slice(1)), path);
  }
});

/** Whether every holder of the path's parent has its last element. */
function has(value: unknown, path: readonly string[]): boolean {
  const [first, ...rest] = path;
  if (first === undefined) return value !== undefined;
  const inner = (value as Record<string, unknown>)[first];
  if (Array.isArray(inner)) return inner.length > 0 && inner.every((item) => has(item, rest));
  return inner !== undefined && has(inner, rest);
}
