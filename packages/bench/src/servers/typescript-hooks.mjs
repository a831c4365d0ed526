// TypeScript for the measured servers as the build makes it: types away and nothing added. (Loaders that keep function names call a
// helper for each closure and give it a property table of its own, which is neither the gateway's CPU nor its memory.)
import { readFile } from 'node:fs/promises';
import { transform } from 'esbuild';

const options = {
  loader: 'ts',
  format: 'esm',
  target: 'node20',
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, verbatimModuleSyntax: true } },
};

export async function resolve(specifier, context, next) {
  const isSource = specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts');
  return next(isSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { code } = await transform(await readFile(new URL(url), 'utf8'), options);
  return { format: 'module', source: code, shortCircuit: true };
}
