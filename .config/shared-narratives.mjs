import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const shared = process.env.DIEMCAU_SHARED ?? fileURLToPath(new URL('../../shared', import.meta.url));

/** Every narrative and HTML document in a source, wherever it stands. */
function narrativesIn(value, found = []) {
  if (typeof value !== 'object' || value === null) return found;
  if (typeof value.div === 'string') found.push(value.div);
  if (typeof value.data === 'string' && /html/.test(value.contentType))
    found.push(Buffer.from(value.data, 'base64').toString('utf8'));
  for (const inner of Object.values(value)) narrativesIn(inner, found);
  return found;
}

/** Middleware: the narratives of the IPS exports beside this checkout, by file; 404 where there are none. */
export function sharedNarratives(context, next) {
  if (context.path !== '/shared-narratives.json') return next();
  const folder = `${shared}/data/ips`;
  if (!existsSync(folder)) return;
  const files = readdirSync(folder).map((file) => [
    file,
    narrativesIn(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))),
  ]);
  context.body = Object.fromEntries(files.filter(([, narratives]) => narratives.length > 0));
}
