import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPools, type Pools } from '../../server/db/pools.ts';
import { mutationCalls } from '../../server/isolation/scratch/mutation-calls.ts';
import { populate } from '../../server/isolation/scratch/populate.ts';
import { startTestApi } from '../../server/test/api.ts';
import { createTestDatabase, type TestDatabase } from '../../server/test/database.ts';
import { createOrganisation } from '../../server/test/organisation.ts';
import { pgbouncerProgram, startPgBouncer, type PgBouncer } from '../../server/test/pgbouncer.ts';
import { leakingDoors, productDoors } from './isolation/doors.ts';
import { plantTenants, type StormTenant } from './isolation/storm-tenants.ts';
import { runStorm } from './isolation/storm.ts';

/** There is nothing to try on a machine without PgBouncer (Debian: apt-get install pgbouncer). */
const why = pgbouncerProgram ? '' : ' (skipped: there is no PgBouncer on this machine)';

describe.skipIf(!pgbouncerProgram)(
  `behind PgBouncer with transaction pooling and one connection to the server${why}`,
  () => {
    let database: TestDatabase;
    let pgbouncer: PgBouncer;
    let pools: Pools;
    let tenants: StormTenant[];

    beforeAll(async () => {
      database = await createTestDatabase();
      pgbouncer = await startPgBouncer(database.databaseUrl, 1);
      pools = createPools({ databaseUrl: pgbouncer.url, directUrl: database.databaseUrl, maxConnections: 8 });
      tenants = await plantTenants(database.adminUrl, 2);
    });
    afterAll(async () => {
      await pools.end();
      await pgbouncer.stop();
      await database.drop();
    });

    const storm = (doors: typeof productDoors, operations: number) =>
      runStorm({ pools, adminUrl: database.adminUrl, tenants, operations, seed: 8, doors });

    it('two tenants with errors, rollbacks, savepoints and cut sockets never see a row of each other', async () => {
      const report = await storm(productDoors, 4_000);
      expect(report.leaks).toEqual([]);
      expect(report.surprises).toEqual([]);
      expect(report.wrongCounts).toEqual([]);
      expect(report.poolProblems).toEqual([]);
    });

    it('the control whose role is set for the session leaks', async () => {
      const report = await storm(leakingDoors, 500);
      expect(report.leaks.length).toBeGreaterThan(0);
    });

    it('every mutation of the API works for two organisations at once, and each reads its own', async () => {
      const fresh = await createTestDatabase();
      const pooler = await startPgBouncer(fresh.databaseUrl, 1);
      const through = createPools({ databaseUrl: pooler.url, directUrl: fresh.databaseUrl });
      const api = await startTestApi({ ...fresh, pools: through, drop: () => through.end() });
      const failed = await Promise.all(
        ['acme', 'borealis'].map(async (slug) => {
          const organisation = await createOrganisation(fresh, slug);
          const ids = await populate(api, organisation, slug);
          const refused: string[] = [];
          for (const [name, { as, input }] of Object.entries(mutationCalls(api, organisation, ids))) {
            const viewer = as && organisation.viewers[as];
            const { errors } = await api.change(viewer, name, await input(), '');
            if (errors.length > 0) refused.push(`${name}: ${JSON.stringify(errors)}`);
          }
          const { complaints } = await api.get<{ complaints: { nodes: { subject: string }[] } }>(
            organisation.viewers.manager,
            '{ complaints(filter: { text: "kettle of" }) { nodes { subject } } }',
          );
          expect(complaints.nodes.map(({ subject }) => subject)).toEqual([`The kettle of ${slug} leaks`]);
          return refused;
        }),
      );
      await api.stop();
      await pooler.stop();
      await fresh.drop();
      expect(failed).toEqual([[], []]);
    });
  },
);
