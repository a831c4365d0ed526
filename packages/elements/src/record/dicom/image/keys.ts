import { presets, type PresetName } from './presets.js';
import type { Tool } from './views/bar-view.js';

/** What a key asks of the viewer. */
export type KeyAction =
  | { do: 'frame'; by: number }
  | { do: 'series'; by: number }
  | { do: 'end'; at: 'first' | 'last' }
  | { do: 'window'; center: number; width: number }
  | { do: 'preset'; name: PresetName }
  | { do: 'zoom'; by: number }
  | { do: 'pan'; x: number; y: number }
  | { do: 'cursor'; x: number; y: number }
  | { do: 'tool'; tool: Tool }
  | { do: 'enter' }
  | { do: 'invert' | 'fit' | 'actual' | 'turn' | 'flip' | 'reset' | 'play' | 'deleteMark' | 'keys' };

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const named = Object.keys(presets) as PresetName[];
const simple: Readonly<Record<string, KeyAction>> = {
  PageUp: { do: 'frame', by: -1 },
  PageDown: { do: 'frame', by: 1 },
  Home: { do: 'end', at: 'first' },
  End: { do: 'end', at: 'last' },
  '+': { do: 'zoom', by: 1.25 },
  '=': { do: 'zoom', by: 1.25 },
  '-': { do: 'zoom', by: 0.8 },
  '0': { do: 'fit' },
  '1': { do: 'actual' },
  i: { do: 'invert' },
  r: { do: 'turn' },
  f: { do: 'flip' },
  x: { do: 'reset' },
  ' ': { do: 'play' },
  w: { do: 'tool', tool: 'window' },
  p: { do: 'tool', tool: 'pan' },
  l: { do: 'tool', tool: 'length' },
  a: { do: 'tool', tool: 'angle' },
  c: { do: 'tool', tool: 'point' },
  Enter: { do: 'enter' },
  Backspace: { do: 'deleteMark' },
  '[': { do: 'series', by: -1 },
  ']': { do: 'series', by: 1 },
  '?': { do: 'keys' },
  ...Object.fromEntries(named.map((name, index) => [String(index + 2), { do: 'preset', name }])),
};

/** What a key means with a tool in hand; `undefined`: it is the page's. */
export function keyAction(
  {
    key,
    shiftKey,
    ctrlKey,
    altKey,
    metaKey,
  }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>,
  tool: Tool,
): KeyAction | undefined {
  if (altKey || metaKey) return undefined;
  const arrow = arrows[key];
  if (arrow) {
    const [x, y] = arrow;
    if (ctrlKey) return { do: 'pan', x: -x, y: -y };
    const step = shiftKey ? 10 : 1;
    if (tool === 'length' || tool === 'angle' || tool === 'point') return { do: 'cursor', x: x * step, y: y * step };
    if (y) return { do: 'frame', by: y };
    return shiftKey ? { do: 'window', center: x, width: 0 } : { do: 'window', center: 0, width: x };
  }
  if (ctrlKey) return undefined;
  const wanted = key.length === 1 ? key.toLowerCase() : key;
  return Object.hasOwn(simple, wanted) ? simple[wanted] : undefined;
}
