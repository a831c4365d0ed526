export { createCertificate } from './certificate.js';
export type { SessionCertificate } from './certificate.js';
export { openRoom } from './open-room.js';
export type {
  ConnectionState,
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
