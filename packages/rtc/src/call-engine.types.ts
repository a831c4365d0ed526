import type { DiemcauError, SourceDescription } from '@diemcau/protocol';
import type { CallState, LeaveReason } from './call-machine.js';
import type { DeviceDescription, DeviceKind, Devices } from './devices.js';
import type { QualityReason, QualityStep } from './quality-ladder.js';
import type { ConnectionState, Lane, LaneName, LinkStats, Room, RoomPorts } from './room.js';
import type { Timers } from './internal/timers.js';

/** What a call engine needs from outside. */
export interface CallEnginePorts extends Omit<RoomPorts, 'maxEnds'> {
  /** Enters the consultation at the gateway, with these sources; the roster comes through `signalling`. */
  enter(sources: readonly SourceDescription[]): Promise<void>;
  /** Tells the others through the gateway that the sources changed. */
  announce(sources: readonly SourceDescription[]): void;
  devices?: Devices;
  openRoom?(ports: RoomPorts): Promise<Room>;
  timers?: Timers;
  /** Epoch ms. */
  now?(): number;
}

/** One other end, as far as media know it. */
export interface CallParticipant {
  participantId: string;
  connection: ConnectionState;
  verified: 'checking' | 'verified' | 'unverified' | 'failed';
  sources: readonly SourceDescription[];
  speaking: boolean;
  line?: LinkStats;
  error?: DiemcauError;
}

/** Frozen picture of a call. */
export interface CallSnapshot {
  call: CallState;
  participants: readonly CallParticipant[];
  microphone: 'on' | 'muted' | 'missing' | 'denied' | 'pending';
  camera: 'on' | 'off' | 'missing' | 'denied' | 'pending';
  screen: 'on' | 'off' | 'unsupported';
  devices: readonly (DeviceDescription & { selected: boolean })[];
  quality: { step: QualityStep; reason: QualityReason };
  /** Sources of this end. */
  sources: readonly SourceDescription[];
  /** Last trouble with a device, until it works again. */
  deviceError?: DiemcauError;
}

/** A call: devices, room, quality and state in one. Verbs reject with a `DiemcauError`. */
export interface CallEngine {
  snapshot(): CallSnapshot;
  subscribe(listener: () => void): () => void;
  /** Opens devices and warms a connection; a device that is refused shows in the snapshot, and is no failure. */
  prepare(wish?: { microphone?: boolean; camera?: boolean }): Promise<void>;
  /** Joins; listens only where there is no device. */
  join(wish?: { microphone?: boolean; camera?: boolean }): Promise<void>;
  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  shareScreen(on: boolean): Promise<void>;
  selectDevice(kind: DeviceKind, deviceId: string): Promise<void>;
  chooseQuality(step: 'auto' | QualityStep): void;
  /** How wide a source is shown, device pixels; 0 = not at all. */
  show(participantId: string, sourceId: string, width: number): void;
  stream(participantId: string, sourceId: string): MediaStream | undefined;
  /** Last still of a source, while there is no line for its video. */
  still(participantId: string, sourceId: string): Blob | undefined;
  /** @throws DiemcauError `rtc/closed` before joining */
  lane(name: LaneName): Lane;
  /** The socket was lost; media may go on. */
  signallingLost(): void;
  /** The socket, or the network, is back: finds a new path. */
  signallingRegained(): void;
  /** Nothing arrived from someone for a quarter of a second: ping the socket. */
  onAlarm(listener: (alarm: { participantId: string; silentFor: number }) => void): () => void;
  /** Leaves, or notes why it is over; everything is let go. */
  leave(reason?: LeaveReason): Promise<void>;
}
