import { DiemcauError } from '@diemcau/protocol';
import type { AttachmentContent } from '../internal/records.types.js';
import type { Http } from '../internal/session.types.js';
import { sha256 } from '../internal/sha256.js';
import type { Call } from '../internal/store.types.js';

interface Deps {
  http: Pick<Http, 'read'>;
  fetch: typeof fetch;
  /** URL that the record came from; attachments of its own origin may be fetched. */
  base?: string;
}

/**
 * Bytes of an attachment: inline, from the gateway (checked against their hash), or from the record's own origin. Nothing is
 * ever fetched from a host that a record names.
 * @throws DiemcauError `record/unsupported`, `signature/content-changed`
 */
export async function fetchAttachment(
  { http, fetch, base }: Deps,
  content: AttachmentContent,
  call: Call,
): Promise<Blob> {
  const { contentType: type } = content;
  if ('bytes' in content) return new Blob([content.bytes as BlobPart], { type });
  const id = /^Binary\/([\w-]{43})$/.exec(content.url)?.[1];
  if (id !== undefined && base === undefined) {
    const { data } = (await http.read(content.url, call)) as { data?: string };
    const bytes = Uint8Array.from(atob(data ?? ''), (char) => char.charCodeAt(0));
    if ((await sha256(bytes)) !== id) throw new DiemcauError('signature/content-changed', { at: 'Binary' });
    return new Blob([bytes], { type });
  }
  const url = base === undefined ? undefined : new URL(content.url, base);
  if (!url || url.origin !== new URL(base as string).origin)
    throw new DiemcauError('record/unsupported', { at: 'attachment.url' });
  const response = await fetch(url, { credentials: 'same-origin', signal: call.signal });
  if (!response.ok) throw new DiemcauError('request/not-found', { at: 'attachment.url' });
  return response.blob();
}
