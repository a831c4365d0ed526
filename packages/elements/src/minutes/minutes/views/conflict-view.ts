import type { MinutesState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../../internal/icons.js';
import { differences } from '../draft/differences.js';
import type { Say } from './say.js';

/** Both versions side by side, field by field, and the choice. */
export function conflictView(
  { saving, draft, theirs }: Readonly<MinutesState>,
  resolve: (choice: 'mine' | 'theirs') => void,
  { t }: Say,
): TemplateResult | typeof nothing {
  if (saving !== 'conflict' || !draft || !theirs) return nothing;
  return html`<section part="conflict" class="notice attention" role="alert">
    ${icons.attention}
    <div class="stack">
      <h3>${t.conflictTitle}</h3>
      <p>${t.conflictText}</p>
      <div class="table-scroll" role="group" tabindex="0" aria-label=${t.conflict}>
        <table class="table">
          <thead>
            <tr>
              <td></td>
              <th scope="col">${t.mine}</th>
              <th scope="col">${t.theirs}</th>
            </tr>
          </thead>
          <tbody>
            ${differences(draft, theirs).map(
              ({ field, mine, theirs: other }) =>
                html`<tr>
                  <th scope="row">${t.fields[field]}</th>
                  <td class="read" data-of=${t.mine}>${mine || t.notGiven}</td>
                  <td class="read" data-of=${t.theirs}>${other || t.notGiven}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="row">
        <button type="button" class="button" @click=${() => resolve('mine')}>${t.keepMine}</button>
        <button type="button" class="button" @click=${() => resolve('theirs')}>${t.takeTheirs}</button>
      </p>
    </div>
  </section>`;
}
