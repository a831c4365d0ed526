import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { imageTags, makeDicom, type DicomTag } from '../../testing.js';
import { decodePixels } from './decode-pixels.js';
import { fileTags } from './dicom-file-tags.js';
import { frameBytes } from './frame-bytes.js';
import { parseDicomFile } from './parse-dicom-file.js';
import { readInstance } from './read-instance.js';
import { rangeOf, renderFrame, type Shade } from './render-frame.js';

/** Red, green and blue of each pixel of a file of one row of 8-bit values, shown as its own tags ask. */
async function shown(values: readonly number[], more: readonly DicomTag[], shade: Partial<Shade> = {}) {
  const tags = imageTags({}, 1, 1, [
    ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.7'],
    ['00280002', 'US', [1]],
    ['00280010', 'US', [1]],
    ['00280011', 'US', [values.length]],
    ['00280100', 'US', [8]],
    ['00280101', 'US', [8]],
    ['00280102', 'US', [7]],
    ['00280103', 'US', [0]],
    ['7FE00010', 'OB', new Uint8Array(values)],
    ...more,
  ]);
  const { dataSet, transferSyntax } = await parseDicomFile(makeDicom({ tags }));
  const instance = readInstance(fileTags(dataSet));
  const stored = await decodePixels(frameBytes(dataSet, instance, 0, transferSyntax), transferSyntax, instance);
  assert.ok(typeof stored === 'object');
  const range = stored.kind === 'grey' ? rangeOf(stored.values, instance.padding) : ([0, 255] as [number, number]);
  const [first] = instance.windows;
  const window = first && ([first.center, first.width] as const);
  const { words } = renderFrame(stored, instance, range, {
    invert: false,
    step: 1,
    ...(window ? { window } : {}),
    ...shade,
  });
  return Array.from(words, (word) => [word & 255, (word >> 8) & 255, (word >> 16) & 255]);
}

const greys = (pixels: number[][]) =>
  pixels.map(([red, green, blue]) => (assert.ok(red === green && red === blue), red));
const table = (tag: string, values: readonly number[]): DicomTag => [
  tag,
  'OW',
  new Uint8Array(values.flatMap((value) => [value & 255, value >> 8])),
];

describe('how values become brightness', () => {
  const window: DicomTag[] = [
    ['00281050', 'DS', '128'],
    ['00281051', 'DS', '256'],
  ];

  it('MONOCHROME2 shows the highest white, MONOCHROME1 black; inverting turns either', async () => {
    const values = [0, 51, 255];
    const [two, one] = [['00280004', 'CS', 'MONOCHROME2'] as const, ['00280004', 'CS', 'MONOCHROME1'] as const];
    assert.deepEqual(greys(await shown(values, [two, ...window])), [0, 51, 255]);
    assert.deepEqual(greys(await shown(values, [one, ...window])), [255, 204, 0]);
    assert.deepEqual(greys(await shown(values, [one, ...window], { invert: true })), [0, 51, 255]);
    assert.deepEqual(greys(await shown(values, [one, ['20500020', 'CS', 'INVERSE'], ...window])), [0, 51, 255]);
  });

  it('what only fills the frame stays black in MONOCHROME1 too', async () => {
    const tags: DicomTag[] = [['00280004', 'CS', 'MONOCHROME1'], ['00280120', 'US', [0]], ...window];
    assert.deepEqual(greys(await shown([0, 1, 255], tags)), [0, 254, 0]);
  });

  it('PALETTE COLOR shows the colours of its tables, of 16 and of 8 bits, from the first value on', async () => {
    for (const [bits, scale] of [
      [16, 257],
      [8, 1],
    ] as const) {
      const colours = [
        [255, 0, 10],
        [0, 255, 20],
        [1, 2, 255],
      ];
      const tags: DicomTag[] = [
        ['00280004', 'CS', 'PALETTE COLOR'],
        ...(['1', '2', '3'] as const).flatMap((n, of): DicomTag[] => [
          [`0028110${n}`, 'US', [3, 5, bits]],
          table(
            `0028120${n}`,
            colours.map((colour) => colour[of]! * scale),
          ),
        ]),
      ];
      // Below the first and beyond the last: the nearest of them (PS3.3 C.7.6.3.1.5).
      assert.deepEqual(await shown([5, 6, 7, 0, 200], tags), [...colours, colours[0], colours[2]]);
    }
  });

  it('SIGMOID follows its curve (PS3.3 C.11.2.1.3.1), LINEAR its line', async () => {
    const values = [0, 64, 128, 192, 255];
    const tags: DicomTag[] = [['00280004', 'CS', 'MONOCHROME2'], ['00281056', 'CS', 'SIGMOID'], ...window];
    const curve = values.map((value) => Math.round(255 / (1 + Math.exp((-4 * (value - 128)) / 256))));
    assert.deepEqual(greys(await shown(values, tags)), curve);
    assert.deepEqual(curve, [30, 69, 128, 186, 224]);
    assert.deepEqual(greys(await shown(values, [['00280004', 'CS', 'MONOCHROME2'], ...window])), values);
  });
});
