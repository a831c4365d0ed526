import {
  authenticateWithin,
  closeCodes,
  decodeClientMessage,
  DiemcauError,
  maxMeshEnds,
  protocolVersion,
  type ClientMessage,
  type Participant,
  type ServerEvent,
  type ServerMessage,
} from '@diemcau/protocol';
import { v7 as uuid } from 'uuid';
import type { Authenticator } from './authenticate.js';
import type { Caller, GatewayState } from './state.js';

/** One end of a WebSocket, as the gateway sees it. */
export interface SocketEnd {
  send(text: string): void;
  close(code: number, reason?: string): void;
}

interface Connection {
  end: SocketEnd;
  origin?: string;
  nonce: string;
  who?: Caller;
  session: string;
  seq: number;
  timer?: ReturnType<typeof setTimeout>;
}

const wireOf = (error: DiemcauError) => ({
  code: error.code,
  retryable: error.retryable,
  details: { ...error.details },
});

/** `said`: number of the last signal that was passed on. */
type Joined = Participant & { connection: Connection; said: { last: number } };

/** The gateway's sockets: challenge, events, roster and signals. Sessions are not resumed: a client fetches again. */
export class SocketRoom {
  readonly #connections = new Set<Connection>();
  readonly #rosters = new Map<string, Joined[]>();

  constructor(
    readonly state: GatewayState,
    readonly authenticator: Authenticator,
  ) {}

  /** Takes a new socket; the result is told of its messages and its end. */
  connect(end: SocketEnd, origin?: string): { message(text: string): Promise<void>; closed(): void } {
    const connection: Connection = { end, origin, nonce: uuid(), session: uuid(), seq: 0 };
    this.#connections.add(connection);
    connection.timer = setTimeout(() => connection.who ?? end.close(closeCodes.unauthenticated), authenticateWithin);
    this.#say(connection, { type: 'challenge', nonce: connection.nonce, version: protocolVersion });
    return { message: (text) => this.#message(connection, text), closed: () => this.#closed(connection) };
  }

  /** Tells the sockets of these sites. */
  announce(sites: readonly string[], event: ServerEvent) {
    for (const connection of this.#connections)
      if (connection.who && sites.includes(connection.who.siteId)) this.#event(connection, event);
    if (event.kind === 'consultation-ended') this.#rosters.delete(event.caseId);
  }

  /** Ends every socket, as a gateway that falls does. */
  closeAll(code = 1001) {
    for (const connection of [...this.#connections]) {
      connection.end.close(code);
      this.#closed(connection);
    }
  }

  #say(connection: Connection, message: ServerMessage) {
    connection.end.send(JSON.stringify(message));
  }

  #event(connection: Connection, event: ServerEvent) {
    connection.seq += 1;
    this.#say(connection, { type: 'event', seq: connection.seq, event });
  }

  #closed(connection: Connection) {
    clearTimeout(connection.timer);
    this.#connections.delete(connection);
    for (const [caseId, roster] of this.#rosters)
      this.#setRoster(
        caseId,
        roster.filter((one) => one.connection !== connection),
        roster,
      );
    this.#presence();
  }

  #presence() {
    const sites: Record<string, number> = {};
    for (const { who } of this.#connections) if (who) sites[who.siteId] = (sites[who.siteId] ?? 0) + 1;
    for (const connection of this.#connections)
      if (connection.who) this.#event(connection, { kind: 'presence', sites });
  }

  async #message(connection: Connection, text: string) {
    let message: ClientMessage;
    try {
      message = decodeClientMessage(text);
    } catch (error) {
      this.#say(connection, { type: 'error', error: wireOf(DiemcauError.from(error)) });
      return;
    }
    const id = 'id' in message ? message.id : undefined;
    try {
      if (message.type === 'authenticate' || message.type === 'reauthenticate')
        return await this.#authenticate(connection, message);
      if (!connection.who) throw new DiemcauError('auth/token-missing');
      if (message.type === 'ping') return this.#say(connection, { type: 'pong', at: message.at });
      if (message.type === 'ack') return;
      this.#serve(connection, connection.who, message);
      this.#say(connection, { type: 'ok', ids: [id!] });
    } catch (error) {
      const known = DiemcauError.from(error);
      this.#say(connection, { type: 'error', ...(id === undefined ? {} : { id }), error: wireOf(known) });
      if (known.code.startsWith('auth/'))
        connection.end.close(known.status === 403 ? closeCodes.forbidden : closeCodes.unauthenticated);
    }
  }

