import { ownSystems } from '../internal/systems.js';

/** Entries of a section that a share document has in front. */
export const newestPageSize = 20;

/** Says of a Bundle that its first `count` entries hold the newest page of each section. */
export function newestPagesTag(count: number): { system: string; code: string } {
  return { system: ownSystems.newestPages, code: String(count) };
}

/** What `newestPagesTag` says, from the beginning of the document's text; undefined where it is not said. */
export function newestPagesCount(text: string): number | undefined {
  const tag = JSON.stringify(newestPagesTag(0)).replace('"0"}', '"');
  const at = text.indexOf(tag);
  const end = at < 0 ? -1 : text.indexOf('"', at + tag.length);
  const count = end < 0 ? Number.NaN : Number(text.slice(at + tag.length, end));
  return Number.isInteger(count) && count > 0 ? count : undefined;
}
