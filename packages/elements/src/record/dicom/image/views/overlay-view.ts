import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { numberText } from '../../../../internal/format/number-text.js';
import type { Locale } from '../../../../internal/locale.js';
import { onSurface, sidesOf, type Point } from '../geometry.js';
import type { ImageMessages } from '../image.messages.js';
import type { ImagePane } from '../image-pane.js';
import { measure, type Mark, type Measured } from '../measure.js';

/** Words and figures of the chosen language. */
export interface Say {
  t: ImageMessages;
  locale: Locale;
  /** A FHIR date as dd/MM/yyyy. */
  date(value: string): string;
}

const round = (value: number, digits = 0) => Math.round(value * 10 ** digits) / 10 ** digits;

/** A figure as it is read: `23,4 mm`. */
export function figureText({ value, unit }: Measured, { locale }: Say): string {
  return `${numberText(round(value, unit === 'px' ? 0 : 1), locale)} ${unit}`.replace(' °', '°');
}

/** The window as it is read: `C 40 W 400`. */
export function windowText(pane: ImagePane, { t, locale }: Say): string {
  const [center, width] = pane.shownWindow ?? [];
  if (center === undefined || width === undefined) return '';
  return t.windowText(numberText(round(center), locale), numberText(round(width), locale));
}

/** What the picture is of: its series, else its study. */
export function pictureName({ series, study, frame }: ImagePane, { t }: Say): string {
  return study?.description ?? series?.description ?? frame?.instance.bodyPart ?? frame?.instance.modality ?? t.picture;
}

/** Facts in the four corners; they lie over the picture and let the hand through. */
export function cornersView(pane: ImagePane, say: Say): TemplateResult | typeof nothing {
  const { frame, series, study, shown } = pane;
  if (!frame || !series || !study) return nothing;
  const { t, date } = say;
  const { instance, facts } = frame;
  const { patient } = instance;
  const sex = patient.sex && (t.sex[patient.sex] ?? patient.sex);
  const zoom = pane.matrix && pane.sizes ? Math.hypot(pane.matrix[0], pane.matrix[1]) * 100 : undefined;
  const scale = instance.regions.length ? 'region' : (facts.spacing?.of ?? 'none');
  const isPicture = shown?.image.kind === 'picture' && shown.quality === 'full';
  return html`<div class="corner top left">
      <strong>${patient.name ?? ''}</strong>
      <span>${[patient.id, patient.birthDate && date(patient.birthDate), sex].filter(Boolean).join(' · ')}</span>
    </div>
    <div class="corner top right">
      <span>${[instance.date ? date(instance.date) : '', instance.time].filter(Boolean).join(' ')}</span>
      <span>${study.description ?? ''}</span>
      <span
        >${[instance.modality, series.description, instance.laterality, instance.viewPosition].filter(Boolean).join(' · ')}</span
      >
    </div>
    <div class="corner bottom left">
      <span>${windowText(pane, say)}</span>
      <span>${zoom === undefined ? '' : t.zoomText(numberText(round(zoom), say.locale))}</span>
      ${isPicture ? nothing : html`<span>${t.scale[scale]}</span>`}
    </div>
    <div class="corner bottom right">
      <span>${t.sliceOf(pane.frameAt + 1, series.frames.length)}</span>
      ${series.frames.length > 1 ? html`<span>${series.order === 'position' ? t.byPosition : t.byNumber}</span>` : nothing}
      ${instance.lossy && shown?.quality === 'full' && instance.rows ? html`<span>${t.lossy}</span>` : nothing}
    </div>
    ${sidesView(pane)}`;
}

function sidesView({ frame, placement }: ImagePane): TemplateResult[] {
  const sides = sidesOf(frame!, placement);
  return (['left', 'right', 'top', 'bottom'] as const)
    .filter((side) => sides[side])
    .map((side) => html`<span class="side ${side}" aria-hidden="true">${sides[side]}</span>`);
}

/** Marks, the mark that is being made, and where the others point, in CSS pixels of the surface. */
export function marksView(
  pane: ImagePane,
  drawn: { open?: Mark; cursor?: Point; pointed?: { at: Point; by: string } },
  say: Say,
): SVGTemplateResult | typeof nothing {
  const { matrix, frame } = pane;
  if (!matrix || !frame) return nothing;
  const ratio = globalThis.devicePixelRatio || 1;
  const place = (point: Point): Point => {
    const [x, y] = onSurface(matrix, point);
    return [x / ratio, y / ratio];
  };
  const marks = [...pane.marks, ...(drawn.open ? [drawn.open] : [])];
  const { cursor, pointed } = drawn;
  return svg`${marks.map((mark) => markView(mark, pane, place, say))}
    ${cursor ? crossView(place(cursor)) : nothing} ${pointed ? pointedView(place(pointed.at), pointed.by) : nothing}`;
}

function markView(mark: Mark, pane: ImagePane, place: (point: Point) => Point, say: Say): SVGTemplateResult {
  const points = mark.points.map(place);
  const measured = measure(mark, pane.frame!);
  const [x, y] = points.at(-1)!;
  const path = points.map((point) => point.join(',')).join(' ');
  return svg`<g class="mark">
    <polyline class="halo" points=${path} /><polyline points=${path} />
    ${points.map(([cx, cy]) => svg`<circle cx=${cx} cy=${cy} r="3.5" />`)}
    ${measured ? svg`<text x=${x + 8} y=${y - 8}>${figureText(measured, say)}</text>` : nothing}
  </g>`;
}

function crossView([x, y]: Point): SVGTemplateResult {
  return svg`<path class="cross" d="M${x - 12} ${y}h9M${x + 3} ${y}h9M${x} ${y - 12}v9M${x} ${y + 3}v9" />`;
}

function pointedView([x, y]: Point, by: string): SVGTemplateResult {
  return svg`<g class="pointed"><circle class="halo" cx=${x} cy=${y} r="16" /><circle cx=${x} cy=${y} r="16" /><text x=${x + 22} y=${y + 5}>${by}</text></g>`;
}
