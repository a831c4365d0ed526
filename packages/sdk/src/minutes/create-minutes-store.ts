import type { MinutesDraft } from '@diemcau/fhir';
import { DiemcauError, type WireResource } from '@diemcau/protocol';
import { v7 } from 'uuid';
import { canonicalHash } from '../internal/canonical-hash.js';
import { createAutosave } from '../internal/create-autosave.js';
import { createRefresher } from '../internal/create-refresher.js';
import { createStore } from '../internal/create-store.js';
import { isOffline } from '../internal/is-offline.js';
import { makeCommand } from '../internal/make-command.js';
import type { Call, CommandResult } from '../internal/store.types.js';
import type { MinutesDeps, MinutesSubject, Talk } from './minutes-deps.types.js';
import type { MinutesState, MinutesStore } from './minutes.types.js';
import { emptyMinutes } from './empty-minutes.js';
import { prefillDraft, withTalk } from './prefill-draft.js';
import {
  checkMinutes,
  draftOfDocument,
  queuedSignature,
  readDocument,
  readDraft,
  toMinutesComposition,
  toMinutesDocument,
} from './read-minutes.js';
import { rightsOf } from './rights-of.js';
import { verifySignatures } from './verify-signatures.js';

/** Milliseconds after the last key until a draft is sent; it lies encrypted on this device at once. */
const sendAfter = 1_500;

/** A draft that the gateway does not have yet, and the version it was made from. */
interface KeptDraft {
  draft: MinutesDraft;
  base: number;
}

/** A store of minutes, and what only the composition root calls. */
export type OwnedMinutesStore = MinutesStore & { dispose(): void; talked(talk: Talk): void };

