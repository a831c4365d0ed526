import { DiemcauError, systems, type WireResource } from '@diemcau/protocol';
import { maySee, type Caller, type GatewayState, type StoredResource } from './state.js';

type Test = (row: StoredResource, value: string) => boolean;
type Coding = { system?: string; code?: string };

const list = (value: string) => value.split(',').map((one) => one.trim());
const codes = (value: string) => list(value).map((one) => one.split('|').at(-1)!);
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((from, name) => (from as Record<string, unknown> | undefined)?.[name], value);

const ofCase: Test = (row, value) => list(value).some((one) => one.replace(/^ServiceRequest\//, '') === row.caseId);
const text =
  (path: string): Test =>
  (row, value) =>
    codes(value).includes(String(at(row.resource, path)));
const site = (path: string) => text(`${path}.identifier.value`);

const common: Record<string, Test> = {
  _id: (row, value) => list(value).includes(row.resource.id),
  case: ofCase,
  status: text('status'),
};

/** Parameters by type; one that is not here is refused, never ignored. */
const parameters: Record<string, Record<string, Test>> = {
  ServiceRequest: { requester: site('requester'), priority: text('priority') },
  Task: {
    focus: ofCase,
    'based-on': ofCase,
    owner: site('owner'),
    requester: site('requester'),
    'business-status': (row, value) =>
      ((at(row.resource, 'businessStatus.coding') as Coding[] | undefined) ?? []).some((one) =>
        codes(value).includes(one.code ?? ''),
      ),
  },
  Consent: { data: ofCase, 'source-reference': ofCase },
  Composition: { 'based-on': ofCase },
  DocumentReference: {
    related: ofCase,
    category: (row, value) =>
      ((row.resource['category'] as { coding?: Coding[] }[] | undefined) ?? []).some((one) =>
        one.coding?.some(({ system, code }) => system === systems.documentKind && codes(value).includes(code ?? '')),
      ),
  },
  Communication: { 'based-on': ofCase },
  Provenance: {
    target: (row, value) =>
      ((row.resource['target'] as { reference?: string }[] | undefined) ?? []).some((one) =>
        list(value).includes(one.reference ?? ''),
      ),
  },
  Appointment: { 'based-on': ofCase },
  Encounter: { 'based-on': ofCase },
  PractitionerRole: {
    organization: site('organization'),
    specialty: (row, value) =>
      ((row.resource['specialty'] as { coding?: Coding[] }[] | undefined) ?? []).some((one) =>
        one.coding?.some(({ code }) => codes(value).includes(code ?? '')),
      ),
  },
  AuditEvent: { entity: ofCase },
};

/** Types that are searched. */
export const searchable: ReadonlySet<string> = new Set(Object.keys(parameters));

const personal =
  /^(?:identifier|name|family|given|patient|subject|birthdate|phone|email|telecom|address.*|.*identifier.*|.*name.*|_content|_text)$/i;

/** Whether a parameter would put a person into a URL. */
export const isPersonal = (name: string): boolean => personal.test(name);

/** Searches one type: newest first, only what the asker may see. */
export function search(
  state: GatewayState,
  who: Caller,
  type: string,
  given: readonly (readonly [string, string])[],
): WireResource {
  let rows = rowsOf(state, type).filter((row) => maySee(state, who.siteId, row));
  let ascending = false;
  let count = 50;
  let bring: string | undefined;
  let offset = 0;
  for (const [name, value] of given) {
    const test = Object.hasOwn(parameters[type]!, name)
      ? parameters[type]![name]
      : Object.hasOwn(common, name)
        ? common[name]
        : undefined;
    if (test) rows = rows.filter((row) => test(row, value));
    else if (name === '_lastUpdated') rows = rows.filter(lastUpdated(value));
    else if (name === '_count') count = countOf(value);
    else if (name === '_page') offset = Number(value);
    else if (name === '_sort' && /^-?_lastUpdated$/.test(value)) ascending = !value.startsWith('-');
    else if ((name === '_include' || name === '_revinclude') && value === 'Task:focus')
      bring = type === 'Task' ? 'ServiceRequest' : 'Task';
    else throw new DiemcauError('request/unsupported', { at: /^[\w-]{1,40}$/.test(name) ? name : 'parameter' });
  }
  rows.sort(
    (a, b) =>
      (ascending ? 1 : -1) * (a.updatedAt.localeCompare(b.updatedAt) || a.resource.id.localeCompare(b.resource.id)),
  );
  const page = rows.slice(offset, offset + count);
  const brought = bring
    ? page.map((row) => state.resources.get(`${bring}/${row.resource.id}`)).filter((row) => row !== undefined)
    : [];
  const entry = [...page.map(entryOf('match')), ...brought.map(entryOf('include'))];
  const next = rows.length > offset + count ? nextPage(type, given, offset + count) : undefined;
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(next ? { link: [{ relation: 'next', url: next }] } : {}),
    ...(entry.length > 0 ? { entry } : {}),
  };
}

function rowsOf(state: GatewayState, type: string): StoredResource[] {
  if (type === 'AuditEvent')
    return state.audit.map(({ caseId, resource }) => ({
      caseId,
      resource,
      version: 1,
      updatedAt: String(resource['recorded']),
    }));
  return [...state.resources.values()].filter((row) => row.resource.resourceType === type);
}

const entryOf = (mode: string) => (row: StoredResource) => ({
  fullUrl: `${row.resource.resourceType}/${row.resource.id}`,
  resource: row.resource,
  search: { mode },
});

function lastUpdated(value: string) {
  const [, operator = 'ge', instant = ''] =
    /^(gt|ge|lt|le)?(\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?)$/.exec(value) ?? [];
  const limit = Date.parse(instant);
  if (Number.isNaN(limit)) throw new DiemcauError('request/invalid', { at: '_lastUpdated' });
  return ({ updatedAt }: StoredResource) => {
    const time = Date.parse(updatedAt);
    return operator === 'gt'
      ? time > limit
      : operator === 'ge'
        ? time >= limit
        : operator === 'lt'
          ? time < limit
          : time <= limit;
  };
}

function countOf(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1) throw new DiemcauError('request/invalid', { at: '_count' });
  return Math.min(count, 200);
}

/** The next page carries its whole question, as the gateway's does. */
function nextPage(type: string, given: readonly (readonly [string, string])[], offset: number): string {
  const question = given.filter(([name]) => name !== '_page');
  return `${type}?_page=${btoa(JSON.stringify([...question, ['_page', String(offset)]]))}`;
}

/** Reads what {@link search} gave as next page. */
export function readPage(page: string): [string, string][] {
  try {
    return JSON.parse(atob(page)) as [string, string][];
  } catch (cause) {
    throw new DiemcauError('request/invalid', { at: '_page', cause });
  }
}
