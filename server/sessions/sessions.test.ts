import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAccessToken } from '../auth/access-tokens.ts';
import { hashPassword } from '../auth/passwords.ts';
import { makeTrackingUrl } from '../auth/tracking-links.ts';
import type { Viewer } from '../auth/viewer.ts';
import { statement } from '../db/sql.ts';
import { parseGlobalId } from '../graphql/global-id.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { withTenant } from '../tenancy/with-tenant.ts';

const password = 'four words in a row';
const tokens = 'session { accessToken refreshToken viewer { role displayName } }';
let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  const hash = await hashPassword(password);
  await set(statement`update users set password_hash = ${hash}`);
});
afterAll(() => api.stop());

const set = (work: ReturnType<typeof statement>) =>
  withTenant(api.database.pools, acme.tenant.key, (unit) => unit.query(work));

interface Signed {
  accessToken: string;
  refreshToken: string;
  viewer: Viewer;
}

async function viewerOf({
  accessToken,
  refreshToken,
}: {
  accessToken: string;
  refreshToken: string;
}): Promise<Signed> {
  const viewer = await verifyAccessToken(api.services, accessToken);
  if (!viewer) throw new Error('The token is not valid');
  return { accessToken, refreshToken, viewer };
}

async function signIn(username: string, secret = password): Promise<Signed> {
  const payload = await api.change(
    null,
    'signIn',
    { organisation: 'acme', username, password: secret },
    tokens,
  );
  expect(payload.errors).toEqual([]);
  return viewerOf(payload['session'] as Signed);
}

const isOver = async ({ accessToken, refreshToken }: Signed) => {
  const payload = await api.change(null, 'refreshSession', { refreshToken }, tokens);
  return (await verifyAccessToken(api.services, accessToken)) === null && payload['session'] === null;
};

describe('signing out', () => {
  it('ends the session of the access token at once, and no other', async () => {
    const [one, other] = [await signIn('manager'), await signIn('manager')];
    expect(await api.change(one.viewer, 'signOut', {}, 'isSignedOut')).toEqual({
      isSignedOut: true,
      errors: [],
    });
    expect(await isOver(one)).toBe(true);
    expect(await isOver(other)).toBe(false);
  });

  it('twice is no error', async () => {
    const { viewer } = await signIn('manager');
    await api.change(viewer, 'signOut', {}, 'isSignedOut');
    expect(await api.change(viewer, 'signOut', {}, 'isSignedOut')).toEqual({ isSignedOut: true, errors: [] });
  });

  it('also ends the session of a refresh token that is given', async () => {
    const [one, other] = [await signIn('manager'), await signIn('support')];
    await api.change(one.viewer, 'signOut', { refreshToken: other.refreshToken }, 'isSignedOut');
    expect(await isOver(one)).toBe(true);
    expect(await isOver(other)).toBe(true);
  });

  it('by more people at once than there are connections ends every session', async () => {
    const signed = await Promise.all(Array.from({ length: 16 }, () => signIn('manager2')));
    const answers = await Promise.all(
      signed.map(({ viewer }) => api.change(viewer, 'signOut', {}, 'isSignedOut')),
    );
    expect(answers).toEqual(signed.map(() => ({ isSignedOut: true, errors: [] })));
  });
});

describe('registering', () => {
  const details = {
    organisation: 'acme',
    displayName: 'Nora New',
    email: 'nora@new.example',
    phone: '+44 20 7946 0000',
    password,
  };
  const register = (input: object, fields = tokens) =>
    api.change(null, 'register', { ...details, ...input }, fields);

  it('makes a consumer with a person, and begins their session', async () => {
    const payload = await register(
      { username: 'Nora.New' },
      'session { viewer { role displayName person { name email phone hasAccount } user { displayName status } } }',
    );
    expect(payload).toEqual({
      session: {
        viewer: {
          role: 'CONSUMER',
          displayName: 'Nora New',
          person: {
            name: 'Nora New',
            email: 'nora@new.example',
            phone: '+44 20 7946 0000',
            hasAccount: true,
          },
          user: { displayName: 'Nora New', status: 'ACTIVE' },
        },
      },
      errors: [],
    });
    expect((await signIn('nora.new')).viewer.role).toBe('consumer');
    const { auditEvents } = await api.get<{
      auditEvents: { nodes: { action: string; actorName: string }[] };
    }>(acme.viewers.admin, '{ auditEvents(first: 4) { nodes { action actorName } } }');
    expect(auditEvents.nodes.slice(1)).toEqual([
      { action: 'session.started', actorName: 'Nora New' },
      { action: 'user.created', actorName: 'Nora New' },
      { action: 'person.created', actorName: 'Nora New' },
    ]);
  });

  it('with a username that is taken, in any case, writes nothing', async () => {
    const countPeople = async () =>
      (await api.get<{ people: { totalCount: number } }>(acme.viewers.admin, '{ people { totalCount } }'))
        .people.totalCount;
    const before = await countPeople();
    expect(await register({ username: 'MANAGER' })).toEqual({
      session: null,
      errors: [
        {
          __typename: 'ConflictError',
          code: 'CONFLICT',
          message: 'This username is taken. Choose another.',
          path: ['username'],
        },
      ],
    });
    expect(await countPeople()).toBe(before);
  });

  it('names every field that is not right', async () => {
    const payload = await register({ username: 'x y', displayName: '  ', email: '', password: 'short' });
    expect(payload.errors.map(({ code, path }) => [code, path])).toEqual([
      ['INVALID_INPUT', ['username']],
      ['INVALID_INPUT', ['displayName']],
      ['INVALID_INPUT', ['email']],
      ['INVALID_INPUT', ['password']],
    ]);
  });

  it('is refused in the same words where the organisation is unknown and where it takes none', async () => {
    await set(statement`update settings set registration_open = false`);
    const closed = await register({ username: 'late.comer' });
    await set(statement`update settings set registration_open = true`);
    expect(closed.errors).toEqual([
      {
        __typename: 'NotAllowedError',
        code: 'NOT_ALLOWED',
        message: 'This organisation does not take registrations.',
        path: ['organisation'],
      },
    ]);
    expect(await register({ username: 'late.comer', organisation: 'nowhere' })).toEqual(closed);
  });
});

