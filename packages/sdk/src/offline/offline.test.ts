import { expect } from '@open-wc/testing';
import { DiemcauError, siteDirectorySchema, type WireResource } from '@diemcau/protocol';
import { compactDecrypt } from 'jose/jwe/compact/decrypt';
import { exportJWK } from 'jose/key/export';
import * as v from 'valibot';
import { makeCommand } from '../internal/make-command.js';
import type { Command } from '../internal/session.types.js';
import { createKeep } from './create-keep.js';
import { createOutbox } from './create-outbox.js';
import { createDatabase, type Database } from './database.js';
import { depositSealed } from './deposit-sealed.js';
import { leaveDevice } from './leave-device.js';
import { createPeople, type Person } from './people.js';

const gateway = 'https://gateway.example.vn';
const about = { issuer: 'urn:diemcau:site:22001', sub: '000123/QNI-CCHN', siteId: '22001' };

describe('what lies on this device', () => {
  let database: Database;
  let name: string;
  let person: Person;

  beforeEach(async () => {
    name = `test-${crypto.randomUUID()}`;
    database = createDatabase(name);
    const people = createPeople(database, gateway);
    person = await people.adopt(await people.newKey(), about);
  });
  afterEach(async () => {
    database.close();
    await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve));
  });

  it('is kept by keys that cannot be taken out of the browser, one person each', async () => {
    const people = createPeople(createDatabase(name), gateway);
    const last = (await people.last())!;
    expect(last.jkt).to.equal(person.jkt);
    expect([last.signKey.privateKey.extractable, last.storeKey.extractable, last.indexKey.extractable]).to.deep.equal([
      false,
      false,
      false,
    ]);
    expect(await people.find({ ...about, sub: 'another' })).to.equal(undefined);
  });

  it('survives a reload, and shows no word of it in the database', async () => {
    await createKeep({ database, person: async () => person }).put('case-draft\npatient\nhs-204-17', {
      question: 'Sốt cao co giật',
    });
    database.close();
    database = createDatabase(name);
    const again = (await createPeople(database, gateway).last())!;
    const kept = await createKeep({ database, person: async () => again }).get<{ question: string }>(
      'case-draft\npatient\nhs-204-17',
    );
    expect(kept?.value).to.deep.equal({ question: 'Sốt cao co giật' });
    const raw = await everything(database);
    for (const word of ['Sốt', 'giật', 'hs-204-17', 'case-draft', '000123']) expect(raw).not.to.contain(word);
  });

  it('comes back by itself when the connection to the database is lost', async () => {
    const keep = createKeep({ database, person: async () => person });
    await keep.put('a', 1);
    // A newer version in another tab makes this one step aside.
    const other = indexedDB.open(name, 3);
    await new Promise((resolve, reject) => {
      other.onsuccess = resolve;
      other.onerror = reject;
    });
    other.result.close();
    const failure = await keep.put('a', 2).catch((error: unknown) => error);
    // The older version cannot be opened any more: that is said, and nothing claims to be saved.
    expect((failure as DiemcauError).code).to.equal('offline/store-unavailable');
  });

  it('says that nothing was saved when the disk is full, though only the transaction was aborted', async () => {
    const keep = createKeep({ database, person: async () => person });
    const restore = abortWritesWith(new DOMException('full', 'QuotaExceededError'));
    try {
      const error = await keep.put('a', 'x').catch((caught: unknown) => caught);
      expect((error as DiemcauError).code).to.equal('offline/quota-exceeded');
    } finally {
      restore();
    }
    expect(await keep.get('a')).to.equal(undefined);
  });

  describe('commands', () => {
    const caseId = '01900000-0000-7000-8000-000000000001';
    const say = (text: string) => makeCommand('case.say', { id: caseId, caseId }, { text });

    it('are sent once and in order, by one of two tabs', async () => {
      const sent: string[] = [];
      const slow = {
        command: (command: Command) =>
          new Promise<WireResource>((resolve) =>
            setTimeout(() => (sent.push(command.key), resolve({ resourceType: 'Communication' }))),
          ),
      };
      const offline = tab(database, { command: () => Promise.reject(new DiemcauError('network/unreachable')) });
      const commands = [say('một'), say('hai'), say('ba')];
      for (const command of commands) expect((await offline.deliver([command])).status).to.equal('queued');
      const tabs = [tab(createDatabase(name), slow), tab(createDatabase(name), slow)];
      await Promise.all(tabs.map((one) => one.flush()));
      expect(sent).to.deep.equal(commands.map(({ key }) => key));
      expect(await offline.waiting()).to.deep.equal([]);
      for (const one of [offline, ...tabs]) one.close();
    });

    it('keep the same key on every replay and wait behind what waits', async () => {
      const keys: string[] = [];
      let line = false;
      const outbox = tab(database, {
        async command(command) {
          keys.push(command.key);
          if (!line) throw new DiemcauError('network/timeout');
          return { resourceType: 'Communication' };
        },
      });
      const [first, second] = [say('một'), say('hai')];
      await outbox.deliver([first]);
      await outbox.deliver([second]);
      expect(keys).to.deep.equal([first.key, first.key], 'the second does not overtake');
      line = true;
      await outbox.flush();
      expect(keys.slice(2)).to.deep.equal([first.key, second.key]);
      outbox.close();
    });

    it('that the gateway refuses are told and not kept', async () => {
      const outbox = tab(database, { command: () => Promise.reject(new DiemcauError('case/transition-refused')) });
      const error = await outbox.deliver([say('một')]).catch((caught: unknown) => caught);
      expect((error as DiemcauError).code).to.equal('case/transition-refused');
      expect(await outbox.waiting()).to.deep.equal([]);
      outbox.close();
    });

    it('are not called queued when the disk is full and the line is down', async () => {
      const outbox = tab(database, { command: () => Promise.reject(new DiemcauError('network/unreachable')) });
      const restore = abortWritesWith(new DOMException('full', 'QuotaExceededError'));
      try {
        const error = await outbox.deliver([say('một')]).catch((caught: unknown) => caught);
        expect((error as DiemcauError).code).to.equal('offline/quota-exceeded');
      } finally {
        restore();
      }
      outbox.close();
    });

    it('are sealed to the site when the person leaves, within a second; keys and drafts are gone', async () => {
      const outbox = tab(database, { command: () => Promise.reject(new DiemcauError('network/unreachable')) });
      const command = say('Cháu tỉnh rồi');
      await outbox.deliver([command]);
      await createKeep({ database, person: async () => person }).put('draft', 'nháp');
      outbox.close();
      const { directory, privateKey } = await siteWithKey();
      const people = createPeople(database, gateway);
      const before = performance.now();
      await leaveDevice({ database, people, gateway, directory: async () => directory }, person);
      expect(performance.now() - before).to.be.below(1_000);
      expect(await people.last()).to.equal(undefined);
      const late = await createKeep({ database, person: async () => person })
        .put('late', 'x')
        .catch((caught: unknown) => caught);
      expect((late as DiemcauError).code).to.equal('auth/signed-out');

      const posted: string[] = [];
      const post = async (_path: string, body: object) => void posted.push((body as { jwe: string }).jwe);
      await depositSealed({ database, gateway, post }, '01019');
      expect(posted).to.have.lengthOf(0, 'not by another site');
      await depositSealed({ database, gateway, post }, '22001');
      const { plaintext } = await compactDecrypt(posted[0]!, privateKey);
      const item = JSON.parse(new TextDecoder().decode(plaintext)) as { command: string; idempotencyKey: string };
      expect([item.command, item.idempotencyKey]).to.deep.equal(['case.say', command.key]);
      await depositSealed({ database, gateway, post }, '22001');
      expect(posted).to.have.lengthOf(1, 'once');
      expect(await everything(database)).not.to.contain(person.id);
    });

    it('that cannot be sealed stay for the person, and nothing else does', async () => {
      const outbox = tab(database, { command: () => Promise.reject(new DiemcauError('network/unreachable')) });
      await outbox.deliver([say('một')]);
      await createKeep({ database, person: async () => person }).put('draft', 'nháp');
      outbox.close();
      const people = createPeople(database, gateway);
      await leaveDevice({ database, people, gateway, directory: async () => undefined }, person);
      expect(await people.last()).to.equal(undefined);
      const again = (await people.find(about))!;
      expect(await createKeep({ database, person: async () => again }).get('draft')).to.equal(undefined);
      expect(await tab(database, { command: () => Promise.reject(new Error()) }).waiting()).to.have.lengthOf(1);
    });
  });

  function tab(own: Database, http: { command(command: Command): Promise<WireResource> }) {
    return createOutbox({ database: own, http, person: async () => person, onCount: () => undefined });
  }
});

