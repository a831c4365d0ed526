/** A table that maps a run of values, as DICOM's LUT sequences and palettes have it (PS3.3 C.11). */
export interface ImageTable {
  /** Value that the first entry stands for. */
  first: number;
  /** Bits of an entry. */
  bits: number;
  values: readonly number[];
  label?: string;
}

/** A window: centre and width in the units after the modality's rescale (CT: Hounsfield units). */
export interface ImageWindow {
  center: number;
  width: number;
  /** What the source calls it, e.g. `LUNG`. */
  label?: string;
}

/** How a window turns a value into brightness (PS3.3 C.11.2.1.2 and .3). */
export type WindowFunction = 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';

/** Millimetres from one pixel to the next, and what they were measured at. */
export interface ImageSpacing {
  /** Between rows (down) and between columns (across), mm. */
  row: number;
  column: number;
  /**
   * `pixel`: (0028,0030) PixelSpacing of a reconstruction, or calibrated by the source; `imager`: (0018,1164) at the detector, so that
   * the patient's own size is smaller by the magnification.
   */
  of: 'pixel' | 'imager';
}

/** A calibrated part of an ultrasound image (0018,6011), in pixels of the image. */
export interface ImageRegion {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** (0018,6024), (0018,6026): 3 is cm, 4 seconds, others are not lengths. */
  unitsX: number;
  unitsY: number;
  /** Physical units for each pixel. */
  deltaX: number;
  deltaY: number;
}

/** What may differ from frame to frame of an enhanced image. */
export interface FrameFacts {
  slope: number;
  intercept: number;
  windows: readonly ImageWindow[];
  spacing?: ImageSpacing;
  /** (0020,0032) Image Position (Patient), mm. */
  position?: readonly number[];
  /** (0020,0037) Image Orientation (Patient): directions of a row and of a column. */
  orientation?: readonly number[];
}

/** Whom an image says it is of, as written. */
export interface ImagePatient {
  id?: string;
  name?: string;
  /** `yyyy-MM-dd`. */
  birthDate?: string;
  sex?: string;
}

/** One DICOM object as far as it can be told without its pixels. */
export interface ImageInstance extends FrameFacts {
  sopInstanceUid: string;
  seriesUid: string;
  studyUid: string;
  sopClassUid?: string;
  /** (0002,0010); unknown for an object of a server until its pixels come. */
  transferSyntax?: string;
  modality?: string;
  patient: ImagePatient;
  /** `yyyy-MM-dd` and `HH:mm`, of the acquisition where given, else of the study. */
  date?: string;
  time?: string;
  /** `yyyy-MM-dd`. */
  studyDate?: string;
  studyDescription?: string;
  seriesNumber?: number;
  seriesDescription?: string;
  instanceNumber?: number;
  bodyPart?: string;
  laterality?: string;
  viewPosition?: string;
  /** (0020,0020), where there is no plane in the patient: directions of rows and columns in letters. */
  patientOrientation?: readonly string[];
  manufacturer?: string;
  /** Number of frames; 0: no image (a report, a plan). */
  frames: number;
  rows: number;
  columns: number;
  samples: number;
  photometric: string;
  bitsAllocated: number;
  bitsStored: number;
  highBit: number;
  signed: boolean;
  /** Colours one plane after another, not pixel by pixel. */
  planar: boolean;
  padding?: readonly [number, number];
  /** (0028,1054), e.g. `HU`. */
  unit?: string;
  windowFunction: WindowFunction;
  modalityTable?: ImageTable;
  voiTable?: ImageTable;
  palette?: readonly [ImageTable, ImageTable, ImageTable];
  /** A palette or table lies elsewhere on the server: the whole object has to be fetched. */
  tablesElsewhere?: boolean;
  /** (2050,0020) is INVERSE. */
  inverse: boolean;
  /** Height of a pixel against its width, where no spacing says it. */
  aspect: number;
  regions: readonly ImageRegion[];
  /** Milliseconds of each frame in a loop. */
  frameTime?: number;
  frameTimes?: readonly number[];
  /** (0028,2110): pixels were compressed with loss before they came. */
  lossy: boolean;
  /** What differs by frame, of an enhanced image. */
  perFrame?: readonly FrameFacts[];
  /** A report's own words, of a structured report. */
  report?: ImageReport;
  /** The file broke off or could not be read in part. */
  damaged: boolean;
}

/** A DICOM structured report (PS3.3 A.35) as lines of text. */
export interface ImageReport {
  title: string;
  lines: readonly { depth: number; name?: string; text: string }[];
  /** An algorithm wrote it: the content names a device as its observer. */
  machine: boolean;
  /** Name of the device or algorithm. */
  device?: string;
  /** (0040,A493) is VERIFIED, and by whom. */
  verified: boolean;
  verifiedBy?: string;
}

/** One picture to look at: a frame of an object. */
export interface ImageFrame {
  /** Names it within its study; opaque. */
  key: string;
  instance: ImageInstance;
  /** From 0, within its object. */
  frame: number;
  /** What holds for this frame. */
  facts: FrameFacts;
}

/** Frames of one series in the order of their place in the patient, else of their numbers. */
export interface ImageSeries {
  uid: string;
  modality?: string;
  number?: number;
  description?: string;
  /** How they were put in order. */
  order: 'position' | 'number';
  frames: readonly ImageFrame[];
}

/** A study that is open. */
export interface ImageStudy {
  uid: string;
  patient: ImagePatient;
  /** `yyyy-MM-dd`. */
  date?: string;
  description?: string;
  series: readonly ImageSeries[];
  reports: readonly ImageReport[];
  /** Files that could not be read, and why. */
  failed: readonly { code: string }[];
  /** Whether the server can render: what cannot be decoded here can still be looked at. */
  rendered: boolean;
  /** Objects without pictures that are no reports. */
  others: number;
}

/** An earlier study of the same patient, as the server lists it. */
export interface PriorStudy {
  uid: string;
  /** `yyyy-MM-dd`. */
  date?: string;
  description?: string;
}
