import type { LaneData, LaneName } from '../room.js';

const waitingAtMost = 256;
/** Bytes in the channel above which newer messages wait; low, so that what is sent is fresh. */
const fullAt = 16 * 1024;

/** How a lane is carried. */
export interface LaneChannelOptions {
  name: LaneName;
  channel: RTCDataChannel;
  onData(data: LaneData): void;
  /** Another way while the channel is closed for good. */
  detour(text: string): void;
}

/** One lane to one other end. */
export class LaneChannel {
  readonly #options: LaneChannelOptions;
  #queue: LaneData[] = [];
  readonly #newest = new Map<string, string>();
  #sent = 0;
  readonly #seen = new Map<string, number>();

  constructor(options: LaneChannelOptions) {
    this.#options = options;
    const { channel } = options;
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = fullAt / 2;
    channel.onopen = () => this.#flush();
    channel.onbufferedamountlow = () => this.#flush();
    channel.onclose = () => this.#flush();
    channel.onmessage = ({ data }) => this.receive(data as LaneData);
  }

  get waiting(): number {
    return this.#options.channel.bufferedAmount;
  }

  send(data: LaneData, key: string): void {
    if (this.#options.name === 'latest') {
      this.#newest.delete(key);
      this.#newest.set(key, JSON.stringify([++this.#sent, key, data]));
    } else {
      this.#queue.push(data);
      if (this.#queue.length > waitingAtMost) this.#queue.shift();
    }
    this.#flush();
  }

  /** Something from the channel, or from the detour. */
  receive(data: LaneData): void {
    if (this.#options.name === 'reliable') return this.#options.onData(data);
    const [n, key, text] = readLatest(data) ?? [];
    if (n === undefined || key === undefined || text === undefined || n <= (this.#seen.get(key) ?? 0)) return;
    this.#seen.set(key, n);
    this.#options.onData(text);
  }

  close(): void {
    const { channel } = this.#options;
    channel.onopen = channel.onbufferedamountlow = channel.onclose = channel.onmessage = null;
    this.#queue = [];
    this.#newest.clear();
  }

  #flush(): void {
    const { channel, detour } = this.#options;
    if (channel.readyState === 'connecting') return;
    const put = (data: LaneData) => {
      if (channel.readyState === 'open') channel.send(data as string);
      else if (typeof data === 'string') detour(data);
    };
    for (const data of this.#queue.splice(0)) put(data);
    for (const [key, text] of this.#newest) {
      if (channel.readyState === 'open' && channel.bufferedAmount > fullAt) return;
      this.#newest.delete(key);
      put(text);
    }
  }
}

function readLatest(data: LaneData): [number, string, string] | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const value = JSON.parse(data) as unknown;
    if (!Array.isArray(value)) return undefined;
    const [n, key, text] = value as unknown[];
    return typeof n === 'number' && typeof key === 'string' && typeof text === 'string' ? [n, key, text] : undefined;
  } catch {
    return undefined;
  }
}
