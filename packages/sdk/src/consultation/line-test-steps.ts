import { DiemcauError, maxBatchEntries, paths } from '@diemcau/protocol';
import { checkEnvironment, createDevices, isBlockedByPolicy } from '@diemcau/rtc';
import type { Session } from '../internal/session.types.js';
import type { ConsultationDeps } from './consultation-deps.types.js';
import type { LineTestState, LineTestStep } from './consultation.types.js';

type Outcome = Pick<LineTestStep, 'state' | 'facts' | 'code' | 'retryable'>;
interface Given {
  session: Session;
  fetch: typeof fetch;
  exchange: ConsultationDeps['exchange'];
  signal: AbortSignal;
}

/** Milliseconds that finding a path may take. */
const pathWithin = 5_000;
/** A clock that goes more than this many seconds wrong is worth a warning. */
const clockWarning = 120;
/** A transfer that takes this many milliseconds is long enough to judge the line by. */
const longEnough = 400;
/** Bytes that are sent up at first, and at most. */
const loads = { first: 16_384, most: 1_048_576 } as const;
/** Kilobits per second that video and sound need each way, as on the quality ladder. */
const needs = { video: 200, audio: 40 } as const;

/** Each step of the line test; every one answers what it found, a rejection is a failure. */
export function lineTestSteps({
  session,
  fetch,
  exchange,
  signal,
}: Given): Record<LineTestStep['name'], () => Promise<Outcome>> {
  const devices = createDevices();
  const problems = checkEnvironment();
  const missing = (...at: string[]) => problems.find(({ details }) => at.includes(details.at ?? ''));
  const failed = (error: DiemcauError): Outcome => ({
    state: 'failed',
    code: error.code,
    retryable: error.retryable,
    ...(error.details.at ? { facts: { at: error.details.at } } : {}),
  });

  async function device(kind: 'microphone' | 'camera'): Promise<Outcome> {
    try {
      const track = await devices.open(kind, { signal });
      const { label } = track;
      track.stop();
      return { state: 'passed', facts: { label } };
    } catch (error) {
      // Who has no camera is heard; who has neither still reads and writes.
      const { code, retryable } = DiemcauError.from(error);
      return { state: 'warning', code, retryable };
    }
  }

  async function roundTrip(): Promise<number> {
    const before = performance.now();
    const response = await fetch(session.gateway + paths.directory, { cache: 'no-store', signal });
    await response.arrayBuffer();
    if (!response.ok) throw new DiemcauError('network/unreachable', { facts: { status: response.status } });
    return performance.now() - before;
  }

  /** Twice as much each time until it takes long enough; kbit/s of the largest, its round trip included. */
  async function rate(first: number, most: number, carry: (amount: number) => Promise<number>): Promise<number> {
    for (let amount = first; ; amount = Math.min(amount * 2, most)) {
      const before = performance.now();
      const bytes = await carry(amount);
      const ms = performance.now() - before;
      if (ms >= longEnough || amount === most) return Math.round((bytes * 8) / ms);
    }
  }

  /** The gateway's own description, asked for many times in one batch. */
  const down = () =>
    rate(4, maxBatchEntries, (times) => {
      const entry = Array.from({ length: times }, () => ({ request: { method: 'GET', url: 'metadata' } }));
      return exchange({ resourceType: 'Bundle', type: 'batch', entry }, { signal });
    });

  /** A batch that asks for nothing and is long: all of it is read before it is answered. */
  const up = () =>
    rate(loads.first, loads.most, async (bytes) => {
      const code = 'x'.repeat(bytes);
      await exchange({ resourceType: 'Bundle', type: 'batch', meta: { tag: [{ code }] }, entry: [] }, { signal });
      return bytes;
    });

  return {
    'secure-context': async () =>
      globalThis.isSecureContext ? { state: 'passed' } : { state: 'failed', code: 'network/insecure-context' },
    browser: async () => {
      const problem = missing('RTCPeerConnection', 'mediaDevices');
      return problem ? failed(problem) : { state: 'passed' };
    },
    policy: async () => {
      const blocked = (['microphone', 'camera'] as const).filter((feature) => isBlockedByPolicy(feature));
      return blocked.length > 0
        ? { state: 'failed', code: 'rtc/policy-blocked', facts: { at: blocked.join(', ') } }
        : { state: 'passed' };
    },
    microphone: () => device('microphone'),
    camera: () => device('camera'),
    gateway: async () => {
      const rounds = [await roundTrip(), await roundTrip(), await roundTrip()];
      return { state: 'passed', facts: { rtt: Math.round(Math.min(...rounds)) } };
    },
    clock: async () => {
      if (!session.online) return { state: 'skipped' };
      const seconds = Math.round((session.now() - Date.now()) / 1000);
      return { state: Math.abs(seconds) > clockWarning ? 'warning' : 'passed', facts: { seconds } };
    },
    path: () => findPath(signal),
    bandwidth: async () => {
      if (!session.online) return { state: 'skipped' };
      const facts = { down: await down(), up: await up() };
      return { state: Math.min(facts.down, facts.up) < needs.video ? 'warning' : 'passed', facts };
    },
  };
}

/** Whether the browser finds any address that media could use. */
async function findPath(signal: AbortSignal): Promise<Outcome> {
  if (typeof RTCPeerConnection === 'undefined') return { state: 'failed', code: 'rtc/unsupported' };
  const connection = new RTCPeerConnection();
  try {
    const kinds = new Set<string>();
    const gathered = new Promise<void>((resolve) => {
      connection.onicecandidate = ({ candidate }) => {
        if (!candidate) resolve();
        else if (candidate.type) kinds.add(candidate.type);
      };
      setTimeout(resolve, pathWithin);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    connection.createDataChannel('');
    await connection.setLocalDescription();
    await gathered;
    if (kinds.size === 0) return { state: 'failed', code: 'rtc/connection-failed' };
    return { state: 'passed', facts: { kinds: [...kinds].join(', ') } };
  } finally {
    connection.close();
  }
}

/** What the line carries, judged by the steps. What was not measured speaks for sound only. */
export function verdictOf(steps: readonly LineTestStep[]): LineTestState['result'] {
  const of = (name: LineTestStep['name']) => steps.find((step) => step.name === name);
  const number = (name: LineTestStep['name'], fact: string) => {
    const value = of(name)?.facts?.[fact];
    return typeof value === 'number' ? value : undefined;
  };
  const rtt = number('gateway', 'rtt');
  const [down, up] = [number('bandwidth', 'down'), number('bandwidth', 'up')];
  const slower = down === undefined || up === undefined ? needs.audio : Math.min(down, up);
  const measured = { rtt, down, up };
  const facts = Object.fromEntries(Object.entries(measured).filter(([, value]) => value !== undefined));
  const passed = (name: LineTestStep['name']) => of(name)?.state === 'passed';
  if (!passed('gateway')) return { verdict: 'none', ...facts };
  const talks = passed('browser') && passed('path') && of('policy')?.state !== 'failed' && passed('microphone');
  if (!talks || (rtt ?? 0) > 1_500 || slower < needs.audio) return { verdict: 'text', ...facts };
  return { verdict: passed('camera') && (rtt ?? 0) < 800 && slower >= needs.video ? 'video' : 'audio', ...facts };
}
