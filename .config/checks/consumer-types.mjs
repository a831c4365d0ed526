import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../process-tree.mjs';

/** What an integrator writes; it stands, in memory only, in an example that depends on the packages. */
const file = join(root, 'examples/his-portal/consumer.ts');
const text = `
import { createDiemcau, type Diemcau } from '@diemcau/sdk';
import * as verify from '@diemcau/sdk/verify';
import * as fakes from '@diemcau/sdk/testing';
import '@diemcau/elements/loader';
import * as testing from '@diemcau/testing';
import * as people from '@diemcau/testing/people';
import * as gateway from '@diemcau/gateway';
import * as protocol from '@diemcau/protocol';
export const client: Diemcau = createDiemcau({ gateway: 'https://gateway.example', tokenProvider: async () => '' });
document.querySelector('diemcau-record')!.addEventListener('diemcau-record-loaded', ({ detail }) => {
  const count: number = detail.sections.allergies.count;
  console.log(count);
});
// Not any: a type that did not resolve would take everything.
// @ts-expect-error a Bundle is no number
people.inventedRecord(people.inventedCharts[0]!) satisfies number;
export { verify, fakes, testing, gateway, protocol };
`;

const modes = {
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
};

function faultsIn(mode) {
  const options = {
    ...modes[mode],
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    strict: true,
    noEmit: true,
    skipLibCheck: false,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, text, rest[0]) : getSourceFile.call(host, name, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file: at }) => !at || at.fileName === file || at.fileName.includes('/packages/'))
    .map((one) => {
      const where = one.file ? `${one.file.fileName.replace(`${root}/`, '')}: ` : '';
      return `${mode}: ${where}${ts.flattenDiagnosticMessageText(one.messageText, '\n')}`;
    });
}

/** The published types resolve in an integrator's project, libraries checked too. */
export const check = {
  name: 'consumer-types',
  order: 13,
  needsBuild: true,
  perform: async () => {
    const found = Object.keys(modes).flatMap(faultsIn);
    return { ok: found.length === 0, output: found.join('\n') };
  },
};
