import pg from 'pg';

/** The server's connections to the database, all as the runtime login. */
export interface Pools {
  /** For units of work. Its clients pipeline: a statement is sent without waiting for the answer before it. */
  runtime: pg.Pool;
  end(): Promise<void>;
}

export interface PoolOptions {
  databaseUrl: string;
  maxConnections?: number;
}

// bigint as number: ours are counts and amounts in minor units, below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Opens the pool lazily: no connection is made before the first query. */
export function createPools({ databaseUrl, maxConnections = 20 }: PoolOptions): Pools {
  const runtime = new pg.Pool({
    connectionString: databaseUrl,
    max: maxConnections,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'redress',
  });
  // An idle connection that breaks (the database restarted) is replaced by the pool at the next checkout.
  runtime.on('error', () => undefined);
  return { runtime, end: () => runtime.end() };
}
