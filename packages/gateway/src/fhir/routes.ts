import { commands, type CommandName } from '@diemcau/protocol';

/** What a client may do, in the words of FHIR’s RESTful API. */
export type Interaction =
  'read' | 'history' | 'vread' | 'search' | 'search-get' | 'command' | 'update' | 'metadata' | 'batch';

/** One row of the route table: everything that is served under `/fhir/R4`. What has no row does not exist. */
export interface FhirRoute {
  method: 'GET' | 'POST' | 'PUT';
  /** Below `/fhir/R4`; `:id` and `:version` stand for one segment. */
  path: string;
  interaction: Interaction;
  type?: string;
  command?: CommandName;
  /** Whether what it touches belongs to a case, and so to its sites alone. */
  ofCase: boolean;
}

/** Types in the common table. */
export const caseTypes = [
  'ServiceRequest',
  'Task',
  'Consent',
  'Composition',
  'DocumentReference',
  'Communication',
  'Provenance',
  'Appointment',
  'Encounter',
] as const;

const read = (type: string, ofCase = true): FhirRoute => ({
  method: 'GET',
  path: `/${type}/:id`,
  interaction: 'read',
  type,
  ofCase,
});
const search = (type: string, ofCase = true): FhirRoute[] => [
  { method: 'POST', path: `/${type}/_search`, interaction: 'search', type, ofCase },
  { method: 'GET', path: `/${type}`, interaction: 'search-get', type, ofCase },
];
const history = (type: string): FhirRoute[] => [
  { method: 'GET', path: `/${type}/:id/_history`, interaction: 'history', type, ofCase: true },
  { method: 'GET', path: `/${type}/:id/_history/:version`, interaction: 'vread', type, ofCase: true },
];

/** The one route table; the authorization matrix is generated from it. */
export const fhirRoutes: readonly FhirRoute[] = [
  { method: 'POST', path: '', interaction: 'batch', ofCase: false },
  { method: 'GET', path: '/metadata', interaction: 'metadata', ofCase: false },
  ...caseTypes.flatMap((type) => [read(type), ...search(type), ...history(type)]),
  read('Bundle'),
  read('Binary'),
  read('AuditEvent'),
  ...search('AuditEvent'),
  read('PractitionerRole', false),
  ...search('PractitionerRole', false),
  { method: 'PUT', path: '/PractitionerRole/:id', interaction: 'update', type: 'PractitionerRole', ofCase: false },
  ...(Object.keys(commands) as CommandName[]).map((command): FhirRoute => ({
    method: 'POST',
    path: `/${commands[command].type}/:id/${commands[command].operation}`,
    interaction: 'command',
    type: commands[command].type,
    command,
    ofCase: true,
  })),
];

/** A route with what stood in its path. */
export interface Match {
  route: FhirRoute;
  id: string;
  version: string;
}

const table = fhirRoutes.map((route) => ({ route, segments: route.path.split('/') }));
const idShape = /^[A-Za-z0-9\-._]{1,64}$/;

/** Finds the row of a request. `other` when the path is there for other methods only. */
export function matchRoute(method: string, path: string): Match | 'other' | undefined {
  const given = path.split('/');
  const matches = table.flatMap(({ route, segments }) => {
    if (segments.length !== given.length) return [];
    const match: Match = { route, id: '', version: '' };
    for (const [index, segment] of segments.entries()) {
      const value = given[index]!;
      if (segment === ':id' && idShape.test(value)) match.id = value;
      else if (segment === ':version' && /^\d{1,9}$/.test(value)) match.version = value;
      else if (segment !== value) return [];
    }
    return [match];
  });
  return matches.find(({ route }) => route.method === method) ?? (matches.length > 0 ? 'other' : undefined);
}
