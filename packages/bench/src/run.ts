/**
 * `npm run bench -- <name> [--json] [--n N]`: one benchmark against its floor and its peers, in one run.
 * The last line of `--json` is `{ bench, n, rows: [{ name, ours, floor, peer?, ratio, goal, met }] }`.
 */
import { parseArgs } from 'node:util';
import { printReport, type Report } from './internal/report.js';

const benches: Record<string, () => Promise<{ run(options: { n?: number }): Promise<Report> }>> = {
  weight: () => import('./weight.js'),
  image: () => import('./image.js'),
  join: () => import('./join.js'),
  record: () => import('./record.js'),
  relay: () => import('./relay.js'),
  resume: () => import('./resume.js'),
  scroll: () => import('./scroll.js'),
  store: () => import('./store.js'),
  worker: () => import('./worker.js'),
  xml: () => import('./xml.js'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, n: { type: 'string' } },
});
const [name] = positionals;
const load = name === undefined ? undefined : benches[name];
if (!load) {
  console.error(`Which bench? One of: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
const report = await (await load()).run(values.n ? { n: Number(values.n) } : {});
printReport(report, values.json);
process.exit(0);
