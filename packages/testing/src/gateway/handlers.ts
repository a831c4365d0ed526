import { paths, subprotocol } from '@diemcau/protocol';
import { http, ws, type HttpHandler, type WebSocketHandler } from 'msw';
import type { MemoryGateway } from './memory-gateway.js';

/** MSW handlers of a gateway in memory, for `setupWorker` (Storybook, a prototype's page) and `setupServer` (Node). */
export function handlers(gateway: MemoryGateway): (HttpHandler | WebSocketHandler)[] {
  const { origin } = gateway.state;
  const socket = ws.link(`${origin.replace(/^http/, 'ws')}${paths.socket}`);
  return [
    http.all(`${origin}/*`, ({ request }) => gateway.handle(request)),
    socket.addEventListener('connection', ({ client, info }) => {
      const asked = [info.protocols ?? []].flat();
      if (asked.length > 0 && !asked.includes(subprotocol)) return client.close(1002);
      const end = gateway.connect({
        send: (text) => client.send(text),
        close: (code, reason) => client.close(code, reason),
      });
      client.addEventListener('message', ({ data }) => void end.message(String(data)));
      client.addEventListener('close', () => end.closed());
    }),
  ];
}
