import { validate } from 'uuid';
import { DiemcauError, isDiemcauError, type WireResource } from '@diemcau/protocol';
import { writeAudit, type AuditEntry } from '../audit/write-audit.js';
import type { Principal } from '../internal/principal.types.js';
import type { Found, SearchParameters } from '../internal/reader.types.js';
import { requireReadScope } from '../internal/require-scope.js';
import { readHistory, readResource } from '../store/resource.js';
import type { Tx } from '../store/store.types.js';
import { capabilityStatement } from './capability-statement.js';
import { matchRoute, type Match } from './routes.js';
import { runCommand, type Trace } from './run-command.js';
import { readPage, runSearch, toFound } from './run-search.js';
import type { FhirRequest, FhirResponse, RouterDeps } from './router.types.js';
import { isPersonal } from './search-parameters.js';

/** Answers one interaction for somebody, as if it had come alone. */
export type FhirRouter = (who: Principal, request: FhirRequest) => Promise<FhirResponse>;

/** Serves one request by the route table. Throws DiemcauError; what fails is in the log as well. */
export function createFhirRouter(deps: RouterDeps): FhirRouter {
  return async (who, request) => {
    const [path, query] = splitUrl(request.url);
    const match = matchRoute(request.method, path);
    if (match === 'other') throw new DiemcauError('request/method-not-allowed');
    if (!match)
      throw new DiemcauError(
        isWriteOfServedType(request.method, path) ? 'request/method-not-allowed' : 'request/not-found',
      );
    const trace: Trace = { caseIds: new Set() };
    const route = `${match.route.method} /fhir/R4${match.route.path}`;
    try {
      const answer = await serve(deps, who, { match, request, query, trace });
      if (match.route.command) deps.onCommand(match.route.command, 'done');
      return { status: 200, route, ...answer };
    } catch (error) {
      const known = DiemcauError.from(error);
      if (match.route.command) deps.onCommand(match.route.command, known.code);
      await auditFailure(deps, who, match, trace, known);
      throw error;
    }
  };
}

interface Call {
  match: Match;
  request: FhirRequest;
  query: URLSearchParams;
  trace: Trace;
}

async function serve(
  deps: RouterDeps,
  who: Principal,
  { match, request, query, trace }: Call,
): Promise<{ resource: WireResource; etag?: string }> {
  const { route, id, version } = match;
  const type = route.type ?? '';
  const now = new Date(deps.clock());
  switch (route.interaction) {
    case 'metadata':
      return { resource: capabilityStatement(now) };
    case 'command':
      return {
        resource: await runCommand(
          deps,
          who,
          { command: route.command!, id, body: request.body, key: request.idempotencyKey },
          trace,
        ),
      };
    case 'update':
      return deps.store.transact(who, async (tx) => {
        const resource = await deps.putPractitionerRole(tx, who, id, request.body as WireResource, now);
        await writeAudit(tx, { who, action: 'U', interaction: 'update', type, id, now });
        return { resource };
      });
    case 'batch':
      throw new DiemcauError('request/invalid', { at: 'Bundle.entry.request.url' });
    case 'read':
    case 'vread':
    case 'history':
    case 'search':
    case 'search-get':
      break;
  }
  requireReadScope(who, type);
  const maySee = (found: Found) => found.facts === undefined || deps.mayRead(who.siteId, found.facts, now);
  return deps.store.transact(who, async (tx) => {
    const about: Pick<AuditEntry, 'who' | 'type' | 'now'> = { who, type, now };
    if (route.interaction === 'search' || route.interaction === 'search-get') {
      const parameters = searchParameters(type, route.interaction, request, query);
      const { bundle, caseIds } = await runSearch(deps, tx, type, parameters, maySee);
      await writeAudit(tx, { ...about, action: 'E', interaction: 'search', caseIds });
      return { resource: bundle };
    }
    const found = (await find(deps, tx, match)).filter(maySee);
    const [first] = found;
    if (!first) throw new DiemcauError('request/not-found');
    await writeAudit(tx, { ...about, action: 'R', interaction: route.interaction, id, caseIds: first.caseIds });
    if (route.interaction === 'history') return { resource: historyBundle(found) };
    return { resource: first.resource, etag: `W/"${version || first.version}"` };
  });
}

