import { createHash } from 'node:crypto';
import { DiemcauError, type WireResource } from '@diemcau/protocol';

/**
 * Reads a FHIR Binary.
 * @param needsHashId attachments are addressed by the hash of their bytes
 * @throws DiemcauError `request/invalid`
 */
export function binaryOf(binary: WireResource, { needsHashId }: { needsHashId: boolean }) {
  const { id, contentType, data } = binary;
  if (typeof data !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(data))
    throw new DiemcauError('request/invalid', { at: 'Binary.data' });
  if (typeof contentType !== 'string' || contentType.length > 200)
    throw new DiemcauError('request/invalid', { at: 'Binary.contentType' });
  const bytes = Buffer.from(data, 'base64');
  const sha256 = createHash('sha256').update(bytes).digest('base64url');
  if (needsHashId && id !== sha256) throw new DiemcauError('signature/content-changed', { at: 'Binary.id' });
  if (id !== undefined && !/^[A-Za-z0-9\-._]{1,64}$/.test(id))
    throw new DiemcauError('request/invalid', { at: 'Binary.id' });
  return { id: id ?? sha256, contentType, bytes, sha256 };
}
