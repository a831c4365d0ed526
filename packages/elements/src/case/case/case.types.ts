import type { CaseView } from '@diemcau/sdk';
import type { CaseWords } from '../../internal/case-words/case-words.types.js';
import type { Locale } from '../../internal/locale.js';
import type { Translation } from '../../internal/messages.js';
import type vi from './case.messages.vi.js';

/** The words of a case. */
export type Words = Translation<typeof vi>;

/** The parts that share the large pane. */
export const paneNames = ['record', 'consent', 'minutes', 'thread', 'people'] as const;
/** A part of the large pane, or the request that is completed. */
export type PaneName = (typeof paneNames)[number] | 'more';

/** What the parts of the surface are given. */
export interface CaseContext {
  view: CaseView;
  words: Words;
  caseWords: CaseWords;
  locale: Locale;
  siteName: (siteId: string) => string;
}
