import type { DicomTags } from './dicom-tags.js';

interface JsonElement {
  Value?: unknown;
  InlineBinary?: unknown;
  BulkDataURI?: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The tags of an object in the DICOM JSON model (PS3.18 F). A bulk data address is never followed. */
export function jsonTags(json: unknown): DicomTags {
  const element = (tag: string): JsonElement | undefined => {
    const found = isObject(json) && Object.hasOwn(json, tag) ? json[tag] : undefined;
    return isObject(found) ? found : undefined;
  };
  const values = (tag: string): readonly unknown[] => {
    const value = element(tag)?.Value;
    return Array.isArray(value) ? (value as unknown[]) : [];
  };
  return {
    texts(tag) {
      const texts = values(tag).map(textOf);
      return texts.some(Boolean) ? texts : [];
    },
    numbers: (tag) =>
      values(tag).flatMap((value) => (isBlank(value) || !Number.isFinite(Number(value)) ? [] : Number(value))),
    items: (tag) => values(tag).filter(isObject).map(jsonTags),
    bytes(tag) {
      const { InlineBinary: inline, BulkDataURI: elsewhere } = element(tag) ?? {};
      if (typeof inline === 'string') return decode(inline);
      return elsewhere === undefined ? undefined : 'elsewhere';
    },
  };
}

const isBlank = (value: unknown) => value === null || value === '' || typeof value === 'object' || value === undefined;

/** A person's name has up to three spellings; the alphabetic one is shown. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  if (!isObject(value)) return '';
  const name = value['Alphabetic'] ?? value['Ideographic'] ?? value['Phonetic'];
  return typeof name === 'string' ? name.trim() : '';
}

function decode(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
