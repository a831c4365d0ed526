import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { root } from '../process-tree.mjs';

const cdn = join(root, 'packages/elements/dist/cdn');
const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** All chunks that a chunk brings along before it runs. */
function withImports(graph, fileNames, found = new Set()) {
  for (const fileName of fileNames) {
    if (found.has(fileName)) continue;
    found.add(fileName);
    withImports(graph, graph.get(fileName).imports, found);
  }
  return found;
}

const compressed = (fileNames) =>
  [...fileNames].reduce((sum, fileName) => sum + brotliCompressSync(readFileSync(join(cdn, fileName))).length, 0);

const holds = (chunk, part) => Object.keys(chunk.modules).some((module) => module.includes(part));

function chunksOf(graph, budget) {
  if (budget.all) {
    const apart = [...graph.values()].filter((chunk) => budget.apart.some((part) => holds(chunk, part)));
    return new Set([...graph.keys()].filter((fileName) => !apart.some((chunk) => chunk.fileName === fileName)));
  }
  const starts = [...graph.values()].filter((chunk) => budget.modules.some((module) => holds(chunk, module)));
  return withImports(
    graph,
    starts.map(({ fileName }) => fileName),
  );
}

/** Brotli sizes of what an embedder's page loads, by use, from the CDN build: one row for each budget. */
export function sizes() {
  const graph = new Map(read('.cache/cdn-graph.json').map((chunk) => [chunk.fileName, chunk]));
  const budgets = Object.entries(read('.config/budgets.json'));
  const loaded = new Map(budgets.map(([name, budget]) => [name, chunksOf(graph, budget)]));
  const loader = loaded.get('loader');
  const seen = (name) =>
    name ? [...loader, ...loaded.get(name), ...seen(read('.config/budgets.json')[name].beyond)] : [...loader];
  return budgets.map(([name, budget]) => {
    const before = name === 'loader' || budget.all ? [] : seen(budget.beyond);
    const own = [...loaded.get(name)].filter((fileName) => !before.includes(fileName));
    const { goal, limit } = budget;
    return { name, bytes: compressed(own), goal, limit, missing: loaded.get(name).size === 0 };
  });
}

/**
 * The bundle stays within the limits of .config/budgets.json (brotli, each use beyond the one below it). A limit is what is
 * reached so far: it may only go down. A row without a goal is there so that nothing is left out
 * of sight.
 */
export const check = {
  name: 'sizes',
  order: 10,
  needsBuild: true,
  async perform() {
    if (!existsSync(cdn))
      return { ok: !existsSync(join(root, 'packages/elements/src/loader.ts')), output: 'no CDN build' };
    const rows = sizes();
    const said = rows.map(({ name, bytes, goal, limit, missing }) =>
      missing
        ? `${name}: its module is not in the bundle`
        : `${name}: ${bytes} of ${limit} bytes${bytes > limit ? ', TOO LARGE' : bytes > goal ? `, goal ${goal} missed` : ''}`,
    );
    return { ok: rows.every(({ bytes, limit, missing }) => !missing && bytes <= limit), output: said.join('\n') };
  },
};
