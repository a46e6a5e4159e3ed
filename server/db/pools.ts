import pg from 'pg';
import { keepPrepared, mostPreparedForMany } from './prepared.ts';

/** The server's connections to the database, all as the runtime login. */
export interface Pools {
  /** For units of work. Its clients pipeline: a statement is sent without waiting for the answer before it. */
  runtime: pg.Pool;
  /**
   * For short work of its own that a request may need while it holds a client of `runtime`: the registry, revocations, a public form.
   * Whoever holds one of these clients waits for no other, so that requests never wait for each other in a circle.
   */
  aside: pg.Pool;
  /**
   * For quick reads, which share a connection: of one connection each. There are none behind a pooler that gives each transaction another one,
   * where their statements are not prepared and hence not quick.
   */
  shared: readonly pg.Pool[];
  /** False behind a pooler that gives each transaction another connection: statements are then not prepared by name. */
  isPreparing: boolean;
  end(): Promise<void>;
}

export interface PoolOptions {
  databaseUrl: string;
  /**
   * The same login past a pooler. What stands aside goes there: behind a pooler with as many transactions open as it has connections,
   * requests would wait for each other in a circle after all.
   */
  directUrl?: string;
  /** Of `runtime`; a few more stand aside, and a few are shared. */
  maxConnections?: number;
  /** Who is there between us and PostgreSQL keeps a connection for the session. Unless that is said, nothing is prepared by name: that works everywhere. */
  pooler?: 'session' | 'transaction';
}

const asideConnections = 4;
const sharedConnections = 4;
/** Then one gives its place to a new one, which knows the statements that are asked for now. */
const sharedLifetimeSeconds = 600;

// bigint as number: ours are counts and amounts in minor units, below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Opens the pool lazily: no connection is made before the first query. */
export function createPools({
  databaseUrl,
  directUrl = databaseUrl,
  maxConnections = 20,
  pooler = 'transaction',
}: PoolOptions): Pools {
  const runtime = openPool(databaseUrl, maxConnections);
  const aside = openPool(directUrl, asideConnections);
  const isPreparing = pooler === 'session';
  const shared = Array.from({ length: isPreparing ? sharedConnections : 0 }, () =>
    openSharedPool(databaseUrl),
  );
  return {
    runtime,
    aside,
    shared,
    isPreparing,
    async end() {
      await Promise.all([runtime, aside, ...shared].map((pool) => pool.end()));
    },
  };
}

/** Every pool that there is. */
export function everyPool({ runtime, aside, shared }: Pools): pg.Pool[] {
  return [runtime, aside, ...shared];
}

/** The same pools for a unit of work that a request needs while it may hold another one. It must end without needing a third. */
export function setAside(pools: Pools): Pools {
  return { ...pools, runtime: pools.aside };
}

function openSharedPool(connectionString: string): pg.Pool {
  const pool = openPool(connectionString, 1, { maxLifetimeSeconds: sharedLifetimeSeconds });
  return pool.on('connect', (client) => keepPrepared(client, mostPreparedForMany));
}

function openPool(connectionString: string, max: number, options: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'redress',
    ...options,
  });
  // An idle connection that breaks (the database restarted) is replaced by the pool at the next checkout.
  pool.on('error', () => undefined);
  // One that breaks while somebody works with it fails their statements; unheard, the event would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
