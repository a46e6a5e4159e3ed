import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { statement } from '../../db/sql.ts';
import { withTenant } from '../../tenancy/with-tenant.ts';
import { signIn, useWorld } from './journey.ts';

const world = useWorld();

test('where more than two hundred work, a complaint can be given to each of them', async () => {
  const { tenant } = world.product.organisations.techstart;
  const ids = Array.from({ length: 230 }, () => uuidv7());
  await withTenant(world.product.database.pools, tenant.key, (unit) =>
    unit.query(statement`insert into users (id, username, display_name, role, status)
      select id, 'agent' || n, 'Agent ' || lpad(n::text, 3, '0'), 'support', 'active'
      from unnest(${ids}::uuid[]) with ordinality as given (id, n)`),
  );
  const page = await world.browser.newPage();
  await signIn(world, page, 'manager', 'techstart');
  await page.goto('/techstart/complaints/log');
  const names = await page.getByLabel('Assign to').locator('option').allTextContents();
  const agents = names.filter((name) => name.startsWith('Agent '));
  expect(new Set(agents).size).toBe(230);
  await page.goto('/techstart/audit');
  expect(await page.locator('option', { hasText: /^Agent / }).count()).toBe(230);
});
