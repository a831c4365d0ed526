import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RecordModel } from '../src/record/record.types.js';

/** More runs, or a run again, by hand: `MUTATIONS=100000 MUTATION_SEED=1`. */
export const mutationRuns = {
  numRuns: Number(process.env['MUTATIONS'] ?? 300),
  ...(process.env['MUTATION_SEED'] === undefined ? {} : { seed: Number(process.env['MUTATION_SEED']) }),
};
const slowest = 2_000;

const value = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    0,
    -1,
    Number.MAX_VALUE,
    '',
    ' ',
    '#',
    '__proto__',
    'urn:uuid:',
    'Patient/p',
    [],
    {},
    [[]],
    [null],
    'constructor',
    'entered-in-error',
    'nilknown',
    '\u0000\uFFFF\uD800',
  ),
  fc.string(),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constant(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as unknown),
  fc.constant(deep(400)),
);

/** Where (a fraction of the nodes) something is put, taken away, doubled or renamed. */
export interface Mutation {
  at: number;
  how: string;
  value: unknown;
}

/** Some mutations of one tree. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    how: fc.constantFrom('put', 'cut', 'double', 'rename'),
    value,
  }),
  { minLength: 1, maxLength: 6 },
);

function deep(levels: number): unknown {
  let node: unknown = 'x';
  for (let level = 0; level < levels; level += 1)
    node = level % 2 ? [node] : { [level % 4 ? 'section' : 'item']: node };
  return node;
}

/** Changes nodes of a tree, in place. */
export function mutate(tree: unknown, list: readonly Mutation[]): unknown {
  for (const { at, how, value: put } of list) {
    const places: [holder: Record<string, unknown>, key: string][] = [];
    const walk = (node: unknown, depth: number): void => {
      if (typeof node !== 'object' || node === null || depth > 8) return;
      for (const key of Object.keys(node)) {
        places.push([node as Record<string, unknown>, key]);
        walk((node as Record<string, unknown>)[key], depth + 1);
      }
    };
    walk(tree, 0);
    const [holder, key] = places[Math.floor(at * places.length)] ?? [];
    if (!holder || key === undefined) continue;
    if (how === 'put') holder[key] = structuredClone(put);
    else if (how === 'cut') delete holder[key];
    else if (how === 'double') holder[key] = [holder[key], holder[key]];
    else
      Object.defineProperty(holder, typeof put === 'string' ? put.slice(0, 20) : '__proto__', {
        value: holder[key],
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return tree;
}

/** The answer of work that takes no longer than it may, asks the network nothing and leaves no prototype changed. */
export function timed<T>(work: () => T): T {
  const { fetch } = globalThis;
  let asked = false;
  globalThis.fetch = () => {
    asked = true;
    throw new TypeError('no request');
  };
  // Work, not time: what a neighbour does to the machine is not counted.
  const started = process.cpuUsage();
  let answer: T;
  try {
    answer = work();
  } finally {
    globalThis.fetch = fetch;
  }
  const { user, system } = process.cpuUsage(started);
  assert.ok((user + system) / 1000 < slowest, 'too slow');
  assert.equal(asked, false, 'a request');
  assert.deepEqual(Object.keys(Object.prototype), []);
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  return answer;
}

/** Titles of a model in which every resource is accounted for. */
export function checked(model: RecordModel): Set<string> {
  const entries = Object.values(model.sections).flatMap((section) => section.entries);
  const resources = entries.filter(({ resourceType }) => resourceType !== 'Section').length;
  const aside = Object.values(model.notDisplayed).reduce((sum, count) => sum + count, 0);
  assert.equal(model.total, resources + aside + model.setAside.length);
  assert.equal(new Set(entries.map(({ key }) => key)).size, entries.length);
  return new Set(entries.map(({ title }) => title));
}
