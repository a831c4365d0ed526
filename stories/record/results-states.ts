import type { EntryFlag, EntryValue, RecordEntry, ResultMark } from '@diemcau/fhir';
import type { RecordStoreState } from '@diemcau/sdk';
import { record } from './record-states.js';

let made = 0;

/** An invented laboratory's test: what it is called, its LOINC code, unit and range, and its usual course. */
interface Test {
  title: string;
  code: string;
  unit: string;
  low?: number;
  high?: number;
  /** First value, change with each drawing, swing around that. */
  course: readonly [from: number, by: number, swing: number];
}

const chemistry: readonly Test[] = [
  { title: 'Glucose máu lúc đói', code: '14771-0', unit: 'mmol/L', low: 3.9, high: 6.4, course: [6.1, 0.25, 1.4] },
  { title: 'Creatinin máu', code: '14682-9', unit: 'µmol/L', low: 62, high: 120, course: [88, 4, 7] },
  { title: 'Urê máu', code: '22664-7', unit: 'mmol/L', low: 2.5, high: 7.5, course: [5.2, 0.3, 0.9] },
  { title: 'Kali máu', code: '2823-3', unit: 'mmol/L', low: 3.5, high: 5, course: [4.1, 0.07, 0.4] },
  { title: 'Natri máu', code: '2951-2', unit: 'mmol/L', low: 135, high: 145, course: [139, -0.3, 2] },
];
const blood: readonly Test[] = [
  { title: 'Huyết sắc tố', code: '718-7', unit: 'g/L', low: 120, high: 150, course: [131, -2.2, 4] },
  { title: 'Bạch cầu', code: '6690-2', unit: 'G/L', low: 4, high: 10, course: [7.1, 0.1, 2] },
  { title: 'Tiểu cầu', code: '777-3', unit: 'G/L', low: 150, high: 450, course: [260, -4, 30] },
];

const markOf = (value: number, { low = -Infinity, high = Infinity }: Test): ResultMark =>
  value < low * 0.75
    ? 'critical-low'
    : value < low
      ? 'low'
      : value > high * 1.6
        ? 'critical-high'
        : value > high
          ? 'high'
          : 'normal';

function valueOf(test: Test, number: number): EntryValue {
  const { unit, low, high } = test;
  return {
    text: String(number),
    number,
    unit,
    mark: markOf(number, test),
    range: { text: `${low} – ${high}`, ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) },
  };
}

function result(test: Test, date: string, number: number, panel: string, more: Partial<RecordEntry> = {}): RecordEntry {
  return {
    key: `Observation/r${++made}`,
    resourceType: 'Observation',
    title: test.title,
    code: `http://loinc.org|${test.code}`,
    date,
    flags: [],
    facts: [],
    value: valueOf(test, number),
    panel,
    ...more,
  };
}

/** Months apart, or for a long stay hours. */
const dateOf = (drawing: number, apart = 31): string =>
  new Date(Date.UTC(2025, 4, 6, 1, 15) + drawing * apart * 86_400_000).toISOString();

/** Values that go the way of their course, the same each time. */
function at({ course: [from, by, swing] }: Test, drawing: number): number {
  const value = from + by * drawing + swing * Math.sin(drawing * 2.4 + from);
  return Number(value.toPrecision(3));
}

function drawings(count: number, apart?: number): RecordEntry[] {
  return Array.from({ length: count }, (_, index) => count - 1 - index).flatMap((drawing) =>
    [['Sinh hóa máu', chemistry] as const, ['Tổng phân tích tế bào máu', blood] as const].flatMap(([title, tests]) => {
      const key = `DiagnosticReport/r${++made}`;
      const date = dateOf(drawing, apart);
      const report: RecordEntry = { key, resourceType: 'DiagnosticReport', title, date, flags: [], facts: [] };
      return [report, ...tests.map((test) => result(test, date, at(test, drawing % 18), key))];
    }),
  );
}

