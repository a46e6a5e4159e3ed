import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { migrationsFolder } from './migrations.ts';
import { provisionTenant } from './provision-tenant.ts';
import { readSnapshot } from './snapshot.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('a fresh tenant looks like migrations/tenant.snapshot.sql (UPDATE_SNAPSHOT=1 writes it)', async () => {
  const file = join(migrationsFolder(), 'tenant.snapshot.sql');
  const snapshot = await withAdmin(database.adminUrl, async (admin) => {
    const tenant = await provisionTenant(admin, { slug: 'fresh', name: 'Fresh' });
    return readSnapshot(admin, tenant.key);
  });
  if (process.env.UPDATE_SNAPSHOT) writeFileSync(file, snapshot);
  expect(snapshot).toBe(readFileSync(file, 'utf8'));
});
