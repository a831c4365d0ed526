import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../../../test/wait-until.js';
import { fakeRecordStore } from '@diemcau/sdk/testing';
import type { RecordElement } from '../record.js';
import '../record.define.js';
import { entry, readyRecord } from '../record.fixture.js';

/** Hosts that a record stands in, and what scrolls there. */
const hosts: Readonly<Record<string, { style: string; scroller(host: HTMLElement): Element }>> = {
  'a page': { style: '', scroller: () => document.scrollingElement! },
  'a pane that scrolls': { style: 'block-size: 300px; overflow: auto', scroller: (host) => host },
  'a part that clips, on a page that scrolls': {
    style: 'overflow: hidden',
    scroller: () => document.scrollingElement!,
  },
};

describe('who the patient is, and the allergies', () => {
  for (const [name, { style, scroller }] of Object.entries(hosts))
    it(`cannot be scrolled away in ${name}`, async () => {
      const host = await fixture<HTMLElement>(html`<div></div>`);
      host.style.cssText = style;
      const problems = Array.from({ length: 60 }, (_, at) => entry({ title: `Vấn đề ${at}` }));
      const element = document.createElement('diemcau-record') as RecordElement;
      element.store = fakeRecordStore(readyRecord({ allergies: [entry({ title: 'Penicillin' })], problems }));
      host.append(element);
      await waitUntil(() => element.renderRoot?.querySelectorAll('#problems .entry').length === 20);
      const scrolls = scroller(host);
      scrolls.scrollTop = 500;
      const pinned = element.renderRoot.querySelector('.pinned')!;
      const edge = () => (scrolls === host ? host.getBoundingClientRect().top : 0);
      await waitUntil(
        () => pinned.classList.contains('compact') && Math.abs(pinned.getBoundingClientRect().top - edge()) < 2,
      );
      expect(pinned.textContent).to.contain('Penicillin').and.to.contain('Nguyễn Văn Đảo');
      scrolls.scrollTop = 0;
      await waitUntil(() => !pinned.classList.contains('compact'));
    });
});
