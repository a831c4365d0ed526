// Lets browser tests import CommonJS and UMD packages as they lie in node_modules: each such file is bundled by
// esbuild to an ES module when first asked for. Names are read from the module itself, so `import { X }` works too.
import { build } from 'esbuild';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { leanSimplePeer, shippedSimplePeer } from './lean-simple-peer/lean-simple-peer.mjs';

const require = createRequire(import.meta.url);
const external = /^(?:node:|data:)/;

async function isCommonJs(file) {
  const { metafile } = await build({
    entryPoints: [file],
    bundle: true,
    packages: 'external',
    external: ['./*', '../*'],
    platform: 'browser',
    write: false,
    metafile: true,
    logLevel: 'silent',
    outdir: 'out',
  });
  return Object.values(metafile.inputs).some((input) => input.format === 'cjs');
}

function namesOf(file) {
  try {
    const names = Object.keys(require(file));
    return names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default');
  } catch {
    return []; // needs a browser to load: its default export is what remains
  }
}

async function toModule(file) {
  const names = namesOf(file);
  const named = names.length ? `export const { ${names.join(', ')} } = module;` : '';
  const { outputFiles } = await build({
    stdin: {
      contents: [
        `const module = require(${JSON.stringify(file)});`,
        `export default module?.__esModule && 'default' in module ? module.default : module; ${named}`,
      ].join('\n'),
      resolveDir: dirname(file),
    },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    mainFields: ['browser', 'module', 'main'],
    define: { 'process.env.NODE_ENV': '"development"', global: 'globalThis' },
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}

/** A plugin for @web/dev-server. With `lean` simple-peer is what the bundle for a CDN holds instead of what users of npm get. */
export function commonJs({ rootDir, lean }) {
  const served = new Map();
  return {
    name: 'commonjs',
    async serve(context) {
      const path = decodeURIComponent(context.path);
      if (!path.includes('/node_modules/') || external.test(path)) return undefined;
      if (!['.js', '.cjs'].includes(extname(path))) return undefined;
      const file = join(rootDir, path);
      if (!served.has(file))
        served.set(
          file,
          lean && shippedSimplePeer.test(file)
            ? leanSimplePeer(file)
            : isCommonJs(file).then((yes) => (yes ? toModule(file) : undefined)),
        );
      const body = await served.get(file);
      return body === undefined ? undefined : { body, type: 'js' };
    },
  };
}
