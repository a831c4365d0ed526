/** Codecs that are workers of their own: large, and brought when an image needs them. */
export type CodecName = 'jpeg-ls' | 'jpeg-2000';

/** Values as they are stored, before any rescale. */
export type GreyValues = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

/** Pixels of one frame: values of one channel, or red, green and blue by turns. */
export type Stored = { kind: 'grey'; values: GreyValues } | { kind: 'colour'; rgb: Uint8Array };

/** What a codec gives. */
export interface Decoded {
  bytes: Uint8Array;
  width: number;
  height: number;
  components: number;
  bits: number;
  /** Colours are red, green and blue already, whatever the file calls them. */
  converted: boolean;
  planar: boolean;
}
