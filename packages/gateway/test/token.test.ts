import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SignJWT, UnsecuredJWT } from 'jose';
import { v4 as uuid } from 'uuid';
import { issuerOf, tokenType } from '@diemcau/protocol';
import { generateKey } from '../src/network/issue/keys.js';
import { signProof } from '../src/network/issue/sign-proof.js';
import { signSiteToken } from '../src/network/issue/sign-site-token.js';
import { submitCase } from './case.js';
import type { Person } from './person.js';
import { originOf, sites, startGateway, type TestGateway } from './start.js';

const path = '/fhir/R4/Task/01890000-0000-7000-8000-000000000000';

describe('who asks', () => {
  let test: TestGateway;
  let lan: Person;
  before(async () => {
    test = await startGateway();
    lan = await test.person({ siteId: sites.coTo });
  });
  after(() => test.stop());

  const audited = async (code: string) => {
    const rows = await test.database.query<{ n: string }>(
      "select count(*) as n from diemcau.audit_event where code = $1 and interaction = 'authenticate'",
      [code],
    );
    return Number(rows[0]!.n);
  };
  /** Sends a token that must be refused, and looks for the refusal in the log. */
  async function refused(code: string, status: number, options: Parameters<Person['send']>[2]) {
    const before = await audited(code);
    const answer = await lan.send('GET', path, options);
    assert.equal(answer.code, code, answer.text);
    assert.equal(answer.status, status);
    assert.equal(await audited(code), before + 1, 'audited');
  }
  const claims = () => ({
    sub: lan.sub,
    name: 'BS',
    audience: test.gateway.url,
    jkt: lan.key.thumbprint,
    scope: ['case.request'],
  });
  const siteKey = (id: string) => test.network.siteKeys.get(id)!;

  it('answers who has token and key', async () => {
    assert.equal((await lan.send('GET', path)).status, 404);
  });
  it('refuses a request without a token', async () => {
    const response = await fetch(test.gateway.url + path);
    assert.equal(response.status, 401);
    assert.match(response.headers.get('www-authenticate')!, /^DPoP/);
  });
  it('refuses a stolen token without its key', async () => {
    await refused('auth/key-mismatch', 401, { token: await lan.token(), key: await generateKey() });
  });
  it('refuses a stolen token with a proof that was overheard', async () => {
    const token = await lan.token();
    const before = await audited('auth/proof-replayed');
    const { headers } = await lan.send('GET', path);
    const proof = await signProof(lan.key, {
      token,
      method: 'GET',
      url: test.gateway.url + path,
      nonce: headers.get('dpop-nonce')!,
    });
    const send = () => fetch(test.gateway.url + path, { headers: { authorization: `DPoP ${token}`, dpop: proof } });
    assert.equal((await send()).status, 404);
    const again = await send();
    assert.equal(again.status, 401);
    assert.match(await again.text(), /auth\/proof-replayed/);
    assert.equal(await audited('auth/proof-replayed'), before + 1, 'audited');
  });
  it('refuses a proof for another method, URL or token', async () => {
    const before = await audited('auth/proof-malformed');
    const token = await lan.token();
    const nonce = (await lan.send('GET', path)).headers.get('dpop-nonce')!;
    const url = test.gateway.url + path;
    for (const wrong of [{ method: 'POST' }, { url: `${url}x` }, { token: `${token}x` }]) {
      const proof = await signProof(lan.key, { token, method: 'GET', url, nonce, ...wrong });
      const response = await fetch(url, { headers: { authorization: `DPoP ${token}`, dpop: proof } });
      assert.match(await response.text(), /auth\/proof-malformed/);
    }
    assert.equal(await audited('auth/proof-malformed'), before + 3, 'each audited');
  });
  it('asks for a fresh nonce when the proof has none or a foreign one', async () => {
    const token = await lan.token();
    for (const nonce of [undefined, 'x'.repeat(43)]) {
      const proof = await signProof(lan.key, { token, method: 'GET', url: test.gateway.url + path, nonce });
      const response = await fetch(test.gateway.url + path, {
        headers: { authorization: `DPoP ${token}`, dpop: proof },
      });
      assert.equal(response.status, 401);
      assert.match(await response.text(), /auth\/proof-nonce/);
      assert.ok(response.headers.get('dpop-nonce'));
    }
  });
  it('refuses an expired token', async () => {
    const token = await signSiteToken(siteKey(sites.coTo), { ...claims(), now: Date.now() - 3_600_000 });
    await refused('auth/token-expired', 401, { token });
  });
  it('refuses a token that would live too long', async () => {
    await refused('auth/token-refused', 401, {
      token: await signSiteToken(siteKey(sites.coTo), { ...claims(), lifetime: 3_600 }),
    });
  });
  it('refuses a token for another gateway', async () => {
    const token = await signSiteToken(siteKey(sites.coTo), { ...claims(), audience: 'https://other.example.vn' });
    await refused('auth/token-audience', 401, { token });
  });
  it("refuses a token in a site's name that another site signed", async () => {
    const forged = { ...siteKey(sites.nhi), siteId: sites.coTo };
    await refused('auth/token-signature', 401, { token: await signSiteToken(forged, claims()) });
    await refused('auth/token-signature', 401, {
      token: await signSiteToken({ ...forged, kid: `${sites.coTo}-1` }, claims()),
    });
  });
  it('refuses the same key under another name or another site', async () => {
    await lan.send('GET', path);
    await refused('auth/token-replaced-subject', 401, {
      token: await signSiteToken(siteKey(sites.coTo), { ...claims(), sub: 'another' }),
    });
    await refused('auth/token-replaced-subject', 401, { token: await signSiteToken(siteKey(sites.nhi), claims()) });
  });
  it('refuses alg none and HS256', async () => {
    const body = {
      iss: issuerOf(sites.coTo),
      sub: lan.sub,
      name: 'BS',
      aud: test.gateway.url,
      jti: uuid(),
      scope: 'case.request',
      cnf: { jkt: lan.key.thumbprint },
    };
    const none = new UnsecuredJWT(body).setIssuedAt().setExpirationTime('5m').encode();
    await refused('auth/token-refused', 401, { token: none.replace(/\.$/, '.x') });
    const hs = await new SignJWT(body)
      .setProtectedHeader({ alg: 'HS256', typ: tokenType, kid: `${sites.coTo}-1` })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode(JSON.stringify(siteKey(sites.coTo).publicJwk)));
    await refused('auth/token-refused', 401, { token: hs });
  });
  it('refuses a page of another site, before and after the preflight', async () => {
    const origin = originOf(sites.nhi);
    await refused('auth/origin-refused', 403, { headers: { origin } });
    const preflight = (from: string) =>
      fetch(test.gateway.url + path, {
        method: 'OPTIONS',
        headers: { origin: from, 'access-control-request-method': 'GET' },
      });
    assert.equal((await preflight(origin)).status, 204, 'a preflight knows no site');
    assert.equal((await preflight('https://evil.example')).status, 403);
    const answer = await lan.send('GET', path, { headers: { origin: originOf(sites.coTo) } });
    assert.equal(answer.headers.get('access-control-allow-origin'), originOf(sites.coTo));
    assert.match(answer.headers.get('access-control-expose-headers')!, /DPoP-Nonce/);
  });
  it('refuses on-behalf from a person, and a person without scope', async () => {
    await refused('auth/token-refused', 401, { headers: { 'diemcau-on-behalf': 'another' } });
    const bare = await test.person({ siteId: sites.coTo, scope: [] });
    assert.equal((await bare.send('GET', path)).code, 'auth/scope-missing');
    const reader = await test.person({ siteId: sites.coTo, scope: ['user/*.rs'] });
    assert.equal((await reader.send('GET', path)).code, 'request/not-found');
    assert.equal((await reader.command('case.say', uuid(), { text: 'x' })).code, 'auth/scope-missing');
  });
  it('takes a key out of use with the next directory', async () => {
    const { signDirectory } = await import('../src/network/issue/sign-directory.js');
    const minh = await test.person({ siteId: sites.nhi });
    assert.equal((await minh.send('GET', path)).status, 404);
    const { directory, networkKey } = test.network;
    const without = {
      ...directory,
      version: 2,
      sites: directory.sites.map((site) => (site.id === sites.nhi ? { ...site, keys: [] } : site)),
    };
    await test.gateway.replaceDirectory(await signDirectory(without, networkKey));
    const before = await audited('auth/token-signature');
    assert.equal((await minh.send('GET', path)).code, 'auth/token-signature');
    assert.equal(await audited('auth/token-signature'), before + 1, 'audited');
    await assert.rejects(
      test.gateway.replaceDirectory(test.network.jws),
      /directory-unverified/,
      'no way back to version 1',
    );
    await assert.rejects(
      test.gateway.replaceDirectory(await signDirectory({ ...without, version: 3 }, await generateKey())),
      /directory-unverified/,
    );
    await test.gateway.replaceDirectory(await signDirectory({ ...directory, version: 3 }, networkKey));
  });
  it('refuses raw writes by a person, and searches that name a patient in the URL', async () => {
    const caseId = await submitCase(lan, [sites.nhi]);
    for (const type of ['Task', 'Consent', 'Composition', 'ServiceRequest', 'Bundle', 'PractitionerRole'])
      assert.equal(
        (await lan.send('PUT', `/fhir/R4/${type}/${caseId}`, { body: { resourceType: type, id: caseId } })).status,
        405,
        type,
      );
    assert.equal((await lan.send('POST', '/fhir/R4/Task', { body: { resourceType: 'Task' } })).status, 405);
    assert.equal((await lan.send('DELETE', `/fhir/R4/Task/${caseId}`)).status, 405);
    assert.equal(
      (await lan.send('GET', '/fhir/R4/ServiceRequest?identifier=x')).code,
      'request/personal-search-in-url',
    );
    assert.equal(
      (await lan.send('GET', '/fhir/R4/ServiceRequest?patient.name=x')).code,
      'request/personal-search-in-url',
    );
    assert.equal((await lan.search('Task', { 'made-up': 'x' })).code, 'request/unsupported');
  });
});
