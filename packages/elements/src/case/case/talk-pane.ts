import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { caseIcons } from './case-icons.js';
import { talkWidth, type SplitterController } from './splitter-controller.js';
import type { CaseContext } from './case.types.js';

interface Talk {
  context: CaseContext;
  splitter: SplitterController;
  /** As a second pane; else as a bar, or as the phone's tab. */
  open: boolean;
  /** Whether the reader may open and close it. */
  toggles: boolean;
  /** On a phone, while another tab is chosen. */
  away: boolean;
  live: boolean;
  narrow: boolean;
  toggle: () => void;
}

const callable = new Set(['accepted', 'scheduled', 'in-session', 'interrupted', 'awaiting-signature']);

/** Whether the case is in a state in which its call may be entered. */
export function mayTalk(state: string): boolean {
  return callable.has(state);
}

/** The live talk beside the record. It stays the same element in every layout, so that no line is dropped by looking elsewhere. */
export function talkPane({
  context: { view, words },
  splitter,
  open,
  toggles,
  away,
  live,
  narrow,
  toggle,
}: Talk): TemplateResult {
  const closed = view.state === 'completed' || view.state === 'rejected' || view.state === 'cancelled';
  const compact = narrow ? away : !open;
  return html`
    ${
      open && !narrow
        ? html`<div
            class="divider"
            part="divider"
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=${words.talk.resize}
            aria-valuemin=${talkWidth.least}
            aria-valuemax=${talkWidth.most}
            aria-valuenow=${splitter.width}
            @keydown=${splitter.keys}
            @pointerdown=${splitter.drag}
          ></div>`
        : nothing
    }
    <section
      class=${classMap({ talk: true, away: away && !live, bar: compact })}
      part="talk"
      id="panel-talk"
      role=${narrow ? 'tabpanel' : 'region'}
      aria-label=${words.talk.title}
    >
      <div class="pane-head">
        <h3>${words.talk.title}</h3>
        <button
          class="button quiet icon toggle"
          type="button"
          part="talk-toggle"
          ?hidden=${!toggles}
          aria-expanded=${open ? 'true' : 'false'}
          aria-controls="talk-body"
          aria-label=${open ? words.talk.collapse : words.talk.expand}
          title=${open ? words.talk.collapse : words.talk.expand}
          @click=${toggle}
        >
          ${open ? caseIcons.down : caseIcons.up}
        </button>
      </div>
      <div class="talk-body ${mayTalk(view.state) && !compact ? 'call' : ''}" id="talk-body">
        ${
          mayTalk(view.state)
            ? html`<diemcau-consultation case-id=${view.caseId} ?compact=${compact}></diemcau-consultation>`
            : html`<p class="muted">${closed ? words.talk.over : words.talk.notYet}</p>`
        }
      </div>
    </section>
  `;
}
