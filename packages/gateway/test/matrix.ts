import { v4 as uuid, v7 } from 'uuid';
import {
  commandPath,
  commands,
  encodeCommand,
  type CommandInput,
  type CommandName,
  type WireResource,
} from '@diemcau/protocol';
import { fhirRoutes, type FhirRoute } from '../src/fhir/routes.js';
import {
  composition,
  consentOf,
  documentOf,
  minutesOf,
  ok,
  openGate,
  shareRecord,
  signMinutes,
  submitCase,
} from './case.js';
import type { Person } from './person.js';

/** Ids of everything that hangs on a case, by type. */
export type Ids = Readonly<Record<string, string>>;

/** Types that are seen only while a grant stands. */
export const granted = new Set(['DocumentReference', 'Bundle', 'Binary']);

/**
 * A case with one of everything: told, shared, talked about, signed. `closed` stops before anyone is told; `declining` is
 * of a second invited site, which rejects once it has the record.
 */
export async function wholeCase(
  lan: Person,
  minh: Person,
  { closed = false, declining }: { closed?: boolean; declining?: Person } = {},
): Promise<Ids> {
  const to = [minh.siteId, ...(declining ? [declining.siteId] : [])];
  const caseId = await submitCase(lan, to, closed ? {} : { emergencyGround: 'Nguy kịch' });
  const ids: Record<string, string> = { ServiceRequest: caseId, Task: caseId };
  if (closed) {
    ok(await lan.command('case.say', caseId, { text: 'x' }));
    ids.Communication = ok(await lan.search('Communication', { case: caseId })).body.entry[0].resource.id;
    ids.AuditEvent = ok(
      await lan.search('AuditEvent', { entity: `ServiceRequest/${caseId}` }),
    ).body.entry[0].resource.id;
    return ids;
  }
  [ids.Consent] = (await openGate(lan, caseId)) as [string];
  const shared = await shareRecord(lan, caseId, to);
  ok(shared.answer);
  if (declining) ok(await declining.command('case.reject', caseId, { reason: 'Hết giường' }));
  Object.assign(ids, { Bundle: shared.documentId, DocumentReference: shared.documentId, Binary: shared.binaryId });
  ok(await minh.command('case.accept', caseId, {}));
  ok(await minh.command('case.schedule', caseId, { start: new Date(Date.now() + 60_000).toISOString() }));
  ok(await minh.command('case.start', caseId, {}));
  ids.Communication = ok(await lan.command('case.say', caseId, { text: 'x' })).body.id;
  ok(await lan.command('minutes.save', caseId, { composition: composition('a'), version: 0 }));
  ok(await minh.command('case.end', caseId, { outcome: 'ended' }));
  const document = minutesOf(caseId);
  ok(await signMinutes(lan, caseId, document, 'secretary'));
  ok(await signMinutes(minh, caseId, document, 'chair', { send: false }));
  Object.assign(ids, { Composition: caseId, Appointment: caseId, Encounter: caseId, minutes: document.id! });
  ids.Provenance = ok(await lan.search('Provenance', { target: `Bundle/${document.id}` })).body.entry[0].resource.id;
  ids.AuditEvent = ok(await lan.search('AuditEvent', { entity: `ServiceRequest/${caseId}` })).body.entry[0].resource.id;
  return ids;
}

/** Ids of the same shape that are nobody's. */
export const nobodys = (ids: Ids): Ids => {
  const map = new Map<string, string>();
  const of = (id: string) =>
    map.get(id) ?? map.set(id, id.length === 43 ? uuid().replaceAll('-', '').padEnd(43, 'A') : v7()).get(id)!;
  return Object.fromEntries(Object.entries(ids).map(([type, id]) => [type, of(id)]));
};

export interface Probe {
  name: string;
  type: string;
  interaction: FhirRoute['interaction'];
  method: string;
  url: string;
  body?: WireResource;
}

