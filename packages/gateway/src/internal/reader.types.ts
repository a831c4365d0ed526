import type { WireResource } from '@diemcau/protocol';
import type { Tx } from '../store/store.types.js';
import type { AccessFacts } from './access.js';

/** A resource that lies in the database; whether it may be seen is decided of each by its facts. */
export interface Found {
  resource: WireResource;
  caseIds: readonly string[];
  /** Unset for what every site of the network may see. */
  facts?: AccessFacts;
  version: number;
  updatedAt?: Date;
}

/** Parameters of a search, each with the values given (a comma in a value is an OR). */
export type SearchParameters = ReadonlyMap<string, readonly string[]>;

/** Reads a type that does not lie in the common table. */
export interface TypeReader {
  type: string;
  /** Several only where one id lies under several grants; the first that may be seen is answered. */
  read?(tx: Tx, id: string): Promise<Found[]>;
  search?(tx: Tx, parameters: SearchParameters): Promise<Found[]>;
}
