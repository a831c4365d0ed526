import type { WireResource } from '@diemcau/protocol';
import { readConsents } from './purpose-states.js';

/** Sections of the record that the newest consent to share withholds. */
export function withheldSections(consents: readonly WireResource[]): readonly string[] {
  return (
    readConsents(consents).find(({ purpose, status }) => purpose === 'record-share' && status === 'active')?.withheld ??
    []
  );
}
