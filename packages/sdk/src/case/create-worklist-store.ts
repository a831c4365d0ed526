import { DiemcauError, isFinalCaseState, isOverdue, type WireResource } from '@diemcau/protocol';
import { createRefresher } from '../internal/create-refresher.js';
import { createStore } from '../internal/create-store.js';
import type { CaseDeps } from './case-deps.types.js';
import type { CaseView, WorklistState, WorklistStore } from './case.types.js';

const urgencyOrder = { emergency: 0, urgent: 1, routine: 2 } as const;
/** Milliseconds between looks at the clock: a case becomes overdue by time alone. */
const overdueEvery = 60_000;

/** The cases of one direction, most urgent first; kept encrypted, so that there is something to see without a line. */
export function createWorklistStore(
  { session, http, keep }: Pick<CaseDeps, 'session' | 'http' | 'keep'>,
  direction: WorklistState['direction'],
): WorklistStore & { dispose(): void } {
  const store = createStore<WorklistState>({ status: 'loading', direction, items: [] });
  const name = `worklist\n${direction}`;

  const refresher = createRefresher(async (call) => {
    try {
      const me = await session.me(call);
      const [resources, view] = await Promise.all([
        http.search('Task', { _include: 'Task:focus' }, call),
        import('./case-view.js'),
      ]);
      const tasks = resources.filter(({ resourceType }) => resourceType === 'Task');
      const requests = await withRequests(tasks, resources, call);
      const items = tasks
        .flatMap((task) => {
          const request = requests.get(task.id ?? '');
          return request ? [view.caseViewOf(task, view.readRequest(request), me.siteId, session.now())] : [];
        })
        .filter(
          ({ myRoles }) =>
            direction === 'all' || myRoles.includes(direction === 'incoming' ? 'consulted' : 'requesting'),
        )
        .sort(mostUrgentFirst);
      store.publish({ status: 'ready', items, staleSince: undefined, error: undefined });
      void keep.put(name, items).catch(() => undefined);
    } catch (caught) {
      const error = DiemcauError.from(caught);
      if (error.code !== 'network/aborted') await showKept(error);
      throw error;
    }
  });

  /** One batch for what the search did not include. */
  async function withRequests(
    tasks: readonly WireResource[],
    resources: readonly WireResource[],
    call: { signal: AbortSignal },
  ) {
    const known = new Map(
      resources.filter(({ resourceType }) => resourceType === 'ServiceRequest').map((one) => [one.id, one]),
    );
    const missing = tasks.flatMap(({ id }) => (id === undefined || known.has(id) ? [] : [id]));
    const read = await Promise.allSettled(missing.map((id) => http.read(`ServiceRequest/${id}`, call)));
    read.forEach((result, index) => result.status === 'fulfilled' && known.set(missing[index], result.value));
    return known;
  }

  async function showKept(error: DiemcauError) {
    const kept =
      store.snapshot.status === 'ready' ? undefined : await keep.get<CaseView[]>(name).catch(() => undefined);
    if (kept && error.retryable) store.publish({ status: 'ready', items: kept.value, staleSince: kept.at, error });
    else store.publish({ status: store.snapshot.status === 'ready' ? 'ready' : 'failed', error });
    if (store.snapshot.status === 'ready' && !store.snapshot.staleSince)
      store.publish({ staleSince: new Date().toISOString() });
  }

  const clock = setInterval(() => {
    const now = new Date(session.now());
    const late = (one: CaseView) =>
      one.sentAt !== undefined &&
      isOverdue(
        one.state,
        one.request.urgency,
        new Date(one.sentAt),
        now,
        one.scheduled && new Date(one.scheduled.start),
      );
    if (!store.snapshot.items.some((one) => one.overdue !== late(one))) return;
    store.publish({ items: store.snapshot.items.map((one) => ({ ...one, overdue: late(one) })).sort(mostUrgentFirst) });
  }, overdueEvery);

  const leave = [
    session.onEvent(
      (event) =>
        event.kind === 'case' &&
        (event.what === 'state' || event.what === 'people' || event.what === 'consent') &&
        refresher.poke(),
    ),
    session.onResync(refresher.poke),
    session.onAccessLost(({ code }) => {
      if (code !== 'auth/token-refused')
        store.publish({ status: 'loading', items: [], staleSince: undefined, error: undefined });
    }),
  ];
  refresher.poke();

  return {
    get snapshot() {
      return store.snapshot;
    },
    subscribe: store.subscribe,
    refresh: (call) => refresher.refresh(call),
    release: () => undefined,
    dispose() {
      clearInterval(clock);
      for (const stop of leave) stop();
      refresher.dispose();
    },
  };
}

function mostUrgentFirst(a: CaseView, b: CaseView): number {
  return (
    Number(isFinalCaseState(a.state)) - Number(isFinalCaseState(b.state)) ||
    urgencyOrder[a.request.urgency] - urgencyOrder[b.request.urgency] ||
    Number(b.overdue) - Number(a.overdue) ||
    (a.sentAt ?? a.updatedAt).localeCompare(b.sentAt ?? b.updatedAt)
  );
}
