import { DiemcauError, isDiemcauError } from '@diemcau/protocol';
import type { Devices } from './devices.js';
import type { LocalSource } from './room.js';

type OwnKind = 'microphone' | 'camera' | 'screen';
/** What became of a device. */
export type DeviceState = 'on' | 'off' | 'missing' | 'denied' | 'pending';

/** The microphone, camera and screen of this end: one track each, opened when wanted and stopped when not. */
export class LocalMedia {
  readonly #devices: Devices;
  readonly #changed: (source: LocalSource) => void;
  readonly #tracks = new Map<OwnKind, MediaStreamTrack>();
  readonly #streams = new WeakMap<MediaStreamTrack, MediaStream>();
  readonly #wanted = new Map<OwnKind, boolean>();
  readonly #states = new Map<OwnKind, DeviceState>();
  readonly #chosen = new Map<OwnKind, string>();
  readonly #opening = new Map<OwnKind, AbortController>();
  readonly #opened = new Map<OwnKind, Promise<void>>();
  error?: DiemcauError;

  constructor(devices: Devices, changed: (source: LocalSource) => void) {
    this.#devices = devices;
    this.#changed = changed;
  }

  state(kind: OwnKind): DeviceState {
    return this.#states.get(kind) ?? 'off';
  }

  track(kind: OwnKind): MediaStreamTrack | undefined {
    return this.#tracks.get(kind);
  }

  /** The own picture or sound, the same stream as long as the track is the same. */
  stream(sourceId: string): MediaStream | undefined {
    const track = this.#tracks.get(sourceId as OwnKind);
    if (!track) return undefined;
    const known = this.#streams.get(track);
    if (known) return known;
    const stream = new MediaStream([track]);
    this.#streams.set(track, stream);
    return stream;
  }

  chosen(kind: OwnKind): string | undefined {
    return this.#tracks.get(kind)?.getSettings().deviceId ?? this.#chosen.get(kind);
  }

  /** The sources as the room and the others know them. */
  get sources(): LocalSource[] {
    return [...this.#states.keys()].map((kind) => this.#source(kind));
  }

  /** Brings a device to what is wanted. Muting keeps the microphone open; a camera that is off has its light off. */
  async set(kind: OwnKind, on: boolean): Promise<void> {
    this.#wanted.set(kind, on);
    const track = this.#tracks.get(kind);
    if (!on) {
      this.#opening.get(kind)?.abort();
      if (kind === 'microphone' && track) track.enabled = false;
      else this.#stop(kind);
      return this.#become(kind, 'off');
    }
    if (track?.readyState === 'live') {
      track.enabled = true;
      return this.#become(kind, 'on');
    }
    const opening = this.#opening.get(kind);
    await (opening && !opening.signal.aborted ? this.#opened.get(kind) : this.#open(kind));
  }

  /** Changes the device; the source goes on with the other one. */
  async choose(kind: 'microphone' | 'camera', deviceId: string): Promise<void> {
    this.#chosen.set(kind, deviceId);
    if (this.#wanted.get(kind)) await this.#open(kind);
    else if (kind === 'microphone' && this.#tracks.has(kind)) this.#stop(kind); // opened anew when unmuted
  }

  close(): void {
    for (const opening of this.#opening.values()) opening.abort();
    for (const kind of this.#tracks.keys()) this.#stop(kind);
    this.#devices.close();
  }

  #open(kind: OwnKind): Promise<void> {
    const opened = this.#openNow(kind);
    this.#opened.set(kind, opened);
    return opened;
  }

  async #openNow(kind: OwnKind): Promise<void> {
    this.#opening.get(kind)?.abort();
    const opening = new AbortController();
    this.#opening.set(kind, opening);
    if (!this.#tracks.has(kind)) this.#become(kind, 'pending');
    const { signal } = opening;
    try {
      const options = { signal, deviceId: this.#chosen.get(kind) };
      const track =
        kind === 'screen' ? await this.#devices.openScreen(options) : await this.#devices.open(kind, options);
      this.#stop(kind);
      this.#tracks.set(kind, track);
      track.onended = () => this.#ended(kind, track);
      this.error = undefined;
      this.#become(kind, 'on');
    } catch (error) {
      if (signal.aborted) return;
      this.error = isDiemcauError(error) ? error : DiemcauError.from(error, 'rtc/device-in-use');
      const denied = ['rtc/permission-denied', 'rtc/policy-blocked'].includes(this.error.code);
      this.#become(kind, kind === 'screen' ? 'off' : denied ? 'denied' : 'missing');
      throw this.error;
    } finally {
      if (this.#opening.get(kind) === opening) this.#opening.delete(kind);
    }
  }

  /** Unplugged, taken away, or stopped by the browser's own button. */
  #ended(kind: OwnKind, track: MediaStreamTrack): void {
    if (this.#tracks.get(kind) !== track) return;
    this.#tracks.delete(kind);
    this.#wanted.set(kind, false);
    if (kind !== 'screen') this.error = new DiemcauError('rtc/device-missing', { at: kind });
    this.#become(kind, kind === 'screen' ? 'off' : 'missing');
  }

  #stop(kind: OwnKind): void {
    const track = this.#tracks.get(kind);
    if (!track) return;
    track.onended = null;
    track.stop();
    this.#tracks.delete(kind);
  }

  #become(kind: OwnKind, state: DeviceState): void {
    this.#states.set(kind, state);
    this.#changed(this.#source(kind));
  }

  #source(kind: OwnKind): LocalSource {
    return { sourceId: kind, kind, active: this.state(kind) === 'on', track: this.#tracks.get(kind) ?? null };
  }
}
