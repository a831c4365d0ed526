import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths, protocolVersion, subprotocol } from '@diemcau/protocol';
import { createInventedNetwork } from '@diemcau/testing';
import { Person, readMessages, type ContractSocket, type ContractSubject } from '@diemcau/testing/contract';
import { v4, v7 } from 'uuid';
import { WebSocket } from 'ws';
import type { GatewayGiven } from '../servers/gateway.js';
import { startServer, type RunningServer } from '../servers/start-server.js';

export const originOf = (siteId: string) => `http://his-${siteId}.localhost`;
const scopes = [
  'case.request',
  'case.consult',
  'consent.collect',
  'minutes.sign',
  'consultation.join',
  'consultation.chair',
];

/** A socket that the gateway let in. */
export interface SignedIn {
  person: Person;
  wire: WebSocket;
  messages: ContractSocket;
}

/** A network namespace in which the gateway runs. */
export interface Elsewhere {
  namespace: string;
  /** Where pages reach the gateway. */
  address: string;
  /** Where this process reaches it. */
  controlAddress: string;
}

const port = 8780;

/** The gateway as its own process, an invented network, and the people who use it over its real doors. */
export async function startGatewayNetwork(elsewhere?: Elsewhere) {
  const dataDir = await mkdtemp(join(tmpdir(), 'diemcau-bench-'));
  // PostgreSQL does not run as root: its own user must get into the folder.
  await chmod(dataDir, 0o755);
  const network = await createInventedNetwork({ origins: (id) => [originOf(id)] });
  const publicUrl = elsewhere && `http://${elsewhere.address}:${port}`;
  const server: RunningServer = await startServer(
    'gateway',
    {
      dataDir,
      directory: network.jws,
      ...(elsewhere ? { host: '0.0.0.0', port, publicUrl } : {}),
    } satisfies GatewayGiven,
    { namespace: elsewhere?.namespace },
  );
  const url = publicUrl ?? server.url;
  const reached = (one: string) => (elsewhere ? one.replace(elsewhere.address, elsewhere.controlAddress) : one);
  const subject: ContractSubject = {
    baseUrl: url,
    originOf,
    directory: network.jws,
    mint: network.mint,
    fetch: (to, init) => fetch(reached(to), init),
    openSocket: () => Promise.reject(new Error('unused')),
  };
  let people = 0;

  const person = (siteId: string) =>
    Person.of(subject, { siteId, sub: `${String(++people).padStart(6, '0')}/BENCH`, name: 'BS. Đo Lường' }, scopes);

  async function signIn(someone: Person): Promise<SignedIn> {
    const wire = new WebSocket(`${server.url.replace(/^http/, 'ws')}${paths.socket}`, subprotocol, {
      origin: originOf(someone.who.siteId),
      perMessageDeflate: false,
    });
    const { socket, arrived, ended } = readMessages({ send: (text) => wire.send(text), close: () => wire.close() });
    wire.on('message', (data) => arrived(String(data)));
    wire.on('close', ended);
    const { nonce } = await socket.next('challenge');
    const proof = await someone.proof('GET', `${server.url.replace(/^http/, 'ws')}${paths.socket}`, { nonce });
    socket.send({ type: 'authenticate', version: protocolVersion, token: someone.token, proof });
    await socket.next('authenticated');
    return { person: someone, wire, messages: socket };
  }

  /** A case that goes on without consent (emergency), accepted and started. */
  async function startCase(local: Person, remote: Person): Promise<string> {
    const caseId = v7();
    const request = {
      resourceType: 'ServiceRequest',
      id: caseId,
      status: 'active',
      intent: 'order',
      priority: 'urgent',
      subject: { display: 'Người bệnh bịa' },
    };
    const said = [
      await local.command(
        'case.submit',
        caseId,
        { request: request as never, to: [remote.who.siteId], emergencyGround: 'Cấp cứu' },
        caseId,
      ),
      await remote.command('case.accept', caseId, {}),
      await remote.command('case.start', caseId, {}),
    ];
    const refused = said.find(({ status }) => status !== 200);
    if (refused) throw new Error(`the gateway refused: ${refused.code}`);
    return caseId;
  }

  async function joinCase({ person: someone, messages }: SignedIn, caseId: string): Promise<string> {
    const participantId = v4();
    const fingerprint = await someone.sign({
      kind: 'fingerprint',
      caseId,
      participantId,
      fingerprint: 'sha-256 ab:cd',
      signedAt: new Date().toISOString(),
    });
    messages.send({ type: 'consultation.join', id: 0, caseId, participantId, fingerprint, sources: [] });
    await messages.next('ok');
    return participantId;
  }

  return {
    server,
    url,
    networkKey: network.networkKey,
    /** A token as the person's hospital signs it. */
    tokenFor: (who: Person['who'], jkt: string, audience: string) =>
      network.mint({ ...who, jkt, audience, scope: scopes }),
    person,
    signIn,
    startCase,
    joinCase,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type GatewayNetwork = Awaited<ReturnType<typeof startGatewayNetwork>>;
