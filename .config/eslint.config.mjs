import compat from 'eslint-plugin-compat';
import jsdoc from 'eslint-plugin-jsdoc';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { fileURLToPath } from 'node:url';
import typescript from 'typescript-eslint';

const root = fileURLToPath(new URL('..', import.meta.url));
const tests = ['**/*.test.ts', '**/*.e2e.ts'];
const documented = [
  'ExportNamedDeclaration > TSInterfaceDeclaration',
  'ExportNamedDeclaration > TSTypeAliasDeclaration',
  'ExportNamedDeclaration > VariableDeclaration',
];
/** Names of code systems and namespaces are spelled as addresses and are never fetched. */
const namespaces =
  '(?:www\\.)?(?:w3\\.org|hl7\\.org|hl7\\.org\\.vn|loinc\\.org|snomed\\.info|unitsofmeasure\\.org|dicom\\.nema\\.org|whocc\\.no)|terminology\\.hl7\\.org|fhir\\.hl7\\.org\\.vn|[a-z.]*gov\\.vn|[a-z.]*example(?:\\.\\w+)?|localhost|127\\.0\\.0\\.1';
const foreignHost = `/^(?:https?|wss?):\\/\\/(?!(?:${namespaces})(?:[:\\/]|$))[a-z0-9-]+\\.[a-z]/i`;

export default typescript.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '.tools/',
      '.cache/',
      '.data/',
      'storybook-static/',
      '**/*.d.ts',
      'examples/**/public/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{js,mjs,cjs,ts}'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-debugger': 'error',
      'no-unused-labels': 'error',
      'no-unreachable': 'error',
      'no-fallthrough': 'error',
      'no-dupe-keys': 'error',
      'no-unsafe-finally': 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-self-assign': 'error',
      'no-sparse-arrays': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [typescript.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
          ],
        },
      ],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false, properties: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Barrels name what they export.' },
      ],
    },
  },
  {
    files: ['packages/!(bench)/src/**/*.ts'],
    ignores: [...tests, '**/*.styles.ts', '**/*.messages*.ts'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          contexts: documented,
          require: { FunctionDeclaration: true, ClassDeclaration: true, MethodDefinition: false },
          enableFixer: false,
        },
      ],
    },
  },
  {
    files: ['packages/{rtc,sdk,elements}/src/**/*.ts'],
    ignores: [...tests, '**/testing/**', '**/testing.ts', '**/fake*.ts'],
    plugins: { compat },
    settings: { polyfills: [] },
    rules: {
      'compat/compat': 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Barrels name what they export.' },
        {
          selector: `Literal[value=${foreignHost}]`,
          message: 'No request leaves for a host that the embedder did not name.',
        },
        {
          selector: `TemplateElement[value.raw=${foreignHost}]`,
          message: 'No request leaves for a host that the embedder did not name.',
        },
        {
          selector: "MemberExpression[property.name='innerHTML']",
          message: 'HTML goes through the sanitizer and the Trusted Types policy.',
        },
      ],
    },
  },
  {
    files: ['packages/elements/src/**/*.ts', 'stories/**/*.ts'],
    extends: [lit.configs['flat/recommended']],
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      'lit-a11y/click-events-have-key-events': 'off', // Safari takes the role from lists without bullets.
      'lit-a11y/no-redundant-role': 'off',
    },
  },
);
