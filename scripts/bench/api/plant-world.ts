import type { Client } from 'pg';
import { hashPassword } from '../../../server/auth/passwords.ts';
import type { Viewer } from '../../../server/auth/viewer.ts';
import { withAdmin } from '../../../server/db/admin.ts';
import { addCast, type CastName } from '../../../server/isolation/scratch/cast.ts';
import { provisionTenant } from '../../../server/tenancy/provision-tenant.ts';
import type { Tenant } from '../../../server/tenancy/tenant.ts';
import { randomOf, type Random } from '../support/random.ts';
import type { ScratchDatabase } from '../support/scratch-database.ts';
import { plantComplaints, plantSample } from './plant-complaints.ts';
import { readSampleRows } from './sample-rows.ts';

/** How much data there is. */
export interface WorldSize {
  tenants: number;
  /** Of them have the full number of complaints; the others a page and a half. */
  large: number;
  complaints: number;
  seed: number;
}

/** An organisation of the bench. */
export interface PlantedTenant {
  tenant: Tenant;
  viewers: Record<CastName, Viewer>;
  /** Complaints with a history of twenty entries and more. */
  detailIds: string[];
}

const fewComplaints = 30;

/** Organisations with users of every role and complaints that are drawn, again and again, from the import's sample. The large ones come first. */
export async function plantWorld(database: ScratchDatabase, size: WorldSize): Promise<PlantedTenant[]> {
  const rows = await readSampleRows();
  const random = randomOf(size.seed);
  const passwordHash = await hashPassword('quiet-otter-mends-kettles');
  return withAdmin(database.adminUrl, async (admin) => {
    await plantSample(admin, rows);
    const planted: PlantedTenant[] = [];
    for (let number = 0; number < size.tenants; number += 1) {
      const slug = `bench-${String(number).padStart(4, '0')}`;
      const tenant = await provisionTenant(admin, { slug, name: `Bench ${number} Ltd` });
      const mailDomain = `${slug}.example`;
      const viewers = await addCast(database.pools, tenant, { passwordHash, mailDomain, now: new Date() });
      const count = number < size.large ? size.complaints : Math.min(fewComplaints, size.complaints);
      const detailIds = await plantOf(admin, tenant, viewers, draw(random, rows.length, count));
      planted.push({ tenant, viewers, detailIds });
    }
    await admin.query('vacuum analyze');
    return planted;
  });
}

function plantOf(
  admin: Client,
  { key }: Tenant,
  viewers: Record<CastName, Viewer>,
  picks: readonly number[],
): Promise<string[]> {
  const staff = [viewers.support, viewers.support2].map((viewer) => ({
    id: viewer.userId as string,
    name: viewer.displayName,
  }));
  return plantComplaints(admin, key, staff, picks);
}

function draw(random: Random, from: number, count: number): number[] {
  return Array.from({ length: count }, () => random.below(from));
}
