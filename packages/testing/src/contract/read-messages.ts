import { closeCodes, decodeServerMessage, type ServerMessage } from '@diemcau/protocol';
import type { ContractSocket } from './contract-subject.js';

/** Keeps what arrives until it is asked for; both kinds of socket are read through it. */
export function readMessages({ send, close }: { send(text: string): void; close(): void }): {
  socket: ContractSocket;
  arrived(text: string): void;
  ended(code: number): void;
} {
  const waiting: ServerMessage[] = [];
  let wake: (() => void) | undefined;
  let end: number | undefined;
  let tell: (code: number) => void = () => {};
  const closed = new Promise<number>((resolve) => (tell = resolve));
  async function first<M>(what: string, read: (message: ServerMessage) => M | undefined): Promise<M> {
    for (;;) {
      while (waiting.length > 0) {
        const found = read(waiting.shift()!);
        if (found !== undefined) return found;
      }
      if (end !== undefined) throw new Error(`the socket closed (${end}) before ${what}`);
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const next = <T extends ServerMessage['type']>(type: T) =>
    first(type, (message) => {
      if (message.type === type) return message as Extract<ServerMessage, { type: T }>;
      if (message.type === 'error' && type === 'ok') throw new Error(message.error.code);
      return undefined;
    });
  const confirmed = () =>
    first('ok', (message) => {
      if (message.type === 'error') throw new Error(message.error.code);
      return message.type === 'ok' ? message.ids : message.type === 'event' ? message.ok : undefined;
    });
  return {
    socket: { send: (message) => send(JSON.stringify(message)), next, confirmed, closed, close },
    arrived(text) {
      waiting.push(decodeServerMessage(text));
      wake?.();
    },
    ended(code = closeCodes.draining) {
      end = code;
      tell(code);
      wake?.();
    },
  };
}
