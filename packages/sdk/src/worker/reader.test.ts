import { expect } from '@open-wc/testing';
import type { DiemcauError } from '@diemcau/protocol';
import type { RecordSummary } from '../internal/records.types.js';
import { createReader } from './create-reader.js';
import { createReaderApi } from './reader-api.js';
import { startWorker } from './start-worker.js';

const bundle = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: { resourceType: 'Patient', id: 'p', name: [{ text: 'Bé Na' }] } },
    ...Array.from({ length: 30 }, (_, index) => ({
      resource: {
        resourceType: 'Condition',
        id: `c${index}`,
        code: { text: `Bệnh ${index}` },
        subject: { reference: 'Patient/p' },
        recordedDate: '2026-01-01',
      },
    })),
  ],
};

const long = {
  ...bundle,
  entry: [
    bundle.entry[0]!,
    ...Array.from({ length: 3000 }, (_, index) => ({
      resource: {
        resourceType: 'Condition',
        id: `c${index}`,
        code: { text: `Bệnh ${index}` },
        subject: { reference: 'Patient/p' },
        recordedDate: new Date(Date.UTC(2026, 0, 1, index)).toISOString(),
      },
    })),
  ],
};

describe('the reader', () => {
  it('runs in a worker', async () => {
    const { api, stop } = await startWorker();
    expect(await api.ready()).to.equal(true);
    stop();
  });

  it('reads a text of many steps whole, where a character of two halves lies on the edge of one, too', async () => {
    const reader = createReader();
    for (const shift of [0, 1]) {
      const text = JSON.stringify({
        resourceType: 'Bundle',
        type: 'collection',
        entry: [
          {
            resource: {
              resourceType: 'Patient',
              id: 'p',
              name: [{ text: `${'a'.repeat(shift)}${'𠮷'.repeat(8_200_000)}` }],
            },
          },
        ],
      });
      const { patient } = await reader.add(`long ${shift}`, text, { kind: 'source' });
      expect(patient?.name?.length).to.equal(shift + 16_400_000);
      expect(patient?.name?.includes('\uFFFD')).to.equal(false);
    }
    reader.close();
  });

  it('reads text, bytes, files and objects alike, and hands out pages', async () => {
    const reader = createReader();
    const text = JSON.stringify(bundle);
    for (const source of [bundle, text, new Blob([text]), new TextEncoder().encode(text).buffer as ArrayBuffer]) {
      const reading = crypto.randomUUID();
      const { sections, patient, total } = await reader.add(reading, source, { kind: 'source' });
      expect([patient?.name, total, sections.problems.count, sections.problems.entries.length]).to.deep.equal([
        'Bé Na',
        31,
        30,
        20,
      ]);
      expect(await reader.page(reading, 'problems', { offset: 20, limit: 20 })).to.have.lengthOf(10);
      expect(await reader.page(reading, 'problems', { offset: 0, limit: 5, query: 'BENH 29' })).to.have.lengthOf(1);
      reader.drop(reading);
    }
    reader.close();
  });

  it('gives the newest first, over all sources, as moments and not as text; without a date last', async () => {
    const reader = createReader();
    const of = (...dates: (string | undefined)[]) => ({
      resourceType: 'Bundle',
      type: 'collection',
      entry: dates.map((recordedDate, index) => ({
        resource: { resourceType: 'Condition', id: `c${index}`, code: { text: `Bệnh ${recordedDate}` }, recordedDate },
      })),
    });
    await reader.add('r', of(undefined, '2019', '2026-03-01T23:30:00+00:00', '2026-03-02T01:00:00+07:00', '2026-03'), {
      kind: 'source',
    });
    const { sections } = await reader.add('r', of('2026-04-01'), { kind: 'source' });
    const dates = [
      '2026-04-01',
      '2026-03-01T23:30:00+00:00',
      '2026-03-02T01:00:00+07:00',
      '2026-03',
      '2019',
      undefined,
    ];
    expect(sections.problems.entries.map(({ date }) => date)).to.deep.equal(dates);
    const paged = await reader.page('r', 'problems', { offset: 1, limit: 2 });
    expect(paged.map(({ date }) => date)).to.deep.equal(dates.slice(1, 3));
    reader.close();
  });

  it('gives the newest page of a long source first, and says that it is reading on', async () => {
    const reader = createReader();
    const looks: RecordSummary[] = [];
    const options = { kind: 'source', look: (summary: RecordSummary) => looks.push(summary) } as const;
    const whole = await reader.add('r', long, options);
    expect(looks).to.have.lengthOf(1);
    const { problems, allergies, patient } = looks[0]!.sections;
    expect([problems.state, problems.reason, problems.count]).to.deep.equal(['truncated', 'reading', 20]);
    expect([allergies.state, allergies.reason, allergies.count]).to.deep.equal(['truncated', 'reading', 0]);
    expect(patient.count).to.equal(1);
    expect(problems.entries).to.deep.equal(whole.sections.problems.entries);
    expect([whole.sections.problems.state, whole.sections.problems.count]).to.deep.equal(['loaded', 3000]);
    expect(whole.sections.allergies.state).to.equal('not-provided');
    expect(whole.total).to.equal(3001);
    await reader.add('r', long, options);
    expect(looks).to.have.lengthOf(1, 'what joins a record comes whole');
    reader.close();
  });

  it('gives the newest page of a text in the order of time before all of it crossed', async () => {
    const reader = createReader();
    const conditions = Array.from({ length: 15_000 }, (_, index) => ({
      resource: {
        resourceType: 'Condition',
        id: `c${index}`,
        code: { text: `Bệnh ${index}` },
        subject: { reference: 'Patient/p' },
        recordedDate: new Date(Date.UTC(2024, 0, 1, index)).toISOString(),
      },
    }));
    const text = JSON.stringify({ ...bundle, entry: [bundle.entry[0]!, ...conditions] });
    // Longer than a part.
    expect(text.length).to.be.greaterThan(2_000_000);
    const looks: RecordSummary[] = [];
    const look = (summary: RecordSummary) => looks.push(summary);
    const whole = await reader.add('ordered', text, { kind: 'source', look });
    expect(looks).to.have.lengthOf(1);
    expect(looks[0]!.sections.problems.entries).to.deep.equal(whole.sections.problems.entries);
    expect([looks[0]!.sections.problems.reason, looks[0]!.total]).to.deep.equal(['reading', 0]);
    expect([whole.total, whole.sections.problems.count]).to.deep.equal([15_001, 15_000]);
    // Broken at its very end: what was seen stands, and what could not be read is told.
    const cut = await reader.add('cut', text.slice(0, -1_000), { kind: 'source', look });
    expect(looks).to.have.lengthOf(2);
    expect(cut.sections.problems.state).to.equal('truncated');
    reader.close();
  });

  it('shows the first pages of a shared document before the rest is even parsed', async () => {
    const reader = createReader();
    const meta = {
      documentId: 'd',
      caseId: 'c',
      siteId: '22001',
      siteName: 'Cô Tô',
      author: { sub: '1', name: 'BS' },
      withheld: [],
      now: '2026-10-05T03:00:00Z',
    };
    const document = await reader.shareDocument(JSON.stringify(long), meta);
    const batch = `{"resourceType":"Bundle","type":"batch-response","entry":[{"resource":${document},"response":{"status":"200"}}]}`;
    for (const [kind, text] of Object.entries({ source: document, batch }) as ['source' | 'batch', string][]) {
      const whole = await reader.add(kind, text, { kind });
      let seen: RecordSummary | undefined;
      // Cut off in the middle of the rest: what was seen stands. A file that ends so is told as truncated; an answer that broke
      // off on its way is a failure, to be asked for again.
      const cut = text.slice(0, text.length - 1000);
      const adding = reader.add(`${kind} cut`, cut, { kind, look: (summary) => (seen = summary) });
      if (kind === 'source') {
        const { problems } = (await adding).sections;
        expect([problems.state, problems.entries]).to.deep.equal(['truncated', whole.sections.problems.entries]);
      } else {
        const error = await adding.catch((caught: unknown) => caught);
        expect((error as DiemcauError).code).to.equal('network/response-malformed');
      }
      expect(seen?.patient?.name).to.equal('Bé Na');
      expect(seen?.sections.problems.entries).to.deep.equal(whole.sections.problems.entries);
      expect(seen?.sections.problems.reason).to.equal('reading');
    }
    reader.close();
  });

  it('reads gzip, UTF-16 and NDJSON files; what unpacks to more than is tried is refused', async () => {
    const reader = createReader();
    const gzip = (text: string) => new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip')));
    const lines = bundle.entry.map(({ resource }) => JSON.stringify(resource)).join('\n');
    const utf16 = new Uint16Array([0xfeff, ...Array.from(lines, (char) => char.charCodeAt(0))]);
    for (const file of [await gzip(lines).blob(), await gzip(lines).arrayBuffer(), new Blob([utf16])]) {
      const { total, sections } = await reader.add(crypto.randomUUID(), file, { kind: 'source' });
      expect([total, sections.problems.state, sections.problems.count]).to.deep.equal([31, 'loaded', 30]);
    }
    const half = (await gzip(lines).blob()).slice(0, -12);
    expect((await reader.add('half', half, { kind: 'source' })).sections.problems.state).to.equal('truncated');
    const bomb = await gzip(' '.repeat(65 * 1024 * 1024)).blob();
    const error = await reader.add('bomb', bomb, { kind: 'source' }).catch((caught: unknown) => caught);
    expect((error as DiemcauError).code).to.equal('record/too-large');
    reader.close();
  });

  it('shows the first pages of a shared document while the rest is still on its way', async () => {
    const reader = createReader();
    const meta = {
      documentId: 'd',
      caseId: 'c',
      siteId: '22001',
      siteName: 'Cô Tô',
      author: { sub: '1', name: 'BS' },
      withheld: [],
      now: '2026-10-05T03:00:00Z',
    };
    const text = await reader.shareDocument(JSON.stringify(long), meta);
    const bytes = new TextEncoder().encode(text);
    const half = bytes.length / 2;
    const looks: RecordSummary[] = [];
    const early = reader.early({ kind: 'source', look: (summary) => looks.push(summary) });
    for (let at = 0; at < half; at += 9_999) early.take(bytes.slice(at, Math.min(at + 9_999, half)));
    expect(await early.looked()).to.equal(true);
    expect(looks).to.have.lengthOf(1);
    const whole = await reader.add('arriving', bytes.buffer as ArrayBuffer, { kind: 'source' });
    expect(looks[0]!.sections.problems.entries).to.deep.equal(whole.sections.problems.entries);
    expect([whole.total, looks[0]!.sections.problems.reason]).to.deep.equal([3002, 'reading']);
    const none = reader.early({ kind: 'source', look: (summary) => looks.push(summary) });
    none.take(new TextEncoder().encode(JSON.stringify(long)));
    expect(await none.looked()).to.equal(false);
    reader.close();
  });

  it('keeps nothing of a reading that was dropped while it was read', async () => {
    const api = createReaderApi();
    for (const look of [true, false]) {
      const begun = api.begin('dropped', new Blob([JSON.stringify(long)]), 'source', undefined, look);
      api.drop('dropped');
      const error = await begun.catch((caught: unknown) => caught);
      expect((error as DiemcauError).code).to.equal('record/share-ended');
      expect(() => api.page('dropped', 'problems', 0, 1)).to.throw();
    }
  });

  it('keeps the code of a failure on its way out of the worker', async () => {
    const reader = createReader();
    const cases: [source: string, code: string][] = [
      ['{"resourceType":', 'record/malformed'],
      ['<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><GIAMDINHHS/>', 'record/doctype-refused'],
    ];
    for (const [source, code] of cases) {
      const error = await reader.add('r', source, { kind: 'source' }).catch((caught: unknown) => caught);
      expect((error as DiemcauError).code).to.equal(code);
    }
    reader.close();
  });

  it('reads on the main thread where there can be no worker', async () => {
    const reader = createReader({ workerUrl: '/no-such-worker.js' });
    const { total } = await reader.add('r', bundle, { kind: 'source' });
    expect(total).to.equal(31);
    reader.close();
  });
});
