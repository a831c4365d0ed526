import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../../../test/wait-until.js';
import { fakeRecordStore } from '@diemcau/sdk/testing';
import type { RecordElement } from '../record.js';
import '../record.define.js';
import { entry, readyRecord } from '../record.fixture.js';

describe('a PDF of a record', () => {
  const own = Object.getOwnPropertyDescriptor(Navigator.prototype, 'pdfViewerEnabled')!;
  const viewer = (value: boolean) =>
    Object.defineProperty(navigator, 'pdfViewerEnabled', { value, configurable: true });
  after(() => Object.defineProperty(navigator, 'pdfViewerEnabled', own));

  it('opens where it stands, and in a new tab where the browser has no viewer', async () => {
    viewer(true);
    const here = await open();
    expect(here.querySelector('iframe')!.src).to.match(/^blob:/);
    expect(here.querySelector('iframe')!.title).to.equal('Giấy chuyển tuyến');
    expect(here.querySelector('a[target]')).not.to.equal(null);
    viewer(false);
    const elsewhere = await open();
    expect(elsewhere.querySelector('iframe')).to.equal(null);
    expect(elsewhere.querySelector('a[target]')!.textContent).to.contain('Mở trong thẻ mới');
  });

  it('is left to a new tab once the host’s policy refused a frame', async () => {
    viewer(true);
    const figure = await open();
    const refusal = { effectiveDirective: 'frame-src', blockedURI: 'blob', documentURI: location.href };
    const given = {
      ...refusal,
      violatedDirective: 'frame-src',
      originalPolicy: '',
      disposition: 'enforce',
      statusCode: 0,
    };
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', given as SecurityPolicyViolationEventInit),
    );
    await waitUntil(() => figure.querySelector('iframe') === null);
    expect((await open()).querySelector('iframe')).to.equal(null);
  });
});

async function open(): Promise<HTMLElement> {
  const document = entry({ title: 'Giấy chuyển tuyến', attachment: { contentType: 'application/pdf' } });
  const store = fakeRecordStore(readyRecord({ documents: [document] }));
  store.answer('attachment', new Blob(['%PDF-1.4'], { type: 'application/pdf' }));
  const { renderRoot } = await fixture<RecordElement>(html`<diemcau-record .store=${store}></diemcau-record>`);
  renderRoot.querySelector<HTMLElement>('#documents .openable button')!.click();
  await waitUntil(() => renderRoot.querySelector('.document'));
  return renderRoot.querySelector<HTMLElement>('.document')!;
}
