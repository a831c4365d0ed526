import type { RecordEntry } from '@diemcau/fhir';
import { fakeRecordStore } from '@diemcau/sdk/testing';
import { ageText } from '../../../internal/format/age-text.js';
import { preciseDate } from '../precise-date.js';
import vi from '../record.messages.vi.js';
import { entry, readyRecord } from '../record.fixture.js';
import { defaultRecordSections, isOfReader } from '../sections/default-sections.js';
import paperWords from './paper.messages.vi.js';
import { layOutRecord, type PaperPlan } from './record-paper.js';
import { recordPaperStyles } from './record-paper.styles.js';

/** Long tasks of the page, in milliseconds. */
const long: number[] = [];
new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({
  entryTypes: ['longtask'],
});

const say = {
  t: vi,
  date: preciseDate,
  age: (birthDate: string) => ageText(birthDate, 'vi', new Date('2026-10-06')),
  error: () => '',
  site: () => 'TTYT Cô Tô',
};

const words = 'Điện giải đồ, chức năng gan thận, đường huyết, theo dõi sát mạch, huyết áp, nhịp thở. ';

function results(count: number): RecordEntry[] {
  return Array.from({ length: count }, (_, at) =>
    entry({
      key: `Observation/r${at}`,
      title: `Xét nghiệm số ${at}${at % 7 ? '' : ': định lượng procalcitonin bằng kỹ thuật điện hóa phát quang tự động'}`,
      value: {
        text: String(at),
        unit: 'mmol/L',
        mark: (['high', 'low', 'critical-high', undefined] as const)[at % 4],
        range: { text: '3,9 – 6,4' },
      },
      facts: at % 5 ? [] : [{ key: 'note', text: words.repeat(1 + (at % 3)) }],
      flags: at % 11 ? [] : ['corrected'],
    }),
  );
}

/** A record with every state of a section, `count` results and a note of several pages. */
async function layOut(
  count: number,
  more: Partial<PaperPlan> = {},
  share = true,
): Promise<{ pages: number; ms: number; long: number[] }> {
  const state = readyRecord(
    {
      allergies: [entry({ key: 'a', title: 'Amoxicillin', severity: 'severe' })],
      problems: [
        entry({ key: 'c1', title: 'Hen phế quản', flags: ['refuted'] }),
        entry({ key: 'c2', title: 'Nhiễm HIV', flags: ['restricted'] }),
      ],
      medications: { state: 'failed', reason: 'record/malformed' },
      results: results(count),
      documents: [
        entry({
          key: 'd',
          title: 'Tờ điều trị',
          narrative: `<div><p><b>22:40</b> Co giật 3 phút.</p><table><tr><td>Giờ</td><td>Mạch</td></tr></table>${`<p>${words.repeat(40)}</p>`.repeat(4)}</div>`,
          attachment: { contentType: 'application/pdf', title: 'Giấy chuyển tuyến' },
        }),
      ],
      immunizations: { state: 'empty' },
      encounters: { state: 'truncated', entries: [entry({ key: 'e', title: 'Nội trú' })] },
      familyHistory: { state: 'hidden' },
    },
    share ? { share: { fromSite: '22901', documents: 1, documentId: 'doc-1' } } : {},
  );
  const store = fakeRecordStore(state);
  // As a store does: the first page in the snapshot, the rest by pages.
  const whole = store.snapshot.sections.results.entries;
  const sections = {
    ...store.snapshot.sections,
    results: { ...store.snapshot.sections.results, entries: whole.slice(0, 20) },
  };
  store.publish({ sections });
  store.page = (_, { offset, limit }) => Promise.resolve(whole.slice(offset, offset + limit));
  document.adoptedStyleSheets = [recordPaperStyles.styleSheet!];
  document.body.replaceChildren();
  long.length = 0;
  const start = performance.now();
  const pages = await layOutRecord(
    document,
    {
      kind: 'whole',
      sections: defaultRecordSections.flatMap(({ name }) =>
        isOfReader(name) ? [{ name, title: vi.sections[name] }] : [],
      ),
      store,
      say,
      words: paperWords,
      includeRestricted: false,
      trace: {
        at: '2026-10-06T03:00:00.000Z',
        code: 'doc-1',
        link: 'https://gateway.example.vn/fhir/R4/Bundle/doc-1#sha-256=abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq',
        hash: 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq',
      },
      person: 'BS. Lê Văn Đồi',
      site: 'BV Nhi Trung ương',
      watermark: 'BS. Lê Văn Đồi · BV Nhi Trung ương · 06/10/2026 10:00',
      ...more,
    },
    { signal: new AbortController().signal },
  );
  const ms = performance.now() - start;
  await new Promise((next) => setTimeout(next, 100));
  return { pages, ms, long: [...long] };
}

Object.assign(window, { layOut });
