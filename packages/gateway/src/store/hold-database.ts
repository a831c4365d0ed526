import pg from 'pg';

/** A database that one gateway at a time may serve. */
export interface HeldDatabase {
  /** False from the moment that the connection to it is lost until it is held again. */
  isHeld(): boolean;
  release(): Promise<void>;
}

/** Milliseconds that a gateway that was killed may take to be noticed by the database. */
const patience = 5_000;
const retryEvery = 500;
const session = { keepAlive: true, keepAliveInitialDelayMillis: 10_000, connectionTimeoutMillis: 10_000 };
/** A machine that vanishes without a word is noticed within half a minute, and its lock is free. */
const options = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';

/**
 * Takes the database for this gateway: nonces, sessions and rooms are in the memory of one process, and a second one would
 * know nothing of them. The lock is a session's: it goes with the process, however that ends.
 * @throws when another gateway serves it
 */
export async function holdDatabase(connectionString: string, { onLost }: { onLost(): void }): Promise<HeldDatabase> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;

  /** @returns whether the lock is ours now */
  async function take(): Promise<boolean> {
    const next = new pg.Client({ connectionString, options, ...session });
    next.on('error', () => undefined);
    next.on('end', () => lose(next));
    await next.connect();
    const { rows } = await next.query<{ ours: boolean }>(
      "select pg_try_advisory_lock(hashtext('diemcau.serve')) as ours",
    );
    const isOurs = rows[0]!.ours && !isOver;
    if (isOurs) client = next;
    else await next.end();
    return isOurs;
  }

  function lose(gone: pg.Client) {
    if (client !== gone) return;
    client = undefined;
    if (isOver) return;
    onLost();
    takeLater();
  }

  function takeLater() {
    timer = setTimeout(() => {
      void take()
        .catch(() => false)
        .then((isOurs) => isOurs || isOver || takeLater());
    }, retryEvery).unref();
  }

  for (const begun = performance.now(); !(await take());) {
    if (performance.now() - begun > patience)
      throw new Error('Another gateway serves this database. One gateway serves one database: stop the other first.');
    await new Promise((resolve) => setTimeout(resolve, retryEvery));
  }
  return {
    isHeld: () => client !== undefined,
    async release() {
      isOver = true;
      clearTimeout(timer);
      const own = client;
      client = undefined;
      await own?.end();
    },
  };
}
