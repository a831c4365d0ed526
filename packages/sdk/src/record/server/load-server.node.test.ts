import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { until } from '../../../test/until.js';
import { createReader } from '../../worker/create-reader.js';
import type { Reading } from '../create-record-store.js';
import { openRecord } from '../open-record.js';
import type { RecordDeps } from '../record-deps.types.js';
import type { FhirServer, RecordStoreState } from '../record.types.js';
import { loadServer, serverLimits } from './load-server.js';

const patient = { resourceType: 'Patient', id: 'p', name: [{ text: 'Giàng A Páo' }], birthDate: '1970-03-02' };
const result = (n: number) => ({
  resourceType: 'Observation',
  id: `o${n}`,
  status: 'final',
  category: [{ coding: [{ code: 'laboratory' }] }],
  code: { text: `Xét nghiệm ${n}` },
  subject: { reference: 'Patient/p' },
  effectiveDateTime: new Date(Date.UTC(2020, 0, 1, n)).toISOString(),
});
const outcome = (code: string, severity = 'error') => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code }],
});

type Answer = { status?: number; headers?: Record<string, string>; body?: unknown; raw?: string };
/** Answers by path and query below the base; a list answers one request after another. */
type Routes = (path: string, nth: number) => Answer | 'hang' | 'cut';

