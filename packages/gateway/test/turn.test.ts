import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { paths } from '@diemcau/protocol';
import { registerTurn } from '../src/consultation/turn.js';
import { sites, startGateway, type TestGateway } from './start.js';

describe('the relays', () => {
  const turn = { urls: ['turn:relay.example.vn:3478', 'turns:relay.example.vn:443'], secret: 'shared with coturn' };
  let test: TestGateway;
  before(async () => void (test = await startGateway({ turn })));
  after(() => test.stop());

  it('are told with credentials that end, as coturn checks them', async () => {
    const person = await test.person({ siteId: sites.coTo });
    const { status, body } = await person.send('POST', paths.turn, { body: {} });
    assert.equal(status, 200);
    const [relay] = body.iceServers;
    assert.deepEqual(relay.urls, turn.urls);
    assert.equal(relay.credential, createHmac('sha1', turn.secret).update(relay.username).digest('base64'));
    const [expires, site] = relay.username.split(':');
    assert.equal(site, sites.coTo);
    assert.equal(Number(expires), body.expires);
    const hours = (Number(expires) - Date.now() / 1000) / 3600;
    assert.ok(hours > 5 && hours <= 6.01, String(hours));
  });

  it('are told to nobody without a token, and to nobody who may not join', async () => {
    const open = await fetch(`${test.gateway.url}${paths.turn}`);
    assert.equal(open.status, 401);
    assert.ok(!(await open.text()).includes('relay.example'));
    const clerk = await test.person({ siteId: sites.coTo, scope: ['case.request'] });
    assert.equal((await clerk.send('GET', paths.turn)).code, 'auth/scope-missing');
  });

  it('must be addresses of relays', () => {
    const turn = { urls: ['https://relay.example.vn'], secret: 's' };
    const register = () => registerTurn({} as never, { turn, clock: Date.now, authenticate: () => Promise.reject() });
    assert.throws(register, /--turn-url cannot be https:\/\/relay\.example\.vn/);
  });
});
