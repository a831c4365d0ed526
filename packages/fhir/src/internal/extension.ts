import type { Extension } from 'fhir/r4';
import { asObjects } from './json.js';
import type { Json } from './json.js';

/** An extension with a string, left out when the string is empty (FHIR has no empty strings). */
export function textExtension(url: string, text: string | undefined): Extension[] {
  return text === undefined || text === '' ? [] : [{ url, valueString: text }];
}

/** The first extension of a URL. */
export function extensionOf(holder: Json | undefined, url: string): Json | undefined {
  return extensionsOf(holder, url)[0];
}

/** All extensions of a URL. */
export function extensionsOf(holder: Json | undefined, url: string): Json[] {
  return asObjects(holder?.['extension']).filter((extension) => extension['url'] === url);
}

/** The string of an extension exactly as written, blanks kept. */
export function extensionText(holder: Json | undefined, url: string): string | undefined {
  const value = extensionOf(holder, url)?.['valueString'];
  return typeof value === 'string' ? value : undefined;
}
