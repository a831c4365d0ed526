import type { RecordEntry, RecordSection } from '@diemcau/fhir';
import type { RecordStore, RecordStoreState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { icons } from '../../../internal/icons.js';
import type { Locale } from '../../../internal/locale.js';
import type { RecordSectionConfig, SectionTools } from '../../../internal/record-section-config.types.js';
import type { LiveController } from '../live/live-controller.js';
import { openableView, type ImageContext } from '../openable/openable-view.js';
import type { OpenedController } from '../openable/opened.js';
import { pageSize, type SectionPages } from '../paging/section-pages.js';
import type { ReadingController } from '../reading/reading-controller.js';
import { RecordExcerptRequestEvent, RecordPointRequestEvent } from '../record.events.js';
import { isMeasured, type ResultsOpen } from '../results/results-open.js';
import type { EntryActions } from '../views/entry-view.js';
import { navigationView } from '../views/navigation-view.js';
import type { Say } from '../views/say.js';
import { sectionView } from '../views/section-view.js';
import { defaultRecordSections, isOfReader } from './default-sections.js';
import { entriesViewOf, entriesViews } from './entries-view.js';
import { ownSection } from './own-section.js';

/** Rows from which a record comes section by section; a shorter one has all its headings at once. */
const longRecord = 60;

/** The element that the sections are part of. */
interface Host extends EventTarget {
  readonly sections?: readonly RecordSectionConfig[];
  readonly currentLocale: Locale;
  readonly pointer?: { section: string; entryKey?: string };
  readonly pointing: boolean;
  readonly excerpting: boolean;
  goToEntry(section: string, entryKey?: string): Promise<void>;
}

/** What a person opened, turned to and looks for in them. */
interface Of {
  store(): RecordStore | undefined;
  images(): ImageContext;
  pages: SectionPages;
  results: ResultsOpen;
  opened: OpenedController;
  live: LiveController;
  reading: ReadingController;
}

/** The sections as they are configured. One is drawn again only when something changed that it is drawn from. */
export class SectionViews {
  readonly #host: Host;
  readonly #of: Of;

  constructor(host: Host, of: Of) {
    this.#host = host;
    this.#of = of;
  }

  get configs(): readonly RecordSectionConfig[] {
    return this.#host.sections ?? defaultRecordSections;
  }

  title({ name, title }: RecordSectionConfig, { t }: Say): string {
    const given = typeof title === 'function' ? title(this.#host.currentLocale) : title;
    return given ?? (isOfReader(name) ? t.sections[name] : name);
  }

  /** Sections with entries that the embedder's configuration does not show: said, so that they are not taken for none. */
  leftOut({ sections }: Readonly<RecordStoreState>): RecordSection[] {
    const shown = new Set(this.configs.map(({ name }) => name));
    return (Object.keys(sections) as RecordSection[]).filter(
      (name) => isOfReader(name) && !shown.has(name) && sections[name].count > 0,
    );
  }

  /** The list of them; `current`: where the person went last. */
  navigation({ sections }: Readonly<RecordStoreState>, current: string | undefined, say: Say): unknown {
    const shown = this.configs.map((config) => ({ name: config.name, title: this.title(config, say) }));
    const followed = this.#host.pointer?.section;
    return guard([this.configs, ...shown.map(({ title }) => title), sections, say.t, current, followed], () =>
      navigationView(shown, sections, say, current, followed, (name) => void this.#host.goToEntry(name)),
    );
  }

  /** All of them, with so many rows of their first pages. */
  view(now: Readonly<RecordStoreState>, rows: number, say: Say): unknown[] {
    let left = rows;
    const isLong = rowsOf(now) > longRecord;
    return this.configs.map((config) => {
      const { name } = config;
      if (isLong && left-- <= 0) return nothing;
      if (!isOfReader(name)) {
        const context = { locale: this.#host.currentLocale, state: now, store: this.#of.store()! };
        return ownSection(config, this.title(config, say), context, say);
      }
      const most = Math.min(left, pageSize, now.sections[name].entries.length);
      left = Math.max(0, left - now.sections[name].entries.length);
      return this.#section(name, config, now, most, say);
    });
  }

  #section(
    name: RecordSection,
    config: RecordSectionConfig,
    now: Readonly<RecordStoreState>,
    rows: number,
    say: Say,
  ): unknown {
    const host = this.#host;
    const { pages, results, opened, reading, images } = this.#of;
    const { pointer, pointing, excerpting, currentLocale } = host;
    const title = this.title(config, say);
    const section = now.sections[name];
    const fresh = now.news?.sections[name];
    const found = name === 'medications' && !config.entries ? reading.now : undefined;
    // What is filtered is shown by the record's own pages, which know the filter.
    const hasResults =
      isMeasured(name) && now.status === 'ready' && !config.entries && !reading.now?.reading.isFiltering;
    const draw = (): TemplateResult => {
      const actions = this.#actions(name, say);
      const point = pointing ? () => host.dispatchEvent(new RecordPointRequestEvent({ section: name })) : undefined;
      return sectionView(name, section, {
        lead: found ? found.parts.drugBoard(found.reading, say, (at, key) => void host.goToEntry(at, key)) : nothing,
        fresh,
        title,
        say,
        pages,
        entries: this.#entries(name, config, title, say, actions),
        rows,
        followed: pointer?.section === name,
        point,
        ...(hasResults ? this.#results(name, title, section, say, actions) : {}),
      });
    };
    // What the embedder draws may be drawn from anything.
    if (config.entries) return draw();
    return guard(
      [
        config,
        title,
        say.t,
        currentLocale,
        section,
        fresh,
        rows,
        pages.of(name),
        pointer?.section === name,
        pointer?.entryKey,
        pointing,
        excerpting,
        hasResults,
        ...(hasResults ? [results.of(name), this.#of.store()] : []),
        ...(found ? [found.reading.drugs, found.reading.isFiltering, found.reading.words] : []),
        opened.changes,
        images().dicomweb,
        ...(opened.isAnyOpen ? Object.values(images()) : []),
      ],
      draw,
    );
  }

  #results(
    name: RecordSection,
    title: string,
    section: RecordStoreState['sections'][RecordSection],
    say: Say,
    actions: EntryActions,
  ) {
    const { results, live } = this.#of;
    const panel = results.panel(name, {
      title,
      store: this.#of.store()!,
      state: section,
      say,
      actions,
      locale: this.#host.currentLocale,
      moved: () => live.again(),
    });
    return { choice: results.choice(name, title, section.count, say), ...(panel ? { panel } : {}) };
  }

  #entries(name: RecordSection, config: RecordSectionConfig, label: string, say: Say, actions: EntryActions) {
    const options = { label, say, actions };
    if (!config.entries) return (shown: readonly RecordEntry[]) => entriesViewOf(name)(shown, options);
    const tools: SectionTools = {
      locale: this.#host.currentLocale,
      label,
      list: (entries) => entriesViews.list(entries, options),
      table: (entries) => entriesViews.table(entries, options),
    };
    return (shown: readonly RecordEntry[]) => config.entries!(shown, tools);
  }

  #actions(section: RecordSection, say: Say): EntryActions {
    const host = this.#host;
    const { results, opened } = this.#of;
    const images = this.#of.images();
    const { t } = say;
    const point = (entryKey: string) => () => host.dispatchEvent(new RecordPointRequestEvent({ section, entryKey }));
    const ask = (entryKey: string) => () => host.dispatchEvent(new RecordExcerptRequestEvent({ section, entryKey }));
    return {
      ...(host.pointer?.entryKey ? { followed: host.pointer.entryKey } : {}),
      extras: (entry) => openableView(entry, opened, say, images),
      trend: ({ key, title, value, parts = [] }) =>
        isMeasured(section) && [value, ...parts.map((part) => part.value)].some((one) => one?.number !== undefined)
          ? rowButton(`${t.trendOf}: ${title}`, t.trendOf, icons.trend, results.trend(section, key))
          : nothing,
      action: ({ key, title }) =>
        html`${
          host.pointing ? rowButton(`${t.pointRow}: ${title}`, t.pointRow, icons.pointer, point(key)) : nothing
        }${host.excerpting ? rowButton(`${t.rowActions}: ${title}`, t.rowActions, icons.minutes, ask(key)) : nothing}`,
    };
  }
}

/** Rows of all first pages. */
export function rowsOf({ sections }: RecordStoreState): number {
  return Object.values(sections).reduce((sum, { entries }) => sum + entries.length, 0);
}

function rowButton(label: string, title: string, icon: TemplateResult, onClick: () => void): TemplateResult {
  return html`<button
    type="button"
    class="button quiet icon row-action"
    aria-label=${label}
    title=${title}
    @click=${onClick}
  >
    ${icon}
  </button>`;
}
