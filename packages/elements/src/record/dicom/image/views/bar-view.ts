import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../../../internal/icons.js';
import type { ImagePane } from '../image-pane.js';
import { hasPresets, presets, type PresetName } from '../presets.js';
import { windowText, type Say } from './overlay-view.js';

/** What the left button of the mouse, or a finger, does. */
export type Tool = 'window' | 'pan' | 'length' | 'angle' | 'point';
/** The tools, in the order of their keys. */
export const tools: readonly Tool[] = ['window', 'pan', 'length', 'angle', 'point'];

/** What the controls may ask of the viewer. */
export interface BarActions {
  tool: Tool;
  setTool(tool: Tool): void;
  preset(value: string): void;
  run(action: 'invert' | 'fit' | 'actual' | 'turn' | 'flip' | 'reset' | 'play' | 'deleteMark' | 'keys'): void;
  playing: boolean;
}

const button = (label: string, click: () => void, pressed?: boolean, content: unknown = label) =>
  html`<button
    type="button"
    class="button"
    aria-label=${label}
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    @click=${click}
  >
    ${content}
  </button>`;

/** Tools, windows, how the image lies. */
export function barView(pane: ImagePane, actions: BarActions, say: Say): TemplateResult {
  const { t } = say;
  const { tool, setTool, run, playing } = actions;
  const canWindow = pane.shown?.image.kind === 'grey';
  const frames = pane.series?.frames.length ?? 0;
  return html`<div class="bar" role="toolbar" aria-label=${t.tools}>
    <span class="group">
      ${tools
        .filter((one) => one !== 'window' || canWindow)
        .map((one) => button(t.tool[one], () => setTool(one), tool === one))}
      ${pane.marks.length ? button(t.deleteMark, () => run('deleteMark')) : nothing}
    </span>
    <span class="group">
      ${canWindow ? windowSelect(pane, actions, say) : nothing} ${button(t.invert, () => run('invert'), pane.invert)}
      ${button(t.fit, () => run('fit'))} ${button(t.actual, () => run('actual'))} ${button(t.turn, () => run('turn'))}
      ${button(t.flip, () => run('flip'), pane.placement.flipped)} ${button(t.reset, () => run('reset'))}
      ${frames > 1 ? button(playing ? t.pause : t.play, () => run('play')) : nothing}
      ${button(t.keys, () => run('keys'), undefined, icons.keys)}
    </span>
  </div>`;
}

function windowSelect(pane: ImagePane, { preset }: BarActions, say: Say): TemplateResult {
  const { t } = say;
  const { frame, shown } = pane;
  const own = frame?.facts.windows ?? [];
  const now = pane.window && String(pane.window);
  const named = hasPresets(frame!) ? (Object.keys(presets) as PresetName[]) : [];
  const choices: [value: string, label: string][] = [
    ...own.map(({ center, width, label }): [string, string] => [
      `${center},${width}`,
      t.ownWindow(label && !/^WINDOW\d*$/i.test(label) ? label : `C ${center} W ${width}`),
    ]),
    ...named.map((name): [string, string] => [String(presets[name]), t.preset[name]]),
    ...(shown ? [[String(shown.image.whole), t.wholeWindow] as [string, string]] : []),
  ];
  const first = own[0] ? `${own[0].center},${own[0].width}` : String(shown?.image.window ?? '');
  const selected = now ?? first;
  const isKnown = choices.some(([value]) => value === selected);
  return html`<select
    aria-label=${t.windows}
    @change=${(event: Event) => preset((event.target as HTMLSelectElement).value)}
  >
    ${isKnown ? nothing : html`<option value="" selected>${t.setWindow}: ${windowText(pane, say)}</option>`}
    ${choices.map(([value, label]) => html`<option value=${value} ?selected=${value === selected}>${label}</option>`)}
  </select>`;
}

/** Which series; nothing where there is only one. */
export function seriesSelect(
  pane: ImagePane,
  choose: (at: number) => void,
  { t }: Say,
): TemplateResult | typeof nothing {
  const series = pane.study?.series ?? [];
  if (series.length < 2) return nothing;
  return html`<select
    aria-label=${t.series}
    @change=${(event: Event) => choose((event.target as HTMLSelectElement).selectedIndex)}
  >
    ${series.map(
      ({ number, description, modality, frames }, at) =>
        html`<option ?selected=${at === pane.seriesAt}>
          ${t.seriesName(number, description ?? modality ?? t.unnamed, frames.length)}
        </option>`,
    )}
  </select>`;
}

/** Which image of the stack. */
export function stackView(pane: ImagePane, go: (at: number) => void, { t }: Say): TemplateResult | typeof nothing {
  const count = pane.series?.frames.length ?? 0;
  if (count < 2) return nothing;
  return html`<label class="slices">
    <span class="numbers">${t.sliceOf(pane.frameAt + 1, count)}</span>
    <input
      type="range"
      min="1"
      max=${count}
      .value=${String(pane.frameAt + 1)}
      aria-label=${t.slice}
      aria-valuetext=${t.sliceOf(pane.frameAt + 1, count)}
      @input=${(event: Event) => go(Number((event.target as HTMLInputElement).value) - 1)}
    />
  </label>`;
}
