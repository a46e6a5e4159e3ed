import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAccessToken } from '../../auth/access-tokens.ts';
import type { Viewer } from '../../auth/viewer.ts';
import { statement } from '../../db/sql.ts';
import { toGlobalId } from '../../graphql/global-id.ts';
import { startTestApi, type ChangePayload, type TestApi } from '../../test/api.ts';
import {
  castPassword as password,
  createOrganisation,
  type CastName,
  type TestOrganisation,
} from '../../test/organisation.ts';
import { codeAt } from '../../isolation/scratch/second-factor.ts';
import { withTenant } from '../../tenancy/with-tenant.ts';

let api: TestApi;
let acme: TestOrganisation;
let other: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  other = await createOrganisation(api.database, 'other');
});
afterAll(() => api.stop());

const pass = (seconds: number) => (api.clock.now = new Date(api.clock.now.getTime() + seconds * 1000));
const sessionFields = 'session { accessToken refreshToken viewer { displayName mustSetUpSecondFactor } }';

/** The first step of a sign-in: the challenge, or null when there was a session at once. */
async function challengeOf(name: CastName, secret = password, organisation = acme): Promise<string | null> {
  const input = { organisation: organisation.tenant.slug, username: name.toLowerCase(), password: secret };
  const payload = await api.change(
    null,
    'signIn',
    input,
    `${sessionFields} errors { ... on SecondFactorRequiredError { challenge } }`,
  );
  const [error] = payload.errors as unknown as { code: string; challenge: string }[];
  if (!error) return null;
  expect(payload['session']).toBeNull();
  expect(error.code).toBe('SECOND_FACTOR_REQUIRED');
  return error.challenge;
}

const complete = (challenge: string | null, code: string) =>
  api.change(null, 'completeSignIn', { challenge: challenge ?? '', code }, sessionFields);

const begun = (payload: ChangePayload) =>
  payload['session'] as { accessToken: string; refreshToken: string; viewer: object } | null;

/** Sets a second factor up; the next code is the one of the next step. */
async function setUp(name: CastName): Promise<{ secret: string; recoveryCodes: string[] }> {
  const viewer = acme.viewers[name];
  await api.change(
    acme.viewers[name === 'admin' ? 'manager' : 'admin'],
    'resetSecondFactor',
    await userOf(name),
    'user { id }',
  );
  const started = await api.change(viewer, 'startSecondFactor', { password }, 'secret uri');
  expect(started.errors).toEqual([]);
  const secret = String(started['secret']);
  const confirmed = await api.change(
    viewer,
    'confirmSecondFactor',
    { code: codeAt(secret, api.clock.now) },
    'recoveryCodes',
  );
  expect(confirmed.errors).toEqual([]);
  pass(30);
  return { secret, recoveryCodes: confirmed['recoveryCodes'] as string[] };
}

async function userOf(name: CastName): Promise<{ id: string; version: number }> {
  const id = toGlobalId('User', acme.viewers[name].userId as string);
  const query = 'query ($id: ID!) { node(id: $id) { id ... on User { version } } }';
  return (
    await api.get<{ node: { id: string; version: number } }>(acme.viewers.admin, query, {
      id,
    })
  ).node;
}

const now = (secret: string) => codeAt(secret, api.clock.now);
const wrong = (secret: string) => String((Number(now(secret)) + 1) % 1_000_000).padStart(6, '0');
const lastActions = async (count: number) => {
  const { auditEvents } = await api.get<{ auditEvents: { nodes: { action: string }[] } }>(
    acme.viewers.admin,
    `{ auditEvents(first: ${count}) { nodes { action } } }`,
  );
  return auditEvents.nodes.map(({ action }) => action);
};

