import type { ResultPoint } from '@diemcau/sdk';
import type uPlot from 'uplot';
import type { ChartColors } from './chart-colors.js';
import { isPlotted } from './lanes.js';

/** Radius of a point, CSS px. */
const radius = 4;

type Shape = 'dot' | 'up' | 'down' | 'diamond' | 'square';
const shapes: Readonly<Record<string, Shape>> = {
  high: 'up',
  'critical-high': 'up',
  low: 'down',
  'critical-low': 'down',
  abnormal: 'diamond',
  'critical-abnormal': 'diamond',
};

/** Where a result stands in a plot, canvas px: a number at its height, anything else on the lower edge. */
export function placeOf(plot: uPlot, point: ResultPoint, ratio: number): { x: number; y: number } | undefined {
  if (point.at === undefined || point.unplotted === 'withdrawn') return undefined;
  const { left, top, width, height } = plot.bbox;
  const x = plot.valToPos(point.at, 'x', true);
  if (x < left - 1 || x > left + width + 1) return undefined;
  return { x, y: isPlotted(point) ? plot.valToPos(point.number, 'y', true) : top + height - (radius + 2) * ratio };
}

/** Draws the results of one series: the shape says high or low, a ring critical, hollow preliminary, a square that it is no number. */
export function drawPoints(
  plot: uPlot,
  points: readonly ResultPoint[],
  color: string,
  colors: ChartColors,
  ratio: number,
): void {
  const { ctx } = plot;
  ctx.save();
  ctx.setLineDash([]);
  ctx.lineWidth = 1.5 * ratio;
  for (const point of points) {
    const place = placeOf(plot, point, ratio);
    if (!place) continue;
    const mark = isPlotted(point) ? point.value?.mark : undefined;
    const isCritical = mark?.startsWith('critical') ?? false;
    const ink = isCritical ? colors.critical : mark && mark !== 'normal' ? colors.attention : color;
    const shape = isPlotted(point) ? (shapes[mark ?? ''] ?? 'dot') : 'square';
    const isHollow = shape === 'square' || point.flags.includes('preliminary');
    ctx.strokeStyle = ink;
    ctx.fillStyle = isHollow ? colors.surface : ink;
    trace(ctx, shape, place, (shape === 'dot' ? radius : radius + 1.5) * ratio);
    ctx.fill();
    ctx.stroke();
    if (isCritical) ring(ctx, place, (radius + 6) * ratio);
  }
  ctx.restore();
}

/** Marks the chosen result. */
export function drawChosen(plot: uPlot, point: ResultPoint, colors: ChartColors, ratio: number): void {
  const place = placeOf(plot, point, ratio);
  if (!place) return;
  const { ctx } = plot;
  const { top, height } = plot.bbox;
  ctx.save();
  ctx.setLineDash([]);
  ctx.strokeStyle = colors.focus;
  ctx.lineWidth = ratio;
  ctx.beginPath();
  ctx.moveTo(place.x, top);
  ctx.lineTo(place.x, top + height);
  ctx.stroke();
  ctx.lineWidth = 3 * ratio;
  ring(ctx, place, (radius + 8) * ratio);
  ctx.restore();
}

function ring(ctx: CanvasRenderingContext2D, { x, y }: { x: number; y: number }, size: number): void {
  ctx.beginPath();
  ctx.arc(x, y, size, 0, 2 * Math.PI);
  ctx.stroke();
}

function trace(ctx: CanvasRenderingContext2D, shape: Shape, { x, y }: { x: number; y: number }, size: number): void {
  ctx.beginPath();
  if (shape === 'dot') ctx.arc(x, y, size, 0, 2 * Math.PI);
  else {
    const corners: Record<Exclude<Shape, 'dot'>, readonly (readonly [number, number])[]> = {
      up: [
        [0, -1],
        [1, 0.8],
        [-1, 0.8],
      ],
      down: [
        [0, 1],
        [1, -0.8],
        [-1, -0.8],
      ],
      diamond: [
        [0, -1],
        [1, 0],
        [0, 1],
        [-1, 0],
      ],
      square: [
        [-0.7, -0.7],
        [0.7, -0.7],
        [0.7, 0.7],
        [-0.7, 0.7],
      ],
    };
    for (const [right, down] of corners[shape]) ctx.lineTo(x + right * size, y + down * size);
    ctx.closePath();
  }
}
