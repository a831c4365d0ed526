import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { missingTools } from '../../../test/debian-tools.js';
import { startOrthanc } from '../../../test/orthanc.js';
import { chestCt, chestPixels, chestXray, ultrasoundLoop } from '../../testing.js';
import { createDicomApi } from '../../worker/dicom/dicom-api.js';
import { decodePixels } from '../../worker/dicom/decode-pixels.js';
import { createDicomWeb, type DicomWeb } from './dicomweb.js';
import type { ImageInstance } from './image.types.js';
import { orderSeries } from './order-series.js';

const missing = missingTools(['Orthanc', 'dcmcjpeg', 'dcmcjpls', 'dcmcrle'], ['orthanc', 'orthanc-dicomweb', 'dcmtk']);
const study = (n: number) => `2.25.2805631840.${n}`;
const code = (wanted: string) => (error: { code?: string }) => error.code === wanted;

describe('DICOMweb of a real Orthanc', { skip: missing }, () => {
  let orthanc: Awaited<ReturnType<typeof startOrthanc>>;
  let web: DicomWeb;
  const api = createDicomApi();
  const metadata = async (uid: string) =>
    JSON.parse(api.readMetadata(await web.metadata(uid))) as readonly ImageInstance[];

  before(async () => {
    orthanc = await startOrthanc(9_242);
    web = createDicomWeb(orthanc.dicomweb, orthanc.fetch);
    const folder = mkdtempSync(join(tmpdir(), 'diemcau-dicomweb-'));
    const packed = (file: Uint8Array, command: string) => {
      writeFileSync(join(folder, 'in.dcm'), file);
      assert.equal(spawnSync(command, ['in.dcm', 'out.dcm'], { cwd: folder }).status, 0);
      return readFileSync(join(folder, 'out.dcm'));
    };
    await orthanc.store(chestXray(256, 210));
    for (const slice of chestCt(12, 64)) await orthanc.store(slice);
    await orthanc.store(ultrasoundLoop(4, 60, 80));
    await orthanc.store(packed(chestXray(256, 210, { study: 4, date: '20250101' }), 'dcmcjpeg'));
    await orthanc.store(packed(chestXray(256, 210, { study: 5, date: '20240101' }), 'dcmcjpls'));
    await orthanc.store(packed(chestXray(256, 210, { study: 6, date: '20230101' }), 'dcmcrle'));
    rmSync(folder, { recursive: true });
  });
  after(() => orthanc?.close());

  it('tells what a study is, in Vietnamese letters', async () => {
    const [chest] = await metadata(study(1));
    assert.equal(chest!.patient.name, 'Nguyễn Văn Minh');
    assert.equal(chest!.patient.birthDate, '1961-04-12');
    assert.deepEqual([chest!.rows, chest!.columns, chest!.bitsStored, chest!.frames], [256, 210, 12, 1]);
    assert.equal(chest!.spacing?.of, 'imager');
    assert.deepEqual(chest!.windows, [{ center: 2000, width: 3600 }]);
  });

  it('puts slices in the order of their place, whatever the order they came in', async () => {
    const instances = await metadata(study(2));
    const [series] = orderSeries(instances.map((instance, index) => ({ key: `${index}`, instance })));
    assert.equal(series!.order, 'position');
    assert.deepEqual(
      series!.frames.map(({ facts }) => facts.position![2]),
      Array.from({ length: 12 }, (_, slice) => -100 + slice * 5),
    );
  });

  for (const [name, uid] of [
    ['plain', study(1)],
    ['JPEG lossless', study(4)],
    ['JPEG-LS', study(5)],
    ['RLE', study(6)],
  ] as const)
    it(`gives the very pixels of an image kept as ${name}`, async () => {
      const [instance] = await metadata(uid);
      const { bytes, transferSyntax } = await web.frame(instance!, 0);
      const pixels = await decodePixels(new Uint8Array(bytes), transferSyntax, instance!);
      const values =
        pixels === 'jpeg-ls' ? await jpegLs(new Uint8Array(bytes)) : (pixels as { values: Uint16Array }).values;
      assert.deepEqual(
        Buffer.from(values.buffer, values.byteOffset, values.byteLength),
        bytesOf(chestPixels(256, 210)),
      );
    });

  it('gives each frame of a loop', async () => {
    const [loop] = await metadata(study(3));
    assert.equal(loop!.frames, 4);
    assert.equal(loop!.regions[0]?.deltaX, 0.05);
    const sizes = new Set<string>();
    for (let frame = 0; frame < 4; frame++) {
      const { bytes } = await web.frame(loop!, frame);
      assert.equal(bytes.byteLength, 60 * 80 * 3);
      sizes.add(Buffer.from(bytes).toString('base64'));
    }
    assert.equal(sizes.size, 4);
  });

  it('gives a rendered picture and the whole object', async () => {
    const [instance] = await metadata(study(4));
    const picture = await web.rendered(instance!, 0);
    assert.equal(picture.type, 'image/jpeg');
    assert.deepEqual([...new Uint8Array(await picture.arrayBuffer()).subarray(0, 2)], [0xff, 0xd8]);
    const file = new Uint8Array(await (await web.object(instance!)).arrayBuffer());
    assert.equal(String.fromCharCode(...file.subarray(128, 132)), 'DICM');
  });

  it('finds the other studies of a patient', async () => {
    const found = JSON.parse(api.readMetadata(await web.studies({ PatientID: 'BN0001234' }))) as ImageInstance[];
    assert.deepEqual(found.map(({ studyUid }) => studyUid).sort(), [1, 2, 3, 4, 5, 6].map(study));
    assert.deepEqual(JSON.parse(api.readMetadata(await web.studies({ PatientID: 'nobody' }))), []);
  });

  it('says who refuses and what is not there', async () => {
    const stranger = createDicomWeb(orthanc.dicomweb, fetch);
    await assert.rejects(stranger.metadata(study(1)), code('record/image-refused'));
    await assert.rejects(web.metadata('1.2.3'), code('request/not-found'));
    await assert.rejects(web.metadata('../../system'), code('request/invalid'));
  });

  it('stops when it is told to', async () => {
    const stop = AbortSignal.abort();
    await assert.rejects(web.metadata(study(1), { signal: stop }), code('network/aborted'));
  });
});

