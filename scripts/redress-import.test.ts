import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withAdmin } from '../server/db/admin.ts';
import { cfpbRow, columns2014, csvOf, lineOf, removeCsvs, writeCsv } from '../server/test/cfpb-file.ts';
import { createTestDatabase, type TestDatabase } from '../server/test/database.ts';
import { testImports, type TestImports } from '../server/test/imports.ts';
import { productionOn, redress, startRedress } from '../server/test/redress-process.ts';
import { cleanUp, makeDataDir } from '../server/test/server-process.ts';

const root = join(import.meta.dirname, '..');
const sample = join(root, 'server', 'import', 'sample', 'cfpb-2014.csv');

// Thousands of complaints, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let database: TestDatabase;
let imports: TestImports;
let env: Record<string, string>;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  imports = testImports(database);
  env = productionOn(database);
  folder = makeDataDir();
});
afterAll(async () => {
  removeCsvs();
  await database.drop();
  await cleanUp();
});

const run = (...args: string[]) => redress(['import', 'cfpb', ...args], env);

/** A command that must fail: exit code 1, nothing on stdout, one sentence without a stack. Gives the sentence. */
async function refusal(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr, 'one line').toMatch(/^[^\n]+\n$/);
  return stderr.trim();
}

describe('redress import cfpb', () => {
  it('tells how far it is and, at the end, what it did; refused rows do not make it fail', async () => {
    const file = writeCsv(`\n${readFileSync(sample, 'utf8')}1067045,Kettles,"Whistl`);
    const { code, stdout, stderr } = await run(file, '--tenants', 'by-company');
    expect({ code, stdout: stdout.replace(/[\d.]+ s, \d+ rows\/s, \d+ MB/, 'SPEED') }).toEqual({
      code: 0,
      stdout: [
        `${file}: 329 rows read (utf-8).`,
        '  imported       328',
        '  already there  0',
        '  refused        1',
        '    line 331: A quotation mark is never closed: the rest of the file cannot be read.',
        '  organisations  15 made, 0 found',
        '  SPEED at most',
        '  The new organisations have no administrator yet: "redress tenant add-admin <slug> --admin <username>" makes one.',
        '',
      ].join('\n'),
    });
    expect(stderr).toMatch(/^(Importing: \d+ %\n)+$/);
    const again = await run(file, '--tenants', 'by-company');
    expect(again.stdout).toContain('  already there  328\n');
    expect(again.stdout).toContain('  organisations  0 made, 15 found\n');
    expect(again.stdout).not.toContain('administrator');
  });

  it('tells of columns, channels, the encoding and a last row that may be cut; a long list of refusals is whole in --report', async () => {
    const bad = Array.from({ length: 250 }, () => cfpbRow({ Company: '' }));
    const odd = cfpbRow({ Company: 'Café', 'Submitted via': 'Pigeon', Mood: 'bad' });
    const content = csvOf([...columns2014, 'Mood'], [...bad, odd]).trimEnd();
    const report = join(folder, 'report.json');
    const { code, stdout } = await run(
      writeCsv(Buffer.from(content, 'latin1')),
      ...['--tenants', 'by-company', '--report', report],
    );
    expect(code).toBe(0);
    expect(stdout).toContain(': 251 rows read (windows-1252).\n');
    expect(stdout.match(/^ {4}line \d+: The company is missing\.$/gm)).toHaveLength(200);
    expect(stdout).toContain('    … and 50 more: --report <file> has all of them\n');
    expect(stdout).toContain('  The column "Mood" is not known and was left out.\n');
    expect(stdout).toContain('  "Pigeon" is no channel of ours: 1 row has OTHER.\n');
    expect(stdout).toContain(
      '  The file does not end with a line break: if it was cut, its last row may not be whole.\n',
    );
    const written = JSON.parse(readFileSync(report, 'utf8'));
    expect(written).toMatchObject({ rowsRead: 251, imported: 1, alreadyThere: 0, tenantsMade: 1 });
    expect(written.refused).toHaveLength(250);
    expect(written.refused[249]).toEqual({ line: 251, reason: 'The company is missing.' });
  });

  it('gives each new organisation an administrator when told their password', async () => {
    const password = join(folder, 'first-word');
    writeFileSync(password, 'quiet-otter-mends-kettles\n');
    const file = writeCsv(csvOf(columns2014, [cfpbRow({ Company: 'Guarded' })]));
    const { code, stdout } = await run(file, '--tenants', 'by-company', '--admin-password-file', password);
    expect(code).toBe(0);
    expect(stdout).not.toContain('administrator');
    expect(await imports.rowsOf(await imports.tenantOf('Guarded'), 'select username from users')).toEqual([
      { username: 'admin' },
    ]);
    writeFileSync(password, 'admin-admin-9x77');
    expect(await refusal(file, '--tenants', 'by-company', '--admin-password-file', password)).toMatch(
      /^The password in .*first-word: This password is too close to the username/,
    );
  });

  it('imports everything into one organisation', async () => {
    await imports.organisation('one');
    const { code, stdout } = await run(sample, '--tenant', 'one');
    expect(code).toBe(0);
    expect(stdout).toContain('  imported       328\n');
    expect(stdout).toContain('  organisations  0 made, 1 found\n');
  });

  it('says in a sentence what is wrong with the command, before anything is opened or written', async () => {
    const nowhere = {
      ...env,
      DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c',
      DATABASE_ADMIN_URL: 'postgres://a:b@127.0.0.1:1/c',
    };
    const early = async (...args: string[]) => {
      const { code, stdout, stderr } = await redress(['import', 'cfpb', ...args], nowhere);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      return stderr;
    };
    expect(await early(sample)).toBe('Say where to: --tenants by-company, or --tenant <slug>.\n');
    expect(await early(sample, '--tenants', 'by-country')).toMatch(
      /^error: .*Allowed choices are by-company\.\n$/,
    );
    expect(await early(sample, '--tenants', 'by-company', '--tenant', 'one')).toMatch(
      /^error: option '--tenants <how>' cannot be used with option '--tenant <slug>'\n$/,
    );
    expect(await early('/nowhere/file.csv', '--tenant', 'one')).toBe(
      '/nowhere/file.csv cannot be read (ENOENT).\n',
    );
    expect(await early(sample, '--tenant', 'one', '--report', '/nowhere/report.json')).toBe(
      '/nowhere/report.json cannot be written (ENOENT).\n',
    );
    expect(await early()).toBe("error: missing required argument 'file'\n");
  });

  it('says in a sentence what is wrong with the file or the organisation', async () => {
    expect(await refusal(writeCsv('name,age\nAda,36\n'), '--tenant', 'one')).toMatch(
      /^This is not a CFPB complaint file: its first line has no column "Complaint ID", /,
    );
    expect(await refusal(writeCsv(''), '--tenant', 'one')).toBe('The file is empty.');
    const directory = join(folder, 'directory');
    mkdirSync(directory);
    expect(await refusal(directory, '--tenant', 'one')).toBe(`${directory} cannot be read (EISDIR).`);
    expect(await refusal(sample, '--tenant', 'nobody')).toBe(
      'There is no organisation with the slug "nobody": "redress tenant list" shows them.',
    );
  });
});

