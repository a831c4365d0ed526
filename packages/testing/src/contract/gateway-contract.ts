import assert from 'node:assert/strict';
import { toMinutesDocument } from '@diemcau/fhir';
import {
  caseStates,
  caseVerbs,
  directoryType,
  extensions,
  nextCaseState,
  paths,
  protocolVersion,
  systems,
  type CaseState,
  type WireResource,
} from '@diemcau/protocol';
import { decodeProtectedHeader, UnsecuredJWT } from 'jose';
import { v4, v7 } from 'uuid';
import { canonicalHash, sha256 } from '../gateway/canonical-hash.js';
import type { ContractCase, ContractSubject } from './contract-subject.js';
import { codeOf, Person } from './person.js';

const island = { siteId: '22901', sub: '990101/QNI-GPHN', name: 'BS. Nguyễn Hải Đăng' };
const expert = { siteId: '01902', sub: '990201/HNO-GPHN', name: 'PGS.TS. Đặng Hoài Nam' };
const stranger = { siteId: '01903', sub: '990901/HNO-GPHN', name: 'PGS.TS. Thiều Quang Sự' };
const requesting = ['case.request', 'consent.collect', 'minutes.sign', 'consultation.join'];
const consulted = ['case.consult', 'minutes.sign', 'consultation.join', 'consultation.chair'];

const doctor = (subject: ContractSubject) => Person.of(subject, island, requesting);
const specialist = (subject: ContractSubject) => Person.of(subject, expert, consulted);
const outsider = (subject: ContractSubject) => Person.of(subject, stranger, consulted);
const system = (subject: ContractSubject, siteId: string) =>
  Person.of(subject, { siteId, sub: siteId, name: siteId }, ['site.system']);

function serviceRequest(id: string): WireResource {
  return {
    resourceType: 'ServiceRequest',
    id,
    status: 'active',
    intent: 'order',
    priority: 'urgent',
    subject: { display: 'Người bệnh bịa' },
  };
}

function documentBundle(): WireResource & { id: string } {
  return {
    resourceType: 'Bundle',
    id: v4(),
    type: 'document',
    timestamp: new Date().toISOString(),
    entry: [
      {
        resource: {
          resourceType: 'Composition',
          status: 'final',
          title: 'Tóm tắt bệnh án',
          date: new Date().toISOString(),
        },
      },
    ],
  };
}

/** Minutes with everything that form 27/BV2 asks for. */
function minutesBundle(caseId: string, conclusion = 'Theo dõi viêm màng não'): WireResource & { id: string } {
  const bundle = toMinutesDocument(
    {
      caseId,
      patient: { name: 'Phạm Gia Thử', identifiers: [], contacts: [] },
      admissionNumber: '',
      department: '',
      ward: '',
      bed: '',
      diagnosisBefore: [{ text: 'Sốt cao co giật' }],
      openedAt: '2026-11-22T02:00:00Z',
      closedAt: '2026-11-22T02:30:00Z',
      breaks: [],
      location: '',
      participants: [
        { ...island, siteName: 'Cô Tô', role: 'secretary' },
        { ...expert, siteName: 'Nhi', role: 'chair' },
      ],
      summary: 'Sốt ba ngày',
      agenda: [],
      conclusion,
      diagnosisAfter: [],
      prognosis: '',
      plan: 'Theo dõi tại chỗ',
      orders: [],
      excerpts: [],
    },
    { documentId: v4(), now: new Date().toISOString(), siteId: '22901', siteName: 'Cô Tô' },
  );
  return JSON.parse(JSON.stringify(bundle)) as WireResource & { id: string };
}

async function sent(by: Person, { emergencyGround }: { emergencyGround?: string } = {}): Promise<string> {
  const caseId = v7();
  const answer = await by.command(
    'case.submit',
    caseId,
    { request: serviceRequest(caseId) as never, to: ['01902'], emergencyGround },
    caseId,
  );
  assert.equal(answer.status, 200, answer.code);
  return caseId;
}

async function open(by: Person): Promise<string> {
  const caseId = await sent(by);
  for (const purpose of ['teleconsultation', 'record-share'] as const) {
    const { id, input } = await by.consent(caseId, purpose);
    assert.equal((await by.command('consent.sign', id, input)).status, 200);
  }
  return caseId;
}

async function shared(by: Person, caseId: string): Promise<WireResource & { id: string }> {
  const document = documentBundle();
  const answer = await by.command('record.share', caseId, {
    document: document as never,
    to: ['01902'],
    attachment: [],
  });
  assert.equal(answer.status, 200, answer.code);
  return document;
}

const stateOf = (task: unknown) =>
  (task as { businessStatus: { coding: { code: CaseState }[] } }).businessStatus.coding[0]!.code;
const gateOf = (task: unknown) =>
  (task as { extension: { url: string; valueCode?: string }[] }).extension.find(
    (one) => one.url === 'urn:diemcau:consent-gate',
  )?.valueCode;

interface TaskOfMany {
  owner: { identifier: { value: string } };
  restriction?: object;
  statusReason?: { text: string };
  input?: object[];
  extension: { url: string; valueString?: string; extension?: { url: string; valueString: string }[] }[];
}
const invitedTo = ({ extension }: TaskOfMany) =>
  extension.flatMap(({ url, valueString }) => (url === extensions.invited ? [valueString] : []));
const declinedIn = (task: unknown) =>
  (task as TaskOfMany).extension.flatMap(({ url, extension }) =>
    url === extensions.declined ? [extension!.map(({ valueString }) => valueString)] : [],
  );

async function signedMinutes(
  by: Person,
  caseId: string,
  document: WireResource & { id: string },
  role: 'secretary' | 'chair',
  bring: boolean,
) {
  const signature = await by.sign({
    kind: 'minutes',
    caseId,
    documentId: document.id,
    role,
    hash: await canonicalHash(document),
    signedAt: new Date().toISOString(),
  });
  return by.command('minutes.sign', caseId, {
    document: bring ? (document as never) : undefined,
    documentId: document.id,
    signature,
  });
}

/** A case that waits for its minutes to be signed. */
async function awaiting(local: Person, remote: Person): Promise<string> {
  const caseId = await open(local);
  assert.equal((await remote.command('case.accept', caseId, {})).status, 200);
  assert.equal((await remote.command('case.start', caseId, {})).status, 200);
  assert.equal((await remote.command('case.end', caseId, { outcome: 'ended' })).status, 200);
  return caseId;
}

