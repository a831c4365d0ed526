import { DiemcauError } from '@diemcau/protocol';
import { transfer } from 'comlink';
import type { ImageInstance } from '../../record/dicom/image.types.js';
import type { DecodedImage, ImageView } from './decoder.types.js';
import { decodePixels, ofCodec } from './decode-pixels.js';
import { fileTags } from './dicom-file-tags.js';
import { jsonTags } from './dicom-json-tags.js';
import { frameBytes } from './frame-bytes.js';
import { parseDicomFile } from './parse-dicom-file.js';
import type { CodecName, Decoded, Stored } from './pixels.types.js';
import { readInstance } from './read-instance.js';
import { rangeOf, renderFrame, rescaled, wholeWindow, type Shade } from './render-frame.js';

/** What a decode gives: the image, or the codec that it wants and the bytes for it. */
export type DecodeAnswer = { image: string } | { codec: CodecName; bytes: Uint8Array };

/** What runs in the image worker. What describes crosses as JSON text; pixels stay here, pictures go out. */
export interface DicomApi {
  ready(): true;
  /** A file's own facts. */
  readFile(file: Blob): Promise<string>;
  /** Facts of objects in the DICOM JSON model. */
  readMetadata(json: ArrayBuffer): string;
  decodeFile(key: string, file: Blob, frame: number): Promise<DecodeAnswer>;
  /** A frame as a server gave it. */
  decodeBytes(key: string, bytes: ArrayBuffer, syntax: string, instance: string, frame: number): Promise<DecodeAnswer>;
  /** A picture that a server rendered, or a plain one. */
  decodePicture(key: string, picture: Blob): Promise<DecodeAnswer>;
  /** Takes what a codec made of the bytes it was given. */
  finish(key: string, decoded: Decoded): DecodeAnswer;
  /** A picture of what a surface shows; `undefined`: the image was dropped for lack of room and must be decoded again. */
  draw(key: string, view: ImageView): Promise<ImageBitmap | undefined>;
  /** Value at a pixel, in the units after the rescale. */
  valueAt(key: string, x: number, y: number): number | undefined;
  drop(keys: readonly string[]): void;
}

/** Bytes of decoded images that are kept; the longest unused go first. */
const room = 256 * 1024 * 1024;

type Held =
  | { picture: ImageBitmap; bytes: number }
  | {
      stored: Stored;
      instance: ImageInstance;
      range: [number, number];
      /** What the source asks for, where no other is chosen; none: it has a table of its own. */
      window?: readonly [number, number];
      bytes: number;
    };

