import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../../../test/wait-until.js';
import { chestXray, fakeRecordStore } from '@diemcau/sdk/testing';
import { entry, readyRecord } from '../record.fixture.js';
import type { RecordElement } from '../record.js';
import '../record.define.js';

const minh = {
  name: 'Nguyễn Văn Minh',
  birthDate: '1961-04-12',
  gender: 'male' as const,
  identifiers: [{ kind: 'internal' as const, value: 'BN0001234' }],
};

describe('images of a record', () => {
  it('opens a DICOM file in its place, and leaves nothing when it is closed', async () => {
    const { root, press } = await setup({
      attachment: { contentType: 'application/dicom', url: 'Binary/x', title: 'Ảnh' },
    });
    press('Mở: Ảnh');
    const image = await viewer(root);
    await waitUntil(() => image.shadowRoot!.textContent!.includes('Ảnh 1/1'), 'its picture', { timeout: 10_000 });
    expect(image.getAttribute('entry-key')).to.equal('ImagingStudy/1');
    press('Đóng: Ảnh');
    await waitUntil(() => !root.querySelector('diemcau-image'));
  });

  it('covers a file of somebody else', async () => {
    const { root, press } = await setup(
      { attachment: { contentType: 'application/dicom', url: 'Binary/x', title: 'Ảnh' } },
      { ...minh, name: 'Trần Thị Hoa', gender: 'female' as never },
    );
    press('Mở: Ảnh');
    const image = await viewer(root);
    await waitUntil(() => image.shadowRoot!.textContent!.includes('KHÔNG thuộc người bệnh'));
  });

  it('asks the hospital’s own server for a study, never an address of the record', async () => {
    const asked: string[] = [];
    const facts = [
      { key: 'studyUid', text: 'urn:oid:1.2.3' },
      { key: 'endpoint', text: 'https://elsewhere.example/wado' },
    ];
    const { element, root, press } = await setup({ facts });
    expect(root.textContent).to.contain('chưa khai báo máy chủ ảnh');
    element.dicomweb = 'https://pacs.example/dicom-web';
    element.imageFetch = (async (url: string) => (asked.push(url), new Response('[]'))) as typeof fetch;
    await element.updateComplete;
    press('Mở: CT ngực');
    const image = await viewer(root);
    await waitUntil(() => image.shadowRoot!.textContent!.includes('không có ảnh nào'));
    expect(asked).to.deep.equal(['https://pacs.example/dicom-web/studies/1.2.3/metadata']);
  });

  it('opens what another participant points at', async () => {
    const { element, root } = await setup({
      attachment: { contentType: 'application/dicom', url: 'Binary/x', title: 'Ảnh' },
    });
    element.imagePointerBy = 'BS. Khuê';
    element.imagePointer = { of: 'image', entryKey: 'ImagingStudy/1', frame: 0, x: 0.5, y: 0.5 };
    const image = await viewer(root);
    await waitUntil(() => image.shadowRoot!.textContent!.includes('BS. Khuê chỉ ở đây'));
  });

  it('opens what another points at on a page that was not looked at yet', async () => {
    const { element, root, store } = await setup(
      { attachment: { contentType: 'application/dicom', url: 'Binary/x', title: 'Ảnh' } },
      minh,
      60,
    );
    expect(root.querySelector('[data-key="ImagingStudy/61"]')).to.equal(null);
    element.imagePointerBy = 'BS. Khuê';
    element.imagePointer = { of: 'image', entryKey: 'ImagingStudy/61', frame: 0, x: 0.5, y: 0.5 };
    const image = await viewer(root);
    await waitUntil(() => image.shadowRoot!.textContent!.includes('BS. Khuê chỉ ở đây'));
    expect(image.closest('[data-key]')!.getAttribute('data-key')).to.equal('ImagingStudy/61');
    expect(store.requests).to.deep.include(['look', 'place', { section: 'imaging', entryKey: 'ImagingStudy/61' }]);
  });

  it('is gone when the share ends', async () => {
    const { root, press, store } = await setup({
      attachment: { contentType: 'application/dicom', url: 'Binary/x', title: 'Ảnh' },
    });
    press('Mở: Ảnh');
    await viewer(root);
    store.publish({ ...readyRecord(), status: 'ended' });
    await waitUntil(() => !root.querySelector('diemcau-image'));
  });
});

async function viewer(root: ShadowRoot): Promise<HTMLElement> {
  await waitUntil(() => root.querySelector('diemcau-image'), 'a viewer', { timeout: 10_000 });
  return root.querySelector('diemcau-image')!;
}

async function setup(patch: Parameters<typeof entry>[0], patient = minh, more = 0) {
  const imaging = Array.from({ length: 1 + more }, (_, at) =>
    entry({ key: `ImagingStudy/${at + 1}`, resourceType: 'ImagingStudy', title: 'CT ngực', ...patch }),
  );
  const store = fakeRecordStore(readyRecord({ imaging }, { patient }));
  store.answer('attachment', new Blob([chestXray(64, 64)], { type: 'application/dicom' }));
  const element = await fixture<RecordElement>(
    html`<diemcau-record case-id="case-1" .store=${store}></diemcau-record>`,
  );
  const root = element.shadowRoot!;
  await waitUntil(() => root.querySelector('#imaging .openable'));
  return {
    element,
    root,
    store,
    press(label: string) {
      const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
      [...root.querySelectorAll<HTMLButtonElement>('.openable button')]
        .find((one) => plain(one.textContent!).startsWith(label))!
        .click();
    },
  };
}