const identity: ContractCase[] = [
  {
    name: 'gives the signed directory to anyone, as it was signed',
    async run(subject) {
      const response = await subject.fetch(subject.baseUrl + paths.directory, { method: 'GET' });
      assert.equal(response.status, 200);
      const jws = (await response.text()).trim();
      assert.equal(jws, subject.directory.trim());
      assert.equal(decodeProtectedHeader(jws).typ, directoryType);
    },
  },
  {
    name: 'asks for a nonce first and gives one with every answer',
    async run(subject) {
      const person = await doctor(subject);
      const first = await person.once('GET', `${paths.fhir}/Task/${v7()}`);
      assert.equal(first.status, 401);
      assert.equal(first.code, 'auth/proof-nonce');
      assert.ok(first.headers.get('dpop-nonce'));
      const second = await person.once('GET', `${paths.fhir}/Task/${v7()}`);
      assert.equal(second.code, 'request/not-found');
      assert.ok(second.headers.get('dpop-nonce'));
    },
  },
  {
    name: 'refuses what is not a token of the person with the key in hand',
    async run(subject) {
      const person = await doctor(subject);
      await person.call('GET', `${paths.fhir}/Task/${v7()}`);
      const ask = async (who: Person) => (await who.call('GET', `${paths.fhir}/Task/${v7()}`)).code;
      const thief = await Person.of(subject, island, requesting);
      assert.equal(await ask(thief.with(person.token)), 'auth/key-mismatch');
      assert.equal(
        await ask(await Person.of(subject, island, requesting, { lifetime: 60, now: Date.now() - 3_600_000 })),
        'auth/token-expired',
      );
      assert.equal(
        await ask(await Person.of(subject, island, requesting, { audience: 'https://elsewhere.example' })),
        'auth/token-audience',
      );
      assert.equal(await ask(await Person.of(subject, island, requesting, { lifetime: 3_600 })), 'auth/token-refused');
      const foreign = await Person.of(subject, { ...island, siteId: '01902' }, requesting);
      const claims = JSON.parse(atob(foreign.token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/'))) as {
        iss: string;
      };
      assert.equal(claims.iss, 'urn:diemcau:site:01902');
      const [head, , signature] = foreign.token.split('.');
      const forged = btoa(JSON.stringify({ ...claims, iss: 'urn:diemcau:site:22901' }))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '');
      assert.equal(await ask(foreign.with(`${head}.${forged}.${signature}`)), 'auth/token-signature');
      const unsigned = new UnsecuredJWT({ ...claims }).encode();
      assert.match((await ask(foreign.with(unsigned)))!, /^auth\/token-(refused|malformed)$/);
      assert.equal(await ask(person.with('not.a.token')), 'auth/token-malformed');
    },
  },
  {
    name: 'refuses a proof for another method, address or token, and one seen before',
    async run(subject) {
      const person = await doctor(subject);
      const path = `${paths.fhir}/Task/${v7()}`;
      await person.call('GET', path);
      assert.equal((await person.once('GET', path, { proof: { htm: 'POST' } })).code, 'auth/proof-malformed');
      assert.equal(
        (await person.once('GET', path, { proof: { htu: `${subject.baseUrl}/fhir/R4/Task` } })).code,
        'auth/proof-malformed',
      );
      assert.equal(
        (await person.once('GET', path, { proof: { ath: await sha256(new Uint8Array(3)) } })).code,
        'auth/proof-malformed',
      );
      const jti = v4();
      assert.equal((await person.once('GET', path, { proof: { jti } })).code, 'request/not-found');
      assert.equal((await person.once('GET', path, { proof: { jti } })).code, 'auth/proof-replayed');
    },
  },
  {
    name: 'refuses another person with the same key',
    async run(subject) {
      const person = await doctor(subject);
      await person.call('GET', `${paths.fhir}/Task/${v7()}`);
      const token = await subject.mint({
        siteId: '22901',
        sub: '990102/QNI-GPHN',
        name: 'BSCKI. Vũ Thị Thu Thủy',
        jkt: person.jkt,
        audience: subject.baseUrl,
        scope: requesting,
      });
      assert.equal(
        (await person.with(token).call('GET', `${paths.fhir}/Task/${v7()}`)).code,
        'auth/token-replaced-subject',
      );
    },
  },
  {
    name: 'answers nobody without a token, and no page of an origin that the directory does not list',
    async run(subject) {
      const response = await subject.fetch(`${subject.baseUrl}${paths.fhir}/Task/${v7()}`, { method: 'GET' });
      assert.equal(response.status, 401);
      assert.equal(codeOf(await response.json()), 'auth/token-missing');
      const person = await doctor(subject);
      assert.equal(
        (await person.call('GET', `${paths.fhir}/Task/${v7()}`, { headers: { origin: 'https://evil.example' } })).code,
        'auth/origin-refused',
      );
      assert.equal(
        (await person.call('GET', `${paths.fhir}/Task/${v7()}`, { headers: { origin: subject.originOf('22901') } }))
          .code,
        'request/not-found',
      );
      const other = await specialist(subject);
      assert.equal(
        (await other.call('GET', `${paths.fhir}/Task/${v7()}`, { headers: { origin: subject.originOf('22901') } }))
          .code,
        'auth/origin-refused',
      );
    },
  },
];

