import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { findChart, generateRecord, inventedCharts, inventedRecord } from '../../../testing/src/people.js';
import { checked, mutate, mutationRuns, mutations, timed } from '../../test/mutate.js';
import type { Mutation } from '../../test/mutate.js';
import { asObject, asObjects } from '../internal/json.js';
import { mergeRecords } from './merge/merge-records.js';
import { readRecord } from './read-record.js';
import type { RecordEntry, RecordModel } from './record.types.js';

type Resource = Record<string, unknown>;
type Entry = { fullUrl?: string; resource: Resource };

/** A record to be mutated, and what each of its resources says by itself. */
interface Base {
  name: string;
  type: string;
  entries: Entry[];
  facts: (Fact | undefined)[];
}

/** What a resource says that comes from no other one. */
interface Fact extends Pick<RecordEntry, 'resourceType' | 'date' | 'endDate' | 'status'> {
  title?: string;
  value?: string;
  flags: readonly string[];
  parts: readonly string[];
  /** Facts under their keys, those that name what is referred to aside. */
  facts: readonly string[];
}

const shared = process.env['DIEMCAU_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const bases: Base[] = [
  ...inventedCharts.map(({ key }) => baseOf(key, inventedRecord(findChart(key)) as never)),
  ...[1, 2].map((seed) => baseOf(`generated ${seed}`, generateRecord(120, seed) as never)),
  ...sharedFiles().map(({ name, bundle }) => baseOf(name, bundle)),
];

/** Which base, and what happens to which of its resources (a fraction of them). */
const mutated = fc.record({
  base: fc.nat(),
  changes: fc.array(fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), list: mutations }), {
    minLength: 1,
    maxLength: 4,
  }),
  type: fc.constantFrom('', 'searchset', 'collection', 'transaction', 'batch-response'),
});

test(`facts of resources that were not mutated all appear (${bases.length} records)`, () => {
  const said = bases.reduce((sum, { facts }) => sum + facts.filter(Boolean).length, 0);
  assert.ok(said > 20 * bases.length, `${said} facts`);

  run(mutated, ({ base, changes, type }) => {
    const { entries, untouched, from } = apply(base, changes);
    const bundle = { resourceType: 'Bundle', type: type || from.type, entry: entries };
    const model = timed(() => readRecord(bundle)).ok;
    assert.ok(model);
    checked(model);
    assertAppear(from, untouched, model);
  });
});

test('facts of whole lines of NDJSON appear, whatever the other lines are', () => {
  const junk = fc.oneof(
    fc.string(),
    fc.constantFrom('{', '{"resourceType":', 'null', '[]', '"x"', '\u0000', '{"a":1}}'),
  );
  run(fc.tuple(mutated, fc.array(junk, { maxLength: 3 })), ([{ base, changes }, lost]) => {
    const { entries, untouched, from } = apply(base, changes);
    const lines = entries.map(({ resource }) => JSON.stringify(resource) ?? '');
    // The first line decides what the file is.
    lines.splice(1, 0, ...lost.map((line) => line.replace(/[\r\n]/gu, ' ')));
    lines.unshift('{"resourceType":"Basic","id":"first"}');
    const model = timed(() => readRecord(lines.join('\n'))).ok;
    assert.ok(model);
    checked(model);
    assertAppear(from, untouched, model, { references: false });
  });
});

