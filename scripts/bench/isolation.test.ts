import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../server/test/database.ts';
import { leakingDoors, productDoors } from './isolation/doors.ts';
import { measureOverhead } from './isolation/overhead.ts';
import { plantTenants, type StormTenant } from './isolation/storm-tenants.ts';
import { runStorm } from './isolation/storm.ts';
import { randomOf } from './support/random.ts';

const seed = 9;
let database: TestDatabase;
let tenants: StormTenant[];

beforeAll(async () => {
  database = await createTestDatabase();
  tenants = await plantTenants(database.adminUrl, 64);
});
afterAll(() => database.drop());

const storm = (operations: number, doors: typeof productDoors) =>
  runStorm({ pools: database.pools, adminUrl: database.adminUrl, tenants, operations, seed, doors });

it('100,000 operations of 64 tenants on 8 connections, with errors, rollbacks, cancels and broken connections: nobody sees a row of another tenant', async () => {
  expect(database.pools.runtime.options.max).toBe(8);
  const report = await storm(100_000, productDoors);
  expect(report.leaks).toEqual([]);
  expect(report.surprises).toEqual([]);
  expect(report.wrongCounts).toEqual([]);
  expect(report.poolProblems).toEqual([]);
  expect(report.interrupted).toBeGreaterThan(100);
}, 300_000);

it('the same storm finds the leak of connections whose role is switched for the session', async () => {
  const report = await storm(2_000, leakingDoors);
  expect(report.leaks.length).toBeGreaterThan(0);
});

it('the role switch costs a read no round trip', async () => {
  const [tenant] = tenants as [StormTenant];
  const { adminUrl, databaseUrl } = database;
  const { ways } = await measureOverhead({
    adminUrl,
    databaseUrl,
    tenant,
    pairs: 20,
    random: randomOf(seed),
  });
  expect(ways.map(({ roundTripsToAnswer, roundTrips }) => [roundTripsToAnswer, roundTrips])).toEqual([
    [1, 2],
    [1, 2],
    [1, 1],
  ]);
});
