// The page inside the frame of csp.test.ts: brings each element by the loader and tells what the policy refused.
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
);

/** As an IPS export writes it: XHTML with its namespace, tables and inline styling. */
const narrative =
  '<div xmlns="http://www.w3.org/1999/xhtml"><h5 style="margin:0">Problem List</h5><table style="border:1px solid"><thead><tr><th>Problem</th><th>Status</th></tr></thead><tbody><tr><td>Co giật do sốt</td><td>Active</td></tr></tbody></table></div>';

/** Resolves when the record shows such a part. */
function seen(root: ShadowRoot, selector: string): Promise<void> {
  return new Promise<void>((resolve) => {
    const look = () => {
      if (!root.querySelector(selector)) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { childList: true, subtree: true });
    look();
  });
}

async function openNarrative(record: HTMLElement): Promise<void> {
  const root = record.shadowRoot!;
  root.querySelector<HTMLElement>('.openable button')!.click();
  await seen(root, '.narrative');
}

/** The whole list, the sheet and the chart of results, one after the other. */
async function openResults(record: HTMLElement): Promise<void> {
  const root = record.shadowRoot!;
  for (const [nth, part] of [
    [2, '.results-scroll .gap'],
    [3, '.sheet'],
    [4, '.chart canvas'],
  ] as const) {
    root.querySelector<HTMLElement>(`#results .views button:nth-child(${nth})`)!.click();
    await seen(root, part);
  }
}

async function show(): Promise<string[]> {
  const {
    fakeCaseStore,
    fakeConsentStore,
    fakeConsultationStore,
    fakeDiemcau,
    fakeMinutesStore,
    fakeRecordStore,
    fakeNetworkStore,
    fakeWorklistStore,
    fakeCaseDraftStore,
  } = await import('@diemcau/sdk/testing');
  const { sampleCase, sampleRequest, sampleSites } = await import('./internal/sample-case.js');
  const { tags } = await import('./tags.js');
  await import('./loader.js');
  const { entry, readyRecord } = await import('./record/record/record.fixture.js');
  const { participant, session } = await import('./consultation/consultation/consultation.fixture.js');
  const talk = fakeConsultationStore(
    session({
      pointers: {
        'p-nhi': { of: 'source', participantId: 'p-me', sourceId: 'p-me-cam', x: 0.4, y: 0.3, at: Date.now() },
      },
      participants: [participant({ participantId: 'p-me' }), participant({ self: true })],
    }),
  );
  talk.stream = (_, sourceId) =>
    sourceId.endsWith('cam') ? document.createElement('canvas').captureStream(1) : undefined;
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
    consultation: talk,
    record: fakeRecordStore(
      readyRecord({
        problems: [entry({ narrative })],
        results: Array.from({ length: 90 }, (_, at) =>
          entry({ date: `${2000 + (at % 20)}-03-05`, value: { text: `${at}`, number: at, unit: 'mmol/L' } }),
        ),
      }),
    ),
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
  await openNarrative(network.querySelector('diemcau-record')!);
  await openResults(network.querySelector('diemcau-record')!);
  return all.filter((element) => element.shadowRoot!.childElementCount > 0).map(({ localName }) => localName);
}

show().then(
  (shown) => parent.postMessage({ violations, shown }, '*'),
  (failure: unknown) => parent.postMessage({ violations, shown: [], failure: String(failure) }, '*'),
);
