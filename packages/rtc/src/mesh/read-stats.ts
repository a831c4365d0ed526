import type { LinkStats } from '../room.js';

type Entry = Record<string, unknown> & { type: string; id: string; kind?: string };

/** Sums that only grow; kept to make rates of two readings. */
export interface StatsTotals {
  at: number;
  bytesIn: number;
  bytesOut: number;
  packetsIn: number;
  packetsLost: number;
  samples: number;
  concealed: number;
}

const number = (value: unknown) => (typeof value === 'number' ? value : 0);
const maybe = (value: unknown) => (typeof value === 'number' ? value : undefined);

/** The path in use, whatever the browser calls it. */
export function selectedPair(entries: readonly Entry[]): Entry | undefined {
  const transport = entries.find(
    ({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId,
  );
  return (
    entries.find(({ id }) => id === transport?.selectedCandidatePairId) ??
    entries.find(({ type, nominated, state }) => type === 'candidate-pair' && nominated && state === 'succeeded')
  );
}

/**
 * Everything that came over the path in use so far, its checks included. Checks of other paths are no sign of life: a path may answer
 * while the sound still goes another, dead way.
 */
export function bytesArrived(report: RTCStatsReport): number {
  const entries = [...report.values()] as Entry[];
  const pair = selectedPair(entries);
  const checks = number(pair?.responsesReceived) + number(pair?.requestsReceived);
  return entries
    .filter((entry) => entry === pair || entry.type === 'transport')
    .reduce((sum, { bytesReceived }) => sum + number(bytesReceived), checks);
}

/** Figures of one link from its report; rates against the totals of the reading before. */
export function readStats(
  participantId: string,
  report: RTCStatsReport,
  before: StatsTotals | undefined,
  now: number,
): { stats: LinkStats; totals: StatsTotals } {
  const entries = [...report.values()] as Entry[];
  const inbound = entries.filter(({ type }) => type === 'inbound-rtp');
  const outbound = entries.filter(({ type }) => type === 'outbound-rtp');
  const remote = entries.filter(({ type }) => type === 'remote-inbound-rtp');
  const pair = selectedPair(entries);
  const sum = (of: readonly Entry[], name: string) => of.reduce((total, entry) => total + number(entry[name]), 0);
  const totals: StatsTotals = {
    at: now,
    bytesIn: sum(inbound, 'bytesReceived'),
    bytesOut: sum(outbound, 'bytesSent'),
    packetsIn: sum(inbound, 'packetsReceived'),
    packetsLost: sum(inbound, 'packetsLost'),
    samples: sum(inbound, 'totalSamplesReceived'),
    concealed: sum(inbound, 'concealedSamples') - sum(inbound, 'silentConcealedSamples'),
  };
  const stats: LinkStats = {
    participantId,
    audioPackets: sum(
      inbound.filter(({ kind }) => kind === 'audio'),
      'packetsReceived',
    ),
    framesDecoded: sum(inbound, 'framesDecoded'),
    framesSent: sum(outbound, 'framesSent'),
  };
  const trip = maybe(pair?.currentRoundTripTime);
  if (trip !== undefined) stats.rtt = trip * 1_000;
  stats.availableOut = maybe(pair?.availableOutgoingBitrate);
  const lossOut = remote.map(({ fractionLost }) => maybe(fractionLost)).filter((loss) => loss !== undefined);
  if (lossOut.length > 0) stats.lossOut = Math.max(...lossOut);
  const local = entries.find(({ id }) => id === pair?.localCandidateId);
  if (typeof local?.candidateType === 'string') stats.path = local.candidateType;
  const limit = outbound
    .map(({ qualityLimitationReason }) => qualityLimitationReason)
    .find((reason) => reason && reason !== 'none');
  if (outbound.length > 0) stats.limitedBy = (limit as LinkStats['limitedBy']) ?? 'none';
  if (before && now > before.at) Object.assign(stats, rates(before, totals));
  return { stats, totals };
}

function rates(before: StatsTotals, now: StatsTotals): Partial<LinkStats> {
  const seconds = (now.at - before.at) / 1_000;
  const grown = (name: keyof StatsTotals) => Math.max(0, now[name] - before[name]);
  const share = (part: number, whole: number) => (whole > 0 ? Math.min(1, part / whole) : undefined);
  return {
    bitrateIn: Math.round((grown('bytesIn') * 8) / seconds),
    bitrateOut: Math.round((grown('bytesOut') * 8) / seconds),
    loss: share(grown('packetsLost'), grown('packetsLost') + grown('packetsIn')),
    concealed: share(grown('concealed'), grown('samples')),
  };
}
