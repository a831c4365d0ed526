/** How the value of a tag is written; needed where the file itself does not say (implicit VR). */
export type ValueType = 'US' | 'SS' | 'UL' | 'DS' | 'IS' | 'FD' | 'FL';

/** The tags of a DICOM object, whether it came as a file or as DICOM JSON. Tags are written `GGGGEEEE`. */
export interface DicomTags {
  /** Values as text, trimmed; empty when the tag is not there or cannot be read. */
  texts(tag: string): readonly string[];
  numbers(tag: string, type: ValueType): readonly number[];
  items(tag: string): readonly DicomTags[];
  /** Bytes of a binary value; `elsewhere`: only its address is here. */
  bytes(tag: string): Uint8Array | 'elsewhere' | undefined;
}
