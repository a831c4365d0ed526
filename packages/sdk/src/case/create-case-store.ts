import {
  DiemcauError,
  isFinalCaseState,
  type CaseVerb,
  type CommandInput,
  type CommandName,
  type WireResource,
} from '@diemcau/protocol';
import { copyLifetime } from '../internal/copy-lifetime.js';
import { createRefresher } from '../internal/create-refresher.js';
import { createStore } from '../internal/create-store.js';
import { isOffline } from '../internal/is-offline.js';
import { makeCommand } from '../internal/make-command.js';
import type { Call, CommandResult } from '../internal/store.types.js';
import type { CaseDeps } from './case-deps.types.js';
import type { CaseStore, CaseStoreState, CaseView, ThreadMessage } from './case.types.js';
import { queuedMessage, sentMessage } from './thread-message.js';

/** The case as it is kept on this device. */
interface Kept {
  view: CaseView;
  thread: readonly ThreadMessage[];
}

/** Milliseconds after which what is kept here is shown while the gateway is still asked. */
const patience = 4_000;

/** One case, live: follows the gateway's events, and says nothing is done before the gateway does. */
export function createCaseStore(
  { session, http, outbox, copies, shareAttached }: CaseDeps,
  caseId: string,
): CaseStore & { dispose(): void } {
  const initial: CaseStoreState = { status: 'loading', caseId, thread: [], queued: [] };
  const store = createStore<CaseStoreState>(initial);
  const inFlight = new Set<string>();
  let triedToShare = false;

  const refresher = createRefresher(async (call) => {
    // The HIS or the gateway may be silent for long: what is kept here is shown meanwhile.
    const late = setTimeout(() => void showKept(), patience);
    try {
      const me = await session.me(call);
      const [task, request, messages, view] = await Promise.all([
        http.read(`Task/${caseId}`, call),
        http.read(`ServiceRequest/${caseId}`, call),
        http.search('Communication', { 'based-on': `ServiceRequest/${caseId}` }, call),
        import('./case-view.js'),
      ]);
      const thread = messages.map(sentMessage).sort((a, b) => a.at.localeCompare(b.at));
      const current = view.caseViewOf(task, view.readRequest(request), me.siteId, session.now());
      const queued = await withQueued(thread);
      store.publish({ status: 'ready', case: current, error: undefined, staleSince: undefined, ...queued });
      keep(current, thread);
      shareWhenOpen(current);
    } catch (caught) {
      const error = DiemcauError.from(caught);
      if (error.code === 'network/aborted') throw error;
      if (isOffline(error) && (await showKept())) {
        store.publish({ error });
        throw error;
      }
      if (error.code === 'request/not-found') void copies.drop(caseId).catch(() => undefined);
      const status = error.code === 'request/not-found' ? 'not-found' : store.snapshot.case ? 'ready' : 'failed';
      store.publish({ status, error, ...(status === 'not-found' ? { case: undefined, thread: [] } : {}) });
      throw error;
    } finally {
      clearTimeout(late);
    }
  });

  function keep(view: CaseView, thread: readonly ThreadMessage[]) {
    const until = new Date(session.now() + copyLifetime).toISOString();
    copies
      .put(caseId, { case: JSON.stringify({ view, thread }) }, (before) =>
        before?.documents ? { ...before } : { ...before, until },
      )
      .catch(() => undefined);
  }

  /** The case as it was last seen on this device. */
  async function showKept(): Promise<boolean> {
    const { case: before, staleSince } = store.snapshot;
    if (before) return staleSince !== undefined;
    const [head, bytes] = await Promise.all([copies.head(caseId), copies.piece(caseId, 'case')]).catch(() => []);
    if (!head || !bytes || store.snapshot.case) return store.snapshot.case !== undefined;
    const { view, thread } = JSON.parse(new TextDecoder().decode(bytes)) as Kept;
    store.publish({
      status: 'ready',
      case: view,
      staleSince: head.at,
      ...(await withQueued(thread).catch(() => ({ thread }))),
    });
    return true;
  }

  /** The record that waits on this device follows the gate: opened by an emergency ground, or by consents sent later. */
  function shareWhenOpen({ consentGate, myRoles, state }: CaseView) {
    if (triedToShare || consentGate === 'closed' || !myRoles.includes('requesting') || isFinalCaseState(state)) return;
    triedToShare = true;
    shareAttached(caseId).catch((caught: unknown) => {
      const error = DiemcauError.from(caught);
      if (error.code !== 'record/not-shared' && error.code !== 'network/aborted') store.publish({ error });
    });
  }

  async function withQueued(
    sent: readonly ThreadMessage[] = store.snapshot.thread.filter(({ status }) => status === 'sent'),
  ) {
    const me = session.current;
    const waiting = (await outbox.waiting(caseId)).filter(({ key }) => !inFlight.has(key));
    const says = me
      ? waiting.filter(({ name }) => name === 'case.say').map((command) => queuedMessage(command, me))
      : [];
    const queued = waiting.flatMap(({ name }) => (name.startsWith('case.') ? [name.slice(5) as CaseVerb | 'say'] : []));
    return { thread: [...sent, ...says.filter(({ id }) => !sent.some((one) => one.id === id))], queued };
  }

  async function perform<N extends CommandName & `case.${string}`>(
    name: N,
    input: CommandInput<N>,
    call: Call = {},
  ): Promise<CommandResult> {
    const command = makeCommand(name, { id: caseId, caseId }, input);
    inFlight.add(command.key);
    store.publish({ pending: name.slice(5) as CaseVerb | 'say', error: undefined });
    try {
      const delivery = await outbox.deliver([command], call);
      if (delivery.status === 'done') await apply(delivery.resources[0]);
      return delivery.status === 'done' ? { status: 'done', value: undefined } : { status: 'queued' };
    } catch (caught) {
      const error = DiemcauError.from(caught);
      store.publish({ error });
      throw error;
    } finally {
      inFlight.delete(command.key);
      store.publish({ pending: undefined, ...(await withQueued()) });
    }
  }

  /** Shows the gateway's answer at once; the event that follows reads the rest. */
  async function apply(answer: WireResource | undefined) {
    const { case: before } = store.snapshot;
    if (answer?.resourceType === 'Communication') {
      const message = sentMessage(answer);
      store.publish({ thread: [...store.snapshot.thread.filter(({ id }) => id !== message.id), message] });
    } else if (answer?.resourceType === 'Task' && before) {
      const { caseViewOf } = await import('./case-view.js');
      const me = await session.me();
      store.publish({ case: caseViewOf(answer, before.request, me.siteId, session.now()) });
    } else refresher.poke();
  }

  const leave = [
    session.onEvent(
      (event) => 'caseId' in event && event.caseId === caseId && event.kind === 'case' && refresher.poke(),
    ),
    session.onResync(() => {
      triedToShare = false;
      refresher.poke();
    }),
    session.onAccessLost(({ code }) => {
      if (code !== 'auth/token-refused')
        store.publish({ ...initial, case: undefined, error: undefined, staleSince: undefined });
    }),
    outbox.onChange((change) => {
      if (change.caseId !== caseId || inFlight.has(change.command.key)) return;
      if (change.kind === 'refused') store.publish({ error: change.error });
      void withQueued().then(store.publish);
    }),
  ];
  refresher.poke();

  return {
    get snapshot() {
      return store.snapshot;
    },
    subscribe: store.subscribe,
    accept: (call) => perform('case.accept', {}, call),
    reject: (reason, call) => perform('case.reject', { reason }, call),
    ask: (question, call) => perform('case.ask', { question }, call),
    schedule: ({ start, end }, call) =>
      perform('case.schedule', { start, ...(end === undefined ? {} : { end }) }, call),
    start: (call) => perform('case.start', {}, call),
    end: (call) => perform('case.end', { outcome: 'ended' }, call),
    cancel: (reason, call) => perform('case.cancel', { reason }, call),
    assign: (person, call) => perform('case.assign', person, call),
    say: (text, call) => perform('case.say', { text }, call),
    refresh: (call) => refresher.refresh(call),
    release: () => undefined,
    dispose() {
      for (const stop of leave) stop();
      refresher.dispose();
    },
  };
}
