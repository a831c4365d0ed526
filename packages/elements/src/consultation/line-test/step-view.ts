import type { LineTestStep } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../internal/icons.js';
import type { LineTestMessages } from './line-test.messages.js';

const signs: Record<LineTestStep['state'], { icon: TemplateResult; badge: string }> = {
  pending: { icon: icons.clock, badge: '' },
  running: { icon: icons.refresh, badge: 'accent' },
  passed: { icon: icons.done, badge: 'done' },
  warning: { icon: icons.attention, badge: 'attention' },
  failed: { icon: icons.critical, badge: 'critical' },
  skipped: { icon: icons.unavailable, badge: '' },
};

/** One step: its state in a word, what was measured, and what to do when it is not well. */
export function stepView({ name, state, facts = {}, code }: LineTestStep, t: LineTestMessages): TemplateResult {
  const { icon, badge } = signs[state];
  const measured = Object.entries(facts).map(([key, value]) => t.facts[key]?.(String(value)) ?? `${key} ${value}`);
  const isBad = state === 'failed' || state === 'warning';
  return html`<li part="step" class="step">
    <span class="name">${t.names[name]}</span>
    <span class="badge ${badge}">${icon}${t.states[state]}</span>
    ${measured.length ? html`<span class="muted small numbers">${measured.join(', ')}</span>` : nothing}
    ${isBad ? html`<p class="advice">${t.advice[name]}${code ? html` <code class="muted small">${code}</code>` : nothing}</p>` : nothing}
  </li>`;
}
