import type { DiemcauError, Signer, SourceDescription } from '@diemcau/protocol';
import type { LeaveReason, QualityReason, QualityStep } from '@diemcau/rtc';
import type { Call, Shared, Store } from '../internal/store.types.js';

export type { LeaveReason, QualityReason, QualityStep } from '@diemcau/rtc';

/** An end of the talk as the others see it. */
export interface ParticipantView {
  participantId: string;
  self: boolean;
  siteId: string;
  name: string;
  /** Identity proved by a signed fingerprint that matches the connection. */
  verified: 'checking' | 'verified' | 'unverified' | 'failed';
  signer?: Signer;
  connection: 'connecting' | 'connected' | 'reconnecting' | 'away';
  sources: readonly SourceDescription[];
  speaking: boolean;
  /** Round trip in ms, loss 0..1, bits per second in; undefined until measured. */
  line?: { rtt?: number; loss?: number; bitrate?: number };
}

/** A microphone, camera or speaker of this PC. */
export interface DeviceView {
  kind: 'microphone' | 'camera' | 'speaker';
  deviceId: string;
  label: string;
  selected: boolean;
}

/** Where somebody looks: small messages that work with video off. Coordinates are 0..1 of the source. */
export type Pointer =
  | { of: 'source'; participantId: string; sourceId: string; x: number; y: number }
  | {
      of: 'record';
      section: string;
      entryKey?: string;
      /** The trend that is open there: its analytes, and the time in sight (epoch ms). */
      trend?: { ids: readonly string[]; from?: number; to?: number };
    }
  | {
      of: 'image';
      entryKey: string;
      frame: number;
      x: number;
      y: number;
      window?: [center: number, width: number];
      zoom?: number;
    };

/** The talk as this end has it. */
export interface ConsultationState {
  status: 'idle' | 'preparing' | 'joining' | 'joined' | 'reconnecting' | 'left' | 'ended' | 'failed';
  caseId: string;
  participants: readonly ParticipantView[];
  microphone: 'on' | 'muted' | 'missing' | 'denied' | 'pending';
  camera: 'on' | 'off' | 'missing' | 'denied' | 'pending';
  screen: 'on' | 'off' | 'unsupported';
  devices: readonly DeviceView[];
  quality: { step: QualityStep; reason: QualityReason };
  /** ISO instant of joining. */
  since?: string;
  /** Epoch ms since the line is lost; "đang kết nối lại, đã 12 giây". */
  lostSince?: number;
  /** Breaks so far, for the minutes. */
  breaks: readonly { from: string; to: string }[];
  /** Last pointer of each other participant. */
  pointers: Readonly<Record<string, Pointer & { at: number }>>;
  leaveReason?: LeaveReason;
  error?: DiemcauError;
}

/** The live session of one case. Verbs reject with `rtc/*` and `consultation/*` codes. */
export interface ConsultationStore extends Store<ConsultationState>, Shared {
  /** Asks for microphone and camera and warms the line; `join` is then faster. */
  prepare(options?: Call & { camera?: boolean }): Promise<void>;
  join(options?: Call & { microphone?: boolean; camera?: boolean }): Promise<void>;
  leave(): Promise<void>;
  /** Ends it for all (the case goes on to awaiting-signature). */
  end(call?: Call): Promise<void>;
  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  shareScreen(on: boolean): Promise<void>;
  selectDevice(kind: DeviceView['kind'], deviceId: string): Promise<void>;
  /** `audio-only`, `text-only` or `auto`. */
  chooseQuality(step: 'auto' | QualityStep): void;
  point(pointer: Pointer): void;
  /** Live stream of a source; undefined when there is none (yet). Re-read after each snapshot. */
  stream(participantId: string, sourceId: string): MediaStream | undefined;
}

/** One step of the line test. */
export interface LineTestStep {
  name: 'secure-context' | 'browser' | 'policy' | 'microphone' | 'camera' | 'gateway' | 'clock' | 'path' | 'bandwidth';
  state: 'pending' | 'running' | 'passed' | 'warning' | 'failed' | 'skipped';
  /** rtt ms, kbit/s, seconds of clock difference, device label … */
  facts?: Readonly<Record<string, string | number>>;
  code?: string;
  /** Whether what `code` names may be gone at the next try. */
  retryable?: boolean;
}
/** The line test so far. */
export interface LineTestState {
  status: 'idle' | 'running' | 'completed';
  steps: readonly LineTestStep[];
  /** What this line carries. */
  result?: { verdict: 'video' | 'audio' | 'text' | 'none'; rtt?: number; up?: number; down?: number };
}
/** Tests camera, microphone, gateway, clock and line before a talk. */
export interface LineTestStore extends Store<LineTestState>, Shared {
  run(call?: Call): Promise<void>;
}

/** Live sessions and line tests. */
export interface ConsultationService {
  open(caseId: string): ConsultationStore;
  lineTest(siteId?: string): LineTestStore;
}
