import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../server/db/admin.ts';
import { readSnapshot } from '../server/tenancy/snapshot.ts';
import { createTestDatabase, type TestDatabase } from '../server/test/database.ts';
import { productionOn, redress, startRedress } from '../server/test/redress-process.ts';

let database: TestDatabase;
let env: Record<string, string>;
beforeAll(async () => {
  database = await createTestDatabase();
  env = productionOn(database);
});
afterAll(() => database.drop());

const stock = (...size: string[]) => redress(['tenant', 'stock', ...size], env);
const rowsOf = <Row>(sql: string) =>
  withAdmin(database.adminUrl, async (admin) => (await admin.query(sql)).rows as Row[]);
const keys = async () =>
  (await rowsOf<{ key: string }>('select key from platform.tenant_stock order by made_at')).map(
    ({ key }) => key,
  );

describe('redress tenant stock', () => {
  it('fills the stock, from which the next organisation is made; tells how many are left; and empties it', async () => {
    expect(await stock()).toEqual({ code: 0, stdout: '0 schemas are in stock.\n', stderr: '' });
    expect(await stock('2')).toMatchObject({
      code: 0,
      stdout: '2 schemas are in stock: 2 made, 0 dropped.\n',
    });
    const [oldest] = await keys();
    const made = await redress(['tenant', 'create', 'kettles', '--name', 'Kettles', '--admin', 'ada'], env);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(await rowsOf(`select key from platform.tenants where slug = 'kettles'`)).toEqual([
      { key: oldest },
    ]);
    expect(
      (await redress(['tenant', 'list'], env)).stdout,
      'what is in stock is no organisation',
    ).not.toMatch(/t_/);
    expect((await stock()).stdout).toBe('1 schema is in stock.\n');
    expect((await stock('0')).stdout).toBe('0 schemas are in stock: 0 made, 1 dropped.\n');
  });

  it.each([['-1'], ['many'], ['1001'], ['1e2'], ['2.5']])(
    'refuses the size %s in one sentence',
    async (size) => {
      const { code, stderr } = await redress(['tenant', 'stock', '--', size], env);
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /^error: command-argument value '.*' is invalid for argument 'size'\. It is a number from 0 to 1000\.\n$/,
      );
    },
  );

  it('killed while it fills, leaves each schema whole or not there, and the next run completes it', async () => {
    await withAdmin(database.adminUrl, async (admin) => {
      // The third one is made, but for its entry, when the killing begins.
      await admin.query(`create function two_at_most() returns trigger language plpgsql as $$
        begin
          if (select count(*) from platform.tenant_stock) = 2 then perform pg_advisory_xact_lock(1); end if;
          return new;
        end $$;
        create trigger two_at_most before insert on platform.tenant_stock for each row execute function two_at_most();
        select pg_advisory_lock(1)`);
      const filler = startRedress(['tenant', 'stock', '4'], env);
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`;
      await expect.poll(async () => (await admin.query(waiting)).rowCount, { timeout: 60_000 }).toBe(1);
      filler.child.kill('SIGKILL');
      expect(await filler.ended).toMatchObject({ code: null });
      await admin.query(`select pg_advisory_unlock(1); drop trigger two_at_most on platform.tenant_stock`);
      await expect.poll(async () => (await admin.query(waiting)).rowCount, { timeout: 60_000 }).toBe(0);
      await admin.query('drop function two_at_most');
    });
    const schemas = `select nspname as key from pg_namespace where nspname like 't\\_%'
      and nspname not in (select key from platform.tenants) order by nspname`;
    await expect.poll(async () => (await rowsOf(schemas)).length).toBe(2);
    expect((await stock('4')).stdout).toBe('4 schemas are in stock: 2 made, 0 dropped.\n');
    expect((await rowsOf<{ key: string }>(schemas)).map(({ key }) => key)).toEqual((await keys()).sort());
    const looks = await withAdmin(database.adminUrl, async (admin) => {
      const snapshots = new Set<string>();
      for (const key of await keys()) snapshots.add(await readSnapshot(admin, key));
      return snapshots;
    });
    expect(looks.size).toBe(1);
  });
});
