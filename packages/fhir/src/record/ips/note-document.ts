import { narrativeDiv } from '../../internal/narrative.js';
import type { Json } from '../../internal/json.js';
import type { RecordEntry } from '../record.types.js';

/**
 * A Composition that is a note of the record (bdl-ips-1 allows no second one in a document) as DocumentReference: type, date, author,
 * encounter and docStatus kept, its words as narrative and as attachment.
 */
export function noteDocument(
  composition: Json,
  { title, date, narrative }: RecordEntry,
  div: string | undefined,
): Json {
  const status = composition['status'];
  const isInstant = date !== undefined && /T.*(?:Z|[+-]\d\d:\d\d)$/u.test(date);
  const encounter = composition['encounter'];
  const context = {
    ...(encounter === undefined ? {} : { encounter: [encounter] }),
    ...(date === undefined || isInstant ? {} : { period: { start: date } }),
  };
  const words = div ?? narrativeDiv([title]);
  const pick = (key: string, as = key) => (composition[key] === undefined ? {} : { [as]: composition[key] });
  return {
    resourceType: 'DocumentReference',
    ...pick('id'),
    ...pick('meta'),
    ...pick('language'),
    text: { status: narrative ? 'additional' : 'generated', div: words },
    ...pick('extension'),
    ...pick('contained'),
    status: status === 'entered-in-error' ? status : 'current',
    ...(typeof status === 'string' ? { docStatus: status } : {}),
    ...pick('type'),
    ...pick('category'),
    ...pick('subject'),
    ...(isInstant ? { date } : {}),
    ...pick('author'),
    ...pick('custodian'),
    description: title,
    content: [{ attachment: { contentType: 'text/html', language: 'vi', data: base64(words), title } }],
    ...(Object.keys(context).length > 0 ? { context } : {}),
  };
}

function base64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
