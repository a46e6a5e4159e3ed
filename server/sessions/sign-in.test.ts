import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyAccessToken } from '../auth/access-tokens.ts';
import { hashPassword } from '../auth/passwords.ts';
import { statement, type Statement } from '../db/sql.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { withTenant, withTenantRead } from '../tenancy/with-tenant.ts';

const password = 'four words in a row';
const sessionFields =
  'session { accessToken refreshToken expiresAt viewer { role displayName user { username lastSignInAt } person { name } organisation { slug name } trackedComplaint { id } } }';
let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  const other = await createOrganisation(api.database, 'other');
  const otherHash = await hashPassword('quite another secret');
  await withTenant(api.database.pools, other.tenant.key, (unit) =>
    unit.query(statement`update users set password_hash = ${otherHash}`),
  );
  const hash = await hashPassword(password);
  await run(statement`update users set password_hash = ${hash}`);
  await run(statement`update users set status = 'disabled' where username = 'support2'`);
  await run(
    statement`update users set status = 'invited', password_hash = null where username = 'consumer2'`,
  );
});
afterAll(() => api.stop());

const run = (work: Statement) => withTenant(api.database.pools, acme.tenant.key, (unit) => unit.query(work));

const countSessions = () =>
  withTenantRead(api.database.pools, acme.tenant.key, async (unit) => {
    const [row] = await unit.query<{ count: number }>(statement`select count(*)::int as count from sessions`);
    return row?.count;
  });

const signIn = (
  input: { organisation?: string; username?: string; password?: string },
  fields = sessionFields,
) => api.change(null, 'signIn', { organisation: 'acme', username: 'manager', password, ...input }, fields);

describe('signing in', () => {
  it('gives tokens, and the answer is read as the one who signed in', async () => {
    const payload = await signIn({});
    expect(payload.errors).toEqual([]);
    expect(payload).toMatchObject({
      session: {
        expiresAt: new Date(Math.floor(api.clock.now.getTime() / 1000) * 1000 + 300_000).toISOString(),
        viewer: {
          role: 'MANAGER',
          displayName: 'Max Manager',
          user: { username: 'manager', lastSignInAt: api.clock.now.toISOString() },
          person: null,
          organisation: { slug: 'acme', name: 'acme Ltd' },
          trackedComplaint: null,
        },
      },
    });
    const { accessToken } = payload['session'] as { accessToken: string };
    const viewer = await verifyAccessToken(api.services, accessToken);
    expect(viewer).toMatchObject({
      userId: acme.viewers.manager.userId,
      role: 'manager',
      tenant: acme.tenant,
    });
  });

  it.each([
    ['capitals', { organisation: 'ACME', username: 'Manager' }],
    ['spaces around', { organisation: ' acme ', username: ' manager ' }],
  ])('takes organisation and username with %s', async (_, input) => {
    expect((await signIn(input)).errors).toEqual([]);
  });

  it('is told in the audit trail with the software that was used', async () => {
    await signIn({});
    const { auditEvents } = await api.get<{ auditEvents: { nodes: unknown[] } }>(
      acme.viewers.admin,
      '{ auditEvents(first: 1) { nodes { action actorName actorRole subjectType subjectLabel client } } }',
    );
    expect(auditEvents.nodes).toEqual([
      {
        action: 'session.started',
        actorName: 'Max Manager',
        actorRole: 'MANAGER',
        subjectType: 'session',
        subjectLabel: 'Max Manager',
        client: 'vitest',
      },
    ]);
  });

  it.each([
    ['a wrong password', { password: 'five words in a row' }],
    ['an empty password', { password: '' }],
    ['an unknown user', { username: 'nobody' }],
    ['a user of another organisation', { organisation: 'other' }],
    ['an unknown organisation', { organisation: 'nowhere' }],
    ['an organisation that is a path', { organisation: 'graphql' }],
    ['an organisation that is SQL', { organisation: `acme' or '1'='1` }],
    ['a username with a NUL', { username: 'manager\u0000' }],
    ['a username that is SQL', { username: `manager'--` }],
    ['a username of another alphabet that looks the same', { username: 'm\u0430nager' }],
    ['a disabled user', { username: 'support2' }],
    ['an invited user without a password', { username: 'consumer2' }],
  ])('with %s gets the one refusal', async (_, input) => {
    const before = await countSessions();
    expect(await signIn(input)).toEqual({
      session: null,
      errors: [
        {
          __typename: 'CredentialsError',
          code: 'INVALID_CREDENTIALS',
          message: 'The organisation, username or password is not right.',
          path: null,
        },
      ],
    });
    expect(await countSessions()).toBe(before);
  });

  it('refused for a user that there is, is told in the trail, by whom nobody knows; for others there is nothing to tell of', async () => {
    const told = async () => {
      const filter = 'action: ["user.sign_in_refused"]';
      const { auditEvents } = await api.get<{ auditEvents: { totalCount: number; nodes: object[] } }>(
        acme.viewers.admin,
        `{ auditEvents(first: 1, filter: { ${filter} }) { totalCount nodes { actorKind subjectLabel client } } }`,
      );
      return auditEvents;
    };
    const { totalCount: before } = await told();
    await signIn({ username: 'nobody' });
    await signIn({ username: 'helpdesk', password: 'five words in a row' });
    await vi.waitFor(async () => {
      const { nodes, totalCount } = await told();
      expect(nodes).toEqual([{ actorKind: 'SYSTEM', subjectLabel: 'helpdesk', client: 'vitest' }]);
      expect(totalCount).toBe(before + 1);
    });
  });

  it('while signed in elsewhere answers as the new viewer alone', async () => {
    const data = await api.get<{ signIn: { session: { viewer: object } } }>(
      { ...acme.viewers.admin },
      `mutation ($input: SignInInput!) { signIn(input: $input) { session { viewer { role displayName } } } }`,
      { input: { organisation: 'acme', username: 'consumer', password } },
    );
    expect(data.signIn.session.viewer).toEqual({ role: 'CONSUMER', displayName: 'Carla Consumer' });
  });

  it('lets a consumer read what consumers may read in the answer, and nothing else', async () => {
    const { data, errors } = await api.ask(
      acme.viewers.admin,
      `mutation ($input: SignInInput!) { signIn(input: $input) { session { viewer { user { displayName email } } } } }`,
      { input: { organisation: 'acme', username: 'consumer', password } },
    );
    expect(errors?.map((error) => error.extensions?.['code'])).toEqual(['FORBIDDEN']);
    expect(data).toMatchObject({
      signIn: { session: { viewer: { user: { displayName: 'Carla Consumer', email: null } } } },
    });
  });
});
