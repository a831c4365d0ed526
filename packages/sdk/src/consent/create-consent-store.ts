import { DiemcauError, type ConsentPurpose, type WireResource } from '@diemcau/protocol';
import { createRefresher } from '../internal/create-refresher.js';
import { createStore } from '../internal/create-store.js';
import type { Call, CommandResult } from '../internal/store.types.js';
import type { ConsentDeps, ConsentSubject } from './consent-deps.types.js';
import { consentTexts } from './consent-texts.js';
import type { ConsentDecisions, ConsentStore, ConsentStoreState } from './consent.types.js';

/** The consents of one case: each purpose decided alone, signed by who takes it down, confirmed by the gateway. */
export function createConsentStore(deps: ConsentDeps, caseId: string): ConsentStore & { dispose(): void } {
  const { session, http, outbox, locale } = deps;
  const initial: ConsentStoreState = { status: 'loading', caseId, gate: 'closed', purposes: [], canCollect: false };
  const store = createStore<ConsentStoreState>(initial);
  let subject: ConsentSubject | undefined;
  let consents: WireResource[] = [];

  const refresher = createRefresher(async (call) => {
    try {
      const me = await session.me(call);
      [subject, consents] = await Promise.all([
        deps.subject(caseId, call),
        http.search('Consent', { 'source-reference': `ServiceRequest/${caseId}` }, call),
      ]);
      const { gate, patient, requestingSite } = subject;
      const canCollect = requestingSite === me.siteId && me.scopes.includes('consent.collect');
      const status = store.snapshot.status === 'signing' ? 'signing' : 'ready';
      store.publish({ status, gate, patient, canCollect, purposes: await states(), error: undefined });
    } catch (caught) {
      const error = DiemcauError.from(caught);
      if (error.code !== 'network/aborted')
        store.publish({ status: store.snapshot.purposes.length > 0 ? 'ready' : 'failed', error });
      throw error;
    }
  });

  async function states() {
    const [texts, { purposeStates, queuedConsents, readConsents }, waiting] = await Promise.all([
      consentTexts(locale),
      import('./purpose-states.js'),
      outbox.waiting(caseId),
    ]);
    const siteName = (siteId: string) => session.sites.find(({ id }) => id === siteId)?.name ?? siteId;
    return purposeStates(texts, readConsents(consents), queuedConsents(waiting), siteName);
  }

  async function act<T>(work: () => Promise<CommandResult<T>>): Promise<CommandResult<T>> {
    store.publish({ status: 'signing', error: undefined });
    try {
      const result = await work();
      if (result.status === 'done') await refresher.refresh().catch(() => undefined);
      store.publish({ status: 'ready', purposes: await states() });
      return result;
    } catch (caught) {
      const error = DiemcauError.from(caught);
      store.publish({ status: 'ready', error });
      throw error;
    }
  }

  /** What follows from an open gate; its failure is the share's, the consents stand. */
  async function share(withheld: readonly string[], wasOpen: boolean) {
    store.publish({ share: 'sharing' });
    try {
      const { status } = await deps.shareAttached(caseId, withheld);
      store.publish({ share: status === 'done' ? 'shared' : 'queued' });
    } catch (caught) {
      const error = DiemcauError.from(caught);
      const none = error.code === 'record/not-shared';
      // On an emergency ground it went before.
      if (none && wasOpen) store.publish({ share: undefined });
      else store.publish(none ? { share: 'no-source' } : { share: 'failed', error });
    }
  }

  async function decide(
    decisions: ConsentDecisions,
    { signal }: Call,
  ): Promise<CommandResult<{ consentIds: string[] }>> {
    subject ??= await deps.subject(caseId, { signal });
    const { signConsents } = await import('./sign-consents.js');
    const { commands, consentIds } = await signConsents({ session, caseId, subject, decisions });
    if (commands.length === 0) throw new DiemcauError('request/invalid', { at: 'decisions' });
    const { status } = await outbox.deliver(commands, { signal });
    return status === 'done' ? { status, value: { consentIds } } : { status };
  }

  async function withdraw(purpose: ConsentPurpose, reason: string, { signal }: Call): Promise<CommandResult> {
    const { consentId } =
      store.snapshot.purposes.find((one) => one.purpose === purpose && one.decision === 'permitted') ?? {};
    if (consentId === undefined) throw new DiemcauError('consent/missing', { facts: { purpose } });
    const consent =
      consents.find(({ id }) => id === consentId) ?? (await http.read(`Consent/${consentId}`, { signal }));
    const { signWithdrawal } = await import('./sign-consents.js');
    const command = await signWithdrawal(session, {
      caseId,
      consent: consent as WireResource & { id: string },
      purpose,
      reason,
    });
    const { status } = await outbox.deliver([command], { signal });
    return status === 'done' ? { status, value: undefined } : { status };
  }

  const leave = [
    session.onEvent(
      (event) => event.kind === 'case' && event.caseId === caseId && event.what === 'consent' && refresher.poke(),
    ),
    session.onResync(refresher.poke),
    session.onAccessLost(({ code }) => {
      if (code !== 'auth/token-refused')
        store.publish({ ...initial, patient: undefined, error: undefined, share: undefined });
    }),
    outbox.onChange((change) => {
      if (change.caseId !== caseId || !change.command.name.startsWith('consent.')) return;
      if (change.kind === 'refused') store.publish({ error: change.error });
      refresher.poke();
    }),
  ];
  refresher.poke();

  return {
    get snapshot() {
      return store.snapshot;
    },
    subscribe: store.subscribe,
    async decide(decisions, call = {}) {
      const wasOpen = store.snapshot.gate !== 'closed';
      const result = await act(() => decide(decisions, call));
      if (result.status === 'done' && store.snapshot.gate !== 'closed') await share(decisions.withheld ?? [], wasOpen);
      return result;
    },
    withdraw: (purpose, reason, call = {}) => act(() => withdraw(purpose, reason, call)),
    refresh: (call) => refresher.refresh(call),
    release: () => undefined,
    dispose() {
      for (const stop of leave) stop();
      refresher.dispose();
    },
  };
}
