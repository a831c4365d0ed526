/** Colours of a chart, as the page resolves them now. */
export interface ChartColors {
  text: string;
  muted: string;
  line: string;
  surface: string;
  focus: string;
  band: string;
  attention: string;
  critical: string;
  series: readonly string[];
}

const tokens = {
  text: '--_text',
  muted: '--_muted',
  line: '--_line',
  surface: '--_surface',
  focus: '--_focus',
  band: '--_done',
  attention: '--_attention',
  critical: '--_critical',
} as const;

/** Reads the colours where the chart stands: light, dark, the host's own, or those that the system forces. */
export function chartColors(place: HTMLElement): ChartColors {
  const probe = place.ownerDocument.createElement('span');
  place.append(probe);
  const isForced = matchMedia('(forced-colors: active)').matches;
  const colorOf = (token: string): string => {
    probe.style.color = isForced ? systemColor(token) : `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colors = Object.fromEntries(Object.entries(tokens).map(([name, token]) => [name, colorOf(token)]));
  const series = [0, 1, 2, 3].map((number) => colorOf(`--_series-${number}`));
  probe.remove();
  return { ...colors, series } as unknown as ChartColors;
}

function systemColor(token: string): string {
  return token === tokens.surface ? 'Canvas' : token === tokens.focus ? 'Highlight' : 'CanvasText';
}
