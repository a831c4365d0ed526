import { DiemcauError, paths } from '@diemcau/protocol';
import { checkEnvironment, createDevices, isBlockedByPolicy } from '@diemcau/rtc';
import type { Session } from '../internal/session.types.js';
import type { LineTestState, LineTestStep } from './consultation.types.js';

type Outcome = Pick<LineTestStep, 'state' | 'facts' | 'code'>;
interface Given {
  session: Session;
  fetch: typeof fetch;
  signal: AbortSignal;
}

/** Milliseconds that finding a path may take. */
const pathWithin = 5_000;
/** A clock that goes more than this many seconds wrong is worth a warning. */
const clockWarning = 120;
/** Milliseconds of measuring the line downwards. */
const measureFor = 2_000;

/** Each step of the line test; every one answers what it found, a rejection is a failure. */
export function lineTestSteps({ session, fetch, signal }: Given): Record<LineTestStep['name'], () => Promise<Outcome>> {
  const devices = createDevices();
  const problems = checkEnvironment();
  const missing = (...at: string[]) => problems.find(({ details }) => at.includes(details.at ?? ''));
  const failed = (error: DiemcauError): Outcome => ({ state: 'failed', code: error.code, ...(error.details.at ? { facts: { at: error.details.at } } : {}) });

  async function device(kind: 'microphone' | 'camera'): Promise<Outcome> {
    try {
      const track = await devices.open(kind, { signal });
      const { label } = track;
      track.stop();
      return { state: 'passed', facts: { label } };
    } catch (error) {
      // Who has no camera is heard; who has neither still reads and writes.
      return { state: 'warning', code: DiemcauError.from(error).code };
    }
  }

  async function timed(): Promise<{ ms: number; bytes: number }> {
    const before = performance.now();
    const response = await fetch(session.gateway + paths.directory, { cache: 'no-store', signal });
    const { byteLength } = await response.arrayBuffer();
    if (!response.ok) throw new DiemcauError('network/unreachable', { facts: { status: response.status } });
    return { ms: performance.now() - before, bytes: byteLength };
  }

  return {
    'secure-context': async () => (globalThis.isSecureContext ? { state: 'passed' } : { state: 'failed', code: 'network/insecure-context' }),
    browser: async () => {
      const problem = missing('RTCPeerConnection', 'mediaDevices');
      return problem ? failed(problem) : { state: 'passed' };
    },
    policy: async () => {
      const blocked = (['microphone', 'camera'] as const).filter((feature) => isBlockedByPolicy(feature));
      return blocked.length > 0 ? { state: 'failed', code: 'rtc/policy-blocked', facts: { at: blocked.join(', ') } } : { state: 'passed' };
    },
    microphone: () => device('microphone'),
    camera: () => device('camera'),
    gateway: async () => {
      const rounds = [await timed(), await timed(), await timed()].map(({ ms }) => ms);
      return { state: 'passed', facts: { rtt: Math.round(Math.min(...rounds)) } };
    },
    clock: async () => {
      if (!session.online) return { state: 'skipped' };
      const seconds = Math.round((session.now() - Date.now()) / 1000);
      return { state: Math.abs(seconds) > clockWarning ? 'warning' : 'passed', facts: { seconds } };
    },
    path: () => findPath(signal),
    bandwidth: async () => {
      const until = performance.now() + measureFor;
      let bytes = 0;
      let ms = 0;
      while (performance.now() < until) {
        const one = await timed();
        bytes += one.bytes;
        ms += one.ms;
      }
      return { state: 'passed', facts: { down: Math.round((bytes * 8) / ms) } };
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

/** What the line carries, judged by the steps. The directory is small: its download says at least, not at most. */
export function verdictOf(steps: readonly LineTestStep[]): LineTestState['result'] {
  const of = (name: LineTestStep['name']) => steps.find((step) => step.name === name);
  const number = (name: LineTestStep['name'], fact: string) => {
    const value = of(name)?.facts?.[fact];
    return typeof value === 'number' ? value : undefined;
  };
  const rtt = number('gateway', 'rtt');
  const down = number('bandwidth', 'down');
  const facts = { ...(rtt === undefined ? {} : { rtt }), ...(down === undefined ? {} : { down }) };
  const passed = (name: LineTestStep['name']) => of(name)?.state === 'passed';
  if (!passed('gateway')) return { verdict: 'none', ...facts };
  const talks = passed('browser') && passed('path') && of('policy')?.state !== 'failed' && passed('microphone');
  if (!talks || (rtt ?? 0) > 1_500) return { verdict: 'text', ...facts };
  return { verdict: passed('camera') && (rtt ?? 0) < 800 && (down ?? 0) > 100 ? 'video' : 'audio', ...facts };
}
