import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Follows a server's connections, so that it can close in the time that its answers take: what carries no request ends at once,
 * the rest with its answer. Node's own `closeIdleConnections` leaves those on which no request ever came (a browser opens some in advance).
 */
export function followConnections(server: Server): { closeAll(graceMs: number): Promise<void> } {
  /** Requests under way on each connection. */
  const busy = new Map<Socket, number>();
  let closing = false;
  server.on('connection', (socket: Socket) => {
    if (closing) return void socket.destroy();
    busy.set(socket, 0);
    socket.on('close', forget);
  });
  function forget(this: Socket) {
    busy.delete(this);
  }
  server.prependListener('request', (request, response) => {
    const { socket } = request;
    busy.set(socket, (busy.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (busy.get(socket) ?? 1) - 1;
      if (busy.has(socket)) busy.set(socket, left);
      if (closing && left === 0) socket.destroySoon();
    });
  });
  return {
    /** @param graceMs what is still unanswered after so many milliseconds is cut */
    async closeAll(graceMs) {
      closing = true;
      const gone = Promise.all(
        [...busy.keys()].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
      );
      for (const [socket, requests] of busy) if (requests === 0) socket.destroy();
      const impatient = setTimeout(() => busy.forEach((_requests, socket) => socket.destroy()), graceMs);
      await gone;
      clearTimeout(impatient);
    },
  };
}