describe('a sign-in with a second factor', () => {
  it('needs the password and then a code', async () => {
    const { secret } = await setUp('support');
    const challenge = await challengeOf('support');
    const payload = await complete(challenge, now(secret));
    expect(payload.errors).toEqual([]);
    expect(begun(payload)?.viewer).toEqual({ displayName: 'Sam Support', mustSetUpSecondFactor: false });
    const viewer = await verifyAccessToken(api.services, begun(payload)?.accessToken ?? '');
    expect(viewer).toMatchObject({ userId: acme.viewers.support.userId, mustSetUpFactor: false });
  });

  it('begins no session before the code, and tells of none', async () => {
    await setUp('support');
    const before = await lastActions(1);
    await challengeOf('support');
    expect(await lastActions(1)).toEqual(before);
  });

  it('tells nobody who has the wrong password that there is one', async () => {
    await setUp('support');
    const refusal = (username: string) =>
      api.change(null, 'signIn', { organisation: 'acme', username, password: 'wrong' }, sessionFields);
    expect(await refusal('support')).toEqual(await refusal('consumer'));
  });

  it('takes a code once, also from two at the same moment', async () => {
    const { secret } = await setUp('support');
    const challenges = await Promise.all([1, 2, 3].map(() => challengeOf('support')));
    const code = now(secret);
    const answers = await Promise.all(challenges.map((challenge) => complete(challenge, code)));
    expect(answers.filter((answer) => begun(answer) !== null)).toHaveLength(1);
    expect(begun(await complete(await challengeOf('support'), code))).toBeNull();
    pass(30);
    expect(begun(await complete(await challengeOf('support'), code)), 'the step before').toBeNull();
    expect(begun(await complete(await challengeOf('support'), now(secret)))).not.toBeNull();
  });

  it('does not take the code that set it up', async () => {
    const { secret } = await setUp('support');
    pass(-30);
    expect(begun(await complete(await challengeOf('support'), now(secret)))).toBeNull();
  });

  it('takes a challenge once', async () => {
    const { secret } = await setUp('support');
    const challenge = await challengeOf('support');
    await complete(challenge, now(secret));
    pass(30);
    expect((await complete(challenge, now(secret))).errors).toMatchObject([{ path: ['challenge'] }]);
  });

  it('takes five wrong codes, then not even the right one, and the trail tells it', async () => {
    const { secret } = await setUp('support');
    const challenge = await challengeOf('support');
    for (let time = 1; time <= 4; time += 1) {
      expect((await complete(challenge, wrong(secret))).errors).toMatchObject([
        { code: 'INVALID_CREDENTIALS', path: ['code'] },
      ]);
    }
    const over = await complete(challenge, wrong(secret));
    expect(over.errors).toMatchObject([{ code: 'INVALID_CREDENTIALS', path: ['challenge'] }]);
    expect(await complete(challenge, now(secret))).toEqual(over);
    expect(await lastActions(1)).toEqual(['user.second_factor_failed']);
    expect(begun(await complete(await challengeOf('support'), now(secret)))).not.toBeNull();
  });

  it('waits ten minutes for the code', async () => {
    const { secret } = await setUp('support');
    const challenge = await challengeOf('support');
    pass(599);
    const other = await challengeOf('support');
    expect(begun(await complete(challenge, now(secret)))).not.toBeNull();
    pass(600);
    expect((await complete(other, now(secret))).errors).toMatchObject([{ path: ['challenge'] }]);
  });

  it.each([
    ['another password', 'set password_hash = (select password_hash || $$x$$ from users limit 1)'],
    ['a disabled user', `set status = 'disabled'`],
  ])('is over with %s', async (_, change) => {
    const { secret } = await setUp('support2');
    const challenge = await challengeOf('support2');
    const before = await rowOf('support2');
    await run({ text: `update users ${change} where username = 'support2'`, values: [] });
    const { errors } = await complete(challenge, now(secret));
    expect(errors).toMatchObject([{ code: 'INVALID_CREDENTIALS', path: ['challenge'] }]);
    await run(
      statement`update users set password_hash = ${before.hash}, status = ${before.status} where username = 'support2'`,
    );
  });

  it.each(['', 'x', 'a'.repeat(102), Buffer.alloc(76).toString('base64url')])(
    'is not begun by the challenge %j',
    async (challenge) => {
      expect((await complete(challenge, '123456')).errors).toMatchObject([{ path: ['challenge'] }]);
    },
  );

  it('of one organisation does not take the codes of another', async () => {
    const { secret } = await setUp('support');
    expect(await challengeOf('support', password, other)).toBeNull();
    const challenge = (await challengeOf('support')) ?? '';
    const bytes = Buffer.from(challenge, 'base64url');
    bytes.write(other.tenant.key, 0, 'latin1');
    const moved = await complete(bytes.toString('base64url'), now(secret));
    expect(moved.errors).toMatchObject([{ path: ['challenge'] }]);
  });
});

