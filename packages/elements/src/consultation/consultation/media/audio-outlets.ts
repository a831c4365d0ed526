import type { ConsultationState, ConsultationStore } from '@diemcau/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { movedGrace } from '../../../internal/owned-store.js';

type Outlet = HTMLAudioElement & { setSinkId?(deviceId: string): Promise<void> };

/** Plays the others' microphones, with or without a stage on screen; says when the browser holds the sound back. */
export class AudioOutlets implements ReactiveController {
  /** The browser wants a press before it plays. */
  blocked = false;
  readonly #host: ReactiveControllerHost;
  readonly #outlets = new Map<string, Outlet>();
  #leaving?: ReturnType<typeof setTimeout>;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    clearTimeout(this.#leaving);
  }

  /** A move in the page is not the end of the sound. */
  hostDisconnected(): void {
    this.#leaving = setTimeout(() => this.#stopAll(), movedGrace);
  }

  /** Follows a snapshot: a new stream is played, a lost one forgotten. */
  follow({ participants, devices }: Readonly<ConsultationState>, store: ConsultationStore): void {
    const wanted = new Map<string, MediaStream>();
    for (const { self, participantId, sources } of participants)
      for (const { kind, sourceId } of self ? [] : sources) {
        const stream = kind === 'microphone' ? store.stream(participantId, sourceId) : undefined;
        if (stream) wanted.set(`${participantId} ${sourceId}`, stream);
      }
    for (const [key, outlet] of this.#outlets) if (!wanted.has(key)) this.#stop(key, outlet);
    const speaker = devices.find(({ kind, selected }) => kind === 'speaker' && selected)?.deviceId;
    for (const [key, stream] of wanted) this.#play(key, stream, speaker);
  }

  /** Plays after a press. */
  async resume(): Promise<void> {
    this.#setBlocked(false);
    await Promise.all([...this.#outlets.values()].map((outlet) => this.#start(outlet)));
  }

  #play(key: string, stream: MediaStream, speaker: string | undefined): void {
    const outlet: Outlet = this.#outlets.get(key) ?? new Audio();
    const isNew = outlet.srcObject !== stream;
    this.#outlets.set(key, outlet);
    if (speaker && outlet.dataset.speaker !== speaker) {
      outlet.dataset.speaker = speaker;
      void outlet.setSinkId?.(speaker).catch(() => undefined);
    }
    if (!isNew) return;
    outlet.srcObject = stream;
    void this.#start(outlet);
  }

  async #start(outlet: Outlet): Promise<void> {
    try {
      await outlet.play();
    } catch (error) {
      if ((error as DOMException).name === 'NotAllowedError') this.#setBlocked(true);
    }
  }

  #setBlocked(blocked: boolean): void {
    if (this.blocked === blocked) return;
    this.blocked = blocked;
    this.#host.requestUpdate();
  }

  #stop(key: string, outlet: Outlet): void {
    outlet.pause();
    outlet.srcObject = null;
    this.#outlets.delete(key);
  }

  #stopAll(): void {
    for (const [key, outlet] of this.#outlets) this.#stop(key, outlet);
  }
}
