import { randomUUID } from 'node:crypto';
import { issuerOf, tokenType, type Site } from '@diemcau/protocol';
import type { FastifyInstance } from 'fastify';
import { importJWK, SignJWT } from 'jose';
import type { KeyFile } from '../network/demo-keys.js';
import type { Sessions } from './sessions.js';

const scopes = {
  lower: 'user/*.rs case.request consent.collect minutes.sign consultation.join consultation.chair',
  upper: 'user/*.rs case.request case.consult consent.collect minutes.sign consultation.join consultation.chair',
} as const;

/** `POST /his/diemcau-token {jkt, audience}`: the hospital vouches for the doctor of this session and for the browser's key. */
export function tokenEndpoint(
  app: FastifyInstance,
  { site, key, gateway, sessions }: { site: Site; key: KeyFile; gateway: string; sessions: Sessions },
) {
  app.post<{ Body: { jkt?: unknown; audience?: unknown } }>('/his/diemcau-token', async (request, reply) => {
    const doctor = sessions.doctor(request);
    const { jkt, audience } = request.body ?? {};
    if (!doctor) return reply.code(401).send({ error: 'signed-out' });
    // The custom header cannot be sent by another origin's page without a preflight, which this server does not grant.
    if (!request.headers['x-diemcau'] || typeof jkt !== 'string' || audience !== gateway)
      return reply.code(400).send({ error: 'bad-request' });
    const token = await new SignJWT({ name: doctor.name, scope: scopes[site.level], cnf: { jkt } })
      .setProtectedHeader({ alg: 'ES256', typ: tokenType, kid: key.kid })
      .setIssuer(issuerOf(site.id))
      .setSubject(doctor.sub)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('10m')
      .setJti(randomUUID())
      .sign(await importJWK(key, 'ES256'));
    return reply.header('Cache-Control', 'no-store').send({ token });
  });
}