describe('a FHIR server as a source', () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  it('reads $everything through all its pages, references across pages too, the first shown while the rest follows', async () => {
    const pages = 30;
    const { server, base } = await start((path) => {
      const page = Number(/page=(\d+)/.exec(path)?.[1] ?? 0);
      const resources = Array.from({ length: 50 }, (_, n) => result(page * 50 + n));
      const drug = {
        resourceType: 'MedicationRequest',
        id: 'm',
        status: 'active',
        medicationReference: { reference: 'Medication/d' },
      };
      const more =
        page === 0
          ? [patient, drug]
          : page === pages - 1
            ? [{ resourceType: 'Medication', id: 'd', code: { text: 'Amlodipin' } }]
            : [];
      return bundle([...more, ...resources], page < pages - 1 ? `${base}?page=${page + 1}` : undefined);
    });
    const { store, seen } = open(server);
    const { sections, total, missing } = await ready(store);
    assert.deepEqual(
      [sections.results.count, sections.results.state, total, missing],
      [1500, 'loaded', 1503, undefined],
    );
    assert.equal(sections.medications.entries[0]?.title, 'Amlodipin');
    const firstLook = seen.find(({ sections: { results } }) => results.count > 0);
    assert.deepEqual([firstLook?.status, firstLook?.sections.results.reason], ['loading', 'reading']);
    assert.ok(
      seen.some(({ progress }) => progress && progress.read > 50 && progress.read < 1503),
      'progress is told',
    );
    const looks = new Set(seen.map(({ sections: { results } }) => results.entries)).size;
    assert.ok(looks < 12, `${looks} looks for ${pages} pages: they are read ever more rarely`);
  });

  it('waits as Retry-After says, in seconds and as a date, and no longer than it may', async () => {
    const answers: Answer[] = [
      { status: 429, headers: { 'Retry-After': '0' } },
      { status: 503, headers: { 'Retry-After': new Date(Date.now() - 5_000).toUTCString() } },
      bundle([patient, result(1)]),
    ];
    const busy = await start((_, nth) => answers[nth] ?? { status: 500 });
    const { sections } = await ready(open(busy.server).store);
    assert.deepEqual([sections.results.count, busy.requests.length], [1, 3]);

    const closed = await start(() => ({ status: 429, headers: { 'Retry-After': '86400' } }));
    const { error } = await failed(open(closed.server).store);
    assert.deepEqual([error?.code, closed.requests.length], ['network/rate-limited', 1]);
  });

  it('stops waiting at once when it is told to', async () => {
    const { server, requests } = await start(() => ({ status: 503, headers: { 'Retry-After': '50' } }));
    const ending = new AbortController();
    const loading = loadServer({ fetch, server }, readingOf({ signal: ending.signal }));
    await untilTrue(() => requests.length === 1);
    ending.abort();
    await assert.rejects(loading, { code: 'network/aborted' });
  });

  it('shows what was read when the server breaks down in the middle, and says so', async () => {
    const breaks: [what: string, answer: Answer | 'hang' | 'cut', code: string][] = [
      ['500', { status: 500 }, 'network/unreachable'],
      ['404', { status: 404 }, 'request/not-found'],
      ['401', { status: 401 }, 'auth/token-expired'],
      ['no FHIR', { raw: '<html>Đăng nhập</html>' }, 'network/response-malformed'],
      ['a connection that is cut', 'cut', 'network/unreachable'],
      ['an error as a page', { body: outcome('exception') }, 'network/response-malformed'],
      ['a search that was throttled', bundle([outcome('throttled', 'warning')]), 'network/response-malformed'],
      ['no answer', 'hang', 'network/timeout'],
    ];
    for (const [what, answer, code] of breaks) {
      const { server, base } = await start((path) =>
        path.includes('page=2') ? answer : bundle([patient, result(1)], `${base}?page=2`),
      );
      const { sections, missing } = await load(server, answer === 'hang' ? { idle: 300 } : {});
      assert.equal(sections.results.entries[0]?.title, 'Xét nghiệm 1', what);
      assert.deepEqual([sections.results.state, sections.allergies.state], ['truncated', 'truncated'], what);
      assert.equal(missing[0]?.code, code, what);
    }
  });

  it('shows the whole resources of a page whose text was cut off', async () => {
    const text = JSON.stringify(bundle([patient, ...Array.from({ length: 5 }, (_, n) => result(n))]).body);
    const { server } = await start(() => ({ raw: text.slice(0, -200) }));
    const { sections } = await load(server);
    assert.deepEqual([sections.results.state, sections.results.count], ['truncated', 4]);
  });

  it('never leaves what the embedder named, and says that something is missing', async () => {
    const foreign = await start(() => bundle([result(99)]));
    for (const link of [
      `${foreign.base}/x`,
      'http://127.0.0.1:1/fhir/R4',
      '/fhir/R40/steal',
      '/other',
      'javascript:alert(1)',
      '',
      'http://a@b:c',
    ]) {
      const { server } = await start(() => bundle([patient, result(1)], link));
      const { sections, missing } = await load(server);
      assert.deepEqual(
        [sections.results.count, sections.results.state, missing[0]?.code],
        [1, 'truncated', 'network/response-malformed'],
        link,
      );
    }
    const redirecting = await start((_, nth) =>
      nth === 0 ? { status: 302, headers: { Location: `${foreign.base}/x` } } : { status: 404 },
    );
    await failed(open(redirecting.server).store);
    assert.equal(foreign.requests.length, 0);
  });

  it('ends where pages run in a circle, never end, or bring nothing new', async () => {
    const circle = await start((path) =>
      bundle([patient, result(1)], `${circle.base}?page=${path.includes('page=1') ? 2 : 1}`),
    );
    const endless = await start((_, nth) => bundle([patient, result(nth)], `${endless.base}?page=${nth}`));
    const stale = await start((_, nth) => bundle([patient, result(1)], `${stale.base}?page=${nth}`));
    const cases: [server: FhirServer, requests: readonly string[], most: number][] = [
      [circle.server, circle.requests, 3],
      [endless.server, endless.requests, 50],
      [stale.server, stale.requests, 4],
    ];
    for (const [server, requests, most] of cases) {
      const { sections, missing } = await load(server, { pages: 50 });
      assert.equal(sections.results.state, 'truncated');
      assert.equal(missing.length, 1);
      assert.ok(requests.length <= most, `${requests.length} requests`);
    }
  });

  it('says that something is missing when the server counts more than it gives', async () => {
    const { server } = await start(() => ({ body: { ...(bundle([patient, result(1)]).body as object), total: 7 } }));
    assert.equal((await load(server)).sections.results.state, 'truncated');
  });

  it('searches each type where there is no $everything; a type that fails is failed, never empty', async () => {
    for (const refusal of [
      { status: 404 },
      { status: 501 },
      { status: 400, body: outcome('not-supported') },
      { status: 500 },
    ]) {
      const { server, requests } = await start((path) => {
        if (path.includes('everything')) return refusal;
        if (path === '/Patient/p') return { body: patient };
        if (path.startsWith('/metadata')) return { status: 404 };
        if (path.startsWith('/AllergyIntolerance')) return { status: 403 };
        if (path.startsWith('/Observation'))
          return path.includes('page=2') ? { status: 500 } : bundle([result(1)], '?page=2');
        // This one does not know inclusions.
        if (path.startsWith('/MedicationRequest') && path.includes('_include'))
          return { status: 400, body: outcome('invalid') };
        if (path.startsWith('/MedicationRequest'))
          return bundle([
            { resourceType: 'MedicationRequest', id: 'm', medicationCodeableConcept: { text: 'Amlodipin' } },
          ]);
        return bundle([]);
      });
      const { sections, patient: who, missing } = await load(server);
      assert.equal(who?.name, 'Giàng A Páo');
      assert.equal(sections.allergies.state, 'failed');
      assert.deepEqual([sections.results.state, sections.results.count], ['truncated', 1]);
      assert.equal(sections.vitalSigns.state, 'failed', 'what an unfinished search might have held');
      assert.deepEqual([sections.medications.state, sections.medications.count], ['loaded', 1]);
      assert.equal(sections.immunizations.state, 'not-provided');
      assert.deepEqual(missing.map(({ type, status }) => `${type} ${status}`).sort(), [
        'AllergyIntolerance 403',
        'Observation 500',
      ]);
      assert.ok(requests.every((path) => path === '/Patient/p' || !path.includes('name=')));
    }
  });

  it('asks only for the types that the server says it can search', async () => {
    const rest = [
      {
        mode: 'server',
        resource: [{ type: 'Condition', interaction: [{ code: 'search-type' }] }, { type: 'Observation' }],
      },
    ];
    const { server, requests } = await start((path) => {
      if (path === '/Patient/p') return { body: patient };
      if (path.startsWith('/metadata')) return { body: { resourceType: 'CapabilityStatement', rest } };
      return path.startsWith('/Condition')
        ? bundle([{ resourceType: 'Condition', id: 'c', code: { text: 'Ho' } }])
        : { status: 404 };
    });
    const { sections } = await load(server);
    assert.deepEqual([sections.problems.state, sections.results.state], ['loaded', 'not-provided']);
    assert.deepEqual(
      requests.filter((path) => /^\/[A-Z]\w+\?/.test(path)).map((path) => path.split('?')[0]),
      ['/Condition'],
    );
  });

  it('says that there is no such patient, and asks nothing for an id that is none', async () => {
    const { server } = await start(() => ({ status: 404 }));
    assert.equal((await failed(open(server).store)).error?.code, 'request/not-found');
    const odd = await start(() => ({ status: 404 }));
    assert.equal(
      (await failed(open({ ...odd.server, patientId: '../Patient?name=x' }).store)).error?.code,
      'request/invalid',
    );
    assert.equal(odd.requests.length, 0);
  });

  it('asks with the fetch that the embedder gave, which may renew what it sends', async () => {
    let token = 0;
    const { server } = await start((_, nth) => (nth === 0 ? { status: 401 } : bundle([patient, result(1)])));
    const own: typeof fetch = async (input, init) => {
      const first = await fetch(input, { ...init, headers: { ...init?.headers, Authorization: `Bearer ${token}` } });
      if (first.status !== 401) return first;
      token += 1;
      return fetch(input, { ...init, headers: { ...init?.headers, Authorization: `Bearer ${token}` } });
    };
    const { sections } = await ready(open({ ...server, fetch: own }).store);
    assert.deepEqual([sections.results.count, token], [1, 1]);
  });

  it('joins the servers of two hospitals; one that is down is told, another patient refused', async () => {
    const one = await start(() => bundle([patient, result(1)]));
    const two = await start(() => bundle([patient, result(1), result(2)]));
    const down = await start(() => ({ status: 403 }));
    const other = await start(() => bundle([{ ...patient, birthDate: '1999-01-01' }]));
    const parts = (...servers: { server: FhirServer }[]) =>
      servers.map(({ server }, n) => ({ server, from: `BV ${n + 1}` }));
    const joined = await ready(openParts(parts(one, two)));
    assert.deepEqual(
      joined.sections.results.entries.map(({ title, source }) => [title, source]),
      [
        ['Xét nghiệm 2', 'BV 2'],
        ['Xét nghiệm 1', 'BV 1 · BV 2'],
      ],
    );
    assert.equal(joined.sections.results.state, 'loaded');
    const partly = await ready(openParts(parts(one, down)));
    assert.deepEqual([partly.sections.results.state, partly.sections.allergies.state], ['truncated', 'truncated']);
    assert.deepEqual(
      partly.missing?.map(({ from, code }) => [from, code]),
      [['BV 2', 'auth/scope-missing']],
    );
    assert.equal((await failed(openParts(parts(one, other)))).error?.code, 'record/patient-conflict');
  });

  it('reads 500 pages at the cost of a few', async () => {
    const { server, base } = await start((path) => {
      const page = Number(/page=(\d+)/.exec(path)?.[1] ?? 0);
      return bundle(
        [patient, ...Array.from({ length: 20 }, (_, n) => result(page * 20 + n))],
        page < 499 ? `${base}?page=${page + 1}` : undefined,
      );
    });
    const { sections } = await load(server);
    assert.deepEqual([sections.results.count, sections.results.state], [10_000, 'loaded']);
  });

  /** A server of FHIR, or of something near it. */
  async function start(routes: Routes) {
    const requests: string[] = [];
    const http = createServer((request: IncomingMessage, response: ServerResponse) => {
      const path = (request.url ?? '').slice('/fhir/R4'.length);
      const answer = routes(path, requests.push(path) - 1);
      if (answer === 'hang') return;
      if (answer === 'cut') {
        response.writeHead(200, { 'Content-Length': '1000' });
        response.write('{"resourceType":"Bundle"');
        return void setImmediate(() => response.destroy());
      }
      response.writeHead(answer.status ?? 200, { 'Content-Type': 'application/fhir+json', ...answer.headers });
      response.end(answer.raw ?? JSON.stringify(answer.body ?? {}));
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      http.closeAllConnections();
      return new Promise((resolve) => http.close(resolve));
    });
    const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}/fhir/R4`;
    return { base, requests, server: { base, patientId: 'p' } satisfies FhirServer };
  }

  function open(server: FhirServer) {
    const seen: RecordStoreState[] = [];
    const store = openRecord(deps(), { server });
    store.subscribe((state: RecordStoreState) => seen.push(state));
    closing.push(() => store.dispose());
    return { store, seen };
  }

  function openParts(sources: { server: FhirServer; from: string }[]) {
    const store = openRecord(deps(), { sources });
    closing.push(() => store.dispose());
    return store;
  }

  /** Loads with less patience than in the field. */
  async function load(server: FhirServer, limits: Partial<typeof serverLimits> = {}) {
    const reader = createReader();
    closing.push(() => reader.close());
    let state: Partial<RecordStoreState> = {};
    const reading = readingOf({
      addPage: (page) => reader.addPage('r', page),
      lookAtPages: async () => void (await reader.readPages('r', { whole: false, incomplete: true })),
      readPages: async (options) => void (state = await reader.readPages('r', { ...options, whole: true })),
    });
    const missing = await loadServer({ fetch, server }, reading, {
      ...serverLimits,
      // Only a silent server is given up early: a busy machine may be slow to answer.
      idle: 20_000,
      longestWait: 1,
      ...limits,
    });
    return { ...(state as RecordStoreState), missing };
  }
});

const readingOf = (patch: Partial<Reading>): Reading =>
  ({ signal: new AbortController().signal, publish: () => undefined, read: 0, ...patch }) as Reading;

function deps(): RecordDeps {
  return {
    reader: createReader(),
    session: { current: undefined, onMe: () => () => undefined },
    fetch,
  } as unknown as RecordDeps;
}

function bundle(resources: object[], next?: string): Answer {
  const link = next === undefined ? [] : [{ relation: 'next', url: next }];
  return {
    body: { resourceType: 'Bundle', type: 'searchset', link, entry: resources.map((resource) => ({ resource })) },
  };
}

async function ready(store: ReturnType<typeof openRecord>): Promise<RecordStoreState> {
  await until(store, ({ status }) => status === 'ready' || status === 'failed', 'the record');
  assert.equal(store.snapshot.status, 'ready', store.snapshot.error?.message);
  return store.snapshot;
}

async function failed(store: ReturnType<typeof openRecord>): Promise<RecordStoreState> {
  await until(store, ({ status }) => status === 'failed', 'the failure');
  return store.snapshot;
}

async function untilTrue(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
