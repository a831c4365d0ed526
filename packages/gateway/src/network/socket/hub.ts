import type { Bus } from '../../bus/bus.types.js';
import { eventText } from '../../internal/event-text.js';
import type { Principal } from '../../internal/principal.types.js';
import { OpenSession } from './session.js';

/** Milliseconds within which changes of presence become one event. */
const presenceEvery = 1_000;
/** Milliseconds that a confirmation waits for an event to travel with. */
const confirmWithin = 50;

/** Told when somebody’s line is lost, back, or gone for good. */
export interface HubListener {
  onLost(session: OpenSession): void;
  onBack(session: OpenSession): void;
  onEnded(session: OpenSession): void;
}

/** All sessions of this gateway: brings each what is announced to its site, and everyone who is there. */
export function createHub(bus: Bus, listener: HubListener, { awayGrace }: { awayGrace: number }) {
  const sessions = new Map<string, OpenSession>();
  const bySite = new Map<string, Set<OpenSession>>();
  const waiting = new Map<OpenSession, NodeJS.Timeout>();
  const connected = new Set<OpenSession>();
  let presenceTimer: NodeJS.Timeout | undefined;
  const unconfirmed: OpenSession[] = [];
  let confirmTimer: NodeJS.Timeout | undefined;

  const unsubscribe = bus.subscribe(({ sites, event }) => {
    const text = eventText(event);
    for (const site of sites) for (const session of bySite.get(site) ?? []) session.push(text);
  });

  function confirmSoon(session: OpenSession) {
    unconfirmed.push(session);
    confirmTimer ??= setTimeout(() => {
      confirmTimer = undefined;
      for (const one of unconfirmed.splice(0)) one.confirmNow();
    }, confirmWithin);
  }

  function presence(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const [site, members] of bySite) {
      const people = new Set([...members].filter((one) => one.isConnected).map((one) => one.who.sub));
      if (people.size > 0) counts[site] = people.size;
    }
    return counts;
  }

  function announcePresence() {
    presenceTimer ??= setTimeout(() => {
      presenceTimer = undefined;
      const text = eventText({ kind: 'presence', sites: presence() });
      for (const session of connected) session.push(text);
    }, presenceEvery).unref();
  }

  function end(session: OpenSession) {
    clearTimeout(waiting.get(session));
    waiting.delete(session);
    sessions.delete(session.id);
    bySite.get(session.who.siteId)?.delete(session);
    listener.onEnded(session);
  }

  return {
    open(who: Principal): OpenSession {
      const session = new OpenSession(who, confirmSoon);
      sessions.set(session.id, session);
      bySite.set(who.siteId, (bySite.get(who.siteId) ?? new Set()).add(session));
      announcePresence();
      return session;
    },
    /** The session, when it is the same person with the same key and nothing was lost. */
    resume(id: string, seq: number, who: Principal): OpenSession | undefined {
      const session = sessions.get(id);
      if (!session) return undefined;
      const same = session.who.siteId === who.siteId && session.who.sub === who.sub && session.who.jkt === who.jkt;
      if (!same || !session.canResume(seq)) return undefined;
      clearTimeout(waiting.get(session));
      waiting.delete(session);
      session.who = who;
      return session;
    },
    back(session: OpenSession) {
      connected.add(session);
      listener.onBack(session);
      announcePresence();
    },
    /** Its socket is gone; it may come back for a while. */
    lost(session: OpenSession) {
      connected.delete(session);
      waiting.set(session, setTimeout(() => end(session), awayGrace).unref());
      listener.onLost(session);
      announcePresence();
    },
    count: () => connected.size,
    close() {
      unsubscribe();
      clearTimeout(presenceTimer);
      clearTimeout(confirmTimer);
      for (const timer of waiting.values()) clearTimeout(timer);
    },
  };
}

/** All open sessions. */
export type Hub = ReturnType<typeof createHub>;
