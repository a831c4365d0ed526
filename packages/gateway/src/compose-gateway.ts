import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { DiemcauError, isDiemcauError, paths } from '@diemcau/protocol';
import { auditReader } from './audit/reads.js';
import { createInProcessBus } from './bus/in-process-bus.js';
import { caseCommands } from './case/commands.js';
import { consentCommands } from './consent/commands.js';
import { createRooms } from './consultation/rooms.js';
import { createConsultationServer } from './consultation/serve.js';
import { registerTurn } from './consultation/turn.js';
import { registerCompanion } from './edge/companion.js';
import { createApp, createLog } from './edge/create-app.js';
import { createMetrics } from './edge/metrics.js';
import { registerOperations, serveMetrics } from './edge/operations.js';
import { safeError } from './edge/safe-error.js';
import { registerFhir } from './fhir/http.js';
import { createFhirRouter } from './fhir/router.js';
import { mayRead, type MayRead } from './internal/access.js';
import { createVerifySignature } from './internal/verify-signature.js';
import { minutesCommands } from './minutes/commands.js';
import { createAuthenticate } from './network/authenticate.js';
import { registerCors, requireOrigin } from './network/cors.js';
import { createDirectoryHolder } from './network/directory-holder.js';
import { createHttpAuthenticate } from './network/http-authenticate.js';
import { createNonceSource } from './network/nonce.js';
import { practitionerRoleReader, putPractitionerRole } from './network/practitioner-role.js';
import { createRateGuard, defaultLimits } from './network/rate-guard.js';
import { createRefusalLog } from './network/refusal-log.js';
import { registerNetwork } from './network/routes.js';
import { createHub } from './network/socket/hub.js';
import { serveSockets } from './network/socket/server.js';
import { verifyToken } from './network/verify-token.js';
import type { Gateway, GatewayOptions } from './options.types.js';
import { recordCommands } from './record/commands.js';
import { watchExpiry } from './record/expiry.js';
import { binaryReader, bundleReader } from './record/reads.js';
import { openStore } from './store/open-store.js';
import { watchRetention } from './store/retention.js';

/** What a test may exchange to show that one wall holds without the other. */
export interface Parts {
  mayRead: MayRead;
}

/** Composes a gateway; nouns meet only here. */
export function composeGateway(options: GatewayOptions, parts: Parts = { mayRead }): Gateway {
  const stack: (() => Promise<unknown> | void)[] = [];
  let url = options.publicUrl?.replace(/\/+$/, '') ?? (options.port > 0 ? `http://127.0.0.1:${options.port}` : '');
  let replace: Gateway['replaceDirectory'] | undefined;
  let closing: Promise<void> | undefined;
  const unwind = async () => {
    for (const close of stack.reverse().splice(0)) await close();
  };
  const ready = start(options, parts, { stack, publicUrl: () => url, setUrl: (found) => (url ||= found) }).then(
    (replaceDirectory) => void (replace = replaceDirectory),
    async (error: unknown) => {
      await unwind();
      throw error;
    },
  );
  ready.catch(() => undefined);
  return {
    get url() {
      return url;
    },
    ready,
    async replaceDirectory(jws) {
      await ready;
      await replace!(jws);
    },
    close: () => (closing ??= ready.catch(() => undefined).then(unwind)),
  };
}

interface Frame {
  /** What is to be closed, the last first. */
  stack: (() => Promise<unknown> | void)[];
  publicUrl(): string;
  setUrl(url: string): void;
}

