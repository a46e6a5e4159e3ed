import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { withAdmin } from '../server/db/admin.ts';
import { cfpbRow, columns2014, csvOf, removeCsvs, writeCsv } from '../server/test/cfpb-file.ts';
import { redress, startRedress } from '../server/test/redress-process.ts';
import { cleanUp, findDatabase, makeDataDir, startServer } from '../server/test/server-process.ts';

// A cluster is made and started several times.
vi.setConfig({ testTimeout: 60_000 });

afterAll(async () => {
  removeCsvs();
  await cleanUp();
});

const create = (slug: string) => ['tenant', 'create', slug, '--name', slug, '--admin', 'ada'];

describe('redress without a database of its own', () => {
  it('uses the one of the server that runs, and leaves it running; the server knows the new organisation at once', async () => {
    const dataDir = makeDataDir();
    const env = { DATA_DIR: dataDir };
    const server = await startServer(env);
    await server.ready();
    const postgres = await findDatabase(dataDir);

    const { code, stdout, stderr } = await redress(create('attached'), { ...env, PUBLIC_URL: server.url });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const token = stdout.trimEnd().split('/').at(-1);
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
          session { viewer { role organisation { slug } } } errors { message } } }`,
        variables: { input: { token, password: 'quiet-otter-mends-kettles' } },
      }),
    });
    expect(await answer.json()).toMatchObject({
      data: {
        acceptInvitation: {
          session: { viewer: { role: 'ADMIN', organisation: { slug: 'attached' } } },
          errors: [],
        },
      },
    });

    const file = writeCsv(csvOf(columns2014, [cfpbRow()]));
    expect(await redress(['import', 'cfpb', file, '--tenant', 'attached'], env)).toMatchObject({ code: 0 });
    expect((await redress(['tenant', 'list'], env)).stdout).toMatch(/^attached +active/m);
    expect(await redress(['migrate'], env)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Redress is running on this data folder; it migrates when it starts.\n',
    });

    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    expect((await findDatabase(dataDir))?.pid).toBe(postgres?.pid);
    server.child.kill('SIGTERM');
    expect(await server.ended()).toBe(0);
  });

  it('starts the one of the data folder where none runs, and stops it again', async () => {
    const dataDir = makeDataDir();
    const env = { DATA_DIR: dataDir };
    const run = (...args: string[]) => redress(args, env);
    expect(await run(...create('alone'))).toMatchObject({ code: 0 });
    expect(await findDatabase(dataDir)).toBeNull();
    const { code, stdout } = await run('tenant', 'list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^slug .*\nalone .*\n$/);
    const again = await run(...create('alone'));
    expect(again.code).toBe(1);
    // Where PostgreSQL's own user cannot reach the clone, a line before it says where its programs are.
    expect(again.stderr).toMatch(/^The slug "alone" is taken\.\n$/m);
    expect(await findDatabase(dataDir)).toBeNull();
  });

  it('interrupted, stops the database that it started, and what was written is whole', async () => {
    const dataDir = makeDataDir();
    const env = { DATA_DIR: dataDir };
    await redress(['migrate'], env);
    const rows = Array.from({ length: 60 }, (_, index) => cfpbRow({ Company: `Company ${index}` }));
    const file = writeCsv(csvOf(columns2014, rows));
    const { child, ended } = startRedress(['import', 'cfpb', file, '--tenants', 'by-company'], env);
    const hasBegun = async () => {
      const database = await findDatabase(dataDir);
      if (!database) return false;
      const url = new URL(database.adminUrl);
      url.pathname = '/redress';
      const count = await withAdmin(url.toString(), async (admin) => {
        const { rows: found } = await admin.query<{ count: number }>(
          'select count(*)::int as count from platform.tenants',
        );
        return found[0]!.count;
      }).catch(() => 0);
      return count > 0;
    };
    while (!(await hasBegun())) {
      if (child.exitCode !== null) throw new Error('It ended before it could be interrupted');
      await sleep(10);
    }
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, stdout: '' });
    expect(await findDatabase(dataDir)).toBeNull();

    const again = await redress(['import', 'cfpb', file, '--tenants', 'by-company'], env);
    const there = Number(/already there {2}(\d+)/.exec(again.stdout)?.[1]);
    expect(there).toBeGreaterThan(0);
    expect(again.stdout).toContain(`  imported       ${60 - there}\n`);
    expect(again.stdout).toContain(`  organisations  ${60 - there} made, ${there} found\n`);
  });
});