describe('an invitation', () => {
  const accept = (token: string, secret = 'a secret of my own') =>
    api.change(null, 'acceptInvitation', { token, password: secret }, tokens);
  const invalid = [
    {
      __typename: 'CredentialsError',
      code: 'INVALID_CREDENTIALS',
      message: 'This link is not valid any more. Ask the organisation for a new one.',
      path: ['token'],
    },
  ];

  async function invite(username: string): Promise<{ token: string; userId: string; version: number }> {
    const input = { username, displayName: 'Ina Invited', role: 'SUPPORT' };
    const payload = await api.change(
      acme.viewers.admin,
      'createUser',
      input,
      'user { id version status } invitationUrl',
    );
    expect(payload.errors).toEqual([]);
    const { id, version } = payload['user'] as { id: string; version: number };
    return { token: String(payload['invitationUrl']).split('/').at(-1) ?? '', userId: id, version };
  }

  it('lets its user set a password once and begins their session', async () => {
    const { token } = await invite('ina');
    const payload = await accept(token);
    expect(payload).toMatchObject({
      session: { viewer: { role: 'SUPPORT', displayName: 'Ina Invited' } },
      errors: [],
    });
    expect((await signIn('ina', 'a secret of my own')).viewer.role).toBe('support');
    expect((await accept(token, 'another secret of mine')).errors).toEqual(invalid);
  });

  it('with a password that cannot be one stays good', async () => {
    const { token } = await invite('ivo');
    expect((await accept(token, 'short')).errors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['password'] },
    ]);
    expect((await accept(token, 'acme-acme-2026')).errors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['password'] },
    ]);
    expect((await accept(token)).errors).toEqual([]);
  });

  it('accepted twice at the same moment sets one password', async () => {
    const { token } = await invite('iris');
    const secrets = ['the first secret here', 'the second secret here'];
    const answers = await Promise.all(secrets.map((secret) => accept(token, secret)));
    const won = answers.findIndex((answer) => answer['session'] !== null);
    expect(answers.filter((answer) => answer['session'] !== null)).toHaveLength(1);
    await signIn('iris', secrets[won]);
  });

  it('gets one and the same refusal when expired, unknown, cut or of a disabled user', async () => {
    const { token } = await invite('ike');
    const begun = api.clock.now;
    api.clock.now = new Date(begun.getTime() + 7 * 86_400_000);
    expect((await accept(token)).errors).toEqual(invalid);
    api.clock.now = begun;
    expect((await accept(`${token.slice(0, -4)}AAAA`)).errors).toEqual(invalid);
    expect((await accept(token.slice(0, -1))).errors).toEqual(invalid);
    expect((await accept('')).errors).toEqual(invalid);
    const disabled = await invite('ilse');
    await set(statement`update users set status = 'disabled' where username = 'ilse'`);
    expect((await accept(disabled.token)).errors).toEqual(invalid);
  });

  it('of a reset ends the old password and the sessions at once, and its use the rest', async () => {
    const { token, userId } = await invite('inga');
    await accept(token);
    const before = await signIn('inga', 'a secret of my own');
    const { node } = await api.get<{ node: { version: number } }>(
      acme.viewers.admin,
      'query ($id: ID!) { node(id: $id) { ... on User { version } } }',
      { id: userId },
    );
    const reset = await api.change(
      acme.viewers.admin,
      'resetUserPassword',
      { id: userId, version: node.version },
      'invitationUrl',
    );
    expect(reset.errors).toEqual([]);
    expect(await isOver(before)).toBe(true);
    const old = await api.change(
      null,
      'signIn',
      { organisation: 'acme', username: 'inga', password: 'a secret of my own' },
      tokens,
    );
    expect(old['session']).toBeNull();
    const link = String(reset['invitationUrl']).split('/').at(-1) ?? '';
    expect((await accept(link, 'my second own secret')).errors).toEqual([]);
    await signIn('inga', 'my second own secret');
  });
});

