import { parseArgs } from 'node:util';
import { runRole } from '../store/embedded.js';
import { migrate } from '../store/migrate.js';
import type { Command } from './command.types.js';
import { required } from './required.js';
import { say } from './say.js';

/** `migrate`: makes the tables under the owner’s role. */
export const migrateCommand: Command = {
  usage: `migrate --database-url postgres://OWNER… [--run-role ${runRole}]
  Brings a given database to this version, as the owner of the schema. The running role must exist; it is granted
  what it needs and owns nothing. (An embedded database is migrated by serve.)`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { 'database-url': { type: 'string' }, 'run-role': { type: 'string', default: runRole } },
    });
    const applied = await migrate(required(values['database-url'], 'database-url'), { runRole: values['run-role'] });
    say(applied.length > 0 ? applied.map((name) => `applied ${name}`).join('\n') : 'nothing to do');
  },
};