test('facts before a cut, and before and behind a broken resource, appear; no section then claims to be whole', () => {
  const splice = fc.record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    inside: fc.double({ min: 0, max: 0.999, noNaN: true }),
    cut: fc.integer({ min: 0, max: 30 }),
    put: fc.oneof(
      fc.constantFrom(
        '"',
        '{',
        '}',
        '[',
        ']',
        '}}]',
        '\\',
        '\n',
        ',',
        ':',
        '{"fullUrl":',
        '"resource":{',
        '\u0000',
        '}},{"',
      ),
      fc.string(),
    ),
    ends: fc.boolean(),
    pretty: fc.boolean(),
  });
  run(fc.tuple(fc.nat(), splice), ([number, { at, inside, cut, put, ends, pretty }]) => {
    const from = bases[number % bases.length]!;
    const texts = from.entries.map((entry) => JSON.stringify(entry, null, pretty ? 2 : 0));
    const which = Math.floor(at * texts.length);
    const text = texts[which]!;
    const place = 1 + Math.floor(inside * (text.length - 1));
    const broken = text.slice(0, place) + put + (ends ? '' : text.slice(place + cut));
    const shown = ends
      ? [...texts.slice(0, which), broken]
      : texts.map((one, index) => (index === which ? broken : one));
    const whole = `{"resourceType":"Bundle","type":"${from.type}","entry":[${shown.join(',')}${ends ? '' : ']}'}`;
    const model = timed(() => readRecord(whole)).ok;
    const untouched = new Set(
      from.entries.map((_, index) => index).filter((index) => (ends ? index < which : index !== which)),
    );
    if (untouched.size === 0) return;
    assert.ok(model, 'something is whole');
    checked(model);
    assertAppear(from, untouched, model);
    if (!isJson(whole))
      for (const [section, { state }] of Object.entries(model.sections))
        if (section !== 'patient') assert.notEqual(state, 'loaded', section);
  });
});

test('facts of two hospitals appear joined, each at least once, whatever is mutated in one of them', () => {
  run(mutated, ({ base, changes }) => {
    const { entries, untouched, from } = apply(base, changes);
    const one = readRecord({ resourceType: 'Bundle', type: 'collection', entry: from.entries }).ok;
    const other = readRecord({ resourceType: 'Bundle', type: 'collection', entry: entries }).ok;
    assert.ok(one && other);
    const { ok, issues } = timed(() => mergeRecords([one, other]));
    if (!ok) {
      assert.equal(issues[0]?.code, 'another-patient');
      const isPatient = (index: number) => from.entries[index]!.resource['resourceType'] === 'Patient';
      const mayDiffer = from.entries.some(
        (_, index) => !untouched.has(index) && (isPatient(index) || from.type === 'document'),
      );
      assert.ok(mayDiffer || changesMadePatient(entries, from), 'only a mutated patient is another one');
      return;
    }
    checked(ok);
    assertAppear(from, new Set(from.entries.keys()), ok);
  });
});

/** Reads each resource by itself: what it says then does not depend on any other. */
function baseOf(name: string, bundle: { type?: string; entry?: { fullUrl?: string; resource?: unknown }[] }): Base {
  const entries = (bundle.entry ?? []).flatMap(({ fullUrl, resource }): Entry[] =>
    asObject(resource) ? [{ ...(fullUrl ? { fullUrl } : {}), resource: resource as Resource }] : [],
  );
  const model = readRecord({ resourceType: 'Bundle', type: bundle.type ?? 'collection', entry: entries }).ok!;
  const shown = new Map(
    Object.values(model.sections).flatMap((section) => section.entries.map((one) => [one.key, one])),
  );
  const facts = entries.map(({ resource }, index) => {
    const { resourceType, id } = resource;
    // The patient stands for all others: its own test says when it appears.
    if (resourceType === 'Patient' || resourceType === 'Composition') return undefined;
    const whole = shown.get(`${String(resourceType)}/${typeof id === 'string' ? id : index}`);
    const alone = Object.values(readRecord([resource]).ok?.sections ?? {}).flatMap((section) => section.entries)[0];
    return whole && alone ? factOf(alone, resource) : undefined;
  });
  return { name, type: bundle.type ?? 'collection', entries, facts };
}

