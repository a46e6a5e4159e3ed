import type { Config } from '../config.ts';
import { createContext } from '../context.ts';
import { hashPassword } from '../auth/passwords.ts';
import { withAdmin } from '../db/admin.ts';
import { createPools, type Pools } from '../db/pools.ts';
import type { Role } from '../shared/roles.ts';
import { provisionTenant, SlugError } from '../tenancy/provision-tenant.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { acme } from './acme/acme.ts';
import { demoPasswords } from './demo-passwords.ts';
import { isSlugTaken } from './demo.queries.ts';
import { takeMailAsSent } from './demo.store.ts';
import { settle } from './demo-world.ts';
import { playStories } from './play-stories.ts';
import { scheduleStories } from './schedule.ts';
import type { DemoOrganisation } from './story.ts';
import { techstart } from './techstart/techstart.ts';

export interface SeedOptions {
  /** The owner's URL of the installation's database. */
  adminUrl: string;
  /** The runtime login. */
  databaseUrl: string;
  config: Pick<Config, 'secretKey' | 'auditSigningKey' | 'publicUrl' | 'outboundAllow' | 'mode'>;
}

/** The organisations began with Redress a little before their oldest complaint. */
const sinceDaysAgo = 760;
const dayMilliseconds = 86_400_000;

/**
 * Makes the demo's organisations and plays their past, each in one transaction: a kill in between leaves nothing of it, and
 * the next start makes it. Those that exist are left as they are.
 */
export async function seedDemo({ adminUrl, databaseUrl, config }: SeedOptions): Promise<void> {
  const pools = createPools({ databaseUrl, maxConnections: 2 });
  try {
    const runtimeRoleName = decodeURIComponent(new URL(databaseUrl).username);
    const hashes = hashPasswords();
    await Promise.all(
      [acme, techstart].map((organisation) =>
        seedOrganisation({ adminUrl, config, pools, hashes, runtimeRoleName }, organisation),
      ),
    );
  } finally {
    await pools.end();
  }
}

interface Seeding {
  adminUrl: string;
  config: SeedOptions['config'];
  pools: Pools;
  /** One salted hash a role: those of one role share it, as they share the password. */
  hashes: () => Promise<Record<Role, string>>;
  runtimeRoleName: string;
}

async function seedOrganisation(seeding: Seeding, organisation: DemoOrganisation): Promise<void> {
  await withAdmin(seeding.adminUrl, async (admin) => {
    if (await isSlugTaken(admin, organisation.slug)) return;
    const { slug, name } = organisation;
    const hashes = await seeding.hashes();
    const initialise = (unit: WriteUnit) => playPast(seeding, organisation, unit, hashes);
    try {
      await provisionTenant(admin, { slug, name, runtimeRoleName: seeding.runtimeRoleName, initialise });
    } catch (error) {
      // Somebody else made it in the same moment.
      if (!(error instanceof SlugError && error.cause)) throw error;
    }
  });
}

async function playPast(
  { config, pools }: Seeding,
  organisation: DemoOrganisation,
  unit: WriteUnit,
  hashes: Record<Role, string>,
): Promise<void> {
  const now = new Date();
  const origin = { requestId: 'demo', client: 'Redress demo data', clientAddress: '127.0.0.1' };
  const context = createContext({ pools, config, now: () => now }, null, origin, () => Promise.resolve([]));
  const tenant = { key: unit.tenantKey, slug: organisation.slug, name: organisation.name };
  const since = new Date(Math.floor(now.getTime() / dayMilliseconds - sinceDaysAgo) * dayMilliseconds);
  const world = await settle({
    unit,
    context,
    organisation,
    tenant,
    since,
    passwordHashOf: (_, role) => hashes[role],
  });
  await playStories(world, scheduleStories(organisation, now));
  await takeMailAsSent(unit);
}

function hashPasswords(): Seeding['hashes'] {
  let made: Promise<Record<Role, string>> | null = null;
  const make = async () => {
    const entries = Object.entries(demoPasswords).map(async ([role, password]) => [
      role,
      await hashPassword(password),
    ]);
    return Object.fromEntries(await Promise.all(entries)) as Record<Role, string>;
  };
  return () => (made ??= make());
}
