import { readMigrations } from '../server/tenancy/migrations.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../server/db/admin.ts';
import { listTenants } from '../server/tenancy/registry.ts';
import { startTestApi, type TestApi } from '../server/test/api.ts';
import { productionOn, redress, type RedressRun } from '../server/test/redress-process.ts';
import { cleanUp, makeDataDir } from '../server/test/server-process.ts';

const password = 'quiet-otter-mends-kettles';

let api: TestApi;
let env: Record<string, string>;
let folder: string;
beforeAll(async () => {
  api = await startTestApi();
  env = productionOn(api.database);
  folder = makeDataDir();
});
afterAll(async () => {
  await api.stop();
  await cleanUp();
});

const run = (...args: string[]): Promise<RedressRun> => redress(args, env);

/** A command that must fail: exit code 1, nothing on stdout, one sentence without a stack. Gives the sentence. */
async function refusal(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr, 'one line').toMatch(/^[^\n]+\n$/);
  expect(stderr).not.toMatch(/^\s+at /m);
  return stderr.trim();
}

function passwordFile(text: string): string {
  const file = join(folder, 'first-word');
  writeFileSync(file, text);
  return file;
}

async function signIn(organisation: string, username: string, secret: string): Promise<string | null> {
  const { signIn } = await api.get<{ signIn: { session: { viewer: { role: string } } | null } }>(
    null,
    `mutation ($input: SignInInput!) { signIn(input: $input) { session { viewer { role } } } }`,
    { input: { organisation, username, password: secret } },
  );
  return signIn.session?.viewer.role ?? null;
}

/** Follows an invitation's link, sets the password, and gives the name of who it was for. */
async function accept(link: string): Promise<string | undefined> {
  const { acceptInvitation } = await api.get<{
    acceptInvitation: { session: { viewer: { displayName: string } } | null };
  }>(
    null,
    `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { session { viewer { displayName } } errors { message } } }`,
    { input: { token: link.slice(link.lastIndexOf('/') + 1), password } },
  );
  return acceptInvitation.session?.viewer.displayName;
}

const slugs = async () =>
  (await withAdmin(api.database.adminUrl, listTenants)).map(({ slug }) => slug).sort();

describe('redress tenant create', () => {
  it('makes an organisation, and prints the link by which its administrator sets a password', async () => {
    const { code, stdout, stderr } = await run(
      ...[
        'tenant',
        'create',
        'kettles',
        '--name',
        'Kettles & Sons',
        '--admin',
        'Ada',
        '--admin-name',
        'Ada Kettle',
      ],
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [made, link, ...rest] = stdout.trimEnd().split('\n');
    expect(rest).toEqual([]);
    expect(made).toBe('Kettles & Sons is there: https://complaints.example.org/kettles');
    expect(link).toMatch(
      /^Ada sets a password here, within 7 days: https:\/\/complaints\.example\.org\/kettles\/invitation\/[\w-]+$/,
    );
    expect(await signIn('kettles', 'ada', password)).toBeNull();
    expect(await accept(link!)).toBe('Ada Kettle');
    expect(await accept(link!)).toBeUndefined();
    expect(await signIn('kettles', 'ada', password)).toBe('ADMIN');
  });

  it('takes the password from a file, and prints no link', async () => {
    const { code, stdout } = await run(
      ...['tenant', 'create', 'toasters', '--name', 'Toasters', '--admin', 'ada'],
      ...['--admin-password-file', passwordFile(`${password}\r\n`)],
    );
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'Toasters is there: https://complaints.example.org/toasters\n',
    });
    expect(await signIn('toasters', 'ada', password)).toBe('ADMIN');
  });

  const create = (slug: string, ...more: string[]) =>
    refusal('tenant', 'create', slug, ...(more.includes('--name') ? [] : ['--name', 'Nobody']), ...more);

  it.each([
    ['a short password', 'short', /A password has at least 15 characters; this has 5\.$/],
    ['a common password', 'passwordpassword', /This password is among the first that are guessed\./],
    [
      'a password made of the username',
      'administra-2026-2026',
      /too close to the username or the name of the organisation/,
    ],
    [
      "a password made of the organisation's slug",
      'teapots-12345678',
      /too close to the username or the name of the organisation/,
    ],
    ['an empty password', '\n', /A password has at least 15 characters; this has 0\.$/],
  ])('refuses %s', async (_, text, sentence) => {
    const file = passwordFile(text);
    const told = await create('teapots', '--admin', 'administra', '--admin-password-file', file);
    expect(told).toMatch(sentence);
    expect(told.startsWith(`The password in ${file}: `)).toBe(true);
  });

  it('refuses a password file that is not there', async () => {
    expect(await create('nobody', '--admin', 'ada', '--admin-password-file', '/nowhere/word')).toBe(
      '/nowhere/word cannot be read (ENOENT).',
    );
  });

  it.each([
    ['toasters', 'The slug "toasters" is taken.'],
    ['playground', 'The slug "playground" is reserved.'],
    ['Kettle Works', 'A slug has lower-case letters a to z, digits, and single hyphens between them.'],
    ['-kettles', 'A slug has lower-case letters a to z, digits, and single hyphens between them.'],
    ['k', 'A slug has 2 to 60 characters.'],
    ['k'.repeat(61), 'A slug has 2 to 60 characters.'],
  ])('refuses the slug %s', async (slug, sentence) => {
    const before = await slugs();
    // A slug that begins with a hyphen looks like an option, unless told that options are over.
    expect(await refusal('tenant', 'create', '--name', 'Nobody', '--admin', 'ada', '--', slug)).toBe(
      sentence,
    );
    expect(await slugs()).toEqual(before);
  });

  it('refuses names that cannot be names', async () => {
    const before = await slugs();
    const length = 'has 1 to 200 characters.';
    expect(await create('nobody', '--admin', 'ada', '--name', '  ')).toBe(
      `The name of an organisation ${length}`,
    );
    expect(await create('nobody', '--admin', 'ada', '--name', 'n'.repeat(201))).toBe(
      `The name of an organisation ${length}`,
    );
    expect(await create('nobody', '--admin', 'ada', '--admin-name', 'n'.repeat(201))).toBe(
      `The name of an administrator ${length}`,
    );
    expect(await create('nobody', '--admin', 'a b')).toBe(
      '"a b" cannot be a username: it has 2 to 64 letters a to z, digits and . _ @ + -',
    );
    expect(await slugs()).toEqual(before);
  });

  it('says which option is missing', async () => {
    expect(await refusal('tenant', 'create', 'nobody', '--admin', 'ada')).toBe(
      "error: required option '--name <name>' not specified",
    );
    expect(await refusal('tenant', 'create', '--name', 'Nobody', '--admin', 'ada')).toBe(
      "error: missing required argument 'slug'",
    );
  });
});

