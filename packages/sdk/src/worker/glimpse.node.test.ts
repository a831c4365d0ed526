import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Bundle } from 'fhir/r4';
import { excerptOf } from './excerpt.js';
import { glimpse, searched } from './glimpse.js';

const count = 6_000;

describe('a glimpse of a long Bundle', () => {
  for (const order of ['rising', 'falling'] as const) {
    it(`is its newest entries as they are, with what they name (${order})`, () => {
      const { bundle, text } = setup(order);
      const seen = glimpse(excerptOf(text))!;
      const all = new Map(bundle.entry!.map((entry) => [entry.fullUrl, entry]));
      for (const entry of seen.entry!) assert.deepEqual(entry, all.get(entry.fullUrl));
      assert.deepEqual(
        idsOf(seen, 'Condition').sort(),
        Array.from({ length: 20 }, (_, n) => `c${count - 20 + n}`),
      );
      assert.deepEqual(idsOf(seen, 'Patient'), ['p']);
      assert.deepEqual(idsOf(seen, 'Organization'), ['bv']);
    });
  }

  it('is also had with blanks in the text, and of entries without an address', () => {
    const { bundle } = setup('rising');
    for (const entry of bundle.entry!) delete entry.fullUrl;
    assert.equal(idsOf(glimpse(excerptOf(JSON.stringify(bundle, undefined, 2)))!, 'Condition').length, 20);
  });

  it('is not had of a text without order: that is searched', () => {
    const { text } = setup('none');
    assert.equal(glimpse(excerptOf(text)), undefined);
    const newest = Array.from({ length: 20 }, (_, n) => `c${count - 20 + n}`);
    assert.deepEqual(idsOf(searched(text)!, 'Condition').sort(), newest);
  });

  it('is not had of what orders its entries itself or holds older versions of them', () => {
    for (const type of ['document', 'history', 'batch-response'] as const) {
      const text = JSON.stringify({ ...setup('rising').bundle, type });
      assert.equal(glimpse(excerptOf(text)), undefined);
      assert.equal(searched(text), undefined);
    }
    for (const text of ['', '[]', '<xml/>', JSON.stringify({ resourceType: 'Patient', type: 'collection' })])
      assert.equal(glimpse(excerptOf(text)), undefined);
  });

  it('leaves out what is broken, and names each id once', () => {
    const { bundle } = setup('rising');
    const [last] = bundle.entry!.slice(-1);
    const text = JSON.stringify({ ...bundle, entry: [...bundle.entry!, last] }).slice(0, -40);
    const ids = idsOf(glimpse(excerptOf(text))!, 'Condition');
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.includes(`c${count - 1}`));
  });

  it('does not take long to find nothing in a text made for that', () => {
    const hostile = [
      `{"resourceType":"Bundle","type":"collection","entry":[${'{"resource":'.repeat(200_000)}`,
      `{"resourceType":"Bundle","type":"collection","entry":[${'{"resource":{"date":"2020","resourceType":"Patient'.repeat(60_000)}`,
      `{"resourceType":"Bundle","type":"collection","x":"${'\\"'.repeat(1_000_000)}`,
      `{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"date":"${'\\'.repeat(1_000_001)}`,
    ];
    const start = process.cpuUsage();
    for (const text of hostile) {
      glimpse(excerptOf(text));
      searched(text);
    }
    assert.ok(process.cpuUsage(start).user < 2_000_000, `${process.cpuUsage(start).user} µs`);
  });
});

function idsOf(bundle: Bundle, type: string): (string | undefined)[] {
  return bundle.entry!.flatMap(({ resource }) => (resource?.resourceType === type ? [resource.id] : []));
}

/** Conditions, one a day, whose words look like seams of the text. */
function setup(order: 'rising' | 'falling' | 'none'): { bundle: Bundle; text: string } {
  const url = (id: string) => `https://his.example.vn/fhir/${id}`;
  const words = ['a "resource":{"x" b', 'c {[} d', '\\', '"date":"2999-01-01"', 'Viêm phổi'];
  const days = Array.from({ length: count }, (_, index) => index);
  if (order === 'falling') days.reverse();
  if (order === 'none') days.sort((one, other) => ((one * 7919) % count) - ((other * 7919) % count));
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      {
        fullUrl: url('Patient/p'),
        resource: { resourceType: 'Patient', id: 'p', managingOrganization: { reference: 'Organization/bv' } },
      },
      { fullUrl: url('Organization/bv'), resource: { resourceType: 'Organization', id: 'bv', name: 'Bệnh viện' } },
      ...days.map((day) => ({
        fullUrl: url(`Condition/c${day}`),
        resource: {
          resourceType: 'Condition' as const,
          id: `c${day}`,
          contained: [{ resourceType: 'Organization' as const, id: 'inner', name: 'Trong' }],
          code: { text: words[day % words.length]! },
          subject: { reference: 'Patient/p' },
          recordedDate: new Date(Date.UTC(2010, 0, 1 + day)).toISOString().slice(0, 10),
        },
      })),
    ],
  };
  return { bundle: bundle as Bundle, text: JSON.stringify(bundle) };
}
