import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import { type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { after, before, it } from 'node:test';
import { originOf, sites, startGateway, type TestGateway } from './start.js';
import { signSiteToken } from '../src/network/issue/sign-site-token.js';

const prefix = '/hoi-chan';
const path = '/fhir/R4/Task/01890000-0000-7000-8000-000000000000';

/** The operator's proxy: gives the gateway what is below the prefix, and takes the prefix away. */
const proxy = createServer((asked, answer) => {
  const url = asked.url!.slice(prefix.length);
  const passed = request({ host: '127.0.0.1', port: inner, method: asked.method, path: url, headers: asked.headers });
  passed.on('response', (got) => {
    answer.writeHead(got.statusCode!, got.headers);
    got.pipe(answer);
  });
  asked.pipe(passed);
});
let inner = 0;
let test: TestGateway;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

before(async () => {
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  inner = await freePort();
  const { port } = proxy.address() as AddressInfo;
  test = await startGateway({ port: inner, publicUrl: `http://127.0.0.1:${port}${prefix}/` });
});
after(async () => {
  await test.stop();
  proxy.close();
});

it('serves behind a path of the operator’s proxy: tokens are for its origin, proofs for the whole address', async () => {
  const lan = await test.person({ siteId: sites.coTo });
  const token = await signSiteToken(test.network.siteKeys.get(sites.coTo)!, {
    sub: lan.sub,
    name: lan.name,
    audience: new URL(test.gateway.url).origin,
    jkt: lan.key.thumbprint,
    scope: ['case.request'],
  });
  const answer = await lan.send('GET', path, { token });
  assert.equal(answer.status, 404, answer.text);
  assert.equal(answer.code, 'request/not-found');
});

it('knows the origin of its own pages, and those of the sites', async () => {
  const allowed = async (origin: string) => {
    const { headers } = await fetch(`${test.gateway.url}/fhir/R4`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    return headers.get('access-control-allow-origin') === origin;
  };
  assert.equal(await allowed(new URL(test.gateway.url).origin), true);
  assert.equal(await allowed(originOf(sites.coTo)), true);
  assert.equal(await allowed('https://elsewhere.example'), false);
});
