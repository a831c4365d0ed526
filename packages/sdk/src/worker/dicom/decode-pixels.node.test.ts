import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { missingTools } from '../../../test/debian-tools.js';
import type { DicomTag } from '../../testing.js';
import { chestTags, imageTags, makeDicom } from '../../testing.js';
import { createCodecApi, quiet, type EmscriptenDecoder } from './codec-api.js';
import { decodePixels, ofCodec } from './decode-pixels.js';
import { fileTags } from './dicom-file-tags.js';
import { frameBytes } from './frame-bytes.js';
import { parseDicomFile } from './parse-dicom-file.js';
import { readInstance } from './read-instance.js';

const missing = missingTools(
  ['dcmcjpeg', 'dcmdjpeg', 'dcmcjpls', 'dcmcrle', 'dcmconv', 'dcmdump', 'opj_compress'],
  ['dcmtk', 'libopenjp2-tools'],
);

/** The pixels of a file, as this package decodes them: bytes of the frame in the machine's order. */
async function decode(file: Uint8Array, frame = 0): Promise<Uint8Array> {
  const { dataSet, transferSyntax, damaged } = await parseDicomFile(file);
  const instance = readInstance(fileTags(dataSet), damaged);
  const bytes = frameBytes(dataSet, instance, frame, transferSyntax);
  const stored = await decodePixels(bytes, transferSyntax, instance);
  const done = typeof stored === 'string' ? ofCodec(await (await codec(stored)).decode(bytes), instance) : stored;
  const values = done.kind === 'grey' ? done.values : done.rgb;
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

async function codec(name: 'jpeg-ls' | 'jpeg-2000') {
  if (name === 'jpeg-ls') {
    const { default: charls } = await import('@cornerstonejs/codec-charls/decode');
    return createCodecApi(
      async () => (await charls(quiet())).JpegLSDecoder,
      (decoder) => ({ converted: false, planar: decoder.getInterleaveMode() === 0 }),
    );
  }
  const { default: openjpeg } = await import('@cornerstonejs/codec-openjpeg/decode');
  return createCodecApi<EmscriptenDecoder>(
    async () => (await openjpeg(quiet())).J2KDecoder,
    () => ({ converted: true, planar: false }),
  );
}

const rows = 61;
const columns = 47;

/** Values that use every bit there is, with edges, runs and noise. */
function pattern(count: number, bits: number, signed: boolean): Uint8Array {
  const bytes = new Uint8Array(count * (bits > 8 ? 2 : 1));
  const view = new DataView(bytes.buffer);
  let state = 12_345;
  for (let index = 0; index < count; index++) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    const y = Math.floor(index / columns);
    const value = y % 9 === 0 ? (2 ** bits - 1) * (index & 1) : (index * 37 + (state >> 20)) % 2 ** bits;
    const stored = signed ? value - 2 ** (bits - 1) : value;
    if (bits > 8) view.setInt16(index * 2, (stored << 16) >> 16, true);
    else view.setUint8(index, stored & 0xff);
  }
  return bytes;
}

function grey(bits: number, signed: boolean, frames = 1): DicomTag[] {
  return imageTags({}, 1, 1, [
    ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.7'],
    ['00080060', 'CS', 'OT'],
    ['00280002', 'US', [1]],
    ['00280004', 'CS', 'MONOCHROME2'],
    ...(frames > 1 ? ([['00280008', 'IS', String(frames)]] satisfies DicomTag[]) : []),
    ['00280010', 'US', [rows]],
    ['00280011', 'US', [columns]],
    ['00280100', 'US', [bits > 8 ? 16 : 8]],
    ['00280101', 'US', [bits]],
    ['00280102', 'US', [bits - 1]],
    ['00280103', 'US', [signed ? 1 : 0]],
    ['7FE00010', 'OW', pattern(rows * columns * frames, bits, signed)],
  ]);
}

function colour(planar: 0 | 1): DicomTag[] {
  return imageTags({}, 1, 1, [
    ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.7'],
    ['00080060', 'CS', 'OT'],
    ['00280002', 'US', [3]],
    ['00280004', 'CS', 'RGB'],
    ['00280006', 'US', [planar]],
    ['00280010', 'US', [rows]],
    ['00280011', 'US', [columns]],
    ['00280100', 'US', [8]],
    ['00280101', 'US', [8]],
    ['00280102', 'US', [7]],
    ['00280103', 'US', [0]],
    ['7FE00010', 'OW', pattern(rows * columns * 3, 8, false)],
  ]);
}

