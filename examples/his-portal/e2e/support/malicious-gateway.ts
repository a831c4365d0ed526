import { createServer, request as forward } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** What a gateway may try: to give out another directory, or to change what it relays. */
export interface Malice {
  /** Answers `GET /directory` instead of the gateway's own. */
  directory?(jws: string): Promise<string>;
  /** Changes a message on its way to a browser. */
  toBrowser?(message: Record<string, unknown>): Promise<Record<string, unknown>> | Record<string, unknown>;
}

/** A proxy that stands where the gateway should be: browsers and back ends know only its address. */
export interface MaliciousGateway {
  url: string;
  /** Where the true gateway listens; set before the first request. */
  upstream: number;
  malice: Malice;
  close(): Promise<void>;
}

/** Starts the proxy on a free port. */
export async function startMaliciousGateway(): Promise<MaliciousGateway> {
  const server = createServer((request, response) => {
    if (request.url === '/directory' && proxy.malice.directory) {
      void fetch(`http://localhost:${proxy.upstream}/directory`)
        .then((answer) => answer.text())
        .then((jws) => proxy.malice.directory!(jws))
        .then((jws) =>
          response.writeHead(200, { 'Content-Type': 'text/plain', 'Access-Control-Allow-Origin': '*' }).end(jws),
        );
      return;
    }
    const up = forward(
      { port: proxy.upstream, method: request.method, path: request.url, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      },
    );
    up.on('error', () => response.destroy());
    request.pipe(up);
  });
  const sockets = new WebSocketServer({ server, handleProtocols: (protocols) => [...protocols][0] ?? false });
  sockets.on('connection', (browser, request) => {
    const up = new WebSocket(
      `ws://localhost:${proxy.upstream}${request.url}`,
      [...(browser.protocol ? [browser.protocol] : [])],
      { origin: request.headers.origin },
    );
    const early: string[] = [];
    let relay = Promise.resolve();
    browser.on('message', (data) =>
      up.readyState === WebSocket.OPEN ? up.send(String(data)) : early.push(String(data)),
    );
    up.on('open', () => early.splice(0).forEach((text) => up.send(text)));
    up.on('message', (data) => {
      relay = relay.then(async () => {
        const message = JSON.parse(String(data)) as Record<string, unknown>;
        browser.send(JSON.stringify((await proxy.malice.toBrowser?.(message)) ?? message));
      });
    });
    up.on('close', (code) => browser.close(code >= 1000 && code !== 1005 && code !== 1006 ? code : 1000));
    up.on('error', () => browser.terminate());
    browser.on('close', () => up.close());
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const proxy: MaliciousGateway = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    upstream: 0,
    malice: {},
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
