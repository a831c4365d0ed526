import { newestPagesCount, newestPageSize } from '@diemcau/fhir';

/** Where a further entry of a Bundle begins, as our own share document is written. Inside a string the quotes would be escaped. */
const entryStart = ',{"fullUrl":';
/** What is open where an entry of the source ends; around it, for an answer of a batch. */
const closing = { source: ']}', batch: ']}}]}' } as const;
/** The mark stands before the first entry. */
const head = 2_000;

/**
 * The beginning of a share document that says of itself how many of its entries hold the newest page of each section, parsed; without
 * waiting for the rest. `undefined` for anything else, which is then read whole.
 */
export function firstPages(text: string, kind: 'source' | 'batch'): unknown {
  const count = newestPagesCount(text.slice(0, head));
  if (count === undefined) return undefined;
  let end = text.indexOf('"entry":[', kind === 'batch' ? text.indexOf('"entry":[') + 1 : 0);
  for (let found = 0; found < count; found += 1) {
    end = text.indexOf(entryStart, end + 1);
    if (end < 0) return undefined;
  }
  try {
    // Only what really ends between two entries of that list is JSON once it is closed so.
    const parsed = JSON.parse(text.slice(0, end) + closing[kind]) as Bundle;
    const bundle = kind === 'batch' ? (parsed.entry?.[0] as { resource?: Bundle } | undefined)?.resource : parsed;
    return bundle?.entry?.length === count ? shortened(bundle) : undefined;
  } catch {
    return undefined;
  }
}

/** Of the table of contents, what these pages hold: the rest would be sought in vain. */
function shortened(bundle: Bundle): Bundle {
  for (const section of bundle.entry?.[0]?.resource?.section ?? [])
    section.entry = section.entry?.slice(0, newestPageSize);
  return bundle;
}

interface Bundle {
  entry?: readonly { resource?: { section?: { entry?: unknown[] }[] } }[];
}