const cases: ContractCase[] = [
  {
    name: 'shows a case to the consulted site once consent opened the gate, and not before',
    async run(subject) {
      const [local, remote] = [await doctor(subject), await specialist(subject)];
      const caseId = await sent(local);
      assert.equal(gateOf((await local.read(`Task/${caseId}`)).body), 'closed');
      assert.equal((await remote.read(`Task/${caseId}`)).status, 404);
      assert.deepEqual((await remote.search('Task', { case: caseId })).found, []);
      const first = await local.consent(caseId, 'teleconsultation');
      await local.command('consent.sign', first.id, first.input);
      assert.equal((await remote.read(`Task/${caseId}`)).status, 404);
      const second = await local.consent(caseId, 'record-share');
      await local.command('consent.sign', second.id, second.input);
      const task = await remote.read(`Task/${caseId}`);
      assert.equal(task.status, 200);
      assert.equal(gateOf(task.body), 'open');
      assert.equal((await remote.read(`ServiceRequest/${caseId}`)).status, 200);
    },
  },
  {
    name: 'opens at once on a recorded emergency ground',
    async run(subject) {
      const [local, remote] = [await doctor(subject), await specialist(subject)];
      const caseId = await sent(local, { emergencyGround: 'Người bệnh hôn mê, không có người nhà' });
      const task = await remote.read(`Task/${caseId}`);
      assert.equal(gateOf(task.body), 'emergency');
      assert.equal(stateOf(task.body), 'sent');
    },
  },
  {
    name: 'answers alike for what may not be seen and what does not exist',
    async run(subject) {
      const [local, other] = [await doctor(subject), await outsider(subject)];
      const caseId = await open(local);
      const document = await shared(local, caseId);
      for (const [type, id] of [
        ['Task', caseId],
        ['ServiceRequest', caseId],
        ['Bundle', document.id],
        ['DocumentReference', document.id],
        ['Composition', caseId],
      ] as const) {
        const [seen, none] = [await other.read(`${type}/${id}`), await other.read(`${type}/${v7()}`)];
        assert.equal(seen.status, 404);
        assert.deepEqual(seen.body, none.body);
      }
      assert.equal((await other.command('case.accept', caseId, {})).code, 'request/not-found');
      assert.equal((await other.command('case.accept', v7(), {})).code, 'request/not-found');
    },
  },
  {
    name: 'walks the state table and refuses what it does not hold',
    async run(subject) {
      const [local, remote] = [await doctor(subject), await specialist(subject)];
      const caseId = await open(local);
      const inputs = {
        accept: {},
        reject: { reason: 'Không thuộc chuyên khoa' },
        ask: { question: 'Có phim chụp không?' },
        schedule: { start: new Date().toISOString() },
        start: {},
        end: { outcome: 'ended' },
        cancel: { reason: 'Đã chuyển viện' },
      } as const;
      let state: CaseState = 'sent';
      for (const verb of [
        'start',
        'ask',
        'accept',
        'schedule',
        'accept',
        'start',
        'cancel',
        'end',
        'reject',
      ] as const) {
        const role = verb === 'cancel' ? 'requesting' : 'consulted';
        const answer = await (role === 'requesting' ? local : remote).command(
          `case.${verb}`,
          caseId,
          inputs[verb] as never,
        );
        const next = nextCaseState(state, verb, role);
        if (next) assert.equal(stateOf(answer.body), next, `${state} ${verb}`);
        else assert.equal(answer.code, 'case/transition-refused', `${state} ${verb}`);
        state = next ?? state;
        if (state === 'information-needed') {
          const again = await local.command('case.submit', caseId, {
            request: serviceRequest(caseId) as never,
            to: ['01902'],
          });
          assert.equal(stateOf(again.body), 'sent');
          state = 'sent';
        }
      }
      assert.equal(state, 'awaiting-signature');
      assert.ok(caseStates.includes(state) && caseVerbs.length > 0);
    },
  },
  {
    name: 'ends the part of the site that rejects, and the case when the last invited site has rejected',
    async run(subject) {
      const [local, remote, second] = [await doctor(subject), await specialist(subject), await outsider(subject)];
      const caseId = v7();
      const invite = (to: string[], key?: string) =>
        local.command('case.submit', caseId, { request: serviceRequest(caseId) as never, to }, key);
      assert.equal((await invite(['01902', '01903'], caseId)).status, 200);
      for (const purpose of ['teleconsultation', 'record-share'] as const) {
        const { id, input } = await local.consent(caseId, purpose);
        assert.equal((await local.command('consent.sign', id, input)).status, 200);
      }
      const document = documentBundle();
      const to = ['01902', '01903'];
      await local.command('record.share', caseId, { document: document as never, to, attachment: [] });
      assert.equal((await local.command('case.say', caseId, { text: 'Trẻ vừa co giật lại' })).status, 200);
      assert.equal((await remote.command('case.accept', caseId, {})).status, 200);
      const start = new Date(Date.now() + 3_600_000).toISOString();
      assert.equal((await remote.command('case.schedule', caseId, { start })).status, 200);

      const rejected = await remote.command('case.reject', caseId, { reason: 'Hết giường' });
      assert.equal(stateOf(rejected.body), 'sent', 'the others are asked again');
      const task = (await remote.read(`Task/${caseId}`)).body as unknown as TaskOfMany;
      assert.equal(task.owner.identifier.value, '01903');
      assert.equal(task.restriction, undefined);
      assert.ok(!JSON.stringify(task.input).includes(expert.sub), 'it leads no more');
      assert.deepEqual(invitedTo(task), ['01903']);
      assert.deepEqual(declinedIn(task), [['01902', 'Hết giường']]);
      assert.equal((await remote.read(`ServiceRequest/${caseId}`)).status, 200);
      assert.equal((await remote.search('Task', { case: caseId })).found.length, 1);
      assert.equal((await remote.read(`Bundle/${document.id}`)).code, 'request/not-found', 'its grant ended');
      assert.equal((await remote.read(`DocumentReference/${document.id}`)).code, 'request/not-found');
      for (const type of ['Communication', 'Consent', 'DocumentReference', 'Provenance'])
        assert.deepEqual((await remote.search(type, { case: caseId })).found, [], type);
      assert.deepEqual((await remote.search('AuditEvent', { entity: `ServiceRequest/${caseId}` })).found, []);
      assert.equal((await remote.command('case.accept', caseId, {})).code, 'request/not-found');
      assert.equal((await remote.command('case.say', caseId, { text: 'x' })).code, 'request/not-found');
      const more = { document: documentBundle() as never, to: ['01902'], attachment: [] };
      assert.equal((await local.command('record.share', caseId, more)).code, 'request/invalid');

      assert.equal((await second.read(`Bundle/${document.id}`)).status, 200, 'the other keeps its grant');
      assert.equal((await second.command('case.ask', caseId, { question: 'Có phim không?' })).status, 200);
      assert.equal(stateOf((await invite(['01902'])).body), 'sent');
      assert.equal((await remote.read(`Bundle/${document.id}`)).status, 404, 'asked anew it is shared anew');
      assert.equal((await remote.search('Communication', { case: caseId })).found.length, 1);
      assert.deepEqual(declinedIn((await local.read(`Task/${caseId}`)).body), []);

      assert.equal(
        stateOf((await second.command('case.reject', caseId, { reason: 'Không thuộc chuyên khoa' })).body),
        'sent',
      );
      const last = await remote.command('case.reject', caseId, { reason: 'Hết giường' });
      assert.equal(stateOf(last.body), 'rejected');
      assert.equal((last.body as unknown as TaskOfMany).statusReason?.text, 'Hết giường');
      assert.equal((await local.command('case.cancel', caseId, { reason: 'x' })).code, 'case/transition-refused');
    },
  },
  {
    name: 'does a command once per key, and refuses the key for another body',
    async run(subject) {
      const local = await doctor(subject);
      const caseId = await open(local);
      const key = v4();
      const [first, second] = [
        await local.command('case.say', caseId, { text: 'Trẻ vừa co giật lại' }, key),
        await local.command('case.say', caseId, { text: 'Trẻ vừa co giật lại' }, key),
      ];
      assert.equal(first.status, 200);
      assert.deepEqual(second.body, first.body);
      assert.equal((await local.search('Communication', { 'based-on': `ServiceRequest/${caseId}` })).found.length, 1);
      assert.equal(
        (await local.command('case.say', caseId, { text: 'Khác' }, key)).code,
        'request/idempotency-conflict',
      );
      const bare = await local.call('POST', `${paths.fhir}/ServiceRequest/${caseId}/$say`, {
        body: { resourceType: 'Parameters', parameter: [{ name: 'text', valueString: 'Không khóa' }] },
      });
      assert.equal(bare.code, 'request/invalid');
    },
  },
  {
    name: 'serves the entries of a batch each for itself',
    async run(subject) {
      const [local, remote] = [await doctor(subject), await specialist(subject)];
      const caseId = await open(local);
      const { status, entry } = await remote.batch([
        { request: { method: 'GET', url: `Task/${caseId}` } },
        { request: { method: 'GET', url: `Task/${v7()}` } },
        {
          fullUrl: `urn:uuid:${v4()}`,
          request: { method: 'POST', url: `ServiceRequest/${caseId}/$accept` },
          resource: { resourceType: 'Parameters' },
        },
        {
          request: { method: 'POST', url: 'Task/_search' },
          resource: {
            resourceType: 'Parameters',
            parameter: [
              { name: 'case', valueString: caseId },
              { name: '_include', valueString: 'Task:focus' },
            ],
          },
        },
      ]);
      assert.equal(status, 200);
      assert.deepEqual(
        entry.map((one) => one.response.status.slice(0, 3)),
        ['200', '404', '200', '200'],
      );
      assert.equal(codeOf(entry[1]!.response.outcome), 'request/not-found');
      assert.equal(stateOf(entry[2]!.resource), 'accepted');
      const found = (entry[3]!.resource as unknown as { entry: { resource: WireResource }[] }).entry.map(
        (one) => one.resource.resourceType,
      );
      assert.deepEqual(found.sort(), ['ServiceRequest', 'Task']);
    },
  },
  {
    name: 'names the people of a case and moves the chair by assignment',
    async run(subject) {
      const [local, remote] = [await doctor(subject), await specialist(subject)];
      const caseId = await open(local);
      await remote.command('case.accept', caseId, {});
      const people = (task: unknown) =>
        (
          (
            task as {
              input?: { type: { coding: { code: string }[] }; valueReference: { identifier: { value: string } } }[];
            }
          ).input ?? []
        )
          .map((one) => [one.type.coding[0]!.code, one.valueReference.identifier.value].join(' '))
          .sort();
      assert.deepEqual(people((await local.read(`Task/${caseId}`)).body), [
        `chair ${expert.sub}`,
        `secretary ${island.sub}`,
      ]);
      await remote.command('case.assign', caseId, {
        role: 'chair',
        siteId: '01902',
        sub: '990202/HNO-GPHN',
        name: 'TS.BS. Đỗ Thị Lan Phương',
      });
      assert.deepEqual(people((await local.read(`Task/${caseId}`)).body), [
        'chair 990202/HNO-GPHN',
        `secretary ${island.sub}`,
      ]);
      assert.equal(
        (await remote.command('case.assign', caseId, { role: 'member', siteId: '01903', sub: 'x', name: 'x' })).code,
        'request/invalid',
      );
    },
  },
  {
    name: 'refuses scopes that are missing, raw writes, unknown parameters and persons in a URL',
    async run(subject) {
      const local = await doctor(subject);
      const caseId = await open(local);
      assert.equal((await local.command('case.accept', caseId, {})).code, 'auth/scope-missing');
      const blind = await Person.of(subject, island, ['openid']);
      assert.equal((await blind.read(`Task/${caseId}`)).code, 'auth/scope-missing');
      assert.equal(
        (await local.call('PUT', `${paths.fhir}/Task/${caseId}`, { body: { resourceType: 'Task', id: caseId } })).code,
        'request/method-not-allowed',
      );
      assert.equal(
        (await local.call('POST', `${paths.fhir}/Consent`, { body: { resourceType: 'Consent' } })).status,
        405,
      );
      assert.equal((await local.search('Task', { wished: '1' })).code, 'request/unsupported');
      assert.equal((await local.call('GET', `${paths.fhir}/Task?patient=x`)).code, 'request/personal-search-in-url');
      assert.equal(
        (await local.command('case.submit', v7(), { request: serviceRequest(caseId) as never, to: ['01902'] })).code,
        'request/invalid',
      );
    },
  },
];