describe('redress tenant add-admin', () => {
  it('gives an organisation another administrator, by link or password file', async () => {
    const { code, stdout } = await run('tenant', 'add-admin', 'kettles', '--admin', 'bea');
    expect(code).toBe(0);
    const [made, link] = stdout.split('\n');
    expect(made).toBe('Kettles & Sons has another administrator: https://complaints.example.org/kettles');
    expect(await accept(link!)).toBe('bea');
    expect(await signIn('kettles', 'bea', password)).toBe('ADMIN');

    const file = passwordFile(password);
    const second = await run(
      'tenant',
      'add-admin',
      'kettles',
      '--admin',
      'cem',
      '--admin-password-file',
      file,
    );
    expect(second).toMatchObject({ code: 0, stdout: `${made}\n` });
    expect(await signIn('kettles', 'cem', password)).toBe('ADMIN');
  });

  it('refuses a username that is taken, an organisation that is not there, and a password made of its slug', async () => {
    expect(await refusal('tenant', 'add-admin', 'kettles', '--admin', 'ADA')).toBe(
      'There is a user "ada" in kettles already.',
    );
    expect(await refusal('tenant', 'add-admin', 'nowhere', '--admin', 'ada')).toBe(
      'There is no organisation with the slug "nowhere": "redress tenant list" shows them.',
    );
    const file = passwordFile('kettles-12345678');
    expect(
      await refusal('tenant', 'add-admin', 'kettles', '--admin', 'dora', '--admin-password-file', file),
    ).toMatch(/too close to the username or the name of the organisation/);
  });
});

describe('redress tenant list', () => {
  const version = readMigrations('tenant').length;

  it('shows the organisations by slug', async () => {
    const { code, stdout, stderr } = await run('tenant', 'list');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const today = new Date().toISOString().slice(0, 10);
    expect(stdout.replaceAll(today, 'TODAY')).toBe(
      [
        'slug      state      version  since       name',
        `kettles   active     ${String(version).padEnd(9)}TODAY  Kettles & Sons`,
        `toasters  active     ${String(version).padEnd(9)}TODAY  Toasters`,
        '',
      ].join('\n'),
    );
  });

  it('as JSON too', async () => {
    const { stdout } = await run('tenant', 'list', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { slug: 'kettles', name: 'Kettles & Sons', state: 'active', schemaVersion: version, importedAs: null },
      { slug: 'toasters', name: 'Toasters' },
    ]);
  });
});

describe('what is typed wrong', () => {
  it.each([[['frobnicate']], [['tenant', 'drop', 'kettles']], [['tenant', 'list', '--loudly']]])(
    '%j is refused in a sentence',
    async (args) => {
      expect(await refusal(...args)).toMatch(/^error: unknown (command|option) '/);
    },
  );

  it('--help tells the commands', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    for (const command of ['tenant', 'migrate', 'import']) expect(stdout).toContain(command);
  });
});
