import { html, nothing, type TemplateResult } from 'lit';
import { workIcons } from '../../../internal/work-icons.js';
import { icons } from '../../../internal/icons.js';
import type { Form } from './field-view.js';
import type { Say } from './say.js';

interface Options<Item> {
  field: keyof Say['t']['fields'];
  items: readonly Item[];
  /** One item; `change` replaces it. */
  row(item: Item, at: number, change: (patch: Partial<Item>) => void): TemplateResult;
  /** One item, for those who only read. */
  read(item: Item): TemplateResult;
  label(item: Item, at: number): string;
  set(items: Item[]): void;
  add?: { label: string; item(): Item };
  note?: TemplateResult | string;
}

/** A list of the form: rows that may be changed, removed and added, each under its own name. */
export function listView<Item>(options: Options<Item>, { canEdit, faults }: Form, { t }: Say): TemplateResult {
  const { field, items, row, read, label, set, add, note } = options;
  const change = (at: number) => (patch: Partial<Item>) =>
    set(items.map((item, other) => (other === at ? { ...item, ...patch } : item)));
  const remove = (at: number) => set(items.filter((_, other) => other !== at));
  return html`<fieldset class="list ${faults.has(field) ? 'wrong' : ''}" id=${field} tabindex="-1">
    <legend>${t.fields[field]}</legend>
    ${note ? html`<p class="hint">${note}</p>` : nothing}
    ${!canEdit && items.length === 0 ? html`<p class="muted">${t.notGiven}</p>` : nothing}
    ${items.map((item, at) =>
      canEdit
        ? html`<div class="item" role="group" aria-label=${label(item, at)}>
            <div class="item-fields">${row(item, at, change(at))}</div>
            <button
              type="button"
              class="button quiet icon"
              aria-label=${t.remove(label(item, at))}
              title=${t.remove(label(item, at))}
              @click=${(event: Event) => {
                // The button goes; the focus stays in the list.
                (event.target as Element).closest('fieldset')?.focus();
                remove(at);
              }}
            >
              ${icons.close}
            </button>
          </div>`
        : html`<div class="read">${read(item)}</div>`,
    )}
    ${
      canEdit && add
        ? html`<button type="button" class="button" @click=${() => set([...items, add.item()])}>
            ${workIcons.plus}${add.label}
          </button>`
        : nothing
    }
  </fieldset>`;
}

/** A labelled input of a row. */
export function rowInput(
  id: string,
  label: string,
  value: string,
  change: (value: string) => void,
  rows = 1,
): TemplateResult {
  const input = (event: Event) => change((event.target as HTMLInputElement).value);
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${
      rows > 1
        ? html`<textarea class="input" id=${id} rows=${rows} .value=${value} @input=${input}></textarea>`
        : html`<input class="input" id=${id} autocomplete="off" .value=${value} @input=${input} />`
    }
  </div>`;
}

/** A labelled choice of a row. */
export function rowSelect(
  id: string,
  label: string,
  value: string,
  choices: readonly (readonly [string, string])[],
  change: (value: string) => void,
): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select class="input" id=${id} @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}>
      ${choices.map(([key, text]) => html`<option value=${key} .selected=${key === value}>${text}</option>`)}
    </select>
  </div>`;
}
