// One loop over the packages (ES modules and types, one TypeScript pass each), then the CDN bundle from their output.
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import typescript from '@rollup/plugin-typescript';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from './.config/files.mjs';
import { leanSimplePeer, shippedSimplePeer } from './.config/lean-simple-peer/lean-simple-peer.mjs';
import { chunks } from './.config/rollup/chunks.mjs';
import { clean } from './.config/rollup/clean.mjs';
import { fhirTypes } from './.config/rollup/fhir-types.mjs';
import { withoutNodeEnv } from './.config/node-env.mjs';
import { graph } from './.config/rollup/graph.mjs';
import { minify } from './.config/rollup/minify.mjs';
import { minifyTemplates } from './.config/rollup/minify-templates.mjs';
import { workerSource } from './.config/rollup/worker-source.mjs';

/** In the order of their imports: each is type-checked against the built types of those before it. */
const packages = ['protocol', 'fhir', 'rtc', 'sdk', 'elements', 'testing', 'gateway'];
/** Entries that no `exports` names: started by URL, by the command line, or by tag name. */
const extraEntries = /^(worker\/(?:worker|dicom\/\w+-worker)|cli|.*\.define)\.ts$/;

function entriesOf(source, manifest) {
  const exported = Object.values(manifest.exports).map((target) => target['@diemcau/source']);
  const extra = filesBelow(source).filter((file) => extraEntries.test(file.slice(source.length + 1)));
  return [...exported, ...extra]
    .filter(Boolean)
    .map((file) => (file.startsWith('./') ? join(source, '..', file) : file))
    .filter((file) => existsSync(file));
}

/** Compiler settings of one package: the repository's, but on built types of the others and without tests. */
function compilerSettings(name) {
  const settings = {
    extends: '../tsconfig.json',
    compilerOptions: {
      rootDir: `../packages/${name}/src`,
      outDir: `../packages/${name}/dist`,
      declaration: true,
      noEmit: false,
      noEmitOnError: true,
      allowImportingTsExtensions: false,
      customConditions: [],
    },
    include: [`../packages/${name}/src`],
    exclude: ['../**/*.test.ts'],
  };
  const file = `.cache/tsconfig.${name}.json`;
  mkdirSync('.cache', { recursive: true });
  writeFileSync(file, JSON.stringify(settings));
  return file;
}

function packageBuild(name) {
  const folder = `packages/${name}`;
  const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  // tslib is written into dist: its Node entry puts its helpers on globalThis.
  const external = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  return {
    input: entriesOf(`${folder}/src`, manifest),
    external: (id) => id.startsWith('node:') || external.some((dep) => id === dep || id.startsWith(`${dep}/`)),
    plugins: [
      clean(`${folder}/dist`),
      typescript({ tsconfig: compilerSettings(name), filterRoot: folder, include: ['src/**/*.ts'] }),
      fhirTypes(),
    ],
    output: {
      dir: `${folder}/dist`,
      format: 'es',
      preserveModules: true,
      preserveModulesRoot: `${folder}/src`,
      sourcemap: false,
    },
  };
}

function cdnBuild() {
  const dist = 'packages/elements/dist';
  return {
    input: { diemcau: `${dist}/loader.js` },
    plugins: [
      clean(`${dist}/cdn`),
      workerSource('packages/sdk/dist/worker'),
      nodeResolve({ browser: true, exportConditions: ['production'] }),
      { name: 'lean-simple-peer', load: (id) => (shippedSimplePeer.test(id) ? leanSimplePeer(id) : undefined) },
      { name: 'node-env', transform: (code, id) => withoutNodeEnv(id, code) },
      commonjs({ include: /node_modules/, exclude: shippedSimplePeer }),
      minifyTemplates(/[\\/]elements[\\/]dist[\\/]/),
      minify(),
      graph('.cache/cdn-graph.json'),
    ],
    output: {
      dir: `${dist}/cdn`,
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash:7].js',
      manualChunks: chunks(),
      onlyExplicitManualChunks: true,
      generatedCode: 'es2015',
    },
  };
}

const present = packages.filter((name) => existsSync(`packages/${name}/src/index.ts`));
const builds = present.map(packageBuild);
if (existsSync('packages/elements/src/loader.ts')) builds.push(cdnBuild());
export default builds;
