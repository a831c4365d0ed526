import type { ConsultationState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../../internal/icons.js';
import type { Say } from './say.js';

/** What is wrong with microphone or camera, what to do, and how to go on without. */
export function deviceTrouble(
  { microphone, camera }: Readonly<ConsultationState>,
  say: Say,
  retry?: () => void,
): TemplateResult | typeof nothing {
  const { t } = say;
  const troubles = [
    microphone === 'denied' && t.microphoneDenied,
    camera === 'denied' && t.cameraDenied,
    microphone === 'missing' && t.microphoneMissing,
    camera === 'missing' && t.cameraMissing,
  ].filter((text) => typeof text === 'string');
  if (!troubles.length) return nothing;
  const isDenied = microphone === 'denied' || camera === 'denied';
  return html`<div class="notice attention" role="status">
    ${icons.attention}
    <div class="stack">
      <p><strong>${troubles.join('. ')}.</strong> ${isDenied ? t.deniedText : t.missingText}</p>
      ${retry ? html`<p><button type="button" class="button" @click=${retry}>${icons.refresh}${t.retryDevices}</button></p>` : nothing}
    </div>
  </div>`;
}

/** Whose identity could not be proved: nothing of the patient may be said to them. */
export function identityTrouble({ participants }: Readonly<ConsultationState>, { t }: Say): TemplateResult[] {
  return participants
    .filter(({ self, verified }) => !self && verified === 'failed')
    .map(
      ({ name }) =>
        html`<div class="notice critical" role="alert">
          ${icons.critical}
          <p><strong>${t.verificationFailed(name)}.</strong> ${t.verificationFailedText}</p>
        </div>`,
    );
}

/** What the line no longer carries, and that it comes back by itself. */
export function qualityNotice({ quality }: Readonly<ConsultationState>, { t }: Say): TemplateResult | typeof nothing {
  const text = quality.reason === 'chosen' ? '' : t.stepTexts[quality.step];
  return text ? html`<p class="notice slim attention">${icons.line}<span>${text}</span></p>` : nothing;
}
