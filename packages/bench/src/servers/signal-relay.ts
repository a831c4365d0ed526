/** The signalling of the join bench, the same for every engine: who has joined is told to all, `to` is handed on as it is. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { serveParent } from './serve-parent.js';

interface Member {
  id: string;
  [more: string]: unknown;
}

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
const rooms = new Map<string, Map<WebSocket, Member>>();

sockets.on('connection', (socket, request) => {
  const name = request.url ?? '/';
  const room = rooms.get(name) ?? new Map<WebSocket, Member>();
  rooms.set(name, room);
  const tell = () => {
    const roster = JSON.stringify({ roster: [...room.values()] });
    for (const one of room.keys()) one.send(roster);
  };
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(name);
  });
  socket.on('message', (text: Buffer) => {
    const { join, to, data } = JSON.parse(text.toString('utf8')) as { join?: Member; to?: string; data?: unknown };
    if (join) {
      room.set(socket, join);
      return tell();
    }
    const from = room.get(socket)?.id;
    for (const [one, { id }] of room) if (id === to) one.send(JSON.stringify({ from, data }));
  });
});
server.listen(0, '127.0.0.1', () => {
  serveParent(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, () => {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
  });
});