describe('a tracking link', () => {
  it('begins a session that sees the one complaint and is nobody else', async () => {
    const submit = (viewer: Viewer, subject: string) =>
      api.change(
        viewer,
        'submitComplaint',
        { subject, description: 'It broke.' },
        'complaint { id version status }',
      );
    const mine = await submit(acme.viewers.consumer, 'The tracked one');
    await submit(acme.viewers.consumer, 'Another of the same person');
    const complaintId = parseGlobalId(mine.complaint?.id ?? '')?.uuid ?? '';
    const personId = acme.viewers.consumer.personId ?? '';
    const url = makeTrackingUrl(api.services, acme.tenant, { complaintId, personId });
    const track = (token: string) =>
      api.change(
        null,
        'trackComplaint',
        { token },
        'session { accessToken refreshToken viewer { role user { id } displayName trackedComplaint { subject availableActions { action allowed } } } }',
      );
    const token = url.split('/').at(-1) ?? '';
    const payload = await track(token);
    expect(payload.errors).toEqual([]);
    expect(payload).toMatchObject({
      session: {
        viewer: {
          role: 'CONSUMER',
          user: null,
          displayName: 'Carla Consumer',
          trackedComplaint: { subject: 'The tracked one' },
        },
      },
    });
    const { viewer } = await viewerOf(payload['session'] as Signed);
    const { complaints } = await api.get<{ complaints: { nodes: unknown[] } }>(
      viewer,
      '{ complaints { nodes { subject } } }',
    );
    expect(complaints.nodes).toEqual([{ subject: 'The tracked one' }]);
    const changed = await api.change(
      viewer,
      'changePassword',
      { currentPassword: password, newPassword: 'another secret' },
      'viewer { id }',
    );
    expect(changed.errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    expect((await track(`${token.slice(0, -1)}x`)).errors).toMatchObject([
      { code: 'INVALID_CREDENTIALS', path: ['token'] },
    ]);

    const again = await api.change(
      null,
      'refreshSession',
      { refreshToken: (payload['session'] as Signed).refreshToken },
      tokens,
    );
    expect(again['session']).toMatchObject({ viewer: { role: 'CONSUMER', displayName: 'Carla Consumer' } });
  });

  it('of a complaint of somebody else opens nothing', async () => {
    const submitted = await api.change(acme.viewers.consumer, 'submitComplaint', {
      subject: 'Mine',
      description: 'It broke.',
    });
    const complaintId = parseGlobalId(submitted.complaint?.id ?? '')?.uuid ?? '';
    const url = makeTrackingUrl(api.services, acme.tenant, {
      complaintId,
      personId: acme.viewers.consumer2.personId ?? '',
    });
    const payload = await api.change(null, 'trackComplaint', { token: url.split('/').at(-1) ?? '' }, tokens);
    expect(payload.errors).toMatchObject([{ code: 'INVALID_CREDENTIALS', path: ['token'] }]);
  });
});

describe('changing the password', () => {
  const change = (viewer: Viewer, currentPassword: string, newPassword: string) =>
    api.change(viewer, 'changePassword', { currentPassword, newPassword }, 'viewer { displayName }');

  it('ends the other sessions and lets this one go on', async () => {
    const [here, elsewhere] = [await signIn('support2'), await signIn('support2')];
    expect(await change(here.viewer, password, 'a quite new secret')).toEqual({
      viewer: { displayName: 'Sue Support' },
      errors: [],
    });
    expect(await verifyAccessToken(api.services, here.accessToken)).not.toBeNull();
    expect(await isOver(elsewhere)).toBe(true);
    expect(await isOver(here)).toBe(false);
    await signIn('support2', 'a quite new secret');
  });

  it('needs the current one, and a new one that can be one', async () => {
    const { viewer } = await signIn('helpdesk');
    expect((await change(viewer, 'not my password', 'a quite new secret')).errors).toEqual([
      {
        __typename: 'CredentialsError',
        code: 'INVALID_CREDENTIALS',
        message: 'The current password is not right.',
        path: ['currentPassword'],
      },
    ]);
    expect((await change(viewer, password, 'helpdesk1234')).errors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['newPassword'] },
    ]);
    await signIn('helpdesk');
  });
});
