import { html, nothing, type TemplateResult } from 'lit';
import { workIcons } from '../../internal/work-icons.js';
import { icons } from '../../internal/icons.js';
import { caseIcons } from './case-icons.js';
import type { PaneName, Words } from './case.types.js';

/** A pane or, on a phone, the talk. */
export type TabName = PaneName | 'talk';

const look: Record<TabName, TemplateResult> = {
  record: caseIcons.record,
  consent: caseIcons.consent,
  minutes: icons.minutes,
  thread: caseIcons.message,
  people: icons.people,
  more: workIcons.plus,
  talk: icons.call,
};

/** Brings the chosen tab into view in a bar that is longer than the phone is wide; the page itself stays where it is. */
export function showTab(root: ParentNode, name: TabName): void {
  const tab = root.querySelector<HTMLElement>(`#tab-${name}`);
  const bar = tab?.parentElement;
  if (tab && bar) bar.scrollLeft = tab.offsetLeft - (bar.clientWidth - tab.offsetWidth) / 2;
}

interface Tabs {
  names: readonly TabName[];
  current: TabName;
  /** Tabs that hold something new. */
  news: ReadonlySet<TabName>;
  words: Words;
  choose: (name: TabName) => void;
}

/** Tabs by the ARIA pattern: arrows move, the chosen one is in the Tab order. */
export function tabs({ names, current, news, words, choose }: Tabs): TemplateResult {
  const keys = (event: KeyboardEvent) => {
    const at = names.indexOf(current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const name = names[(to + names.length) % names.length]!;
    choose(name);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`#tab-${name}`)?.focus();
  };
  return html`<div class="tabs" part="tabs" role="tablist" aria-label=${words.tablist} @keydown=${keys}>
    ${names.map(
      (name) =>
        html`<button
          class="tab tab-${name}"
          part="tab"
          type="button"
          role="tab"
          id="tab-${name}"
          aria-controls="panel-${name}"
          aria-selected=${name === current ? 'true' : 'false'}
          tabindex=${name === current ? 0 : -1}
          @click=${() => choose(name)}
        >
          ${look[name]}<span>${words.tabs[name]}</span>${news.has(name) ? html`<span class="dot" aria-hidden="true"></span>` : nothing}
        </button>`,
    )}
  </div>`;
}
