import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { v4 as uuid } from 'uuid';
import { fhirRoutes } from '../src/fhir/routes.js';
import { serviceRequest } from './case.js';
import { granted, nobodys, probes, wholeCase, type Ids, type Probe } from './matrix.js';
import type { Answer, Person } from './person.js';
import { sites, startGateway, type TestGateway } from './start.js';

const send = (person: Person, probe: Probe): Promise<Answer> =>
  person.send(probe.method, `/fhir/R4${probe.url}`, {
    body: probe.body,
    headers: probe.body ? { 'idempotency-key': uuid() } : {},
  });

/** What an answer shows: status, body, and which headers there are. */
const seen = ({ status, text, headers }: Answer) => ({ status, text, headers: [...headers.keys()].sort().join() });

function batch(all: Probe[]) {
  const entry = all.map(({ method, url, body }) => ({
    fullUrl: `urn:uuid:${uuid()}`,
    request: { method, url: url.slice(1) },
    resource: body,
  }));
  return { resourceType: 'Bundle', type: 'batch', entry };
}

/** Every row of the table, alone and in a batch: what is there must answer like what is not. */
export async function showsNothing(
  person: Person,
  ids: Ids,
  which: (probe: Probe) => boolean = () => true,
): Promise<string[]> {
  const there = probes(ids).filter(which);
  const nowhere = probes(nobodys(ids)).filter(which);
  const leaks: string[] = [];
  for (const [index, probe] of there.entries()) {
    const [real, none] = [seen(await send(person, probe)), seen(await send(person, nowhere[index]!))];
    if (JSON.stringify(real) !== JSON.stringify(none))
      leaks.push(`${probe.name}: ${JSON.stringify(real).slice(0, 200)}`);
  }
  const [real, none] = [
    await person.send('POST', '/fhir/R4', { body: batch(there) }),
    await person.send('POST', '/fhir/R4', { body: batch(nowhere) }),
  ];
  assert.equal(real.status, 200);
  for (const [index, probe] of there.entries())
    if (JSON.stringify(real.body.entry[index]) !== JSON.stringify(none.body.entry[index]))
      leaks.push(`batch ${probe.name}`);
  return leaks;
}

export const reads = ({ interaction }: Probe) => interaction !== 'command';
const ofGrant = (probe: Probe) => reads(probe) && granted.has(probe.type);
/** The whole matrix against one way of building the walls. */
export function describeMatrix(name: string, options: Parameters<typeof startGateway>[0]): void {
  describe(`the authorization matrix with ${name}`, () => {
    let test: TestGateway;
    let lan: Person;
    let minh: Person;
    let ids: Ids;
    let closed: Ids;
    before(async () => {
      test = await startGateway(options);
      lan = await test.person({ siteId: sites.coTo });
      minh = await test.person({ siteId: sites.nhi });
      ids = await wholeCase(lan, minh);
      closed = await wholeCase(lan, minh, { closed: true });
    });
    after(() => test.stop());

    it('covers every row of the route table', () => {
      const covered = new Set(probes(ids).map((probe) => probe.name.split(' ').slice(0, 2).join(' ')));
      const rows = fhirRoutes
        .filter(({ ofCase, command }) => ofCase && command !== 'case.submit')
        .map(({ method, path }) => `${method} ${path}`);
      assert.deepEqual(
        rows.filter((row) => !covered.has(row)),
        [],
      );
    });
    it('shows the sites of the case everything that is theirs', async () => {
      for (const person of [
        lan,
        minh,
        await test.person({ siteId: sites.nhi, sub: sites.nhi, scope: ['site.system'] }),
      ])
        for (const probe of probes(ids).filter(reads)) {
          const answer = await send(person, probe);
          assert.equal(answer.status, 200, `${probe.name}: ${answer.text}`);
          if (probe.interaction.startsWith('search'))
            assert.ok(answer.body.entry?.length > 0, `${probe.name} finds it`);
        }
    });
    it('shows a site that was not invited nothing, whoever asks there', async () => {
      const scopes = [undefined, ['case.request'], ['case.consult'], ['user/*.cruds']];
      for (const scope of scopes)
        assert.deepEqual(await showsNothing(await test.person({ siteId: sites.stranger, scope }), ids), []);
      const system = await test.person({ siteId: sites.stranger, sub: sites.stranger, scope: ['site.system'] });
      assert.deepEqual(await showsNothing(system, ids), []);
    });
    it('shows an invited site nothing before it is told', async () => {
      assert.deepEqual(await showsNothing(minh, closed), []);
    });
    it('shows a site that has rejected the request and what became of it, nothing else', async () => {
      const declining = await test.person({ siteId: sites.stranger });
      const declined = await wholeCase(lan, minh, { declining });
      const itsOwn = ({ type, ...probe }: Probe) =>
        reads({ type, ...probe }) && ['Task', 'ServiceRequest'].includes(type);
      assert.deepEqual(await showsNothing(declining, declined, (probe) => !itsOwn(probe)), []);
      for (const probe of probes(declined).filter(itsOwn)) {
        const answer = await send(declining, probe);
        assert.equal(answer.status, 200, `${probe.name}: ${answer.text}`);
      }
    });
    it("does not let a case's id be taken by another site", async () => {
      const stranger = await test.person({ siteId: sites.stranger });
      const answer = await stranger.command('case.submit', ids.Task!, {
        request: serviceRequest(ids.Task!),
        to: [sites.coTo],
      });
      assert.ok([404, 409].includes(answer.status), answer.text);
      assert.ok((await lan.send('GET', `/fhir/R4/Task/${ids.Task}`)).body.requester.identifier.value === sites.coTo);
    });
    it('shows an invited site nothing of the record after the share has ended; the minutes stay', async () => {
      test.advance(24 * 3_600_000 + 1_000);
      const later = await test.person({ siteId: sites.nhi, claims: { now: Date.now() + 24 * 3_600_000 + 1_000 } });
      assert.deepEqual(
        await showsNothing(
          later,
          { ...ids, case: ids.Task! },
          (probe) => ofGrant(probe) && !/ (?:_id|case|related)/.test(probe.name),
        ),
        [],
      );
      const found = await later.search('DocumentReference', { case: ids.Task! });
      assert.deepEqual(
        found.body.entry.map((entry: { resource: { id: string } }) => entry.resource.id),
        [ids.minutes],
      );
      assert.equal((await later.send('GET', `/fhir/R4/Bundle/${ids.minutes}`)).status, 200);
      assert.equal((await later.send('GET', `/fhir/R4/Task/${ids.Task}`)).status, 200);
    });
  });
}
