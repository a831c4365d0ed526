import { timingSafeEqual } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { DiemcauError, paths } from '@diemcau/protocol';
import type { Store } from '../store/store.types.js';

interface Deps {
  store: Store;
  isDraining(): boolean;
  registry: Registry;
  token?: string;
}

/** Health (the process lives), readiness (it can serve) and, against a token, the metrics. */
export function registerOperations(app: FastifyInstance, { store, isDraining, registry, token }: Deps): void {
  app.get(paths.health, async () => ({ status: 'ok' }));
  app.get(paths.ready, async (_request, reply) => {
    if (isDraining()) return reply.status(503).send({ status: 'draining' });
    try {
      await store.check();
      return { status: 'ready' };
    } catch {
      return reply.status(503).send({ status: 'database-unreachable' });
    }
  });
  if (!token) return;
  app.get(paths.metrics, async (request, reply) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${token}`);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new DiemcauError('request/not-found');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** Serves the metrics on a port of their own, which an operator keeps closed to the outside. */
export async function serveMetrics(
  registry: Registry,
  port: number,
  host: string,
): Promise<{ port: number; close(): Promise<void> }> {
  const app = fastify({ logger: false });
  app.get(paths.metrics, async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  await app.listen({ port, host });
  return { port: (app.server.address() as { port: number }).port, close: () => app.close() };
}
