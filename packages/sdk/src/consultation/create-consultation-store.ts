import { DiemcauError } from '@diemcau/protocol';
import type { CallSnapshot, LeaveReason } from '@diemcau/rtc';
import { createStore } from '../internal/create-store.js';
import type { ConsultationDeps, TalkFacts } from './consultation-deps.types.js';
import type { ConsultationState, ConsultationStore } from './consultation.types.js';
import { createJoining, type Joining } from './create-joining.js';
import { createReturn } from './create-return.js';
import { idleConsultation } from './idle-consultation.js';
import { participantViews } from './participant-views.js';
import { readPointer, writePointer } from './pointer-schema.js';

const iso = (ms: number) => new Date(ms).toISOString();
const under = ['joined', 'joining', 'reconnecting'];

/** The live session of one case: the call engine joined to the socket, the directory and the case. */
export function createConsultationStore(
  deps: ConsultationDeps,
  caseId: string,
): ConsultationStore & { dispose(): void } {
  const { session } = deps;
  const store = createStore<ConsultationState>(idleConsultation(caseId));
  let joining: Promise<Joining> | undefined;
  let current: Joining | undefined;
  let disposed = false;
  /** Grows with each leaving: what was begun before it is of no use any more. */
  let turn = 0;
  /** What the engine is about to say, while it is still being brought. */
  let wanted: 'preparing' | 'joining' | undefined;
  let stopEngine: (() => void)[] = [];
  let facts: TalkFacts = { breaks: [] };

  /** The joining in hand, or a new one: after a leaving everything is made anew. */
  function prepared(): Promise<Joining> {
    if (disposed) return Promise.reject(new DiemcauError('rtc/closed'));
    const own = turn;
    return (joining ??= createJoining(deps, caseId, show).then(
      (made) => {
        if (own !== turn) {
          void letGo(made, 'closed');
          throw new DiemcauError('rtc/closed');
        }
        current = made;
        stopEngine = [made.engine.subscribe(show), made.signalling.onRoster(show)];
        show();
        return made;
      },
      (error: unknown) => {
        if (own === turn) joining = undefined;
        throw error;
      },
    ));
  }

  function letGo({ engine, close }: Joining, reason: LeaveReason) {
    close({ tell: ['left', 'closed', 'failed'].includes(reason) });
    return engine.leave(reason);
  }

  function show() {
    if (!current) return;
    const now = current.engine.snapshot();
    const { call, microphone, camera, screen, devices, quality, deviceError } = now;
    const breaks = call.breaks.map(({ from, to }) => ({ from: iso(from), to: iso(to) }));
    const participants = participantViews(session, current, now);
    const pointers = Object.entries(store.snapshot.pointers).filter(([from]) =>
      participants.some(({ participantId }) => participantId === from),
    );
    store.publish({
      status: call.status === 'idle' ? (wanted ?? 'idle') : call.status,
      participants,
      pointers: Object.fromEntries(pointers),
      microphone,
      camera,
      screen,
      devices,
      quality,
      breaks,
      since: call.since === undefined ? undefined : iso(call.since),
      lostSince: call.lostSince,
      leaveReason: call.leaveReason,
      error: call.error ?? deviceError,
    });
    tell(now);
  }

  /** What the minutes want to know. */
  function tell({ call }: CallSnapshot) {
    if (call.since === undefined) return;
    const next: TalkFacts = {
      openedAt: facts.openedAt ?? iso(call.since),
      closedAt: call.status === 'ended' ? (facts.closedAt ?? iso(session.now())) : undefined,
      breaks: store.snapshot.breaks.map((one) => ({ ...one })),
    };
    if (JSON.stringify(next) === JSON.stringify(facts)) return;
    facts = next;
    deps.onTalk(caseId, facts);
  }

  /** Lets go of everything, and says why; also of what is only being prepared. */
  async function over(reason: LeaveReason) {
    const own = current;
    if (!own && !joining) return;
    turn++;
    wanted = joining = undefined;
    comeBack.stop();
    if (own) {
      const gone = letGo(own, reason);
      show();
      current = undefined;
      for (const stop of stopEngine.splice(0)) stop();
      await gone;
    }
    const { status } = store.snapshot;
    const left = under.includes(status) || status === 'preparing' ? (reason === 'ended' ? 'ended' : 'left') : status;
    store.publish({
      participants: [],
      pointers: {},
      status: left,
      ...(left === status ? {} : { leaveReason: reason }),
    });
  }

  function follow({ engine }: Joining) {
    stopEngine.push(
      engine.lane('latest').onMessage(({ from, data }) => {
        const pointer = readPointer(data);
        if (pointer)
          store.publish({ pointers: { ...store.snapshot.pointers, [from]: { ...pointer, at: session.now() } } });
      }),
    );
  }

  async function withEngine(work: (joined: Joining) => Promise<void>): Promise<void> {
    const own = turn;
    try {
      await work(await prepared());
    } catch (caught) {
      const error = DiemcauError.from(caught, 'rtc/connection-failed');
      if (own === turn) store.publish({ error });
      throw error;
    }
  }

  const comeBack = createReturn({
    session,
    wanted: () => current !== undefined && ['joined', 'reconnecting'].includes(store.snapshot.status),
    enter: async () => current?.reenter(),
    refused: ({ code }) => void over(code === 'consultation/not-open' ? 'ended' : 'removed'),
  });

  const leave = [
    session.onEvent((event) => {
      if (!('caseId' in event) || event.caseId !== caseId) return;
      if (event.kind === 'consultation-ended') void over('ended');
      else if (event.kind === 'consultation-removed' && event.participantId === current?.participantId)
        void over(event.code === 'consultation/elsewhere' ? 'elsewhere' : 'removed');
    }),
    session.onLine((online) => {
      if (online) current?.engine.signallingRegained();
      else current?.engine.signallingLost();
      show();
    }),
    session.onAccessLost(() => void over('access-lost')),
    comeBack.close,
  ];

  return {
    get snapshot() {
      return store.snapshot;
    },
    subscribe: store.subscribe,
    async prepare({ camera, signal } = {}) {
      if (under.includes(store.snapshot.status)) return;
      wanted ??= 'preparing';
      store.publish({ status: wanted, error: undefined, leaveReason: undefined });
      try {
        await withEngine(async ({ engine }) => {
          signal?.throwIfAborted();
          wanted = undefined;
          await engine.prepare({ camera });
        });
      } finally {
        if (store.snapshot.status === 'preparing' && !current) store.publish({ status: 'idle' });
      }
    },
    async join({ microphone, camera, signal } = {}) {
      if (under.includes(store.snapshot.status)) return;
      const own = turn;
      wanted = 'joining';
      store.publish({ status: 'joining', error: undefined, leaveReason: undefined });
      // From here on a leaving finds something to leave, though the engine may still be on its way.
      const bringing = prepared();
      bringing.catch(() => undefined);
      try {
        await session.me({ signal });
        const joined = await bringing;
        if (own !== turn) throw new DiemcauError('rtc/closed');
        await joined.engine.join({ microphone, camera });
        if (own !== turn) throw new DiemcauError('rtc/closed');
        wanted = undefined;
        follow(joined);
        show();
      } catch (caught) {
        const error = DiemcauError.from(caught, 'rtc/connection-failed');
        if (own === turn) {
          await over('failed');
          store.publish({ status: 'failed', error, leaveReason: 'failed' });
        }
        throw error;
      }
    },
    leave: () => over('left'),
    async end(call = {}) {
      await deps.end(caseId, call);
      await over('ended');
    },
    setMicrophone: (on) => withEngine(({ engine }) => engine.setMicrophone(on)),
    setCamera: (on) => withEngine(({ engine }) => engine.setCamera(on)),
    shareScreen: (on) => withEngine(({ engine }) => engine.shareScreen(on)),
    selectDevice: (kind, deviceId) => withEngine(({ engine }) => engine.selectDevice(kind, deviceId)),
    chooseQuality: (step) => current?.engine.chooseQuality(step),
    point(pointer) {
      if (store.snapshot.status === 'joined')
        current?.engine.lane('latest').send(writePointer(pointer), { key: 'pointer' });
    },
    stream: (participantId, sourceId) => current?.engine.stream(participantId, sourceId),
    release: () => undefined,
    dispose() {
      disposed = true;
      void over('closed');
      for (const stop of leave) stop();
    },
  };
}
