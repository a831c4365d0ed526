import * as v from 'valibot';
import type { Pointer } from './consultation.types.js';

const part = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const instant = v.pipe(v.number(), v.finite());
const name = v.pipe(v.string(), v.maxLength(200));

const schema = v.variant('of', [
  v.object({ of: v.literal('source'), participantId: name, sourceId: name, x: part, y: part }),
  v.object({
    of: v.literal('record'),
    section: name,
    entryKey: v.optional(name),
    trend: v.optional(
      v.object({ ids: v.pipe(v.array(name), v.maxLength(8)), from: v.optional(instant), to: v.optional(instant) }),
    ),
  }),
  v.object({
    of: v.literal('image'),
    entryKey: name,
    frame: v.pipe(v.number(), v.integer(), v.minValue(0)),
    x: part,
    y: part,
    window: v.optional(v.tuple([v.number(), v.number()])),
    zoom: v.optional(v.number()),
  }),
]);

/** Reads another end's pointer; `undefined` when it is none. */
export function readPointer(data: unknown): Pointer | undefined {
  if (typeof data !== 'string' || data.length > 2_000) return undefined;
  try {
    const result = v.safeParse(schema, (JSON.parse(data) as { pointer?: unknown }).pointer);
    return result.success ? (result.output as Pointer) : undefined;
  } catch {
    return undefined;
  }
}

/** A pointer as it travels on the lane `latest`. */
export function writePointer(pointer: Pointer): string {
  return JSON.stringify({ pointer });
}
