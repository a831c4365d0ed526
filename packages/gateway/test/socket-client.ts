import { EventEmitter, once } from 'node:events';
import { WebSocket } from 'ws';
import { v4 as uuid } from 'uuid';
import {
  decodeServerMessage,
  paths,
  protocolVersion,
  subprotocol,
  type ClientMessage,
  type ServerEvent,
  type ServerMessage,
} from '@diemcau/protocol';
import { signProof } from '../src/network/issue/sign-proof.js';
import type { Person } from './person.js';

type Of<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;
type Asked = Extract<ClientMessage, { id: number }>;
/** `Omit` that keeps the members of a union apart. */
type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;

/** A socket of the tests: real tokens and proofs; waits for messages, never for time. */
export class SocketClient {
  readonly #events = new EventEmitter();
  readonly received: ServerMessage[] = [];
  nonce = '';
  #id = 0;

  constructor(
    readonly socket: WebSocket,
    readonly person: Person,
    readonly url: string,
  ) {
    this.#events.setMaxListeners(100);
    socket.on('message', (data) => {
      const message = decodeServerMessage((data as Buffer).toString());
      this.received.push(message);
      this.#events.emit('message', message);
    });
    socket.on('error', () => undefined);
  }

  static async connect(
    origin: string,
    person: Person,
    { headers = {} }: { headers?: Record<string, string> } = {},
  ): Promise<SocketClient> {
    const url = origin.replace(/^http/, 'ws') + paths.socket;
    const client = new SocketClient(new WebSocket(url, subprotocol, { headers }), person, url);
    await Promise.race([
      client.find('challenge'),
      once(client.socket, 'error').then(([error]) => Promise.reject(error as Error)),
    ]);
    client.nonce = (await client.find('challenge')).nonce;
    return client;
  }

  /** The first message of a type, past or to come. */
  async find<T extends ServerMessage['type']>(type: T, fits: (message: Of<T>) => boolean = () => true): Promise<Of<T>> {
    const is = (message: ServerMessage): message is Of<T> => message.type === type && fits(message as Of<T>);
    for (;;) {
      const message = this.received.find(is);
      if (message) return message;
      // Several messages may come in one turn: what came is read from the list, the event only wakes.
      await once(this.#events, 'message', { signal: AbortSignal.timeout(15_000) });
    }
  }

  async event<K extends ServerEvent['kind']>(
    kind: K,
    fits: (event: Extract<ServerEvent, { kind: K }>) => boolean = () => true,
  ) {
    const { event } = await this.find('event', ({ event: one }) => one.kind === kind && fits(one as never));
    return event as Extract<ServerEvent, { kind: K }>;
  }

  async proof(token: string): Promise<string> {
    return signProof(this.person.key, { token, method: 'GET', url: this.url, nonce: this.nonce });
  }

  async authenticate(
    options: { resume?: { session: string; seq: number }; token?: string; version?: number } = {},
  ): Promise<Of<'authenticated'>> {
    const token = options.token ?? (await this.person.token());
    this.send({
      type: 'authenticate',
      version: options.version ?? protocolVersion,
      token,
      proof: await this.proof(token),
      resume: options.resume,
    });
    return this.find('authenticated');
  }

  send(message: ClientMessage | Record<string, unknown>): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Asks and gives back the error's code, or `ok`. */
  async ask(message: Without<Asked, 'id'>): Promise<string> {
    const id = ++this.#id;
    this.send({ ...message, id });
    const answer = await Promise.race([this.#confirmation(id), this.find('error', (one) => one.id === id)]);
    return answer.type === 'ok' ? 'ok' : answer.error.code;
  }

  /** Comes by itself or with an event. */
  async #confirmation(id: number): Promise<Of<'ok'>> {
    return Promise.race([
      this.find('ok', ({ ids }) => ids.includes(id)),
      this.find('event', ({ ok }) => ok?.includes(id) === true).then(() => ({ type: 'ok' as const, ids: [id] })),
    ]);
  }

  async join(caseId: string, participantId: string = uuid()): Promise<{ participantId: string; answer: string }> {
    const fingerprint = await this.person.sign({
      kind: 'fingerprint',
      caseId,
      participantId,
      fingerprint: 'sha-256 ab:cd',
      signedAt: new Date().toISOString(),
    });
    return {
      participantId,
      answer: await this.ask({ type: 'consultation.join', caseId, participantId, fingerprint, sources: [] }),
    };
  }

  async closed(): Promise<number> {
    if (this.socket.readyState === WebSocket.CLOSED) throw new Error('closed before it was waited for');
    const [code] = (await once(this.socket, 'close')) as [number];
    return code;
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const gone = once(this.socket, 'close');
    this.socket.close();
    await gone;
  }
}
