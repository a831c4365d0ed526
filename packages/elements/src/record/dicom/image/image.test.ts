import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../../test/wait-until.js';
import {
  chestCt,
  chestXray,
  imagePerson,
  imageTags,
  makeDicom,
  ultrasoundLoop,
  type DicomTag,
} from '@diemcau/sdk/testing';
import type { ImageElement, ImagePointer } from './image.js';
import './image.define.js';
import {
  ImageExcerptRequestEvent,
  ImageFailedEvent,
  ImageOpenedEvent,
  ImagePatientMismatchEvent,
  ImagePointRequestEvent,
} from './image.events.js';

const dicom = (...files: Uint8Array<ArrayBuffer>[]) =>
  files.map((file) => new Blob([file], { type: 'application/dicom' }));
const minh = {
  name: 'Nguyễn Văn Minh',
  birthDate: '1961-04-12',
  identifiers: [{ kind: 'internal' as const, value: 'BN0001234' }],
};

describe('diemcau-image', () => {
  it('is accessible with an image, with the list of keys, and without anything', async () => {
    const { element, press, root } = await setup(dicom(chestXray()));
    await expect(element).to.be.accessible();
    press('?');
    expect(root.querySelector('dialog')!.open).to.equal(true);
    await expect(element).to.be.accessible();
    root.querySelector('dialog')!.close();
    element.files = [];
    await waitUntil(() => root.textContent!.includes('không có ảnh nào'));
    await expect(element).to.be.accessible();
  });

  it('draws what the file holds, as bright as its window asks', async () => {
    const pixels = new Uint16Array(64 * 64).map((_, index) => (index % 64) * 64);
    const { pixel } = await setup(dicom(square(pixels)));
    // Window 2048/4096: value 0 is black, 4032 nearly white.
    expect(await pixel(0.02, 0.5)).to.be.lessThan(8);
    expect(await pixel(0.98, 0.5)).to.be.greaterThan(245);
    expect(await pixel(0.5, 0.5)).to.be.within(118, 138);
  });

  it('changes window, inverts, turns and flips by keys', async () => {
    const pixels = new Uint16Array(64 * 64).map((_, index) => (index % 64) * 64);
    const { element, pixel, press, text } = await setup(dicom(square(pixels)));
    press('i');
    await waitUntil(async () => (await pixel(0.02, 0.5)) > 245);
    press('i');
    press('f');
    await waitUntil(async () => (await pixel(0.02, 0.5)) > 245, 'flipped');
    press('f');
    press('r');
    await waitUntil(async () => (await pixel(0.5, 0.02)) < 8 && (await pixel(0.5, 0.98)) > 245, 'turned');
    for (let times = 0; times < 5; times++) press('ArrowLeft');
    await element.updateComplete;
    expect(text()).to.contain('W 3.169');
    press('ArrowRight', { shiftKey: true });
    await element.updateComplete;
    expect(text()).to.contain('C 2.206 W 3.169');
    press('x');
    await element.updateComplete;
    expect(text()).to.contain('C 2.048 W 4.096');
  });

  it('puts slices in order and goes through them by keys, wheel and slider', async () => {
    const { element, press, text, root, view } = await setup(dicom(...chestCt(9, 64)));
    expect(text()).to.contain('Ảnh 1/9').and.to.contain('xếp theo vị trí').and.to.contain('12/04/1961 · Nam');
    press('ArrowDown');
    await waitUntil(() => text().includes('Ảnh 2/9'));
    press('End');
    await waitUntil(() => text().includes('Ảnh 9/9'));
    view.dispatchEvent(new WheelEvent('wheel', { deltaY: -120, cancelable: true }));
    await waitUntil(() => text().includes('Ảnh 8/9'));
    const slider = root.querySelector<HTMLInputElement>('input[type=range]')!;
    slider.value = '3';
    slider.dispatchEvent(new Event('input'));
    await waitUntil(() => text().includes('Ảnh 3/9'));
    expect(root.querySelector('#shown')!.textContent).to.contain('ảnh 3 trên 9');
    press('2');
    await element.updateComplete;
    expect(text()).to.contain('C -600 W 1.500');
  });

  it('plays a loop and stops it', async () => {
    const { press, text } = await setup(dicom(ultrasoundLoop(4, 48, 64)));
    press(' ');
    await waitUntil(() => text().includes('Ảnh 3/4'));
    press(' ');
    await waitUntil(() => text().includes('Phát'));
  });

  it('measures with the scale that the image has, and says which', async () => {
    const spacing = await setup(dicom(...chestCt(2, 64)));
    spacing.measure([10, 32], [50, 32]);
    expect(spacing.element.textOf()).to.contain('Dài 225 mm (tỉ lệ theo ảnh)');

    const detector = await setup(dicom(chestXray(400, 300)));
    detector.measure([10, 10], [110, 10]);
    expect(detector.element.textOf()).to.contain('Dài 100 mm (tỉ lệ tại đầu thu, chưa trừ phóng đại)');

    const region = await setup(dicom(ultrasoundLoop(2, 48, 64)));
    region.measure([10, 10], [30, 10]);
    expect(region.element.textOf()).to.contain('Dài 10 mm (tỉ lệ vùng siêu âm)');

    const none = await setup(dicom(square(new Uint16Array(64 * 64).fill(7))));
    none.measure([10, 10], [10, 40]);
    expect(none.element.textOf()).to.contain('Dài 30 px (không có tỉ lệ, tính bằng điểm ảnh)');
  });

  it('measures by keys alone, and an angle in degrees', async () => {
    const { element, press } = await setup(dicom(...chestCt(1, 64)));
    press('a');
    press('ArrowRight', { shiftKey: true });
    press('Enter');
    press('ArrowLeft', { shiftKey: true });
    press('Enter');
    press('ArrowDown', { shiftKey: true });
    press('Enter');
    expect(element.textOf()).to.contain('Góc 90°');
    press('Backspace');
    expect(element.textOf()).not.to.contain('Góc');
  });

  it('shows nothing of another patient, and says so loudly', async () => {
    const other = { ...minh, name: 'Trần Thị Hoa', birthDate: '1980-01-01' };
    const element = await fixture<ImageElement>(html`<diemcau-image entry-key="e1" .patient=${other}></diemcau-image>`);
    const told = oneEvent(element, ImagePatientMismatchEvent.type);
    element.files = dicom(chestXray());
    expect((await told).detail).to.deep.equal({ entryKey: 'e1' });
    await element.updateComplete;
    const root = element.shadowRoot!;
    expect(root.querySelector('[role=alert]')!.textContent).to.contain('KHÔNG thuộc người bệnh');
    expect(root.querySelector('canvas')).to.equal(null);
    expect(root.textContent).not.to.contain('Minh');
    expect(element.textOf()).to.equal(undefined);
    expect(await element.still()).to.equal(undefined);
    await expect(element).to.be.accessible();
  });

  it('shows the record’s own patient, however a device writes the name', async () => {
    const person = { ...imagePerson, id: 'X', name: 'MINH^NGUYEN^VAN' };
    const { text } = await setup(dicom(chestXray(64, 64, { person })), { patient: minh });
    expect(text()).to.contain('MINH NGUYEN VAN');
  });

  it('asks before it shows images that name nobody', async () => {
    const element = await fixture<ImageElement>(html`<diemcau-image .patient=${minh}></diemcau-image>`);
    element.files = dicom(chestXray(64, 64, { person: { id: '', name: '', birthDate: '', sex: 'O' } }));
    const root = element.shadowRoot!;
    await waitUntil(() => root.querySelector('.notice'));
    expect(root.querySelector('canvas')).to.equal(null);
    const opened = oneEvent(element, ImageOpenedEvent.type);
    root.querySelector<HTMLButtonElement>('.notice button')!.click();
    await opened;
    await element.updateComplete;
    expect(root.textContent).to.contain('chưa được đối chiếu');
  });

  it('gives the minutes words and a still with what was measured, and asks first', async () => {
    const { element, measure, click } = await setup(dicom(chestXray(400, 300)), { excerpting: true });
    measure([10, 10], [110, 10]);
    const asked = oneEvent(element, ImageExcerptRequestEvent.type);
    click('Đưa vào biên bản');
    expect((await asked).detail).to.deep.equal({ entryKey: 'e1', frame: 0 });
    expect(element.textOf()).to.match(
      /^X-quang ngực thẳng, Ngực thẳng \(05\/03\/2026\), ảnh 1\/1; Dài 100 mm .*; C 2\.000 W 3\.600$/,
    );
    const still = await createImageBitmap((await element.still())!);
    expect(still.width).to.be.greaterThan(100);
  });

  it('tells the others where it looks, and goes where they look', async () => {
    const { element, press, text, root } = await setup(dicom(...chestCt(5, 64)), { pointing: true });
    press('ArrowDown');
    await waitUntil(() => text().includes('Ảnh 2/5'));
    const asked = oneEvent(element, ImagePointRequestEvent.type);
    press('c');
    press('Enter');
    expect((await asked).detail).to.deep.equal({ entryKey: 'e1', frame: 1 });
    expect(element.lookingAt).to.deep.equal({
      of: 'image',
      entryKey: 'e1',
      frame: 1,
      x: 0.5,
      y: 0.5,
      zoom: 1,
      window: [40, 400],
    });
    element.pointerBy = 'BS. Khuê';
    element.pointer = {
      of: 'image',
      entryKey: 'e1',
      frame: 4,
      x: 0.25,
      y: 0.75,
      window: [-600, 1500],
      zoom: 2,
    } satisfies ImagePointer;
    await waitUntil(() => text().includes('Ảnh 5/5') && root.querySelector('.pointed'));
    expect(text()).to.contain('C -600 W 1.500').and.to.contain('BS. Khuê chỉ ở đây');
  });

  it('says of a file that is none what is wrong, and opens the others', async () => {
    const junk = new Blob([new Uint8Array(400).fill(7)], { type: 'application/dicom' });
    const { text } = await setup([junk, ...dicom(chestXray(64, 64))]);
    expect(text()).to.contain('1 tệp không đọc được').and.to.contain('Ảnh 1/1');
  });

  it('says what it cannot decode, offers the file, and tells the code only', async () => {
    const tags = imageTags({}, 1, 1, [...greyTags(64, 64), ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.7']]);
    const htj2k = makeDicom({ tags, frames: [new Uint8Array([1, 2, 3])], transferSyntax: '1.2.840.10008.1.2.4.201' });
    const element = await fixture<ImageElement>(html`<diemcau-image entry-key="e1"></diemcau-image>`);
    const failed = oneEvent(element, ImageFailedEvent.type);
    element.files = dicom(htj2k);
    expect((await failed).detail).to.deep.equal({ entryKey: 'e1', code: 'record/image-unsupported' });
    await waitUntil(() => element.shadowRoot!.textContent!.includes('chưa giải mã được'));
    expect(element.shadowRoot!.textContent).to.contain('Tải tệp');
  });

  it('shows a plain picture', async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 20 });
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#fff';
    context.fillRect(20, 0, 20, 20);
    const png = await new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob!)));
    const { pixel } = await setup([png]);
    expect(await pixel(0.9, 0.5)).to.be.greaterThan(240);
    expect(await pixel(0.1, 0.5)).to.be.lessThan(15);
  });

  it('shades each frame of an enhanced image by its own rescale and window', async () => {
    const frameGroups = ([slope, center]: readonly [number, number]): DicomTag[] => [
      [
        '00289145',
        'SQ',
        [
          [
            ['00281052', 'DS', '0'],
            ['00281053', 'DS', String(slope)],
          ],
        ],
      ],
      [
        '00289132',
        'SQ',
        [
          [
            ['00281050', 'DS', String(center)],
            ['00281051', 'DS', '1000'],
          ],
        ],
      ],
    ];
    const file = makeDicom({
      tags: imageTags({}, 1, 1, [
        ...greyTags(64, 64).filter(([tag]) => !tag.startsWith('002810')),
        ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.2.1'],
        ['00280008', 'IS', '2'],
        ['52009230', 'SQ', [frameGroups([1, 500]), frameGroups([2, 1500])]],
        ['7FE00010', 'OW', new Uint8Array(new Uint16Array(2 * 64 * 64).fill(600).buffer)],
      ]),
    });
    const { pixel, press, text } = await setup(dicom(file));
    // 600 in a window of 0 to 1,000; then 1,200 in one of 1,000 to 2,000.
    expect(await pixel(0.5, 0.5)).to.be.closeTo(153, 1);
    press('ArrowDown');
    await waitUntil(() => text().includes('C 1.500 W 1.000'));
    await waitUntil(async () => Math.abs((await pixel(0.5, 0.5)) - 51) <= 1);
  });

  it('shows a machine’s structured report as text, labelled as such, with who confirmed it', async () => {
    const { root } = await setup(dicom(chestXray(64, 64), machineReport(), machineReport('NGUYEN^THI^HA')));
    const [own, verified] = [...root.querySelectorAll<HTMLElement>('.report')];
    const plain = (element: Element) => element.textContent!.replace(/\s+/g, ' ');
    expect(own!.dataset['machine']).to.equal('true');
    expect(plain(own!))
      .to.contain('Kết quả do máy đọc (TB Sàng lọc 2.1)')
      .and.to.contain('Chưa ai xác nhận')
      .and.to.contain('Nốt mờ thùy trên phải')
      .and.to.contain('0.87');
    expect(plain(verified!)).to.contain('Đã được xác nhận: NGUYEN THI HA');
    root.querySelector('details')!.open = true;
    await expect(root.host as HTMLElement).to.be.accessible();
  });

  it('on a weak line shows the server’s picture first, not for diagnosis, and the whole image when asked', async () => {
    const pacs = await fakePacs();
    const { element, root, text, click, asked } = await openStudy(pacs, { quality: 'rendered' });
    await waitUntil(() => root.querySelector('.ribbon') && root.querySelector('canvas')!.width > 300);
    expect(root.querySelector('.ribbon')!.textContent).to.contain('không dùng chẩn đoán');
    expect(element.textOf()).to.contain('không dùng chẩn đoán');
    expect(asked.filter((one) => one.includes('/frames/'))).to.deep.equal([
      'studies/2.25.1/series/2.25.1.1/instances/2.25.1.1.1/frames/1/rendered',
    ]);
    await expect(element).to.be.accessible();
    click('Ảnh đầy đủ');
    await waitUntil(() => !root.querySelector('.ribbon'));
    expect(asked.at(-1)).to.equal('studies/2.25.1/series/2.25.1.1/instances/2.25.1.1.1/frames/1');
    expect(text()).to.contain('C 2.048 W 4.096').and.not.to.contain('không dùng chẩn đoán');
    expect(element.textOf()).not.to.contain('không dùng chẩn đoán');
  });

  it('shows the prior side by side, goes along with it until told not to, and never one of somebody else', async () => {
    const { element, root, text, press, choose, click } = await openStudy(await fakePacs(), { patient: minh });
    await waitUntil(() => root.querySelector('select[aria-label="So với lần trước"]'));
    choose('So với lần trước', '2.25.2');
    await waitUntil(() => root.querySelectorAll('.view').length === 2);
    await waitUntil(() => root.querySelectorAll('.corner.bottom.left').length === 2);
    expect(text()).to.contain('Lần này · 05/03/2026').and.to.contain('Lần trước · 01/02/2025');
    await expect(element).to.be.accessible();
    const windows = () =>
      [...root.querySelectorAll('.corner.bottom.left')].map((one) => one.querySelector('span')!.textContent);
    for (let times = 0; times < 2; times++) press('ArrowLeft');
    await waitUntil(() => windows().every((one) => one === 'C 2.048 W 3.697'), String(windows()));
    click('Đi cùng nhau');
    press('ArrowLeft');
    await waitUntil(() => windows()[0] === 'C 2.048 W 3.512');
    expect(windows()[1]).to.equal('C 2.048 W 3.697');
    choose('So với lần trước', '2.25.3');
    await waitUntil(() => root.querySelector('[role=alert]')?.textContent?.includes('KHÔNG thuộc người bệnh'));
    expect(root.querySelectorAll('.view').length).to.equal(1);
    expect(root.textContent).not.to.contain('Hoa');
  });

  it('opens again where it is put after it was taken out', async () => {
    const { element, text } = await setup(dicom(chestXray(64, 64)));
    const parent = element.parentElement!;
    element.remove();
    const opened = oneEvent(element, ImageOpenedEvent.type);
    parent.append(element);
    await opened;
    await waitUntil(() => text().includes('Ảnh 1/1'));
  });
});

