import { DiemcauError } from '@diemcau/protocol';
import type { RecordSource } from '../internal/record-source.types.js';
import type { Keep } from '../internal/session.types.js';
import { jsonText } from '../internal/json-text.js';
import { textOfBytes } from '../internal/text-of-bytes.js';

const nameOf = (caseId: string) => `record-source\n${caseId}`;

/** Keeps a source as text, encrypted, until it is shared. */
export async function keepSource(keep: Keep, caseId: string, source: RecordSource): Promise<void> {
  const text =
    typeof source === 'string' ? source : source instanceof Blob ? await textOfBytes(source) : jsonText(source);
  await keep.put(nameOf(caseId), text);
}

/** The kept source of a case, if there is one. */
export async function keptSource(keep: Keep, caseId: string): Promise<string | undefined> {
  try {
    return (await keep.get<string>(nameOf(caseId)))?.value;
  } catch (error) {
    if (DiemcauError.from(error).code.startsWith('offline/')) return undefined;
    throw error;
  }
}

/** Forgets the kept source of a case. */
export function dropSource(keep: Keep, caseId: string): Promise<void> {
  return keep.delete(nameOf(caseId));
}
