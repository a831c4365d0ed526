import type { ConsultationState, ParticipantView } from '@diemcau/sdk';
import type { Say } from './views/say.js';

type State = Readonly<ConsultationState>;

/** What a screen reader is told between two snapshots: arrivals, departures, the line. Never a tick. */
export function spokenChange(now: State, was: State, { t, site }: Say): string {
  if (now.status === 'reconnecting' && was.status !== 'reconnecting') return t.lineLost;
  if (now.status === 'joined' && was.status === 'reconnecting') return t.lineBack;
  if (now.status !== 'joined' || was.status !== 'joined') return '';
  const arrived = missing(now.participants, was.participants).map(({ name, siteId }) => t.arrived(name, site(siteId)));
  const gone = missing(was.participants, now.participants).map(({ name }) => t.gone(name));
  const step = now.quality.step !== was.quality.step ? [t.nowStep(t.steps[now.quality.step])] : [];
  return [...arrived, ...gone, ...step].join('. ');
}

function missing(of: readonly ParticipantView[], from: readonly ParticipantView[]): ParticipantView[] {
  return of.filter(({ self, participantId }) => !self && !from.some((other) => other.participantId === participantId));
}
