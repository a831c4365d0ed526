/** Milliseconds before each try; the last one is repeated for as long as the page lives. */
const delays = [0, 300, 700, 1_500, 3_000, 5_000, 8_000, 10_000];

/** Fast at first, then patient, spread by a quarter so that a thousand sites do not come back at once. Never gives up. */
export function reconnectDelay(attempt: number, random: () => number = Math.random): number {
  const delay = delays[Math.min(attempt, delays.length - 1)] as number;
  return Math.round(delay * (0.75 + random() / 2));
}