const greyTags = (rows: number, columns: number) =>
  [
    ['00080060', 'CS', 'OT'],
    ['00280002', 'US', [1]],
    ['00280004', 'CS', 'MONOCHROME2'],
    ['00280010', 'US', [rows]],
    ['00280011', 'US', [columns]],
    ['00280100', 'US', [16]],
    ['00280101', 'US', [12]],
    ['00280102', 'US', [11]],
    ['00280103', 'US', [0]],
    ['00281050', 'DS', '2048'],
    ['00281051', 'DS', '4096'],
  ] as const;

function square(pixels: Uint16Array<ArrayBuffer>) {
  return makeDicom({
    tags: imageTags({}, 1, 1, [
      ...greyTags(64, 64),
      ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.7'],
      ['7FE00010', 'OW', new Uint8Array(pixels.buffer)],
    ]),
  });
}

const concept = (value: string, meaning: string): DicomTag[] => [
  ['00080100', 'SH', value],
  ['00080102', 'SH', 'DCM'],
  ['00080104', 'LO', meaning],
];

/** What an algorithm found in a chest X-ray; confirmed where somebody is named. */
function machineReport(verifiedBy?: string) {
  const item = (type: string, [code, meaning]: [string, string], ...more: DicomTag[]): DicomTag[] => [
    ['0040A040', 'CS', type],
    ['0040A043', 'SQ', [concept(code, meaning)]],
    ...more,
  ];
  return makeDicom({
    tags: imageTags({}, 9, verifiedBy ? 2 : 1, [
      ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.88.33'],
      ['00080060', 'CS', 'SR'],
      ...item('CONTAINER', ['126000', 'Kết quả sàng lọc']),
      ['0040A493', 'CS', verifiedBy ? 'VERIFIED' : 'UNVERIFIED'],
      ...(verifiedBy ? ([['0040A073', 'SQ', [[['0040A075', 'PN', verifiedBy]]]]] satisfies DicomTag[]) : []),
      [
        '0040A730',
        'SQ',
        [
          item('CODE', ['121005', 'Observer Type'], ['0040A168', 'SQ', [concept('121007', 'Device')]]),
          item('TEXT', ['121013', 'Device Observer Name'], ['0040A160', 'UT', 'TB Sàng lọc 2.1']),
          item('TEXT', ['121071', 'Finding'], ['0040A160', 'UT', 'Nốt mờ thùy trên phải']),
          item(
            'NUM',
            ['111012', 'Certainty'],
            [
              '0040A300',
              'SQ',
              [
                [
                  ['0040A30A', 'DS', '0.87'],
                  ['004008EA', 'SQ', [concept('1', 'không thứ nguyên')]],
                ],
              ],
            ],
          ),
        ],
      ],
    ]),
  });
}

