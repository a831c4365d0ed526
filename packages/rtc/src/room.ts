import type { DiemcauError, SourceDescription } from '@diemcau/protocol';

/** One end as the gateway's roster names it; a protocol `Participant` fits. */
export interface RosterEntry {
  participantId: string;
  sources: readonly SourceDescription[];
  presence: 'here' | 'away';
}

/** Carries the room's small messages to other ends: numbered and resumable underneath, so nothing is lost for good. */
export interface SignallingPort {
  /** Sends, or does with it what `keeping` says while the line is lost. */
  send(to: string, data: Record<string, unknown>, keeping?: Keeping): void;
  /** Messages of others, in order; the returned function stops listening. */
  onSignal(listener: (from: string, data: Record<string, unknown>) => void): () => void;
  /** The whole roster (self included) after each change; called at once with the last one when there is one. */
  onRoster(listener: (participants: readonly RosterEntry[]) => void): () => void;
}

/**
 * What becomes of a message that the line did not carry: `every` one is sent when it is back, of those to one end only the `newest`, or
 * `none`, because the sender says it again.
 */
export type Keeping = 'every' | 'newest' | 'none';

/** What a room needs from outside. */
export interface RoomPorts {
  /** Of this end; a new one for each joining. */
  participantId: string;
  signalling: SignallingPort;
  iceServers?: readonly RTCIceServer[];
  iceTransportPolicy?: RTCIceTransportPolicy;
  /** From `createCertificate`; its fingerprint is what this end signed. */
  certificate?: RTCCertificate;
  /**
   * Fingerprint that a participant signed, `sha-256 ab:cd:…` in lower case, checked against every offer and answer
   * before it is applied. `undefined`: nothing to compare with, the participant stays `unverified`.
   */
  expectFingerprint(participantId: string): string | undefined | Promise<string | undefined>;
  /** Ends that the room carries, this one included; protocol's `maxMeshEnds` unless given. */
  maxEnds?: number;
}

/** A source of this end. Without a track it is known to the others, and silent. */
export interface LocalSource extends SourceDescription {
  track?: MediaStreamTrack | null;
}

/** How much of a source is sent. Left out = no limit. */
export interface SourceEncoding {
  /** False: nothing is sent. */
  active?: boolean;
  /** Bits per second. */
  maxBitrate?: number;
  /** Frames per second. */
  maxFramerate?: number;
  /** Pixels of height that are sent at most. */
  maxHeight?: number;
}

/** Connection to one other end. `away`: neither signalling nor media. */
export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'away';

/** Figures of the line to one other end; undefined until measured. */
export interface LinkStats {
  participantId: string;
  /** Milliseconds. */
  rtt?: number;
  /** 0..1, of what this end received since the last call. */
  loss?: number;
  /** 0..1, of what this end sent, as the other reports it. */
  lossOut?: number;
  /** Bits per second. */
  bitrateIn?: number;
  bitrateOut?: number;
  /** What the congestion control would send, bits per second. */
  availableOut?: number;
  /** 0..1 of the audio samples since the last call that were made up. */
  concealed?: number;
  audioPackets: number;
  framesDecoded: number;
  framesSent: number;
  /** Why the encoder holds back, as the browser says. */
  limitedBy?: 'none' | 'cpu' | 'bandwidth' | 'other';
  /** `relay` when it goes through TURN. */
  path?: string;
  /** The line is silent or was a moment ago: the figures tell of the break, not of how much it carries. */
  interrupted?: boolean;
}

/** What a room tells. */
export interface RoomEvents {
  connection: { participantId: string; state: ConnectionState };
  /** A source's stream is there. The stream stays the same while its track is replaced. */
  source: { participantId: string; sourceId: string; stream: MediaStream };
  'source-ended': { participantId: string; sourceId: string };
  /** The fingerprint of the connection, after each description. */
  fingerprint: { participantId: string; fingerprint: string; verified: 'verified' | 'unverified' | 'failed' };
  /** One participant's trouble; the others are unharmed. */
  error: { participantId: string; error: DiemcauError };
  left: { participantId: string };
  /** Audio levels 0..1 of others, about three times a second. */
  levels: ReadonlyMap<string, number>;
  /** Nothing arrived from a participant for that many ms: a good moment to ping the socket. */
  alarm: { participantId: string; silentFor: number };
}

/** What travels on a lane. */
export type LaneData = string | ArrayBuffer;

/** Small messages beside the media; they work with video off. */
export interface Lane {
  /**
   * Sends to everyone, or to one. On `latest`, a newer message with the same `key` replaces one that still waits,
   * and an older one that arrives late is dropped; text only.
   * @throws DiemcauError `rtc/closed`
   */
  send(data: LaneData, options?: { to?: string; key?: string }): void;
  onMessage(listener: (message: { from: string; data: LaneData }) => void): () => void;
  /** Bytes that still wait to be sent to the slowest end. */
  readonly waiting: number;
}

/** `reliable`: ordered, nothing lost while the connection lives. `latest`: unordered, only the newest counts. */
export type LaneName = 'reliable' | 'latest';

/** A live room: what the mesh and an SFU have in common. */
export interface Room {
  readonly participantId: string;
  /** Adds a source, or changes its track or its activity when it is there already. */
  publish(source: LocalSource): void;
  unpublish(sourceId: string): void;
  /** Limits what is sent of a source. */
  limit(sourceId: string, encoding: SourceEncoding): void;
  /** Says how wide a participant's source is shown, in device pixels; 0 = not at all. */
  subscribe(sourceId: string, options: { participantId: string; width: number }): void;
  /** The stream of a source of another end, while there is one. */
  stream(participantId: string, sourceId: string): MediaStream | undefined;
  stats(): Promise<readonly LinkStats[]>;
  /** Finds a new path, without interrupting what works. */
  restart(): void;
  /** Signalling is lost: nothing is offered before `resume`. An offer that nobody can answer would stand in the way of a path that heals. */
  hold(): void;
  /** Signalling is back: finds a new path to those of whom nothing is heard. */
  resume(): void;
  lane(name: LaneName): Lane;
  /** Prepares a connection before anybody is there, so that joining is faster. */
  warm(): void;
  on<Name extends keyof RoomEvents>(name: Name, listener: (event: RoomEvents[Name]) => void): () => void;
  /** Leaves nothing behind; the tracks given to `publish` stay the caller's. */
  close(): void;
}
