import type { DestinationStream } from 'pino';
import type { Clock } from './internal/clock.js';

/** Requests and messages per second that are served before `network/rate-limited`. */
export interface Limits {
  /** Requests of one person. */
  account: number;
  /** Requests of one site. */
  site: number;
  /** Messages of one socket. */
  socket: number;
  /** Refused sign-ins of one address, per minute. */
  refusals: number;
}

/** A relay (coturn with `use-auth-secret`) for ends that reach each other in no other way. */
export interface TurnOptions {
  /** `turn:`, `turns:` and `stun:` addresses that browsers are given. */
  urls: readonly string[];
  /** coturn's `static-auth-secret`. */
  secret: string;
}

/** How a gateway is run. */
export interface GatewayOptions {
  /** 0 takes any free port. */
  port: number;
  /** Address to listen on; all when unset. */
  host?: string;
  /** The origin that clients see; tokens are issued for it. Default: http://127.0.0.1:<port>. */
  publicUrl?: string;
  /** Folder of the embedded PostgreSQL. Either this or `databaseUrl`. */
  dataDir?: string;
  /** A given PostgreSQL 15 or newer, as the running role; migrated before by the owner's role. */
  databaseUrl?: string;
  /** The signed site directory: the JWS itself, or the path of a file that holds it. */
  directory: string;
  /** Thumbprint of the network key that the directory must be signed with. */
  networkKey?: string;
  /** Reverse proxies in front, each adding to `X-Forwarded-For`: from there the address of who asks is taken. Default: none. */
  proxies?: number;
  clock?: Clock;
  /** Hours from completion until a share ends. */
  shareHours?: number;
  /** Where the log goes; `false` for none. Default: standard output. */
  log?: DestinationStream | false;
  limits?: Partial<Limits>;
  /** Serves `/metrics` on a port of its own, or on the main one against a bearer token. Neither: not served. */
  metrics?: { port?: number; token?: string };
  turn?: TurnOptions;
  /** Folder with the built elements, for `/companion`. */
  companionAssets?: string;
  /** Milliseconds that a session waits for its client to resume it, and its person stays in the roster. */
  awayGrace?: number;
}

/** A gateway, starting or running. */
export interface Gateway {
  /** The public origin; known once `ready`, or at once when the port or `publicUrl` was given. */
  readonly url: string;
  /** Resolves when it serves. */
  readonly ready: Promise<void>;
  /** Takes a newly signed directory into use. */
  replaceDirectory(jws: string): Promise<void>;
  /** Tells clients to move, ends what runs, closes. */
  close(): Promise<void>;
}
