import type { RecordStoreState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { dateTimeText } from '../../../internal/format/date-time-text.js';
import { icons } from '../../../internal/icons.js';
import type { Say } from './say.js';

/** Whether what is seen is a copy on this device and until when, or that none could be kept. A copy that was kept is no news. */
export function offlineView({ offline }: RecordStoreState, { t }: Say): TemplateResult | typeof nothing {
  if (!offline || offline.state === 'kept') return nothing;
  const text =
    offline.state === 'shown'
      ? t.copyShown(dateTimeText(offline.readAt), dateTimeText(offline.until))
      : { full: t.copyFull, unavailable: t.copyUnavailable, none: t.copyNone }[offline.state];
  return html`<p part="offline" class="notice attention" role="status">${icons.offline}<span>${text}</span></p>`;
}
