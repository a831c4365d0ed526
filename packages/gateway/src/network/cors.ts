import type { FastifyInstance } from 'fastify';
import { DiemcauError, headers } from '@diemcau/protocol';
import type { DirectoryHolder } from './directory-holder.js';

/**
 * Lets pages of the directory's sites call. A preflight knows no site yet, so any listed origin passes it; the answer itself
 * is given only to an origin of the token's own site.
 */
export function registerCors(app: FastifyInstance, holder: DirectoryHolder, publicUrl: () => string): void {
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    reply.header('Vary', 'Origin');
    if (!origin || (origin !== publicUrl() && !holder.current().knowsOrigin(origin))) {
      if (request.method === 'OPTIONS') return reply.status(403).send();
      return;
    }
    reply.header('Access-Control-Allow-Origin', origin);
    reply.header('Access-Control-Expose-Headers', headers.exposed.join(', '));
    if (request.method !== 'OPTIONS') return;
    return reply
      .header('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE')
      .header(
        'Access-Control-Allow-Headers',
        'Authorization, DPoP, Content-Type, Accept, Idempotency-Key, Diemcau-On-Behalf',
      )
      .header('Access-Control-Max-Age', '7200')
      .status(204)
      .send();
  });
}

/**
 * An origin must be one of the site's own, or the gateway's companion window.
 * @throws DiemcauError `auth/origin-refused`
 */
export function requireOrigin(
  holder: DirectoryHolder,
  siteId: string,
  origin: string | undefined,
  publicUrl: string,
): void {
  if (origin === undefined || origin === publicUrl) return;
  if (!holder.current().site(siteId)?.origins.includes(origin)) throw new DiemcauError('auth/origin-refused');
}
