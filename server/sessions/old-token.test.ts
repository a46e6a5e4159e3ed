import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startRevocations } from '../auth/revocations.ts';
import { withAdmin } from '../db/admin.ts';
import { listenForNotices } from '../db/notices.ts';
import { createPools, type Pools } from '../db/pools.ts';
import { createHttpServer } from '../api/http.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import type { CastName } from '../isolation/scratch/cast.ts';
import { close, listen, startHttpApi, testConfig, type HttpApi } from '../test/http-api.ts';
import { castPassword } from '../test/organisation.ts';

/** A second process of the installation: what one of them ends, the other refuses as well. */
let other: { url: string; pools: Pools; stop(): Promise<void> };
let api: HttpApi;

beforeAll(async () => {
  api = await startHttpApi();
  const pools = createPools({ databaseUrl: api.database.databaseUrl });
  const notices = listenForNotices(api.database.databaseUrl);
  const follower = startRevocations(pools, { notices });
  const server = await createHttpServer({ config: testConfig(), pools, web: null });
  const url = await listen(server);
  other = {
    url,
    pools,
    async stop() {
      await close(server);
      await follower.stop();
      await notices.stop();
      await pools.end();
    },
  };
});
afterAll(async () => {
  await other.stop();
  await api.stop();
});
beforeEach(() => api.reset());

const whoAsks = { query: '{ viewer { role } }' };

async function statusesOf(authorization: string): Promise<number[]> {
  const elsewhere = await fetch(`${other.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(whoAsks),
  });
  return [(await api.post(whoAsks, { authorization })).status, elsewhere.status];
}

async function change(authorization: string, name: string, input: object): Promise<void> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { errors { message } } }`;
  const { body } = await api.post({ query, variables: { input } }, { authorization });
  expect(body).toMatchObject({ data: { [name]: { errors: [] } } });
}

async function chosen(authorization: string, name: CastName): Promise<{ id: string; version: number }> {
  const id = toGlobalId('User', api.acme.viewers[name].userId as string);
  const query = 'query ($id: ID!) { node(id: $id) { id ... on User { version } } }';
  const { body } = await api.post({ query, variables: { id } }, { authorization });
  return body.data.node;
}

const setState = (state: string) =>
  withAdmin(api.database.adminUrl, (admin) =>
    admin.query('update platform.tenants set state = $1 where key = $2', [state, api.acme.tenant.key]),
  );

/** What ends the tokens of manager2, each by what was said to do it. */
const endings: Record<string, (tokens: { victim: string; admin: string }) => Promise<void>> = {
  'signing out': ({ victim }) => change(victim, 'signOut', {}),
  'ending the session on the page of sessions': async ({ victim }) => {
    const { authorization } = await api.signIn('manager2');
    const query = '{ sessions(first: 50) { nodes { id } } }';
    const { body } = await api.post({ query }, { authorization });
    expect(body.data.sessions.nodes.length).toBeGreaterThan(1);
    expect(await statusesOf(victim)).toEqual([200, 200]);
    await change(authorization, 'endSessions', {});
  },
  'changing the password elsewhere': async () => {
    const { authorization } = await api.signIn('manager2');
    const input = { currentPassword: castPassword, newPassword: castPassword };
    await change(authorization, 'changePassword', input);
  },
  'an administrator who ends all sessions': async ({ admin }) =>
    change(admin, 'endUserSessions', await chosen(admin, 'manager2')),
  'another role': async ({ admin }) => {
    const user = { ...(await chosen(admin, 'manager2')), displayName: 'Mia Manager' };
    await change(admin, 'updateUser', { ...user, role: 'SUPPORT' });
  },
  'suspending the organisation': () => setState('suspended').then(() => undefined),
  'disabling the user': async ({ admin }) => change(admin, 'disableUser', await chosen(admin, 'manager2')),
};

describe('an access token that was good', () => {
  it.each(Object.entries(endings))('is refused within a second in every process after %s', async (_, end) => {
    const admin = (await api.signIn('admin')).authorization;
    // An organisation that was suspended is back within a second too.
    await expect.poll(() => statusesOf(admin), { timeout: 2_000, interval: 50 }).toEqual([200, 200]);
    const victim = (await api.signIn('manager2')).authorization;
    expect(await statusesOf(victim)).toEqual([200, 200]);
    await end({ victim, admin });
    await expect.poll(() => statusesOf(victim), { timeout: 1_000, interval: 50 }).toEqual([401, 401]);
    await setState('active');
  });
});
