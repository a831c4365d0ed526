import { paths } from '@diemcau/protocol';
import { verifyDirectory, verifyMinutesDocument } from '@diemcau/sdk/verify';
import type { PortalStore, StoredMinutes } from '../portal/portal-store.js';
import type { SystemClient } from './system-client.js';

interface Searchset<T> {
  entry?: { resource: T }[];
}
interface DocumentReference {
  id: string;
  docStatus?: string;
  meta?: { lastUpdated?: string };
  context?: { related?: { reference?: string }[] };
  extension?: { url: string; valueString?: string }[];
}

/**
 * Fetches signed minutes with the site's system token, verifies them against the pinned directory, keeps them.
 * The browser may be closed when the chair signs: this is how the document surely comes home.
 */
export async function fetchMinutes(
  client: SystemClient,
  store: PortalStore,
  networkKey: string,
  signal?: AbortSignal,
): Promise<StoredMinutes[]> {
  const since = store.state.fetchedUpTo;
  const query = new URLSearchParams({ category: 'minutes', ...(since ? { _lastUpdated: `gt${since}` } : {}) });
  const found = (await client.call('GET', `${paths.fhir}/DocumentReference?${query}`, {
    signal,
  })) as Searchset<DocumentReference>;
  const references = (found.entry ?? [])
    .map((entry) => entry.resource)
    .filter((reference) => reference.docStatus === 'final');
  const received: StoredMinutes[] = [];
  const directory = references.length > 0 ? await client.directory(signal) : '';
  for (const reference of references) {
    const minutes = await verified(client, reference, { directory, networkKey }, signal);
    const patientId = store.state.cases.find((one) => one.caseId === minutes.caseId)?.patientId;
    await store.addMinutes({ ...minutes, patientId });
    received.push({ ...minutes, patientId });
  }
  const latest = references
    .map((reference) => reference.meta?.lastUpdated ?? '')
    .sort()
    .at(-1);
  if (latest && latest > (since ?? '')) await store.update((state) => ({ ...state, fetchedUpTo: latest }));
  return received;
}

async function verified(
  client: SystemClient,
  reference: DocumentReference,
  pinned: { directory: string; networkKey: string },
  signal?: AbortSignal,
): Promise<StoredMinutes> {
  const document = (await client.call('GET', `${paths.fhir}/Bundle/${reference.id}`, {
    signal,
  })) as StoredMinutes['document'];
  const signatures = (reference.extension ?? [])
    .filter((one) => one.url === 'urn:diemcau:signature')
    .map((one) => one.valueString ?? '');
  const caseId =
    reference.context?.related?.map((one) => /^ServiceRequest\/(.+)$/.exec(one.reference ?? '')?.[1]).find(Boolean) ??
    '';
  const common = { documentId: reference.id, caseId, receivedAt: new Date().toISOString(), document, signatures };
  try {
    const { directory } = await verifyDirectory(pinned.directory, pinned.networkKey);
    const result = await verifyMinutesDocument(document, signatures, directory, { caseId });
    const signers = result.signatures.map(({ role, signer, signedAt }) => ({
      role,
      signedAt,
      name: signer.name,
      siteId: signer.siteId,
      sub: signer.sub,
    }));
    return { ...common, complete: result.complete, signers };
  } catch (error) {
    return {
      ...common,
      complete: false,
      signers: [],
      refused: (error as { code?: string }).code ?? 'internal/unexpected',
    };
  }
}
