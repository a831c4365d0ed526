import type { Locale } from '../../../internal/locale.js';
import { openPrintFrame } from '../../../internal/print/print-frame.js';
import type { Copied } from '../copies/copies.js';
import type { PrintKind } from '../copies/copies.events.js';
import { paperMessages } from './paper.messages.js';
import { layOutRecord, type PaperProgress } from './record-paper.js';
import { recordPaperStyles } from './record-paper.styles.js';

interface Options {
  signal: AbortSignal;
  progress(now: PaperProgress): void;
  /** The pages are there; the browser's dialog opens next. */
  printing(): void;
}

/** Lays the record out in a frame of its own and hands it to the browser's print dialog; answers the number of pages. */
export async function printRecord(
  { store, sections, say, person, site, watermark }: Copied,
  kind: PrintKind,
  locale: Locale,
  { signal, progress, printing }: Options,
): Promise<number> {
  const [words, trace] = await Promise.all([paperMessages.load(locale), store.trace({ signal })]);
  signal.throwIfAborted();
  const frame = openPrintFrame({ title: words.documentTitle, styles: [recordPaperStyles], locale });
  try {
    const includeRestricted = store.snapshot.mayReadRestricted === true;
    const plan = { kind, sections, store, say, words, includeRestricted, trace, person, site, watermark };
    const pages = await layOutRecord(frame.page, plan, { signal, progress });
    signal.throwIfAborted();
    printing();
    await frame.print();
    return pages;
  } finally {
    frame.close();
  }
}
