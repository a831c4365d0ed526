import type {
  ClientMessage,
  CommandName,
  DiemcauError,
  ServerEvent,
  SignaturePayload,
  Signer,
  Site,
  WireResource,
} from '@diemcau/protocol';
import type { Me } from '../network/network.types.js';
import type { Call } from './store.types.js';

/** A message that the gateway answers by `ok` or `error`; the socket numbers it. */
export type Request = ClientMessage extends infer M ? (M extends { id: number } ? Omit<M, 'id'> : never) : never;

/** What the connection gives to the nouns. */
export interface Session {
  /** Gateway as given, without a trailing slash. */
  readonly gateway: string;
  /** Who is signed in; connects when nobody is yet. */
  me(call?: Call): Promise<Me>;
  readonly current: Me | undefined;
  /** A token is in hand: the first, or another one, which may allow other things. */
  onMe(listener: () => void): () => void;
  /** Resolves when the socket is open and authenticated; connects when nothing did yet. */
  connected(call?: Call): Promise<void>;
  /** Whether the socket is open and authenticated. */
  readonly online: boolean;
  /** Epoch ms by the gateway's clock, as far as it is known. */
  now(): number;
  readonly sites: readonly Site[];
  /** Events of the socket. */
  onEvent(listener: (event: ServerEvent) => void): () => void;
  /** Something may have been missed, or another person came: read again. */
  onResync(listener: () => void): () => void;
  /** The socket was lost, or is back. */
  onLine(listener: (online: boolean) => void): () => void;
  /** Asks the socket for a sign of life now: something else went silent. */
  probe(): void;
  /** Something else is heard again: a lost socket is tried at once. */
  hasten(): void;
  /** A talk hangs on the line, or no longer: a lost socket is tried more often. */
  hurry(on: boolean): void;
  /** The token was refused, or the person signed out: stop media, show nothing more. */
  onAccessLost(listener: (error: DiemcauError) => void): () => void;
  /** Sends over the socket and waits for the gateway's `ok`. */
  request(message: Request, call?: Call): Promise<void>;
  /** Signs with the person's key; the JWS carries the site's token as evidence. */
  sign(payload: SignaturePayload): Promise<string>;
  /** Verifies somebody's signature against the directory. */
  verify(jws: string): Promise<{ payload: SignaturePayload; signer: Signer }>;
  /** Whether the directory was signed by the pinned key. */
  readonly verified: boolean;
}

/** FHIR reads and commands; everything rejects with `DiemcauError`. */
export interface Http {
  read(url: string, call?: Call): Promise<WireResource>;
  /** POST _search; answers the Bundle's resources, matches and included ones. */
  search(type: string, parameters: Readonly<Record<string, string>>, call?: Call): Promise<WireResource[]>;
  /**
   * The answer of a read as bytes, still wrapped in its batch-response: for the worker. It may take as long as it needs while more of
   * it arrives; `onBytes` is given each piece.
   */
  bytes(url: string, call?: Call & { onBytes?(piece: Uint8Array): void }): Promise<ArrayBuffer>;
  command(command: Command, call?: Call): Promise<WireResource>;
}

/** A command ready to be sent, now or later. */
export interface Command {
  name: CommandName;
  /** Id in the command's path. */
  id: string;
  /** Idempotency key (UUID): the same on every replay. */
  key: string;
  /** Lane: commands of one case are sent in order. */
  caseId: string;
  /** FHIR Parameters as JSON text. */
  body: string;
  /** ISO instant by this device. */
  at: string;
}

/** A command that is kept on this device. */
export interface KeptCommand extends Command {
  seq: number;
  /** Error code when the gateway refused it for good; it is kept, not sent again. */
  refused?: string;
}

/** `done` with the gateway's answer, or `queued`. */
export type Delivery = { status: 'done'; resources: WireResource[] } | { status: 'queued' };

/** What happened to kept commands. */
export type OutboxChange = {
  caseId: string;
  kind: 'kept' | 'sent' | 'refused' | 'dropped';
  command: Command;
  error?: DiemcauError;
};

/** The way of every command: kept first, sent in order, confirmed by the gateway or honestly `queued`. */
export interface Outbox {
  /** Keeps all or none, then sends; rejects when the gateway refuses. */
  deliver(commands: readonly Command[], call?: Call): Promise<Delivery>;
  /** What waits, oldest first. */
  waiting(caseId?: string): Promise<readonly KeptCommand[]>;
  flush(): Promise<void>;
  onChange(listener: (change: OutboxChange) => void): () => void;
}

/** Encrypted values of the signed-in person, on this device. */
export interface Keep {
  /** Resolves when the value lies durably on the disk, with the instant. */
  put(name: string, value: unknown): Promise<string>;
  get<T>(name: string): Promise<{ value: T; at: string } | undefined>;
  delete(name: string): Promise<void>;
}
