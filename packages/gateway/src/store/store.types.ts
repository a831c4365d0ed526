/** One transaction. Rows come back as the driver reads them: timestamps as Date, json parsed. */
export interface Tx {
  query<R extends object = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<R[]>;
}

/** In whose name a transaction reads and writes; row-level security judges by it. */
export interface Who {
  siteId: string;
  sub: string;
}

/** The one way to the database. */
export interface Store {
  /** Runs in one transaction, as a site; rolled back when `work` throws. */
  transact<T>(who: Who, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs as nobody: row-level security shows nothing of any case. */
  transactAsNobody<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Whether the database answers and has the schema that this gateway needs. */
  check(): Promise<void>;
  close(): Promise<void>;
}
