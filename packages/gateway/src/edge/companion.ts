import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { DiemcauError, paths } from '@diemcau/protocol';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.map': 'application/json',
  '.woff2': 'font/woff2',
};

const page = `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Điểm Cầu</title>
<script type="module" src="${paths.companion}/assets/diemcau.js"></script></head>
<body><diemcau-network id="companion" companion><diemcau-case></diemcau-case></diemcau-network>
<noscript>Trang này cần JavaScript. This page needs JavaScript.</noscript></body>
</html>
`;

/** A page of the gateway's own https origin that carries the elements for hosts that are plain http. */
export function registerCompanion(app: FastifyInstance, assets: string | undefined): void {
  if (!assets) return;
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'none'; worker-src blob:; img-src blob: data:; media-src blob:; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; trusted-types diemcau lit-html 'allow-duplicates'; require-trusted-types-for 'script'";
  app.get(paths.companion, async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('Content-Security-Policy', policy)
      .header('Permissions-Policy', 'camera=(self), microphone=(self), display-capture=(self)')
      // Its opener must be able to speak to it.
      .header('Cross-Origin-Opener-Policy', 'unsafe-none')
      .send(page),
  );
  app.get(`${paths.companion}/assets/*`, async (request, reply) => {
    const name = normalize((request.params as { '*': string })['*']);
    const type = types[extname(name)];
    if (!type || name.startsWith('..') || name.startsWith('/') || name.includes('\0'))
      throw new DiemcauError('request/not-found');
    const body = await readFile(join(assets, name)).catch(() => {
      throw new DiemcauError('request/not-found');
    });
    return reply.type(type).header('Cache-Control', 'public, max-age=300').send(body);
  });
}