describe('decoded pixels are those of dcmtk, bit for bit', { skip: missing }, () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'diemcau-dicom-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  function run(command: string, ...args: string[]): void {
    const { status, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, `${command} ${args.join(' ')}: ${stderr}`);
  }

  /** The file as another syntax, and the bytes that dcmtk itself has for its pixels. */
  function convert(tags: readonly DicomTag[], command: string, args: readonly string[], back?: string) {
    writeFileSync(join(folder, 'plain.dcm'), makeDicom({ tags }));
    run(command, ...args, 'plain.dcm', 'other.dcm');
    if (back) run(back, 'other.dcm', 'back.dcm');
    else run('dcmconv', '+te', 'other.dcm', 'back.dcm');
    for (const raw of readdirSync(folder).filter((name) => name.endsWith('.raw'))) rmSync(join(folder, raw));
    run('dcmdump', '+W', '.', 'back.dcm');
    const raw = readdirSync(folder).find((name) => name.endsWith('.raw'))!;
    return {
      file: new Uint8Array(readFileSync(join(folder, 'other.dcm'))),
      raw: new Uint8Array(readFileSync(join(folder, raw))),
    };
  }

  const kinds: readonly [string, DicomTag[]][] = [
    ['8 bits', grey(8, false)],
    ['12 bits', grey(12, false)],
    ['16 bits', grey(16, false)],
    ['12 bits signed', grey(12, true)],
    ['16 bits signed', grey(16, true)],
    ['a chest', chestTags(120, 90)],
  ];
  const ways: readonly [string, string, readonly string[], string?][] = [
    ['explicit little endian', 'dcmconv', ['+te']],
    ['implicit little endian', 'dcmconv', ['+ti']],
    ['explicit big endian', 'dcmconv', ['+tb']],
    ['deflated', 'dcmconv', ['+td']],
    ['RLE', 'dcmcrle', [], 'dcmdrle'],
    ['JPEG lossless SV1', 'dcmcjpeg', ['+e1'], 'dcmdjpeg'],
    ['JPEG lossless', 'dcmcjpeg', ['+el', '+sv', '4'], 'dcmdjpeg'],
    ['JPEG-LS lossless', 'dcmcjpls', ['+el'], 'dcmdjpls'],
    ['JPEG-LS near-lossless', 'dcmcjpls', ['+en', '+md', '3'], 'dcmdjpls'],
  ];
  for (const [way, command, args, back] of ways)
    // dcmtk itself writes no near-lossless file of values with a sign.
    for (const [kind, tags] of kinds.filter(([name]) => !(way.includes('near') && name.includes('signed'))))
      it(`${way}, ${kind}`, async () => {
        const { file, raw } = convert(tags, command, args, back);
        const own = await decode(file);
        assert.ok(Buffer.from(own).equals(Buffer.from(raw.subarray(0, own.length))));
      });

  for (const [way, command, args, back] of ways.filter(([name]) => !name.includes('near')))
    for (const planar of [0, 1] as const)
      it(`${way}, colours ${planar ? 'plane by plane' : 'pixel by pixel'}`, async () => {
        const { file } = convert(colour(planar), command, args, back);
        const plain = await decode(makeDicom({ tags: colour(planar) }));
        assert.ok(Buffer.from(await decode(file)).equals(Buffer.from(plain)));
      });

  for (const [way, command, args, back] of ways)
    it(`${way}, each of 5 frames`, async () => {
      const { file, raw } = convert(grey(12, false, 5), command, args, back);
      const size = rows * columns * 2;
      for (let frame = 0; frame < 5; frame++)
        assert.ok(
          Buffer.from(await decode(file, frame)).equals(Buffer.from(raw.subarray(frame * size, (frame + 1) * size))),
          `frame ${frame}`,
        );
    });

  for (const [bits, signed] of [
    [8, false],
    [12, false],
    [16, false],
    [12, true],
    [16, true],
  ] as const)
    it(`JPEG 2000 lossless, ${bits} bits${signed ? ' signed' : ''}`, async () => {
      const tags = grey(bits, signed).filter(([tag]) => tag !== '7FE00010');
      const plain = pattern(rows * columns, bits, signed);
      writeFileSync(join(folder, 'plain.raw'), plain);
      const shape = `${columns},${rows},1,${bits},${signed ? 's' : 'u'}`;
      // opj_compress reads raw words of the machine's order from .rawl.
      writeFileSync(join(folder, 'plain.rawl'), plain);
      run('opj_compress', '-i', 'plain.rawl', '-o', 'packed.j2k', '-F', shape);
      const frames = [new Uint8Array(readFileSync(join(folder, 'packed.j2k')))];
      const own = await decode(makeDicom({ tags, frames, transferSyntax: '1.2.840.10008.1.2.4.90' }));
      assert.ok(Buffer.from(own).equals(Buffer.from(plain)));
    });
});
