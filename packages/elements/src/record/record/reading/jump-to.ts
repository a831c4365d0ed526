import type { RecordSection } from '@diemcau/fhir';

interface Host {
  renderRoot: ParentNode;
  updateComplete: Promise<unknown>;
  goTo(section: string, options: { focus?: boolean }): void;
}

interface Ways {
  /** Whether the focus goes there too. */
  focus?: boolean;
  /** Draws every row of the first pages. */
  all(): void;
  /** Takes away a filter that hides it. */
  whole(): unknown;
  place(): Promise<number> | undefined;
  /** Turns to the page at a place. */
  at(place: number): Promise<void>;
}

/** Goes to an entry: on the screen, else among the first pages, else on the page where it stands. */
export async function jumpTo(host: Host, section: RecordSection, key: string, ways: Ways): Promise<void> {
  const find = async (): Promise<HTMLElement | undefined> => {
    await host.updateComplete;
    return [...host.renderRoot.querySelectorAll<HTMLElement>('[data-key]')].find(
      ({ dataset }) => dataset['key'] === key,
    );
  };
  let entry = await find();
  if (!entry) {
    ways.all();
    entry = await find();
  }
  if (!entry) {
    await ways.whole();
    const place = await ways.place()?.catch(() => -1);
    if (place !== undefined && place >= 0) await ways.at(place);
    entry = await find();
  }
  if (!entry) return host.goTo(section, ways);
  entry.scrollIntoView({ block: 'center' });
  if (ways.focus === false) return;
  entry.tabIndex = -1;
  entry.focus({ preventScroll: true });
}
