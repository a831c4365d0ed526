import type { Room, RoomPorts } from './room.js';

/**
 * Opens a room; the engine behind it is loaded now, not before.
 * @throws DiemcauError `rtc/unsupported` where there is no WebRTC.
 */
export async function openRoom(ports: RoomPorts): Promise<Room> {
  const { openMeshRoom } = await import('./mesh/mesh-room.js');
  return openMeshRoom(ports);
}
