import type { ConsultationState, ConsultationStore, DeviceView, QualityStep } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../../internal/icons.js';
import { mediaIcons } from '../media-icons.js';
import { devicesView } from './devices-view.js';
import type { Say } from './say.js';

/** What the controls need of the element. */
export interface ControlsOptions {
  store: ConsultationStore;
  compact: boolean;
  /** Undefined where there is no picture to point on. */
  pointing: boolean | undefined;
  canEnd: boolean;
  chosenQuality: string;
  run(verb: () => Promise<unknown> | void): void;
  togglePointing(): void;
  leave(): void;
  end(): void;
  showKeys(): void;
  chooseQuality(step: 'auto' | QualityStep): void;
}

/** The session's own controls. Red is not used: leaving is no alarm. */
export function controlsView(now: Readonly<ConsultationState>, options: ControlsOptions, say: Say): TemplateResult {
  const { t } = say;
  const { store, compact, pointing, canEnd, run } = options;
  const hasMicrophone = now.microphone === 'on' || now.microphone === 'muted';
  const hasCamera = now.camera === 'on' || now.camera === 'off';
  return html`<div part="controls" class="controls" role="toolbar" aria-label=${t.title}>
    ${toggle(
      now.microphone === 'on',
      hasMicrophone,
      [mediaIcons.microphone, mediaIcons.microphoneOff],
      [t.microphoneOff, t.microphoneOn, t.shortMicrophone],
      compact,
      () => run(() => store.setMicrophone(now.microphone !== 'on')),
    )}
    ${toggle(
      now.camera === 'on',
      hasCamera,
      [mediaIcons.camera, mediaIcons.cameraOff],
      [t.cameraOff, t.cameraOn, t.device.camera],
      compact,
      () => run(() => store.setCamera(now.camera !== 'on')),
    )}
    ${
      now.screen === 'unsupported' || compact
        ? nothing
        : html`<button
            type="button"
            class="button ${now.screen === 'on' ? 'sharing' : ''}"
            aria-label=${now.screen === 'on' ? t.screenOff : t.screenOn}
            title=${now.screen === 'on' ? t.screenOff : t.screenOn}
            @click=${() => run(() => store.shareScreen(now.screen !== 'on'))}
          >
            ${mediaIcons.screen}<span>${t.screen}</span>
          </button>`
    }
    ${
      pointing === undefined || compact
        ? nothing
        : html`<button
            type="button"
            class="button"
            aria-pressed=${pointing ? 'true' : 'false'}
            aria-label=${t.pointer}
            title=${t.pointerOn}
            @click=${options.togglePointing}
          >
            ${icons.pointer}<span>${t.pointer}</span>
          </button>`
    }
    ${compact ? nothing : settings(now, options, say)}
    <span class="end row">
      <button
        type="button"
        class="button leave ${compact ? 'icon' : ''}"
        aria-label=${t.leave}
        title=${t.leave}
        @click=${options.leave}
      >
        ${icons.leave}${compact ? nothing : html`<span>${t.leave}</span>`}
      </button>
      ${canEnd && !compact ? html`<button type="button" part="end" class="button" @click=${options.end}>${icons.close}<span>${t.end}</span></button>` : nothing}
    </span>
  </div>`;
}

function toggle(
  isOn: boolean,
  isThere: boolean,
  [on, off]: TemplateResult[],
  [turnOff, turnOn, name]: string[],
  compact: boolean,
  press: () => void,
) {
  const label = isOn ? turnOff : turnOn;
  return html`<button
    type="button"
    class="button ${isOn ? '' : 'off'} ${compact ? 'icon' : ''}"
    ?disabled=${!isThere}
    aria-label=${label!}
    title=${label!}
    @click=${press}
  >
    ${isOn ? on : off}${compact ? nothing : html`<span>${name}</span>`}
  </button>`;
}

function settings(
  now: Readonly<ConsultationState>,
  { store, run, chooseQuality, chosenQuality, showKeys }: ControlsOptions,
  say: Say,
): TemplateResult {
  const { t } = say;
  const select = (kind: DeviceView['kind'], deviceId: string) => run(() => store.selectDevice(kind, deviceId));
  const choices = [
    ['auto', t.qualityAuto],
    ['audio-only', t.steps['audio-only']],
    ['text-only', t.steps['text-only']],
  ] as const;
  return html`<details class="settings">
    <summary class="button">${mediaIcons.settings}<span>${t.devices}</span></summary>
    <div class="panel stack">
      ${devicesView(now, select, say)}
      <div class="field">
        <label for="quality">${t.quality}</label>
        <select
          class="input"
          id="quality"
          @change=${(event: Event) => chooseQuality((event.target as HTMLSelectElement).value as 'auto')}
        >
          ${choices.map(([value, label]) => html`<option value=${value} .selected=${value === chosenQuality}>${label}</option>`)}
        </select>
      </div>
      <button type="button" class="button quiet" @click=${showKeys}>${icons.keys}${t.keys} (?)</button>
    </div>
  </details>`;
}
