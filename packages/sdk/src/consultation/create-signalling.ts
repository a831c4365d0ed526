import { DiemcauError, type Participant } from '@diemcau/protocol';
import type { CallEnginePorts } from '@diemcau/rtc';
import { isOffline } from '../internal/is-offline.js';
import type { Session } from '../internal/session.types.js';

/** Signalling of one joining over the socket: what the gateway did not confirm is sent again when the line is back, in order. */
export interface Signalling {
  port: CallEnginePorts['signalling'];
  readonly roster: readonly Participant[];
  onRoster(listener: (roster: readonly Participant[]) => void): () => void;
  close(): void;
}

/** Makes the signalling of one participant of a case. */
export function createSignalling(session: Session, caseId: string, participantId: string): Signalling {
  const signals = new Set<(from: string, data: Record<string, unknown>) => void>();
  const rosters = new Set<(roster: readonly Participant[]) => void>();
  const unconfirmed = new Map<number, { to: string; data: Record<string, unknown> }>();
  let roster: readonly Participant[] | undefined;
  let next = 0;

  function transmit(number: number) {
    const letter = unconfirmed.get(number);
    if (!letter || !session.online) return;
    session.request({ type: 'signal', caseId, from: participantId, ...letter }).then(
      () => unconfirmed.delete(number),
      (error: unknown) => {
        // Refused means that the other end has left: there is nobody to send it to.
        if (!isOffline(DiemcauError.from(error))) unconfirmed.delete(number);
      },
    );
  }

  const leave = [
    session.onEvent((event) => {
      if (event.kind === 'roster' && event.caseId === caseId) {
        roster = event.participants;
        for (const listener of [...rosters]) listener(event.participants);
      } else if (event.kind === 'signal' && event.caseId === caseId && event.to === participantId) {
        for (const listener of [...signals]) listener(event.from, event.data);
      }
    }),
    session.onLine((online) => {
      if (online) for (const number of [...unconfirmed.keys()]) transmit(number);
    }),
  ];

  function onRoster(listener: (roster: readonly Participant[]) => void) {
    rosters.add(listener);
    if (roster) listener(roster);
    return () => void rosters.delete(listener);
  }

  return {
    port: {
      send(to, data) {
        const number = next++;
        unconfirmed.set(number, { to, data });
        transmit(number);
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
      signals.clear();
      rosters.clear();
      unconfirmed.clear();
    },
  };
}
