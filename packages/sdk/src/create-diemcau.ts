import { paths } from '@diemcau/protocol';
import { createCaseService } from './case/create-case-service.js';
import { createConsentService } from './consent/create-consent-service.js';
import { createConsultationService } from './consultation/create-consultation-service.js';
import type { Diemcau, DiemcauOptions } from './diemcau.types.js';
import { lazyHttp } from './http/lazy-http.js';
import type { TalkFacts } from './consultation/consultation-deps.types.js';
import type { Call } from './internal/store.types.js';
import { createServerClock } from './internal/server-clock.js';
import { lazyReader } from './internal/lazy-reader.js';
import { createMinutesService } from './minutes/create-minutes-service.js';
import { createNetwork } from './network/create-network.js';
import { createClockFloor } from './offline/create-clock-floor.js';
import { createLeaveChannel } from './offline/create-leave-channel.js';
import { createPins } from './offline/create-pins.js';
import { createDatabase } from './offline/database.js';
import { createKeep } from './offline/create-keep.js';
import { knownPerson } from './offline/known-person.js';
import { lazyCopies } from './offline/lazy-copies.js';
import { lazyOutbox } from './offline/lazy-outbox.js';
import { createPeople } from './offline/people.js';
import { createRecordService } from './record/create-record-service.js';

/** Doors to the outside, for tests that run where a browser's own are missing. */
export interface Doors {
  fetch: typeof fetch;
  WebSocket: typeof WebSocket;
}

/**
 * Makes the client. Synchronous, without any I/O until it is first used; `close()` leaves nothing behind. Here and nowhere else the
 * nouns meet.
 */