describe('killed in the middle', () => {
  const whole = `select count(*)::int as complaints, count(*) filter (where
      (select count(*) from audit_events e where e.subject_id = c.id and e.action = 'complaint.imported') <> 1
      or (select count(*) from resolutions r where r.complaint_id = c.id) <> (c.status = 'closed')::int
      or not exists (select from people p where p.id = c.consumer_id and p.is_imported)
      or c.search_staff = '')::int as broken,
    (select count(*)::int from people) as people,
    (select sum(last_number)::int from reference_counters) as references
    from complaints c`;
  interface Whole {
    complaints: number;
    broken: number;
    people: number;
    references: number;
  }
  const checkWhole = async (tenant: { key: string }): Promise<number> => {
    const [found] = await imports.rowsOf<Whole>(tenant, whole);
    const { complaints, broken, people, references } = found!;
    expect({ broken, people, references }).toEqual({
      broken: 0,
      people: complaints,
      references: complaints || null,
    });
    return complaints;
  };

  /** Runs an import, and kills it as soon as `hasBegun`. */
  const kill = async (args: string[], hasBegun: () => Promise<boolean>) => {
    const { child, ended } = startRedress(['import', 'cfpb', ...args], env);
    while (!(await hasBegun())) {
      if (child.exitCode !== null) throw new Error('It ended before it could be killed');
      await sleep(5);
    }
    child.kill('SIGKILL');
    expect(await ended).toMatchObject({ code: null, stdout: '' });
  };

  it('an import by company leaves no organisation without rows, and a second run brings what is missing, once', async () => {
    const companies = Array.from({ length: 40 }, (_, index) => `Killed ${index}`);
    const rows = companies.flatMap((Company) => [1, 2, 3].map(() => cfpbRow({ Company })));
    const file = writeCsv(csvOf(columns2014, rows));
    const made = async () =>
      (await imports.tenants()).filter(({ importedAs }) => importedAs?.startsWith('cfpb:Killed '));
    await kill([file, '--tenants', 'by-company'], async () => (await made()).length >= 5);
    const left = await made();
    expect(left.length).toBeLessThan(40);
    for (const tenant of left) expect(await checkWhole(tenant)).toBe(3);
    expect(await orphans()).toEqual([]);

    const { code, stdout } = await run(file, '--tenants', 'by-company');
    expect(code).toBe(0);
    const there = Number(/already there {2}(\d+)/.exec(stdout)?.[1]);
    const imported = Number(/imported {7}(\d+)/.exec(stdout)?.[1]);
    expect(there).toBeGreaterThanOrEqual(left.length * 3);
    expect(there + imported).toBe(120);
    const all = await made();
    expect(all).toHaveLength(40);
    for (const tenant of all) expect(await checkWhole(tenant)).toBe(3);
  });

  it('an import into one organisation leaves whole complaints only, and a second run brings the rest, without a gap', async () => {
    const tenant = await imports.organisation('killed');
    const file = writeCsv(
      csvOf(
        columns2014,
        Array.from({ length: 9_000 }, () => cfpbRow()),
      ),
    );
    const count = async () =>
      (await imports.rowsOf<{ count: number }>(tenant, 'select count(*)::int as count from complaints'))[0]!
        .count;
    await kill([file, '--tenant', 'killed'], async () => (await count()) > 0);
    const left = await checkWhole(tenant);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(9_000);

    expect((await run(file, '--tenant', 'killed')).code).toBe(0);
    expect(await checkWhole(tenant)).toBe(9_000);
    expect(
      await imports.rowsOf(
        tenant,
        `select count(distinct external_reference)::int as ids, max(reference) as last from complaints`,
      ),
    ).toEqual([{ ids: 9_000, last: 'KILLED-2014-009000' }]);
  });

  /** Schemas and roles of tenants that are not in the registry. Other tests' databases have roles of their own. */
  const orphans = () =>
    withAdmin(database.adminUrl, async (admin) => {
      const { rows } = await admin.query(
        `select nspname from pg_namespace where nspname like 't\\_%' and nspname not in (select key from platform.tenants)`,
      );
      return rows;
    });
});

it('a wrong command makes no data folder', async () => {
  const dataDir = join(folder, 'not-made');
  const { code } = await redress(['import', 'cfpb', '/nowhere/file.csv', '--tenant', 'x'], {
    DATA_DIR: dataDir,
  });
  expect(code).toBe(1);
  expect(existsSync(dataDir)).toBe(false);
});

it('a row is a row in the singular too', async () => {
  const file = writeCsv(`${csvOf(columns2014, [])}${lineOf({ Company: 'Single' })}\n`);
  expect((await run(file, '--tenants', 'by-company')).stdout).toContain(': 1 row read (utf-8).\n');
});