const consents: ContractCase[] = [
  {
    name: 'keeps a consent as it was signed, and refuses one that was changed, is foreign or of another case',
    async run(subject) {
      const local = await doctor(subject);
      const [caseId, otherCase] = [await sent(local), await sent(local)];
      const { id, consent, input } = await local.consent(caseId, 'teleconsultation');
      const changed = { ...consent, dateTime: '2020-01-01T00:00:00Z' };
      const given = input as { caseId: string; signature: string };
      assert.equal(
        (await local.command('consent.sign', id, { ...given, consent: changed } as never)).code,
        'signature/content-changed',
      );
      assert.equal(
        (await local.command('consent.sign', id, { ...given, caseId: otherCase, consent } as never)).code,
        'signature/replayed',
      );
      const colleague = await Person.of(
        subject,
        { siteId: '22901', sub: '990102/QNI-GPHN', name: 'BSCKI. Vũ Thị Thu Thủy' },
        requesting,
      );
      assert.equal((await colleague.command('consent.sign', id, input)).code, 'signature/foreign-key');
      assert.equal(
        (
          await local.command('consent.sign', id, {
            ...given,
            consent,
            signature: `${given.signature.slice(0, -6)}AAAAAA`,
          } as never)
        ).code,
        'signature/invalid',
      );
      assert.equal((await local.command('consent.sign', id, input)).status, 200);
      assert.deepEqual((await local.read(`Consent/${id}`)).body, consent);
      assert.equal((await local.command('consent.sign', id, input)).code, 'consent/already-decided');
      const provenance = await local.search('Provenance', { target: `Consent/${id}` });
      assert.equal(
        atob((provenance.found[0] as unknown as { signature: { data: string }[] }).signature[0]!.data),
        given.signature,
      );
    },
  },
  {
    name: 'lets nothing of the record leave without consent, ends the share when it is withdrawn',
    async run(subject) {
      const [local, remote] = [await doctor(subject), await specialist(subject)];
      const closed = await sent(local);
      assert.equal(
        (
          await local.command('record.share', closed, {
            document: documentBundle() as never,
            to: ['01902'],
            attachment: [],
          })
        ).code,
        'consent/missing',
      );
      const caseId = await sent(local);
      const signed = [await local.consent(caseId, 'teleconsultation'), await local.consent(caseId, 'record-share')];
      for (const one of signed) await local.command('consent.sign', one.id, one.input);
      const document = await shared(local, caseId);
      assert.equal((await remote.read(`Bundle/${document.id}`)).status, 200);
      const { id, hash } = signed[1]!;
      const signature = await local.sign({
        kind: 'consent',
        caseId,
        consentId: id,
        purpose: 'record-share',
        decision: 'withdraw',
        hash,
        signedAt: new Date().toISOString(),
      });
      const withdrawn = await local.command('consent.withdraw', id, { caseId, reason: 'Gia đình đổi ý', signature });
      assert.equal(withdrawn.status, 200, withdrawn.code);
      assert.equal((withdrawn.body as { status?: string }).status, 'inactive');
      assert.equal((await remote.read(`Bundle/${document.id}`)).status, 404);
      assert.equal((await remote.read(`Task/${caseId}`)).status, 200);
      assert.equal(gateOf((await local.read(`Task/${caseId}`)).body), 'closed');
      assert.equal((await remote.command('case.accept', caseId, {})).status, 200);
      assert.equal((await remote.command('case.start', caseId, {})).code, 'consent/missing');
    },
  },
  {
    name: 'closes the gate on a refusal, also where an emergency had opened it',
    async run(subject) {
      const local = await doctor(subject);
      const caseId = await sent(local, { emergencyGround: 'Không có người nhà' });
      const { id, input } = await local.consent(caseId, 'record-share', 'deny');
      assert.equal((await local.command('consent.refuse', id, input)).status, 200);
      assert.equal(gateOf((await local.read(`Task/${caseId}`)).body), 'closed');
    },
  },
];

