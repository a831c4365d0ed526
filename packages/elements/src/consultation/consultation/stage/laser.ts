import type { Pointer } from '@diemcau/sdk';

type Point = { x: number; y: number };

/** Where an event is within an element, 0..1. */
export function pointAt(event: PointerEvent, element: Element): Point {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: clamp((event.clientX - left) / width), y: clamp((event.clientY - top) / height) };
}

/** Next place after a key: arrows by 2 %, with Shift by 10 %; undefined for other keys. */
export function pointAfter({ key, shiftKey }: KeyboardEvent, { x, y }: Point): Point | undefined {
  const step = shiftKey ? 0.1 : 0.02;
  const [dx, dy] =
    { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[key] ?? [];
  return dx === undefined ? undefined : { x: clamp(x + dx), y: clamp(y + dy!) };
}

/** How long another's pointer is shown after its last move, in ms. */
export const pointerLife = 4_000;

/** Pointers of the others on one picture that are still fresh. */
export function pointersOn(
  pointers: Readonly<Record<string, Pointer & { at: number }>>,
  sourceId: string | undefined,
  now: number,
): { participantId: string; x: number; y: number }[] {
  return Object.entries(pointers).flatMap(([participantId, pointer]) =>
    pointer.of === 'source' && pointer.sourceId === sourceId && now - pointer.at < pointerLife
      ? [{ participantId, x: clamp(pointer.x), y: clamp(pointer.y) }]
      : [],
  );
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