const searches: Readonly<Record<string, (ids: Ids) => Record<string, string>[]>> = {
  Task: (ids) => [{ focus: `ServiceRequest/${ids.Task}`, _include: 'Task:focus' }],
  ServiceRequest: (ids) => [{ case: ids.ServiceRequest!, _revinclude: 'Task:focus' }],
  Consent: (ids) => [{ data: `ServiceRequest/${ids.ServiceRequest}` }],
  DocumentReference: (ids) => [{ related: `ServiceRequest/${ids.ServiceRequest}`, category: 'record' }],
  Provenance: (ids) => [{ target: `Bundle/${ids.minutes}` }, { target: `Consent/${ids.Consent}` }],
  AuditEvent: (ids) => [{ entity: `ServiceRequest/${ids.ServiceRequest}` }],
};

const inputs: { [N in CommandName]?: (ids: Ids) => CommandInput<N> } = {
  'case.accept': () => ({}),
  'case.reject': () => ({ reason: 'x' }),
  'case.ask': () => ({ question: 'x' }),
  'case.schedule': () => ({ start: '2030-01-01T00:00:00.000Z' }),
  'case.start': () => ({}),
  'case.end': () => ({ outcome: 'ended' }),
  'case.cancel': () => ({ reason: 'x' }),
  'case.assign': () => ({ role: 'member', siteId: '48001', sub: 'x', name: 'x' }),
  'record.share': () => ({ document: documentOf(uuid()), to: ['48001'], attachment: [] }),
  'record.access': () => ({ action: 'view', section: ['problems'], occurred: '2026-01-01T00:00:00.000Z' }),
  'case.say': () => ({ text: 'x' }),
  'consent.sign': (ids) => ({
    caseId: ids.ServiceRequest!,
    consent: consentOf(ids.Consent ?? uuid(), 'teaching'),
    signature: 'a.b.c',
  }),
  'consent.refuse': (ids) => ({
    caseId: ids.ServiceRequest!,
    consent: consentOf(ids.Consent ?? uuid(), 'teaching', 'deny'),
    signature: 'a.b.c',
  }),
  'consent.withdraw': (ids) => ({ caseId: ids.ServiceRequest!, reason: 'x', signature: 'a.b.c' }),
  'minutes.save': () => ({ composition: composition('x'), version: 0 }),
  'minutes.sign': () => ({ document: documentOf(uuid()), documentId: uuid(), signature: 'a.b.c' }),
  'minutes.amend': () => ({ reason: 'x' }),
};

/** One request per row of the route table that touches a case, and per way of asking it. `$submit` makes a case and has its own test. */
export function probes(ids: Ids): Probe[] {
  return fhirRoutes.filter(({ ofCase }) => ofCase).flatMap((route) => probesOf(route, ids));
}

function probesOf(route: FhirRoute, ids: Ids): Probe[] {
  const { interaction, method } = route;
  const type = route.type!;
  const id = ids[type] ?? ids.Task!;
  const common = { name: `${method} ${route.path}`, type, interaction, method };
  if (interaction === 'command') {
    const input = inputs[route.command!] as ((of: Ids) => never) | undefined;
    if (!input) return route.command === 'case.submit' ? [] : missing(route.command!);
    const target = commands[route.command!].type === 'Consent' ? (ids.Consent ?? ids.Task!) : ids.Task!;
    return [
      {
        ...common,
        url: `/${commandPath(route.command!, target)}`,
        body: encodeCommand(route.command!, input(ids)) as never,
      },
    ];
  }
  if (interaction === 'search' || interaction === 'search-get') {
    const ways = [{ _id: id }, { case: ids.ServiceRequest! }, ...(searches[type]?.(ids) ?? [])].filter(
      (way) => type !== 'AuditEvent' || 'entity' in way,
    );
    return ways.map((way) =>
      interaction === 'search'
        ? { ...common, name: `${common.name} ${Object.keys(way)}`, url: route.path, body: parameters(way) }
        : {
            ...common,
            name: `${common.name} ${Object.keys(way)}`,
            url: `${route.path}?${new URLSearchParams(way as Record<string, string>)}`,
          },
    );
  }
  return [{ ...common, url: route.path.replace(':id', id).replace(':version', '1') }];
}

const parameters = (way: object): WireResource => ({
  resourceType: 'Parameters',
  parameter: Object.entries(way).map(([name, valueString]) => ({ name, valueString: valueString as string })),
});

function missing(command: string): never {
  throw new Error(`The matrix has no input for ${command}: add one.`);
}
