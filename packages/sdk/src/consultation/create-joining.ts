import { DiemcauError, type SourceDescription } from '@diemcau/protocol';
import type { CallEngine } from '@diemcau/rtc';
import type { Call } from '../internal/store.types.js';
import type { ConsultationDeps } from './consultation-deps.types.js';
import { createSignalling, type Signalling } from './create-signalling.js';
import { createVerifier } from './create-verifier.js';

/** One joining of a consultation: its own participant id, certificate, engine and signalling. Over with the first leaving. */
export interface Joining {
  participantId: string;
  engine: CallEngine;
  signalling: Signalling;
  verifier: ReturnType<typeof createVerifier>;
  /** Enters again after the gateway forgot this session; media go on. */
  reenter(): Promise<void>;
  /** Lets go of the signalling, and tells the gateway unless it said so itself. */
  close(options: { tell: boolean }): void;
}

/** Milliseconds that the socket may take to be there. */
const lineWithin = 15_000;
/** Milliseconds that the gateway may take to name its relays; most talks need none. */
const relaysWithin = 3_000;
/** Milliseconds that the roster may take to name who already sends signals. */
const rosterWithin = 5_000;

/** Prepares a joining; nothing is told to the gateway yet. */
export async function createJoining(
  { session, rtc, start, relays }: ConsultationDeps,
  caseId: string,
  onProof: () => void,
): Promise<Joining> {
  const [{ createCallEngine, createCertificate }, iceServers] = await Promise.all([
    rtc(),
    relays({ signal: AbortSignal.timeout(relaysWithin) }).catch((): RTCIceServer[] => []),
  ]);
  const { certificate, fingerprint } = await createCertificate();
  const participantId = crypto.randomUUID();
  const signalling = createSignalling(session, caseId, participantId);
  const verifier = createVerifier(session, caseId);
  const stopRoster = signalling.onRoster((roster) => verifier.take(roster, onProof));
  let last: readonly SourceDescription[] = [];
  let closed = false;

  async function enterOnce(): Promise<void> {
    await session.connected({ signal: AbortSignal.timeout(lineWithin) });
    const signedAt = new Date(session.now()).toISOString();
    const jws = await session.sign({ kind: 'fingerprint', caseId, participantId, fingerprint, signedAt });
    await session.request({ type: 'consultation.join', caseId, participantId, fingerprint: jws, sources: [...last] });
    if (closed) sayLeft();
  }

  /** The gateway finds out by itself when it cannot be told. */
  function sayLeft() {
    if (session.online)
      void session.request({ type: 'consultation.leave', caseId, participantId }).catch(() => undefined);
  }

  async function enter(sources: readonly SourceDescription[], call: Call = {}): Promise<void> {
    last = sources;
    try {
      await enterOnce();
    } catch (error) {
      if (DiemcauError.from(error).code !== 'consultation/not-open' || !(await start(caseId, call))) throw error;
      await enterOnce();
    }
  }

  const engine = createCallEngine({
    participantId,
    certificate,
    signalling: signalling.port,
    iceServers,
    enter,
    announce(sources) {
      last = sources;
      void session
        .request({ type: 'consultation.sources', caseId, participantId, sources: [...sources] })
        .catch(() => undefined);
    },
    async expectFingerprint(other) {
      const participant = await named(signalling, other);
      return verifier.expected(participant);
    },
    now: () => session.now(),
  });
  const stopAlarm = engine.onAlarm(() => session.probe());
  let heard = 0;
  const stopHearing = engine.subscribe(() => {
    const now = engine.snapshot().participants.filter(({ connection }) => connection === 'connected').length;
    if (now > heard && !session.online) session.hasten();
    heard = now;
  });
  session.hurry(true);

  return {
    participantId,
    engine,
    signalling,
    verifier,
    reenter: enterOnce,
    close({ tell }) {
      if (closed) return;
      closed = true;
      if (tell) sayLeft();
      stopRoster();
      stopAlarm();
      stopHearing();
      session.hurry(false);
      signalling.close();
    },
  };
}

/** The roster's entry of a participant, waited for when a signal came first. */
function named(signalling: Signalling, participantId: string) {
  return new Promise<Signalling['roster'][number]>((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new DiemcauError('rtc/fingerprint-mismatch', { at: 'roster' }));
    }, rosterWithin);
    let stop = () => {};
    const look = (roster: Signalling['roster']) => {
      const found = roster.find((one) => one.participantId === participantId);
      if (!found) return;
      clearTimeout(timer);
      queueMicrotask(() => stop());
      resolve(found);
    };
    stop = signalling.onRoster(look);
  });
}