const records: ContractCase[] = [
  {
    name: 'gives a shared document byte for byte to the sites it was shared with',
    async run(subject) {
      const [local, remote] = [await doctor(subject), await specialist(subject)];
      const caseId = await open(local);
      const bytes = new TextEncoder().encode('ảnh');
      const attachment = {
        resourceType: 'Binary' as const,
        id: await sha256(bytes),
        contentType: 'image/png',
        data: btoa(String.fromCharCode(...bytes)),
      };
      const document = documentBundle();
      assert.equal(
        (
          await local.command('record.share', caseId, {
            document: document as never,
            to: ['01902'],
            attachment: [attachment],
          })
        ).status,
        200,
      );
      const references = await remote.search('DocumentReference', {
        related: `ServiceRequest/${caseId}`,
        category: 'record',
      });
      assert.deepEqual(
        references.found.map((one) => one.id),
        [document.id],
      );
      assert.deepEqual((await remote.read(`Bundle/${document.id}`)).body, document);
      assert.deepEqual((await remote.read(`Binary/${attachment.id}`)).body, attachment);
      const wrong = { ...attachment, data: btoa('khác') };
      const refused = await local.command('record.share', caseId, {
        document: documentBundle() as never,
        to: ['01902'],
        attachment: [wrong],
      });
      assert.equal(refused.code, 'signature/content-changed');
      assert.equal(
        (
          await local.command('record.share', caseId, {
            document: documentBundle() as never,
            to: ['01903'],
            attachment: [],
          })
        ).code,
        'request/invalid',
      );
    },
  },
  {
    name: 'logs who read, for the sites of the case',
    async run(subject) {
      const [local, remote, other] = [await doctor(subject), await specialist(subject), await outsider(subject)];
      const caseId = await open(local);
      const document = await shared(local, caseId);
      await remote.read(`Bundle/${document.id}`);
      const log = await local.search('AuditEvent', { entity: `ServiceRequest/${caseId}` });
      const readers = log.found
        .filter((one) => JSON.stringify(one['entity']).includes(`Bundle/${document.id}`))
        .map(
          (one) =>
            (one as unknown as { agent: { who: { identifier: { value: string } } }[] }).agent[0]!.who.identifier.value,
        );
      assert.ok(readers.includes(expert.sub));
      assert.deepEqual((await other.search('AuditEvent', { entity: `ServiceRequest/${caseId}` })).found, []);
    },
  },
  {
    name: 'logs which sections were opened, printed, exported, and for which reason what is restricted',
    async run(subject) {
      const [local, remote, other] = [await doctor(subject), await specialist(subject), await outsider(subject)];
      const caseId = await open(local);
      const { id: documentId } = await shared(local, caseId);
      const occurred = new Date(Date.now() - 3_600_000).toISOString();
      const view = { action: 'view' as const, section: ['problems', 'results'], documentId, occurred };
      const key = v4();
      const told = await remote.command('record.access', caseId, view, key);
      assert.equal(told.status, 200);
      const event = told.body as unknown as AuditEvent;
      assert.deepEqual(
        [event.resourceType, event.action, event.subtype[0]?.code, event.period?.start],
        ['AuditEvent', 'R', 'record.view', occurred],
      );
      assert.ok(event.recorded > occurred, 'when it was told is said too');
      assert.deepEqual(event.entity, [
        {
          what: { reference: `Bundle/${documentId}` },
          detail: view.section.map((valueString) => ({ type: 'section', valueString })),
        },
        { what: { reference: `ServiceRequest/${caseId}` } },
      ]);
      assert.deepEqual((await remote.command('record.access', caseId, view, key)).body, told.body, 'once per key');

      const glass = { action: 'break-glass' as const, section: ['problems'], occurred };
      for (const reason of [undefined, 'cần xem', 'a b c'])
        assert.equal(
          (await remote.command('record.access', caseId, { ...glass, reason })).code,
          'request/invalid',
          reason,
        );
      const reason = 'Người bệnh hôn mê, cần biết thuốc đang dùng';
      assert.equal((await remote.command('record.access', caseId, { ...glass, reason })).status, 200);
      for (const section of [['Viêm phổi nặng'], [], ['x'.repeat(50)]])
        assert.equal((await remote.command('record.access', caseId, { ...view, section })).code, 'request/invalid');
      const ahead = { ...view, occurred: new Date(Date.now() + 86_400_000).toISOString() };
      const late = (await remote.command('record.access', caseId, ahead)).body as unknown as AuditEvent;
      assert.ok(late.period!.start <= late.recorded, 'nothing happened in the future');

      const log = (await local.search('AuditEvent', { entity: `ServiceRequest/${caseId}` }))
        .found as never as AuditEvent[];
      const of = (code: string) => log.filter(({ subtype }) => subtype.some((one) => one.code === code));
      assert.equal(of('record.view').length, 2);
      assert.deepEqual(
        of('record.break-glass').map(({ purposeOfEvent, agent }) => [
          purposeOfEvent?.[0]?.coding[0]?.code,
          purposeOfEvent?.[0]?.text,
          agent[0]?.who.identifier.value,
        ]),
        [['BTG', reason, expert.sub]],
      );
      assert.deepEqual((await local.read(`AuditEvent/${event.id}`)).body, told.body);

      const nowhere = await other.command('record.access', v7(), { ...view, documentId: undefined });
      const there = await other.command('record.access', caseId, { ...view, documentId: undefined });
      assert.deepEqual([there.status, there.body], [nowhere.status, nowhere.body]);
      assert.equal(there.code, 'request/not-found');
      const elsewhere = await shared(local, await open(local));
      const foreign = { ...view, documentId: elsewhere.id };
      assert.equal((await remote.command('record.access', caseId, foreign)).code, 'request/not-found');

      assert.equal((await local.command('case.cancel', caseId, { reason: 'Gia đình đổi ý' })).status, 200);
      assert.equal((await remote.read(`Bundle/${documentId}`)).status, 404);
      assert.equal((await remote.command('record.access', caseId, view)).status, 200, 'a late report is heard');
    },
  },
];

