import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Signed minutes that the back end fetched and verified. */
export interface StoredMinutes {
  documentId: string;
  caseId: string;
  patientId?: string;
  receivedAt: string;
  /** Why they are not trusted, or nothing when every signature held. */
  refused?: string;
  complete: boolean;
  signers: { role: string; name: string; siteId: string; sub: string; signedAt: string }[];
  document: { resourceType: 'Bundle'; id: string };
  signatures: string[];
}

/** What a portal keeps: which case is whose, and the minutes that came back. */
export interface PortalState {
  cases: { caseId: string; patientId: string; openedAt: string }[];
  minutes: StoredMinutes[];
  /** `_lastUpdated` up to which minutes were fetched. */
  fetchedUpTo?: string;
}

/** A portal's state in one file, written whole and renamed, so that a crash leaves the old or the new. */
export class PortalStore {
  #state: PortalState = { cases: [], minutes: [] };
  #writing: Promise<void> = Promise.resolve();

  constructor(readonly file: string) {}

  async load(): Promise<this> {
    await mkdir(dirname(this.file), { recursive: true });
    try {
      this.#state = JSON.parse(await readFile(this.file, 'utf8')) as PortalState;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    return this;
  }

  get state(): Readonly<PortalState> {
    return this.#state;
  }

  async update(change: (state: PortalState) => PortalState): Promise<void> {
    this.#state = change(this.#state);
    const text = JSON.stringify(this.#state);
    this.#writing = this.#writing.then(async () => {
      await writeFile(`${this.file}.new`, text);
      await rename(`${this.file}.new`, this.file);
    });
    await this.#writing;
  }

  async addCase(caseId: string, patientId: string) {
    await this.update((state) =>
      state.cases.some((one) => one.caseId === caseId)
        ? state
        : { ...state, cases: [...state.cases, { caseId, patientId, openedAt: new Date().toISOString() }] },
    );
  }

  async addMinutes(minutes: StoredMinutes) {
    await this.update((state) => ({
      ...state,
      minutes: [...state.minutes.filter((one) => one.documentId !== minutes.documentId), minutes],
    }));
  }
}
