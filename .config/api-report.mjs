// Writes or compares the API reports named in API_ENTRIES (its own process: api-extractor holds much memory).
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './process-tree.mjs';

const write = Boolean(process.env.API_WRITE);
const quiet = ['ae-missing-release-tag', 'ae-unresolved-link', 'ae-forgotten-export'];
const none = { logLevel: 'none', addToApiReportFile: false };

function configOf({ name, report, types }) {
  const packageFolder = join(root, 'packages', name);
  const temp = join(root, '.cache', 'api');
  mkdirSync(temp, { recursive: true });
  return ExtractorConfig.prepare({
    packageJsonFullPath: join(packageFolder, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: packageFolder,
      mainEntryPointFilePath: types,
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'ES2022',
            lib: ['ES2022', 'DOM', 'DOM.Iterable'],
            module: 'ESNext',
            moduleResolution: 'Bundler',
            skipLibCheck: true,
            strict: true,
            types: ['node'],
          },
          files: [types],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: `${report}.api.md`,
        reportFolder: join(packageFolder, 'etc'),
        reportTempFolder: temp,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: none },
        extractorMessageReporting: {
          default: { logLevel: 'warning', addToApiReportFile: false },
          ...Object.fromEntries(quiet.map((id) => [id, none])),
        },
        tsdocMessageReporting: { default: none },
      },
    },
  });
}

let failed = false;
for (const entry of JSON.parse(process.env.API_ENTRIES)) {
  const result = Extractor.invoke(configOf(entry), {
    localBuild: write,
    messageCallback: (message) => {
      message.handled = true;
      if (message.logLevel === 'error') console.log(`${entry.report}: ${message.text}`);
    },
  });
  if (result.apiReportChanged && !write)
    console.log(`packages/${entry.name}/etc/${entry.report}.api.md is out of date: npm run verify -- --fix`);
  failed ||= result.errorCount > 0 || (result.apiReportChanged && !write);
}
process.exit(failed ? 1 : 0);