interface AuditEvent {
  resourceType: string;
  id: string;
  action: string;
  recorded: string;
  subtype: { code: string }[];
  period?: { start: string };
  purposeOfEvent?: { coding: { code: string }[]; text: string }[];
  agent: { who: { identifier: { value: string } } }[];
  entity: object[];
}

const minutes: ContractCase[] = [
  {
    name: 'keeps the draft by versions, from the secretary',
    async run(subject) {
      const [local, remote] = [await doctor(subject), await specialist(subject)];
      const caseId = await open(local);
      await remote.command('case.accept', caseId, {});
      const composition = {
        resourceType: 'Composition' as const,
        id: caseId,
        status: 'preliminary',
        title: 'Biên bản',
      };
      assert.equal((await local.read(`Composition/${caseId}`)).status, 404);
      const first = await local.command('minutes.save', caseId, { composition, version: 0 });
      assert.equal((first.body as unknown as { meta: { versionId: string } }).meta.versionId, '1');
      assert.equal(
        (await local.command('minutes.save', caseId, { composition, version: 0 })).code,
        'minutes/version-conflict',
      );
      assert.equal((await local.command('minutes.save', caseId, { composition, version: 1 })).status, 200);
      assert.equal(
        (await remote.command('minutes.save', caseId, { composition, version: 2 })).code,
        'case/role-missing',
      );
      assert.equal((await remote.read(`Composition/${caseId}`)).status, 200);
    },
  },
  {
    name: 'completes the case when secretary and chair signed the same document; the back end of either site finds it',
    async run(subject) {
      const [local, remote] = [await doctor(subject), await specialist(subject)];
      const caseId = await awaiting(local, remote);
      const shares = await shared(local, caseId);
      const document = minutesBundle(caseId);
      const first = await signedMinutes(local, caseId, document, 'secretary', true);
      assert.equal((first.body as { docStatus?: string }).docStatus, 'preliminary', first.code);
      assert.equal((await signedMinutes(local, caseId, document, 'secretary', false)).code, 'minutes/already-signed');
      const changed = { ...document, timestamp: '2020-01-01T00:00:00Z' };
      assert.equal(
        (await signedMinutes(remote, caseId, changed as never, 'chair', true)).code,
        'signature/content-changed',
      );
      assert.equal((await signedMinutes(remote, caseId, document, 'secretary', false)).code, 'signature/replayed');
      const second = await signedMinutes(remote, caseId, document, 'chair', false);
      assert.equal((second.body as { docStatus?: string }).docStatus, 'final', second.code);
      assert.equal(stateOf((await local.read(`Task/${caseId}`)).body), 'completed');
      for (const siteId of ['22901', '01902']) {
        const backEnd = await system(subject, siteId);
        const found = await backEnd.call(
          'GET',
          `${paths.fhir}/DocumentReference?category=minutes&_lastUpdated=gt2020-01-01T00:00:00Z&related=ServiceRequest/${caseId}`,
        );
        const [reference] = (
          found.body as unknown as {
            entry: { resource: { id: string; extension: { url: string; valueString: string }[] } }[];
          }
        ).entry.map((one) => one.resource);
        assert.equal(reference!.id, document.id);
        assert.equal(reference!.extension.filter((one) => one.url === 'urn:diemcau:signature').length, 2);
        assert.deepEqual((await backEnd.read(`Bundle/${document.id}`)).body, document);
        const provenance = await backEnd.call('GET', `${paths.fhir}/Provenance?target=Bundle/${document.id}`);
        assert.equal((provenance.body as unknown as { entry: unknown[] }).entry.length, 2);
      }
      const ends = (await remote.read(`DocumentReference/${shares.id}`)).body as unknown as {
        extension: { url: string; valueInstant: string }[];
      };
      assert.ok(
        Date.parse(ends.extension.find((one) => one.url === 'urn:diemcau:share-ends')!.valueInstant) > Date.now(),
      );
    },
  },
  {
    name: 'says that a text with NUL or half a character cannot be kept, and goes on',
    async run(subject) {
      const [local, remote] = [await doctor(subject), await specialist(subject)];
      const caseId = await awaiting(local, remote);
      for (const text of ['a\u0000b', 'a\ud800b', '\udc00']) {
        const composition = { resourceType: 'Composition', id: caseId, title: text } as never;
        assert.equal(
          (await local.command('minutes.save', caseId, { composition, version: 0 })).code,
          'request/invalid',
        );
        assert.equal((await local.command('case.say', caseId, { text })).code, 'request/invalid');
      }
      const composition = { resourceType: 'Composition', id: caseId, title: 'chữ 😀 đủ' } as never;
      assert.equal((await local.command('minutes.save', caseId, { composition, version: 0 })).status, 200);
    },
  },
  {
    name: 'refuses to sign minutes that are not complete, or are another case’s',
    async run(subject) {
      const [local, remote] = [await doctor(subject), await specialist(subject)];
      const caseId = await awaiting(local, remote);
      for (const document of [documentBundle(), minutesBundle(caseId, '')])
        assert.equal((await signedMinutes(local, caseId, document, 'secretary', true)).code, 'minutes/incomplete');
      assert.equal(
        (await signedMinutes(local, caseId, minutesBundle(v7()), 'secretary', true)).code,
        'request/invalid',
      );
      assert.equal((await signedMinutes(local, caseId, minutesBundle(caseId), 'secretary', true)).status, 200);
    },
  },
  {
    name: 'voids a signature when the draft is saved again',
    async run(subject) {
      const [local, remote] = [await doctor(subject), await specialist(subject)];
      const caseId = await awaiting(local, remote);
      const document = minutesBundle(caseId);
      await signedMinutes(local, caseId, document, 'secretary', true);
      await local.command('minutes.save', caseId, {
        composition: { resourceType: 'Composition', id: caseId } as never,
        version: 0,
      });
      assert.equal((await remote.read(`DocumentReference/${document.id}`)).body['status' as never], 'superseded');
      const next = minutesBundle(caseId);
      assert.equal((await signedMinutes(remote, caseId, next, 'chair', true)).status, 200);
      assert.equal((await signedMinutes(local, caseId, next, 'secretary', false)).status, 200);
      assert.equal(stateOf((await local.read(`Task/${caseId}`)).body), 'completed');
    },
  },
  {
    name: 'amends signed minutes with a reason; the signed ones stay',
    async run(subject) {
      const [local, remote] = [await doctor(subject), await specialist(subject)];
      const caseId = await awaiting(local, remote);
      await local.command('minutes.save', caseId, {
        composition: { resourceType: 'Composition', id: caseId } as never,
        version: 0,
      });
      const document = minutesBundle(caseId);
      await signedMinutes(local, caseId, document, 'secretary', true);
      await signedMinutes(remote, caseId, document, 'chair', false);
      assert.equal(
        (
          await local.command('minutes.save', caseId, {
            composition: { resourceType: 'Composition', id: caseId } as never,
            version: 1,
          })
        ).code,
        'minutes/already-signed',
      );
      const amended = await local.command('minutes.amend', caseId, { reason: 'Ghi nhầm liều' });
      assert.equal((amended.body as { status?: string }).status, 'amended', amended.code);
      assert.equal((await local.read(`Bundle/${document.id}`)).status, 200);
    },
  },
];

