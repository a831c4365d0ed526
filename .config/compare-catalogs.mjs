// Compares the languages of the catalogs named in CATALOGS (its own process: it loads TypeScript).
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './process-tree.mjs';

/** All keys of a catalog, those of nested ones with dots; what is empty on purpose is so in both languages. */
function keysOf(words, prefix = '') {
  return Object.entries(words).flatMap(([key, value]) => {
    const name = prefix + key;
    return value && typeof value === 'object' ? keysOf(value, `${name}.`) : [value === '' ? `${name} (empty)` : name];
  });
}

/** The languages of the catalogs that a module exports. */
async function languagesOf(file) {
  const exported = Object.values(await import(pathToFileURL(join(root, file)).href));
  const catalogs = exported.filter((value) => typeof value?.load === 'function');
  return Promise.all(catalogs.map((catalog) => Promise.all(['vi', 'en'].map((locale) => catalog.load(locale)))));
}

const faults = [];
for (const file of JSON.parse(process.env.CATALOGS)) {
  const catalogs = await languagesOf(file);
  if (catalogs.length === 0) faults.push(`${file}: exports no catalog`);
  for (const [vietnamese, english] of catalogs) {
    if (vietnamese === english) faults.push(`${file}: no English`);
    const vi = new Set(keysOf(vietnamese));
    const en = new Set(keysOf(english));
    for (const key of vi) if (!en.has(key)) faults.push(`${file}: ${key} is not in English`);
    for (const key of en) if (!vi.has(key)) faults.push(`${file}: ${key} is not in Vietnamese`);
  }
}
for (const fault of faults) console.log(fault);
process.exit(faults.length ? 1 : 0);
