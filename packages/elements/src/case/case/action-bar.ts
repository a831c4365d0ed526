import type { CaseStoreState } from '@diemcau/sdk';
import type { CaseVerb } from '@diemcau/protocol';
import { html, type TemplateResult } from 'lit';
import { workIcons } from '../../internal/work-icons.js';
import { icons } from '../../internal/icons.js';
import { caseIcons } from './case-icons.js';
import type { Locale } from '../../internal/locale.js';
import { sign } from '../../internal/signs/sign.js';
import type { CaseContext } from './case.types.js';

/** Verbs with a button, in the order of the bar; the first that is allowed is the main one. */
const order = ['start', 'accept', 'submit', 'end', 'schedule', 'ask', 'reject', 'cancel'] as const;
/** A verb that has a button. */
export type ActionVerb = (typeof order)[number];

const look: Record<ActionVerb, TemplateResult> = {
  start: icons.call,
  accept: icons.sent,
  submit: workIcons.plus,
  end: icons.leave,
  schedule: workIcons.calendar,
  ask: caseIcons.message,
  reject: icons.unavailable,
  cancel: icons.close,
};

function verbClass(verb: CaseVerb, first: boolean, over: boolean): string {
  if (verb === 'reject' || verb === 'cancel') return 'button danger';
  // To end is never what is suggested, nor to talk once more when the minutes wait for signatures.
  return first && verb !== 'end' && !over ? 'button primary' : 'button';
}

interface Bar {
  context: CaseContext;
  state: Readonly<CaseStoreState>;
  locale: Locale;
  act: (verb: ActionVerb) => void;
  next: () => void;
  keys: () => void;
}

/** What may be done now, by the gateway's own word (`allowed`); and the way to the next case. */
export function actionBar({ context: { view, words }, state, locale, act, next, keys }: Bar): TemplateResult {
  const over = view.state === 'awaiting-signature';
  const verbs = order.filter((verb) => view.allowed.includes(verb));
  return html`<div class="action-bar" part="actions" role="group" aria-label=${words.actions}>
    ${verbs.map((verb, at) => {
      const pending = state.pending === verb;
      return html`<button
        class=${verbClass(verb, at === 0, over)}
        type="button"
        part="action action__${verb}"
        data-verb=${verb}
        ?disabled=${state.pending !== undefined}
        @click=${() => act(verb)}
      >
        ${look[verb]}${pending ? words.pending : over && verb === 'start' ? words.again : words.verbs[verb]}
      </button>`;
    })}
    ${state.queued.map((verb) => sign('queued', locale, words.verbs[verb]))}
    <span class="spring"></span>
    <button
      class="button quiet icon keys-button"
      type="button"
      aria-label=${words.keys}
      title=${words.keys}
      @click=${keys}
    >
      ${icons.keys}
    </button>
    <button class="button" type="button" part="next" @click=${next}>${words.next}${workIcons.next}</button>
  </div>`;
}
