import { DiemcauError } from '@diemcau/protocol';
import type { CallSnapshot, LeaveReason } from '@diemcau/rtc';
import { createStore } from '../internal/create-store.js';
import type { ConsultationDeps, TalkFacts } from './consultation-deps.types.js';
import type { ConsultationState, ConsultationStore } from './consultation.types.js';
import { createJoining, type Joining } from './create-joining.js';
import { idleConsultation } from './idle-consultation.js';
import { participantViews } from './participant-views.js';
import { readPointer, writePointer } from './pointer-schema.js';

const iso = (ms: number) => new Date(ms).toISOString();

/** The live session of one case: the call engine joined to the socket, the directory and the case. */
export function createConsultationStore(deps: ConsultationDeps, caseId: string): ConsultationStore & { dispose(): void } {
  const { session } = deps;
  const store = createStore<ConsultationState>(idleConsultation(caseId));
  let joining: Promise<Joining> | undefined;
  let current: Joining | undefined;
  let disposed = false;
  let stopEngine: (() => void)[] = [];
  let facts: TalkFacts = { breaks: [] };

  /** The joining in hand, or a new one: after a leaving everything is made anew. */
  function prepared(): Promise<Joining> {
    return (joining ??= createJoining(deps, caseId, show).then(
      (made) => {
        if (disposed) {
          void made.engine.leave('closed');
          made.close();
          throw new DiemcauError('rtc/closed');
        }
        current = made;
        stopEngine = [made.engine.subscribe(show), made.signalling.onRoster(show)];
        show();
        return made;
      },
      (error: unknown) => {
        joining = undefined;
        throw error;
      },
    ));
  }

  function show() {
    if (!current) return;
    const now = current.engine.snapshot();
    const { call, microphone, camera, screen, devices, quality, deviceError } = now;
    const breaks = call.breaks.map(({ from, to }) => ({ from: iso(from), to: iso(to) }));
    store.publish({
      status: call.status,
      participants: participantViews(session, current, now),
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

  /** Lets go of everything, and says why. */
  async function over(reason: LeaveReason) {
    const own = current;
    if (!own) return;
    current = joining = undefined;
    await own.engine.leave(reason);
    const last = own.engine.snapshot();
    current = own;
    show();
    current = undefined;
    for (const stop of stopEngine.splice(0)) stop();
    own.close();
    store.publish({ participants: [], pointers: {}, status: last.call.status });
  }

  function follow({ engine }: Joining) {
    stopEngine.push(
      engine.lane('latest').onMessage(({ from, data }) => {
        const pointer = readPointer(data);
        if (pointer) store.publish({ pointers: { ...store.snapshot.pointers, [from]: { ...pointer, at: session.now() } } });
      }),
    );
  }

  async function withEngine(work: (joined: Joining) => Promise<void>): Promise<void> {
    try {
      await work(await prepared());
    } catch (caught) {
      const error = DiemcauError.from(caught, 'rtc/connection-failed');
      store.publish({ error });
      throw error;
    }
  }

  const leave = [
    session.onEvent((event) => {
      if (!current || !('caseId' in event) || event.caseId !== caseId) return;
      if (event.kind === 'consultation-ended') void over('ended');
      else if (event.kind === 'consultation-removed' && event.participantId === current.participantId)
        void over(event.code === 'consultation/elsewhere' ? 'elsewhere' : 'removed');
    }),
    session.onLine((online) => (online ? current?.engine.signallingRegained() : current?.engine.signallingLost())),
    // The gateway forgot this session (it was restarted, or the line was lost too long): enter again, media go on.
    session.onResync(() => {
      const { status } = store.snapshot;
      if (!current || (status !== 'joined' && status !== 'reconnecting')) return;
      void current.reenter().catch((error: unknown) => {
        const { retryable, code } = DiemcauError.from(error);
        if (!retryable) void over(code === 'consultation/not-open' ? 'ended' : 'removed');
      });
    }),
    session.onAccessLost(() => void over('access-lost')),
  ];

  return {
    get snapshot() {
      return store.snapshot;
    },
    subscribe: store.subscribe,
    prepare: ({ camera, signal } = {}) =>
      withEngine(async ({ engine }) => {
        signal?.throwIfAborted();
        await engine.prepare({ camera });
      }),
    async join({ microphone, camera, signal } = {}) {
      if (current && ['joined', 'joining', 'reconnecting'].includes(store.snapshot.status)) return;
      store.publish({ status: 'joining', error: undefined, leaveReason: undefined });
      await session.me({ signal });
      await withEngine(async (own) => {
        try {
          await own.engine.join({ microphone, camera });
          follow(own);
          show();
        } catch (error) {
          show();
          current = joining = undefined;
          for (const stop of stopEngine.splice(0)) stop();
          own.close();
          throw error;
        }
      }).catch((error: unknown) => {
        if (store.snapshot.status === 'joining') store.publish({ status: 'failed', error: DiemcauError.from(error) });
        throw error;
      });
    },
    async leave() {
      const { participantId } = current ?? {};
      if (participantId !== undefined && session.online)
        void session.request({ type: 'consultation.leave', caseId, participantId }).catch(() => undefined);
      await over('left');
    },
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
      if (store.snapshot.status === 'joined') current?.engine.lane('latest').send(writePointer(pointer), { key: 'pointer' });
    },
    stream: (participantId, sourceId) => current?.engine.stream(participantId, sourceId),
    release: () => undefined,
    dispose() {
      disposed = true;
      const { participantId } = current ?? {};
      if (participantId !== undefined && session.online && store.snapshot.status !== 'idle')
        void session.request({ type: 'consultation.leave', caseId, participantId }).catch(() => undefined);
      void over('closed');
      for (const stop of leave) stop();
    },
  };
}
