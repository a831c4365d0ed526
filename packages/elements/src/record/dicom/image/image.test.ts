import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { chestCt, chestXray, imagePerson, makeDicom, imageTags, ultrasoundLoop } from '@diemcau/sdk/testing';
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
    expect(text()).to.contain('Ảnh 1/9').and.to.contain('xếp theo vị trí');
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
  const text = () => root.textContent!.replace(/\s+/g, ' ');
  const press = (key: string, keys: KeyboardEventInit = {}) =>
    view.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...keys }));
  const click = (label: string) =>
    [...root.querySelectorAll('button')].find((one) => one.textContent!.trim() === label)!.click();
  return {
    element,
    root,
    view,
    text,
    press,
    click,
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
      press('l');
      const [columns, rows] = sizeOf(element);
      let at = [columns / 2, rows / 2];
      for (const [x, y] of points) {
        const step = (key: string, count: number) => {
          for (let times = 0; times < count; times++) press(key);
        };
        step(x < at[0]! ? 'ArrowLeft' : 'ArrowRight', Math.abs(x - at[0]!));
        step(y < at[1]! ? 'ArrowUp' : 'ArrowDown', Math.abs(y - at[1]!));
        press('Enter');
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
