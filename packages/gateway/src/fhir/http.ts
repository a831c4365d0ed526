import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DiemcauError, headers, paths, type WireResource } from '@diemcau/protocol';
import type { Principal } from '../internal/principal.types.js';
import { serveBatch } from './batch.js';
import type { FhirRouter } from './router.js';

interface Deps {
  router: FhirRouter;
  /** Tells who asks, or throws. */
  authenticate(request: FastifyRequest): Promise<Principal>;
  onUnexpected(error: unknown): void;
}

/** Media type of every FHIR answer. */
export const fhirJson = 'application/fhir+json; charset=utf-8';

/** Serves `/fhir/R4` over HTTP: the batch at its root, single requests below. */
export function registerFhir(app: FastifyInstance, { router, authenticate, onUnexpected }: Deps): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 64 * 1024 },
    (_request, body, done) => done(null, { form: body }),
  );
  app.addContentTypeParser('application/fhir+json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));

  async function handle(request: FastifyRequest, reply: FastifyReply) {
    const who = await authenticate(request);
    const url = request.raw.url!.slice(paths.fhir.length);
    if (request.method === 'POST' && (url === '' || url === '/')) {
      request.routeName = 'batch';
      return reply.type(fhirJson).send(await serveBatch(router, who, request.body, onUnexpected));
    }
    const answer = await router(who, {
      method: request.method,
      url,
      ...bodyOf(request.body),
      idempotencyKey: header(request, headers.idempotencyKey),
    });
    request.routeName = answer.route;
    if (answer.etag) reply.header('ETag', answer.etag);
    return reply.status(answer.status).type(fhirJson).send(answer.resource);
  }

  app.route({ method: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'], url: paths.fhir, handler: handle });
  app.route({ method: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'], url: `${paths.fhir}/*`, handler: handle });
}

function bodyOf(body: unknown): { body?: WireResource; form?: string } {
  const form = (body as { form?: unknown } | undefined)?.form;
  return typeof form === 'string' ? { form } : { body: body as WireResource };
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  if (Array.isArray(value)) throw new DiemcauError('request/invalid', { at: name });
  return value;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Route for the log and the metrics: never the URL, which holds ids. */
    routeName?: string;
  }
}
