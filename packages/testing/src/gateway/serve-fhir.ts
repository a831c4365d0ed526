import {
  commandOfPath,
  commands,
  decodeCommand,
  DiemcauError,
  maxBatchEntries,
  scopes,
  type CommandName,
  type WireResource,
} from '@diemcau/protocol';
import canonicalize from 'canonicalize';
import { audit } from './audit.js';
import { caseCommands } from './case-commands.js';
import type { CommandHandler } from './command.types.js';
import { consentCommands } from './consent-commands.js';
import { minutesCommands } from './minutes-commands.js';
import { operationOutcome } from './outcome.js';
import { recordCommands } from './record-commands.js';
import { isPersonal, readPage, search, searchable } from './search.js';
import { keyOf, maySee, put, type Caller, type GatewayState, type StoredResource } from './state.js';

const handlers: { [N in CommandName]: CommandHandler<N> } = {
  ...caseCommands,
  ...consentCommands,
  ...recordCommands,
  ...minutesCommands,
};
const caseTypes = [
  'ServiceRequest',
  'Task',
  'Consent',
  'Composition',
  'DocumentReference',
  'Communication',
  'Provenance',
  'Appointment',
  'Encounter',
];
const readable = new Set([...caseTypes, 'Bundle', 'Binary', 'AuditEvent', 'PractitionerRole']);

/** One request, alone or as an entry of a batch. */
export interface FhirRequest {
  method: string;
  /** Below `/fhir/R4`, with its query. */
  url: string;
  body?: unknown;
  form?: string;
  key?: string;
}

/** Status, resource and entity tag of an answer. */
export interface FhirAnswer {
  status: number;
  resource: WireResource;
  etag?: string;
}

/** Serves one FHIR request. @throws DiemcauError */
export async function serveFhir(state: GatewayState, who: Caller, request: FhirRequest): Promise<FhirAnswer> {
  const [path = '', query = ''] = request.url.split('?');
  const [, type = '', id = '', operation = '', version = ''] = path.split('/');
  const command = request.method === 'POST' ? commandOfPath(type, operation) : undefined;
  if (command) return { status: 200, resource: await runCommand(state, who, command, id, request) };
  if (request.method === 'PUT' && type === 'PractitionerRole' && id && !operation)
    return { status: 200, resource: putRole(state, who, id, request.body as WireResource) };
  const isSearch =
    searchable.has(type) &&
    !operation &&
    (request.method === 'POST' ? id === '_search' : request.method === 'GET' && !id);
  const isRead =
    request.method === 'GET' && readable.has(type) && Boolean(id) && (!operation || operation === '_history');
  if (!isSearch && !isRead)
    throw new DiemcauError(
      readable.has(type) && request.method !== 'GET' ? 'request/method-not-allowed' : 'request/not-found',
    );
  requireReadScope(who, type);
  if (isSearch) return { status: 200, resource: searchOf(state, who, type, request, query) };
  return read(state, who, { type, id, operation, version });
}

async function runCommand<N extends CommandName>(
  state: GatewayState,
  who: Caller,
  command: N,
  id: string,
  { body, key }: FhirRequest,
): Promise<WireResource> {
  requireScope(who, (commands[command] as { scope?: string }).scope);
  if (!key || !/^[A-Za-z0-9\-._:]{8,100}$/.test(key))
    throw new DiemcauError('request/invalid', { at: 'Idempotency-Key' });
  const input = decodeCommand(command, body);
  const said = canonicalize([command, id, who.sub, body]) ?? '';
  const receipt = state.receipts.get(`${who.siteId} ${key}`);
  if (receipt && receipt.body !== said) throw new DiemcauError('request/idempotency-conflict');
  if (receipt) return receipt.answer;
  const answer = await handlers[command](state, who, id, input);
  state.receipts.set(`${who.siteId} ${key}`, { command, body: said, answer });
  const caseId = (input as { caseId?: string }).caseId ?? id;
  if (answer.resourceType !== 'AuditEvent')
    audit(state, who, { caseId, action: 'E', interaction: command, what: `${commands[command].type}/${id}` });
  return answer;
}

/** As the gateway asks for a scope. @throws DiemcauError `auth/scope-missing` */
export function requireScope(who: Caller, scope: string | undefined) {
  if (who.onBehalf) return;
  if (who.system) throw new DiemcauError('auth/scope-missing', { facts: { scope: scope ?? 'person' } });
  if (scope === undefined ? !scopes.some((one) => who.scopes.has(one)) : !who.scopes.has(scope))
    throw new DiemcauError('auth/scope-missing', { facts: { scope: scope ?? 'any' } });
}

function requireReadScope(who: Caller, type: string) {
  for (const scope of who.scopes) {
    if ((scopes as readonly string[]).includes(scope)) return;
    const smart = /^(?:user|patient|system)\/(\*|[A-Za-z]+)\.([cruds]+|read|\*)(?:\?.*)?$/.exec(scope);
    if (smart && (smart[1] === '*' || smart[1] === type) && /[rs*]/.test(smart[2]!)) return;
  }
  throw new DiemcauError('auth/scope-missing', { facts: { type } });
}

