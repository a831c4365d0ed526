/** The page's end of the signal relay. */
export interface Relay {
  join(more?: object): void;
  send(to: string, data: unknown): void;
  onSignal(listener: (from: string, data: unknown) => void): () => void;
  onRoster(listener: (roster: readonly { id: string }[]) => void): () => void;
  /** The other end, once it has joined. */
  other(): Promise<string>;
  close(): void;
}

export async function connectRelay(url: string, id: string): Promise<Relay> {
  const socket = new WebSocket(url);
  const signals = new Set<(from: string, data: unknown) => void>();
  const rosters = new Set<(roster: readonly { id: string }[]) => void>();
  const early: { from: string; data: unknown }[] = [];
  let roster: { id: string }[] | undefined;
  socket.onmessage = ({ data: text }: MessageEvent<string>) => {
    const message = JSON.parse(text) as { roster?: { id: string }[]; from: string; data: unknown };
    if (message.roster) {
      roster = message.roster;
      for (const listener of [...rosters]) listener(roster);
    } else if (signals.size === 0) early.push(message);
    else for (const listener of [...signals]) listener(message.from, message.data);
  };
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error('relay'));
  });
  const onRoster: Relay['onRoster'] = (listener) => {
    rosters.add(listener);
    if (roster) listener(roster);
    return () => void rosters.delete(listener);
  };
  return {
    join: (more = {}) => socket.send(JSON.stringify({ join: { id, ...more } })),
    send: (to, data) => socket.send(JSON.stringify({ to, data })),
    onSignal(listener) {
      signals.add(listener);
      for (const { from, data } of early.splice(0)) listener(from, data);
      return () => void signals.delete(listener);
    },
    onRoster,
    other: () =>
      new Promise((resolve) => {
        onRoster((now) => {
          const other = now.find((one) => one.id !== id);
          if (other) resolve(other.id);
        });
      }),
    close: () => socket.close(),
  };
}
