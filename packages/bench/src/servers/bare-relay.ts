/**
 * The floors of the relay bench, on `ws` alone: no token, no room check, no schema. `/<room>/<side>` is an end; what it sends goes to the
 * other end of its room as it is. With `?answer` the relay reads the JSON, wraps it as an event and answers the sender, two messages for
 * each as the gateway's protocol asks.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { serveParent } from './serve-parent.js';

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
const ends = new Map<string, WebSocket>();

sockets.on('connection', (socket, request) => {
  const { pathname, search } = new URL(request.url ?? '/', 'http://relay');
  const [, room, side] = pathname.split('/');
  const other = `${room}/${side === '0' ? '1' : '0'}`;
  ends.set(`${room}/${side}`, socket);
  let seq = 0;
  socket.on('close', () => ends.delete(`${room}/${side}`));
  socket.on('error', () => socket.terminate());
  socket.on('message', (data: Buffer) => {
    const target = ends.get(other);
    if (search !== '?answer') return target?.send(data, { binary: false });
    const { id, ...event } = JSON.parse(data.toString('utf8')) as { id: number };
    target?.send(JSON.stringify({ type: 'event', seq: ++seq, event }));
    socket.send(JSON.stringify({ type: 'ok', id }));
  });
});
server.listen(0, '127.0.0.1', () => {
  serveParent(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, () => {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
  });
});
