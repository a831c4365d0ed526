import { DiemcauError } from '@diemcau/protocol';
import type { Call } from '../../internal/store.types.js';
import type { DecodedImage, ImageDecoder, ImageView } from '../../worker/dicom/decoder.types.js';
import { createDecoder, type ImageWorkerUrls } from '../../worker/dicom/create-decoder.js';
import { createDicomWeb, type DicomWeb } from './dicomweb.js';
import type { ImageFrame, ImageInstance, ImageStudy, PriorStudy } from './image.types.js';
import { orderSeries } from './order-series.js';

/** Where images come from. Named by the embedder: a record's own addresses are never followed. */
export interface ImageOptions {
  /** Root of a DICOMweb server, e.g. `https://pacs.example.vn/dicom-web`. */
  dicomweb?: string;
  /** In place of the page's own `fetch` towards that server: adds what the HIS's PACS wants to know. */
  imageFetch?: typeof fetch;
  /** Where the workers are, when neither bundler nor Blob may make them. */
  workerUrls?: ImageWorkerUrls;
  /** Milliseconds that one image may take; 20,000 unless set. */
  limit?: number;
}

/** Opens studies, decodes and draws their pictures. Every failure is a `DiemcauError`. */
export interface ImageService {
  /** A study of the server. */
  openStudy(studyUid: string, call?: Call): Promise<ImageStudy>;
  /** Files, DICOM or plain pictures, as one study. */
  openFiles(files: readonly Blob[], call?: Call): Promise<ImageStudy>;
  /** Earlier studies of the patient, newest first; empty without a server. */
  priors(study: ImageStudy, call?: Call): Promise<readonly PriorStudy[]>;
  /** Brings a frame to where it can be drawn. `rendered`: the server's picture, light and not for diagnosis. */
  load(frame: ImageFrame, quality: 'full' | 'rendered', call?: Call): Promise<DecodedImage>;
  /** A picture of what a surface shows; brings the frame again when it had to make room. */
  draw(frame: ImageFrame, quality: 'full' | 'rendered', view: ImageView, call?: Call): Promise<ImageBitmap>;
  /** Value at a pixel in the units of the image, e.g. Hounsfield units. */
  valueAt(frame: ImageFrame, x: number, y: number, call?: Call): Promise<number | undefined>;
  /** The object as a file, to be kept. */
  file(frame: ImageFrame, call?: Call): Promise<Blob>;
  /** Lets go of a study's pictures. */
  drop(study: ImageStudy): void;
  /** Ends the workers. */
  close(): void;
}

/** Objects of a study that are read at most; more is a fault of the source or an attack. */
const mostFiles = 5_000;

type Place = { file: Blob } | { web: ImageInstance };

