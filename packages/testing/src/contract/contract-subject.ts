import type { ServerMessage } from '@diemcau/protocol';
import type { TokenRequest } from '../network/create-invented-network.js';

/** An open socket to the gateway under test. */
export interface ContractSocket {
  send(message: object): void;
  /** The next message of a type; others before it are passed over. */
  next<T extends ServerMessage['type']>(type: T): Promise<Extract<ServerMessage, { type: T }>>;
  /** Ids of the requests that are confirmed next, in a message of their own or with an event. */
  confirmed(): Promise<readonly number[]>;
  /** Close code, once closed. */
  readonly closed: Promise<number>;
  close(): void;
}

/** A gateway that the contract is held against: the real one, or the handlers. */
export interface ContractSubject {
  /** Public origin. */
  baseUrl: string;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Signs tokens for the sites that the gateway's directory lists. */
  mint(request: TokenRequest): Promise<string>;
  /** The directory that the gateway was given. */
  directory: string;
  /** The web origin that the directory lists for a demo site. */
  originOf(siteId: string): string;
  /** Opens a socket as a page of this site does. */
  openSocket(siteId: string): Promise<ContractSocket>;
}

/** One promise of the contract. */
export interface ContractCase {
  name: string;
  run(subject: ContractSubject): Promise<void>;
}
