import type { ConsultationState, ConsultationStore, DeviceView } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../../internal/icons.js';
import { mediaIcons } from '../media-icons.js';
import { tilesOf } from '../stage/choose-main.js';
import { devicesView } from './devices-view.js';
import type { Say } from './say.js';
import { pictureView } from './tile-view.js';
import { deviceTrouble } from './trouble-view.js';

/** What the preparation needs of the element. */
export interface PrejoinOptions {
  store: ConsultationStore;
  level: number;
  heard: boolean;
  prepare(): void;
  join(options?: { microphone?: boolean; camera?: boolean }): void;
  select(kind: DeviceView['kind'], deviceId: string): void;
}

/** Before joining: devices, own picture, own loudness; joining works without any of them. */
export function prejoinView(now: Readonly<ConsultationState>, options: PrejoinOptions, say: Say): TemplateResult {
  const { t } = say;
  const { store, prepare, join, select } = options;
  const me = now.participants.filter(({ self }) => self);
  const tile = tilesOf(me).find(({ sourceId }) => sourceId);
  const picture = tile && store.stream(tile.participant.participantId, tile.sourceId!);
  const isWaiting = now.microphone === 'pending' || now.camera === 'pending';
  const isPrepared = now.status === 'preparing' && !isWaiting;
  const hasTrouble = [now.microphone, now.camera].some((state) => state === 'denied' || state === 'missing');
  return html`<section part="prejoin" class="prejoin stack" aria-labelledby="prejoin-title">
    <h2 id="prejoin-title">${t.prepareTitle}</h2>
    <p>${isWaiting && now.status === 'preparing' ? t.preparing : t.prepareText}</p>
    ${deviceTrouble(now, say, prepare)}
    <div class="preview">
      ${picture ? html`<div class="picture-box">${pictureView(tile!, picture, t.preview)}</div>` : nothing}
      <div class="stack">
        ${isPrepared && now.microphone === 'on' ? levelView(options, t) : nothing} ${devicesView(now, select, say)}
      </div>
    </div>
    <div class="actions">
      ${now.status === 'idle' ? html`<button type="button" class="button primary" @click=${prepare}>${mediaIcons.microphone}${t.prepare}</button>` : nothing}
      <button type="button" class="button ${now.status === 'idle' ? '' : 'primary'}" @click=${() => join()}>
        ${icons.call}${t.join}
      </button>
      <button type="button" class="button" @click=${() => join({ camera: false })}>
        ${mediaIcons.cameraOff}${t.joinWithout}
      </button>
      ${
        hasTrouble || now.error
          ? html`<button type="button" class="button" @click=${() => join({ microphone: false, camera: false })}>
              ${t.joinListening}
            </button>`
          : nothing
      }
    </div>
  </section>`;
}

function levelView({ level, heard }: PrejoinOptions, t: Say['t']): TemplateResult {
  return html`<div class="level">
    <label for="level">${t.level}</label>
    <meter id="level" min="0" max="1" .value=${level}></meter>
    <span class="muted small" role="status">${heard ? t.levelHeard : t.levelQuiet}</span>
  </div>`;
}
