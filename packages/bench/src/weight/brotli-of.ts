import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

/** Brotli bytes of an entry and all that it brings along at once; chunks that it loads later and CSS are apart. */
export async function brotliOf(code: string, folder: string): Promise<number> {
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
  const byPath = new Map(
    result.outputFiles.map((file) => [file.path.slice(file.path.lastIndexOf('/out/') + 5), file.contents]),
  );
  const files = new Map(
    Object.entries(result.metafile.outputs).map(([path, output]) => [path.slice(path.lastIndexOf('out/') + 4), output]),
  );
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const one of files.get(name)?.imports ?? [])
      if (one.kind === 'import-statement') visit(one.path.slice(one.path.lastIndexOf('out/') + 4));
  };
  visit('stdin.js');
  return [...seen].reduce((sum, name) => sum + brotliCompressSync(byPath.get(name) ?? new Uint8Array()).length, 0);
}
