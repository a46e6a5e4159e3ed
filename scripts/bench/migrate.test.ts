import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { urlOf, withAdmin } from '../../server/db/admin.ts';
import { statement } from '../../server/db/sql.ts';
import { prepareDatabase } from '../../server/tenancy/bootstrap.ts';
import { migrateAll } from '../../server/tenancy/migrate.ts';
import { withTenantRead } from '../../server/tenancy/with-tenant.ts';
import { createTestDatabase } from '../../server/test/database.ts';
import { testRuntimePassword } from '../../server/test/global-setup.ts';
import { plantTenants, type StormTenant } from './isolation/storm-tenants.ts';
import { makeNextVersion } from './migrate/next-version.ts';
import { brokenClaims, migrateUnderFire } from './migrate/under-fire.ts';

it('twelve tenants in use, migrated by two runs that are killed, one with a row that breaks a migration: it is named and stays as it was, all others are migrated', async () => {
  const database = await createTestDatabase();
  const report = await migrateUnderFire({
    ...database,
    tenants: 12,
    kills: 6,
    longestRunMilliseconds: 800,
    seed: 29,
    print: () => undefined,
  });
  await database.drop();
  expect(brokenClaims(report)).toEqual([]);
  expect(report.traffic.served).toBeGreaterThan(50);
  expect(report.migratedAtKills.length).toBeGreaterThan(0);
}, 180_000);

it('processes that prepare one empty database at the same moment do not get in each other’s way', async () => {
  const clusterUrl = inject('adminUrl');
  for (const databaseName of ['prepared_at_once_1', 'prepared_at_once_2']) {
    const prepare = () =>
      prepareDatabase({
        adminUrl: urlOf(clusterUrl, { database: databaseName }),
        databaseName,
        runtimePassword: testRuntimePassword,
        log: () => undefined,
      });
    await withAdmin(clusterUrl, (admin) => admin.query(`create database ${databaseName}`));
    await Promise.all(Array.from({ length: 4 }, prepare));
    await withAdmin(clusterUrl, (admin) => admin.query(`drop database ${databaseName} with (force)`));
  }
});

it('a table that somebody uses for longer than a migration waits is migrated at another attempt', async () => {
  const database = await createTestDatabase();
  const next = makeNextVersion();
  const [tenant] = (await plantTenants(database.adminUrl, 1)) as [StormTenant];
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const report = await withTenantRead(database.pools, tenant.key, async (unit) => {
    await unit.query(statement`select name from people`);
    const migration = migrateAll({ adminUrl: database.adminUrl, folder: next.folder, log });
    await sleep(3_500);
    return { migration };
  });
  expect(await report.migration).toEqual({ migrated: 1, failed: [] });
  expect(lines).toEqual([`1 organisations migrated to version ${next.version}.`]);
  next.remove();
  await database.drop();
});
