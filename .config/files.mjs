// Finds files of the checkout by extension; never looks into what is installed or built.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './process-tree.mjs';

const skipped = new Set(['node_modules', 'dist', '.git', '.cache', '.data', '.tools', 'storybook-static']);

/** @returns {string[]} paths below `folder`, relative to the root, with forward slashes, sorted. */
export function filesBelow(folder, accept = () => true) {
  const start = join(root, folder);
  if (!existsSync(start)) return [];
  const found = [];
  const visit = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const full = join(path, entry.name);
      if (entry.isDirectory()) skipped.has(entry.name) || visit(full);
      else found.push(relative(root, full).split(sep).join('/'));
    }
  };
  visit(start);
  return found.filter(accept).sort();
}

/** Names of the folders below `packages`, or another folder, that have a package.json. */
export function packagesIn(folder = 'packages') {
  const start = join(root, folder);
  return readdirSync(start).filter((name) => existsSync(join(start, name, 'package.json')));
}

/** The newest change (milliseconds) among files. */
export const newest = (files) => Math.max(0, ...files.map((file) => statSync(join(root, file)).mtimeMs));