export function createDiemcau(options: DiemcauOptions, doors: Partial<Doors> = {}): Diemcau {
  const { networkKey, tokenProvider, locale = 'vi', workerUrl, signal } = options;
  const gateway = options.gateway.replace(/\/+$/, '');
  const fetch: Doors['fetch'] = doors.fetch ?? ((...args) => globalThis.fetch(...args));
  const WebSocket = doors.WebSocket ?? globalThis.WebSocket;
  const database = createDatabase();
  const people = createPeople(database, gateway);
  const pins = createPins(database, gateway, networkKey);

  const clock = createServerClock();
  const floor = createClockFloor(database);

  // Signed out in another tab: keys and drafts are destroyed there, here the session ends.
  const leaving = createLeaveChannel((personId) => {
    if (identity.grant?.person.id === personId) network.signedOut();
  });

  const network = createNetwork({
    gateway,
    networkKey,
    tokenProvider,
    locale,
    people,
    pins,
    fetch,
    WebSocket,
    onReplaced: leave,
    clock,
    onServerTime: (theirs) => void floor.put(theirs, true),
    onOnline: async () => {
      leaving.open();
      const { me } = await network.identity.get();
      const { depositSealed } = await import('./offline/deposit-sealed.js');
      await Promise.allSettled([
        depositSealed({ database, gateway, post: async (path, body) => void (await http.post(path, body)) }, me.siteId),
        outbox.flush(),
      ]);
    },
  });
  const { session, identity } = network;
  const person = () =>
    knownPerson(
      async () => {
        await session.me();
        return (await identity.get({ stale: true })).person;
      },
      people.last,
      () => ['signed-out', 'refused'].includes(network.store.snapshot.status),
    );
  const http = lazyHttp({
    gateway,
    fetch,
    authorize: network.authorize,
    renew: async (call) => void (await identity.renew(call)),
  });
  const keep = createKeep({ database, person });
  const copies = lazyCopies({
    database,
    person,
    async now() {
      clock.raise(await floor.get());
      await floor.put(clock.now());
      return clock.now();
    },
  });
  // Whatever is over goes as soon as a page lives, before anybody could ask for it.
  const stopSweep = network.store.subscribe(({ status }) => {
    if (status === 'idle') return;
    stopSweep();
    void copies.sweep().catch(() => undefined);
  });
  const outbox = lazyOutbox({ database, http, person, onCount: network.setQueued });
  const reader = lazyReader(async () => (await import('./worker/create-reader.js')).createReader({ workerUrl }));

  const records = createRecordService({
    reader,
    session,
    http,
    outbox,
    keep,
    copies,
    fetch,
    locale,
    invited: async (caseId, abort) => (await caseOf(caseId, abort)).consultedSites,
    withheld: async (caseId, abort) => {
      const { withheldSections } = await import('./consent/withheld-sections.js');
      return withheldSections(
        await http.search('Consent', { 'source-reference': `ServiceRequest/${caseId}` }, { signal: abort }),
      );
    },
  });
  const cases = createCaseService({
    session,
    http,
    outbox,
    keep,
    copies,
    prefill: reader.prefill,
    attach: records.attach,
    shareAttached: (caseId) => records.share(caseId),
  });
  const consents = createConsentService({
    session,
    http,
    outbox,
    locale,
    shareAttached: (caseId, withheld) => records.share(caseId, { withheld }),
    async subject(caseId, call) {
      const { consentGate: gate, request, requestingSite, consultedSites } = await caseOf(caseId, call.signal);
      const { name, birthDate } = request.patient;
      return {
        gate,
        requestingSite,
        recipients: consultedSites,
        patient: birthDate === undefined ? { name } : { name, birthDate },
      };
    },
  });

  const minutes = createMinutesService({
    session,
    http,
    outbox,
    keep,
    subject: (caseId, call) => caseOf(caseId, call.signal),
    talk: (caseId) => talks.get(caseId),
  });

  async function perform(name: 'case.start' | 'case.end', caseId: string, call: Call) {
    const { makeCommand } = await import('./internal/make-command.js');
    const of = { id: caseId, caseId };
    const command = name === 'case.start' ? makeCommand(name, of, {}) : makeCommand(name, of, { outcome: 'ended' });
    return outbox.deliver([command], call);
  }

  const talks = new Map<string, TalkFacts>();
  const consultations = createConsultationService({
    session,
    fetch,
    rtc: () => import('@diemcau/rtc'),
    exchange: async (batch, call) => (await http.post(paths.fhir, batch, call)).byteLength,
    async relays(call) {
      const { readIceServers } = await import('./consultation/read-ice-servers.js');
      return readIceServers(await http.post(paths.turn, {}, call));
    },
    async start(caseId, call) {
      const { state, allowed } = await caseOf(caseId, call.signal);
      if (state === 'awaiting-signature' || !allowed.includes('start')) return false;
      return (await perform('case.start', caseId, call)).status === 'done';
    },
    async end(caseId, call) {
      await perform('case.end', caseId, call);
    },
    onTalk(caseId, facts) {
      talks.set(caseId, facts);
      minutes.talked(caseId, facts);
    },
  });

  async function caseOf(caseId: string, abort?: AbortSignal) {
    const call = { signal: abort };
    const [task, request, view] = await Promise.all([
      http.read(`Task/${caseId}`, call),
      http.read(`ServiceRequest/${caseId}`, call),
      import('./case/case-view.js'),
    ]);
    return view.caseViewOf(task, view.readRequest(request), session.current?.siteId ?? '', session.now());
  }

  /** Seals what is signed and unsent, destroys keys and drafts. */
  async function leave(before: Parameters<typeof people.destroy>[0]) {
    leaving.tell(before.id);
    const { leaveDevice } = await import('./offline/leave-device.js');
    const directory = async () => {
      const known = network.directory();
      if (known) return known;
      const pin = await pins.get();
      const { verifyDirectory } = await import('./internal/verify/verify-directory.js');
      return pin && (await verifyDirectory(pin.jws, networkKey)).directory;
    };
    await leaveDevice({ database, people, gateway, directory }, before);
  }

  const nouns = [consultations, cases, consents, records, minutes];
  const diemcau: Diemcau = {
    network: network.store,
    cases,
    consents,
    records,
    consultations,
    minutes,
    async signOut() {
      const who = identity.grant?.person ?? (await people.last());
      network.signedOut();
      if (who) await leave(who);
    },
    async close() {
      for (const noun of nouns) noun.close();
      outbox.close();
      http.close();
      network.close();
      leaving.close();
      reader.close();
      database.close();
    },
  };
  signal?.addEventListener('abort', () => void diemcau.close(), { once: true });
  return diemcau;
}
