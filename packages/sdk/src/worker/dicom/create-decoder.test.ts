import { expect } from '@open-wc/testing';
import { chestXray } from '../../testing.js';
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
