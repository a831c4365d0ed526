import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { fakeNetworkStore } from '@diemcau/sdk/testing';
import { sampleSites } from '../../internal/sample-case.js';
import './directory.define.js';
import type { DirectoryElement } from './directory.js';
import { SiteSelectedEvent } from './directory.events.js';

describe('diemcau-directory', () => {
  it('is accessible', async () => {
    await expect(await setup()).to.be.accessible();
    await expect(await setup([])).to.be.accessible();
  });

  it('finds by words without accents, by province and by specialty', async () => {
    const element = await setup();
    expect(names(element)).to.have.length(4);
    const input = element.shadowRoot!.querySelector('input')!;
    input.value = 'quang ninh';
    input.dispatchEvent(new Event('input'));
    await element.updateComplete;
    expect(names(element)).to.deep.equal(['Trung tâm Y tế đặc khu Cô Tô']);
    input.value = '';
    input.dispatchEvent(new Event('input'));
    element.specialty = 'tim mach';
    await element.updateComplete;
    expect(names(element)).to.deep.equal(['Bệnh viện Bạch Mai', 'Bệnh viện Đà Nẵng']);
    element.province = '48';
    await element.updateComplete;
    expect(names(element)).to.deep.equal(['Bệnh viện Đà Nẵng']);
  });

  it('announces the site that is chosen', async () => {
    const element = await setup();
    setTimeout(() => element.shadowRoot!.querySelector<HTMLElement>('.site')!.click());
    expect((await oneEvent(element, SiteSelectedEvent.type)).detail).to.deep.equal({ siteId: '01902' });
  });

  it('says who is online, in English too', async () => {
    const element = await setup();
    element.locale = 'en';
    await element.updateComplete;
    expect(element.shadowRoot!.textContent).to.contain('3 online').and.contain('Bach Mai Hospital');
  });
});

async function setup(sites: readonly unknown[] = sampleSites) {
  const store = fakeNetworkStore({ sites: [...sites] as never, presence: { '01902': 3 } });
  return fixture<DirectoryElement>(html`<diemcau-directory .store=${store}></diemcau-directory>`);
}

function names(element: DirectoryElement): string[] {
  return [...element.shadowRoot!.querySelectorAll('.site strong')].map(({ textContent }) => textContent!);
}
