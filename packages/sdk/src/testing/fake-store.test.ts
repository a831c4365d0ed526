import { expect } from '@open-wc/testing';
import { DiemcauError } from '@diemcau/protocol';
import { fakeCaseStore, fakeDiemcau, fakeMinutesStore } from '../testing.js';

describe('fakes', () => {
  it('record what was asked, without the signal', async () => {
    const store = fakeCaseStore();
    expect(await store.reject('hết giường', { signal: new AbortController().signal })).to.deep.equal({
      status: 'done',
      value: undefined,
    });
    expect(store.requests).to.deep.equal([['reject', 'hết giường']]);
  });

  it('answer as the test says', async () => {
    const store = fakeMinutesStore();
    store.answer('sign', new DiemcauError('minutes/incomplete'));
    const error = await store.sign().catch((caught: unknown) => caught);
    expect((error as DiemcauError).code).to.equal('minutes/incomplete');
  });

  it('publish frozen snapshots to subscribers', () => {
    const client = fakeDiemcau();
    const store = client.minutes.open('case-1');
    let seen = '';
    store.subscribe((now) => (seen = now.status));
    client.stores.minutes.publish({ status: 'signed' });
    expect(seen).to.equal('signed');
    expect(Object.isFrozen(store.snapshot)).to.equal(true);
    expect(client.requests).to.deep.equal([['minutes.open', 'case-1']]);
  });
});
