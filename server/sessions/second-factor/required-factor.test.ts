import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyAccessToken } from '../../auth/access-tokens.ts';
import type { Viewer } from '../../auth/viewer.ts';
import { statement } from '../../db/sql.ts';
import { startTestApi, type TestApi } from '../../test/api.ts';
import {
  castPassword as password,
  createOrganisation,
  type TestOrganisation,
} from '../../test/organisation.ts';
import { codeAt } from '../../isolation/scratch/second-factor.ts';
import { withTenant } from '../../tenancy/with-tenant.ts';

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
});
afterAll(() => api.stop());
beforeEach(async () => {
  await withTenant(api.database.pools, acme.tenant.key, async (unit) => {
    await unit.query(statement`delete from second_factors`);
    await unit.query(statement`update settings set staff_second_factor = false`);
  });
});

const tokens = 'session { accessToken refreshToken viewer { mustSetUpSecondFactor } }';

async function signIn(username: string): Promise<Tokens> {
  const payload = await api.change(null, 'signIn', { organisation: 'acme', username, password }, tokens);
  expect(payload.errors).toEqual([]);
  return payload['session'] as Tokens;
}

async function refresh({ refreshToken }: Tokens): Promise<Tokens> {
  const payload = await api.change(null, 'refreshSession', { refreshToken }, tokens);
  return payload['session'] as Tokens;
}

const viewerOf = async ({ accessToken }: Tokens) => verifyAccessToken(api.services, accessToken);

async function setUp(viewer: Viewer): Promise<string> {
  const { secret } = await api.change(viewer, 'startSecondFactor', { password }, 'secret');
  const code = codeAt(String(secret), api.clock.now);
  const payload = await api.change(viewer, 'confirmSecondFactor', { code }, 'recoveryCodes');
  expect(payload.errors).toEqual([]);
  return String(secret);
}

async function demand(isDemanded: boolean) {
  const { viewer } = await api.get<{ viewer: { organisation: Record<string, unknown> } }>(
    acme.viewers.admin,
    `{ viewer { organisation { version name registrationOpen publicFormOpen acknowledgeWithinDays finalResponseWithinDays
      rejectWindowDays reopenWindowDays closeAfterDays reminderDays redressLimitMinor currency timeZone showStaffSurnames consumerMailOn } } }`,
  );
  const input = { ...viewer.organisation, staffSecondFactor: isDemanded };
  return api.change(acme.viewers.admin, 'updateOrganisation', input, 'organisation { staffSecondFactor }');
}

async function demandIt(): Promise<void> {
  await setUp(acme.viewers.admin);
  expect((await demand(true)).errors).toEqual([]);
}

const list = '{ complaints { totalCount } }';
const codeOf = async (viewer: Viewer | null) =>
  (await api.ask(viewer, list)).errors?.[0]?.extensions?.['code'];

