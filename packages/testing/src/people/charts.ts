import type { Chart } from './chart.types.js';
import { bacNinhTuberculosis } from './charts/bac-ninh-tuberculosis.js';
import { caMauDiabetic } from './charts/ca-mau-diabetic.js';
import { coToChild } from './charts/co-to-child.js';
import { daNangHeart } from './charts/da-nang-heart.js';
import { dienBienPostpartum } from './charts/dien-bien-postpartum.js';
import { laoCaiInfarction } from './charts/lao-cai-infarction.js';

/** The invented patients. None of them lives or lived. */
export const inventedCharts: readonly Chart[] = [
  coToChild,
  daNangHeart,
  laoCaiInfarction,
  bacNinhTuberculosis,
  dienBienPostpartum,
  caMauDiabetic,
];

/** The chart of a key (`co-to-child`, …). @throws TypeError when there is none */
export function findChart(key: string): Chart {
  const chart = inventedCharts.find((one) => one.key === key);
  if (!chart) throw new TypeError(`No invented chart ${key}`);
  return chart;
}
