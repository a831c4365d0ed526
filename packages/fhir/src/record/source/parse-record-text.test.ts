import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecord } from '../read-record.js';
import type { RecordModel } from '../record.types.js';
import { toShareDocument } from '../share-document.js';

const patient = { resourceType: 'Patient', id: 'p', name: [{ text: 'Giàng A Páo' }] };
const conditions = Array.from({ length: 5 }, (_, n) => ({
  resourceType: 'Condition',
  id: `c${n}`,
  subject: { reference: 'Patient/p' },
  code: { text: `Bệnh "${n}" {[` },
}));
const resources = [patient, ...conditions];
const bundle = (type = 'searchset') => ({
  resourceType: 'Bundle',
  type,
  entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })),
});

test('a bundle that is cut off anywhere shows what is whole before the cut, and says truncated', () => {
  for (const indent of [0, 2]) {
    const text = JSON.stringify(bundle(), null, indent);
    for (let end = text.indexOf('"c0"') + 4; end < text.length; end += 7) {
      const cut = text.slice(0, end);
      const whole = conditions.filter(({ id }) => {
        const code = text.indexOf('}', text.indexOf('{[', text.indexOf(`"${id}",`)));
        return cut.includes('}', code + 1);
      });
      const model = read(cut);
      const expected = whole.map(({ code }) => code.text);
      const found = titles(model);
      assert.deepEqual(found.slice(0, expected.length), expected, `cut at ${end}`);
      assert.ok(found.length <= expected.length + 1);
      assert.equal(model.sections.problems.state, 'truncated', `cut at ${end}`);
      assert.equal(model.sections.allergies.state, 'truncated');
      assert.equal(accounted(model), model.total);
    }
  }
});

test('a resource that is broken in the middle is set aside; what precedes and what follows is shown', () => {
  const breaks: [what: string, change: (text: string) => string][] = [
    ['a quote inside a text', (text) => text.replace('Bệnh \\"2\\"', 'Bệnh "2"')],
    ['a line end inside a text', (text) => text.replace('Bệnh \\"2\\"', 'Bệnh \n')],
    ['a missing comma', (text) => text.replace('"id":"c2",', '"id":"c2"')],
    ['a missing bracket', (text) => text.replace('"code":{"text":"Bệnh \\"2\\" {["}', '"code":{"text":"Bệnh"')],
    ['NaN', (text) => text.replace('"id":"c2"', '"id":NaN')],
    ['a bracket too many', (text) => text.replace('"code":{"text":"Bệnh \\"2\\" {["}', '"code":{"text":"Bệnh"}}')],
  ];
  for (const [what, change] of breaks) {
    const text = JSON.stringify(bundle());
    const broken = change(text);
    assert.notEqual(broken, text, what);
    const model = read(broken);
    const found = titles(model);
    for (const { id, code } of conditions) if (id !== 'c2') assert.ok(found.includes(code.text), `${what}: ${id}`);
    assert.ok(model.setAside.length > 0, what);
    assert.equal(model.sections.problems.state, 'truncated', what);
  }
});

test('a missing bracket does not make a resource take in those behind it', () => {
  const first = { resource: { resourceType: 'Basic', id: 'b', extension: [{ url: 'urn:x', valueString: 'a' }] } };
  const text = JSON.stringify({ ...bundle(), entry: [first, ...bundle().entry] });
  const model = read(text.replace('"a"}]}}', '"a"}'));
  assert.deepEqual(
    titles(model),
    conditions.map(({ code }) => code.text),
  );
});

test('a bundle inside an answer of a batch is salvaged too', () => {
  const text = JSON.stringify({
    resourceType: 'Bundle',
    type: 'batch-response',
    entry: [{ response: { status: '200' }, resource: bundle() }],
  });
  const model = read(text.slice(0, text.indexOf('"c4"')));
  assert.deepEqual(
    titles(model),
    conditions.slice(0, 4).map(({ code }) => code.text),
  );
});

test('arrays and Parameters that are cut off show what is whole', () => {
  const array = JSON.stringify(resources);
  assert.equal(titles(read(array.slice(0, -30))).length, 4);
  const parameters = JSON.stringify({
    resourceType: 'Parameters',
    parameter: resources.map((resource) => ({ name: 'return', resource })),
  });
  assert.equal(titles(read(parameters.slice(0, -30))).length, 4);
});

test('NDJSON: one resource a line, blank lines and a byte order mark allowed; a broken line is set aside, a cut last one is told', () => {
  const lines = resources.map((resource) => JSON.stringify(resource));
  const whole = read(`\uFEFF${lines.join('\r\n')}\r\n\r\n`);
  assert.equal(titles(whole).length, 5);
  assert.equal(whole.sections.problems.state, 'loaded');
  const broken = read([lines[0], '{"resourceType":', ...lines.slice(1)].join('\n'));
  assert.deepEqual([titles(broken).length, broken.setAside.length], [5, 1]);
  const cut = read(lines.join('\n').slice(0, -10));
  assert.deepEqual([titles(cut).length, cut.sections.problems.state], [4, 'truncated']);
});

test('a share of a record that was cut off says so', () => {
  const text = JSON.stringify(bundle());
  const { ok } = toShareDocument({
    bundle: text.slice(0, -40),
    documentId: 'd',
    caseId: 'k',
    siteId: '1',
    siteName: 'Cô Tô',
    author: { sub: '1', name: 'BS' },
    withheld: [],
    now: '2026-01-01T00:00:00Z',
  });
  const { problems } = readRecord(ok).ok!.sections;
  assert.deepEqual([problems.state, problems.entries.length], ['truncated', 4]);
});

test('text that is made to be read again and again is given up in time', () => {
  for (const bait of ['{"resource":', '{"fullUrl":[', '"\\\\', '[{"resource":{"a":"'])
    assert.ok(timed(() => readRecord(`{"resourceType":"Bundle","entry":[${bait.repeat(400_000)}`)) < 2_000, bait);
  assert.deepEqual(readRecord('{"resourceType":"Patient"').issues[0]?.code, 'malformed');
  assert.deepEqual(readRecord('').issues[0]?.code, 'malformed');
});

function read(text: string): RecordModel {
  const { ok, issues } = readRecord(text);
  assert.ok(ok, JSON.stringify(issues));
  return ok;
}

const titles = ({ sections }: RecordModel): string[] => sections.problems.entries.map(({ title }) => title);

function accounted({ sections, setAside, notDisplayed }: RecordModel): number {
  const entries = Object.values(sections).reduce((sum, { entries }) => sum + entries.length, 0);
  return entries + setAside.length + Object.values(notDisplayed).reduce((sum, count) => sum + count, 0);
}

function timed(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
