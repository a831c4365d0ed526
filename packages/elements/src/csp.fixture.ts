// The page inside the frame of csp.test.ts: brings each element by the loader and tells what the policy refused.
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
);

async function show(): Promise<string[]> {
  const {
    fakeCaseStore,
    fakeConsentStore,
    fakeConsultationStore,
    fakeDiemcau,
    fakeMinutesStore,
    fakeNetworkStore,
    fakeWorklistStore,
    fakeCaseDraftStore,
  } = await import('@diemcau/sdk/testing');
  const { sampleCase, sampleRequest, sampleSites } = await import('./internal/sample-case.js');
  const { tags } = await import('./tags.js');
  await import('./loader.js');
  const client = fakeDiemcau({
    case: fakeCaseStore({
      status: 'ready',
      case: sampleCase({ state: 'in-session', allowed: ['end', 'reject', 'assign'] }),
    }),
    worklist: fakeWorklistStore({ items: [sampleCase()] }),
    draft: fakeCaseDraftStore({
      value: sampleRequest(),
      issues: [{ code: 'required', severity: 'error', at: 'question' }],
    }),
    network: fakeNetworkStore({
      sites: [...sampleSites] as never,
      status: 'offline',
      retryAt: Date.now() + 60_000,
      queued: 1,
    }),
    consent: fakeConsentStore({ status: 'ready' }),
    consultation: fakeConsultationStore({ status: 'idle' }),
    minutes: fakeMinutesStore({ status: 'not-available' }),
  });
  const network = document.createElement('diemcau-network') as HTMLElement & {
    client: unknown;
    updateComplete: Promise<unknown>;
  };
  network.client = client;
  const elements = Object.keys(tags)
    .filter((tag) => tag !== 'diemcau-network')
    .map((tag) => {
      const element = document.createElement(tag);
      element.setAttribute('case-id', 'case-1');
      return element;
    });
  network.append(...elements);
  document.body.append(network);
  const all = [network, ...elements] as (HTMLElement & { updateComplete: Promise<unknown> })[];
  await Promise.all(all.map((element) => customElements.whenDefined(element.localName)));
  await Promise.all(all.map((element) => element.updateComplete));
  for (const verb of network
    .querySelector('diemcau-case')!
    .shadowRoot!.querySelectorAll<HTMLElement>('[data-verb=reject], #tab-consent, #tab-minutes, #tab-thread'))
    verb.click();
  await Promise.all(all.map((element) => element.updateComplete));
  return all.filter((element) => element.shadowRoot!.childElementCount > 0).map(({ localName }) => localName);
}

show().then(
  (shown) => parent.postMessage({ violations, shown }, '*'),
  (failure: unknown) => parent.postMessage({ violations, shown: [], failure: String(failure) }, '*'),
);
