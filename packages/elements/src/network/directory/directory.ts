import type { NetworkState, NetworkStore } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { DiemcauElement } from '../../internal/diemcau-element.js';
import { findSites } from '../../internal/find-sites.js';
import { foldText } from '../../internal/fold-text.js';
import { workIcons } from '../../internal/work-icons.js';
import { MessagesController } from '../../internal/messages-controller.js';
import { provinceNames } from '../../internal/province-names.js';
import { StoreController } from '../../internal/store-controller.js';
import { shared } from '../../internal/styles/shared.js';
import { SiteSelectedEvent } from './directory.events.js';
import { directoryMessages } from './directory.messages.js';
import { styles } from './directory.styles.js';

type Site = NetworkState['sites'][number];

/**
 * The sites of the network: found by name, province and specialty, without regard to accents.
 *
 * @tag diemcau-directory
 * @fires {SiteSelectedEvent} diemcau-site-selected - `{ siteId }`, when the reader chooses one
 * @csspart base - the whole directory
 * @csspart site - one site
 * @cssprop [--diemcau-directory-height=480px] - height above which the list scrolls
 * @cssprop [--diemcau-directory-gap=12px] - room between filters and list
 */
export class DirectoryElement extends DiemcauElement {
  static override styles = [...shared, styles];

  /** Shows sites with this specialty only. Follows the reader's choice. */
  @property() specialty = '';
  /** Code of the province whose sites are shown. Follows the reader's choice. */
  @property() province = '';
  /** State owner; `<diemcau-network>` supplies it unless set. */
  @property({ attribute: false }) store?: NetworkStore;

  @state() private search = '';

  readonly #t = new MessagesController(this, directoryMessages);
  readonly #view = new StoreController<NetworkState>(this, () => this.#store);

  get #store(): NetworkStore | undefined {
    return this.store ?? this.client?.network;
  }

  get #shown(): Site[] {
    const { specialty, province, search } = this;
    const wanted = foldText(specialty);
    return findSites(this.#view.state?.sites ?? [], { text: search, specialty, province }).filter(
      (site) => !wanted || site.specialties.some((one) => foldText(one) === wanted),
    );
  }

  #filter(key: 'specialty' | 'province', choices: readonly (readonly [string, string])[]): TemplateResult {
    const { words } = this.#t;
    return html`<div class="field">
      <label for=${key}>${words[key]}</label>
      <select
        id=${key}
        class="input"
        @change=${(event: Event) => (this[key] = (event.target as HTMLSelectElement).value)}
      >
        <option value="" .selected=${this[key] === ''}>${words.any}</option>
        ${choices.map(([value, word]) => html`<option value=${value} .selected=${value === this[key]}>${word}</option>`)}
      </select>
    </div>`;
  }

  #site(site: Site): TemplateResult {
    const { words } = this.#t;
    const online = this.#view.state?.presence[site.id] ?? 0;
    return html`<li>
      <button
        class="site"
        part="site"
        type="button"
        @click=${() => this.dispatchEvent(new SiteSelectedEvent({ siteId: site.id }))}
      >
        <strong class="wrap">${this.#store!.siteName(site.id, this.currentLocale)}</strong>
        <span class="sign ${online > 0 ? 'seen' : ''}"
          >${workIcons.person}${online > 0 ? words.online(online) : words.offline}</span
        >
        <span class="small muted wrap"
          >${[provinceNames[site.province] ?? site.province, words.levels[site.level], ...site.specialties].join(' · ')}</span
        >
      </button>
    </li>`;
  }

  protected override render(): TemplateResult {
    const { words } = this.#t;
    const sites = this.#view.state?.sites ?? [];
    const shown = this.#shown;
    const byName = (a: readonly [string, string], b: readonly [string, string]) => a[1].localeCompare(b[1], 'vi');
    const provinces = [...new Set(sites.map(({ province }) => province))]
      .map((code) => [code, provinceNames[code] ?? code] as const)
      .sort(byName);
    const specialties = [...new Set(sites.flatMap((site) => site.specialties))]
      .map((one) => [one, one] as const)
      .sort(byName);
    return html`<section class="base" part="base" aria-labelledby="title">
      <h2 id="title">${words.title}</h2>
      <div class="filters">
        <div class="field">
          <label for="search">${words.search}</label>
          <input
            id="search"
            class="input"
            type="search"
            autocomplete="off"
            placeholder=${words.hint}
            .value=${this.search}
            @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)}
          />
        </div>
        ${this.#filter('province', provinces)} ${this.#filter('specialty', specialties)}
      </div>
      <p class="small muted" role="status">${sites.length > 0 ? words.count(shown.length, sites.length) : nothing}</p>
      ${
        shown.length > 0
          ? html`<ul class="sites pane" role="list">
              ${repeat(
                shown,
                ({ id }) => id,
                (site) => this.#site(site),
              )}
            </ul>`
          : html`<p class="nothing pane muted">${sites.length > 0 ? words.noMatch : words.waiting}</p>`
      }
    </section>`;
  }
}
