import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../server/db/admin.ts';
import { startTestApi, type TestApi } from '../server/test/api.ts';
import { createOrganisation, type TestOrganisation } from '../server/test/organisation.ts';
import { productionOn, redress, type RedressRun } from '../server/test/redress-process.ts';
import { cleanUp, makeDataDir } from '../server/test/server-process.ts';

let api: TestApi;
let acme: TestOrganisation;
let env: Record<string, string>;
/** A folder with nothing of ours but the verifier, the export and the public key. */
let desk: string;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  env = productionOn(api.database);
  desk = makeDataDir();
  copyFileSync(join(import.meta.dirname, 'verify-audit.mjs'), join(desk, 'verify-audit.mjs'));
});
afterAll(async () => {
  await api.stop();
  await cleanUp();
});

const run = (...args: string[]): Promise<RedressRun> => redress(['audit', ...args], env);

/** The auditor's run of the verifier: plain Node, in that folder. */
function verify(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      ['verify-audit.mjs', ...args],
      { cwd: desk, env: {} },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    ),
  );
}

const file = (name: string) => join(desk, name);

describe('redress audit', () => {
  it('exports a trail that the verifier finds whole with the public key alone; the export is an event of it', async () => {
    expect(await run('export', 'acme', '--out', file('acme.jsonl'))).toMatchObject({ code: 0, stdout: '' });
    const key = await run('public-key');
    writeFileSync(file('key.pem'), key.stdout);
    expect(key.stdout).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    const { code, output } = await verify('acme.jsonl', '--key', 'key.pem');
    expect(output).toMatch(/^\d+ events in \d+ chains, 1 checkpoints; 0 events came after the last one\.\n/);
    expect(output).toMatch(/Nothing was found wrong\.\n$/);
    expect(code).toBe(0);
    expect(readFileSync(file('acme.jsonl'), 'utf8')).toMatch(
      /"audit\.exported", "organisation", "acme Ltd", "operator"/,
    );
  });

  it('the verifier names an edited name in the file, and ends with 1', async () => {
    const text = readFileSync(file('acme.jsonl'), 'utf8');
    writeFileSync(file('edited.jsonl'), text.replace('"Carla Consumer"', '"Clara Consumer"'));
    const { code, output } = await verify('edited.jsonl', '--key', 'key.pem');
    expect(output).toMatch(/^edited: Event 1 of .* was edited/m);
    expect(code).toBe(1);
  });

  it('the verifier says what it needs, and does not take something else for a key', async () => {
    expect(await verify('acme.jsonl')).toMatchObject({ code: 2, output: expect.stringMatching(/^Usage:/) });
    expect(await verify('acme.jsonl', '--key', 'acme.jsonl')).toMatchObject({
      code: 2,
      output: 'acme.jsonl cannot be read (no public key in PEM).\n',
    });
    expect(await verify('missing.jsonl', '--key', 'key.pem')).toMatchObject({
      code: 2,
      output: 'missing.jsonl cannot be read (ENOENT).\n',
    });
  });

  it('signs what is new on demand, and writes it as a log line that the verifier asks for', async () => {
    await api.change(acme.viewers.consumer, 'submitComplaint', { subject: 'Lid', description: 'It leaks.' });
    const signed = await run('checkpoint', '--all');
    expect(signed).toMatchObject({ code: 0, stdout: 'acme: 1 signed\n' });
    writeFileSync(file('redress.log'), signed.stderr);
    expect((await run('checkpoint', 'acme')).stdout).toBe('acme: nothing new to sign\n');
    // The file from before lacks what the log knows of.
    const { code, output } = await verify('acme.jsonl', '--key', 'key.pem', '--log', 'redress.log');
    expect(output).toMatch(/^checkpoint_missing: Checkpoint 2, which was kept elsewhere/m);
    expect(code).toBe(1);
    expect(await run('verify', 'acme', '--log', file('redress.log'))).toMatchObject({ code: 0 });
  });

  it('verifies in place; exit code 1 names what was tampered with', async () => {
    expect(await run('verify', '--all')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^acme:\n/),
    });
    await withAdmin(api.database.adminUrl, (admin) =>
      admin.query(`delete from "${acme.tenant.key}".audit_events where action = 'complaint.acknowledged'`),
    );
    const { code, stdout, stderr } = await run('verify', 'acme');
    expect(stdout).toMatch(/cut: The end of chain .* checkpoint 2 signed 2 events, 1 are there\./);
    expect(stderr).toBe('1 findings, see above.\n');
    expect(code).toBe(1);
  });

  it('says in one sentence what is missing or unknown', async () => {
    expect(await run('verify')).toMatchObject({
      code: 1,
      stderr: 'Name one organisation by its slug, or say --all.\n',
    });
    expect(await run('export', 'nobody')).toMatchObject({
      code: 1,
      stderr: 'There is no organisation with the slug "nobody": "redress tenant list" shows them.\n',
    });
    expect(await run('export', 'acme', '--out', '/no/such/folder/file')).toMatchObject({
      code: 1,
      stderr: '/no/such/folder/file cannot be written (ENOENT).\n',
    });
  });
});
