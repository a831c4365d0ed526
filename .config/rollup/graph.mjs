import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

const named = (id) => relative(process.cwd(), id.split('\0').join('')).split('\\').join('/');

/** Writes which chunk holds which modules and needs which chunks: what the size check and the weight bench read. */
export const graph = (file) => ({
  name: 'graph',
  writeBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((item) => item.type === 'chunk');
    const described = chunks.map(({ fileName, isEntry, imports, dynamicImports, modules }) => ({
      fileName,
      isEntry,
      imports,
      dynamicImports,
      modules: Object.fromEntries(
        Object.entries(modules).map(([id, { renderedLength }]) => [named(id), renderedLength]),
      ),
    }));
    described.sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
    mkdirSync('.cache', { recursive: true });
    writeFileSync(file, `${JSON.stringify(described, null, 1)}\n`);
  },
});
