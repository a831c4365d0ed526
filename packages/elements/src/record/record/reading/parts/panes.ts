import type { RecordSection } from '@diemcau/fhir';
import type { RecordStoreState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import type { Say } from '../../views/say.js';
import { drugsView } from './drugs-view.js';
import { filtersView } from './filters-view.js';
import { foundView } from './found-view.js';
import { keysView } from './keys-view.js';
import type { Reading } from './reading.js';
import { timelineView } from './timeline-view.js';
import { toolsView } from './tools-view.js';

type Go = (section: RecordSection, entryKey: string) => void;

/** The tools, and what is open below them. */
export function toolPane(reading: Reading, { news }: RecordStoreState, say: Say): TemplateResult {
  return html`${toolsView(reading, say)}
  ${reading.panel === 'filters' ? filtersView(reading, news, say, reading.words) : nothing}
  ${keysView(reading.words, say, () => void reading.open(undefined))}`;
}

/** What stands in the place of the sections; undefined: they do. */
export function largePane({ pane, finder, timeline, words }: Reading, say: Say, go: Go): TemplateResult | undefined {
  if (pane === 'found') return foundView(finder, say, words, go);
  return pane === 'timeline' ? timelineView(timeline, say, words, go) : undefined;
}

/** Drugs by substance, before their entries; of a filtered record there are the entries only. */
export function drugBoard({ drugs, isFiltering, words }: Reading, say: Say, go: Go): TemplateResult | typeof nothing {
  return drugs && !isFiltering ? drugsView(drugs, say, words, (key) => go('medications', key)) : nothing;
}
