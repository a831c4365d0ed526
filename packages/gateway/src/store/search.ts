import { resourceColumns, resourceJoins, toStoredResource, type StoredResource } from './resource.js';
import type { Tx } from './store.types.js';

/** One condition: SQL over `r` (the resource) with `:value` where its value goes. */
export interface Condition {
  sql: string;
  value: unknown;
}

/** A search in terms of the store. */
export interface Search {
  type: string;
  conditions: readonly Condition[];
  /** Newest first unless `ascending`. */
  ascending: boolean;
  count: number;
  /** Where the page before ended. */
  after?: { at: string; id: string };
}

/** Finds resources of one type; one more than `count` when there is a further page. */
export async function searchResources(tx: Tx, search: Search): Promise<StoredResource[]> {
  const values: unknown[] = [search.type];
  const clauses = ['r.type = $1'];
  for (const { sql, value } of search.conditions) {
    const place = `$${values.push(value)}`;
    clauses.push(sql.replaceAll(':value', () => place));
  }
  if (search.after) {
    // Milliseconds on both sides: that is what a cursor carries.
    const at = `$${values.push(search.after.at)}::timestamptz`;
    clauses.push(
      `(date_trunc('milliseconds', r.updated_at), r.id) ${search.ascending ? '>' : '<'} (${at}, $${values.push(search.after.id)})`,
    );
  }
  const order = search.ascending ? 'asc' : 'desc';
  const rows = await tx.query<Parameters<typeof toStoredResource>[0]>(
    `select ${resourceColumns} from diemcau.resource r ${resourceJoins} where ${clauses.join(' and ')}
     order by date_trunc('milliseconds', r.updated_at) ${order}, r.id ${order} limit ${search.count + 1}`,
    values,
  );
  return rows.map(toStoredResource);
}