/** All keys and values as text, as a look into the profile would find them. */
async function everything(database: Database): Promise<string> {
  return database.run(['people', 'current', 'kept', 'outbox', 'sealed', 'pins'], 'readonly', async (tx) => {
    const texts: string[] = [];
    for (const store of ['people', 'current', 'kept', 'outbox'] as const) {
      texts.push(JSON.stringify(await tx.objectStore(store).getAllKeys()));
      const values = await tx.objectStore(store).getAll();
      texts.push(
        JSON.stringify(values, (_key, value: unknown) =>
          value instanceof ArrayBuffer || ArrayBuffer.isView(value)
            ? new TextDecoder().decode(value as ArrayBuffer)
            : value,
        ),
      );
    }
    return texts.join('\n');
  });
}

/** Makes every write end as a full disk ends it: the transaction aborts, the request itself says nothing. */
function abortWritesWith(reason: DOMException): () => void {
  const { put, add } = IDBObjectStore.prototype;
  const error = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'error')!;
  const aborted = new WeakSet<IDBTransaction>();
  const failing = (own: typeof put) =>
    function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      const request = own.apply(this, args);
      const { transaction } = this;
      request.addEventListener('success', () => {
        aborted.add(transaction);
        transaction.abort();
      });
      return request;
    };
  IDBObjectStore.prototype.put = failing(put);
  IDBObjectStore.prototype.add = failing(add);
  Object.defineProperty(IDBTransaction.prototype, 'error', {
    configurable: true,
    get(this: IDBTransaction) {
      return aborted.has(this) ? reason : (error.get!.call(this) as DOMException | null);
    },
  });
  return () => {
    Object.assign(IDBObjectStore.prototype, { put, add });
    Object.defineProperty(IDBTransaction.prototype, 'error', error);
  };
}

async function siteWithKey() {
  const { publicKey, privateKey } = (await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, [
    'deriveBits',
  ])) as CryptoKeyPair;
  const { kty, crv, x, y } = await exportJWK(publicKey);
  const key = {
    kid: 'enc-1',
    use: 'enc',
    jwk: { kty, crv, x, y },
    notBefore: '2020-01-01T00:00:00Z',
    notAfter: '2099-01-01T00:00:00Z',
  };
  const site = {
    id: '22001',
    name: 'TTYT Cô Tô',
    level: 'lower',
    province: '22',
    specialties: [],
    keys: [key],
    origins: [],
  };
  return {
    privateKey,
    directory: v.parse(siteDirectorySchema, {
      version: 1,
      network: 'thử',
      issuedAt: '2026-01-01T00:00:00Z',
      sites: [site],
    }),
  };
}
