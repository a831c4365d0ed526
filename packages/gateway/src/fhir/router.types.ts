import type { WireResource } from '@diemcau/protocol';
import type { Bus } from '../bus/bus.types.js';
import type { MayRead } from '../internal/access.js';
import type { Clock } from '../internal/clock.js';
import type { CommandHandlers } from '../internal/command.types.js';
import type { Principal } from '../internal/principal.types.js';
import type { TypeReader } from '../internal/reader.types.js';
import type { VerifySignature } from '../internal/verify-signature.js';
import type { Store, Tx } from '../store/store.types.js';

/** What the router is made of; nouns are given, not imported. */
export interface RouterDeps {
  store: Store;
  bus: Bus;
  clock: Clock;
  mayRead: MayRead;
  verify: VerifySignature;
  commands: CommandHandlers;
  /** Readers of the types that do not lie in the common table. */
  readers: ReadonlyMap<string, TypeReader>;
  putPractitionerRole(tx: Tx, who: Principal, id: string, body: WireResource, now: Date): Promise<WireResource>;
  shareHours: number;
  /** Told of each command, for the metrics. */
  onCommand(command: string, outcome: string): void;
}

/** One request, alone or as an entry of a batch. */
export interface FhirRequest {
  method: string;
  /** Below `/fhir/R4`, with its query. */
  url: string;
  body?: unknown;
  /** Search parameters that came as a form. */
  form?: string;
  idempotencyKey?: string;
}

/** An answer before it becomes HTTP or an entry of a batch. */
export interface FhirResponse {
  status: number;
  resource: WireResource;
  etag?: string;
  /** Name of the route, for the log and the metrics. */
  route: string;
}
