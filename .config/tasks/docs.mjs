// `npm run docs`: the documentation as pages, read anew at each request (DOCS_PORT, 6007).
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { marked } from 'marked';
import { filesBelow } from '../files.mjs';
import { manifest } from '../manifest.mjs';
import { root } from '../process-tree.mjs';
import { reference } from '../reference.mjs';

const port = Number(process.env.DOCS_PORT ?? 6007);
const types = { '.png': 'image/png', '.svg': 'image/svg+xml', '.webp': 'image/webp', '.jpg': 'image/jpeg' };
const style =
  'body{font:16px/1.55 system-ui,sans-serif;margin:0;display:grid;grid-template-columns:17rem minmax(0,1fr)}' +
  'nav{padding:1.5rem;border-right:1px solid #d5dae0;font-size:14px;height:100vh;overflow:auto;position:sticky;top:0;box-sizing:border-box}' +
  'nav a{display:block;padding:.2rem 0}main{padding:1.5rem 2.5rem;max-width:60rem}img{max-width:100%}' +
  'table{border-collapse:collapse;display:block;overflow:auto}td,th{border:1px solid #d5dae0;padding:.3rem .6rem;text-align:left}' +
  'pre{background:#f4f6f8;padding:1rem;overflow:auto}code{font-size:.92em}';

function documents() {
  const top = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'].filter((file) =>
    existsSync(join(root, file)),
  );
  return [...top, ...filesBelow('docs', (file) => file.endsWith('.md'))];
}

function titleOf(file) {
  return /^#\s+(.+)$/m.exec(readFileSync(join(root, file), 'utf8'))?.[1] ?? file;
}

function page(file) {
  const links = documents().map(
    (name) =>
      `<a href="/${name}"${name === file ? ' aria-current="page"' : ''}>${marked.parseInline(titleOf(name))}</a>`,
  );
  const body = marked.parse(readFileSync(join(root, file), 'utf8'));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${file}</title><style>${style}</style><nav>${links.join('')}</nav><main>${body}</main></html>`;
}

function answer(request, response) {
  const path =
    normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname)).slice(1) || documents()[0];
  if (documents().includes(path))
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(path));
  const isPicture = path.startsWith('docs/') && types[extname(path)] && existsSync(join(root, path));
  if (!isPicture) return response.writeHead(404).end('No such page');
  return response.writeHead(200, { 'content-type': types[extname(path)] }).end(readFileSync(join(root, path)));
}

export default async function task() {
  await manifest({ write: true });
  reference({ write: true });
  const server = createServer(answer);
  await new Promise((resolve, reject) => server.on('error', reject).listen(port, '127.0.0.1', resolve));
  console.log(`Documentation: http://localhost:${port}/`);
  return new Promise(() => {}); // until it is stopped
}
