// `node .config/run.mjs <task> [-- arguments]`: the one place behind the npm scripts.
import { existsSync } from 'node:fs';
import { stopOnSignals, sweep } from './process-tree.mjs';

const [task, ...rest] = process.argv.slice(2);
const args = rest[0] === '--' ? rest.slice(1) : rest;
const file = new URL(`tasks/${task}.mjs`, import.meta.url);
if (!task || !/^[a-z]+$/.test(task) || !existsSync(file)) {
  console.error(`No such task: ${task ?? ''}`);
  process.exit(2);
}

stopOnSignals();
const { default: perform } = await import(file.href);
let code;
try {
  code = await perform(args);
} catch (error) {
  console.error(error);
  code = 1;
}
await sweep();
process.exit(code);
