import type { ConsultationState, DeviceView } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import type { Say } from './say.js';

/** Which microphone, camera and speaker; a kind without a choice is left out. */
export function devicesView(
  { devices }: Readonly<ConsultationState>,
  select: (kind: DeviceView['kind'], deviceId: string) => void,
  { t }: Say,
) {
  const field = (kind: DeviceView['kind']): TemplateResult | typeof nothing => {
    const own = devices.filter((device) => device.kind === kind);
    if (!own.length) return nothing;
    return html`<div class="field">
      <label for="device-${kind}">${t.device[kind]}</label>
      <select
        class="input"
        id="device-${kind}"
        @change=${(event: Event) => select(kind, (event.target as HTMLSelectElement).value)}
      >
        ${own.map(
          ({ deviceId, label, selected }, at) =>
            html`<option value=${deviceId} .selected=${selected}>${label || t.unnamedDevice(at + 1)}</option>`,
        )}
      </select>
    </div>`;
  };
  return html`<div class="devices">${field('microphone')}${field('camera')}${field('speaker')}</div>`;
}
