import { DiemcauError, type ErrorCode } from '@diemcau/protocol';
import { isBlockedByPolicy } from './environment.js';

/** What a device is for. */
export type DeviceKind = 'microphone' | 'camera' | 'speaker';

/** A device as the browser names it; `label` is empty until a permission was given. */
export interface DeviceDescription {
  kind: DeviceKind;
  deviceId: string;
  label: string;
}

/** Which device is wanted, and what may be given up. */
export interface OpenDeviceOptions {
  /** Wished for; another one is taken when it is gone. */
  deviceId?: string;
  signal?: AbortSignal;
}

/** Microphones, cameras, the screen, speakers. */
export interface Devices {
  list(): Promise<readonly DeviceDescription[]>;
  /**
   * Opens a device; the track is the caller's to stop.
   * @throws DiemcauError `rtc/permission-denied`, `rtc/device-missing`, `rtc/device-in-use`, `rtc/policy-blocked`,
   * `rtc/unsupported`, `network/aborted`, `rtc/closed`
   */
  open(kind: 'microphone' | 'camera', options?: OpenDeviceOptions): Promise<MediaStreamTrack>;
  /** Lets the person choose a screen or window; errors as in `open`. */
  openScreen(options?: { signal?: AbortSignal }): Promise<MediaStreamTrack>;
  readonly canShareScreen: boolean;
  /** Sends an element's sound to a speaker; false where browsers do not allow it. */
  useSpeaker(element: HTMLMediaElement, deviceId: string): Promise<boolean>;
  /** Devices were plugged in or out. */
  onChange(listener: () => void): () => void;
  /** Stops every track it opened, and those still being opened as soon as they come. */
  close(): void;
}

const kinds: Record<MediaDeviceKind, DeviceKind> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'speaker',
};

const wishes = {
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
  camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
} satisfies Record<string, MediaTrackConstraints>;

type Named = { name?: string };

/** The devices of this page. */
export function createDevices(media: MediaDevices | undefined = globalThis.navigator?.mediaDevices): Devices {
  const opened = new Set<MediaStreamTrack>();
  let closed = false;

  function need(): MediaDevices {
    if (closed) throw new DiemcauError('rtc/closed');
    if (!media?.getUserMedia) throw new DiemcauError('rtc/unsupported', { at: 'mediaDevices' });
    return media;
  }

  /** Takes the one track of a stream, unless nobody wants it any more: then the camera's light goes off at once. */
  function take(stream: MediaStream, signal: AbortSignal | undefined): MediaStreamTrack {
    const [track, ...others] = stream.getTracks();
    for (const other of others) other.stop();
    if (!track) throw new DiemcauError('rtc/device-missing');
    if (closed || signal?.aborted) {
      track.stop();
      throw closed ? new DiemcauError('rtc/closed') : new DiemcauError('network/aborted');
    }
    opened.add(track);
    return track;
  }

  async function open(
    kind: 'microphone' | 'camera',
    { deviceId, signal }: OpenDeviceOptions = {},
  ): Promise<MediaStreamTrack> {
    const devices = need();
    const name = kind === 'microphone' ? 'audio' : 'video';
    const wish: MediaTrackConstraints = wishes[kind];
    const tries = [...(deviceId ? [{ ...wish, deviceId: { exact: deviceId } }] : []), wish, true];
    for (const [n, constraints] of tries.entries()) {
      try {
        return take(await devices.getUserMedia({ [name]: constraints }), signal);
      } catch (error) {
        const again = ['OverconstrainedError', 'NotFoundError', 'NotReadableError'].includes(
          (error as Named).name ?? '',
        );
        const pointless = closed || signal?.aborted || n === tries.length - 1;
        if (!again || pointless) throw deviceError(error, kind);
      }
    }
    throw new DiemcauError('rtc/device-missing', { at: kind });
  }

  return {
    open,
    async list() {
      const found = await need().enumerateDevices();
      return found.map(({ kind, deviceId, label }) => ({ kind: kinds[kind], deviceId, label }));
    },
    get canShareScreen() {
      return typeof media?.getDisplayMedia === 'function';
    },
    async openScreen({ signal } = {}) {
      const devices = need();
      if (typeof devices.getDisplayMedia !== 'function')
        throw new DiemcauError('rtc/unsupported', { at: 'getDisplayMedia' });
      try {
        const track = take(await devices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: false }), signal);
        track.contentHint = 'detail';
        return track;
      } catch (error) {
        throw deviceError(error, 'display-capture');
      }
    },
    async useSpeaker(element, deviceId) {
      if (typeof element.setSinkId !== 'function') return false;
      try {
        await element.setSinkId(deviceId);
        return true;
      } catch (error) {
        throw deviceError(error, 'speaker');
      }
    },
    onChange(listener) {
      media?.addEventListener?.('devicechange', listener);
      return () => media?.removeEventListener?.('devicechange', listener);
    },
    close() {
      closed = true;
      for (const track of opened) track.stop();
      opened.clear();
    },
  };
}

const codes: Record<string, ErrorCode> = {
  NotAllowedError: 'rtc/permission-denied',
  SecurityError: 'rtc/policy-blocked',
  NotFoundError: 'rtc/device-missing',
  OverconstrainedError: 'rtc/device-missing',
  NotReadableError: 'rtc/device-in-use',
  AbortError: 'rtc/device-in-use',
  TypeError: 'rtc/unsupported',
};

/** What a refused device means. */
function deviceError(error: unknown, at: 'microphone' | 'camera' | 'display-capture' | 'speaker'): DiemcauError {
  const name = (error as Named | undefined)?.name ?? '';
  if (name === 'DiemcauError') return error as DiemcauError;
  const blocked = name === 'NotAllowedError' && at !== 'speaker' && isBlockedByPolicy(at);
  return new DiemcauError(blocked ? 'rtc/policy-blocked' : (codes[name] ?? 'rtc/device-in-use'), { at, cause: error });
}