const backEnds: ContractCase[] = [
  {
    name: 'takes the duty roster from a site’s own system only',
    async run(subject) {
      const [backEnd, person] = [await system(subject, '01902'), await doctor(subject)];
      const role = (siteId: string) => ({
        resourceType: 'PractitionerRole',
        id: 'contract-role',
        active: true,
        practitioner: { identifier: { system: systems.practitioner, value: expert.sub }, display: expert.name },
        organization: { identifier: { system: systems.site, value: siteId } },
        specialty: [{ coding: [{ system: 'urn:diemcau:specialty', code: 'contract-specialty' }] }],
      });
      const put = (who: Person, siteId: string) =>
        who.call('PUT', `${paths.fhir}/PractitionerRole/contract-role`, { body: role(siteId) });
      assert.equal((await put(person, '22901')).code, 'request/method-not-allowed');
      assert.equal((await put(backEnd, '22901')).code, 'request/invalid');
      assert.equal((await put(backEnd, '01902')).status, 200);
      const found = await person.search('PractitionerRole', { organization: '01902', specialty: 'contract-specialty' });
      assert.deepEqual(
        found.found.map((one) => one.id),
        ['contract-role'],
      );
    },
  },
  {
    name: 'tells its relays to who may join a talk; there are none unless the operator names them',
    async run(subject) {
      const local = await doctor(subject);
      const told = await local.call('POST', paths.turn, { body: {}, headers: { 'content-type': 'application/json' } });
      assert.deepEqual([told.status, told.body], [200, { iceServers: [] }]);
      assert.equal((await (await system(subject, '22901')).call('GET', paths.turn)).code, 'auth/scope-missing');
    },
  },
  {
    name: 'keeps sealed items for the site’s system, which may send them on a person’s behalf',
    async run(subject) {
      const [local, backEnd, other] = [
        await doctor(subject),
        await system(subject, '22901'),
        await system(subject, '01902'),
      ];
      const caseId = await sent(local);
      const jwe = 'eyJhbGciOiJFQ0RILUVTK0EyNTZLVyJ9.a.b.c.d';
      const deposited = await local.call('POST', paths.sealed, {
        body: { jwe },
        headers: { 'content-type': 'application/json' },
      });
      assert.ok(deposited.status === 200 || deposited.status === 201, String(deposited.status));
      const itemsOf = async (who: Person) =>
        ((await who.call('GET', paths.sealed)).body as unknown as { items: { id: string; jwe: string }[] }).items;
      assert.equal((await local.call('GET', paths.sealed)).code, 'auth/scope-missing');
      assert.deepEqual(await itemsOf(other), []);
      const [item] = await itemsOf(backEnd);
      assert.equal(item!.jwe, jwe);
      assert.equal((await other.call('DELETE', `${paths.sealed}/${item!.id}`)).status, 404);
      assert.ok((await backEnd.call('DELETE', `${paths.sealed}/${item!.id}`)).status < 300);
      assert.deepEqual(await itemsOf(backEnd), []);
      const { id, input } = await local.consent(caseId, 'teleconsultation');
      assert.equal((await backEnd.command('consent.sign', id, input)).code, 'auth/scope-missing');
      const onBehalf = await backEnd.command('consent.sign', id, input, v4(), { 'Diemcau-On-Behalf': island.sub });
      assert.equal(onBehalf.status, 200, onBehalf.code);
      assert.equal(
        (await local.call('GET', `${paths.fhir}/Task/${caseId}`, { headers: { 'Diemcau-On-Behalf': 'somebody' } }))
          .code,
        'auth/token-refused',
      );
    },
  },
];

