import { v7 as uuidv7 } from 'uuid';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { statement } from '../db/sql.ts';
import { provisionTenant } from '../tenancy/provision-tenant.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { recordEvent, systemActor } from './audit.store.ts';

let database: TestDatabase;
let acme: Tenant;
let other: Tenant;
const subjectId = uuidv7();

beforeAll(async () => {
  database = await createTestDatabase();
  await withAdmin(database.adminUrl, async (admin) => {
    acme = await provisionTenant(admin, { slug: 'acme', name: 'Acme' });
    other = await provisionTenant(admin, { slug: 'other', name: 'Other' });
  });
  const event = { action: 'user.updated', subjectType: 'user', subjectId, subjectLabel: 'ada' } as const;
  await withTenant(database.pools, acme.key, (unit) =>
    recordEvent(unit, systemActor, null, event, new Date()),
  );
});
afterAll(() => database.drop());

const columns = `id, occurred_at, action, subject_type, subject_id, actor_kind, actor_name, position, previous_hash, hash`;
const forbidden = [
  `update audit_events set actor_name = 'x'`,
  `update audit_events set hash = '\\x00'`,
  `delete from audit_events`,
  `truncate audit_events`,
  `alter table audit_events disable trigger all`,
  `alter table audit_events drop column hash`,
  `drop table audit_events`,
  `insert into audit_events (${columns}) select gen_random_uuid(), occurred_at, action, subject_type, subject_id, actor_kind, actor_name, position + 1, hash, hash from audit_events`,
  `merge into audit_events e using (select 1) one on true when matched then delete`,
  `select 1 from audit_events for update`,
  `update audit_chains set position = 0`,
  `insert into audit_chains (subject_id, position, hash) values (gen_random_uuid(), 1, '\\x00')`,
  `delete from audit_chains`,
  `truncate audit_chains`,
  `insert into audit_unsealed (subject_id, position, hash) values (gen_random_uuid(), 1, '\\x00')`,
  `delete from audit_unsealed`,
  `create or replace function append_audit_event() returns void language sql return null`,
  `alter function append_audit_event owner to current_user`,
  `drop function append_audit_event`,
  `create or replace function begin_audit_chains(events jsonb) returns void language sql return null`,
  `drop function begin_audit_chains`,
  `create trigger t before insert on audit_events execute function suppress_redundant_updates_trigger()`,
  `create rule r as on insert to audit_events do instead nothing`,
];

/** Every role that the server can take: its login, and each tenant that it may become. */
const roles = { 'the login': () => null, 'the tenant': () => acme.key, 'another tenant': () => other.key };

describe.each(Object.entries(roles))('as %s', (_, roleOf) => {
  it.each(forbidden)('PostgreSQL refuses: %s', async (text) => {
    const login = new pg.Client({ connectionString: database.databaseUrl });
    await login.connect();
    try {
      const role = roleOf();
      if (role !== null) await login.query(`set role "${role}"`);
      const named = text.replace(
        /\b(audit_events|audit_chains|audit_unsealed|append_audit_event|begin_audit_chains)\b/g,
        `"${acme.key}".$1`,
      );
      const attempt = login.query(named);
      await expect(attempt).rejects.toMatchObject({ code: '42501' });
    } finally {
      await login.end();
    }
  });
});

describe('checkpoints', () => {
  it.each(['audit_checkpoints', 'audit_sealed_heads', 'audit_keys'])(
    '%s is only ever added to',
    async (table) => {
      for (const text of [
        `update platform.${table} set tenant_key = 'x'`,
        `delete from platform.${table}`,
        `truncate platform.${table}`,
      ]) {
        const attempt = database.pools.runtime.query(
          text.replace('tenant_key', table === 'audit_keys' ? 'id' : 'tenant_key'),
        );
        await expect(attempt).rejects.toMatchObject({ code: '42501' });
      }
      const asTenant = withTenant(database.pools, acme.key, (unit) =>
        unit.query({ text: `select from platform.${table}`, values: [] }),
      );
      await expect(asTenant).rejects.toMatchObject({ code: '42501' });
    },
  );
});

it('position and hash cannot be given: the one way in makes them', async () => {
  const { rows } = await withAdmin(database.adminUrl, (admin) =>
    admin.query<{ arguments: string }>(
      `select pg_get_function_arguments(oid) as arguments from pg_proc where proname = 'append_audit_event' and pronamespace = to_regnamespace($1)`,
      [acme.key],
    ),
  );
  expect(rows[0]?.arguments).not.toMatch(/position|hash/);
});

it('nor can they be given with the first events of new things', async () => {
  const id = uuidv7();
  const event = {
    ...{ id, occurred_at: new Date(), action: 'a.b', subject_type: 'user', subject_id: uuidv7() },
    ...{ actor_kind: 'system', actor_name: 'x', changes: [] },
    ...{ position: 7, previous_hash: '\\x00', hash: '\\x00', chain_position: 7 },
  };
  const [row] = await withTenant(database.pools, acme.key, async (unit) => {
    await unit.query(statement`select begin_audit_chains(${JSON.stringify([event])}::jsonb)`);
    return unit.query(statement`select position, previous_hash, length(hash) as length,
      hash = (select c.hash from audit_chains c where c.subject_id = e.subject_id) as is_head from audit_events e where id = ${id}`);
  });
  expect(row).toEqual({ position: 1, previous_hash: null, length: 32, is_head: true });
});

it.each([
  `append_audit_event(gen_random_uuid(), now(), 'a.b', 'user', gen_random_uuid(), null, 'system', null, 'x', null, '[]', null, null)`,
  `begin_audit_chains('[]')`,
])('the function of one tenant is refused to another: %s', async (call) => {
  const attempt = withTenant(database.pools, other.key, (unit) =>
    unit.query({ text: `select "${acme.key}".${call}`, values: [] }),
  );
  await expect(attempt).rejects.toMatchObject({ code: '42501' });
});