describe('an organisation that requires a second factor of its staff', () => {
  it('is not made one by an administrator without one', async () => {
    expect((await demand(true)).errors).toMatchObject([{ code: 'NOT_ALLOWED', path: ['staffSecondFactor'] }]);
    await setUp(acme.viewers.admin);
    expect(await demand(true)).toEqual({ organisation: { staffSecondFactor: true }, errors: [] });
  });

  it('lets staff without one sign in to set it up, and do nothing else until then', async () => {
    await demandIt();
    const session = await signIn('support');
    expect(session).toMatchObject({ viewer: { mustSetUpSecondFactor: true } });
    const viewer = (await viewerOf(session)) as Viewer;
    expect(await codeOf(viewer)).toBe('FORBIDDEN');
    await setUp(viewer);
    expect(await viewerOf(session), 'the old token is refused').toBeNull();
    const next = await refresh(session);
    expect(next).toMatchObject({ viewer: { mustSetUpSecondFactor: false } });
    expect(await codeOf(await viewerOf(next))).toBeUndefined();
  });

  it('reaches the staff that are signed in without one at once, and nobody else', async () => {
    const [support, consumer, manager] = [
      await signIn('support'),
      await signIn('consumer'),
      await signIn('manager'),
    ];
    await setUp((await viewerOf(manager)) as Viewer);
    const managers = await refresh(manager);
    await demandIt();
    expect(await viewerOf(support)).toBeNull();
    const restricted = await viewerOf(await refresh(support));
    expect(restricted).toMatchObject({ mustSetUpFactor: true });
    expect(await codeOf(restricted)).toBe('FORBIDDEN');
    expect(await codeOf(await viewerOf(consumer))).toBeUndefined();
    expect(await codeOf(await viewerOf(managers))).toBeUndefined();
  });

  it('restricts the session that turns it off', async () => {
    await demandIt();
    const session = await signIn('support');
    const secret = await setUp((await viewerOf(session)) as Viewer);
    const next = await refresh(session);
    api.clock.now = new Date(api.clock.now.getTime() + 30_000);
    const code = codeAt(secret, api.clock.now);
    const viewer = await viewerOf(next);
    expect(
      (await api.change(viewer, 'turnOffSecondFactor', { password, code }, 'viewer { id }')).errors,
    ).toEqual([]);
    expect(await viewerOf(next)).toBeNull();
    expect(await viewerOf(await refresh(next))).toMatchObject({ mustSetUpFactor: true });
  });

  it('asks nothing of consumers, and nothing of staff any more once it takes it back', async () => {
    await demandIt();
    expect(await viewerOf(await signIn('consumer'))).toMatchObject({ mustSetUpFactor: false });
    await demand(false);
    expect(await viewerOf(await signIn('support'))).toMatchObject({ mustSetUpFactor: false });
  });

  it('is known to a sign-in that waits for the change', async () => {
    await setUp(acme.viewers.admin);
    let signingIn: Promise<Tokens> | null = null;
    await withTenant(api.database.pools, acme.tenant.key, async (unit) => {
      await unit.query(statement`update settings set staff_second_factor = true`);
      signingIn = signIn('support');
      await expect.poll(waitingBackends, { timeout: 5_000, interval: 20 }).toBe(1);
    });
    expect(await viewerOf(await (signingIn as unknown as Promise<Tokens>))).toMatchObject({
      mustSetUpFactor: true,
    });
  });
});

async function waitingBackends(): Promise<number> {
  const { rows } = await api.database.pools.runtime.query<{ count: number }>({
    text: `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    values: [],
  });
  return rows[0]?.count ?? 0;
}

describe('somebody without a password, whom an identity provider signs in', () => {
  const begin = (viewer: Viewer | null) => api.change(viewer, 'startSecondFactor', {}, 'secret');

  it('sets a factor up, and turns it off by its code, while the sign-in is fresh; ten minutes later not any more', async () => {
    const viewer = await viewerOf(await signIn('support2'));
    await withTenant(api.database.pools, acme.tenant.key, (unit) =>
      unit.query(statement`update users set password_hash = null where username = 'support2'`),
    );
    const begun = api.clock.now;
    api.clock.now = new Date(begun.getTime() + 9 * 60_000);
    const { secret } = await begin(viewer);
    const code = (minutes: number) => codeAt(String(secret), new Date(begun.getTime() + minutes * 60_000));
    const confirmed = await api.change(viewer, 'confirmSecondFactor', { code: code(9) }, 'recoveryCodes');
    expect(confirmed.errors).toEqual([]);
    api.clock.now = new Date(begun.getTime() + 10 * 60_000);
    const stale = {
      __typename: 'NotAllowedError',
      code: 'NOT_ALLOWED',
      message:
        'You have no password here, so this needs a new sign-in: sign out, sign in again, and come back within ten minutes.',
      path: null,
    };
    expect((await begin(viewer)).errors).toEqual([stale]);
    expect(
      (await api.change(viewer, 'turnOffSecondFactor', { code: code(10) }, 'viewer { id }')).errors,
    ).toEqual([stale]);
    api.clock.now = new Date(begun.getTime() + 9.9 * 60_000);
    const [wrong] = (await api.change(viewer, 'turnOffSecondFactor', { code: '000000' }, 'viewer { id }'))
      .errors;
    expect(wrong?.code).toBe('INVALID_CREDENTIALS');
    const off = await api.change(viewer, 'turnOffSecondFactor', { code: code(10) }, 'viewer { id }');
    expect(off).toMatchObject({ viewer: { id: expect.anything() }, errors: [] });
    api.clock.now = begun;
  });

  it('is the only one who may leave the password out', async () => {
    const viewer = await viewerOf(await signIn('support'));
    expect((await begin(viewer)).errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['password'] }]);
  });
});
