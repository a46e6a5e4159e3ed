import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { provisionTenant } from '../tenancy/provision-tenant.ts';
import { listTenants } from '../tenancy/registry.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { productionOn, redress, startRedress } from '../test/redress-process.ts';
import { cleanUp, makeDataDir } from '../test/server-process.ts';
import { formatIsolationReport, type IsolationReport } from './report.ts';

let database: TestDatabase;
let env: Record<string, string>;
let folder: string;
let acme: string;
beforeAll(async () => {
  database = await createTestDatabase();
  env = { ...productionOn(database), LOG_LEVEL: 'error' };
  folder = makeDataDir();
  acme = await withAdmin(database.adminUrl, (admin) =>
    provisionTenant(admin, { slug: 'acme', name: 'Acme' }),
  ).then(({ key }) => key);
});
afterAll(async () => {
  await database.drop();
  await cleanUp();
});

async function countOf(sql: string): Promise<number> {
  return withAdmin(database.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ n: number }>(`select count(*)::int as n ${sql}`);
    return rows[0]?.n ?? 0;
  });
}

const scratchTenants = () => countOf('from platform.tenants where is_scratch');
const schemas = () => countOf(`from pg_namespace where nspname ~ '^t_'`);

const untilScratchIsThere = () => until('scratch tenants', async () => (await scratchTenants()) === 2);

async function keysOfScratch(): Promise<string[]> {
  return withAdmin(database.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ key: string }>('select key from platform.tenants where is_scratch');
    return rows.map(({ key }) => key);
  });
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (await isSo()) return;
    await sleep(100);
  }
  throw new Error(`Not within a minute: ${what}`);
}

// A run takes its time on a slow machine.
describe('redress verify isolation', { timeout: 300_000 }, () => {
  it('finds nothing in the product as it is, and leaves nothing behind', async () => {
    const file = join(folder, 'report.json');
    const { code, stdout, stderr } = await redress(['verify', 'isolation', '--out', file], env);
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Isolation of organisations: nothing found\nRedress \d/);
    const report = JSON.parse(readFileSync(file, 'utf8')) as IsolationReport;
    expect(report).toMatchObject({ product: 'Redress', findings: [], database: { tenants: 1 } });
    expect(`${formatIsolationReport(report)}\n`).toBe(stdout);
    // It has looked: every operation, and thousands of answers.
    expect(report.looked).toMatchObject({ queries: expect.any(Number), mutations: expect.any(Number) });
    expect(report.looked['operations sent']).toBeGreaterThan(2_000);
    expect(report.looked['requests over HTTP that name the other organisation']).toBeGreaterThan(20);
    expect(await scratchTenants()).toBe(0);
    expect(await schemas()).toBe(1);
    for (const table of ['outbox', 'revocations', 'rate_limits', 'audit_checkpoints'])
      expect(await countOf(`from platform.${table}`), table).toBe(0);
  });

  it('tells a hole in the rights of an organisation that is there, and ends with 1', async () => {
    await withAdmin(database.adminUrl, (admin) => admin.query(`grant select on "${acme}".people to public`));
    const { code, stdout } = await redress(['verify', 'isolation', '--database-only', '--json'], env);
    await withAdmin(database.adminUrl, (admin) =>
      admin.query(`revoke select on "${acme}".people from public`),
    );
    expect(code).toBe(1);
    const { findings } = JSON.parse(stdout) as IsolationReport;
    expect(findings.map(({ check }) => check).sort()).toEqual(['drift', 'drift', 'public-table']);
  });

  it('stopped in the middle it drops what it made; killed, the next one does; meanwhile nobody sees it', async () => {
    const stopped = startRedress(['verify', 'isolation'], env);
    await untilScratchIsThere();
    const listed = await withAdmin(database.adminUrl, listTenants);
    expect(listed.map(({ slug }) => slug)).toEqual(['acme']);
    const second = await redress(['verify', 'isolation'], env);
    expect(second).toMatchObject({ code: 1, stderr: expect.stringMatching(/is being verified already\.$/m) });
    stopped.child.kill('SIGINT');
    expect(await stopped.ended).toMatchObject({ code: 130, stdout: '' });
    expect(await schemas()).toBe(1);

    const killed = startRedress(['verify', 'isolation'], env);
    await untilScratchIsThere();
    killed.child.kill('SIGKILL');
    await killed.ended;
    const left = await keysOfScratch();
    expect(left).toHaveLength(2);
    const next = startRedress(['verify', 'isolation'], env);
    // Its own two come after those of the killed one are gone.
    await until('the leftovers are gone', async () =>
      (await keysOfScratch()).every((key) => !left.includes(key)),
    );
    next.child.kill('SIGTERM');
    expect(await next.ended).toMatchObject({ code: 143 });
    expect(await schemas()).toBe(1);
  });

  it('says before it begins that the report cannot be written', async () => {
    const { code, stderr } = await redress(['verify', 'isolation', '--out', join(folder, 'none', 'x')], env);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/cannot be written \(ENOENT\)\.\n$/),
    });
    expect(await scratchTenants()).toBe(0);
  });
});
