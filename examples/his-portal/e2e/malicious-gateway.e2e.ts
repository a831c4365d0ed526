import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { directoryType, type SiteDirectory } from '@diemcau/protocol';
import { calculateJwkThumbprint, CompactSign, decodeJwt, exportJWK, generateKeyPair } from 'jose';
import { startMaliciousGateway, type MaliciousGateway } from './support/malicious-gateway.js';
import { resign } from './support/resign.js';
import { openStage, type Stage } from './support/stage.js';
import { acceptCase, announced, giveConsent, join, sendCase, until } from './support/steps.js';

describe('a gateway that lies', () => {
  let proxy: MaliciousGateway;
  let stage: Stage;

  before(async () => {
    proxy = await startMaliciousGateway();
    stage = await openStage({ gatewayUrl: proxy.url, onPort: (port) => (proxy.upstream = port) });
  });
  after(async () => {
    await stage?.close();
    await proxy?.close();
  });

  it('is caught when it swaps a hospital’s key: the directory is not by the pinned network key', async () => {
    const thief = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(thief.publicKey);
    proxy.malice = {
      async directory(jws) {
        const directory = decodeJwt(jws) as unknown as SiteDirectory;
        const sites = directory.sites.map((site) =>
          site.id === '01902'
            ? {
                ...site,
                keys: site.keys.map((key) => ({
                  ...key,
                  jwk: { kty: 'EC' as const, crv: 'P-256' as const, x: jwk.x!, y: jwk.y! },
                })),
              }
            : site,
        );
        const header = { alg: 'ES256', typ: directoryType, jwk };
        return new CompactSign(
          new TextEncoder().encode(JSON.stringify({ ...directory, version: directory.version + 1, sites })),
        )
          .setProtectedHeader(header)
          .sign(thief.privateKey);
      },
    };
    assert.notEqual(await calculateJwkThumbprint(jwk), stage.demo.networkKey);
    const seat = await stage.seat('01902', /Đỗ Thị Lan Phương/);
    await until(
      seat.page,
      `window.__diemcau.events.some((one) => one.type === 'diemcau-error' && one.detail.code === 'network/directory-unverified')`,
    );
    assert.equal(await seat.page.getByText('Đã xác minh').count(), 0);
    assert.deepEqual(await announced(seat.page, 'diemcau-network-connected'), []);
    await seat.context.close();
    proxy.malice = {};
  });

  it('is caught when it swaps a call’s fingerprint: the other end is told not to trust the line', async () => {
    const [island, expert] = await Promise.all([
      stage.seat('22901', /Nguyễn Hải Đăng/),
      stage.seat('01902', /Đặng Hoài Nam/),
    ]);
    const caseId = await sendCase(island);
    await giveConsent(island);
    await acceptCase(expert, caseId);
    proxy.malice = {
      async toBrowser(message) {
        const event = message['event'] as
          { kind?: string; participants?: { siteId: string; fingerprint: string }[] } | undefined;
        if (event?.kind !== 'roster') return message;
        const participants = await Promise.all(
          event.participants!.map(async (one) =>
            one.siteId === '01902' ? { ...one, fingerprint: await resign(one.fingerprint) } : one,
          ),
        );
        return { ...message, event: { ...event, participants } };
      },
    };
    await expert.page.getByRole('button', { name: 'Bắt đầu hội chẩn' }).click();
    await island.page.getByText('Đang hội chẩn').first().waitFor();
    await Promise.all([join(island), join(expert)]);
    await island.page.getByText('Không xác minh được danh tính của', { exact: false }).first().waitFor();
    assert.equal(await island.page.evaluate<number>('window.__diemcau.framesDecoded()'), 0);
    proxy.malice = {};
  });
});
