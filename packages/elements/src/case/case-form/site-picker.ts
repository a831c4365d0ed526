import type { NetworkState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { findSites } from '../../internal/find-sites.js';
import { workIcons } from '../../internal/work-icons.js';
import { icons } from '../../internal/icons.js';
import { provinceNames } from '../../internal/province-names.js';
import type { FormView } from './case-form.types.js';
import { field } from './field.js';

/** Sites shown at a time; typing narrows them down. */
const shownSites = 30;

interface Picker {
  network: Readonly<NetworkState> | undefined;
  siteName: (siteId: string) => string;
  search: string;
  setSearch: (text: string) => void;
}

function siteRow(site: NetworkState['sites'][number], view: FormView, { network, siteName }: Picker): TemplateResult {
  const { to = [] } = view.value;
  const chosen = to.includes(site.id);
  const online = network?.presence[site.id] ?? 0;
  const toggle = () => view.update({ to: chosen ? to.filter((id) => id !== site.id) : [...to, site.id] });
  return html`<label class="site">
    <input type="checkbox" .checked=${chosen} @change=${toggle} />
    <span class="wrap"
      ><strong>${siteName(site.id)}</strong><br />
      <span class="small muted"
        >${[provinceNames[site.province] ?? site.province, ...site.specialties].join(' · ')}</span
      >
      ${online > 0 ? html`<span class="sign seen">${workIcons.person}${view.words.online(online)}</span>` : nothing}
    </span>
  </label>`;
}

/** Chooses the sites that are asked: search without accents over name, province and specialty. */
export function sitePicker(view: FormView, picker: Picker): TemplateResult {
  const { words, value } = view;
  const { network, siteName, search, setSearch } = picker;
  const found = findSites(network?.sites ?? [], {
    text: search,
    specialty: value.specialty,
    except: network?.me?.siteId,
  });
  const shown = found.slice(0, shownSites);
  const remove = (siteId: string) => view.update({ to: (value.to ?? []).filter((id) => id !== siteId) });
  return field(
    'to',
    view,
    { group: true },
    ({ id }) => html`
      ${
        value.to?.length
          ? html`<div class="chips">
              ${value.to.map(
                (siteId) =>
                  html`<span class="chip"
                    >${siteName(siteId)}<button
                      class="button quiet icon"
                      type="button"
                      aria-label=${words.removeSite(siteName(siteId))}
                      @click=${() => remove(siteId)}
                    >
                      ${icons.close}
                    </button></span
                  >`,
              )}
            </div>`
          : nothing
      }
      <input
        class="input"
        type="search"
        id=${id}
        autocomplete="off"
        aria-label=${words.findSite}
        placeholder=${words.findSite}
        .value=${search}
        @input=${(event: Event) => setSearch((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault()}
      />
      ${
        shown.length > 0
          ? html`<div class="sites" role="group" aria-label=${words.fields.to}>
              ${repeat(
                shown,
                (site) => site.id,
                (site) => siteRow(site, view, picker),
              )}
            </div>`
          : nothing
      }
      <span class="hint" role="status"
        >${network?.sites.length ? (shown.length > 0 ? words.sitesFound(shown.length, found.length > shown.length) : words.noSite) : words.noDirectory}</span
      >
    `,
  );
}
