import { fromConsent, type ConsentRecord } from '@diemcau/fhir';
import { consentPurposes, requiredPurposes, type ConsentPurpose, type WireResource } from '@diemcau/protocol';
import type { Command } from '../internal/session.types.js';
import type { ConsentText, PurposeState } from './consent.types.js';

/** The consents of a case, as records, newest first. */
export function readConsents(resources: readonly WireResource[]): ConsentRecord[] {
  return resources
    .flatMap((resource) => fromConsent(resource).ok ?? [])
    .sort((a, b) => b.decidedAt.localeCompare(a.decidedAt));
}

/** Consents that wait on this device. */
export function queuedConsents(commands: readonly Command[]): ConsentRecord[] {
  const resources = commands.flatMap(({ name, body }) => {
    if (name !== 'consent.sign' && name !== 'consent.refuse') return [];
    const { parameter } = JSON.parse(body) as { parameter?: { name: string; resource?: WireResource }[] };
    return parameter?.find((one) => one.name === 'consent')?.resource ?? [];
  });
  return readConsents(resources);
}

/** Every purpose with its words and its newest decision. */
export function purposeStates(
  texts: readonly ConsentText[],
  confirmed: readonly ConsentRecord[],
  queued: readonly ConsentRecord[],
  siteName: (siteId: string) => string,
): PurposeState[] {
  return consentPurposes.map((purpose): PurposeState => {
    const text = texts.find((one) => one.purpose === purpose) as ConsentText;
    const required = (requiredPurposes as readonly ConsentPurpose[]).includes(purpose);
    const waiting = queued.find((one) => one.purpose === purpose);
    const record = waiting ?? confirmed.find((one) => one.purpose === purpose);
    if (!record) return { purpose, required, decision: 'undecided', queued: false, text };
    const { consentId, decidedAt, performer, collector, status, decision } = record;
    return {
      purpose,
      required,
      decision: status === 'inactive' ? 'withdrawn' : decision === 'permit' ? 'permitted' : 'refused',
      queued: waiting !== undefined,
      consentId,
      decidedAt,
      performer,
      witness: { siteId: collector.siteId, name: collector.name || siteName(collector.siteId) },
      text,
    };
  });
}
