import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Orthanc of Debian on loopback, with its DICOMweb plugin and a storage of its own. */
export async function startOrthanc(port: number) {
  const folder = mkdtempSync(join(tmpdir(), 'diemcau-orthanc-'));
  const config = join(folder, 'orthanc.json');
  writeFileSync(
    config,
    JSON.stringify({
      Name: 'test',
      StorageDirectory: join(folder, 'db'),
      IndexDirectory: join(folder, 'db'),
      Plugins: ['/usr/share/orthanc/plugins/libOrthancDicomWeb.so'],
      HttpPort: port,
      DicomServerEnabled: false,
      RemoteAccessAllowed: false,
      AuthenticationEnabled: true,
      RegisteredUsers: { his: 'for-this-test-alone' },
      DicomWeb: { Enable: true, Root: '/dicom-web/' },
    }),
  );
  const server = spawn('Orthanc', [config], { stdio: ['ignore', 'pipe', 'pipe'] });
  const started = new Promise<void>((resolve, reject) => {
    let said = '';
    const read = (chunk: Buffer) => {
      said += String(chunk);
      if (said.includes('Orthanc has started')) resolve();
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('exit', () => reject(new Error(`Orthanc ended: ${said.slice(-400)}`)));
  });
  await started;
  const root = `http://127.0.0.1:${port}`;
  const authorization = `Basic ${Buffer.from('his:for-this-test-alone').toString('base64')}`;
  return {
    dicomweb: `${root}/dicom-web`,
    /** The HIS's own fetch: it adds what the PACS wants to know. */
    fetch: ((url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...init.headers, authorization } })) as typeof fetch,
    async store(file: Uint8Array) {
      const answer = await fetch(`${root}/instances`, {
        method: 'POST',
        headers: { authorization },
        body: file as BodyInit,
      });
      if (!answer.ok) throw new Error(`Orthanc took it not: ${answer.status}`);
    },
    async close() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
