import { DiemcauError } from '@diemcau/protocol';
import { createStore } from '../internal/create-store.js';
import type { Call } from '../internal/store.types.js';
import type { ConsultationDeps } from './consultation-deps.types.js';
import type { LineTestState, LineTestStep, LineTestStore } from './consultation.types.js';
import { freshSteps, stepNames } from './line-test-names.js';

/** The test of this PC and its line; what it runs is loaded when it runs. */
export function createLineTestStore({
  session,
  fetch,
  exchange,
}: Pick<ConsultationDeps, 'session' | 'fetch' | 'exchange'>): LineTestStore & { dispose(): void } {
  const store = createStore<LineTestState>({ status: 'idle', steps: freshSteps() });
  let running: AbortController | undefined;

  async function run({ signal }: Call = {}): Promise<void> {
    running?.abort();
    const own = (running = new AbortController());
    const stop = () => own.abort();
    signal?.addEventListener('abort', stop, { once: true });
    store.publish({ status: 'running', steps: freshSteps(), result: undefined });
    const set = (name: LineTestStep['name'], patch: Partial<LineTestStep>) => {
      if (own.signal.aborted) return;
      store.publish({ steps: store.snapshot.steps.map((step) => (step.name === name ? { ...step, ...patch } : step)) });
    };
    try {
      const { lineTestSteps, verdictOf } = await import('./line-test-steps.js');
      const steps = lineTestSteps({ session, fetch, exchange, signal: own.signal });
      for (const name of stepNames) {
        if (own.signal.aborted) throw new DiemcauError('network/aborted');
        set(name, { state: 'running' });
        const outcome = await steps[name]().catch((error: unknown): Partial<LineTestStep> => ({
          state: 'failed',
          code: DiemcauError.from(error).code,
        }));
        set(name, outcome);
      }
      store.publish({ status: 'completed', result: verdictOf(store.snapshot.steps) });
    } finally {
      signal?.removeEventListener('abort', stop);
      if (running === own) running = undefined;
    }
  }

  return {
    get snapshot() {
      return store.snapshot;
    },
    subscribe: store.subscribe,
    run,
    release: () => undefined,
    dispose: () => running?.abort(),
  };
}
