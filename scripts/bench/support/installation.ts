import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCheckpoints } from '../../../server/audit/make-checkpoints.ts';
import { verifyTrail } from '../../../server/audit/verify-trail.ts';
import { hashPassword } from '../../../server/auth/passwords.ts';
import { loadConfig, type Config } from '../../../server/config.ts';
import { urlOf, withAdmin } from '../../../server/db/admin.ts';
import { attachEmbeddedCluster } from '../../../server/db/embedded/embedded-cluster.ts';
import { findPostmaster } from '../../../server/db/embedded/postmaster.ts';
import { createPools } from '../../../server/db/pools.ts';
import { addCast, type CastOrganisation } from '../../../server/isolation/scratch/cast.ts';
import { keptRuntimePassword } from '../../../server/process/open-database.ts';
import { runtimeRole } from '../../../server/tenancy/database-grants.ts';
import { provisionTenant } from '../../../server/tenancy/provision-tenant.ts';
import type { Tenant } from '../../../server/tenancy/tenant.ts';
import { findFreePort, startProduct, untilReady, type Product, type ProductOptions } from './product.ts';

/** An installation in a temporary folder, with its own database, whose processes can be killed. */
export interface Installation {
  url: string;
  /** Starts the server; it need not be ready when this returns. */
  start(): Product;
  /** The server of the last start. */
  product(): Product;
  /** The database's main process, null when none runs. */
  findDatabase(): number | null;
  /** Processes of the database that serve somebody. */
  listBackends(): number[];
  adminUrl(): Promise<string>;
  /** What the server of this folder is configured with. */
  config(): Config;
  /** The server's own login. */
  databaseUrl(): Promise<string>;
  /** Makes an organisation with users of every role. */
  makeOrganisation(slug: string, password: string): Promise<CastOrganisation>;
  /** What is wrong with an organisation's audit trail, once everything in it is signed: as the product's own verifier says it. */
  findTrailProblems(tenant: Tenant): Promise<string[]>;
  /** Ends whatever still runs and removes the folder. */
  remove(): Promise<void>;
}

export const readyLimitMilliseconds = 120_000;

/** Makes the installation and waits until it is ready for the first time. */
export async function makeInstallation(options: ProductOptions = {}): Promise<Installation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'redress-bench-'));
  const clusterDir = join(dataDir, 'postgres');
  const port = String(await findFreePort());
  const start = () =>
    startProduct(Number(port), {
      ...options,
      env: { DATA_DIR: dataDir, ...options.env },
    });
  let product = start();
  await untilReady(product, readyLimitMilliseconds);
  const findDatabase = () => findPostmaster(clusterDir)?.pid ?? null;

  const adminUrl = async () => {
    const cluster = await attachEmbeddedCluster(dataDir);
    if (!cluster) throw new Error('The database does not run');
    return urlOf(cluster.adminUrl, { database: 'redress' });
  };

  const databaseUrl = async () =>
    urlOf(await adminUrl(), { user: runtimeRole, password: keptRuntimePassword(dataDir) });

  const config = () => loadConfig({ DATA_DIR: dataDir, REDRESS_MODE: 'test', PORT: String(port) });

  return {
    url: product.url,
    start: () => (product = start()),
    product: () => product,
    findDatabase,
    listBackends() {
      const postmaster = findDatabase();
      return postmaster === null ? [] : childrenOf(postmaster, /redress_runtime/);
    },
    config,
    adminUrl,
    databaseUrl,
    async makeOrganisation(slug, password) {
      const url = await adminUrl();
      const tenant = await withAdmin(url, (admin) => provisionTenant(admin, { slug, name: `${slug} Ltd` }));
      const pools = createPools({ databaseUrl: await databaseUrl(), maxConnections: 1 });
      const passwordHash = await hashPassword(password);
      const mailDomain = `${slug}.example`;
      const viewers = await addCast(pools, tenant, { passwordHash, mailDomain, now: new Date() });
      await pools.end();
      return { tenant, viewers, password };
    },
    async findTrailProblems(tenant) {
      const pools = createPools({ databaseUrl: await databaseUrl(), maxConnections: 2 });
      const services = { pools, config: config(), now: () => new Date() };
      await makeCheckpoints(services, tenant.key);
      const { events, checkpoints, findings } = await verifyTrail(services, tenant);
      await pools.end();
      if (events === 0 || checkpoints === 0) return ['there was nothing to verify'];
      return findings.map(({ message }) => message);
    },
    async remove() {
      if (!product.hasEnded()) product.child.kill('SIGKILL');
      await product.ended;
      const postmaster = findDatabase();
      if (postmaster !== null) process.kill(postmaster, 'SIGKILL');
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
    },
  };
}

/** Child processes whose title matches; PostgreSQL puts the login into it. */
function childrenOf(parent: number, title: RegExp): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        return ppid === parent && title.test(readFileSync(`/proc/${name}/cmdline`, 'utf8'));
      } catch {
        return false;
      }
    })
    .map(Number);
}
