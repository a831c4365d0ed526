import type { ImageFrame, ImageInstance, ImageSeries } from './image.types.js';

/** Distances along the stack that count as one place, mm. */
const samePlace = 0.001;

/** Frames of a study's objects by series, each in the order of a stack. */
export function orderSeries(objects: readonly { key: string; instance: ImageInstance }[]): ImageSeries[] {
  const series = new Map<string, { key: string; instance: ImageInstance }[]>();
  for (const one of objects) {
    if (one.instance.frames === 0) continue;
    // Localisers and slices may share a series; pictures of different sizes do not scroll together.
    const { seriesUid, rows, columns } = one.instance;
    const name = `${seriesUid} ${rows}x${columns}`;
    series.set(name, [...(series.get(name) ?? []), one]);
  }
  return [...series.values()]
    .map(ordered)
    .sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || b.frames.length - a.frames.length);
}

function ordered(objects: readonly { key: string; instance: ImageInstance }[]): ImageSeries {
  const frames = objects.flatMap(framesOf);
  const { seriesUid: uid, modality, seriesNumber: number, seriesDescription: description } = objects[0]!.instance;
  const places = frames.map(({ facts }) => placeOf(facts.position, frames[0]!.facts.orientation));
  const isStack =
    frames.length > 1 && places.every((place) => place !== undefined) && spread(places as number[]) > samePlace;
  const byNumber = (a: ImageFrame, b: ImageFrame) =>
    (a.instance.instanceNumber ?? 0) - (b.instance.instanceNumber ?? 0) || a.frame - b.frame;
  const at = new Map(frames.map((frame, index) => [frame, places[index] ?? 0]));
  const sorted = [...frames].sort((a, b) => {
    const apart = isStack ? at.get(a)! - at.get(b)! : 0;
    return Math.abs(apart) > samePlace ? apart : byNumber(a, b);
  });
  return {
    uid,
    ...(modality ? { modality } : {}),
    ...(number === undefined ? {} : { number }),
    ...(description ? { description } : {}),
    order: isStack ? 'position' : 'number',
    frames: sorted,
  };
}

function framesOf({ key, instance }: { key: string; instance: ImageInstance }): ImageFrame[] {
  return Array.from({ length: instance.frames }, (_, frame) => ({
    key: `${key} ${frame}`,
    instance,
    frame,
    facts: instance.perFrame?.[frame] ?? instance,
  }));
}

/** Distance along the normal of the stack. */
function placeOf(position?: readonly number[], orientation?: readonly number[]): number | undefined {
  if (!position || !orientation) return undefined;
  const [a, b, c, d, e, f] = orientation as [number, number, number, number, number, number];
  const normal = [b * f - c * e, c * d - a * f, a * e - b * d];
  return position.reduce((sum, value, axis) => sum + value * normal[axis]!, 0);
}

const spread = (places: readonly number[]) =>
  places.reduce((high, place) => Math.max(high, place), -Infinity) -
  places.reduce((low, place) => Math.min(low, place), Infinity);
