import { html, nothing, type TemplateResult } from 'lit';
import { elapsedText } from '../../../internal/format/elapsed-text.js';
import { icons } from '../../../internal/icons.js';
import type { Say } from './say.js';

/** The line is lost: for how long, what is safe, what still works. The seconds are not read aloud at each tick. */
export function lostView(lostSince: number | undefined, { t, locale }: Say, compact = false): TemplateResult {
  const time = lostSince === undefined ? '' : elapsedText(Math.max(0, Date.now() - lostSince), locale);
  return html`<div part="lost" class="notice attention lost">
    ${icons.offline}
    <p>
      <strong>${t.lost} <span class="numbers" role="timer" aria-live="off">${time ? t.lostFor(time) : ''}</span></strong
      >${compact ? nothing : html`<br />${t.kept} ${t.keptUse}`}
    </p>
  </div>`;
}
