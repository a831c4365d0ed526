import { checkMinutes, fromMinutesDocument } from '@diemcau/fhir';
import { DiemcauError, type WireResource } from '@diemcau/protocol';

/**
 * Minutes are signed whole or not at all: what form 27/BV2 asks for is there, and the document speaks of this case.
 * @throws DiemcauError `minutes/incomplete` at the first field that is missing, `request/invalid` for another case's minutes
 */
export function requireMinutes(bundle: WireResource, caseId: string): void {
  const read = fromMinutesDocument(bundle);
  const faults = (read.ok ? checkMinutes(read.ok) : read.issues).filter(({ severity }) => severity === 'error');
  if (faults.length > 0)
    throw new DiemcauError('minutes/incomplete', { at: faults[0]!.at, facts: { missing: faults.length } });
  if (read.ok && read.ok.caseId !== caseId) throw new DiemcauError('request/invalid', { at: 'Bundle.meta.tag' });
}