async function signedIn(subject: ContractSubject, person: Person) {
  const socket = await subject.openSocket(person.who.siteId);
  const { nonce, version } = await socket.next('challenge');
  assert.equal(version, protocolVersion);
  const proof = await person.proof('GET', `${subject.baseUrl.replace(/^http/, 'ws')}${paths.socket}`, { nonce });
  socket.send({ type: 'authenticate', version: protocolVersion, token: person.token, proof });
  await socket.next('authenticated');
  return socket;
}

const sockets: ContractCase[] = [
  {
    name: 'challenges a socket, then tells it of its cases and of no others',
    async run(subject) {
      const [local, remote, other] = [await doctor(subject), await specialist(subject), await outsider(subject)];
      const [near, far, foreign] = [
        await signedIn(subject, local),
        await signedIn(subject, remote),
        await signedIn(subject, other),
      ];
      const caseId = await open(local);
      const told = async (socket: typeof near): Promise<string> => {
        for (;;) {
          const { event } = await socket.next('event');
          if (event.kind === 'case') return event.caseId;
        }
      };
      assert.equal(await told(near), caseId);
      assert.equal(await told(far), caseId);
      foreign.send({ type: 'ping', at: 7 });
      assert.equal((await foreign.next('pong')).at, 7);
      for (const socket of [near, far, foreign]) socket.close();
    },
  },
  {
    name: 'closes a socket that signs in with another nonce',
    async run(subject) {
      const person = await doctor(subject);
      const socket = await subject.openSocket('22901');
      await socket.next('challenge');
      const proof = await person.proof('GET', `${subject.baseUrl.replace(/^http/, 'ws')}${paths.socket}`, {
        nonce: v4(),
      });
      socket.send({ type: 'authenticate', version: protocolVersion, token: person.token, proof });
      assert.equal(await socket.closed, 4401);
    },
  },
  {
    name: 'closes a socket of a page that is not of the person’s site',
    async run(subject) {
      const person = await doctor(subject);
      const socket = await subject.openSocket('01902');
      const { nonce } = await socket.next('challenge');
      const proof = await person.proof('GET', `${subject.baseUrl.replace(/^http/, 'ws')}${paths.socket}`, { nonce });
      socket.send({ type: 'authenticate', version: protocolVersion, token: person.token, proof });
      assert.equal(await socket.closed, 4403);
    },
  },
  {
    name: 'lets people join an open session only, keeps the roster and carries signals',
    async run(subject) {
      const [local, remote] = [await doctor(subject), await specialist(subject)];
      const caseId = await open(local);
      await remote.command('case.accept', caseId, {});
      const [near, far] = [await signedIn(subject, local), await signedIn(subject, remote)];
      const join = async (socket: typeof near, who: Person, participantId: string) => {
        const fingerprint = await who.sign({
          kind: 'fingerprint',
          caseId,
          participantId,
          fingerprint: 'sha-256 ab:cd',
          signedAt: new Date().toISOString(),
        });
        socket.send({ type: 'consultation.join', id: 1, caseId, participantId, fingerprint, sources: [] });
      };
      const [nearId, farId] = [v4(), v4()];
      await join(near, local, nearId);
      assert.equal((await near.next('error')).error.code, 'consultation/not-open');
      await remote.command('case.start', caseId, {});
      await join(near, local, nearId);
      await near.next('ok');
      await join(far, remote, farId);
      await far.next('ok');
      const rosterOf = async (socket: typeof near, size: number) => {
        for (;;) {
          const { event } = await socket.next('event');
          if (event.kind === 'roster' && event.participants.length === size) return event.participants;
        }
      };
      const roster = await rosterOf(near, 2);
      assert.deepEqual(
        roster.map((one) => [one.participantId, one.siteId, one.sub]).sort(),
        [
          [nearId, '22901', island.sub],
          [farId, '01902', expert.sub],
        ].sort(),
      );
      // One that comes again, because its confirmation was lost, is confirmed and not passed on again.
      const say = (id: number, number: number | undefined, data: object) =>
        near.send({
          type: 'signal',
          id,
          ...(number === undefined ? {} : { number }),
          caseId,
          from: nearId,
          to: farId,
          data,
        });
      say(2, 0, { type: 'offer' });
      say(3, 0, { type: 'offer' });
      say(4, 1, { type: 'candidate' });
      say(5, 0, { type: 'offer' });
      say(6, undefined, { type: 'last' });
      const confirmed: number[] = [];
      while (confirmed.length < 5) confirmed.push(...(await near.confirmed()));
      assert.deepEqual(confirmed, [2, 3, 4, 5, 6]);
      const heard: unknown[] = [];
      while (heard.length < 3) {
        const { event } = await far.next('event');
        if (event.kind === 'signal') heard.push([event.from, event.data['type']]);
      }
      assert.deepEqual(heard, [
        [nearId, 'offer'],
        [nearId, 'candidate'],
        [nearId, 'last'],
      ]);
      far.send({ type: 'consultation.leave', id: 7, caseId, participantId: farId });
      await rosterOf(near, 1);
      near.close();
      far.close();
    },
  },
];

/**
 * What every gateway promises its clients: tokens and proofs, commands, consent gate, shares, minutes, errors, socket. One suite for the
 * real gateway and for the MSW handlers; a difference between them is a failure of one.
 */
export const gatewayContract: readonly ContractCase[] = [
  ...identity,
  ...cases,
  ...consents,
  ...records,
  ...minutes,
  ...backEnds,
  ...sockets,
];
