import pg from 'pg';
import { DiemcauError } from '@diemcau/protocol';
import type { Clock } from '../internal/clock.js';
import type { Store, Tx, Who } from './store.types.js';
import { migrationNames } from './migrate.js';

const unavailable = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'ECONNRESET',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08001',
]);

/** A store on PostgreSQL. Everything runs in a transaction that carries the site, the person and the gateway's clock. */
export function createStore(
  connectionString: string,
  { clock, size = 16, isOurs = () => true }: { clock: Clock; size?: number; isOurs?(): boolean },
): Store {
  const pool = new pg.Pool({
    connectionString,
    max: size,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    options: '-c search_path=diemcau -c statement_timeout=20000 -c idle_in_transaction_session_timeout=30000',
  });
  // An idle connection that the server closed is replaced at the next use.
  pool.on('error', () => undefined);

  async function transact<T>(who: Who | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
    // Not known to be ours, another gateway may be serving it by now.
    if (!isOurs()) throw new DiemcauError('network/unreachable', { retryAfter: 2 });
    const client = await pool.connect().catch(rethrow);
    let broken: Error | undefined;
    try {
      await client.query('begin');
      await client.query(
        "select set_config('diemcau.site', $1, true), set_config('diemcau.sub', $2, true), set_config('diemcau.now', $3, true)",
        [who?.siteId ?? '', who?.sub ?? '', new Date(clock()).toISOString()],
      );
      const result = await work({
        query: async <R extends object>(sql: string, values: readonly unknown[] = []) =>
          (await client.query<R & pg.QueryResultRow>(sql, [...values])).rows,
      });
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      return rethrow(error);
    } finally {
      client.release(broken);
    }
  }

  return {
    transact,
    transactAsNobody: (work) => transact(undefined, work),
    async check() {
      const rows = await transact(undefined, (tx) => tx.query<{ name: string }>('select name from diemcau.migration'));
      const applied = new Set(rows.map(({ name }) => name));
      const missing = (await migrationNames()).filter((name) => !applied.has(name));
      if (missing.length > 0)
        throw new Error(`The database lacks ${missing.join(', ')}: run "diemcau-gateway migrate".`);
    },
    close: () => pool.end(),
  };
}

/** A database that cannot be reached is a failure that passes; two that wrote at once are told to try again. */
function rethrow(error: unknown): never {
  const code = (error as { code?: string }).code ?? '';
  if (unavailable.has(code)) throw new DiemcauError('network/unreachable', { cause: error, retryAfter: 2 });
  if (code === '40001' || code === '40P01' || code === '55P03')
    throw new DiemcauError('request/version-conflict', { cause: error });
  // An id that is taken, also by what the asker may not see.
  if (code === '23505') throw new DiemcauError('request/idempotency-conflict', { cause: error });
  if (code === '22P05' || code === '22021')
    throw new DiemcauError('request/invalid', { at: 'characters', cause: error });
  // A day or an hour that no calendar has.
  if (code === '22007' || code === '22008') throw new DiemcauError('request/invalid', { at: 'date', cause: error });
  throw error;
}
