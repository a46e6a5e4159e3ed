import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statement } from '../db/sql.ts';
import { findTenantBySlug } from '../tenancy/registry.ts';
import { withTenantRead } from '../tenancy/with-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { acme } from './acme/acme.ts';
import { seedDemo } from './seed-demo.ts';
import { techstart } from './techstart/techstart.ts';

let database: TestDatabase;
const config = { secretKey: 'x'.repeat(32), publicUrl: 'http://localhost:4000', mode: 'demo' as const };
const seed = () => seedDemo({ adminUrl: database.adminUrl, databaseUrl: database.databaseUrl, config });
let seconds: number;

beforeAll(async () => {
  database = await createTestDatabase();
  const begun = performance.now();
  await seed();
  seconds = (performance.now() - begun) / 1000;
});
afterAll(() => database.drop());

async function read<Row>(slug: string, text: string): Promise<Row[]> {
  const tenant = await findTenantBySlug(database.pools, slug);
  if (!tenant) throw new Error(`No ${slug}`);
  return withTenantRead(database.pools, tenant.key, (unit) => unit.query<Row>({ text, values: [] }));
}

describe.each([acme, techstart])('the demo organisation $slug', ({ slug, stories }) => {
  it('has a complaint of every kind', async () => {
    console.log(slug, seconds, stories.length);
    const rows = await read<{ status: string; n: number }>(
      slug,
      `select status || coalesce(' ' || close_reason, '') || coalesce(' ' || waiting_for, '') as kind, count(*)::int as n from complaints group by 1 order by 1`,
    );
    console.log(rows);
    expect(rows.length).toBeGreaterThan(0);
  });
});
void statement;
