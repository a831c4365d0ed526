import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { root, run } from '../process-tree.mjs';

const licences = ['MIT', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'ISC', 'Apache-2.0', 'MPL-2.0', 'PostgreSQL', 'Zlib'];
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const floor = semver.minVersion(manifest.engines.node);

/** Everything that is installed must run on the oldest Node that we name. */
function tooNew() {
  const lock = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8');
  const entries = lock.matchAll(/^ {2}'?([^\s'][^'\n]*?)'?:\n(?: {4}.*\n)*? {4}engines: \{([^}]*)\}/gm);
  return [...entries].flatMap(([, name, engines]) => {
    const node = /\bnode: '?([^',}]+)/.exec(engines)?.[1];
    return node && !semver.satisfies(floor, node) ? [`${name} asks for Node ${node}`] : [];
  });
}

/** `(A OR B)` needs one allowed, `(A AND B)` both. */
function isAllowed(licence) {
  const words = licence.replace(/[()]/g, '');
  if (words.includes(' OR ')) return words.split(' OR ').some(isAllowed);
  return words.split(' AND ').every((word) => licences.includes(word.trim()));
}

async function foreignLicences() {
  const { code, output } = await run('pnpm', ['licenses', 'list', '--prod', '--json', '--recursive'], {
    capture: true,
  });
  if (code !== 0) return [output];
  return Object.entries(JSON.parse(output)).flatMap(([licence, packages]) =>
    isAllowed(licence) ? [] : packages.map(({ name }) => `${name} is under ${licence}`),
  );
}

/** What is installed runs on the oldest Node; what we ship is under a licence that a vendor may embed. */
export const check = {
  name: 'dependencies',
  order: 6,
  async perform() {
    const found = [...tooNew(), ...(await foreignLicences())];
    return { ok: found.length === 0, output: found.join('\n') };
  },
};
