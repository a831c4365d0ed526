export { createCertificate } from './certificate.js';
export type { SessionCertificate } from './certificate.js';
export { openRoom } from './open-room.js';
export type {
  ConnectionState,
  Keeping,
  Lane,
  LaneData,
  LaneName,
  LinkStats,
  LocalSource,
  Room,
  RoomEvents,
  RoomPorts,
  RosterEntry,
  SignallingPort,
  SourceEncoding,
} from './room.js';
export { checkEnvironment, isBlockedByPolicy } from './environment.js';
export type { Surroundings } from './environment.js';
export { createDevices } from './devices.js';
export type { DeviceDescription, DeviceKind, Devices, OpenDeviceOptions } from './devices.js';
export { chooseStep, climb, encodingFor, initialQuality, qualitySteps } from './quality-ladder.js';
export type { LineMeasure, QualityReason, QualityState, QualityStep } from './quality-ladder.js';
export { idleCall, isOver, nextCall } from './call-machine.js';
export type { CallEvent, CallState, CallStatus, LeaveReason } from './call-machine.js';
export { createCallEngine } from './call-engine.js';
export type { CallEngine, CallEnginePorts, CallParticipant, CallSnapshot } from './call-engine.types.js';
export type { Timers } from './internal/timers.js';
