import { asObjects, asText } from './json.js';
import { provinces34 } from './codes/provinces34.js';

/** A province of the 63 that is part of another since 07/2025. */
export interface MergedProvince {
  /** As it was called. */
  was: string;
  /** What it is part of now. */
  now: string;
}

const bare = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/^\s*(?:tỉnh|thành phố|tp\.?|t\.)\s+/iu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

const byOldName = new Map(
  provinces34.flatMap(({ name, mergedFrom }) =>
    mergedFrom.filter((was) => was !== name).map((was) => [bare(was), { was, now: name }] as const),
  ),
);

/**
 * The province of today for an Address that names one of the 63 which is no more: by `state`, else `city`, else the last part of `text`.
 * A name that stayed says nothing of when it was written, codes of the 63 are codes of other provinces now, and districts share names
 * with provinces (Hòa Bình in Bạc Liêu): nothing is guessed from those.
 */
export function provinceNow(addresses: unknown): MergedProvince | undefined {
  for (const address of asObjects(addresses)) {
    if (address['use'] === 'old') continue;
    const parts = (asText(address['text']) ?? '').split(',').filter((part) => !/^\s*(?:việt nam|vn)?\s*$/iu.test(part));
    const name = asText(address['state']) ?? asText(address['city']) ?? parts.at(-1);
    const found = name === undefined ? undefined : byOldName.get(bare(name));
    if (found) return found;
  }
  return undefined;
}
