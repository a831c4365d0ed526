import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { chestCt, chestXray, ultrasoundLoop } from '../../testing.js';
import { createDicomApi } from './dicom-api.js';
import { fileTags } from './dicom-file-tags.js';
import { parseDicomFile } from './parse-dicom-file.js';
import { readInstance } from './read-instance.js';

/** Mutated files of one run: `DICOM_MUTATIONS=20000` for all that the issue asks. */
const runs = Number(process.env['DICOM_MUTATIONS'] ?? 1_000);
/** Milliseconds that one file may take. */
const limit = 2_000;

const seeds = [chestXray(24, 20), chestCt(1, 16)[0]!, ultrasoundLoop(2, 12, 16)];

type Mutation =
  | { do: 'flip'; at: number; bit: number }
  | { do: 'write'; at: number; bytes: Uint8Array }
  | { do: 'cut'; at: number }
  | { do: 'drop'; at: number; length: number }
  | { do: 'insert'; at: number; bytes: Uint8Array };

// Every place alike: a double of fast-check is nearly always close to 0.
const part = fc.nat(999_999).map((place) => place / 1_000_000);
const some = fc.uint8Array({ minLength: 1, maxLength: 12 });
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ do: fc.constant('flip' as const), at: part, bit: fc.nat(7) }),
  fc.record({ do: fc.constant('write' as const), at: part, bytes: some }),
  // What says how long something is does the most harm.
  fc.record({
    do: fc.constant('write' as const),
    at: part,
    bytes: fc.constantFrom(
      new Uint8Array([255, 255, 255, 255]),
      new Uint8Array([255, 255, 255, 127]),
      new Uint8Array([0, 0, 0, 0]),
      new Uint8Array([254, 255, 0, 224, 255, 255, 255, 255]),
      new Uint8Array([254, 255, 13, 224, 0, 0, 0, 0]),
    ),
  }),
  fc.record({ do: fc.constant('cut' as const), at: part }),
  fc.record({ do: fc.constant('drop' as const), at: part, length: fc.integer({ min: 1, max: 64 }) }),
  fc.record({ do: fc.constant('insert' as const), at: part, bytes: some }),
);

function mutate(file: Uint8Array, { at, ...how }: Mutation): Uint8Array {
  const place = Math.floor(at * file.length);
  const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
  switch (how.do) {
    case 'flip': {
      const copy = file.slice();
      copy[place]! ^= 1 << how.bit;
      return copy;
    }
    case 'write': {
      const copy = file.slice();
      copy.set(how.bytes.subarray(0, Math.max(0, file.length - place)), place);
      return copy;
    }
    case 'cut':
      return file.slice(0, place);
    case 'drop':
      return join(file.subarray(0, place), file.subarray(place + how.length));
    case 'insert':
      return join(file.subarray(0, place), how.bytes, file.subarray(place));
  }
}

describe('mutated DICOM files', () => {
  const { fetch } = globalThis;
  let requests = 0;
  before(() => (globalThis.fetch = async () => (requests++, new Response())));
  after(() => (globalThis.fetch = fetch));

  it(`${runs} of them end in facts or an error of ours, each within ${limit} ms, without a request`, async () => {
    let [read, refused, slowest] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(seeds.length - 1),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        async (seed, mutations) => {
          const file = new Blob([mutations.reduce(mutate, seeds[seed]!) as BlobPart]);
          const api = createDicomApi();
          const start = performance.now();
          try {
            const { frames } = JSON.parse(await api.readFile(file)) as { frames: number };
            // As the viewer does: the first frame, the last, and one that is not there.
            for (const frame of new Set([0, frames - 1, frames]))
              if (frames > 0) await api.decodeFile('k', file, frame).catch(ours);
            read++;
          } catch (error) {
            ours(error);
            refused++;
          }
          const took = performance.now() - start;
          slowest = Math.max(slowest, took);
          assert.ok(took < limit, `${took} ms`);
        },
      ),
      { numRuns: runs, seed: 20_260_305 },
    );
    assert.equal(requests, 0);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    assert.ok(read > 0 && refused > 0);
    console.log(`${runs} files: ${read} read, ${refused} refused, slowest ${Math.round(slowest)} ms`);
  });

  it(`${runs} files of which one value was changed still tell all the others`, async () => {
    const whole = await facts(seeds[0]!);
    const places = await valuePlaces(seeds[0]!);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(places.length - 1),
        fc.uint8Array({ minLength: 64, maxLength: 64 }),
        async (index, noise) => {
          const [tag, start, length] = places[index]!;
          const copy = seeds[0]!.slice();
          for (let at = 0; at < length; at++) copy[start + at] = noise[at % 64]!;
          const now = await facts(copy);
          for (const [name, value] of Object.entries(whole))
            if (name !== tag) assert.deepEqual(now[name], value, `${name} after ${tag} changed`);
        },
      ),
      { numRuns: runs, seed: 20_260_305 },
    );
  });
});

/** Errors that may come: ours, with a code. */
function ours(error: unknown): void {
  assert.match((error as { code?: string }).code ?? String(error), /^record\/|^request\//);
}

/** Texts that show a reader who and what it is, by tag. */
async function facts(file: Uint8Array): Promise<Record<string, readonly string[]>> {
  const { dataSet, damaged } = await parseDicomFile(file);
  const tags = fileTags(dataSet);
  readInstance(tags, damaged);
  const shown = [
    '00080020',
    '00080060',
    '00081030',
    '00100010',
    '00100020',
    '00100030',
    '0020000D',
    '00200013',
    '00281050',
  ];
  return Object.fromEntries(shown.map((tag) => [tag, tags.texts(tag)]));
}

/** Where the values of texts lie that do not decide how others are read. */
async function valuePlaces(file: Uint8Array): Promise<[tag: string, start: number, length: number][]> {
  const { dataSet } = await parseDicomFile(file);
  return Object.entries(dataSet.elements).flatMap(([name, { dataOffset, length }]) => {
    const tag = name.slice(1).toUpperCase();
    const decides = tag.startsWith('0002') || tag === '00080005';
    return decides || length === 0 ? [] : [[tag, dataOffset, length] as [string, number, number]];
  });
}
