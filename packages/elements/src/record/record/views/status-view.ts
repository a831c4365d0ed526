import type { RecordStoreState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../../internal/icons.js';
import { missingView } from './missing-view.js';
import { offlineView } from './offline-view.js';
import type { Say } from './say.js';

/** What is said of the record as a whole; `only`: nothing else may be shown. */
export function statusView(
  now: Readonly<RecordStoreState> | undefined,
  blank: 'mismatch' | 'unproven' | undefined,
  say: Say,
  retry: () => void,
): { only: boolean; view: TemplateResult | typeof nothing } {
  const { t } = say;
  const only = (view: TemplateResult) => ({ only: true, view });
  if (!now || now.status === 'idle') return only(html`<p class="notice">${icons.info}${t.idle}</p>`);
  if (blank === 'mismatch') return only(alarm(t.mismatch, t.mismatchText));
  if (now.status === 'ended') return only(notice(t.ended, t.endedText));
  if (now.status === 'not-shared') return only(notice(t.notShared, t.notSharedText));
  if (now.status === 'failed') return only(html`${failure(now, say, retry)}${offlineView(now, say)}`);
  if (now.status === 'loading') return { only: blank === 'unproven' || !now.patient, view: progress(now, say) };
  return { only: false, view: missingView(now.missing, say) };
}

function alarm(title: string, text: string): TemplateResult {
  return html`<div class="notice critical" role="alert">
    ${icons.critical}
    <div class="stack">
      <h2>${title}</h2>
      <p>${text}</p>
    </div>
  </div>`;
}

function notice(title: string, text: string): TemplateResult {
  return html`<div class="notice" role="status">
    ${icons.info}
    <div class="stack">
      <h2>${title}</h2>
      <p>${text}</p>
    </div>
  </div>`;
}

function failure({ error }: RecordStoreState, say: Say, retry: () => void): TemplateResult {
  return html`<div class="stack">
    <h2>${say.t.failed}</h2>
    ${say.error(error, retry)}
  </div>`;
}

function progress({ progress }: RecordStoreState, { t }: Say): TemplateResult {
  return html`<div class="notice loading">
    ${icons.info}
    <div class="stack">
      <p role="status">${t.loading}${progress ? html`: <span class="number">${t.read(progress.read)}</span>` : '…'}</p>
      <p class="late muted">${t.slow}</p>
    </div>
  </div>`;
}

/** Where the record comes from and how long it may be read. */
export function sourceView({ source, share }: RecordStoreState, say: Say): TemplateResult | typeof nothing {
  const { t } = say;
  const facts = [
    share && t.sharedBy(say.site(share.fromSite)),
    share?.endsAt && t.sharedUntil(say.date(share.endsAt)),
    share && share.documents > 1 && t.documentsShared(share.documents),
    source?.title,
    source?.author,
    source?.date && t.sourceDate(say.date(source.date)),
  ].filter(Boolean);
  if (!facts.length && source?.kind !== 'insurance-xml') return nothing;
  return html`<p class="source-line">
    ${source?.kind === 'insurance-xml' ? html`<strong>${t.fromInsurance}</strong> ` : nothing}${facts.join(' · ')}
  </p>`;
}
