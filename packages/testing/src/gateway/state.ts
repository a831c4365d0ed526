import type {
  CaseState,
  ConsentGate,
  ConsentPurpose,
  PersonRole,
  ServerEvent,
  SiteDirectory,
  WireResource,
} from '@diemcau/protocol';

/** Who asks, after token and proof held. */
export interface Caller {
  siteId: string;
  sub: string;
  name: string;
  scopes: ReadonlySet<string>;
  jkt: string;
  expires: number;
  system: boolean;
  onBehalf: boolean;
}

/** A case beside its resources. */
export interface CaseFile {
  caseId: string;
  state: CaseState;
  requestingSite: string;
  ownerSite: string;
  consultedSites: string[];
  /** Sites that were told of it. */
  readers: string[];
  /** Invited sites that rejected while others remained, with their reasons: they see the Task and the request, no more. */
  declined: Record<string, string>;
  gate: ConsentGate;
  emergencyGround?: string;
  statusReason?: string;
  scheduled?: { start: string; end?: string };
  people: { role: PersonRole; siteId: string; sub: string; name: string }[];
  sentAt: string;
}

/** A resource with whom it belongs to. */
export interface StoredResource {
  resource: WireResource & { id: string };
  caseId?: string;
  /** Seen only with this document. */
  documentId?: string;
  /** Seen only by this site. */
  onlySite?: string;
  version: number;
  updatedAt: string;
}

/** An immutable document and who may read it. */
export interface StoredDocument {
  caseId: string;
  kind: 'record' | 'minutes';
  siteId: string;
  hash: string;
  grants: { toSite: string; notAfter?: string; revokedAt?: string }[];
}

/** Minutes of a case. */
export interface MinutesFile {
  documentId?: string;
  signedDocumentId?: string;
  amendReason?: string;
  signatures: { role: PersonRole; jws: string }[];
}

/** All that the gateway in memory knows. Nothing outlives the object. */
export interface GatewayState {
  /** Public origin. */
  origin: string;
  directoryJws: string;
  directory: SiteDirectory;
  now(): Date;
  cases: Map<string, CaseFile>;
  resources: Map<string, StoredResource>;
  /** All versions, oldest first. */
  history: Map<string, StoredResource[]>;
  documents: Map<string, StoredDocument>;
  consents: {
    consentId: string;
    caseId: string;
    purpose: ConsentPurpose;
    decision: 'permit' | 'deny';
    hash: string;
    withdrawn: boolean;
  }[];
  minutes: Map<string, MinutesFile>;
  receipts: Map<string, { command: string; body: string; answer: WireResource }>;
  sealed: { id: string; siteId: string; sub: string; jwe: string; depositedAt: string }[];
  audit: { caseId: string; resource: WireResource & { id: string } }[];
  /** Tells the sockets of these sites. */
  announce(sites: readonly string[], event: ServerEvent): void;
}

/** Key of a resource in {@link GatewayState.resources}. */
export function keyOf(type: string, id: string): string {
  return `${type}/${id}`;
}

/** Writes a resource with its version; signed ones stay as they were signed, without `meta`. */
export function put(
  state: GatewayState,
  resource: WireResource & { id: string },
  of: Partial<Pick<StoredResource, 'caseId' | 'documentId' | 'onlySite'>>,
  verbatim = false,
): WireResource {
  const key = keyOf(resource.resourceType, resource.id);
  const version = (state.resources.get(key)?.version ?? 0) + 1;
  const updatedAt = state.now().toISOString();
  const meta = { ...(resource['meta'] as object | undefined), versionId: String(version), lastUpdated: updatedAt };
  const stored = verbatim ? resource : { ...resource, meta };
  const row = { resource: stored, version, updatedAt, ...of };
  state.resources.set(key, row);
  state.history.set(key, [...(state.history.get(key) ?? []), row]);
  return stored;
}

/** Whether a site sees a resource: cases that it was told of; records while their grant stands; minutes as long as they are. */
export function maySee(
  state: GatewayState,
  siteId: string,
  { resource, caseId, documentId, onlySite }: StoredResource,
): boolean {
  if (onlySite !== undefined) return onlySite === siteId;
  if (caseId === undefined) return true;
  const file = state.cases.get(caseId);
  const isRequest = resource.resourceType === 'Task' || resource.resourceType === 'ServiceRequest';
  const wasAsked = isRequest && file !== undefined && Object.hasOwn(file.declined, siteId);
  if (!file?.readers.includes(siteId) && !wasAsked) return false;
  const document = documentId === undefined ? undefined : state.documents.get(documentId);
  if (!document || document.kind === 'minutes' || document.siteId === siteId) return true;
  const now = state.now().toISOString();
  return document.grants.some(
    (grant) => grant.toSite === siteId && !grant.revokedAt && (!grant.notAfter || grant.notAfter > now),
  );
}
