import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { test } from 'node:test';
import { acceptedCase } from '../../test/accepted-case.js';
import { openCallStage } from '../../test/call-stage.js';
import { lan, minh } from '../../test/real-gateway.js';

const missing =
  spawnSync('turnserver', ['--version']).error && 'coturn is not installed (Debian: apt-get install coturn)';
const port = 34_780;
const secret = 'for this test alone';

/** coturn on loopback, which only a test may relay to. */
async function startRelay() {
  const relay = spawn(
    'turnserver',
    [
      ...['-n', '--no-cli', '--no-tls', '--no-dtls', '--log-file=stdout', '--pidfile=/dev/null', '--userdb=:memory:'],
      ...['--use-auth-secret', `--static-auth-secret=${secret}`, '--realm=test', '--allow-loopback-peers'],
      ...['--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', `--listening-port=${port}`],
    ],
    { stdio: 'ignore' },
  );
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    const listens = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true))).on('error', () =>
        setTimeout(() => resolve(false), 50),
      );
    });
    if (listens) return relay;
  }
  relay.kill();
  throw new Error('coturn did not start');
}

test('two hospitals that no direct way joins talk through the relay', { skip: missing || false }, async () => {
  const relay = await startRelay();
  const stage = await openCallStage({ turn: { urls: [`turn:127.0.0.1:${port}`], secret } });
  try {
    const caseId = await acceptedCase(stage.world.client(lan), stage.world.client(minh));
    const desks = [await stage.seat(minh), await stage.seat(lan)];
    for (const desk of desks) await desk.ask('open', caseId);
    for (const desk of desks) await desk.ask('join');
    await Promise.all(desks.map((desk) => desk.sees()));
    assert.deepEqual(await desks[0]!.ask('path'), ['relay']);
  } finally {
    await stage.close();
    relay.kill();
  }
});
