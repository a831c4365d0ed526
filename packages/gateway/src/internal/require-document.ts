import { DiemcauError, type WireResource } from '@diemcau/protocol';
import { validate } from 'uuid';

/**
 * A FHIR document: Bundle with its own id, a Composition first.
 * @throws DiemcauError `request/invalid`
 */
export function requireDocument(bundle: WireResource): { documentId: string; composition: WireResource; size: number } {
  if (typeof bundle.id !== 'string' || !validate(bundle.id))
    throw new DiemcauError('request/invalid', { at: 'Bundle.id' });
  if (bundle.type !== 'document') throw new DiemcauError('request/invalid', { at: 'Bundle.type' });
  const first = (bundle.entry as { resource?: WireResource }[] | undefined)?.[0]?.resource;
  if (first?.resourceType !== 'Composition') throw new DiemcauError('request/invalid', { at: 'Bundle.entry[0]' });
  return { documentId: bundle.id, composition: first, size: Buffer.byteLength(JSON.stringify(bundle)) };
}
