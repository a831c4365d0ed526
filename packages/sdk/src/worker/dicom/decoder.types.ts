import type { Call } from '../../internal/store.types.js';
import type { ImageInstance } from '../../record/dicom/image.types.js';

/** A decoded image, as far as whoever shows it must know. */
export interface DecodedImage {
  width: number;
  height: number;
  /** `picture`: plain colours, not measured values; nothing can be windowed. */
  kind: 'grey' | 'palette' | 'colour' | 'picture';
  /** The window that the source asks for; none where it has a table of its own. */
  window?: readonly [center: number, width: number];
  /** The window that shows every value. */
  whole: readonly [center: number, width: number];
}

/** What a surface shows of an image. */
export interface ImageView {
  /** Of the surface, in device pixels. */
  width: number;
  height: number;
  /** Image pixels to surface pixels, as a canvas takes it. */
  matrix: readonly [number, number, number, number, number, number];
  smooth: boolean;
  /** In place of the one that the image asks for. */
  window?: readonly [center: number, width: number];
  invert: boolean;
  /** Each how-many-th pixel is worked out: more while a hand is moving. */
  step: number;
}

/** Reads and decodes images away from the page, in workers that can be killed. */
export interface ImageDecoder {
  readFile(file: Blob, call?: Call): Promise<ImageInstance>;
  readMetadata(json: ArrayBuffer, call?: Call): Promise<readonly ImageInstance[]>;
  decodeFile(key: string, file: Blob, frame: number, call?: Call): Promise<DecodedImage>;
  decodeBytes(
    key: string,
    from: { bytes: ArrayBuffer; transferSyntax: string; instance: ImageInstance; frame: number },
    call?: Call,
  ): Promise<DecodedImage>;
  decodePicture(key: string, picture: Blob, call?: Call): Promise<DecodedImage>;
  /** A picture of what is shown; `undefined`: the image is no longer held and must be decoded again. */
  draw(key: string, view: ImageView, call?: Call): Promise<ImageBitmap | undefined>;
  valueAt(key: string, x: number, y: number, call?: Call): Promise<number | undefined>;
  /** Lets go of images. */
  drop(keys: readonly string[]): void;
  /** Ends the workers; all they held goes with them. */
  close(): void;
}
