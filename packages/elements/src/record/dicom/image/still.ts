import { onSurface, type Point } from './geometry.js';
import type { ImagePane } from './image-pane.js';
import { measure, scaleAt } from './measure.js';
import { figureText, windowText, type Say } from './views/overlay-view.js';

/** Longest side of a still, pixels. */
const longest = 1_200;
const ink = '#ffd84a';

/**
 * The picture with its marks, figures, window and a scale burnt in, as PNG. It names nobody: who the patient is stands in the minutes
 * around it.
 */
export async function stillOf(pane: ImagePane, say: Say, notice: string): Promise<Blob | undefined> {
  const { sizes, frame } = pane;
  if (!sizes || !frame) return undefined;
  const shrink = Math.min(1, longest / Math.max(sizes.width, sizes.height));
  const [width, height] = [Math.round(sizes.width * shrink), Math.round(sizes.height * shrink)];
  const drawn = await pane.picture(width, height);
  if (!drawn) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  context.drawImage(drawn.bitmap, 0, 0);
  drawn.bitmap.close();
  context.font = '600 16px system-ui, sans-serif';
  context.lineJoin = 'round';
  const place = (point: Point) => onSurface(drawn.matrix, point);
  for (const mark of pane.marks) {
    const points = mark.points.map(place);
    stroke(context, points);
    const measured = measure(mark, frame);
    const [x, y] = points.at(-1)!;
    if (measured) write(context, figureText(measured, say), x + 8, y - 8);
  }
  const { of, across } = scaleAt(frame, [[sizes.columns / 2, sizes.rows / 2]]);
  write(context, [windowText(pane, say), say.t.scale[of], notice].filter(Boolean).join(' · '), 12, height - 14);
  if (of !== 'none') {
    const perMm = Math.hypot(drawn.matrix[0], drawn.matrix[1]) / across;
    const length = [100, 50, 20, 10, 5].find((mm) => mm * perMm < width / 3) ?? 1;
    const [x, y] = [12, height - 42];
    stroke(context, [
      [x, y],
      [x + length * perMm, y],
    ]);
    write(context, `${length} mm`, x + length * perMm + 8, y + 6);
  }
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}

function stroke(context: CanvasRenderingContext2D, points: readonly Point[]): void {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  for (const [style, width] of [
    ['#000', 5],
    [ink, 2],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.stroke();
  }
}

function write(context: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  context.strokeStyle = '#000';
  context.lineWidth = 4;
  context.strokeText(text, x, y);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}
