import type { RecordSection } from '@diemcau/fhir';
import type { CopyKind, RecordCopy, RecordStoreState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../../../internal/icons.js';
import type { LocalizedElement } from '../../../../internal/localized-element.js';
import { numberText } from '../../../../internal/format/number-text.js';
import {
  RecordExportedEvent,
  RecordExportRequestEvent,
  RecordPrintedEvent,
  RecordPrintRequestEvent,
  type PrintKind,
} from '../copies.events.js';
import type { Copied } from '../copies.js';
import { copiesPanelStyles } from './copies-panel.styles.js';
import { copiesMessages, type CopiesMessages } from './copies.messages.js';

type Kind = PrintKind | CopyKind;

type Now =
  | { at: 'choosing'; said?: keyof CopiesMessages }
  | { at: 'laying'; pages: number; entries: number; ending: AbortController }
  | { at: 'making'; ending: AbortController }
  | { at: 'ready'; copy: RecordCopy; kind: CopyKind }
  | { at: 'printed'; pages: number }
  | { at: 'saved' };

const kinds: readonly Kind[] = ['summary', 'sections', 'whole', 'ips', 'insurance-xml'];

const isFile = (kind: Kind): kind is CopyKind => kind === 'ips' || kind === 'insurance-xml';

/** The dialog of print and export: what, what it will lack, and that a copy is out of the network's hands. */
export class CopiesPanel {
  readonly #host: LocalizedElement;
  readonly #copied: () => Copied | undefined;
  #t!: CopiesMessages;
  #isOpen = false;
  #now: Now = { at: 'choosing' };
  #kind: Kind = 'summary';
  #chosen = new Set<RecordSection>();

  constructor(host: LocalizedElement, copied: () => Copied | undefined) {
    this.#host = host;
    this.#copied = copied;
    const root = host.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, copiesPanelStyles.styleSheet!];
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('.copies-panel');
  }

  async open(): Promise<void> {
    this.#t = await copiesMessages.load(this.#host.currentLocale);
    this.#now = { at: 'choosing' };
    const copied = this.#copied();
    this.#kind = copied?.store.snapshot.overview ? 'summary' : 'whole';
    const first = copied?.current ?? copied?.sections[0]?.name;
    this.#chosen = new Set(first ? [first] : []);
    this.#isOpen = true;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#dialog?.showModal();
  }

  close(): void {
    if ('ending' in this.#now) this.#now.ending.abort();
    this.#dialog?.close();
    this.#closed();
  }

  /** The browser tells late that a dialog was closed: by then another one may be open. */
  readonly #left = ({ target }: Event) => {
    if (target === this.#dialog && !this.#dialog?.open) this.#closed();
  };

  readonly #closed = () => {
    if ('ending' in this.#now) this.#now.ending.abort();
    this.#now = { at: 'choosing' };
    this.#isOpen = false;
    this.#host.requestUpdate();
  };

  #show(now: Now): void {
    if (!this.#isOpen) return;
    this.#now = now;
    this.#host.requestUpdate();
  }

  readonly #start = () => {
    const copied = this.#copied();
    if (!copied) return this.#show({ at: 'choosing', said: 'failed' });
    if (this.#kind === 'sections' && this.#chosen.size === 0) return this.#show({ at: 'choosing', said: 'noSection' });
    const { caseId } = copied;
    const request = isFile(this.#kind)
      ? new RecordExportRequestEvent({ caseId, kind: this.#kind })
      : new RecordPrintRequestEvent({ caseId, kind: this.#kind });
    if (!this.#host.dispatchEvent(request)) return this.#show({ at: 'choosing', said: 'vetoed' });
    const ending = new AbortController();
    const work = isFile(this.#kind) ? this.#make(copied, this.#kind, ending) : this.#print(copied, this.#kind, ending);
    work.catch(() => !ending.signal.aborted && this.#show({ at: 'choosing', said: 'failed' }));
  };

  async #print(copied: Copied, kind: PrintKind, ending: AbortController): Promise<void> {
    const { signal } = ending;
    this.#show({ at: 'laying', pages: 0, entries: 0, ending });
    const { printRecord } = await import('../../paper/print-record.js');
    const sections = copied.sections.filter(({ name }) => kind !== 'sections' || this.#chosen.has(name));
    const pages = await printRecord({ ...copied, sections }, kind, this.#host.currentLocale, {
      signal,
      progress: ({ pages, entries }) => this.#show({ at: 'laying', pages, entries, ending }),
      // Said before the dialog opens: what was printed there is known to nobody.
      printing: () => copied.store.accessed({ action: 'print', sections: sections.map(({ name }) => name) }),
    });
    this.#host.dispatchEvent(new RecordPrintedEvent({ caseId: copied.caseId, kind, pages }));
    this.#show({ at: 'printed', pages });
  }

  async #make({ store }: Copied, kind: CopyKind, ending: AbortController): Promise<void> {
    this.#show({ at: 'making', ending });
    const copy = await store.copy(kind, { signal: ending.signal });
    if (!ending.signal.aborted) this.#show({ at: 'ready', copy, kind });
  }

  readonly #save = () => {
    const copied = this.#copied();
    if (this.#now.at !== 'ready' || !copied) return;
    const { copy, kind } = this.#now;
    const { withheld } = copy.leftOut;
    const names = copied.sections.map(({ name }) => name).filter((name) => !withheld.includes(name));
    copied.store.accessed({ action: 'export', sections: names });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(copy.file);
    // Nothing of the patient: file names end up in logs, mails and lists.
    const time = new Date().toISOString().slice(0, 16).replace(/[^\d]/gu, '');
    link.download = kind === 'ips' ? `ips-${time}.json` : `bhyt-${time}.xml`;
    link.click();
    // The browser has opened it by the next turn; the blob itself lives as long as the download.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    this.#host.dispatchEvent(new RecordExportedEvent({ caseId: copied.caseId, kind }));
    this.#show({ at: 'saved' });
  };

  view(): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    const copied = this.#copied();
    const t = this.#t;
    return html`<dialog
      part="copies"
      class="copies-panel"
      aria-labelledby="copies-title"
      @close=${this.#left}
      @cancel=${this.#closed}
    >
      <h2 id="copies-title">${t.title}</h2>
      ${copied ? this.#content(copied) : html`<p class="notice plain attention" role="alert">${t.failed}</p>`}
      <footer>
        ${copied ? this.#action() : nothing}
        <button type="button" class="button" @click=${() => this.close()}>
          ${'ending' in this.#now ? t.cancel : t.close}
        </button>
      </footer>
    </dialog>`;
  }

  #content(copied: Copied): TemplateResult {
    const t = this.#t;
    const now = this.#now;
    if (now.at === 'laying') return html`<p role="status">${t.laying(now.pages, now.entries)}</p>`;
    if (now.at === 'making') return html`<p role="status">${t.making}</p>`;
    if (now.at === 'printed') return html`<p role="status">${t.done(now.pages)}</p>`;
    if (now.at === 'saved') return html`<p role="status">${t.saved}</p>`;
    if (now.at === 'ready') return this.#ready(copied, now.copy, now.kind);
    return html`${this.#choice(copied)} ${isFile(this.#kind) ? nothing : html`<p class="muted small">${t.pdf}</p>`}
      ${this.#lacks(lacksOfPrint(copied, this.#kind, this.#chosen, t))}
      <p class="notice plain attention">${icons.info}<span>${t.warning}</span></p>
      ${now.said ? html`<p class="notice plain attention" role="alert">${t[now.said] as string}</p>` : nothing}`;
  }

  #choice({ sections, store }: Copied): TemplateResult {
    const t = this.#t;
    const offered = kinds.filter((kind) => kind !== 'summary' || store.snapshot.overview);
    return html`<fieldset>
      <legend>${t.what}</legend>
      ${offered.map(
        (kind) =>
          html`<label
              ><input
                type="radio"
                name="copies-kind"
                .checked=${this.#kind === kind}
                @change=${() => {
                  this.#kind = kind;
                  this.#show({ at: 'choosing' });
                }}
              /><span>${t.kinds[kind]}<small>${t.hints[kind]}</small></span></label
            >
            ${
              kind === 'sections' && this.#kind === 'sections'
                ? html`<div class="chosen" role="group" aria-label=${t.sections}>
                    ${sections.map(
                      ({ name, title }) =>
                        html`<label
                          ><input
                            type="checkbox"
                            .checked=${this.#chosen.has(name)}
                            @change=${(event: Event) => {
                              if ((event.target as HTMLInputElement).checked) this.#chosen.add(name);
                              else this.#chosen.delete(name);
                              this.#show({ at: 'choosing' });
                            }}
                          /><span>${title} (${store.snapshot.sections[name].count})</span></label
                        >`,
                    )}
                  </div>`
                : nothing
            }`,
      )}
    </fieldset>`;
  }

  #lacks(lacks: readonly string[]): TemplateResult {
    const t = this.#t;
    return lacks.length
      ? html`<strong>${t.lacks}</strong>
          <ul>
            ${lacks.map((text) => html`<li>${text}</li>`)}
          </ul>`
      : html`<p class="muted small">${t.lacksNothing}</p>`;
  }

  #ready({ sections }: Copied, { leftOut, broken }: RecordCopy, kind: CopyKind): TemplateResult {
    const t = this.#t;
    const { restricted, withheld, otherPatients, setAside } = leftOut;
    const title = (name: RecordSection) => sections.find((one) => one.name === name)?.title ?? name;
    const lacks = [
      withheld.length > 0 && t.withheld(withheld.map(title).join(', ')),
      restricted > 0 && t.restricted(restricted),
      otherPatients > 0 && t.otherPatients(otherPatients),
      setAside > 0 && t.setAside(setAside),
    ].filter((text): text is string => Boolean(text));
    const checked =
      kind === 'insurance-xml'
        ? t.insuranceNote(broken.join(', '))
        : broken.length
          ? t.broken(broken.join(', '))
          : t.passed;
    return html`<p role="status">${t.ready} ${checked}</p>
      ${this.#lacks(lacks)}
      <p class="notice plain attention">${icons.info}<span>${t.warning}</span></p>`;
  }

  #action(): TemplateResult | typeof nothing {
    const t = this.#t;
    const now = this.#now;
    if (now.at === 'choosing')
      return html`<button type="button" class="button primary" @click=${this.#start}>
        ${isFile(this.#kind) ? t.make : t.print}
      </button>`;
    if (now.at === 'ready') {
      const size = t.kilobytes(numberText(Math.ceil(now.copy.file.size / 1000), this.#host.currentLocale));
      return html`<button type="button" class="button primary" @click=${this.#save}>${t.save(size)}</button>`;
    }
    return nothing;
  }
}

/** What a copy will lack, as far as it is known before it is made. */
function lacksOfPrint(
  { sections, store }: Copied,
  kind: Kind,
  chosen: ReadonlySet<RecordSection>,
  t: CopiesMessages,
): string[] {
  const { snapshot } = store;
  const taken = sections.filter(({ name }) => kind !== 'sections' || chosen.has(name));
  const titles = (states: readonly string[]) =>
    taken.flatMap(({ name, title }) => (states.includes(snapshot.sections[name].state) ? [title] : [])).join(', ');
  const withheld = titles(['hidden']);
  const unread = titles(['failed', 'truncated']);
  const restricted = restrictedOf(snapshot);
  const isPrint = !isFile(kind);
  return [
    withheld && t.withheld(withheld),
    restricted > 0 && t.restricted(restricted),
    unread && t.unread(unread),
    snapshot.setAside.length > 0 && t.setAside(snapshot.setAside.length),
    isPrint && kind !== 'summary' && t.files,
  ].filter((text): text is string => Boolean(text));
}

/** What is restricted stays out of print and export but by the scope, also after the glass was broken. */
function restrictedOf({ mayReadRestricted, restricted }: Readonly<RecordStoreState>): number {
  return mayReadRestricted ? 0 : (restricted?.count ?? 0);
}