/** A DICOMweb server with three studies of one image: today's, an earlier one, and one filed under the same number that is of somebody else. */
async function fakePacs() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
  canvas.getContext('2d')!.fillRect(0, 0, 64, 64);
  const picture = await new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob!), 'image/jpeg'));
  const person = (study: number) => (study === 3 ? 'Trần^Thị^Hoa' : imagePerson.name);
  const dates = ['', '20260305', '20250201', '20240101'];
  const json = (study: number, whole: boolean) => {
    const one = (vr: string, value: unknown) => ({ vr, Value: [value] });
    const facts = {
      '00080020': one('DA', dates[study]),
      '00081030': one('LO', 'X-quang ngực thẳng'),
      '00100010': one('PN', { Alphabetic: person(study) }),
      '00100020': one('LO', imagePerson.id),
      '0020000D': one('UI', `2.25.${study}`),
    };
    const image = Object.fromEntries(
      greyTags(64, 64).map(([tag, vr, value]) => [
        tag,
        { vr, Value: typeof value === 'string' ? [vr === 'DS' ? Number(value) : value] : value },
      ]),
    );
    return {
      ...facts,
      ...(whole
        ? {
            ...image,
            '00080016': one('UI', '1.2.840.10008.5.1.4.1.1.1'),
            '00080018': one('UI', `2.25.${study}.1.1`),
            '00100030': one('DA', study === 3 ? '19800101' : imagePerson.birthDate),
            '0020000E': one('UI', `2.25.${study}.1`),
          }
        : {}),
    };
  };
  return (path: string): Response => {
    const dicomJson = (body: unknown) =>
      new Response(JSON.stringify(body), { headers: { 'content-type': 'application/dicom+json' } });
    if (path.startsWith('studies?')) return dicomJson([1, 2, 3].map((study) => json(study, false)));
    if (path.endsWith('/metadata')) return dicomJson([json(Number(/^studies\/2\.25\.(\d)/.exec(path)![1]), true)]);
    if (path.endsWith('/rendered')) return new Response(picture, { headers: { 'content-type': 'image/jpeg' } });
    const pixels = new Uint16Array(64 * 64).fill(2048);
    return new Response(pixels, { headers: { 'content-type': 'application/octet-stream' } });
  };
}

