import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { Config } from '../config.ts';
import { withAdmin } from '../db/admin.ts';
import { ownerRole } from '../tenancy/database-grants.ts';
import { migrationsFolder } from '../tenancy/migrations.ts';
import { checkCatalog } from './catalog/catalog.ts';
import { tryWalls } from './catalog/tries.ts';
import { acceptedWays } from './expected.ts';
import { openNotebook } from './notebook.ts';
import type { IsolationReport } from './report.ts';
import { removeScratchTenants } from './scratch/scratch-tenants.ts';
import { openWalk } from './walk/open-walk.ts';
import { walkApi } from './walk/walk-api.ts';

export interface VerifyOptions {
  adminUrl: string;
  databaseUrl: string;
  runtimeRoleName: string;
  config: Config;
  /** The walk through the API takes most of the time; without it rights and attempts in SQL are left. */
  parts: 'all' | 'database';
  /** Told what happens now. */
  progress: (what: string) => void;
  /** Aborted, everything stops and the scratch tenants are removed. */
  signal: AbortSignal;
}

/** Another run is under way on the same database. */
export class VerificationBusy extends Error {}

/**
 * Verifies the walls between organisations on this database, with this program: makes two scratch tenants, walks the API as one with
 * what is the other's, lets each try the other in SQL, and reads the catalog. The scratch tenants are dropped whatever happens; those
 * that a killed run left behind, by the next one. Throws VerificationBusy.
 */
export async function verifyIsolation(options: VerifyOptions): Promise<IsolationReport> {
  return withAdmin(options.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ isMine: boolean }>(
      'select pg_try_advisory_lock(7236126) as "isMine"',
    );
    if (!rows[0]?.isMine)
      throw new VerificationBusy('The isolation of this database is being verified already.');
    const leftovers = await removeScratchTenants(admin);
    try {
      return await verify(admin, leftovers, options);
    } finally {
      await removeScratchTenants(admin);
    }
  });
}

async function verify(
  admin: Client,
  leftovers: number,
  { databaseUrl, runtimeRoleName, config, parts, progress, signal }: VerifyOptions,
): Promise<IsolationReport> {
  const startedAt = new Date();
  const notebook = openNotebook();
  for (const way of acceptedWays) notebook.accepted(way);
  progress('Making two scratch organisations');
  const opened = await openWalk({ admin, databaseUrl, runtimeRoleName, config, notebook, signal });
  try {
    const { walk, createServer } = opened;
    const keys = [walk.ours.organisation.tenant.key, walk.theirs.organisation.tenant.key] as const;
    progress('Reading the catalog');
    const scope = { admin, runtimeRoleName, ownerRoleName: ownerRole, freshKey: keys[0] };
    await checkCatalog(scope, notebook);
    signal.throwIfAborted();
    await tryWalls({ admin, pools: walk.observed.pools, runtimeRoleName }, keys, notebook);
    if (parts === 'all') {
      progress('Walking the API');
      await walkApi(walk, { admin, login: runtimeRoleName, server: await createServer() });
    }
  } finally {
    await opened.close();
  }
  const { findings, looked, accepted } = notebook.read();
  const removed = `Removed ${leftovers} scratch organisations that an earlier run had left behind.`;
  return {
    product: 'Redress',
    version: productVersion(),
    reportVersion: 1,
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    database: await describeDatabase(admin),
    looked,
    findings,
    accepted,
    notes: [
      ...(leftovers > 0 ? [removed] : []),
      ...(parts === 'database' ? ['The API was not walked.'] : []),
    ],
  };
}

async function describeDatabase(admin: Client): Promise<IsolationReport['database']> {
  const { rows } = await admin.query<IsolationReport['database']>(
    `select current_database() as name, current_setting('server_version') as postgres,
      (select count(*)::int from platform.tenants where not is_scratch) as tenants`,
  );
  return rows[0] as IsolationReport['database'];
}

function productVersion(): string {
  const file = join(migrationsFolder(), '..', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