/** Makes it; nothing is fetched or started before it is first used. */
export function createImageService({ dicomweb, imageFetch, workerUrls, limit }: ImageOptions = {}): ImageService {
  const decoder: ImageDecoder = createDecoder({ ...(workerUrls ? { workerUrls } : {}), ...(limit ? { limit } : {}) });
  const web: DicomWeb | undefined =
    dicomweb === undefined
      ? undefined
      : createDicomWeb(dicomweb, imageFetch ?? ((...args) => globalThis.fetch(...args)));
  /** By the key of the object. */
  const places = new Map<string, Place>();
  /** What was decoded before; the pixels may have made room since, `draw` brings them again. */
  const known = new Map<string, DecodedImage>();
  let opened = 0;

  const objectOf = ({ key }: ImageFrame) => key.slice(0, key.lastIndexOf(' '));
  const placeOf = (frame: ImageFrame): Place => {
    const place = places.get(objectOf(frame));
    if (!place) throw new DiemcauError('record/share-ended');
    return place;
  };
  const heldAs = ({ key }: ImageFrame, quality: 'full' | 'rendered') => `${key} ${quality}`;

  function server(): DicomWeb {
    if (!web) throw new DiemcauError('record/image-unsupported', { at: 'dicomweb' });
    return web;
  }

  function study(
    objects: { key: string; instance: ImageInstance }[],
    failed: ImageStudy['failed'],
    uid = '',
  ): ImageStudy {
    const first = objects[0]?.instance;
    const shown = objects.find(({ instance }) => instance.frames > 0)?.instance ?? first;
    return {
      uid: uid || (first?.studyUid ?? ''),
      patient: shown?.patient ?? {},
      ...((shown?.studyDate ?? shown?.date) ? { date: shown.studyDate ?? shown.date } : {}),
      ...(shown?.studyDescription ? { description: shown.studyDescription } : {}),
      series: orderSeries(objects),
      reports: objects.flatMap(({ instance: { report } }) => (report ? [report] : [])),
      failed,
      rendered: web !== undefined && uid !== '',
      others: objects.filter(({ instance: { frames, report } }) => frames === 0 && !report).length,
    };
  }

  async function load(frame: ImageFrame, quality: 'full' | 'rendered', call?: Call): Promise<DecodedImage> {
    const before = known.get(heldAs(frame, quality));
    if (before) return before;
    const image = await bring(frame, quality, call);
    if (places.has(objectOf(frame))) known.set(heldAs(frame, quality), image);
    return image;
  }

  async function bring(frame: ImageFrame, quality: 'full' | 'rendered', call?: Call): Promise<DecodedImage> {
    const place = placeOf(frame);
    const key = heldAs(frame, quality);
    if ('file' in place)
      return isPicture(place.file)
        ? decoder.decodePicture(key, place.file, call)
        : decoder.decodeFile(key, place.file, frame.frame, call);
    if (quality === 'rendered')
      return decoder.decodePicture(key, await server().rendered(place.web, frame.frame, call), call);
    if (place.web.tablesElsewhere) {
      // Its palette or table is only pointed to: the object itself has it, and stays.
      const file = await server().object(place.web, call);
      places.set(objectOf(frame), { file });
      return decoder.decodeFile(key, file, frame.frame, call);
    }
    const sent = await server().frame(place.web, frame.frame, call);
    return decoder.decodeBytes(key, { ...sent, instance: place.web, frame: frame.frame }, call);
  }

  return {
    async openStudy(studyUid, call) {
      const name = `w${opened++}`;
      const instances = await decoder.readMetadata(await server().metadata(studyUid, call), call);
      const objects = instances.slice(0, mostFiles).map((instance, index) => ({ key: `${name}.${index}`, instance }));
      for (const { key, instance } of objects) places.set(key, { web: instance });
      return study(objects, [], studyUid);
    },

    async openFiles(files, call) {
      const name = `f${opened++}`;
      const objects: { key: string; instance: ImageInstance }[] = [];
      const failed: { code: string }[] = [];
      for (const [index, file] of files.slice(0, mostFiles).entries()) {
        try {
          const instance = isPicture(file) ? pictureInstance(index) : await decoder.readFile(file, call);
          const key = `${name}.${index}`;
          places.set(key, { file });
          objects.push({ key, instance });
        } catch (caught) {
          const { code } = DiemcauError.from(caught, 'record/image-malformed');
          if (code === 'network/aborted') throw caught;
          failed.push({ code });
        }
      }
      return study(objects, failed);
    },

    async priors({ uid, patient, date }, call) {
      if (!web || !patient.id || !uid) return [];
      const found = await decoder.readMetadata(await web.studies({ PatientID: patient.id }, call), call);
      return found
        .filter(({ studyUid, studyDate, patient: other }) => {
          const isSame =
            other.id === patient.id &&
            (!other.birthDate || !patient.birthDate || other.birthDate === patient.birthDate);
          return isSame && studyUid !== uid && (!date || !studyDate || studyDate <= date);
        })
        .map(({ studyUid, studyDate, studyDescription }) => ({
          uid: studyUid,
          ...(studyDate ? { date: studyDate } : {}),
          ...(studyDescription ? { description: studyDescription } : {}),
        }))
        .sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
    },

    load,

    async draw(frame, quality, view, call) {
      const key = heldAs(frame, quality);
      const drawn = await decoder.draw(key, view, call);
      if (drawn) return drawn;
      await bring(frame, quality, call);
      const again = await decoder.draw(key, view, call);
      if (!again) throw new DiemcauError('record/too-large', { at: 'image' });
      return again;
    },

    valueAt: (frame, x, y, call) => decoder.valueAt(heldAs(frame, 'full'), x, y, call),

    async file(frame, call) {
      const place = placeOf(frame);
      return 'file' in place ? place.file : server().object(place.web, call);
    },

    drop({ series }) {
      const frames = series.flatMap((one) => one.frames);
      const keys = frames.flatMap((frame) => [heldAs(frame, 'full'), heldAs(frame, 'rendered')]);
      decoder.drop(keys);
      for (const key of keys) known.delete(key);
      for (const frame of frames) places.delete(objectOf(frame));
    },

    close() {
      decoder.close();
      places.clear();
      known.clear();
    },
  };
}

const isPicture = ({ type }: Blob) => /^image\/(?:jpe?g|png|gif|webp|bmp|avif)\b/.test(type);

/** A plain picture as an object of its own: nothing is known of it but that it is one. */
function pictureInstance(index: number): ImageInstance {
  return {
    sopInstanceUid: '',
    seriesUid: 'pictures',
    studyUid: '',
    patient: {},
    frames: 1,
    rows: 0,
    columns: 0,
    samples: 3,
    photometric: 'RGB',
    bitsAllocated: 8,
    bitsStored: 8,
    highBit: 7,
    signed: false,
    planar: false,
    instanceNumber: index + 1,
    slope: 1,
    intercept: 0,
    windows: [],
    windowFunction: 'LINEAR',
    inverse: false,
    aspect: 1,
    regions: [],
    lossy: true,
    damaged: false,
  };
}