async function openStudy(
  pacs: Awaited<ReturnType<typeof fakePacs>>,
  given: Partial<Pick<ImageElement, 'patient' | 'quality'>>,
) {
  const base = 'https://pacs.example/dicom-web/';
  const asked: string[] = [];
  const element = await fixture<ImageElement>(html`<diemcau-image entry-key="e1" dicomweb=${base}></diemcau-image>`);
  const opened = oneEvent(element, ImageOpenedEvent.type);
  Object.assign(element, given, {
    study: '2.25.1',
    imageFetch: (async (url: string) => {
      const path = url.slice(base.length);
      asked.push(path);
      return pacs(path);
    }) as typeof fetch,
  });
  await opened;
  const root = element.shadowRoot!;
  await waitUntil(() => root.querySelector('.corner'));
  return { element, asked, ...hands(element) };
}

/** What a reader does with a viewer, and sees. */
function hands(element: ImageElement) {
  const root = element.shadowRoot!;
  return {
    root,
    text: () => root.textContent!.replace(/\s+/g, ' '),
    press: (key: string, keys: KeyboardEventInit = {}) =>
      root.querySelector('.view')!.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...keys })),
    click: (label: string) =>
      [...root.querySelectorAll('button')].find((one) => one.textContent!.trim() === label)!.click(),
    choose(label: string, value: string) {
      const select = root.querySelector<HTMLSelectElement>(`select[aria-label="${label}"]`)!;
      select.value = value;
      select.dispatchEvent(new Event('change'));
    },
  };
}

