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
  async function next<T extends ServerMessage['type']>(type: T): Promise<Extract<ServerMessage, { type: T }>> {
    for (;;) {
      while (waiting.length > 0) {
        const message = waiting.shift()!;
        if (message.type === type) return message as Extract<ServerMessage, { type: T }>;
        if (message.type === 'error' && type === 'ok') throw new Error(message.error.code);
      }
      if (end !== undefined) throw new Error(`the socket closed (${end}) before ${type}`);
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  return {
    socket: { send: (message) => send(JSON.stringify(message)), next, closed, close },
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
