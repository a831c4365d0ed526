import { DiemcauError, type ErrorCode } from '@diemcau/protocol';
import type { DeviceDescription, Devices } from '../devices.js';
import { createFakeMedia } from './fake-media.js';

/** Devices that are drawn and played in the page; refusals and plugging are the test's. */
export interface FakeDevices extends Devices {
  /** Refuses a device from now on, or no longer. */
  refuse(kind: 'microphone' | 'camera' | 'screen', code: ErrorCode | undefined): void;
  plug(devices: readonly DeviceDescription[]): void;
  readonly tracks: readonly MediaStreamTrack[];
}

const defaults: readonly DeviceDescription[] = [
  { kind: 'microphone', deviceId: 'mic-1', label: 'Micro 1' },
  { kind: 'camera', deviceId: 'cam-1', label: 'Camera 1' },
  { kind: 'speaker', deviceId: 'spk-1', label: 'Loa 1' },
];

/** Makes fake devices; opening them needs a browser. */
export function createFakeDevices(): FakeDevices {
  const media = createFakeMedia();
  const refusals = new Map<string, ErrorCode>();
  const listeners = new Set<() => void>();
  const tracks: MediaStreamTrack[] = [];
  let present = defaults;
  const give = (kind: 'microphone' | 'camera' | 'screen', signal: AbortSignal | undefined) => {
    const code = refusals.get(kind) ?? (signal?.aborted ? 'network/aborted' : undefined);
    if (code) throw new DiemcauError(code, { at: kind });
    const track = kind === 'microphone' ? media.microphone() : media.camera();
    tracks.push(track);
    return track;
  };
  return {
    tracks,
    canShareScreen: true,
    refuse: (kind, code) => void (code ? refusals.set(kind, code) : refusals.delete(kind)),
    plug(devices) {
      present = devices;
      for (const listener of listeners) listener();
    },
    list: async () => present,
    open: async (kind, { signal } = {}) => give(kind, signal),
    openScreen: async ({ signal } = {}) => give('screen', signal),
    useSpeaker: async () => true,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      void media.close();
    },
  };
}
