// What the adapter uses of simple-peer 9.11.1, its private parts included (the package has no types for this file).
declare module 'simple-peer/simplepeer.min.js' {
  interface Options {
    initiator: boolean;
    config: RTCConfiguration;
    channelName: string;
    channelConfig: RTCDataChannelInit;
    trickle: true;
    sdpTransform(sdp: string): string;
  }
  class SimplePeer {
    constructor(options: Options);
    readonly destroyed: boolean;
    readonly destroying: boolean;
    protected _pc: RTCPeerConnection | null;
    protected _pcReady: boolean;
    protected _channel: RTCDataChannel | null;
    protected _isNegotiating: boolean;
    protected _queuedNegotiation: boolean;
    protected _senderMap: Map<MediaStreamTrack, Map<MediaStream, RTCRtpSender>> | null;
    protected _maybeReady(): void;
    protected _needsNegotiation(): void;
    protected _onIceStateChange(): void;
    protected _onConnectionStateChange(): void;
    protected _onChannelClose(): void;
    protected _setupData(event: { channel: RTCDataChannel }): void;
    protected _addIceCandidate(candidate: RTCIceCandidateInit): void;
    protected _startIceCompleteTimeout(): void;
    signal(data: { type: string; sdp?: string; candidate?: RTCIceCandidateInit }): void;
    negotiate(): void;
    addTrack(track: MediaStreamTrack, stream: MediaStream): void;
    addTransceiver(kind: string, init: RTCRtpTransceiverInit): void;
    destroy(error?: Error): void;
    emit(name: string, ...values: unknown[]): boolean;
    on(name: string, listener: (...values: never[]) => void): this;
    removeListener(name: string, listener: (...values: never[]) => void): this;
  }
  export default SimplePeer;
}
