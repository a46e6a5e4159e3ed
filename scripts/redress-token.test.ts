import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startHttpApi, type HttpApi } from '../server/test/http-api.ts';
import { createOrganisation } from '../server/test/organisation.ts';
import { productionOn, redress, type RedressRun } from '../server/test/redress-process.ts';

let api: HttpApi;
let env: Record<string, string>;
beforeAll(async () => {
  api = await startHttpApi();
  await createOrganisation(api.database, 'other');
  env = productionOn(api.database);
});
afterAll(() => api.stop());
beforeEach(() => api.reset());

const run = (...args: string[]): Promise<RedressRun> => redress(['token', ...args], env);

interface Listed {
  id: string;
  name: string;
  scopes: string[];
  ending: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}
const listed = async (slug: string) => JSON.parse((await run('list', slug, '--json')).stdout) as Listed[];

/** Makes a token by the command; gives what it printed, which must be the token's text and nothing else. */
async function create(...options: string[]): Promise<string> {
  const made = await run('create', 'acme', ...options);
  expect(made).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^rdr_[a-z2-7]{65}\n$/) as string,
    stderr: '',
  });
  return made.stdout.trimEnd();
}

const ask = (text: string, query: string) => api.post({ query }, { authorization: `Bearer ${text}` });
const statusOf = async (text: string) => (await ask(text, '{ serviceToken { id } }')).status;

describe('redress token', () => {
  it('prints a token that a running server takes for its organisation and scopes, and refuses within a second of its end', async () => {
    const text = await create('--name', 'CRM', '--scopes', 'complaints:read,people:read', '--expires', '30d');
    const { body } = await ask(
      text,
      '{ serviceToken { name scopes state createdBy { id } organisation { slug } } complaints { totalCount } workload { open } }',
    );
    expect(body).toMatchObject({
      data: null,
      errors: [{ path: ['workload'], extensions: { code: 'FORBIDDEN' } }],
    });
    const allowed = await ask(
      text,
      '{ serviceToken { name scopes state createdBy { id } organisation { slug } } complaints { totalCount } }',
    );
    expect(allowed.body.data).toEqual({
      serviceToken: {
        name: 'CRM',
        scopes: ['COMPLAINTS_READ', 'PEOPLE_READ'],
        state: 'ACTIVE',
        createdBy: null,
        organisation: { slug: 'acme' },
      },
      complaints: { totalCount: 0 },
    });

    const [token] = await listed('acme');
    expect(token).toMatchObject({ name: 'CRM', ending: text.slice(-4), revokedAt: null });
    expect(await listed('other')).toEqual([]);
    const elsewhere = await run('revoke', 'other', token!.id);
    expect([elsewhere.code, elsewhere.stderr]).toEqual([
      1,
      `other has no service token with that id: "redress token list" shows them.\n`,
    ]);
    expect(await statusOf(text)).toBe(200);

    expect(await run('revoke', 'acme', token!.id)).toEqual({
      code: 0,
      stdout: 'The token is revoked.\n',
      stderr: '',
    });
    await expect.poll(() => statusOf(text), { timeout: 1_000, interval: 50 }).toBe(401);
  });

  it('lists a line for each, newest first: how it ends, when it was used, what it may do, and never its text', async () => {
    await create('--name', 'Old', '--scopes', 'audit:read');
    await run('revoke', 'acme', (await listed('acme'))[0]!.id);
    const text = await create('--name', 'Feeder', '--scopes', 'complaints:submit', '--expires', 'never');
    const { code, stdout } = await run('list', 'acme');
    const [newest, old] = stdout.trimEnd().split('\n');
    const [{ id }, { id: oldId, ending, revokedAt }] = (await listed('acme')) as [Listed, Listed];
    expect(code).toBe(0);
    expect(newest).toBe(`${id}  …${text.slice(-4)}  never expires  never used  complaints:submit  Feeder`);
    const revoked = `revoked ${revokedAt?.slice(0, 10)}`;
    expect(old).toBe(`${oldId}  …${ending}  ${revoked}  never used  audit:read  Old`);
    expect(stdout).not.toContain(text.slice(30, 62));
  });

  it.each([
    [
      ['create', 'nobody', '--name', 'CRM', '--scopes', 'people:read'],
      /no organisation with the slug "nobody"/,
    ],
    [['create', 'acme', '--name', 'CRM', '--scopes', 'everything'], /^There is no scope "everything"\.$/],
    [['create', 'acme', '--name', 'CRM', '--scopes', 'people:read', '--expires', '1y'], /^--expires is /],
    [['create', 'acme', '--scopes', 'people:read'], /required option '--name <name>' not specified/],
    [['list', 'nobody'], /no organisation with the slug "nobody"/],
  ])('%j is refused in one line, and makes nothing', async (args, sentence) => {
    const before = await listed('acme');
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr.trim()).toMatch(sentence);
    expect(await listed('acme')).toEqual(before);
  });
});