describe('DICOMweb of servers that misbehave', () => {
  const boundary = 'x1';
  const answers: Record<string, [number, Record<string, string>, string]> = {
    moved: [302, { location: 'http://127.0.0.1:1/elsewhere' }, ''],
    web: [200, { 'content-type': 'text/html' }, '<p>login</p>'],
    broken: [
      200,
      { 'content-type': `multipart/related; boundary=${boundary}` },
      `--${boundary}\r\ncontent-type: a/b\r\n`,
    ],
    blank: [200, { 'content-type': `multipart/related; boundary=${boundary}` }, `--${boundary}--\r\n`],
    nameless: [200, { 'content-type': 'multipart/related' }, 'x'],
    busy: [503, { 'retry-after': '7' }, ''],
  };
  const server = createServer((request, response) => {
    const [status, headers, body] = answers[request.url!.split('/')[1]!]!;
    response.writeHead(status, headers).end(body);
  });
  before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  after(() => new Promise((resolve) => server.close(resolve)));
  const of = { studyUid: '1.2', seriesUid: '1.3', sopInstanceUid: '1.4' };
  const at = (name: string) =>
    createDicomWeb(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}`, fetch);

  it('follows no redirection', () => assert.rejects(at('moved').frame(of, 0), code('network/unreachable')));
  it('takes no web page for a picture', () =>
    assert.rejects(at('web').rendered(of, 0), code('record/image-unsupported')));
  for (const name of ['broken', 'blank', 'nameless'])
    it(`tells a ${name} answer`, () => assert.rejects(at(name).frame(of, 0), code('network/response-malformed')));
  it('passes on when to come again', () =>
    assert.rejects(at('busy').metadata('1.2'), (error: { code: string; details: { retryAfter?: number } }) => {
      return error.code === 'network/unreachable' && error.details.retryAfter === 7;
    }));
  it('takes no other address than one of the web', () => {
    assert.throws(() => createDicomWeb('file:///etc', fetch), code('request/invalid'));
  });
});

const bytesOf = (values: Uint16Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

async function jpegLs(bytes: Uint8Array): Promise<Uint8Array> {
  const { createCodecApi, quiet } = await import('../../worker/dicom/codec-api.js');
  const { default: charls } = await import('@cornerstonejs/codec-charls/decode');
  const api = createCodecApi(
    async () => (await charls(quiet())).JpegLSDecoder,
    () => ({ converted: false, planar: false }),
  );
  return (await api.decode(bytes)).bytes;
}
