/** One way to a call: what may be done before joining, and the joining. */
export interface JoinOptions {
  url: string;
  id: string;
  /** Called with the other end's stream; more than once is harmless. */
  onStream(stream: MediaStream): void;
}
export interface ReadyEnd {
  join(): Promise<void>;
  close(): void;
}
export type Engine = (options: JoinOptions) => Promise<ReadyEnd>;
