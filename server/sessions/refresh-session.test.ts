import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyAccessToken } from '../auth/access-tokens.ts';
import { hashPassword } from '../auth/passwords.ts';
import { statement } from '../db/sql.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { withTenant } from '../tenancy/with-tenant.ts';

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  const hash = await hashPassword('four words in a row');
  await withTenant(api.database.pools, acme.tenant.key, (unit) =>
    unit.query(statement`update users set password_hash = ${hash}`),
  );
});
afterAll(() => api.stop());

let first: Tokens;
beforeEach(async () => {
  const input = { organisation: 'acme', username: 'support', password: 'four words in a row' };
  const payload = await api.change(null, 'signIn', input, 'session { accessToken refreshToken }');
  first = payload['session'] as Tokens;
});

/** The next tokens, or null when the session is over. */
async function refresh({ refreshToken }: Pick<Tokens, 'refreshToken'>): Promise<Tokens | null> {
  const payload = await api.change(
    null,
    'refreshSession',
    { refreshToken },
    'session { accessToken refreshToken }',
  );
  if (payload['session']) expect(payload.errors).toEqual([]);
  else {
    expect(payload.errors).toEqual([
      {
        __typename: 'CredentialsError',
        code: 'INVALID_CREDENTIALS',
        message: 'The session is over. Sign in again.',
        path: ['refreshToken'],
      },
    ]);
  }
  return payload['session'] as Tokens | null;
}

const refreshed = async (tokens: Tokens) => {
  const next = await refresh(tokens);
  if (!next) throw new Error('The session is over');
  return next;
};
const isValid = async ({ accessToken }: Tokens) =>
  (await verifyAccessToken(api.services, accessToken)) !== null;
const pass = (milliseconds: number) => (api.clock.now = new Date(api.clock.now.getTime() + milliseconds));

describe('refreshing a session', () => {
  it('gives new tokens of the same session, again and again', async () => {
    const second = await refreshed(first);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    pass(60_000);
    const third = await refreshed(second);
    expect(third.refreshToken).not.toBe(second.refreshToken);
    const [before, after] = await Promise.all(
      [first, third].map((tokens) => verifyAccessToken(api.services, tokens.accessToken)),
    );
    expect(after?.sessionId).toBe(before?.sessionId);
  });

  it('at the same moment from two tabs gives both the same successor', async () => {
    const answers = await Promise.all([refreshed(first), refreshed(first), refreshed(first)]);
    expect(new Set(answers.map((answer) => answer.refreshToken)).size).toBe(1);
    expect(await Promise.all(answers.map(isValid))).toEqual([true, true, true]);
    expect(await refresh(answers[0] as Tokens)).not.toBeNull();
  });

  it('again within ten seconds gives the same successor, for an answer that was lost', async () => {
    const second = await refreshed(first);
    pass(10_000);
    expect((await refreshed(first)).refreshToken).toBe(second.refreshToken);
  });

  it('with a token that was used more than ten seconds ago ends the session for everybody who holds it', async () => {
    const second = await refreshed(first);
    pass(10_001);
    expect(await refresh(first)).toBeNull();
    expect(await isValid(second)).toBe(false);
    expect(await isValid(first)).toBe(false);
    expect(await refresh(second)).toBeNull();
    const { auditEvents } = await api.get<{ auditEvents: { nodes: unknown[] } }>(
      acme.viewers.admin,
      '{ auditEvents(first: 1) { nodes { action actorKind } } }',
    );
    expect(auditEvents.nodes).toEqual([{ action: 'session.token_reused', actorKind: 'SYSTEM' }]);
  });

  it('with the token before the last one ends the session, however soon', async () => {
    const second = await refreshed(first);
    const third = await refreshed(second);
    expect(await refresh(first)).toBeNull();
    expect(await refresh(third)).toBeNull();
  });

  it('works until 30 days after the sign-in', async () => {
    pass(30 * 86_400_000 - 1);
    const second = await refreshed(first);
    pass(1);
    expect(await refresh(second)).toBeNull();
  });

  it('brings the name and role that the user has by now', async () => {
    const next = (role: string, name: string) =>
      withTenant(api.database.pools, acme.tenant.key, (unit) =>
        unit.query(
          statement`update users set role = ${role}, display_name = ${name} where username = 'support'`,
        ),
      );
    await next('help_desk', 'Samantha Support');
    const { accessToken } = await refreshed(first);
    expect(await verifyAccessToken(api.services, accessToken)).toMatchObject({
      role: 'help_desk',
      displayName: 'Samantha Support',
    });
    await next('support', 'Sam Support');
  });

  it('is refused for a user who is disabled', async () => {
    const set = (status: string) =>
      withTenant(api.database.pools, acme.tenant.key, (unit) =>
        unit.query(statement`update users set status = ${status} where username = 'support'`),
      );
    await set('disabled');
    expect(await refresh(first)).toBeNull();
    await set('active');
  });

  it.each([
    ['an access token', () => first.accessToken],
    ['an edited token', () => `A${first.refreshToken.slice(1)}`],
    ['nothing', () => ''],
    ['words', () => 'let me in'],
  ])('is refused with %s', async (_, token) => {
    expect(await refresh({ refreshToken: token() })).toBeNull();
    expect(await refresh(first)).not.toBeNull();
  });

  it('waits for a change of the user that is under way, and brings what it wrote', async () => {
    let refreshing: Promise<Tokens> | null = null;
    await withTenant(api.database.pools, acme.tenant.key, async (unit) => {
      await unit.query(statement`update users set role = ${'manager'} where username = 'support'`);
      refreshing = refreshed(first);
      await expect.poll(() => waitingBackends(), { timeout: 5_000, interval: 20 }).toBe(1);
    });
    const { accessToken } = await (refreshing as unknown as Promise<Tokens>);
    expect(await verifyAccessToken(api.services, accessToken)).toMatchObject({ role: 'manager' });
    await withTenant(api.database.pools, acme.tenant.key, (unit) =>
      unit.query(statement`update users set role = ${'support'} where username = 'support'`),
    );
  });
});

async function waitingBackends(): Promise<number> {
  const { rows } = await api.database.pools.runtime.query<{ count: number }>({
    text: `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    values: [],
  });
  return rows[0]?.count ?? 0;
}