function factOf(alone: RecordEntry, resource: Resource): Fact {
  const named = new Set(['subject', 'missingResults']);
  return {
    resourceType: alone.resourceType,
    // Without a name of its own it is called by its type, or by what it refers to.
    ...(alone.title === alone.resourceType || resource['medicationReference'] || resource['device']
      ? {}
      : { title: alone.title }),
    ...(alone.date ? { date: alone.date } : {}),
    ...(alone.endDate ? { endDate: alone.endDate } : {}),
    ...(alone.status ? { status: alone.status } : {}),
    ...(alone.value ? { value: [alone.value.text, alone.value.unit].join(' ') } : {}),
    flags: alone.flags.filter((flag) => flag !== 'machine'),
    parts: (alone.parts ?? []).map(partText),
    facts: alone.facts.filter(({ key }) => !named.has(key)).map(({ key, text }) => `${key}: ${text}`),
  };
}

function partText({ title, value }: NonNullable<RecordEntry['parts']>[number]): string {
  return [title, value?.text, value?.unit].join(' ');
}

/** The mutated entries, and which of them were left alone. */
function apply(number: number, changes: readonly { at: number; list: Mutation[] }[]) {
  const from = bases[number % bases.length]!;
  const untouched = new Set(from.entries.keys());
  const entries = [...from.entries];
  for (const { at, list } of changes) {
    const index = Math.floor(at * entries.length);
    untouched.delete(index);
    entries[index] = mutate(structuredClone(entries[index]), list) as Entry;
  }
  return { from, entries, untouched };
}

/** Types that are read through what refers to them: a mutated reference may do so. */
const foldable = new Set(['ServiceRequest', 'Device', 'Binary']);

function assertAppear(
  from: Base,
  untouched: ReadonlySet<number>,
  model: RecordModel,
  { references = true } = {},
): void {
  const byType = new Map<string, RecordEntry[]>();
  for (const { entries } of Object.values(model.sections))
    for (const entry of entries) byType.set(entry.resourceType, [...(byType.get(entry.resourceType) ?? []), entry]);
  for (const index of untouched) {
    const fact = from.facts[index];
    if (!fact) continue;
    const found = byType.get(fact.resourceType)?.some((entry) => says(entry, fact, references));
    if (found || (foldable.has(fact.resourceType) && (model.notDisplayed[fact.resourceType] ?? 0) > 0)) continue;
    assert.fail(`${from.name} [${index}] ${JSON.stringify(fact)}`);
  }
}

function says(entry: RecordEntry, fact: Fact, references: boolean): boolean {
  return (
    (fact.title === undefined || entry.title === fact.title) &&
    entry.date === fact.date &&
    entry.endDate === fact.endDate &&
    entry.status === fact.status &&
    (entry.value && [entry.value.text, entry.value.unit].join(' ')) === fact.value &&
    fact.flags.every((flag) => entry.flags.includes(flag as never)) &&
    every(fact.parts, (entry.parts ?? []).map(partText)) &&
    (!references ||
      every(
        fact.facts,
        entry.facts.map(({ key, text }) => `${key}: ${text}`),
      ))
  );
}

const every = (wanted: readonly string[], there: readonly string[]): boolean =>
  wanted.every((text) => there.includes(text));

/** A mutation may make another Patient of what was none. */
function changesMadePatient(entries: readonly Entry[], from: Base): boolean {
  const patients = (list: readonly unknown[]) =>
    JSON.stringify(list.filter((entry) => JSON.stringify(entry)?.includes('"Patient"')));
  return patients(entries) !== patients(from.entries);
}

function run<T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, check), { ...mutationRuns, includeErrorInReport: true });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Of large files only so many resources that 100,000 runs end within an hour. */
function sharedFiles(): { name: string; bundle: { type?: string; entry?: { resource?: unknown }[] } }[] {
  const most = 120;
  return ['ips', 'synthea'].flatMap((folder) => {
    const path = `${shared}/data/${folder}`;
    if (!existsSync(path)) return [];
    return readdirSync(path).map((name) => {
      const bundle = JSON.parse(readFileSync(`${path}/${name}`, 'utf8')) as {
        type?: string;
        entry?: { resource?: unknown }[];
      };
      const entry = asObjects(bundle.entry) as { resource?: unknown }[];
      const every = Math.ceil(entry.length / most);
      return { name, bundle: { ...bundle, entry: entry.filter((_, index) => index % every === 0) } };
    });
  });
}