async function find(deps: RouterDeps, tx: Tx, { route, id, version }: Match): Promise<Found[]> {
  const type = route.type!;
  const reader = deps.readers.get(type);
  if (reader) return reader.read!(tx, id);
  if (route.interaction === 'history') return (await readHistory(tx, type, id)).map(toFound);
  if (route.interaction === 'vread') return (await readHistory(tx, type, id, Number(version))).map(toFound);
  const row = await readResource(tx, type, id);
  return row ? [toFound(row)] : [];
}

function historyBundle(found: Found[]): WireResource {
  const entry = found.map(({ resource, version, updatedAt }) => ({
    fullUrl: `${resource.resourceType}/${resource.id}`,
    resource,
    response: { status: '200', etag: `W/"${version}"`, lastModified: updatedAt?.toISOString() },
  }));
  return { resourceType: 'Bundle', type: 'history', total: entry.length, entry };
}

/** A form or Parameters for POST; the URL for GET, where no person may be named: URLs are logged on their way. */
function searchParameters(
  type: string,
  interaction: 'search' | 'search-get',
  request: FhirRequest,
  query: URLSearchParams,
): SearchParameters {
  if (interaction === 'search-get' || [...query].length > 0) {
    for (const name of query.keys())
      if (isPersonal(name.split(':')[0]!)) throw new DiemcauError('request/personal-search-in-url');
    const page = query.get('_page');
    return page === null ? grouped(query) : readPage(type, page);
  }
  if (request.form !== undefined) return grouped(new URLSearchParams(request.form));
  if (request.body === undefined || request.body === null) return new Map();
  const { resourceType, parameter } = request.body as {
    resourceType?: string;
    parameter?: { name?: unknown; valueString?: unknown }[];
  };
  if (resourceType !== 'Parameters') throw new DiemcauError('request/invalid', { at: 'Parameters' });
  const pairs = (Array.isArray(parameter) ? parameter : []).map((one) => [String(one?.name), String(one?.valueString)]);
  return grouped(new URLSearchParams(pairs));
}

function grouped(pairs: URLSearchParams): SearchParameters {
  const map = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    if (name === '_after' || name === '_page') throw new DiemcauError('request/unsupported', { at: name });
    map.set(name, [...(map.get(name) ?? []), value]);
  }
  return map;
}

function splitUrl(url: string): [path: string, query: URLSearchParams] {
  const at = url.indexOf('?');
  return at < 0 ? [url, new URLSearchParams()] : [url.slice(0, at), new URLSearchParams(url.slice(at + 1))];
}

/** Raw writes of what is served are refused as such: state changes by commands only. */
function isWriteOfServedType(method: string, path: string): boolean {
  const type = path.split('/')[1] ?? '';
  return (
    method !== 'GET' && (matchRoute('GET', `/${type}/x`) !== undefined || matchRoute('GET', `/${type}`) !== undefined)
  );
}

/** Types whose id is the caseId. */
const namedByCase = new Set(['ServiceRequest', 'Task', 'Composition', 'Appointment', 'Encounter']);

/** A refusal is logged in a transaction of its own: the one it broke off is gone. The case's sites see who tried. */
async function auditFailure(deps: RouterDeps, who: Principal, { route, id }: Match, trace: Trace, error: DiemcauError) {
  const action =
    route.interaction === 'read' || route.interaction === 'history' || route.interaction === 'vread' ? 'R' : 'E';
  const entry = {
    who,
    action,
    interaction: route.command ?? route.interaction,
    type: route.type,
    id: id || undefined,
    code: error.code,
  } as const;
  const caseIds =
    trace.caseIds.size > 0 ? [...trace.caseIds] : namedByCase.has(route.type ?? '') && validate(id) ? [id] : [];
  await deps.store
    .transact(who, (tx) => writeAudit(tx, { ...entry, caseIds, now: new Date(deps.clock()) }))
    .catch((failure: unknown) => {
      if (!isDiemcauError(failure)) throw failure;
    });
}
