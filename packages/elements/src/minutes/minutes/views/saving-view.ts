import type { MinutesState } from '@diemcau/sdk';
import { html, type TemplateResult } from 'lit';
import { timeText } from '../../../internal/format/time-text.js';
import { workIcons } from '../../../internal/work-icons.js';
import { icons } from '../../../internal/icons.js';
import { sign } from '../../../internal/signs/sign.js';
import type { Say } from './say.js';

/** Where what was typed is now: on this device, on its way, saved, in conflict. */
export function savingView({ saving, savedAt }: Readonly<MinutesState>, { t, locale }: Say): TemplateResult {
  if (saving === 'queued' || saving === 'unsaved') return sign('queued', locale);
  if (saving === 'saving') return html`<span class="sign">${workIcons.send}${t.saving}</span>`;
  if (saving === 'conflict') return html`<span class="badge attention">${icons.attention}${t.conflict}</span>`;
  return html`<span class="sign sent">${icons.done}${savedAt ? t.savedAt(timeText(savedAt)) : t.saved}</span>`;
}