async function start(
  options: GatewayOptions,
  parts: Parts,
  { stack, publicUrl, setUrl }: Frame,
): Promise<Gateway['replaceDirectory']> {
  const clock = options.clock ?? Date.now;
  const log = createLog(options.log);
  const onUnexpected = (error: unknown) => log.error(safeError(error), 'unexpected');
  const holder = await createDirectoryHolder(await directoryText(options.directory), options.networkKey);
  const { store, close: closeStore } = await openStore(options, {
    clock,
    onLost: () => log.warn({}, 'database lost, trying again'),
  });
  stack.push(closeStore);
  await store.check();

  const { proxies = 0 } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const bus = createInProcessBus();
  const nonces = createNonceSource(clock);
  const guard = createRateGuard(limits);
  const refusals = createRefusalLog(store, guard, clock);
  // Behind a path of the operator's proxy the origin is still what a browser names, and what tokens are for.
  const publicOrigin = () => new URL(publicUrl()).origin;
  const authenticate = createAuthenticate({ holder, store, nonces, clock, publicUrl: publicOrigin });
  const verify = createVerifySignature((token) =>
    verifyToken(token, { directory: holder.current(), audience: publicOrigin(), clock, mayHaveExpired: true }),
  );

  const rooms = createRooms();
  stack.push(() => rooms.close());
  const hub = createHub(
    bus,
    { onLost: rooms.away, onBack: rooms.back, onEnded: rooms.ended },
    { awayGrace: options.awayGrace ?? 120_000 },
  );
  stack.push(() => hub.close());
  bus.subscribe(({ caseId, event }) => {
    if (event.kind === 'consultation-ended') rooms.closeRoom(caseId);
  });
  const metrics = createMetrics({ sockets: hub.count, participants: rooms.count });
  stack.push(() => metrics.registry.clear());

  const router = createFhirRouter({
    store,
    bus,
    clock,
    mayRead: parts.mayRead,
    verify,
    commands: { ...caseCommands, ...consentCommands, ...recordCommands, ...minutesCommands },
    readers: new Map(
      [bundleReader, binaryReader, auditReader, practitionerRoleReader].map((reader) => [reader.type, reader]),
    ),
    putPractitionerRole,
    shareHours: options.shareHours ?? 24,
    onCommand: metrics.onCommand,
  });

  let draining = false;
  const app = await createApp({ log, nonce: nonces.current, onAnswer: metrics.onAnswer });
  const httpAuthenticate = createHttpAuthenticate({ authenticate, holder, guard, refusals, publicUrl, proxies });
  registerCors(app, holder, publicOrigin);
  registerOperations(app, {
    store,
    isDraining: () => draining,
    registry: metrics.registry,
    token: options.metrics?.token,
  });
  registerNetwork(app, { holder, store, clock, authenticate: httpAuthenticate });
  registerTurn(app, { turn: options.turn, clock, authenticate: httpAuthenticate });
  registerFhir(app, { router, authenticate: httpAuthenticate, onUnexpected });
  registerCompanion(app, options.companionAssets);
  stack.push(() => app.close());

  const sockets = serveSockets(app.server as Server, {
    hub,
    clock,
    proxies,
    limit: limits.socket,
    onUnexpected,
    relay: rooms.relay,
    serve: createConsultationServer({ rooms, store, clock, mayRead: parts.mayRead, verify }),
    mayConnect: (origin, address) =>
      guard.admitAddress(address).then(
        () => origin === undefined || origin === publicOrigin() || holder.current().knowsOrigin(origin),
        () => false,
      ),
    authenticate: async ({ token, proof }, challenge, { origin, address }) => {
      try {
        const isFresh = (nonce: string) => nonce === challenge || nonces.isFresh(nonce);
        const url = publicUrl().replace(/^http/, 'ws') + paths.socket;
        const who = await authenticate({ token, proof, method: 'GET', url, isFresh });
        requireOrigin(holder, who.siteId, origin, publicOrigin());
        await guard.admit(who);
        return who;
      } catch (error) {
        return refusals.refused(error, { token, address });
      }
    },
  });
  stack.push(() => sockets.close(1_000));
  const onLookFailed = (error: unknown) => isDiemcauError(error) || onUnexpected(error);
  stack.push(watchExpiry({ store, bus, clock, onUnexpected: onLookFailed }));
  stack.push(watchRetention({ store, onPruned: metrics.onPruned, onUnexpected: onLookFailed }));

  await app.listen({ port: options.port, host: options.host ?? '0.0.0.0' });
  const { port } = app.server.address() as { port: number };
  setUrl(`http://127.0.0.1:${port}`);
  if (options.metrics?.port !== undefined) {
    const served = await serveMetrics(metrics.registry, options.metrics.port, options.host ?? '127.0.0.1');
    stack.push(served.close);
  }
  stack.push(() => void (draining = true));
  log.info({ port, sites: holder.current().content.sites.length, version: holder.current().content.version }, 'ready');
  return (jws) => holder.replace(jws);
}

async function directoryText(given: string): Promise<string> {
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(given.trim())) return given.trim();
  return readFile(given, 'utf8').catch((cause: unknown) => {
    throw new DiemcauError('network/directory-unverified', { at: 'directory', cause });
  });
}
