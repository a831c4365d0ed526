import type { Emitter } from '../internal/emitter.js';
import type { LaneName } from '../room.js';

/** A candidate as it crosses the wire. */
export interface WireCandidate {
  candidate: string;
  sdpMid?: string | null;
  sdpMLineIndex?: number | null;
}

/** Sections of a description that carry media, by kind. */
export interface MediaCounts {
  audio: number;
  video: number;
}

/** The part of a peer that negotiates; one call at a time, each rejects once the peer is closed. */
export interface NegotiatingPeer {
  /** Makes an offer and applies it here. */
  offer(restart: boolean): Promise<string>;
  /** Applies the other's offer and gives the answer. */
  answer(sdp: string): Promise<string>;
  /** Applies the other's answer. */
  accept(sdp: string): Promise<void>;
  addCandidate(candidate: WireCandidate): void;
  /** Own description as it is now, with the candidates found so far. */
  readonly localSdp: string | undefined;
  /** How many of each kind this end has, or needs. */
  readonly media: MediaCounts;
  /** Adds what is missing, to receive. */
  ensureMedia(counts: MediaCounts): void;
}

/** What a peer tells, by name and arguments. */
export interface PeerEvents {
  candidate: WireCandidate;
  /** Something was added that needs an offer. */
  'negotiation-needed': undefined;
  track: { track: MediaStreamTrack; stream: MediaStream };
  state: RTCPeerConnectionState;
  /** It is dead; only another one helps. */
  closed: Error | undefined;
}

/** One connection to one other end; what the mesh needs of simple-peer. */
export interface Peer extends NegotiatingPeer {
  readonly events: Emitter<PeerEvents>;
  readonly state: RTCPeerConnectionState;
  addTrack(track: MediaStreamTrack, stream: MediaStream): RTCRtpSender;
  removeSender(sender: RTCRtpSender): void;
  readonly receivers: readonly RTCRtpReceiver[];
  channel(name: LaneName): RTCDataChannel;
  stats(): Promise<RTCStatsReport>;
  close(): void;
}

/** What a peer is made with. */
export interface PeerOptions {
  config: RTCConfiguration;
  transformSdp(sdp: string): string;
}

/** Makes a peer; the only door to the library behind it. */
export type PeerFactory = (options: PeerOptions) => Peer;
