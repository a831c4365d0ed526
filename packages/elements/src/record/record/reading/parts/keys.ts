import type { RecordSection } from '@diemcau/fhir';
import type { Reading } from './reading.js';

/** What keys do to the element. */
export interface KeyHost {
  renderRoot: ParentNode;
  goTo(section: string): void;
}

/** Second letters after `g`. */
const places: Readonly<Record<string, RecordSection>> = {
  p: 'problems',
  m: 'medications',
  a: 'allergies',
  r: 'results',
  v: 'vitalSigns',
  i: 'imaging',
  d: 'documents',
  e: 'encounters',
};

/** Does what a key says; `after`: the key before it was `g`. */
export async function act(key: string, after: boolean, reading: Reading, host: KeyHost): Promise<void> {
  const root = host.renderRoot;
  const focus = (selector: string) => root.querySelector<HTMLElement>(selector)?.focus();
  if (after) {
    await reading.show(key === 'l' ? 'timeline' : 'sections');
    if (key === 'l') return focus('#timeline-pane');
    if (key === 's') {
      root.querySelector('#overview')?.scrollIntoView({ block: 'start' });
      return focus('#overview');
    }
    const place = places[key];
    if (place) host.goTo(place);
    return;
  }
  if (key === '/') {
    root.querySelector('#search')?.scrollIntoView({ block: 'nearest' });
    return focus('#search');
  }
  if (key === 'f') {
    await reading.open(reading.panel === 'filters' ? undefined : 'filters');
    return focus(reading.panel === 'filters' ? '#filters-panel input' : '#filters');
  }
  if (key === 'c') return reading.set({});
  if (key === '?') return reading.open('keys');
  if (key === 'Escape') {
    if (reading.panel) {
      await reading.open(undefined);
      return focus('#filters');
    }
    await reading.show('sections');
    return focus('#search');
  }
  if (key === 'j' || key === 'k') return step(entriesOf(root), key === 'j' ? 1 : -1);
  if (key === ']' || key === '[') {
    const sections = [...root.querySelectorAll<HTMLElement>('.section')];
    const at = sections.findIndex((one) => one.matches(':focus, :focus-within'));
    const next = sections[at < 0 ? 0 : at + (key === ']' ? 1 : -1)];
    if (next) host.goTo(next.id);
    return;
  }
  if (key === 'o') openIn(focused(root));
}

/** Entries and what leads to them, as they stand on the screen. */
function entriesOf(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-key], .jump')].filter((one) => one.getClientRects().length > 0);
}

function focused(root: ParentNode): HTMLElement | undefined {
  return entriesOf(root).find((one) => one.matches(':focus, :focus-within'));
}

function step(entries: readonly HTMLElement[], by: 1 | -1): void {
  const at = entries.findIndex((one) => one.matches(':focus, :focus-within'));
  // Nothing chosen yet: what is in sight first.
  const seen = entries.findIndex((one) => one.getBoundingClientRect().top >= 0);
  const next = entries[at < 0 ? Math.max(0, seen) : at + by];
  if (next) focusEntry(next);
}

/** Takes the focus to an entry, which is no control by itself. */
export function focusEntry(entry: HTMLElement, block: ScrollLogicalPosition = 'nearest'): void {
  if (!entry.matches('button')) entry.tabIndex = -1;
  entry.scrollIntoView({ block });
  entry.focus({ preventScroll: true });
}

/** What an entry opens: its document, text or image. */
function openIn(entry: HTMLElement | undefined): void {
  if (entry?.matches('button')) return entry.click();
  entry?.querySelector<HTMLElement>('.openable button, a[href], button:not(.row-action)')?.click();
}
