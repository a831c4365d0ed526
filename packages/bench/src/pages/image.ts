/** First pixels of a DICOM file: our viewer with its worker, and the floor: parse, decode and one `putImageData` on this very page. */
import '../../../elements/src/record/dicom/image/image.define.js';
import dicomParser from 'dicom-parser';
import { Decoder } from 'jpeg-lossless-decoder-js';

const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
/** Resolves after the frame that shows what was drawn. */
const painted = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(0);
    }),
  );

type Viewer = HTMLElement & { files?: readonly Blob[]; workerUrls: Record<string, string> };

let bytes: ArrayBuffer;
let viewer: Viewer | undefined;

/** Values of 16 bits. */
function lossless(packed: ArrayLike<number>): Uint16Array {
  const { buffer } = new Uint8Array(packed);
  const decoded = new Decoder().decode(buffer, 0, buffer.byteLength, 2);
  return new Uint16Array(decoded.buffer, decoded.byteOffset, decoded.byteLength / 2);
}

/** A file of its own each time, so that nothing of the last is found again. */
const freshFile = () => new Blob([bytes], { type: 'application/dicom' });

Object.assign(globalThis, {
  async load(url: string) {
    bytes = await (await fetch(url)).arrayBuffer();
    await painted();
  },

  /** Milliseconds until the viewer shows a file that it has not seen; the first starts its worker. */
  async ours(): Promise<number> {
    const file = freshFile();
    const start = performance.now();
    if (!viewer) {
      viewer = document.createElement('diemcau-image') as Viewer;
      viewer.workerUrls = { dicom: '/worker.js' };
      document.body.append(viewer);
    }
    const own = viewer;
    const before = own.shadowRoot?.querySelector('canvas');
    own.files = [file];
    for (;;) {
      const canvas = own.shadowRoot?.querySelector('canvas');
      if (canvas && canvas !== before && canvas.width > 300) break;
      await frame();
    }
    await painted();
    return performance.now() - start;
  },

  close() {
    viewer?.remove();
    viewer = undefined;
  },

  /** Milliseconds until the plain page shows it: every pixel windowed once, nothing else. */
  async floor(): Promise<number> {
    const file = freshFile();
    const start = performance.now();
    const dataSet = dicomParser.parseDicom(new Uint8Array(await file.arrayBuffer()));
    const [rows, columns] = [dataSet.uint16('x00280010')!, dataSet.uint16('x00280011')!];
    const [center, width] = [dataSet.floatString('x00281050')!, dataSet.floatString('x00281051')!];
    const element = dataSet.elements['x7fe00010']!;
    const own = dataSet.byteArray as Uint8Array;
    const values = element.encapsulatedPixelData
      ? lossless(dicomParser.readEncapsulatedPixelDataFromFragments(dataSet, element, 0, element.fragments!.length))
      : new Uint16Array(own.buffer.slice(own.byteOffset + element.dataOffset), 0, rows * columns);
    const levels = Uint32Array.from({ length: 4096 }, (_, value) => {
      const part = Math.min(1, Math.max(0, (value - (center - 0.5)) / (width - 1) + 0.5));
      return (0xff000000 | (Math.round(part * 255) * 0x010101)) >>> 0;
    });
    const words = new Uint32Array(rows * columns);
    for (let at = 0; at < words.length; at++) words[at] = levels[values[at]!]!;
    const canvas = Object.assign(document.createElement('canvas'), { width: columns, height: rows });
    canvas.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(words.buffer), columns, rows), 0, 0);
    document.body.replaceChildren(canvas);
    await painted();
    const took = performance.now() - start;
    canvas.remove();
    return took;
  },
});
