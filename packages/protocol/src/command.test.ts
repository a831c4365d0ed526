import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  commandOfPath,
  commandPath,
  commands,
  decodeCommand,
  encodeCommand,
  isDiemcauError,
  type CommandInput,
  type CommandName,
} from './index.js';

const text = fc.string({ minLength: 1, maxLength: 200 }).filter((value) => value.trim() === value && value !== '');
const site = fc.stringMatching(/^[0-9A-Z]{5}$/);
const sites = fc.array(site, { minLength: 1, maxLength: 8 });
const uuid = fc.uuid();
const jws = fc.constant('aaa.bbb.ccc');
const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const resource = <T extends string>(resourceType: T) =>
  fc.record({ id: uuid, status: text, note: fc.array(fc.record({ text })) }).map((rest) => ({ resourceType, ...rest }));

const inputs: { [N in CommandName]: fc.Arbitrary<CommandInput<N>> } = {
  'case.submit': fc.record(
    { request: resource('ServiceRequest'), to: sites, emergencyGround: text },
    { requiredKeys: ['request', 'to'] },
  ),
  'case.accept': fc.constant({}),
  'case.reject': fc.record({ reason: text }),
  'case.ask': fc.record({ question: text }),
  'case.schedule': fc.record({ start: instant, end: instant }, { requiredKeys: ['start'] }),
  'case.start': fc.constant({}),
  'case.end': fc.record({ outcome: fc.constantFrom('ended' as const, 'interrupted' as const) }),
  'case.cancel': fc.record({ reason: text }),
  'case.assign': fc.record({
    role: fc.constantFrom('chair' as const, 'member' as const),
    siteId: site,
    sub: text,
    name: text,
  }),
  'record.share': fc.record({
    document: resource('Bundle'),
    to: sites,
    attachment: fc.array(resource('Binary'), { maxLength: 3 }),
  }),
  'record.access': fc.record(
    {
      action: fc.constantFrom('view' as const, 'print' as const, 'export' as const),
      section: fc.array(fc.stringMatching(/^[a-z][A-Za-z]{0,30}$/), { minLength: 1, maxLength: 20 }),
      documentId: uuid,
      occurred: instant,
      reason: text,
    },
    { requiredKeys: ['action', 'section', 'occurred'] },
  ),
  'case.say': fc.record({ text }),
  'consent.sign': fc.record(
    { caseId: uuid, consent: resource('Consent'), signature: jws, evidence: resource('Binary') },
    { requiredKeys: ['caseId', 'consent', 'signature'] },
  ),
  'consent.refuse': fc.record({ caseId: uuid, consent: resource('Consent'), signature: jws }),
  'consent.withdraw': fc.record({ caseId: uuid, reason: text, signature: jws }),
  'minutes.save': fc.record({ composition: resource('Composition'), version: fc.nat() }),
  'minutes.sign': fc.record(
    { document: resource('Bundle'), documentId: uuid, signature: jws },
    { requiredKeys: ['documentId', 'signature'] },
  ),
  'minutes.amend': fc.record({ reason: text }),
};

const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

describe('commands', () => {
  for (const name of Object.keys(commands) as CommandName[])
    it(`${name} comes back from the wire as it was sent`, () => {
      fc.assert(
        fc.property(inputs[name] as fc.Arbitrary<CommandInput<CommandName>>, (input) => {
          const wire = plain(encodeCommand(name, input));
          assert.deepEqual(plain(decodeCommand(name, wire)), plain(input));
        }),
        { numRuns: 60 },
      );
      const [type, id, operation] = commandPath(name, 'x1').split('/');
      assert.equal(id, 'x1');
      assert.equal(commandOfPath(type!, operation!), name);
    });
  it('are refused with the place, whatever comes instead of Parameters', () => {
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(commands) as CommandName[])), fc.jsonValue(), (name, body) => {
        try {
          decodeCommand(name, body);
        } catch (error) {
          assert.ok(isDiemcauError(error) && error.code === 'request/invalid' && error.details.at !== undefined);
        }
      }),
    );
  });
  it('cannot reach a prototype by a parameter name', () => {
    const body = JSON.parse(
      '{"resourceType":"Parameters","parameter":[{"name":"__proto__","resource":{"polluted":true}},{"name":"constructor","valueString":"x"},{"name":"text","valueString":"a"}]}',
    ) as unknown;
    const input = decodeCommand('case.say', body);
    assert.deepEqual(plain(input), { text: 'a' });
    assert.equal(Object.getPrototypeOf(input), Object.prototype);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
    assert.equal(commandOfPath('ServiceRequest', '__proto__'), undefined);
  });
});
