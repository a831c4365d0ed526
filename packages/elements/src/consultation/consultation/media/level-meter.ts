import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Loudness of one's own microphone, 0..1, measured ten times a second while somebody looks. */
export class LevelMeter implements ReactiveController {
  level = 0;
  /** Something was heard since it started. */
  heard = false;
  readonly #host: ReactiveControllerHost;
  #stream?: MediaStream;
  #context?: AudioContext;
  #timer?: ReturnType<typeof setInterval>;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.listen(undefined);
  }

  /** Listens to a stream, or stops. */
  listen(stream: MediaStream | undefined): void {
    if (stream === this.#stream) return;
    clearInterval(this.#timer);
    void this.#context?.close();
    this.#context = undefined;
    this.#stream = stream;
    this.level = 0;
    this.heard = false;
    if (stream?.getAudioTracks().length) this.#start(stream);
  }

  #start(stream: MediaStream): void {
    const context = (this.#context = new AudioContext());
    const analyser = new AnalyserNode(context, { fftSize: 512 });
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.#timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const loudness = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
      const level = Math.min(1, Math.round(loudness * 40) / 10);
      if (level === this.level) return;
      this.level = level;
      this.heard ||= level >= 0.2;
      this.#host.requestUpdate();
    }, 100);
  }
}