const run = (work: { text: string; values: readonly unknown[] }) =>
  withTenant(api.database.pools, acme.tenant.key, (unit) => unit.query(work));

async function rowOf(username: string): Promise<{ hash: string; status: string }> {
  const [row] = await withTenant(api.database.pools, acme.tenant.key, (unit) =>
    unit.query<{ hash: string; status: string }>(
      statement`select password_hash as hash, status from users where username = ${username}`,
    ),
  );
  return row!;
}

describe('a recovery code', () => {
  it('does what a code does, once, however it is typed, and is told in the trail', async () => {
    const { recoveryCodes } = await setUp('manager');
    const [first = '', second = ''] = recoveryCodes;
    expect(recoveryCodes).toHaveLength(10);
    const typed = first.toLowerCase().replaceAll('-', ' ');
    expect(begun(await complete(await challengeOf('manager'), typed))).not.toBeNull();
    expect(await lastActions(2)).toEqual(['user.recovery_code_used', 'session.started']);
    expect(begun(await complete(await challengeOf('manager'), first))).toBeNull();
    expect(begun(await complete(await challengeOf('manager'), second))).not.toBeNull();
    expect(await stateOf(acme.viewers.manager)).toMatchObject({ isOn: true, recoveryCodesLeft: 8 });
  });

  it('ends when new ones are given, which takes password and code', async () => {
    const { secret, recoveryCodes } = await setUp('manager');
    const renew = (input: { password: string; code: string }) =>
      api.change(acme.viewers.manager, 'renewRecoveryCodes', input, 'recoveryCodes');
    expect((await renew({ password: 'wrong', code: now(secret) })).errors).toMatchObject([
      { path: ['password'] },
    ]);
    expect((await renew({ password, code: wrong(secret) })).errors).toMatchObject([{ path: ['code'] }]);
    const renewed = (await renew({ password, code: now(secret) }))['recoveryCodes'] as string[];
    expect(begun(await complete(await challengeOf('manager'), recoveryCodes[3] ?? ''))).toBeNull();
    expect(begun(await complete(await challengeOf('manager'), renewed[3] ?? ''))).not.toBeNull();
  });

  it('is in the database as a hash, and the secret encrypted', async () => {
    const { secret, recoveryCodes } = await setUp('manager');
    const [row] = await withTenant(api.database.pools, acme.tenant.key, (unit) =>
      unit.query<{ all: string }>(
        statement`select row_to_json(f)::text as all from second_factors f where user_id = ${acme.viewers.manager.userId}`,
      ),
    );
    const { Secret } = await import('otpauth');
    for (const plain of [secret, Secret.fromBase32(secret).hex.toLowerCase(), ...recoveryCodes]) {
      expect(row?.all.toLowerCase()).not.toContain(plain.toLowerCase());
    }
  });
});

const stateOf = async (viewer: Viewer) =>
  (
    await api.get<{ viewer: { secondFactor: object } }>(
      viewer,
      '{ viewer { secondFactor { isOn isRequired onSince recoveryCodesLeft } } }',
    )
  ).viewer.secondFactor;

