import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { limitRow, type Report, type Row } from './internal/report.js';
import { brotliOf } from './weight/brotli-of.js';
import { peerSizes } from './weight/peer-sizes.js';

const root = new URL('../../../', import.meta.url).pathname;

/** Brotli bytes of what an embedder's page loads, by use, from the CDN build; the floor is Lit, idb and comlink with nothing of ours. */
export async function run(): Promise<Report> {
  if (!existsSync(join(root, '.cache/cdn-graph.json')))
    throw new Error('There is no CDN build to weigh: `npm run bench -- weight` makes one first.');
  const notes: string[] = [];
  const checks = (await import(new URL('../../../.config/checks/sizes.mjs', import.meta.url).href)) as {
    sizes(): { name: string; bytes: number; goal?: number }[];
  };
  const floor = await brotliOf(
    "export * from 'lit'; export * from 'lit/decorators.js'; export * from 'idb'; export * from 'comlink'; export const pc = () => new RTCPeerConnection();",
    join(root, 'packages/bench'),
  );
  const best = await peerSizes(notes);
  const rows: Row[] = checks
    .sizes()
    .map(({ name, bytes, goal }) =>
      limitRow(name, 'B', bytes, goal, name === 'base' ? floor : undefined, best.get(name)?.bytes),
    );
  for (const [row, { name, bytes }] of best) notes.push(`best peer installed for "${row}": ${name}, ${bytes} B in all`);
  return { bench: 'weight', n: 1, rows, notes };
}
