import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliOf } from './brotli-of.js';

const root = new URL('../../../../', import.meta.url).pathname;

/** Peers at pinned versions, installed outside the workspace when the bench runs. */
const peers: Record<string, { packages: string[]; code: string; row: string }> = {
  livekit: { packages: ['livekit-client@2.23.0'], code: "export { Room } from 'livekit-client';", row: 'mesh engine' },
  peerjs: { packages: ['peerjs@1.5.5'], code: "export { Peer } from 'peerjs';", row: 'mesh engine' },
  medplum: {
    packages: [
      '@medplum/react@5.2.13',
      '@medplum/core@5.2.13',
      '@medplum/react-hooks@5.2.13',
      '@mantine/core@8',
      '@mantine/hooks@8',
      '@mantine/notifications@8',
      'react@19',
      'react-dom@19',
      'rfc6902@5',
      '@mantine/spotlight@8',
      'react-router@7',
    ],
    code: "export { PatientTimeline, PatientSummary } from '@medplum/react'; export { createRoot } from 'react-dom/client';",
    row: 'record',
  },
};

/** Installs and bundles the peers; one that cannot be had is left out and said so. */
export async function peerSizes(notes: string[]): Promise<Map<string, { name: string; bytes: number }>> {
  const best = new Map<string, { name: string; bytes: number }>();
  for (const [name, { packages, code, row }] of Object.entries(peers)) {
    const folder = join(root, '.tools/bench-peers', name);
    try {
      if (!existsSync(join(folder, 'node_modules'))) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'package.json'), '{"private":true}');
        execFileSync(
          'npm',
          ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', ...packages],
          { cwd: folder, stdio: 'ignore' },
        );
      }
      const bytes = await brotliOf(code, folder);
      if (bytes < (best.get(row)?.bytes ?? Infinity)) best.set(row, { name, bytes });
    } catch {
      // A half-made installation would be taken for a whole one the next time.
      rmSync(folder, { recursive: true, force: true });
      notes.push(`peer ${name} could not be had: its column is empty`);
    }
  }
  return best;
}
