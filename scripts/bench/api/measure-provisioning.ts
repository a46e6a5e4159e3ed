import { withAdmin } from '../../../server/db/admin.ts';
import { provisionTenant } from '../../../server/tenancy/provision-tenant.ts';
import { resizeStock } from '../../../server/tenancy/tenant-stock.ts';
import { quantile } from '../support/quantile.ts';

/** Milliseconds until an organisation is made, the middle of several. */
export interface Provisioning {
  cold: number;
  fromStock: number;
}

/** How long it takes to make an organisation, out of nothing and from stock. */
export async function measureProvisioning(adminUrl: string): Promise<Provisioning> {
  const cold = await makeOrganisations(adminUrl, 'cold');
  await resizeStock(adminUrl, organisationsMade);
  return { cold, fromStock: await makeOrganisations(adminUrl, 'stocked') };
}

const organisationsMade = 15;

function makeOrganisations(adminUrl: string, prefix: string): Promise<number> {
  return withAdmin(adminUrl, async (admin) => {
    const took: number[] = [];
    for (let number = 0; number < organisationsMade; number += 1) {
      const begun = performance.now();
      await provisionTenant(admin, { slug: `${prefix}-${number}`, name: `Late ${number} Ltd` });
      took.push(performance.now() - begun);
    }
    return quantile(took, 0.5);
  });
}