/** Makes it. */
export function createDicomApi(): DicomApi {
  const held = new Map<string, Held>();
  const waiting = new Map<string, ImageInstance>();
  let lastFile: { file: Blob; parsed: ReturnType<typeof parse> } | undefined;
  let lastShade: { of: string; surface: OffscreenCanvas } | undefined;

  function hold(key: string, one: Held): void {
    release(key);
    held.set(key, one);
    let sum = [...held.values()].reduce((total, { bytes }) => total + bytes, 0);
    for (const [old, { bytes }] of held) {
      if (sum <= room || old === key) break;
      release(old);
      sum -= bytes;
    }
  }

  function release(key: string): void {
    const one = held.get(key);
    if (one && 'picture' in one) one.picture.close();
    held.delete(key);
    if (lastShade?.of.startsWith(`${key}\n`)) lastShade = undefined;
  }

  /** The frames of one file come after one another: it is parsed once. */
  function parsedFile(file: Blob): ReturnType<typeof parse> {
    if (lastFile?.file !== file) lastFile = { file, parsed: parse(file) };
    return lastFile.parsed;
  }

  function keep(key: string, stored: Stored, instance: ImageInstance): DecodeAnswer {
    const isGrey = stored.kind === 'grey';
    const range = isGrey ? rangeOf(stored.values, instance.padding) : ([0, 255] as [number, number]);
    const { windows, voiTable, columns: width, rows: height } = instance;
    const all = wholeWindow(instance, range);
    const isWindowed = isGrey && !instance.palette;
    const first = !isWindowed
      ? undefined
      : windows[0]
        ? ([windows[0].center, windows[0].width] as const)
        : voiTable
          ? undefined
          : all;
    const bytes = isGrey ? stored.values.byteLength : stored.rgb.byteLength;
    hold(key, { stored, instance, range, ...(first ? { window: first } : {}), bytes });
    const image: DecodedImage = {
      width,
      height,
      kind: isGrey ? (instance.palette ? 'palette' : 'grey') : 'colour',
      ...(first ? { window: first } : {}),
      whole: all,
    };
    return { image: JSON.stringify(image) };
  }

  async function decode(
    key: string,
    bytes: Uint8Array,
    syntax: string,
    instance: ImageInstance,
  ): Promise<DecodeAnswer> {
    const stored = await decodePixels(bytes, syntax, instance);
    if (typeof stored !== 'string') return keep(key, stored, instance);
    waiting.set(key, instance);
    const own = bytes.slice();
    return transfer({ codec: stored, bytes: own }, [own.buffer]);
  }

  function shaded(key: string, one: Held, shade: Shade): CanvasImageSource {
    if ('picture' in one) return one.picture;
    const of = `${key}\n${JSON.stringify(shade)}`;
    if (lastShade?.of === of) return lastShade.surface;
    const { words, width, height } = renderFrame(one.stored, one.instance, one.range, shade);
    const surface = new OffscreenCanvas(width, height);
    const pixels = new ImageData(new Uint8ClampedArray(words.buffer as ArrayBuffer), width, height);
    surface.getContext('2d')!.putImageData(pixels, 0, 0);
    lastShade = { of, surface };
    return surface;
  }

  return {
    ready: () => true,

    async readFile(file) {
      const { instance } = await parsedFile(file);
      return JSON.stringify(instance);
    },

    readMetadata(json) {
      const parsed = parseJson(json);
      return JSON.stringify(parsed.map((one) => readInstance(jsonTags(one))));
    },

    async decodeFile(key, file, frame) {
      const { dataSet, transferSyntax, instance } = await parsedFile(file);
      return decode(
        key,
        frameBytes(dataSet, instance, frame, transferSyntax),
        transferSyntax,
        ofFrame(instance, frame),
      );
    },

    decodeBytes: (key, bytes, syntax, instance, frame) =>
      decode(key, new Uint8Array(bytes), syntax, ofFrame(JSON.parse(instance) as ImageInstance, frame)),

    async decodePicture(key, picture) {
      const bitmap = await createImageBitmap(picture).catch((cause: unknown) => {
        throw new DiemcauError('record/image-malformed', { at: 'picture', cause });
      });
      hold(key, { picture: bitmap, bytes: bitmap.width * bitmap.height * 4 });
      const image: DecodedImage = { width: bitmap.width, height: bitmap.height, kind: 'picture', whole: [128, 256] };
      return { image: JSON.stringify(image) };
    },

    finish(key, decoded) {
      const instance = waiting.get(key);
      waiting.delete(key);
      if (!instance) throw new DiemcauError('record/image-malformed', { at: 'PixelData' });
      return keep(key, ofCodec(decoded, instance), instance);
    },

    async draw(key, { width, height, matrix, smooth, window, invert, step }) {
      const one = held.get(key);
      if (!one) return undefined;
      held.delete(key);
      held.set(key, one);
      const asked = window ?? ('picture' in one ? undefined : one.window);
      const source = shaded(key, one, {
        ...(asked ? { window: asked } : {}),
        invert,
        step: 'picture' in one ? 1 : step,
      });
      const surface = new OffscreenCanvas(width, height);
      const context = surface.getContext('2d', { alpha: false })!;
      context.fillStyle = '#000';
      context.fillRect(0, 0, width, height);
      context.imageSmoothingEnabled = smooth;
      context.imageSmoothingQuality = 'high';
      context.setTransform(...matrix);
      if ('picture' in one && invert) context.filter = 'invert(1)';
      const [columns, rows] =
        'picture' in one ? [one.picture.width, one.picture.height] : [one.instance.columns, one.instance.rows];
      context.drawImage(source, 0, 0, columns, rows);
      const picture = surface.transferToImageBitmap();
      return transfer(picture, [picture]);
    },

    valueAt(key, x, y) {
      const one = held.get(key);
      if (!one || 'picture' in one || one.stored.kind !== 'grey') return undefined;
      const { columns, rows, palette } = one.instance;
      if (palette || x < 0 || y < 0 || x >= columns || y >= rows) return undefined;
      return rescaled(one.stored.values[Math.floor(y) * columns + Math.floor(x)]!, one.instance);
    },

    drop(keys) {
      for (const key of keys) release(key);
      lastFile = undefined;
    },
  };
}

async function parse(file: Blob) {
  const parsed = await parseDicomFile(new Uint8Array(await file.arrayBuffer()));
  const instance = readInstance(fileTags(parsed.dataSet), parsed.damaged);
  return { ...parsed, instance: { ...instance, transferSyntax: parsed.transferSyntax } };
}

function ofFrame(instance: ImageInstance, frame: number): ImageInstance {
  const own = instance.perFrame?.[frame];
  return own ? { ...instance, ...own } : instance;
}

function parseJson(json: ArrayBuffer): readonly unknown[] {
  try {
    const parsed = JSON.parse(new TextDecoder().decode(json)) as unknown;
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // The parser's message quotes the source: it stays here.
  }
  throw new DiemcauError('record/image-malformed', { at: 'metadata' });
}
