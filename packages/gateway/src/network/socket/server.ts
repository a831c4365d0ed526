import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { closeCodes, maxSocketMessage, paths, subprotocol } from '@diemcau/protocol';
import { addressOf } from '../address-of.js';
import { Connection, type ConnectionDeps } from './connection.js';
import { sendTo } from './session.js';

/** Milliseconds between looks at the time: one timer for all sockets. */
const lookEvery = 500;
/** Looks between our pings. */
const pingEvery = 10;
/** Most sockets that have not said who they are. */
const mostOpening = 2_000;

/** Bytes of a message, and pieces that it may come in: each costs much more memory than its bytes. */
const mostOfMessage = { maxPayload: maxSocketMessage, maxFragments: 64 };

interface Deps extends ConnectionDeps {
  /** Reverse proxies in front. */
  proxies: number;
  mayConnect(origin: string | undefined, address: string): Promise<boolean>;
}

/** Takes the sockets of an HTTP server: path, subprotocol and origin are checked before anything is opened. */
export function serveSockets(server: Server, deps: Deps) {
  const sockets = new WebSocketServer({
    noServer: true,
    ...mostOfMessage,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });
  const connections = new Set<Connection>();

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer) {
    stream.on('error', destroy);
    const { origin } = request.headers;
    const address = addressOf(request, deps.proxies);
    if (new URL(request.url ?? '/', 'http://gateway').pathname !== paths.socket) return reject(stream, 404);
    if (!request.headers['sec-websocket-protocol']?.split(',').some((one) => one.trim() === subprotocol))
      return reject(stream, 400);
    if (connections.size - deps.hub.count() > mostOpening) return reject(stream, 503);
    if (!(await deps.mayConnect(origin, address))) return reject(stream, 403);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const connection = new Connection(socket, deps, { origin, address });
      connections.add(connection);
      socket.on('close', () => {
        connections.delete(connection);
        connection.end();
      });
    });
  }

  server.on('upgrade', (request, stream, head) => {
    upgrade(request, stream, head).catch((error: unknown) => {
      deps.onUnexpected(error);
      stream.destroy();
    });
  });
  let looks = 0;
  const looking = setInterval(() => {
    const now = performance.now();
    const isPing = ++looks % pingEvery === 0;
    for (const connection of connections) {
      connection.checkTime(now);
      if (isPing) connection.ping();
    }
  }, lookEvery).unref();

  return {
    /** Asks every client to connect elsewhere, then closes. */
    async close(afterMs: number) {
      clearInterval(looking);
      const open = [...connections].map(({ socket }) => socket);
      const gone = Promise.all(open.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
      for (const socket of open) {
        sendTo(socket, { type: 'drain', afterMs });
        socket.close(closeCodes.draining);
      }
      const impatient = setTimeout(() => open.forEach((socket) => socket.terminate()), 2_000);
      await gone;
      clearTimeout(impatient);
      sockets.close();
    },
  };
}

function destroy(this: Duplex) {
  this.destroy();
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
};

function reject(stream: Duplex, status: number) {
  stream.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