  async #authenticate(
    connection: Connection,
    message: Extract<ClientMessage, { type: 'authenticate' | 'reauthenticate' }>,
  ) {
    if (message.type === 'authenticate' && message.version !== protocolVersion)
      throw new DiemcauError('network/protocol-version');
    const url = `${this.state.origin.replace(/^http/, 'ws')}/ws`;
    const who = await this.authenticator.authenticate(message.token, message.proof, {
      method: 'GET',
      url,
      isFreshNonce: (nonce) => nonce === connection.nonce,
    });
    const site = this.state.directory.sites.find(({ id }) => id === who.siteId);
    if (connection.origin && !site?.origins.includes(connection.origin)) throw new DiemcauError('auth/origin-refused');
    if (connection.who && connection.who.sub !== who.sub) throw new DiemcauError('auth/token-replaced-subject');
    connection.who = who;
    clearTimeout(connection.timer);
    this.#say(connection, {
      type: 'authenticated',
      session: connection.session,
      seq: connection.seq,
      resumed: false,
      now: this.state.now().getTime(),
      expires: who.expires,
    });
    if (message.type === 'authenticate') this.#presence();
  }

  #serve(
    connection: Connection,
    who: Caller,
    message: Exclude<ClientMessage, { type: 'authenticate' | 'reauthenticate' | 'ping' | 'ack' }>,
  ) {
    const { caseId } = message;
    const file = this.state.cases.get(caseId);
    if (!file?.readers.includes(who.siteId)) throw new DiemcauError('request/not-found');
    const roster = this.#rosters.get(caseId) ?? [];
    switch (message.type) {
      case 'consultation.join': {
        if (!who.scopes.has('consultation.join') && !who.scopes.has('consultation.chair'))
          throw new DiemcauError('auth/scope-missing');
        if (file.state !== 'in-session') throw new DiemcauError('consultation/not-open');
        if (file.gate === 'closed') throw new DiemcauError('consent/missing');
        const others = roster.filter((one) => one.participantId !== message.participantId);
        if (others.length >= maxMeshEnds) throw new DiemcauError('consultation/full');
        const { participantId, fingerprint, sources } = message;
        const joinedAt = this.state.now().toISOString();
        return this.#setRoster(caseId, [
          ...others,
          {
            participantId,
            siteId: who.siteId,
            sub: who.sub,
            name: who.name,
            fingerprint,
            sources,
            joinedAt,
            presence: 'here',
            connection,
            said: roster.find((one) => one.participantId === participantId)?.said ?? { last: -1 },
          },
        ]);
      }
      case 'consultation.leave':
        return this.#setRoster(
          caseId,
          roster.filter((one) => one.participantId !== message.participantId),
        );
      case 'consultation.sources':
        return this.#setRoster(
          caseId,
          roster.map((one) =>
            one.participantId === message.participantId ? { ...one, sources: message.sources } : one,
          ),
        );
      case 'signal': {
        const { from, to, data, number } = message;
        const sender = roster.find((one) => one.participantId === from && one.connection === connection);
        if (!sender) throw new DiemcauError('consultation/removed');
        if (number !== undefined) {
          if (number <= sender.said.last) return;
          sender.said.last = number;
        }
        const target = roster.find((one) => one.participantId === to);
        if (target) this.#event(target.connection, { kind: 'signal', caseId, from, to, data });
      }
    }
  }

  #setRoster(caseId: string, roster: Joined[], was = this.#rosters.get(caseId) ?? []) {
    if (was.length === 0 && roster.length === 0) return;
    if (roster.length === was.length && roster.every((one, index) => one === was[index])) return;
    this.#rosters.set(caseId, roster);
    const participants = roster.map(({ connection: _connection, said: _said, ...participant }) => participant);
    const ends = new Set([...was, ...roster].map((one) => one.connection));
    for (const connection of ends)
      if (this.#connections.has(connection)) this.#event(connection, { kind: 'roster', caseId, participants });
  }
}
