import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import closeWithGrace from 'close-with-grace';
import { createGateway } from '../create-gateway.js';
import type { TurnOptions } from '../options.types.js';
import { readDirectory } from '../network/directory.js';
import { dataFolder } from '../store/data-folder.js';
import type { Command } from './command.types.js';
import { readText } from './read-text.js';
import { say } from './say.js';

/** `serve`: runs a gateway until it is asked to end. */
export const serveCommand: Command = {
  usage: `serve [--port 8780] [--host ADDRESS] [--public-url URL] [--proxies N] [--data DIR | --database-url postgres://…]
      [--directory FILE] [--network-key THUMBPRINT] [--turn-url turn:HOST:PORT … --turn-secret-file FILE]
      [--metrics-port PORT] [--companion-assets DIR] [--quiet]
  Serves. Without --database-url it starts its own PostgreSQL in --data (default .data/gateway).
  The signed site directory is read from --directory (default <data>/directory.jws); SIGHUP reads it again.`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '8780' },
        host: { type: 'string' },
        'public-url': { type: 'string' },
        proxies: { type: 'string', default: '0' },
        data: { type: 'string' },
        'database-url': { type: 'string' },
        directory: { type: 'string' },
        'network-key': { type: 'string' },
        'turn-url': { type: 'string', multiple: true },
        'turn-secret-file': { type: 'string' },
        'metrics-port': { type: 'string' },
        'companion-assets': { type: 'string' },
        quiet: { type: 'boolean', default: false },
      },
    });
    const wished = resolve(values.data ?? '.data/gateway');
    const file = values.directory ?? join(wished, 'directory.jws');
    await access(file).catch(() => {
      throw new Error(
        `There is no site directory at ${file}: make one with "diemcau-gateway directory init", "add" and "sign".`,
      );
    });
    const databaseUrl = values['database-url'];
    const dataDir = databaseUrl ? undefined : await dataFolder(wished, { given: values.data !== undefined, say });
    const gateway = createGateway({
      port: whole(values.port, 'port'),
      host: values.host,
      publicUrl: values['public-url'],
      proxies: whole(values.proxies, 'proxies'),
      databaseUrl,
      dataDir,
      directory: file,
      networkKey: values['network-key'],
      turn: await turnOf(values['turn-url'], values['turn-secret-file']),
      metrics:
        values['metrics-port'] === undefined ? undefined : { port: whole(values['metrics-port'], 'metrics-port') },
      companionAssets: values['companion-assets'],
      ...(values.quiet ? { log: false as const } : {}),
    });
    await gateway.ready;
    const { networkKey } = await readDirectory(await readText(file));
    say(`gateway ${gateway.url}`);
    say(`network-key ${networkKey}`);
    say('ready');
    process.on('SIGHUP', () => {
      readText(file)
        .then((jws) => gateway.replaceDirectory(jws))
        .then(
          () => say('directory read again'),
          (error: Error) => process.stderr.write(`The directory was not taken: ${error.message}\n`),
        );
    });
    await new Promise<void>((done) => {
      closeWithGrace({ delay: 15_000, skip: ['SIGHUP'], logger: false }, async () => {
        await gateway.close();
        done();
      });
    });
  },
};

async function turnOf(urls: string[] | undefined, secretFile: string | undefined): Promise<TurnOptions | undefined> {
  if (!urls && !secretFile) return undefined;
  if (!urls || !secretFile) throw new Error('--turn-url and --turn-secret-file go together');
  const secret = (await readText(secretFile)).trim();
  if (!secret) throw new Error(`There is no secret in ${secretFile}: put coturn's static-auth-secret there.`);
  return { urls, secret };
}

function whole(value: string, name: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) throw new Error(`--${name} cannot be ${value}`);
  return number;
}
