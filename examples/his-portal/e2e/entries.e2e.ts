import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../../../packages', import.meta.url));

/** Every entry point that a package publishes. */
const entries = readdirSync(packages).flatMap((folder) => {
  const manifest = JSON.parse(readFileSync(`${packages}/${folder}/package.json`, 'utf8')) as {
    name: string;
    private?: boolean;
    exports?: Record<string, unknown>;
  };
  if (manifest.private) return [];
  return Object.keys(manifest.exports ?? {})
    .filter((path) => !path.endsWith('.json'))
    .map((path) => ({ folder, name: manifest.name + path.slice(1) }));
});

const litGlobals = [
  'litElementVersions',
  'litHtmlVersions',
  'reactiveElementVersions',
  'litPropertyMetadata',
  'litServerRoot',
  'customElements',
];

describe('every entry point in bare Node', () => {
  it('is there', () => assert.ok(entries.length >= 10, String(entries.length)));

  for (const { folder, name } of entries)
    it(`${name} imports without effect: nothing global, nothing left running`, () => {
      const script = `const before = new Set(Reflect.ownKeys(globalThis)); await import(${JSON.stringify(name)}); console.log(JSON.stringify(Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String)));`;
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: `${packages}/${folder}`,
        encoding: 'utf8',
        timeout: 20_000,
      });
      assert.equal(status, 0, stderr);
      const globals = (JSON.parse(stdout.trim()) as string[]).filter(
        (key) =>
          // Lit's own registers and its stand-ins for Node, and what Node itself sets when its `fetch` is first named.
          !litGlobals.includes(key) && !key.startsWith('Symbol(undici.'),
      );
      assert.deepEqual(globals, []);
    });
});
