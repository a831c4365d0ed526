// The only file that knows simple-peer (9.11.1, pinned). It uses private parts, so it checks that they are there.
import { DiemcauError } from '@diemcau/protocol';
import { Emitter } from '../internal/emitter.js';
import type { LaneName } from '../room.js';
import type { MediaCounts, Peer, PeerEvents, PeerFactory, PeerOptions, WireCandidate } from './peer.types.js';

const privateMethods = [
  '_maybeReady',
  '_needsNegotiation',
  '_onIceStateChange',
  '_onConnectionStateChange',
  '_onChannelClose',
  '_setupData',
  '_addIceCandidate',
  '_startIceCompleteTimeout',
  '_createOffer',
  '_createAnswer',
  '_onTrack',
  'signal',
  'negotiate',
  'addTrack',
  'addTransceiver',
  'destroy',
] as const;

/** Ids of the two channels; negotiated, so that both ends open them alike. */
const channelIds = { reliable: 0, latest: 1 } as const;
/** Sections of one kind that another end can make us add. */
const mediaAtMost = 8;

/**
 * Loads simple-peer and gives what makes peers of it that survive a lost line.
 * @throws DiemcauError `rtc/unsupported` where there is no WebRTC or simple-peer is not the version we know.
 */
export async function loadPeerFactory(): Promise<PeerFactory> {
  if (typeof RTCPeerConnection === 'undefined') throw new DiemcauError('rtc/unsupported', { at: 'RTCPeerConnection' });
  const { default: SimplePeer } = await import('simple-peer/simplepeer.min.js');
  const members = SimplePeer.prototype as unknown as Record<string, unknown>;
  const missing = privateMethods.find((name) => typeof members[name] !== 'function');
  if (missing) throw new DiemcauError('rtc/unsupported', { at: `simple-peer ${missing}` });

  /** Kept alive: `failed` and a closed channel do not destroy it; when to negotiate is decided outside. */
  class KeptAlivePeer extends SimplePeer implements Peer {
    readonly events: Emitter<PeerEvents>;
    readonly #latest: RTCDataChannel;

    constructor({ config, transformSdp }: PeerOptions) {
      // Both ends are `initiator`: who offers, and when, is decided by the negotiators.
      super({
        initiator: true,
        config,
        channelName: 'reliable',
        channelConfig: { negotiated: true, id: channelIds.reliable },
        trickle: true,
        sdpTransform: transformSdp,
      });
      this.events = new Emitter();
      if (!this._pc) throw new DiemcauError('rtc/unsupported', { at: 'RTCPeerConnection' });
      this.#latest = this._pc.createDataChannel('latest', {
        negotiated: true,
        id: channelIds.latest,
        ordered: false,
        maxRetransmits: 0,
      });
      this._pc.onnegotiationneeded = () => {
        if (!this.#offering) this.events.emit('negotiation-needed', undefined);
      };
      this.on('signal', (data: { type: string; candidate?: WireCandidate }) => {
        if (data.candidate) this.events.emit('candidate', data.candidate);
      });
      this.on('track', (track: MediaStreamTrack, stream: MediaStream) => this.events.emit('track', { track, stream }));
      this.on('error', (error: Error) => void (this.#error = error));
      this.on('close', () => this.events.emit('closed', this.#error));
    }
    #error: Error | undefined;
    /** Between the wish for an offer and the offer, which will hold all that is needed so far. */
    #offering = false;

    get state(): RTCPeerConnectionState {
      return this._pc?.connectionState ?? 'closed';
    }

    get localSdp(): string | undefined {
      return this._pc?.localDescription?.sdp;
    }

    get receivers(): readonly RTCRtpReceiver[] {
      return this._pc?.getReceivers() ?? [];
    }

    get media(): MediaCounts {
      const transceivers = this._pc?.getTransceivers().filter(({ direction }) => direction !== 'stopped') ?? [];
      const count = (kind: string) => transceivers.filter(({ receiver }) => receiver.track.kind === kind).length;
      return { audio: count('audio'), video: count('video') };
    }

    ensureMedia(counts: MediaCounts): void {
      const { media } = this;
      for (const kind of ['audio', 'video'] as const)
        for (let n = media[kind]; n < Math.min(counts[kind], mediaAtMost); n++)
          this.addTransceiver(kind, { direction: 'recvonly' });
    }

    offer(restart: boolean): Promise<string> {
      this.#offering = true;
      return this.#described('offer', () => {
        this._isNegotiating = false;
        this._queuedNegotiation = false;
        if (restart) this._pc?.restartIce();
        super.negotiate();
      }).finally(() => (this.#offering = false));
    }

    answer(sdp: string): Promise<string> {
      return this.#described('answer', () => this.signal({ type: 'offer', sdp }));
    }

    accept(sdp: string): Promise<void> {
      return this.#until<void>((settle) => {
        const stable = (state: string) => state === 'stable' && settle();
        this.on('signalingStateChange', stable);
        this.signal({ type: 'answer', sdp });
        return () => this.removeListener('signalingStateChange', stable);
      });
    }

    addCandidate(candidate: WireCandidate): void {
      if (this.destroyed || this.destroying) return;
      this.signal({ type: 'candidate', candidate });
    }

    override addTrack(track: MediaStreamTrack, stream: MediaStream): RTCRtpSender {
      super.addTrack(track, stream);
      const sender = this._senderMap?.get(track)?.get(stream);
      if (!sender) throw new DiemcauError('rtc/connection-failed', { at: 'addTrack' });
      return sender;
    }

    removeSender(sender: RTCRtpSender): void {
      if (!this._pc || this.destroyed || this.destroying) return;
      this._pc.removeTrack(sender);
      for (const senders of this._senderMap?.values() ?? [])
        for (const [stream, known] of senders) if (known === sender) senders.delete(stream);
      this._needsNegotiation();
    }

    channel(name: LaneName): RTCDataChannel {
      if (name === 'latest') return this.#latest;
      if (!this._channel) throw new DiemcauError('rtc/closed');
      return this._channel;
    }

    async stats(): Promise<RTCStatsReport> {
      if (!this._pc) throw new DiemcauError('rtc/closed');
      return this._pc.getStats();
    }

    close(): void {
      this.destroy();
    }

    /** Runs `begin` and gives the description that simple-peer then emits. */
    #described(type: 'offer' | 'answer', begin: () => void): Promise<string> {
      return this.#until<string>((settle) => {
        const described = (data: { type: string; sdp?: string }) => data.type === type && data.sdp && settle(data.sdp);
        this.on('signal', described);
        begin();
        return () => this.removeListener('signal', described);
      });
    }

    #until<T>(begin: (settle: (value: T) => void) => () => void): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        if (this.destroyed || this.destroying) return reject(new DiemcauError('rtc/closed'));
        const closed = () => reject(new DiemcauError('rtc/connection-failed', { cause: this.#error }));
        this.on('close', closed);
        const begun: { stop?: () => void; done?: true } = {};
        begun.stop = begin((value) => {
          begun.done = true;
          this.removeListener('close', closed);
          begun.stop?.();
          resolve(value);
        });
        if (begun.done) begun.stop();
      });
    }

    // From here on: what simple-peer would do, undone.

    override negotiate(): void {
      // The browser itself says when an offer is needed (see the constructor).
    }

    protected override _onIceStateChange(): void {
      // simple-peer destroys itself on `failed`; the line may come back.
    }

    protected override _onConnectionStateChange(): void {
      if (!this.destroyed) this.events.emit('state', this.state);
    }

    protected override _setupData({ channel }: { channel: RTCDataChannel }): void {
      this._channel = channel; // closed by `destroy`; without simple-peer's handlers its end does not end the call
    }

    protected override _onChannelClose(): void {}

    protected override _maybeReady(): void {}

    protected override _startIceCompleteTimeout(): void {} // only used without trickle, and never cleared

    protected override _addIceCandidate(candidate: RTCIceCandidateInit): void {
      // A candidate of a path given up is no reason to destroy the peer.
      this._pc?.addIceCandidate(candidate).catch(() => undefined);
    }
  }

  return (options) => new KeptAlivePeer(options);
}
