import type { CasePerson, Me } from '@diemcau/sdk';
import type { PersonRole } from '@diemcau/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { workIcons } from '../../internal/work-icons.js';
import type { CaseContext } from './case.types.js';

interface People {
  context: CaseContext;
  me: Me | undefined;
  busy: boolean;
  assign: (person: CasePerson) => void;
}

const roles: readonly PersonRole[] = ['chair', 'secretary', 'member', 'presenter', 'guest'];

function roleOf(person: CasePerson, { context, busy, assign }: People): TemplateResult {
  const { view, words, caseWords } = context;
  if (!view.allowed.includes('assign')) return html`<span class="badge">${caseWords.personRoles[person.role]}</span>`;
  return html`<select
    class="input role"
    aria-label=${words.people.role(person.name)}
    ?disabled=${busy}
    @change=${(event: Event) => assign({ ...person, role: (event.target as HTMLSelectElement).value as PersonRole })}
  >
    ${roles.map((role) => html`<option value=${role} .selected=${role === person.role}>${caseWords.personRoles[role]}</option>`)}
  </select>`;
}

/** Who takes part in what role; who may, reassigns. */
export function peopleView(people: People): TemplateResult {
  const { context, me, busy, assign } = people;
  const { view, words, siteName } = context;
  const mine = me && view.people.some(({ sub, siteId }) => sub === me.sub && siteId === me.siteId);
  return html`<div class="pane-body stack">
    <h3>${words.people.title}</h3>
    ${view.people.length === 0 ? html`<p class="muted">${words.people.empty}</p>` : nothing}
    <ul class="people" role="list">
      ${repeat(
        view.people,
        ({ siteId, sub }) => `${siteId} ${sub}`,
        (person) =>
          html`<li>
            <span class="wrap"
              ><strong>${person.name}</strong
              >${me?.sub === person.sub ? html` <span class="muted">(${words.people.me})</span>` : nothing}<br />
              <span class="small muted"
                >${siteName(person.siteId)} · <span class="numbers">${person.sub}</span></span
              ></span
            >
            ${roleOf(person, people)}
          </li>`,
      )}
    </ul>
    ${
      view.allowed.includes('assign')
        ? html`<p class="hint">${words.people.rule}</p>
            ${
              me && !mine
                ? html`<p>
                    <button
                      class="button"
                      type="button"
                      ?disabled=${busy}
                      @click=${() => assign({ siteId: me.siteId, sub: me.sub, name: me.name, role: 'member' })}
                    >
                      ${workIcons.plus}${words.people.join}
                    </button>
                  </p>`
                : nothing
            }`
        : nothing
    }
  </div>`;
}
