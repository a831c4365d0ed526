import type { WebSocket as WsSocket } from 'ws';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createNetwork, signDirectory } from '@diemcau/gateway';
import { DiemcauError } from '@diemcau/protocol';
import { lan, minh, startGateway } from '../../test/real-gateway.js';
import { until } from '../../test/until.js';

describe('the connection, on the real gateway', () => {
  let world: Awaited<ReturnType<typeof startGateway>>;
  before(async () => void (world = await startGateway()));
  after(() => world.stop());

  it('is refused for good when the site refuses a token, and says why', async () => {
    const client = world.client(lan, { tokenProvider: () => Promise.reject(new DiemcauError('auth/token-refused')) });
    await assert.rejects(client.network.connect(), { code: 'auth/token-refused' });
    assert.equal(client.network.snapshot.status, 'refused');
    assert.equal(client.network.snapshot.retryAt, undefined);
  });

  it('leaves what was typed where it is when a token is no token', async () => {
    let junk = false;
    const provider = world.tokens(lan, { lifetime: 2 });
    const client = world.client(lan, {
      tokenProvider: async (request) => (junk ? 'not.a.token' : provider(request)),
    });
    await client.network.connect();
    const draft = client.cases.draft({ patientId: 'hs-204-18' });
    await until(draft, ({ status }) => status === 'editing', 'an open draft');
    draft.update({ question: 'Đang viết dở' });
    junk = true;
    await until(client.network, ({ status }) => status === 'refused', 'refused');
    assert.equal(client.network.snapshot.error?.code, 'auth/token-malformed');
    assert.equal(draft.snapshot.value.question, 'Đang viết dở');
  });

  it('keeps trying when the token cannot be had now', async () => {
    let reachable = false;
    const provider = world.tokens(lan);
    const client = world.client(lan, {
      tokenProvider: async (request) => (reachable ? provider(request) : Promise.reject(new TypeError('fetch failed'))),
    });
    await assert.rejects(client.network.connect(), { code: 'auth/token-provider-failed' });
    const { status, retryAt } = client.network.snapshot;
    assert.equal(status, 'offline');
    assert.ok(retryAt! > Date.now());
    reachable = true;
    await client.network.connect();
    assert.equal(client.network.snapshot.status, 'online');
  });

  it('refuses a directory that another key signed', async () => {
    const other = await createNetwork([]);
    const client = world.client(lan, { networkKey: other.networkKey.thumbprint });
    await assert.rejects(client.network.connect(), { code: 'network/directory-unverified' });
    assert.equal(client.network.snapshot.verification, 'unverified');
  });

  it('refuses a directory whose site key was swapped on the way', async () => {
    const swapped = structuredClone(world.network.directory);
    swapped.sites[0]!.keys = (await createNetwork([{ ...swapped.sites[0]!, origins: [] }])).directory.sites[0]!.keys;
    const rogue = await createNetwork([]);
    const jws = await signDirectory(swapped, rogue.networkKey);
    const { fetch } = world.doors('22001');
    const client = world.client(lan, {
      doors: {
        fetch: async (url, init) => (String(url).endsWith('/directory') ? new Response(jws) : fetch(url, init)),
      },
    });
    await assert.rejects(client.network.connect(), { code: 'network/directory-unverified' });
  });

  it('refuses a directory that is older than one it has seen', async () => {
    const { directory, networkKey } = world.network;
    const newer = await signDirectory({ ...directory, version: directory.version + 5 }, networkKey);
    const older = await signDirectory({ ...directory, version: directory.version + 1 }, networkKey);
    let served = newer;
    const { fetch } = world.doors('22001');
    const client = world.client(lan, {
      doors: {
        fetch: async (url, init) => (String(url).endsWith('/directory') ? new Response(served) : fetch(url, init)),
      },
    });
    await client.network.connect();
    served = older;
    await client.signOut();
    await assert.rejects(client.network.connect(), { code: 'network/directory-unverified' });
  });

  it('says unverified, and goes on, when no key is pinned', async () => {
    const client = world.client(lan, { networkKey: undefined });
    await client.network.connect();
    assert.equal(client.network.snapshot.verification, 'unverified');
  });

  it('mends a stale nonce by itself, once', async () => {
    let answers: number[] = [];
    const { fetch } = world.doors('22001');
    const client = world.client(lan, {
      doors: {
        fetch: async (url, init) => {
          const response = await fetch(url, init);
          if (String(url).endsWith('/fhir/R4')) answers.push(response.status);
          return response;
        },
      },
    });
    const worklist = client.cases.worklist('all');
    await until(worklist, ({ status }) => status === 'ready');
    assert.deepEqual(answers.slice(0, 2), [401, 200]);
    answers = [];
    await worklist.refresh();
    assert.deepEqual(answers, [200]);
  });

  it('takes another person as another person: new key, nothing of the one before', async () => {
    const seen: string[] = [];
    let doctor = lan;
    const client = world.client(lan, {
      tokenProvider: (request) => {
        seen.push(request.jkt);
        return world.tokens(doctor, { lifetime: 2 })(request);
      },
    });
    const mine = client.cases.worklist('all');
    await client.network.connect();
    await until(mine, ({ status }) => status === 'ready');
    doctor = { ...lan, sub: '000999/QNI-CCHN', name: 'BS Khác' };
    await until(client.network, ({ me }) => me?.name === 'BS Khác', 'the other person');
    const [first] = seen;
    assert.notEqual(seen.at(-1), first, 'another key');
  });

  it('ends the session of every tab when the person signs out in one', async () => {
    const [one, other, colleague] = [world.client(lan), world.client(lan), world.client(minh)];
    await Promise.all([one, other, colleague].map((client) => client.network.connect()));
    await one.signOut();
    await until(other.network, ({ status, me }) => status === 'signed-out' && me === undefined, 'signed out there too');
    assert.equal(colleague.network.snapshot.status, 'online');
  });

  it('notices a gateway that goes silent within 6 s, and comes back by itself', async () => {
    const sockets: WsSocket[] = [];
    const { WebSocket } = world.doors('01019');
    class Watched extends (WebSocket as unknown as new (url: string, protocol: string) => WsSocket) {
      constructor(url: string, protocol: string) {
        super(url, protocol);
        sockets.push(this);
      }
    }
    const client = world.client(minh, { doors: { WebSocket: Watched as unknown as typeof globalThis.WebSocket } });
    await client.network.connect();
    const before = Date.now();
    sockets[0]!.pause();
    await until(client.network, ({ status }) => status === 'offline', 'half-open noticed');
    assert.ok(Date.now() - before < 6_000, `${Date.now() - before} ms`);
    await until(client.network, ({ status }) => status === 'online', 'back');
    sockets[0]!.terminate(); // Nobody reads its end any more.
  });
});
