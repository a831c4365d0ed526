import type { MinutesSignature, MinutesState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { dateTimeText } from '../../../internal/format/date-time-text.js';
import { workIcons } from '../../../internal/work-icons.js';
import { icons } from '../../../internal/icons.js';
import { sign } from '../../../internal/signs/sign.js';
import type { Say } from './say.js';

/** Who signed, in which role, when, and whether the key was verified; and who has not. */
export function signaturesView(
  { status, signatures }: Readonly<MinutesState>,
  siteName: (siteId: string) => string,
  say: Say,
): TemplateResult {
  const { t } = say;
  const missing = (['secretary', 'chair'] as const).filter((role) => !signatures.some((one) => one.role === role));
  return html`<section part="signatures" class="stack" aria-labelledby="signatures-title">
    <h3 id="signatures-title">${t.signatures}</h3>
    <ul role="list" class="signatures">
      ${signatures.map((one) => html`<li>${signatureView(one, siteName, say)}</li>`)}
      ${status === 'signed' ? nothing : missing.map((role) => html`<li class="muted row">${icons.clock}${t.missing(t.roles[role])}</li>`)}
    </ul>
    ${status === 'signed' ? html`<p class="notice done">${icons.done}<span>${t.complete}</span></p>` : html`<p class="small muted">${t.waiting}</p>`}
  </section>`;
}

function signatureView(
  { role, signer, signedAt, verification, queued }: MinutesSignature,
  siteName: (siteId: string) => string,
  { t, locale }: Say,
): TemplateResult {
  const badge = verification === 'verified' ? 'done' : verification === 'failed' ? 'critical' : 'attention';
  return html`<span class="row">
    ${workIcons.sign}<strong>${t.roles[role]}:</strong>
    ${[signer.name, siteName(signer.siteId)].filter(Boolean).join(', ')}
    <span class="numbers">${t.signedAt(dateTimeText(signedAt))}</span>
    ${
      queued
        ? sign('queued', locale)
        : html`<span class="badge ${badge}"
            >${verification === 'verified' ? icons.verified : icons.unverified}${t.verifications[verification]}</span
          >`
    }
  </span>`;
}
