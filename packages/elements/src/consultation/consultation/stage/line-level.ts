import type { ParticipantView } from '@diemcau/sdk';

/** A line in three words, as people judge it: good to 250 ms and 3 % loss, fair to 600 ms and 10 %. */
export type LineLevel = 'unknown' | 'good' | 'fair' | 'poor';

/** Level of a measured line; the worse of delay and loss decides. */
export function lineLevel(line: ParticipantView['line']): LineLevel {
  if (line?.rtt === undefined && line?.loss === undefined) return 'unknown';
  const { rtt = 0, loss = 0 } = line;
  if (rtt > 600 || loss > 0.1) return 'poor';
  return rtt > 250 || loss > 0.03 ? 'fair' : 'good';
}
