import { DiemcauError, systems } from '@diemcau/protocol';
import { caseIdOf } from '../internal/case-id-of.js';
import type { SearchParameters } from '../internal/reader.types.js';
import type { Condition, Search } from '../store/search.js';

type ToCondition = (value: string) => Condition;

const list = (value: string) => value.split(',').map((one) => one.trim());
const codes = (value: string) => list(value).map((one) => one.split('|').pop()!);

const ofCase: ToCondition = (value) => ({
  sql: 'r.case_id = any (:value::uuid[])',
  value: list(value).map((one) => caseIdOf(one) ?? '00000000-0000-0000-0000-000000000000'),
});
const text =
  (path: string): ToCondition =>
  (value) => ({ sql: `r.body #>> '{${path}}' = any (:value::text[])`, value: codes(value) });
const coding =
  (path: string): ToCondition =>
  (value) => ({
    sql: `exists (select from jsonb_array_elements(r.body #> '{${path}}') k where k ->> 'code' = any (:value::text[]))`,
    value: codes(value),
  });

const site = (path: string) => text(`${path},identifier,value`);

const common: Readonly<Record<string, ToCondition>> = {
  _id: (value) => ({ sql: 'r.id = any (:value::text[])', value: list(value) }),
  case: ofCase,
  status: text('status'),
};

/** Parameters by type; one that is not here is refused, never ignored. */
const parameters: Readonly<Record<string, Readonly<Record<string, ToCondition>>>> = {
  ServiceRequest: { requester: site('requester'), priority: text('priority') },
  Task: {
    focus: ofCase,
    'based-on': ofCase,
    owner: site('owner'),
    requester: site('requester'),
    'business-status': coding('businessStatus,coding'),
  },
  Consent: { data: ofCase, 'source-reference': ofCase },
  Composition: { 'based-on': ofCase },
  DocumentReference: {
    related: ofCase,
    category: (value) => ({
      sql: `exists (select from jsonb_array_elements(r.body -> 'category') g, jsonb_array_elements(g -> 'coding') k
        where k ->> 'system' = '${systems.documentKind}' and k ->> 'code' = any (:value::text[]))`,
      value: codes(value),
    }),
  },
  Communication: { 'based-on': ofCase },
  Provenance: {
    target: (value) => ({
      sql: `exists (select from jsonb_array_elements(r.body -> 'target') t where t ->> 'reference' = any (:value::text[]))`,
      value: list(value),
    }),
  },
  Appointment: { 'based-on': ofCase },
  Encounter: { 'based-on': ofCase },
};

/** What may be brought along. */
export const includes: Readonly<
  Record<string, { parameter: '_include' | '_revinclude'; type: string; brings: string }>
> = {
  'Task:focus': { parameter: '_include', type: 'Task', brings: 'ServiceRequest' },
};

const operators = { gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

function lastUpdated(value: string): Condition {
  const parts = /^(gt|ge|lt|le)?(\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?)$/.exec(value);
  if (!parts || Number.isNaN(Date.parse(parts[2]!))) throw new DiemcauError('request/invalid', { at: '_lastUpdated' });
  const operator = operators[(parts[1] ?? 'ge') as keyof typeof operators];
  // Milliseconds, as they are answered: a client may ask for what came after the last it has.
  return { sql: `date_trunc('milliseconds', r.updated_at) ${operator} :value::timestamptz`, value: parts[2] };
}

/** A search, read and checked. */
export interface ReadSearch {
  search: Search;
  include?: string;
}

const personal =
  /^(?:identifier|name|family|given|patient|subject|birthdate|phone|email|telecom|address.*|.*identifier.*|.*name.*|_content|_text)$/i;

/** Whether a parameter would put a person into a URL, and so into logs. */
export const isPersonal = (name: string): boolean => personal.test(name);

/**
 * Reads the parameters of a search.
 * @throws DiemcauError `request/unsupported`, `request/invalid`
 */
export function readSearch(type: string, given: SearchParameters): ReadSearch {
  const conditions: Condition[] = [];
  const result: ReadSearch = { search: { type, conditions, ascending: false, count: 50 } };
  for (const [name, values] of given) {
    for (const value of values) {
      const condition = Object.hasOwn(parameters[type] ?? {}, name)
        ? parameters[type]![name]!
        : Object.hasOwn(common, name)
          ? common[name]!
          : undefined;
      if (condition) conditions.push(condition(value));
      else if (name === '_lastUpdated') conditions.push(lastUpdated(value));
      else if (name === '_count') result.search.count = count(value);
      else if (name === '_sort' && /^-?_lastUpdated$/.test(value)) result.search.ascending = !value.startsWith('-');
      else if ((name === '_include' || name === '_revinclude') && value === 'Task:focus') result.include = value;
      else if (name === '_after') result.search.after = after(value);
      else throw new DiemcauError('request/unsupported', { at: /^[\w-]{1,40}$/.test(name) ? name : 'parameter' });
    }
  }
  return result;
}

function count(value: string): number {
  const wished = Number(value);
  if (!Number.isInteger(wished) || wished < 1) throw new DiemcauError('request/invalid', { at: '_count' });
  return Math.min(wished, 200);
}

function after(value: string) {
  const [at, id] = value.split(' ');
  if (!at || !id || Number.isNaN(Date.parse(at))) throw new DiemcauError('request/invalid', { at: '_page' });
  return { at, id };
}
