/** What a copy says of itself; kept encrypted, so that its end cannot be written anew from outside. */
export interface CopyHead {
  caseId: string;
  /** When the gateway was last read (ISO instant). */
  at: string;
  /** From when on it can no longer be read (ISO instant): the share's end, at most `copyLifetime` after `at`. */
  until: string;
  /** The record: from whom, its documents in their order. */
  share?: { fromSite: string; endsAt?: string; documents: number; documentId?: string };
  documents?: readonly string[];
}

/** Encrypted copies of cases on this device, of the signed-in person. */
export interface Copies {
  /**
   * Keeps pieces of a case, all or none, beside those that are there; its head is made anew from the one before, and its end holds for all.
   * @throws DiemcauError `offline/quota-exceeded` when even without the copies of other cases there is no room
   */
  put(
    caseId: string,
    pieces: Readonly<Record<string, string | ArrayBuffer>>,
    headOf: (before: CopyHead | undefined) => Omit<CopyHead, 'caseId' | 'at'>,
  ): Promise<void>;
  /** `undefined` when there is none, or its time is over. */
  head(caseId: string): Promise<CopyHead | undefined>;
  piece(caseId: string, name: string): Promise<ArrayBuffer | undefined>;
  /** Of every case that is kept. */
  heads(): Promise<readonly CopyHead[]>;
  drop(caseId: string): Promise<void>;
  /** Removes what is over, whoever it was of. */
  sweep(): Promise<void>;
}
