import type { WebSocket } from 'ws';
import { quantile } from '../internal/statistics.js';
import type { RunningServer } from '../servers/start-server.js';

/** One end of a room: its socket, and the message that its server carries to the other end. */
export interface End {
  wire: WebSocket;
  /** `head` + id + `middle` + epoch ms + `tail` is 600 bytes of JSON, the same for every server. */
  message(id: number, at: number): string;
}
export interface Rooms {
  server: RunningServer;
  pairs: readonly (readonly [End, End])[];
}
/** Figures of one run of load. */
export interface LoadFigures {
  /** Relayed messages a second. */
  rate: number;
  /** Server's CPU, µs a relayed message. */
  cpu: number;
  p50: number;
  p99: number;
}

const marker = '"at":';
/** Everything that is not the other end's message (answers, rosters, presence) is passed over. */
const sentAt = (data: Buffer): number | undefined => {
  if (data.length < 400) return undefined;
  const text = data.toString('latin1');
  const at = text.indexOf(marker);
  return at < 0 ? undefined : Number.parseFloat(text.slice(at + marker.length, at + marker.length + 20));
};

/** Each end sends one message and the next when the other end's arrives: as fast as the two processes go. */
export function closedLoop(rooms: Rooms, ms: number): Promise<LoadFigures> {
  return underLoad(rooms, ms, (ends, onArrival) => {
    onArrival((end) => end.send());
    for (const end of ends) end.send();
    return () => undefined;
  });
}

/** A fixed number of messages a second, over all ends in turn. */
export function paced(rooms: Rooms, ms: number, perSecond: number): Promise<LoadFigures> {
  return underLoad(rooms, ms, (ends) => {
    const start = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      for (const due = ((performance.now() - start) / 1000) * perSecond; sent < due; sent++)
        ends[sent % ends.length]!.send();
    }, 2);
    return () => clearInterval(timer);
  });
}

interface Sender {
  send(): void;
}

async function underLoad(
  { server, pairs }: Rooms,
  ms: number,
  drive: (ends: Sender[], onArrival: (listener: (end: Sender) => void) => void) => () => void,
): Promise<LoadFigures> {
  const ends = pairs.flat();
  let running = true;
  let arrivals = 0;
  let sent = 0;
  let counting = false;
  let idle: (() => void) | undefined;
  const latencies: number[] = [];
  let listener: (end: Sender) => void = () => undefined;
  let id = 0;
  const senders = ends.map((end) => ({
    send() {
      if (!running) return;
      sent++;
      end.wire.send(end.message(++id, performance.now()));
    },
  }));
  const listeners = ends.map((end, i) => {
    const take = (data: Buffer) => {
      const at = sentAt(data);
      if (at === undefined) return;
      arrivals++;
      if (counting) latencies.push(performance.now() - at);
      listener(senders[i]!);
      if (!running && arrivals === sent) idle?.();
    };
    end.wire.on('message', take);
    return () => end.wire.off('message', take);
  });
  const halt = drive(senders, (given) => (listener = given));
  await pause(ms / 4);
  const before = await server.ask('cpu');
  const [counted, began] = [arrivals, performance.now()];
  counting = true;
  await pause(ms);
  const after = await server.ask('cpu');
  const [relayed, took] = [arrivals - counted, performance.now() - began];
  running = counting = false;
  halt();
  // The next load must not find messages of this one.
  if (arrivals < sent) await new Promise<void>((resolve) => (idle = resolve));
  for (const end of listeners) end();
  return {
    rate: relayed / (took / 1000),
    cpu: (after.cpu - before.cpu) / relayed,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