async function setup(
  files: readonly Blob[],
  given: Partial<Pick<ImageElement, 'patient' | 'excerpting' | 'pointing'>> = {},
) {
  const element = await fixture<ImageElement>(html`<diemcau-image entry-key="e1"></diemcau-image>`);
  Object.assign(element, given);
  const opened = oneEvent(element, ImageOpenedEvent.type);
  element.files = files;
  await opened;
  const root = element.shadowRoot!;
  await waitUntil(() => root.querySelector('.corner') && root.querySelector('canvas')!.width > 300, 'a picture', {
    timeout: 10_000,
  });
  const view = root.querySelector<HTMLElement>('.view')!;
  const does = hands(element);
  return {
    element,
    view,
    ...does,
    /** Brightness at a place of the image, in parts, when all of it is seen. */
    async pixel(x: number, y: number): Promise<number> {
      await new Promise((next) => requestAnimationFrame(next));
      const canvas = root.querySelector('canvas')!;
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!;
      copy.drawImage(canvas, 0, 0);
      const side = Math.min(canvas.width, canvas.height);
      const [left, top] = [(canvas.width - side) / 2, (canvas.height - side) / 2];
      return copy.getImageData(Math.round(left + x * side), Math.round(top + y * side), 1, 1).data[0]!;
    },
    /** Sets two points with the length tool, in pixels of the image. */
    measure(...points: [number, number][]) {
      does.press('l');
      const [columns, rows] = sizeOf(element);
      let at = [columns / 2, rows / 2];
      for (const [x, y] of points) {
        const step = (key: string, count: number) => {
          for (let times = 0; times < count; times++) does.press(key);
        };
        step(x < at[0]! ? 'ArrowLeft' : 'ArrowRight', Math.abs(x - at[0]!));
        step(y < at[1]! ? 'ArrowUp' : 'ArrowDown', Math.abs(y - at[1]!));
        does.press('Enter');
        at = [x, y];
      }
    },
  };
}

/** Columns and rows of what is shown. */
function sizeOf(element: ImageElement): [number, number] {
  const [width, height] = { CT: [64, 64], CR: [300, 400], US: [64, 48], OT: [64, 64] }[
    /\b(CT|CR|US|OT)\b/.exec(element.shadowRoot!.querySelector('.corner.top.right')!.textContent!)![1] as 'CT'
  ]!;
  return [width!, height!];
}
