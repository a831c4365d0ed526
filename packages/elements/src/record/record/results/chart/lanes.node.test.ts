import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ResultSeries } from '@diemcau/sdk';
import { extentOf, lanesOf, timeOf } from './lanes.js';

const series = (id: string, unit: string, entries: string, ...numbers: number[]): ResultSeries => ({
  id,
  title: id,
  unit,
  older: 0,
  points: numbers.map((number, at) => ({ entryKey: `${entries}${at}`, at: at * 1000, number, flags: [] })),
});

test('parts of one measurement in one unit share an axis; nothing else does', () => {
  const lanes = lanesOf([
    series('systolic', 'mmHg', 'bp', 120, 130),
    series('glucose', 'mmol/L', 'g', 5, 6),
    series('diastolic', 'mmHg', 'bp', 80, 85),
    series('pulse', '/min', 'bp', 80, 85),
    series('urea', 'mmol/L', 'u', 5, 6),
  ]);
  assert.deepEqual(
    lanes.map((lane) => [lane.unit, lane.series.map(({ id }) => id)]),
    [
      ['mmHg', ['systolic', 'diastolic']],
      ['mmol/L', ['glucose']],
      ['/min', ['pulse']],
      ['mmol/L', ['urea']],
    ],
  );
});

test('an axis holds all values and the normal range, never below nothing for what is never negative', () => {
  const [lane] = lanesOf([{ ...series('x', 'g/L', 'x', 2, 4), range: { text: '3 – 8', low: 3, high: 8 } }]);
  const [low, high] = extentOf(lane!);
  assert.ok(low >= 0 && low < 2 && high > 8);
  const [same] = lanesOf([series('x', 'g/L', 'x', 5)]);
  const [from, to] = extentOf(same!);
  assert.ok(from < 5 && to > 5);
  assert.deepEqual(extentOf({ series: [] }), [0, 1]);
});

test('what is no number takes part in the time and not in the axis', () => {
  const one: ResultSeries = {
    ...series('x', 'g/L', 'x', 5),
    points: [
      { entryKey: 'a', at: 0, flags: [], unplotted: 'text' },
      { entryKey: 'b', at: 1000, number: 5, flags: [] },
      { entryKey: 'c', at: 1000, number: 900, flags: [], unplotted: 'withdrawn' },
    ],
  };
  assert.ok(extentOf({ series: [one] })[1] < 10);
  const [from, to] = timeOf([one]);
  assert.ok(from < 0 && to > 1000);
});

test('a single moment stands in the middle of two days, and nothing at all has a time too', () => {
  assert.deepEqual(timeOf([series('x', 'g/L', 'x', 5)]), [-86_400_000, 86_400_000]);
  assert.deepEqual(timeOf([]), [0, 86_400_000]);
});
