import { DiemcauError, type Participant } from '@diemcau/protocol';
import type { CallEnginePorts, Keeping } from '@diemcau/rtc';
import { isOffline } from '../internal/is-offline.js';
import type { Session } from '../internal/session.types.js';

/** Signalling of one joining over the socket: what is worth keeping and was not confirmed is sent again when the line is back, in order. */
export interface Signalling {
  port: CallEnginePorts['signalling'];
  readonly roster: readonly Participant[];
  onRoster(listener: (roster: readonly Participant[]) => void): () => void;
  close(): void;
}

interface Letter {
  to: string;
  data: Record<string, unknown>;
  keeping: Keeping;
}

/** Milliseconds that those whom the gateway forgot may take to enter again; their media go on meanwhile. */
const forgottenFor = 30_000;

/** Makes the signalling of one participant of a case. */
export function createSignalling(session: Session, caseId: string, participantId: string): Signalling {
  const signals = new Set<(from: string, data: Record<string, unknown>) => void>();
  const rosters = new Set<(roster: readonly Participant[]) => void>();
  /** In the roster before the gateway forgot everybody, and not back yet. */
  const forgotten = new Map<string, Participant>();
  let remembering: ReturnType<typeof setTimeout> | undefined;
  let told: readonly Participant[] = [];
  const unconfirmed = new Map<number, Letter>();
  let roster: readonly Participant[] | undefined;
  let next = 0;
  /** The first that this line has not carried. Always in order: the gateway takes one with a lower number for a repetition. */
  let due = 0;

  function transmit() {
    if (!session.online) return;
    for (const [number, { to, data, keeping }] of unconfirmed) {
      if (number < due) continue;
      due = number + 1;
      if (keeping === 'none') unconfirmed.delete(number);
      session.request({ type: 'signal', number, caseId, from: participantId, to, data }).then(
        () => unconfirmed.delete(number),
        (error: unknown) => {
          // Refused means that the other end has left: there is nobody to send it to.
          if (!isOffline(DiemcauError.from(error))) unconfirmed.delete(number);
          else due = Math.min(due, number);
        },
      );
    }
  }

  const leave = [
    session.onEvent((event) => {
      if (event.kind === 'roster' && event.caseId === caseId) {
        told = event.participants;
        for (const { participantId: back } of told) forgotten.delete(back);
        tell();
      } else if (event.kind === 'signal' && event.caseId === caseId && event.to === participantId) {
        for (const listener of [...signals]) listener(event.from, event.data);
      }
    }),
    // The gateway was restarted, or the line was lost too long. Who is not back yet may only be slower than we are.
    session.onResync(() => {
      for (const one of roster ?? [])
        if (one.participantId !== participantId) forgotten.set(one.participantId, { ...one, presence: 'away' });
      clearTimeout(remembering);
      remembering = setTimeout(forget, forgottenFor);
    }),
    session.onLine((online) => {
      due = 0;
      if (online) transmit();
    }),
  ];

  function tell() {
    roster = [...told, ...forgotten.values()];
    for (const listener of [...rosters]) listener(roster);
  }

  function forget() {
    if (forgotten.size === 0) return;
    forgotten.clear();
    tell();
  }

  function onRoster(listener: (roster: readonly Participant[]) => void) {
    rosters.add(listener);
    if (roster) listener(roster);
    return () => void rosters.delete(listener);
  }

  return {
    port: {
      send(to, data, keeping = 'every') {
        if (keeping === 'none' && !session.online) return;
        if (keeping === 'newest')
          for (const [number, letter] of unconfirmed)
            if (letter.to === to && letter.keeping === 'newest') unconfirmed.delete(number);
        unconfirmed.set(next++, { to, data, keeping });
        transmit();
      },
      onSignal(listener) {
        signals.add(listener);
        return () => void signals.delete(listener);
      },
      onRoster,
    },
    get roster() {
      return roster ?? [];
    },
    onRoster,
    close() {
      for (const stop of leave) stop();
      clearTimeout(remembering);
      signals.clear();
      rosters.clear();
      unconfirmed.clear();
    },
  };
}
