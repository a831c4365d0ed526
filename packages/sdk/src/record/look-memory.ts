import type { LookedBefore } from '../internal/reading.types.js';
import type { Keep } from '../internal/session.types.js';

/** What is kept of a person's looks at a case: the last sitting's, and the one before it. */
interface Kept extends LookedBefore {
  before?: LookedBefore;
}

/** Opened again within this time it is the same sitting: what was new stays so. Milliseconds. */
const sitting = 30 * 60_000;

const nameOf = (caseId: string) => `record-look\n${caseId}`;

/** Remembers, encrypted and for the signed-in person only, what of a case's record was seen. */
export interface LookMemory {
  /** The look before this sitting; undefined at the first, or where nothing can be kept. */
  before(): Promise<LookedBefore | undefined>;
  /** This is what is seen now. */
  saw(seen: string): Promise<void>;
  forget(): Promise<void>;
}

/** Makes the memory of one case. What cannot be kept is no reason not to show a record. */
export function createLookMemory(keep: Keep, caseId: string, now: () => number): LookMemory {
  let reading: Promise<LookedBefore | undefined> | undefined;

  async function read(): Promise<LookedBefore | undefined> {
    const kept = (await keep.get<Kept>(nameOf(caseId)).catch(() => undefined))?.value;
    if (!kept) return undefined;
    return now() - Date.parse(kept.at) < sitting ? kept.before : { at: kept.at, seen: kept.seen };
  }

  return {
    before: () => (reading ??= read()),
    async saw(seen) {
      const before = await (reading ??= read());
      const at = new Date(now()).toISOString();
      await keep.put(nameOf(caseId), { at, seen, ...(before ? { before } : {}) } satisfies Kept).catch(() => undefined);
    },
    forget: () => keep.delete(nameOf(caseId)).catch(() => undefined),
  };
}