function pressures(count: number): RecordEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const drawing = count - 1 - index;
    const [systolic, diastolic] = [
      Math.round(128 + drawing * 1.6 + 9 * Math.sin(drawing * 1.9)),
      Math.round(80 + drawing * 0.7 + 6 * Math.cos(drawing * 1.7)),
    ];
    const part = (title: string, code: string, number: number, high: number) => ({
      title,
      code: `http://loinc.org|${code}`,
      value: {
        text: String(number),
        number,
        unit: 'mmHg',
        mark: number > high ? ('high' as const) : ('normal' as const),
        range: { text: `≤ ${high}`, high },
      },
    });
    return {
      key: `Observation/p${++made}`,
      resourceType: 'Observation',
      title: 'Huyết áp',
      date: dateOf(drawing),
      flags: [],
      facts: [],
      parts: [part('Tâm thu', '8480-6', systolic, 139), part('Tâm trương', '8462-4', diastolic, 89)],
    };
  });
}

/** Eighteen months of a patient who is followed for diabetes and high blood pressure. */
export const followed = (): Partial<RecordStoreState> => record({ results: drawings(18), vitalSigns: pressures(18) });

const [glucose] = chemistry as [Test];
const one = (
  date: string,
  value: EntryValue,
  flags: EntryFlag[] = [],
  more: Partial<RecordEntry> = {},
): RecordEntry => ({
  ...result(glucose, date, 5, ''),
  value,
  flags,
  ...more,
});

/** One analyte in two units, from two hospitals. */
export const mixedUnits = (): Partial<RecordStoreState> =>
  record({
    results: [
      result(glucose, '2026-09-20T08:00:00+07:00', 8.4, ''),
      one(
        '2026-08-14T08:00:00+07:00',
        {
          text: '153',
          number: 153,
          unit: 'mg/dL',
          mark: 'high',
          range: { text: '70 – 115', low: 70, high: 115 },
          converted: { text: '8.49', unit: 'mmol/L' },
        },
        [],
        { code: 'http://loinc.org|1558-6', title: 'Glucose (đói)', source: 'Bệnh viện Hạ Long' },
      ),
      result(glucose, '2026-07-02T08:00:00+07:00', 7.1, ''),
      result(glucose, '2026-05', 6.2, ''),
    ],
  });

/** Results that are no numbers of the patient, or not yet, or no longer. */
export const untrue = (): Partial<RecordStoreState> =>
  record({
    results: [
      result(glucose, '2026-09-20T08:00:00+07:00', 6.9, '', { flags: ['preliminary'] }),
      result(glucose, '2026-09-12T08:00:00+07:00', 61, '', { flags: ['entered-in-error'] }),
      result(glucose, '2026-09-04T08:00:00+07:00', 6.1, '', { flags: ['corrected'] }),
      one('2026-08-20T08:00:00+07:00', { text: '<0.6', unit: 'mmol/L', mark: 'critical-low' }),
      one('2026-08-11T08:00:00+07:00', { text: 'Mẫu vỡ hồng cầu' }),
      one('2026-08-01T08:00:00+07:00', { text: 'Không làm' }, ['data-absent']),
      result(glucose, '2026-07-21T08:00:00+07:00', 11.9, '', { flags: ['cancelled'] }),
      result(glucose, '2026-07-10T08:00:00+07:00', 2.4, ''),
      { ...result(glucose, '', 7.7, ''), date: undefined },
    ],
  });

/** A single result. */
export const single = (): Partial<RecordStoreState> =>
  record({
    results: [
      result(glucose, '2026-09-20T08:00:00+07:00', 8.4, ''),
      { ...one('2026-09-20', { text: 'Âm tính' }), title: 'HBsAg', code: undefined },
    ],
  });

/** Fifty thousand results. */
export const immense = (): Partial<RecordStoreState> => record({ results: drawings(5000, 0.1) });
