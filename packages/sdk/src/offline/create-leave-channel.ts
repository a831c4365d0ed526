/** Tells the other tabs of this origin that a person left the device, and hears it from them. */
export interface LeaveChannel {
  /** Listens from now on; nothing is opened before. */
  open(): void;
  tell(personId: string): void;
  close(): void;
}

/** Makes the channel. What travels is the person's opaque id on this device, a hash. */
export function createLeaveChannel(onLeft: (personId: string) => void): LeaveChannel {
  let channel: BroadcastChannel | undefined;
  function open() {
    if (channel || typeof BroadcastChannel === 'undefined') return;
    channel = new BroadcastChannel('diemcau-left');
    channel.onmessage = ({ data }: MessageEvent<unknown>) => typeof data === 'string' && onLeft(data);
    // Node would wait for it.
    (channel as { unref?(): void }).unref?.();
  }
  return {
    open,
    tell(personId) {
      open();
      channel?.postMessage(personId);
    },
    close() {
      channel?.close();
      channel = undefined;
    },
  };
}
