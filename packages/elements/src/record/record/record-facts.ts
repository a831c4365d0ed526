import type { RecordSection, SectionStatus } from '@diemcau/fhir';
import type { ErrorCode } from '@diemcau/protocol';
import type { RecordStoreState } from '@diemcau/sdk';
import { ErrorEvent } from '../../internal/error.events.js';
import { ContextMismatchEvent, RecordLoadedEvent, RecordSectionFailedEvent } from './record.events.js';

/** Tells what became of a record, each fact once. */
export class RecordFacts {
  readonly #host: EventTarget & { readonly caseId: string };
  /** Nothing of another patient stays on screen. */
  readonly #wipe: () => void;
  #sections?: RecordStoreState['sections'];
  #told = '';
  #mismatch?: unknown;

  constructor(host: EventTarget & { readonly caseId: string }, wipe: () => void) {
    this.#host = host;
    this.#wipe = wipe;
  }

  /** `mismatch`: what says that the record is of another patient; another one is another fact. */
  tell(now: Readonly<RecordStoreState>, mismatch: unknown): void {
    if (mismatch && mismatch !== this.#mismatch) {
      this.#wipe();
      this.#host.dispatchEvent(new ContextMismatchEvent({ caseId: this.#host.caseId }));
      this.#host.dispatchEvent(new ErrorEvent({ code: 'record/context-mismatch', retryable: false }));
    }
    this.#mismatch = mismatch;
    if (now.status !== 'ready' || mismatch || now.sections === this.#sections) return;
    this.#sections = now.sections;
    const sections = summary(now);
    const text = JSON.stringify(sections);
    if (text === this.#told) return;
    this.#told = text;
    this.#host.dispatchEvent(new RecordLoadedEvent({ sections }));
    for (const section of Object.keys(sections) as RecordSection[])
      if (sections[section].state === 'failed')
        this.#host.dispatchEvent(
          new RecordSectionFailedEvent({ section, code: failureCode(now.sections[section].reason) }),
        );
  }
}

function summary({ sections }: RecordStoreState): Readonly<Record<RecordSection, SectionStatus>> {
  const short = Object.entries(sections).map(([name, { state, count }]) => [name, { state, count }]);
  return Object.fromEntries(short) as Record<RecordSection, SectionStatus>;
}

/** A section's reason is a code of the closed list or a word of the reader's own. */
function failureCode(reason: string | undefined): ErrorCode {
  return reason?.startsWith('record/') ? (reason as ErrorCode) : 'record/malformed';
}
