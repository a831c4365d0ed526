import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { limitRow, type Report, type Row } from './internal/report.js';

const root = new URL('../../../', import.meta.url).pathname;

/** Peers at pinned versions, installed outside the workspace when the bench runs. */
const peers: Record<string, { packages: string[]; code: string; row: string }> = {
  livekit: { packages: ['livekit-client@2.23.0'], code: "export { Room } from 'livekit-client';", row: 'mesh engine' },
  peerjs: { packages: ['peerjs@1.5.5'], code: "export { Peer } from 'peerjs';", row: 'mesh engine' },
  medplum: {
    packages: ['@medplum/react@5.2.13', '@medplum/core@5.2.13', '@medplum/react-hooks@5.2.13', '@mantine/core@8', '@mantine/hooks@8', '@mantine/notifications@8', 'react@19', 'react-dom@19', 'rfc6902@5'],
    code: "export { PatientTimeline, PatientSummary } from '@medplum/react'; export { createRoot } from 'react-dom/client';",
    row: 'record',
  },
};

async function brotliOf(code: string, folder: string): Promise<number> {
  const result = await build({
    stdin: { contents: code, resolveDir: folder, loader: 'ts' },
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: join(folder, 'out'),
    platform: 'browser',
    target: 'es2022',
    minify: true,
    write: false,
    metafile: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.css': 'empty' },
    logLevel: 'silent',
  });
  const byPath = new Map(result.outputFiles.map((file) => [file.path.slice(file.path.lastIndexOf('/out/') + 5), file.contents]));
  const files = new Map(Object.entries(result.metafile.outputs).map(([path, output]) => [path.slice(path.lastIndexOf('out/') + 4), output]));
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const one of files.get(name)?.imports ?? []) if (one.kind === 'import-statement') visit(one.path.slice(one.path.lastIndexOf('out/') + 4));
  };
  visit('stdin.js');
  return [...seen].reduce((sum, name) => sum + brotliCompressSync(byPath.get(name) ?? new Uint8Array()).length, 0);
}

/** Installs and bundles the peers; one that cannot be had is left out and said so. */
async function peerSizes(notes: string[]): Promise<Map<string, { name: string; bytes: number }>> {
  const best = new Map<string, { name: string; bytes: number }>();
  for (const [name, { packages, code, row }] of Object.entries(peers)) {
    const folder = join(root, '.tools/bench-peers', name);
    try {
      if (!existsSync(join(folder, 'node_modules'))) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'package.json'), '{"private":true}');
        execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', ...packages], { cwd: folder, stdio: 'ignore' });
      }
      const bytes = await brotliOf(code, folder);
      if (bytes < (best.get(row)?.bytes ?? Infinity)) best.set(row, { name, bytes });
    } catch {
      notes.push(`peer ${name} could not be had: its column is empty`);
    }
  }
  return best;
}

/** Brotli bytes of what an embedder's page loads, by use, from the CDN build; the floor is Lit, idb and comlink with nothing of ours. */
export async function run(): Promise<Report> {
  const notes: string[] = [];
  const checks = (await import(new URL('../../../.config/checks/sizes.mjs', import.meta.url).href)) as {
    sizes(): { name: string; bytes: number; limit: number }[];
  };
  const floor = await brotliOf("export * from 'lit'; export * from 'lit/decorators.js'; export * from 'idb'; export * from 'comlink'; export const pc = () => new RTCPeerConnection();", join(root, 'packages/bench'));
  const best = await peerSizes(notes);
  const rows: Row[] = checks.sizes().map(({ name, bytes, limit }) => limitRow(name, 'B', bytes, limit, name === 'base' ? floor : undefined, best.get(name)?.bytes));
  for (const [row, { name, bytes }] of best) notes.push(`best peer installed for "${row}": ${name}, ${bytes} B in all`);
  return { bench: 'weight', n: 1, rows, notes };
}