/** Minutes of one case: what is typed is kept at once, shared soon, signed over a frozen document. */
export function createMinutesStore(deps: MinutesDeps, caseId: string): OwnedMinutesStore {
  const { session, http, outbox, keep } = deps;
  const name = `minutes\n${caseId}`;
  const initial = emptyMinutes(caseId);
  const store = createStore<MinutesState>(initial);
  const siteName = (siteId: string) => session.sites.find(({ id }) => id === siteId)?.name ?? siteId;
  let subject: MinutesSubject | undefined;
  let document: { documentId: string; bundle: WireResource } | undefined;
  /** The version that the draft in hand was made from, while it differs from the gateway's. */
  let base: number | undefined;
  let sendTimer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | undefined;

  const autosave = createAutosave<KeptDraft>(async (kept) => {
    try {
      const savedAt = await keep.put(name, kept);
      store.publish({ savedAt });
    } catch (error) {
      store.publish({ error: DiemcauError.from(error) });
    }
  });

  const refresher = createRefresher(async (call) => {
    try {
      const me = await session.me(call);
      const [about, shared, signed, waiting] = await Promise.all([
        deps.subject(caseId, call),
        readDraft(http, caseId, call),
        readDocument(http, caseId, call),
        outbox.waiting(caseId),
      ]);
      subject = about;
      if (base === undefined && store.snapshot.status === 'loading') await resume();
      const queued = queuedSignature(waiting);
      const amending =
        about.state === 'completed' &&
        signed?.final === true &&
        (shared.amended || shared.draft?.amends?.documentId === signed.documentId);
      const current = amending ? undefined : signed;
      // Words that are being corrected here part from the document: it is not signed, it is replaced.
      const waitingDocument = queued?.bundle ? { documentId: queued.documentId, bundle: queued.bundle } : undefined;
      document = base === undefined ? (current ?? waitingDocument) : undefined;
      const lists = await Promise.all([
        current && document ? verifySignatures(session, { caseId, ...current, queued: false }) : [],
        document && queued
          ? verifySignatures(session, { caseId, ...document, signatures: [queued.jws], queued: true })
          : [],
      ]);
      const signatures = lists.flat();
      const rights = rightsOf({
        me,
        subject: about,
        amending,
        final: current?.final ?? false,
        signed: signatures.map(({ role }) => role),
        frozen: document !== undefined,
      });
      store.publish({
        ...rights,
        signatures,
        documentId: document?.documentId ?? signed?.documentId,
        error: undefined,
      });
      takeDraft(shared.draft, shared.version);
    } catch (caught) {
      const error = DiemcauError.from(caught);
      if (error.code === 'network/aborted') throw error;
      if (error.code === 'request/not-found') store.publish({ ...initial, status: 'not-available', error });
      else {
        if (store.snapshot.status === 'loading') await resume();
        store.publish({ status: store.snapshot.draft ? store.snapshot.status : 'failed', error });
      }
      throw error;
    }
  });

  /** What was typed and did not reach the gateway before. */
  async function resume() {
    const kept = await keep.get<KeptDraft>(name).catch(() => undefined);
    if (!kept || base !== undefined) return;
    base = kept.value.base;
    store.publish({ status: 'editing', draft: kept.value.draft, saving: 'unsaved', savedAt: kept.at });
  }

  /** Shows the gateway's draft, or says that it parted from the one in hand; nothing typed is thrown away. */
  function takeDraft(theirs: MinutesDraft | undefined, version: number) {
    if (document) {
      base = undefined;
      store.publish({ draft: draftOfDocument(document.bundle), version, saving: 'saved', theirs: undefined });
      check();
      return;
    }
    if (base === undefined) {
      const draft = theirs ?? (subject && prefillDraft(caseId, subject, deps.talk(caseId), siteName));
      store.publish({ draft: draft && withPeople(draft), version, saving: 'saved', theirs: undefined });
    } else if (base < version && store.snapshot.saving !== 'saving') {
      store.publish({ version, saving: 'conflict', theirs });
    } else {
      store.publish({ version });
      if (store.snapshot.canEdit) planSend(0);
    }
    check();
  }

  /** Chair and secretary are the case's own: who was assigned there stands here. */
  function withPeople(draft: MinutesDraft): MinutesDraft {
    const known = draft.participants.filter(({ role }) => role !== 'chair' && role !== 'secretary');
    const assigned = (subject?.people ?? []).filter(({ role }) => role === 'chair' || role === 'secretary');
    if (assigned.length === 0) return draft;
    const titled = assigned.map((person) => {
      const before = draft.participants.find(({ sub, siteId }) => sub === person.sub && siteId === person.siteId);
      return { ...(before ?? {}), ...person, siteName: siteName(person.siteId) };
    });
    const others = known.filter((one) => !titled.some(({ sub, siteId }) => sub === one.sub && siteId === one.siteId));
    return { ...draft, participants: [...titled, ...others] };
  }

  function check() {
    const { draft } = store.snapshot;
    if (draft) store.publish({ issues: checkMinutes(draft) });
  }

  function change(patch: Partial<MinutesDraft>) {
    const { draft, canEdit, saving } = store.snapshot;
    if (!draft || !canEdit) return;
    base ??= store.snapshot.version;
    document = undefined;
    store.publish({
      draft: { ...draft, ...structuredClone(patch) },
      saving: saving === 'conflict' ? 'conflict' : 'unsaved',
    });
    autosave.save({ draft: store.snapshot.draft as MinutesDraft, base });
    check();
    if (saving !== 'conflict') planSend(sendAfter);
  }

  function planSend(ms: number) {
    clearTimeout(sendTimer);
    sendTimer = setTimeout(() => void send().catch(() => undefined), ms);
  }

  /** Sends the draft in hand, one at a time; the newest words always follow. */
  async function send(call: Call = {}): Promise<void> {
    clearTimeout(sendTimer);
    await sending?.catch(() => undefined);
    if (base === undefined || store.snapshot.saving === 'conflict') return;
    return (sending = sendOnce(call).finally(() => (sending = undefined)));
  }

  async function sendOnce({ signal }: Call): Promise<void> {
    const draft = store.snapshot.draft as MinutesDraft;
    const version = base as number;
    store.publish({ saving: 'saving', error: undefined });
    try {
      const command = makeCommand(
        'minutes.save',
        { id: caseId, caseId },
        { composition: toMinutesComposition(draft) as never, version },
      );
      const answer = await http.command(command, { signal });
      const saved = Number((answer.meta as { versionId?: string } | undefined)?.versionId ?? version + 1);
      await autosave.settled();
      if (store.snapshot.draft === draft) {
        base = undefined;
        await keep.delete(name).catch(() => undefined);
        store.publish({ version: saved, saving: 'saved', savedAt: new Date(session.now()).toISOString() });
      } else {
        base = saved;
        store.publish({ version: saved, saving: 'unsaved' });
        planSend(sendAfter);
      }
    } catch (caught) {
      const error = DiemcauError.from(caught);
      if (error.code === 'minutes/version-conflict') {
        store.publish({ saving: 'unsaved' });
        refresher.poke();
      } else
        store.publish({ saving: isOffline(error) ? 'queued' : 'unsaved', error: isOffline(error) ? undefined : error });
      throw error;
    }
  }

  async function sign({ signal }: Call): Promise<CommandResult<{ documentId: string }>> {
    const { draft, role, issues, canSign } = store.snapshot;
    if (!draft || !canSign || role === 'reader') throw new DiemcauError('case/role-missing');
    if (!document && issues.some(({ severity }) => severity === 'error'))
      throw new DiemcauError('minutes/incomplete', { at: issues[0]?.at });
    if (store.snapshot.saving === 'conflict') throw new DiemcauError('minutes/version-conflict');
    // A draft that arrives after the signature would void it: the document carries all of it already.
    await send({ signal }).catch((error: unknown) => {
      if (!isOffline(DiemcauError.from(error))) throw error;
    });
    clearTimeout(sendTimer);
    const signedAt = new Date(session.now()).toISOString();
    const first = document === undefined;
    const requestingSite = subject?.requestingSite ?? '';
    const own =
      document ??
      buildDocument(store.snapshot.draft as MinutesDraft, {
        documentId: v7(),
        now: signedAt,
        siteId: requestingSite,
        siteName: siteName(requestingSite),
      });
    const { documentId, bundle } = own;
    const signature = await session.sign({
      kind: 'minutes',
      caseId,
      documentId,
      role,
      hash: await canonicalHash(bundle),
      signedAt,
    });
    const command = makeCommand(
      'minutes.sign',
      { id: caseId, caseId },
      { ...(first ? { document: bundle as never } : {}), documentId, signature },
    );
    const { status } = await outbox.deliver([command], { signal });
    base = undefined;
    await autosave.settled();
    await keep.delete(name).catch(() => undefined);
    document = own;
    if (status === 'done') await refresher.refresh().catch(() => undefined);
    else {
      const mine = await verifySignatures(session, { caseId, ...own, signatures: [signature], queued: true });
      store.publish({
        status: 'awaiting-signatures',
        saving: 'queued',
        canEdit: false,
        canSign: false,
        documentId,
        signatures: [...store.snapshot.signatures, ...mine],
      });
    }
    return status === 'done' ? { status, value: { documentId } } : { status };
  }

  async function act<T>(pending: 'sign' | 'amend', work: () => Promise<T>): Promise<T> {
    store.publish({ pending, error: undefined });
    try {
      return await work();
    } catch (caught) {
      const error = DiemcauError.from(caught);
      store.publish({ error });
      throw error;
    } finally {
      store.publish({ pending: undefined });
    }
  }

  const leave = [
    session.onEvent(
      (event) =>
        event.kind === 'case' &&
        event.caseId === caseId &&
        event.what !== 'thread' &&
        event.what !== 'record' &&
        refresher.poke(),
    ),
    session.onResync(refresher.poke),
    session.onAccessLost(({ code }) => {
      clearTimeout(sendTimer);
      if (code === 'auth/token-refused') return;
      base = document = undefined;
      store.publish({
        ...initial,
        draft: undefined,
        theirs: undefined,
        savedAt: undefined,
        documentId: undefined,
        error: undefined,
      });
    }),
    outbox.onChange((change) => {
      if (change.caseId !== caseId || change.command.name !== 'minutes.sign') return;
      if (change.kind === 'refused') store.publish({ error: change.error });
      if (store.snapshot.pending === undefined) refresher.poke();
    }),
  ];
  refresher.poke();

  return {
    get snapshot() {
      return store.snapshot;
    },
    subscribe: store.subscribe,
    update: change,
    talked(talk) {
      const { draft } = store.snapshot;
      const patch = draft ? withTalk(draft, talk) : {};
      if (Object.keys(patch).length > 0) change(patch);
    },
    async save(call = {}) {
      try {
        await send(call);
        return { status: 'done', value: undefined };
      } catch (caught) {
        const error = DiemcauError.from(caught);
        if (isOffline(error)) return { status: 'queued' };
        throw error;
      }
    },
    async resolve(choice) {
      const { theirs, version, saving } = store.snapshot;
      if (saving !== 'conflict') return;
      if (choice === 'theirs') {
        base = undefined;
        await autosave.settled();
        await keep.delete(name).catch(() => undefined);
        store.publish({ draft: theirs, theirs: undefined, saving: 'saved' });
        check();
        return;
      }
      base = version;
      store.publish({ theirs: undefined, saving: 'unsaved' });
      await send();
    },
    sign: (call = {}) => act('sign', () => sign(call)),
    amend: (reason, call = {}) =>
      act('amend', async () => {
        const documentId = store.snapshot.documentId ?? '';
        await http.command(makeCommand('minutes.amend', { id: caseId, caseId }, { reason }), call);
        await refresher.refresh(call);
        change({ amends: { documentId, reason } });
        return { status: 'done', value: undefined };
      }),
    excerpt(text, sourceRef) {
      const { draft } = store.snapshot;
      if (draft) change({ excerpts: [...draft.excerpts, sourceRef === undefined ? { text } : { text, sourceRef }] });
    },
    refresh: (call) => refresher.refresh(call),
    release: () => undefined,
    dispose() {
      clearTimeout(sendTimer);
      // Kept on this device already; sent too where the line allows it.
      if (base !== undefined && session.online) void send().catch(() => undefined);
      for (const stop of leave) stop();
      refresher.dispose();
    },
  };
}

function buildDocument(
  draft: MinutesDraft,
  meta: { documentId: string; now: string; siteId: string; siteName: string },
) {
  // Through JSON: what is hashed must be what is sent, without members that JSON drops.
  const bundle = JSON.parse(JSON.stringify(toMinutesDocument(draft, meta))) as WireResource;
  return { documentId: meta.documentId, bundle };
}
