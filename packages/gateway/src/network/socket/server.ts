import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { closeCodes, maxSocketMessage, paths, subprotocol } from '@diemcau/protocol';
import { handleConnection, type ConnectionDeps } from './connection.js';
import { sendTo } from './session.js';

/** Milliseconds between our pings; who misses two is gone. */
const pingEvery = 5_000;
/** Most sockets that have not said who they are. */
const mostOpening = 2_000;

interface Deps extends Omit<ConnectionDeps, 'authenticate'> {
  authenticate(
    message: { token: string; proof: string },
    nonce: string,
    from: { origin?: string; address: string },
  ): ReturnType<ConnectionDeps['authenticate']>;
  mayConnect(origin: string | undefined, address: string): Promise<boolean>;
}

/** Takes the sockets of an HTTP server: path, subprotocol and origin are checked before anything is opened. */
export function serveSockets(server: Server, deps: Deps) {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxSocketMessage,
    perMessageDeflate: false,
    clientTracking: true,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });
  const alive = new WeakMap<WebSocket, number>();

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer) {
    stream.on('error', () => stream.destroy());
    const { origin } = request.headers;
    const address = request.socket.remoteAddress ?? '';
    if (new URL(request.url ?? '/', 'http://gateway').pathname !== paths.socket) return reject(stream, 404);
    if (!request.headers['sec-websocket-protocol']?.split(',').some((one) => one.trim() === subprotocol))
      return reject(stream, 400);
    if (sockets.clients.size - deps.hub.count() > mostOpening) return reject(stream, 503);
    if (!(await deps.mayConnect(origin, address))) return reject(stream, 403);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      alive.set(socket, 0);
      socket.on('pong', () => alive.set(socket, 0));
      handleConnection(socket, {
        ...deps,
        authenticate: (message, nonce) => deps.authenticate(message, nonce, { origin, address }),
      });
    });
  }

  server.on('upgrade', (request, stream, head) => {
    upgrade(request, stream, head).catch((error: unknown) => {
      deps.onUnexpected(error);
      stream.destroy();
    });
  });
  const pings = setInterval(() => {
    for (const socket of sockets.clients) {
      const missed = alive.get(socket) ?? 0;
      if (missed >= 2) socket.terminate();
      else {
        alive.set(socket, missed + 1);
        socket.ping();
      }
    }
  }, pingEvery).unref();

  return {
    /** Asks every client to connect elsewhere, then closes. */
    async close(afterMs: number) {
      clearInterval(pings);
      for (const socket of sockets.clients) {
        sendTo(socket, { type: 'drain', afterMs });
        socket.close(closeCodes.draining);
      }
      const gone = Promise.all(
        [...sockets.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
      );
      const impatient = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 2_000);
      await gone;
      clearTimeout(impatient);
      sockets.close();
    },
  };
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
