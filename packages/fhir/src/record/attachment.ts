import { asNumber, asObject, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import type { Context } from './context.js';
import type { RecordEntry } from './record.types.js';

/** An Attachment with data or a URL; a Binary in the same source is put in its place. */
export function attachmentOf(value: unknown, context: Context, owner: Json): RecordEntry['attachment'] {
  const attachment = asObject(value);
  if (!attachment) return undefined;
  const url = asText(attachment['url']);
  const binary = url === undefined ? undefined : context.refs.find({ reference: url }, owner)?.resource;
  const data = asText(attachment['data']) ?? asText(binary?.['data']);
  if (data === undefined && url === undefined) return undefined;
  const title = asText(attachment['title']);
  const size = asNumber(attachment['size']);
  return {
    contentType: asText(attachment['contentType']) ?? asText(binary?.['contentType']) ?? 'application/octet-stream',
    ...(title ? { title } : {}),
    ...(size === undefined ? {} : { size }),
    ...(data ? { data } : { url: url! }),
  };
}

/** The div of a resource's or section's narrative. */
export function divOf(text: unknown): string | undefined {
  return asText(asObject(text)?.['div']);
}
