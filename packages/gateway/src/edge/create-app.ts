import type { Server } from 'node:http';
import underPressure from '@fastify/under-pressure';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { pino, type Logger } from 'pino';
import { DiemcauError, headers, isDiemcauError, maxBody } from '@diemcau/protocol';
import { fhirJson } from '../fhir/http.js';
import { operationOutcome } from '../fhir/outcome.js';
import type { GatewayOptions } from '../options.types.js';
import { followConnections } from './close-connections.js';
import { safeError } from './safe-error.js';

/** A log of lines that name routes, sites, codes and times: never a URL, a token, a name or a body. */
export function createLog(destination: GatewayOptions['log']): Logger {
  const options = { base: undefined, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'what' };
  if (destination === false) return pino({ ...options, level: 'silent' });
  return destination ? pino(options, destination) : pino(options);
}

interface Deps {
  log: Logger;
  nonce(): string;
  onAnswer(route: string, status: number, seconds: number): void;
}

/** Milliseconds that a request under way has to be answered once the gateway closes. */
const closeGrace = 10_000;

/** The HTTP server with its limits, its security headers and the one place where errors become answers. */
export async function createApp({ log, nonce, onAnswer }: Deps): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: maxBody,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000, maxHeaderSize: 32 * 1024 },
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 200 },
    return503OnClosing: false,
    logger: false,
  });
  const connections = followConnections(app.server as Server);
  // Runs once the port is closed to newcomers and before the server waits for its connections.
  app.addHook('preClose', async () => {
    setImmediate(() => void connections.closeAll(closeGrace));
  });
  await app.register(underPressure, {
    maxEventLoopDelay: 3_000,
    retryAfter: 2,
    pressureHandler: async (request) => {
      if (!/^\/(?:healthz|readyz|metrics)/.test(request.raw.url ?? ''))
        throw new DiemcauError('network/draining', { retryAfter: 2 });
    },
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header(headers.dpopNonce, nonce());
    reply.header('Cache-Control', 'no-store');
    reply.header('X-Content-Type-Options', 'nosniff');
    reply.header('Referrer-Policy', 'no-referrer');
    reply.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    reply.header('Cross-Origin-Resource-Policy', 'cross-origin');
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeName ?? request.routeOptions.url ?? 'none';
    onAnswer(route, reply.statusCode, reply.elapsedTime / 1000);
    log.info(
      {
        route,
        method: request.method,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        site: request.siteId,
        code: request.errorCode,
      },
      'answered',
    );
  });
  app.setNotFoundHandler((request, reply) => fail(new DiemcauError('request/not-found'), request, reply));
  app.setErrorHandler((error, request, reply) => {
    const known = translate(error);
    if (known.code === 'internal/unexpected') log.error(safeError(error), 'unexpected');
    return fail(known, request, reply);
  });
  return app;
}

function fail(error: DiemcauError, request: FastifyRequest, reply: FastifyReply) {
  request.errorCode = error.code;
  if (error.details.retryAfter) reply.header('Retry-After', String(error.details.retryAfter));
  if (error.status === 401)
    reply.header(
      'WWW-Authenticate',
      `DPoP algs="ES256"${error.code === 'auth/proof-nonce' ? ', error="use_dpop_nonce"' : ''}`,
    );
  return reply.status(error.status).type(fhirJson).send(operationOutcome(error));
}

const ofFastify: Readonly<Record<string, ConstructorParameters<typeof DiemcauError>>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['request/too-large', { facts: { most: maxBody } }],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['request/invalid', { at: 'Content-Type' }],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['request/invalid', { at: 'body' }],
  FST_ERR_CTP_INVALID_JSON_BODY: ['request/invalid', { at: 'body' }],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['request/invalid', { at: 'Content-Length' }],
};

function translate(error: unknown): DiemcauError {
  if (isDiemcauError(error)) return error;
  const { code = '', statusCode } = error as { code?: string; statusCode?: number };
  if (Object.hasOwn(ofFastify, code)) return new DiemcauError(...ofFastify[code]!);
  if (statusCode === 400) return new DiemcauError('request/invalid', { at: 'body' });
  return new DiemcauError('internal/unexpected', { cause: error });
}

declare module 'fastify' {
  interface FastifyRequest {
    errorCode?: string;
  }
}
