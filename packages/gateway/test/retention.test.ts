import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { v4 as uuid } from 'uuid';
import { ok, serviceRequest, submitCase } from './case.js';
import type { Person } from './person.js';
import { createStore } from '../src/store/pool.js';
import { prune } from '../src/store/retention.js';
import { sites, startGateway, type TestGateway } from './start.js';

const old = `insert into diemcau.outbox (case_id, sites, event, at)
  select gen_random_uuid(), '{}', '{}', now() - interval '8 days' from generate_series(1, 2300)`;

describe('what is kept and what is pruned', () => {
  let test: TestGateway;
  let lan: Person;
  before(async () => {
    test = await startGateway();
    lan = await test.person({ siteId: sites.coTo });
  });
  after(() => test.stop());

  /** As if a case's rows had been written so many days ago. */
  const age = async (caseId: string, days: number) => {
    for (const sql of [
      `update diemcau.outbox set at = now() - make_interval(days => $2) where case_id = $1`,
      `update diemcau.command_receipt set at = now() - make_interval(days => $2) where case_id = $1`,
      `update diemcau.case_file set updated_at = now() - make_interval(days => $2) where case_id = $1`,
    ])
      await test.database.query(sql, [caseId, days]);
  };
  const left = async (caseId: string) => {
    const count = async (table: string) =>
      (await test.database.query(`select from diemcau.${table} where case_id = $1`, [caseId])).length;
    return { outbox: await count('outbox'), receipts: await count('command_receipt') };
  };
  async function pruneAll() {
    const store = createStore(test.database.runUrl, { clock: Date.now, size: 1 });
    const batches: Record<string, number[]> = {};
    await prune({ store, onPruned: (table, rows) => (batches[table] ??= []).push(rows) });
    await store.close();
    return batches;
  }
  async function ended(): Promise<string> {
    const caseId = await submitCase(lan, [sites.nhi]);
    ok(await lan.command('case.cancel', caseId, { reason: 'thôi' }));
    return caseId;
  }

  it('keeps every receipt of an open case however old, and its events for a week', async () => {
    const caseId = await submitCase(lan, [sites.nhi]);
    await age(caseId, 4_000);
    await pruneAll();
    assert.deepEqual(await left(caseId), { outbox: 0, receipts: 1 });
    const repeated = ok(
      await lan.command('case.submit', caseId, { request: serviceRequest(caseId), to: [sites.nhi] }, { key: caseId }),
    );
    assert.equal(repeated.body.meta.versionId, '1', 'answered from the receipt');
    const young = await ended();
    await age(young, 6);
    await pruneAll();
    assert.deepEqual(await left(young), { outbox: 2, receipts: 2 });
  });
  it('does a command once that waited on a PC for five months, also when its case has ended meanwhile', async () => {
    const caseId = await submitCase(lan, [sites.nhi]);
    const key = uuid();
    const first = ok(await lan.command('case.say', caseId, { text: 'một lần' }, { key }));
    ok(await lan.command('case.cancel', caseId, { reason: 'thôi' }));
    await age(caseId, 150);
    await pruneAll();
    assert.deepEqual(ok(await lan.command('case.say', caseId, { text: 'một lần' }, { key })).body, first.body);
  });
  it('prunes receipts 180 days after the case has ended and they were written', async () => {
    const caseId = await ended();
    await age(caseId, 181);
    await test.database.query('update diemcau.case_file set updated_at = now() where case_id = $1', [caseId]);
    await pruneAll();
    assert.equal((await left(caseId)).receipts, 2, 'its case moved since');
    await age(caseId, 181);
    await pruneAll();
    assert.deepEqual(await left(caseId), { outbox: 0, receipts: 0 });
    ok(await lan.send('GET', `/fhir/R4/Task/${caseId}`));
    assert.equal(
      (await lan.command('case.submit', caseId, { request: serviceRequest(caseId), to: [sites.nhi] }, { key: caseId }))
        .code,
      'case/transition-refused',
      'an ended case is not made anew',
    );
  });
  it('goes in bounded batches, and counts what went', async () => {
    await test.database.query(old);
    assert.deepEqual((await pruneAll()).outbox, [1_000, 1_000, 300]);
  });
  it('lets the running role remove nothing by itself, and shorten no period', async () => {
    const client = new pg.Client({ connectionString: test.database.runUrl });
    await client.connect();
    const caseId = await submitCase(lan, [sites.nhi]);
    for (const sql of ['delete from diemcau.outbox', 'delete from diemcau.command_receipt'])
      await assert.rejects(client.query(sql), /permission denied/, sql);
    await client.query("set diemcau.now = '2100-01-01'");
    await client.query("set timezone = 'Pacific/Kiritimati'");
    await client.query('select diemcau.prune_outbox(1000), diemcau.prune_receipts(1000)');
    assert.deepEqual(await left(caseId), { outbox: 1, receipts: 1 });
    await client.end();
  });
  it('prunes by itself from its start on, and shows it in the metrics', async () => {
    await test.gateway.close();
    await test.database.query(old);
    const next = await startGateway({ databaseUrl: test.database.runUrl, metrics: { token: 'measure-me' } });
    const metrics = async () =>
      (await fetch(`${next.gateway.url}/metrics`, { headers: { authorization: 'Bearer measure-me' } })).text();
    const patience = AbortSignal.timeout(10_000);
    while (!(await metrics()).includes('diemcau_pruned_rows_total{table="outbox"} 2300')) patience.throwIfAborted();
    assert.deepEqual(await test.database.query("select from diemcau.outbox where at < now() - interval '7 days'"), []);
    await next.stop();
  });
});