describe('setting it up', () => {
  it('takes the password, and counts once a code was shown', async () => {
    const viewer = acme.viewers.consumer;
    const start = (secret: string) =>
      api.change(viewer, 'startSecondFactor', { password: secret }, 'secret uri');
    const off = { isOn: false, isRequired: false, onSince: null, recoveryCodesLeft: 0 };
    expect((await start('wrong')).errors).toMatchObject([{ path: ['password'] }]);
    const first = await start(password);
    expect(first['uri']).toContain(`secret=${String(first['secret'])}`);
    const started = await start(password);
    expect(started['secret']).not.toBe(first['secret']);
    expect(await stateOf(viewer)).toEqual(off);
    expect(await challengeOf('consumer')).toBeNull();
    const confirm = (code: string) => api.change(viewer, 'confirmSecondFactor', { code }, 'recoveryCodes');
    expect((await confirm(now(String(first['secret'])))).errors).toMatchObject([{ path: ['code'] }]);
    expect((await confirm(now(String(started['secret'])))).errors).toEqual([]);
    expect(await stateOf(viewer)).toEqual({
      isOn: true,
      isRequired: false,
      onSince: api.clock.now.toISOString(),
      recoveryCodesLeft: 10,
    });
    expect((await start(password)).errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    expect((await confirm(now(String(started['secret'])))).errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    expect(await challengeOf('consumer')).not.toBeNull();
  });

  it('ends the other sessions and lets this one go on with its next tokens', async () => {
    const signIn = async () => {
      const input = { organisation: 'acme', username: 'consumer2', password };
      return begun(await api.change(null, 'signIn', input, sessionFields))!;
    };
    const [here, elsewhere] = [await signIn(), await signIn()];
    const viewer = (await verifyAccessToken(api.services, here.accessToken)) as Viewer;
    const { secret } = await api.change(viewer, 'startSecondFactor', { password }, 'secret');
    await api.change(viewer, 'confirmSecondFactor', { code: now(String(secret)) }, 'recoveryCodes');
    const refresh = async (refreshToken: string) =>
      begun(await api.change(null, 'refreshSession', { refreshToken }, sessionFields));
    expect(await refresh(elsewhere.refreshToken)).toBeNull();
    expect(await verifyAccessToken(api.services, elsewhere.accessToken)).toBeNull();
    expect(await refresh(here.refreshToken)).not.toBeNull();
  });

  it('is turned off with password and code, and then a sign-in asks for none', async () => {
    const { secret } = await setUp('manager2');
    const viewer = acme.viewers.manager2;
    const turnOff = (input: object) =>
      api.change(viewer, 'turnOffSecondFactor', { password, code: now(secret), ...input }, 'viewer { id }');
    expect((await turnOff({ password: 'wrong' })).errors).toMatchObject([{ path: ['password'] }]);
    expect((await turnOff({ code: wrong(secret) })).errors).toMatchObject([{ path: ['code'] }]);
    expect((await turnOff({})).errors).toEqual([]);
    expect(await lastActions(1)).toEqual(['user.second_factor_off']);
    expect(await challengeOf('manager2')).toBeNull();
  });

  it('is nothing for a tracking link', async () => {
    const tracker = { ...acme.viewers.consumer, userId: null, trackedComplaintId: acme.viewers.admin.userId };
    const payload = await api.change(tracker, 'startSecondFactor', { password }, 'secret');
    expect(payload.errors).toMatchObject([{ code: 'NOT_ALLOWED', path: null }]);
    expect(await stateOf(tracker)).toBeNull();
  });
});

describe('an administrator', () => {
  it('takes the second factor of another user away, whose sessions end', async () => {
    const { secret } = await setUp('support');
    const session = begun(await complete(await challengeOf('support'), now(secret)))!;
    const payload = await api.change(
      acme.viewers.admin,
      'resetSecondFactor',
      await userOf('support'),
      'user { hasSecondFactor }',
    );
    expect(payload).toEqual({ user: { hasSecondFactor: false }, errors: [] });
    expect(await verifyAccessToken(api.services, session.accessToken)).toBeNull();
    expect(await challengeOf('support')).toBeNull();
    const again = await api.change(
      acme.viewers.admin,
      'resetSecondFactor',
      await userOf('support'),
      'user { id }',
    );
    expect(again.errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });

  it('does not take away their own', async () => {
    await api.change(acme.viewers.admin, 'startSecondFactor', { password }, 'secret');
    const payload = await api.change(
      acme.viewers.admin,
      'resetSecondFactor',
      await userOf('admin'),
      'user { id }',
    );
    expect(payload.errors).toMatchObject([{ code: 'NOT_ALLOWED', path: ['id'] }]);
  });
});

describe('a new password by a link', () => {
  it('is set, and does not get past the second factor', async () => {
    const { secret } = await setUp('support');
    const { id, version } = await userOf('support');
    const reset = await api.change(acme.viewers.admin, 'resetUserPassword', { id, version }, 'invitationUrl');
    const token = String(reset['invitationUrl']).split('/').at(-1);
    const fields = `${sessionFields} errors { ... on SecondFactorRequiredError { challenge } }`;
    const accepted = await api.change(null, 'acceptInvitation', { token, password }, fields);
    expect(accepted['session']).toBeNull();
    expect(accepted.errors).toMatchObject([{ code: 'SECOND_FACTOR_REQUIRED' }]);
    const { challenge } = accepted.errors[0] as unknown as { challenge: string };
    expect(begun(await complete(challenge, now(secret)))).not.toBeNull();
    expect(await challengeOf('support')).not.toBeNull();
  });
});
