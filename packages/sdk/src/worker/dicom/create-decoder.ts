import { DiemcauError } from '@diemcau/protocol';
import { transfer, type Remote } from 'comlink';
import { abortable } from '../../internal/abortable.js';
import type { Call } from '../../internal/store.types.js';
import type { ImageInstance } from '../../record/dicom/image.types.js';
import { launchWorker, type StartedWorker } from '../launch-worker.js';
import type { CodecApi } from './codec-api.js';
import type { DecodedImage, ImageDecoder } from './decoder.types.js';
import type { DecodeAnswer, DicomApi } from './dicom-api.js';
import type { CodecName, Decoded } from './pixels.types.js';

/** Milliseconds that reading, decoding or drawing one image may take before its worker is ended. */
const within = 20_000;

/** In these very forms bundlers find the workers and make each a file of its own. */
const own = {
  dicom: () => new Worker(new URL('./dicom-worker.js', import.meta.url), { type: 'module' }),
  'jpeg-ls': () => new Worker(new URL('./charls-worker.js', import.meta.url), { type: 'module' }),
  'jpeg-2000': () => new Worker(new URL('./openjpeg-worker.js', import.meta.url), { type: 'module' }),
};
/** The codecs are large: the text of each comes when it is first wanted. */
const sources = {
  dicom: () => import('./dicom-worker-source.js'),
  'jpeg-ls': () => import('./charls-worker-source.js'),
  'jpeg-2000': () => import('./openjpeg-worker-source.js'),
};

/** Where the workers are, when neither bundler nor Blob may make them. */
export type ImageWorkerUrls = Partial<Record<'dicom' | CodecName, string>>;

interface Options {
  workerUrls?: ImageWorkerUrls;
  /** Milliseconds of the watchdog. */
  limit?: number;
}

/** The decoder in its workers. One that does not come back is ended, and the next image gets a new one. */
export function createDecoder({ workerUrls = {}, limit = within }: Options = {}): ImageDecoder {
  const running = new Map<keyof typeof own, Promise<StartedWorker<unknown>>>();
  const turns = new Map<keyof typeof own, Promise<unknown>>();

  function start<Api extends { ready(): true }>(name: keyof typeof own): Promise<StartedWorker<Api>> {
    let starting = running.get(name);
    if (!starting) {
      starting = sources[name]().then(({ workerSource: source }) =>
        launchWorker<Api>({ url: workerUrls[name], source, own: own[name] }).catch((cause: unknown) => {
          throw new DiemcauError('internal/worker-failed', { at: 'start', cause });
        }),
      ) as Promise<StartedWorker<unknown>>;
      running.set(name, starting);
      starting.catch(() => stop(name));
    }
    return starting as Promise<StartedWorker<Api>>;
  }

  function stop(name: keyof typeof own): void {
    const starting = running.get(name);
    running.delete(name);
    void starting?.then((worker) => worker.stop()).catch(() => undefined);
  }

  /** One question after another to one worker, each watched: it answers in time, or the worker is ended. */
  function ask<Api extends { ready(): true }, T>(
    name: keyof typeof own,
    question: (api: Remote<Api>) => Promise<T>,
    { signal }: Call = {},
  ): Promise<T> {
    const before = turns.get(name);
    const answer = (before ?? Promise.resolve()).then(() => {
      signal?.throwIfAborted();
      return watched(name, question);
    });
    const settled = answer.catch(() => undefined);
    turns.set(name, settled);
    return abortable(answer, signal).catch((caught: unknown) => {
      throw DiemcauError.from(caught, 'record/image-malformed');
    });
  }

  async function watched<Api extends { ready(): true }, T>(
    name: keyof typeof own,
    question: (api: Remote<Api>) => Promise<T>,
  ): Promise<T> {
    const { api, failed } = await start<Api>(name);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hung = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DiemcauError('record/image-hung', { facts: { limit } })), limit);
    });
    try {
      return await Promise.race([question(api), failed, hung]);
    } catch (caught) {
      const error = DiemcauError.from(caught, 'record/image-malformed');
      if (error.code === 'record/image-hung' || error.code === 'internal/worker-failed') stop(name);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  const dicom = <T>(question: (api: Remote<DicomApi>) => Promise<T>, call?: Call) =>
    ask<DicomApi, T>('dicom', question, call);

  let page: Promise<DicomApi> | undefined;

  /** Where the page allows no worker: what decodes no pixels of ours runs here, the rest is refused. */
  function light<T>(question: (api: Remote<DicomApi> | DicomApi) => Promise<T> | T, call?: Call): Promise<T> {
    const here = async () =>
      question(await (page ??= import('./dicom-api.js').then(({ createDicomApi }) => createDicomApi())));
    if (page) return here();
    return dicom(async (api) => question(api), call).catch((error: unknown) => {
      const { code, details } = DiemcauError.from(error);
      if (code !== 'internal/worker-failed' || details.at !== 'start') throw error;
      return here();
    });
  }

  async function whole(key: string, asking: Promise<DecodeAnswer>, call?: Call): Promise<DecodedImage> {
    let answer = await asking;
    if ('codec' in answer) {
      const { codec, bytes } = answer;
      const decoded = await ask<CodecApi, Decoded>(codec, (api) => api.decode(transfer(bytes, [bytes.buffer])), call);
      answer = await dicom<DecodeAnswer>((api) => api.finish(key, transfer(decoded, [decoded.bytes.buffer])), call);
      if ('codec' in answer) throw new DiemcauError('record/image-malformed', { at: 'PixelData' });
    }
    return JSON.parse(answer.image) as DecodedImage;
  }

  return {
    readFile: async (file, call) => JSON.parse(await dicom((api) => api.readFile(file), call)) as ImageInstance,
    readMetadata: async (json, call) =>
      JSON.parse(await light((api) => api.readMetadata(json), call)) as ImageInstance[],
    decodeFile: (key, file, frame, call) =>
      whole(
        key,
        dicom<DecodeAnswer>((api) => api.decodeFile(key, file, frame), call),
        call,
      ),
    decodeBytes: (key, { bytes, transferSyntax, instance, frame }, call) =>
      whole(
        key,
        dicom<DecodeAnswer>(
          (api) => api.decodeBytes(key, transfer(bytes, [bytes]), transferSyntax, JSON.stringify(instance), frame),
          call,
        ),
        call,
      ),
    decodePicture: (key, picture, call) =>
      whole(
        key,
        light<DecodeAnswer>((api) => api.decodePicture(key, picture), call),
        call,
      ),
    draw: (key, view, call) => light((api) => api.draw(key, view), call),
    valueAt: (key, x, y, call) => dicom((api) => api.valueAt(key, x, y), call),
    drop(keys) {
      void page?.then((api) => api.drop(keys));
      void running
        .get('dicom')
        ?.then(({ api }) => (api as Remote<DicomApi>).drop(keys))
        .catch(() => undefined);
    },
    close() {
      for (const name of [...running.keys()]) stop(name);
    },
  };
}
