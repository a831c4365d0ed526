import { expect } from '@open-wc/testing';
import { DiemcauError } from '@diemcau/protocol';
import { makeCommand } from '../internal/make-command.js';
import { createServerClock } from '../internal/server-clock.js';
import { createClockFloor } from './create-clock-floor.js';
import { createCopies } from './create-copies.js';
import { createKeep } from './create-keep.js';
import { createDatabase, type Database } from './database.js';
import { knownPerson } from './known-person.js';
import { addCommands, readCommands } from './outbox-rows.js';
import { createPeople, type Person } from './people.js';

const gateway = 'https://gateway.example.vn';
const about = { issuer: 'urn:diemcau:site:01019', sub: '000456/HNO-CCHN', siteId: '01019' };
const hour = 3_600_000;
const text = (bytes: ArrayBuffer | undefined) => bytes && new TextDecoder().decode(bytes);
const bytes = (value: string) => new TextEncoder().encode(value).buffer as ArrayBuffer;

describe('copies to read without a line', () => {
  let database: Database;
  let name: string;
  let person: Person;
  let time: number;

  beforeEach(async () => {
    name = `test-${crypto.randomUUID()}`;
    time = Date.now();
    database = createDatabase(name);
    const people = createPeople(database, gateway);
    person = await people.adopt(await people.newKey(), about);
  });
  afterEach(async () => {
    database.close();
    await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve));
  });

  const copiesOf = (who = person) => createCopies({ database, person: async () => who, now: async () => time });
  const until = (ms: number) => new Date(time + ms).toISOString();
  const keep = (caseId: string, word: string, ms = hour) =>
    copiesOf().put(caseId, { 'Bundle/1': bytes(word) }, () => ({ until: until(ms), documents: ['Bundle/1'] }));
  const rows = () =>
    database.run(['copies'], 'readonly', async (tx) => {
      const store = tx.objectStore('copies');
      return { keys: await store.getAllKeys(), values: await store.getAll() };
    });

  it('are read again by the same person after a reload, and show no word of what they are', async () => {
    await keep('case-1', 'Sốt cao co giật');
    database.close();
    database = createDatabase(name);
    person = (await createPeople(database, gateway).last())!;
    expect(text(await copiesOf().piece('case-1', 'Bundle/1'))).to.equal('Sốt cao co giật');
    const { keys, values } = await rows();
    const raw =
      JSON.stringify(keys) +
      JSON.stringify(values, (_key, value: unknown) =>
        value instanceof ArrayBuffer || ArrayBuffer.isView(value)
          ? new TextDecoder().decode(value as ArrayBuffer)
          : value,
      );
    for (const word of ['Sốt', 'case-1', 'Bundle', '000456']) expect(raw).not.to.contain(word);
  });

  it('end at their time, are swept then, and a row that is given a later end outside stays over', async () => {
    await keep('case-1', 'a');
    await keep('case-2', 'b', 3 * hour);
    time += hour;
    expect(await copiesOf().head('case-1')).to.equal(undefined);
    expect(await copiesOf().piece('case-1', 'Bundle/1')).to.equal(undefined);
    await database.run(['copies'], 'readwrite', async (tx) => {
      const store = tx.objectStore('copies');
      for (const key of await store.getAllKeys())
        await store.put({ ...(await store.get(key))!, until: time + 9 * hour }, key);
    });
    expect(await copiesOf().piece('case-1', 'Bundle/1')).to.equal(undefined);
    expect(text(await copiesOf().piece('case-2', 'Bundle/1'))).to.equal('b');
    time += 9 * hour;
    await copiesOf().sweep();
    expect((await rows()).keys).to.deep.equal([]);
  });

  it('are not readable again when the PC’s clock is set back', async () => {
    const floor = createClockFloor(database);
    const real = Date.now;
    try {
      await floor.put(real(), true);
      const page = () => {
        const clock = createServerClock();
        const now = async () => {
          clock.raise(await floor.get());
          await floor.put(clock.now());
          return clock.now();
        };
        return createCopies({ database, person: async () => person, now });
      };
      await page().put('case-1', { a: 'x' }, () => ({ until: new Date(real() + hour).toISOString() }));
      Date.now = () => real() + 2 * hour;
      expect(await page().head('case-1'), 'over').to.equal(undefined);
      Date.now = () => real() - 48 * hour;
      expect(await page().head('case-1'), 'set back').to.equal(undefined);
    } finally {
      Date.now = real;
    }
  });

  it('are taken back without a trace of other cases: one case, all its pieces', async () => {
    await keep('case-1', 'a');
    await keep('case-2', 'b');
    await copiesOf().drop('case-1');
    expect(await copiesOf().piece('case-1', 'Bundle/1')).to.equal(undefined);
    expect((await copiesOf().heads()).map(({ caseId }) => caseId)).to.deep.equal(['case-2']);
    expect((await rows()).keys).to.have.length(2);
  });

  it('go with the person, and nobody else can read them', async () => {
    await keep('case-1', 'a');
    const people = createPeople(database, gateway);
    const other = await people.adopt(await people.newKey(), { ...about, sub: 'another' });
    expect(await copiesOf(other).head('case-1')).to.equal(undefined);
    await people.destroy(person);
    expect((await rows()).keys).to.deep.equal([]);
    const late = await keep('case-1', 'a').catch((error: unknown) => error);
    expect((late as DiemcauError).code).to.equal('auth/signed-out');
  });

  it('let go of a document that is no longer shared', async () => {
    await copiesOf().put('case-1', { 'Bundle/1': bytes('a'), 'Bundle/2': bytes('b') }, () => ({
      until: until(hour),
      documents: ['Bundle/1', 'Bundle/2'],
    }));
    await copiesOf().put('case-1', {}, (before) => ({ ...before!, documents: ['Bundle/2'] }));
    expect(await copiesOf().piece('case-1', 'Bundle/1')).to.equal(undefined);
    expect(text(await copiesOf().piece('case-1', 'Bundle/2'))).to.equal('b');
  });

  it('make room when the disk is full: the oldest first, never a draft or what waits to be sent', async () => {
    await createKeep({ database, person: async () => person }).put('draft', 'typed');
    await addCommands(database, person, [
      makeCommand('case.say', { id: crypto.randomUUID(), caseId: 'case-1' }, { text: 'Đã gửi' }),
    ]);
    for (const caseId of ['oldest', 'older', 'new']) {
      await keep(caseId, caseId);
      time += 1_000;
    }
    const restore = fullFor(2);
    try {
      await keep('newest', 'newest');
    } finally {
      restore();
    }
    const left = (await copiesOf().heads()).map(({ caseId }) => caseId).sort();
    expect(left).to.deep.equal(['new', 'newest']);
    const forDraft = fullFor(1);
    try {
      await createKeep({ database, person: async () => person }).put('draft', 'typed more');
    } finally {
      forDraft();
    }
    expect((await copiesOf().heads()).map(({ caseId }) => caseId)).to.deep.equal(['newest']);
    const never = fullFor(Infinity);
    let failure: unknown;
    try {
      failure = await keep('more', 'more').catch((error: unknown) => error);
    } finally {
      never();
    }
    expect((failure as DiemcauError).code).to.equal('offline/quota-exceeded');
    const kept = await createKeep({ database, person: async () => person }).get('draft');
    expect(kept?.value).to.equal('typed more');
    expect(await readCommands(database, person)).to.have.length(1);
  });

  it('are of who was signed in last where nobody can say who is, and of nobody who was refused or left', async () => {
    const last = async () => person;
    const silent = () => Promise.reject(new DiemcauError('auth/token-provider-failed'));
    expect((await knownPerson(silent, last, () => false)).id).to.equal(person.id);
    for (const [signIn, locked] of [
      [() => Promise.reject(new DiemcauError('auth/token-refused')), false],
      [() => Promise.reject(new DiemcauError('auth/signed-out')), false],
      [silent, true],
    ] as const) {
      const failure = await knownPerson(signIn, last, () => locked).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(Error);
    }
  });
});

/** The first so many writing transactions end as a full disk ends them; removing is always possible. */
function fullFor(times: number): () => void {
  const { put, add } = IDBObjectStore.prototype;
  const error = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'error')!;
  const aborted = new WeakSet<IDBTransaction>();
  let left = times;
  const failing = (own: typeof put) =>
    function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      const request = own.apply(this, args);
      const { transaction } = this;
      if (aborted.has(transaction) || left <= 0) return request;
      left--;
      aborted.add(transaction);
      request.addEventListener('success', () => transaction.abort());
      return request;
    };
  IDBObjectStore.prototype.put = failing(put);
  IDBObjectStore.prototype.add = failing(add);
  Object.defineProperty(IDBTransaction.prototype, 'error', {
    configurable: true,
    get(this: IDBTransaction) {
      if (aborted.has(this)) return new DOMException('full', 'QuotaExceededError');
      return error.get!.call(this) as DOMException | null;
    },
  });
  return () => {
    Object.assign(IDBObjectStore.prototype, { put, add });
    Object.defineProperty(IDBTransaction.prototype, 'error', error);
  };
}
