import type { FastifyInstance, FastifyRequest } from 'fastify';
import { v7 as uuid, validate } from 'uuid';
import { DiemcauError, paths } from '@diemcau/protocol';
import { writeAudit } from '../audit/write-audit.js';
import type { Clock } from '../internal/clock.js';
import type { Principal } from '../internal/principal.types.js';
import type { Store } from '../store/store.types.js';
import type { DirectoryHolder } from './directory-holder.js';

interface Deps {
  holder: DirectoryHolder;
  store: Store;
  clock: Clock;
  authenticate(request: FastifyRequest): Promise<Principal>;
}

/** The directory for everyone; sealed items for the people and the system of one site. */
export function registerNetwork(app: FastifyInstance, { holder, store, clock, authenticate }: Deps): void {
  app.get(paths.directory, async (request, reply) => {
    request.routeName = 'GET /directory';
    const { jws, content } = holder.current();
    const etag = `"${content.version}"`;
    reply.header('Access-Control-Allow-Origin', '*').header('ETag', etag).header('Cache-Control', 'no-cache');
    if (request.headers['if-none-match'] === etag) return reply.status(304).send();
    return reply.type('text/plain; charset=utf-8').send(jws);
  });

  app.post(paths.sealed, async (request, reply) => {
    request.routeName = 'POST /sealed';
    const who = await authenticate(request);
    const { jwe } = (request.body ?? {}) as { jwe?: unknown };
    if (typeof jwe !== 'string' || !/^[\w-]+(\.[\w-]*){4}$/.test(jwe))
      throw new DiemcauError('request/invalid', { at: 'jwe' });
    const id = uuid();
    const now = new Date(clock());
    await store.transact(who, async (tx) => {
      await tx.query('insert into diemcau.sealed_item (id, site_id, jwe, deposited_at) values ($1,$2,$3,$4)', [
        id,
        who.siteId,
        jwe,
        now,
      ]);
      await writeAudit(tx, { who, action: 'C', interaction: 'seal', id, now });
    });
    return reply.status(201).send({ id });
  });

  app.get(paths.sealed, async (request) => {
    request.routeName = 'GET /sealed';
    const who = requireSystem(await authenticate(request));
    const items = await store.transact(who, async (tx) => {
      await writeAudit(tx, { who, action: 'R', interaction: 'take-sealed', now: new Date(clock()) });
      return tx.query<{ id: string; jwe: string; depositedAt: Date }>(
        'select id, jwe, deposited_at as "depositedAt" from diemcau.sealed_item where site_id = $1 order by deposited_at, id limit 100',
        [who.siteId],
      );
    });
    return { items };
  });

  app.delete(`${paths.sealed}/:id`, async (request, reply) => {
    request.routeName = 'DELETE /sealed/:id';
    const who = requireSystem(await authenticate(request));
    const { id } = request.params as { id: string };
    const gone = await store.transact(who, async (tx) => {
      await writeAudit(tx, { who, action: 'D', interaction: 'drop-sealed', id, now: new Date(clock()) });
      return tx.query('delete from diemcau.sealed_item where id = $1 and site_id = $2 returning id', [
        validate(id) ? id : '00000000-0000-0000-0000-000000000000',
        who.siteId,
      ]);
    });
    if (gone.length === 0) throw new DiemcauError('request/not-found');
    return reply.status(204).send();
  });
}

function requireSystem(who: Principal): Principal {
  if (!who.system) throw new DiemcauError('auth/scope-missing', { facts: { scope: 'site.system' } });
  return who;
}
