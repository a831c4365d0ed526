import { expect } from '@open-wc/testing';
import { chestXray, imageTags, makeDicom } from '../../testing.js';
import { createDecoder } from './create-decoder.js';

const file = () => new Blob([chestXray(64, 48)], { type: 'application/dicom' });
const codeOf = (asking: Promise<unknown>) =>
  asking.then(
    () => 'answered',
    ({ code }: { code: string }) => code,
  );

describe('the image decoder', () => {
  it('ends a worker that does not come back, and the next image gets a new one', async function () {
    this.timeout(30_000);
    const real = new URL('./dicom-worker.js', import.meta.url).href;
    const text = `import '${real}';
      self.addEventListener('message', ({ data }) => { if (data.path?.[0] === 'decodePicture') for (;;); });`;
    const dicom = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    const decoder = createDecoder({ workerUrls: { dicom }, limit: 3_000 });
    expect(await codeOf(decoder.decodePicture('a', new Blob([])))).to.equal('record/image-hung');
    const { rows, columns } = await decoder.readFile(file());
    expect([rows, columns]).to.deep.equal([64, 48]);
    decoder.close();
    URL.revokeObjectURL(dicom);
  });

  it('decodes and draws, and brings back nothing that was dropped', async () => {
    const decoder = createDecoder();
    const image = await decoder.decodeFile('a', file(), 0);
    expect(image).to.deep.include({ width: 48, height: 64, kind: 'grey', window: [2000, 3600] });
    const view = { width: 48, height: 64, matrix: [1, 0, 0, 1, 0, 0], smooth: false, invert: false, step: 1 } as const;
    expect((await decoder.draw('a', view))?.width).to.equal(48);
    decoder.drop(['a']);
    expect(await decoder.draw('a', view)).to.equal(undefined);
    decoder.close();
  });

  it('decodes baseline JPEG by the browser, in the worker', async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 32 });
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#c02040';
    context.fillRect(0, 0, 32, 32);
    context.fillStyle = '#20a0f0';
    context.fillRect(32, 0, 32, 32);
    const jpeg = await new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob!), 'image/jpeg', 0.98));
    const dicom = makeDicom({
      tags: imageTags({}, 1, 1, [
        ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.7'],
        ['00280002', 'US', [3]],
        ['00280004', 'CS', 'YBR_FULL_422'],
        ['00280006', 'US', [0]],
        ['00280010', 'US', [32]],
        ['00280011', 'US', [64]],
        ['00280100', 'US', [8]],
        ['00280101', 'US', [8]],
        ['00280102', 'US', [7]],
        ['00280103', 'US', [0]],
      ]),
      frames: [new Uint8Array(await jpeg.arrayBuffer())],
      transferSyntax: '1.2.840.10008.1.2.4.50',
    });
    const decoder = createDecoder();
    const image = await decoder.decodeFile('a', new Blob([dicom]), 0);
    expect(image).to.deep.include({ width: 64, height: 32, kind: 'colour' });
    const view = { width: 64, height: 32, matrix: [1, 0, 0, 1, 0, 0], smooth: false, invert: false, step: 1 } as const;
    const copy = new OffscreenCanvas(64, 32).getContext('2d')!;
    copy.drawImage((await decoder.draw('a', view))!, 0, 0);
    const at = (x: number) => [...copy.getImageData(x, 16, 1, 1).data];
    for (const [x, wanted] of [
      [8, [0xc0, 0x20, 0x40]],
      [56, [0x20, 0xa0, 0xf0]],
    ] as const)
      for (const of of [0, 1, 2]) expect(at(x)[of]).to.be.closeTo(wanted[of]!, 6, `${x} ${of}`);
    decoder.close();
  });

  it('without a worker it decodes nothing of its own, and still draws a picture of the server', async () => {
    const nowhere = URL.createObjectURL(new Blob(['throw new Error()'], { type: 'text/javascript' }));
    const decoder = createDecoder({ workerUrls: { dicom: nowhere } });
    expect(await codeOf(decoder.readFile(file()))).to.equal('internal/worker-failed');
    const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
    const picture = await new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob!)));
    expect((await decoder.decodePicture('a', picture)).kind).to.equal('picture');
    decoder.close();
    URL.revokeObjectURL(nowhere);
  });
});
