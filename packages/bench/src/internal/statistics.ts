/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  return quantile(figures, 0.5);
}

/** The q-quantile (0..1), nearest rank interpolated. */
export function quantile(figures: readonly number[], q: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at);
  const a = sorted[low] ?? Number.NaN;
  const b = sorted[Math.min(low + 1, sorted.length - 1)] ?? a;
  return a + (b - a) * (at - low);
}

/** Seeded generator (mulberry32), so that every run sees the same records. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Upper bound of the bootstrap interval (95 %) of a ratio of medians of paired figures. */
export function bootstrapRatioUpper(
  ours: readonly number[],
  floor: readonly number[],
  random: () => number,
  rounds = 2000,
): number {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const picks = ours.map(() => Math.floor(random() * ours.length));
    ratios.push(median(picks.map((i) => ours[i]!)) / median(picks.map((i) => floor[i]!)));
  }
  return quantile(ratios, 0.975);
}
