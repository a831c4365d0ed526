import { WebSocket } from 'ws';
import { limitRow, ratioRow, type Report } from './internal/report.js';
import { bootstrapRatioUpper, median, seeded } from './internal/statistics.js';
import { startGatewayNetwork, type GatewayNetwork, type SignedIn } from './relay/gateway-network.js';
import { closedLoop, paced, type End, type LoadFigures, type Rooms } from './relay/load.js';
import { startServer, type RunningServer } from './servers/start-server.js';

const roomCount = 100;
const idleCount = 1_000;
const messageBytes = 600;
const pacedRate = 2_000;
/** Milliseconds of one load, after a quarter of it to warm up. */
const loadFor = 2_000;

/** The text up to its length, so that every server carries the same 600 bytes. */
function end(wire: WebSocket, caseId: string, from: string, to: string): End {
  const head = `{"type":"signal","id":`;
  const middle = `,"caseId":"${caseId}","from":"${from}","to":"${to}","data":{"at":`;
  return {
    wire,
    message(id, at) {
      const start = `${head}${id}${middle}${at.toFixed(3)},"sdp":"`;
      return `${start}${'x'.repeat(messageBytes - start.length - 3)}"}}`;
    },
  };
}

async function gatewayRooms(network: GatewayNetwork): Promise<Rooms> {
  const pairs: [End, End][] = [];
  for (let i = 0; i < roomCount; i++) {
    const [local, remote] = [await network.person('22901'), await network.person('01902')];
    const caseId = await network.startCase(local, remote);
    const sides: SignedIn[] = [await network.signIn(local), await network.signIn(remote)];
    const ids = [await network.joinCase(sides[0]!, caseId), await network.joinCase(sides[1]!, caseId)];
    for (const side of sides) onlyLoad(side.wire);
    pairs.push([end(sides[0]!.wire, caseId, ids[0]!, ids[1]!), end(sides[1]!.wire, caseId, ids[1]!, ids[0]!)]);
  }
  return { server: network.server, pairs };
}

/** Stops decoding for the set-up; says what was seen every 2 s, as the SDK's socket does with its pings. */
function onlyLoad(wire: WebSocket) {
  wire.removeAllListeners('message');
  let seq = 0;
  wire.on('message', (data: Buffer) => {
    const head = data.toString('latin1', 0, 40);
    if (head.startsWith('{"type":"event","seq":')) seq = Number.parseInt(head.slice(22), 10);
  });
  const timer = setInterval(() => wire.send(JSON.stringify({ type: 'ack', seq })), 2_000);
  wire.on('close', () => clearInterval(timer));
}

const opened = (wire: WebSocket) =>
  new Promise<WebSocket>((resolve, reject) => wire.once('open', () => resolve(wire)).once('error', reject));
const bare = (url: string) => opened(new WebSocket(url, { perMessageDeflate: false }));

async function bareRooms(server: RunningServer, query = ''): Promise<Rooms> {
  const id = '01990000-0000-7000-8000-000000000000';
  const pairs: [End, End][] = [];
  for (let i = 0; i < roomCount; i++) {
    const room = `${server.url}/${query ? 'a' : 'r'}${i}`;
    const sides = [await bare(`${room}/0${query}`), await bare(`${room}/1${query}`)] as const;
    pairs.push([end(sides[0], id, id, id), end(sides[1], id, id, id)]);
  }
  return { server, pairs };
}

/** Bytes that a connection which says nothing adds to the server; the first hundred warm its code. */
async function bytesPerIdle(
  server: RunningServer,
  connect: () => Promise<unknown>,
): Promise<{ rss: number; heap: number }> {
  const many = async (count: number) => {
    for (let done = 0; done < count; done += 50) await Promise.all(Array.from({ length: 50 }, connect));
  };
  await many(100);
  const before = await server.ask('memory');
  await many(idleCount);
  const after = await server.ask('memory');
  return { rss: (after.rss - before.rss) / idleCount, heap: (after.heap - before.heap) / idleCount };
}

/** The gateway's relay, with its token, room and schema checks, against bare `ws`; each server in its own process, the load in this one. */
export async function run({ n = 5 }: { n?: number }): Promise<Report> {
  const floorServer = await startServer('bare-relay');
  const network = await startGatewayNetwork();
  try {
    const idle = {
      ours: await bytesPerIdle(network.server, async () => network.signIn(await network.person('22901'))),
      floor: await bytesPerIdle(floorServer, () => bare(`${floorServer.url}/idle${Math.random()}/0`)),
    };
    const rooms = {
      floor: await bareRooms(floorServer),
      ours: await gatewayRooms(network),
      answering: await bareRooms(floorServer, '?answer'),
    };
    const loop: Record<keyof typeof rooms, LoadFigures[]> = { floor: [], ours: [], answering: [] };
    const steady: Record<'floor' | 'ours', LoadFigures[]> = { floor: [], ours: [] };
    for (const which of ['floor', 'ours', 'answering'] as const) await closedLoop(rooms[which], loadFor);
    for (let round = 0; round < n; round++) {
      for (const which of ['floor', 'ours', 'answering'] as const)
        loop[which].push(await closedLoop(rooms[which], loadFor));
      for (const which of ['floor', 'ours'] as const) steady[which].push(await paced(rooms[which], loadFor, pacedRate));
    }
    const of = (figures: LoadFigures[], what: keyof LoadFigures) => figures.map((one) => one[what]);
    const upper = bootstrapRatioUpper(of(loop.ours, 'cpu'), of(loop.floor, 'cpu'), seeded(1));
    const mid = (figures: LoadFigures[], what: keyof LoadFigures) => median(of(figures, what));
    return {
      bench: 'relay',
      n,
      rows: [
        ratioRow('CPU per relayed message, closed loop', 'µs', mid(loop.ours, 'cpu'), mid(loop.floor, 'cpu'), {
          atMost: 1.25,
        }),
        ratioRow(
          `CPU per relayed message, ${pacedRate} a second`,
          'µs',
          mid(steady.ours, 'cpu'),
          mid(steady.floor, 'cpu'),
          {},
        ),
        ratioRow(`p99 at ${pacedRate} messages a second`, 'ms', mid(steady.ours, 'p99'), mid(steady.floor, 'p99'), {
          atMost: 1.5,
        }),
        ratioRow(`p50 at ${pacedRate} messages a second`, 'ms', mid(steady.ours, 'p50'), mid(steady.floor, 'p50'), {}),
        limitRow('memory per idle connection that is signed in', 'kB', idle.ours.rss / 1000, 12, idle.floor.rss / 1000),
        {
          name: 'of which live objects',
          unit: 'kB',
          ours: idle.ours.heap / 1000,
          floor: idle.floor.heap / 1000,
          ratio: idle.ours.heap / idle.floor.heap,
          goal: 'shown',
          met: null,
        },
      ],
      notes: [
        `${roomCount} rooms of 2, ${idleCount} idle connections, ${messageBytes}-byte messages; upper bound of the CPU ratio (95 %): ${upper.toFixed(2)}`,
        `closed loop: ${mid(loop.ours, 'rate').toFixed(0)} messages a second against ${mid(loop.floor, 'rate').toFixed(0)}`,
        `ws with the protocol's answer and JSON but no check: ${mid(loop.answering, 'cpu').toFixed(1)} µs, ${(mid(loop.answering, 'cpu') / mid(loop.floor, 'cpu')).toFixed(2)}x bare ws; the gateway is ${(mid(loop.ours, 'cpu') / mid(loop.answering, 'cpu')).toFixed(2)}x that`,
      ],
    };
  } finally {
    await network.stop();
    await floorServer.stop();
  }
}
