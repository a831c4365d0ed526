import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import type { RecordElement } from './record.js';
import './record.define.js';
import { RecordLoadedEvent } from './record.events.js';

const bundle = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: { resourceType: 'Patient', id: 'p', name: [{ text: 'Nguyễn Thị Cầu' }] } },
    {
      resource: {
        resourceType: 'Condition',
        id: 'c',
        code: { text: 'Viêm phổi' },
        subject: { reference: 'Patient/p' },
      },
    },
  ],
};

describe('diemcau-record on a page without a network', () => {
  it('shows what the page itself has', async () => {
    const element = await fixture<RecordElement>(html`<diemcau-record></diemcau-record>`);
    const loaded = oneEvent(element, RecordLoadedEvent.type);
    element.source = bundle;
    await loaded;
    expect(element.renderRoot.textContent).to.contain('Nguyễn Thị Cầu').and.to.contain('Viêm phổi');
  });

  it('has nothing of a case, and says so', async () => {
    const element = await fixture<RecordElement>(html`<diemcau-record case-id="case-1"></diemcau-record>`);
    await waitUntil(() => element.renderRoot.textContent?.includes('Chưa có hồ sơ để hiển thị'));
  });
});