function searchOf(state: GatewayState, who: Caller, type: string, request: FhirRequest, query: string): WireResource {
  const given = parametersOf(request, query);
  const caseId = given.find(([name]) => name === 'entity' || name === 'case')?.[1]?.replace(/^ServiceRequest\//, '');
  if (type === 'AuditEvent' && !caseId) throw new DiemcauError('request/invalid', { at: 'entity' });
  const found = search(state, who, type, given);
  const cases = new Set(
    ((found['entry'] as { resource: { id: string } }[] | undefined) ?? []).map(
      ({ resource }) => state.resources.get(keyOf(type, resource.id))?.caseId,
    ),
  );
  for (const one of cases) if (one) audit(state, who, { caseId: one, action: 'E', interaction: 'search' });
  return found;
}

function parametersOf({ method, body, form }: FhirRequest, query: string): [string, string][] {
  const inUrl = [...new URLSearchParams(query)];
  if (method === 'GET' || inUrl.length > 0) {
    if (inUrl.some(([name]) => isPersonal(name.split(':')[0]!)))
      throw new DiemcauError('request/personal-search-in-url');
    const page = inUrl.find(([name]) => name === '_page')?.[1];
    return page === undefined ? inUrl : readPage(page);
  }
  if (form !== undefined) return [...new URLSearchParams(form)];
  if (body === undefined || body === null) return [];
  const { resourceType, parameter } = body as {
    resourceType?: string;
    parameter?: { name?: unknown; valueString?: unknown }[];
  };
  if (resourceType !== 'Parameters') throw new DiemcauError('request/invalid', { at: 'Parameters' });
  return (Array.isArray(parameter) ? parameter : []).map((one) => [String(one?.name), String(one?.valueString)]);
}

function read(
  state: GatewayState,
  who: Caller,
  { type, id, operation, version }: { type: string; id: string; operation: string; version: string },
): FhirAnswer {
  const entry = type === 'AuditEvent' ? state.audit.find((one) => one.resource.id === id) : undefined;
  const row: StoredResource | undefined = entry
    ? { ...entry, version: 1, updatedAt: '' }
    : state.resources.get(keyOf(type, id));
  if (!row || !maySee(state, who.siteId, row)) throw new DiemcauError('request/not-found');
  if (row.caseId) audit(state, who, { caseId: row.caseId, action: 'R', interaction: 'read', what: `${type}/${id}` });
  const versions = state.history.get(keyOf(type, id)) ?? [];
  if (operation === '_history' && !version) return { status: 200, resource: historyOf(versions) };
  const one = version ? versions.find((known) => String(known.version) === version) : row;
  if (!one) throw new DiemcauError('request/not-found');
  return { status: 200, resource: one.resource, etag: `W/"${one.version}"` };
}

function historyOf(versions: readonly StoredResource[]): WireResource {
  const entry = [...versions].reverse().map(({ resource, version, updatedAt }) => ({
    fullUrl: `${resource.resourceType}/${resource.id}`,
    resource,
    response: { status: '200', etag: `W/"${version}"`, lastModified: updatedAt },
  }));
  return { resourceType: 'Bundle', type: 'history', total: entry.length, entry };
}

function putRole(state: GatewayState, who: Caller, id: string, body: WireResource): WireResource {
  if (!who.system) throw new DiemcauError('request/method-not-allowed');
  const organization = (body['organization'] as { identifier?: { value?: string } } | undefined)?.identifier?.value;
  if (body.resourceType !== 'PractitionerRole' || body.id !== id)
    throw new DiemcauError('request/invalid', { at: 'PractitionerRole.id' });
  if (organization !== who.siteId) throw new DiemcauError('request/invalid', { at: 'PractitionerRole.organization' });
  const known = state.resources.get(keyOf('PractitionerRole', id))?.resource as
    { organization?: { identifier?: { value?: string } } } | undefined;
  if (known && known.organization?.identifier?.value !== who.siteId) throw new DiemcauError('request/not-found');
  return put(state, { ...body, id }, {});
}

/** Serves the entries of a FHIR batch one after another; one that fails does not touch the others. */
export async function serveBatch(state: GatewayState, who: Caller, body: unknown): Promise<WireResource> {
  const {
    resourceType,
    type,
    entry = [],
  } = (body ?? {}) as {
    resourceType?: string;
    type?: string;
    entry?: { fullUrl?: string; resource?: unknown; request?: { method?: string; url?: string } }[];
  };
  if (resourceType !== 'Bundle' || type !== 'batch' || !Array.isArray(entry))
    throw new DiemcauError('request/invalid', { at: 'Bundle' });
  if (entry.length > maxBatchEntries)
    throw new DiemcauError('request/too-large', {
      at: 'Bundle.entry',
      facts: { entries: entry.length, most: maxBatchEntries },
    });
  const answers: object[] = [];
  for (const one of entry) {
    try {
      const { method, url } = one?.request ?? {};
      if (typeof method !== 'string' || typeof url !== 'string')
        throw new DiemcauError('request/invalid', { at: 'Bundle.entry.request' });
      const key = /^urn:uuid:(.+)$/.exec(one.fullUrl ?? '')?.[1];
      const { status, resource, etag } = await serveFhir(state, who, {
        method,
        url: url.startsWith('/') ? url : `/${url}`,
        body: one.resource,
        key,
      });
      answers.push({ resource, response: { status: String(status), ...(etag ? { etag } : {}) } });
    } catch (error) {
      const known = DiemcauError.from(error);
      answers.push({ response: { status: String(known.status), outcome: operationOutcome(known) } });
    }
  }
  return { resourceType: 'Bundle', type: 'batch-response', entry: answers };
}
