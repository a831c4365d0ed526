import { backupCommand, restoreCommand } from './backup.js';
import type { Command } from './command.types.js';
import { directoryCommand } from './directory.js';
import { migrateCommand } from './migrate.js';
import { serveCommand } from './serve.js';
import { tokenCommand } from './token.js';

const commands: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  migrate: migrateCommand,
  directory: directoryCommand,
  token: tokenCommand,
  backup: backupCommand,
  restore: restoreCommand,
};

const help = `diemcau-gateway <command>

${Object.values(commands)
  .map(({ usage }) => usage)
  .join('\n\n')}
`;

/** Runs the command line. @returns the exit code */
export async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  if (name === '' || name === 'help' || name === '--help') {
    process.stdout.write(help);
    return name === '' ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    process.stderr.write(`There is no command "${name}".\n\n${help}`);
    return 2;
  }
  try {
    await command.run(rest);
    return 0;
  } catch (error) {
    const isUsage = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}\n${isUsage ? `\n${command.usage}\n` : ''}`,
    );
    return isUsage ? 2 : 1;
  }
}
