import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { guessLimits, turnLimits } from '../shared/limits.ts';
import { startTestApi, type ChangePayload, type TestApi } from '../test/api.ts';
import { castPassword, createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { withTenantRead } from '../tenancy/with-tenant.ts';
import * as passwords from './passwords.ts';
import { tidyCounters } from './limit.store.ts';

let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
});
afterAll(() => api.stop());
beforeEach(async () => {
  vi.restoreAllMocks();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await sql('truncate platform.rate_limits');
  api.caller.address = '192.0.2.1';
});

const sql = (text: string) => withAdmin(api.database.adminUrl, (admin) => admin.query(text));
/** As if it had all happened that much earlier. */
const letPass = (seconds: number) =>
  sql(`update platform.rate_limits set expire = expire - ${seconds * 1000}`);

const signIn = (username: string, password: string) =>
  api.change(null, 'signIn', { organisation: 'acme', username, password }, 'session { expiresAt }');
const codesOf = ({ errors }: ChangePayload) => errors.map(({ code }) => code);
const fail = async (username: string, times: number) => {
  for (let round = 0; round < times; round += 1)
    expect(codesOf(await signIn(username, `guess number ${round}`))).toEqual(['INVALID_CREDENTIALS']);
};
/** As if that many guesses had failed: the counter is filled by hand, because each guess costs a hash. */
const fill = async (username: string, times: number, addressOf: (round: number) => string) => {
  const rounds = Array.from({ length: times }, (_, round) => round);
  const verify = vi.spyOn(passwords, 'verifyPassword').mockResolvedValue(false);
  for (const round of rounds) {
    api.caller.address = addressOf(round);
    await signIn(username.replace('#', String(round)), 'x');
  }
  verify.mockRestore();
};

describe('ten failures in 15 minutes', () => {
  it('close the account to that address, for the right password too, until 15 minutes after the first', async () => {
    await fail('support', guessLimits.accountAtAddress);
    const refused = await api.change(
      null,
      'signIn',
      { organisation: 'ACME', username: ' Support', password: castPassword },
      'session { expiresAt }',
    );
    expect(refused).toMatchObject({
      session: null,
      errors: [{ __typename: 'RateLimitedError', code: 'RATE_LIMITED', path: null }],
    });
    expect(refused.errors[0]?.message).toBe('There were too many attempts. Try again in 15 minutes.');
    await letPass(guessLimits.windowSeconds - 60);
    expect(codesOf(await signIn('support', castPassword))).toEqual(['RATE_LIMITED']);
    await letPass(60);
    expect(codesOf(await signIn('support', castPassword))).toEqual([]);
  });

  it('tell after how many seconds to come back', async () => {
    await fail('support', guessLimits.accountAtAddress);
    const { signIn: payload } = await api.get<{ signIn: { errors: { retryAfterSeconds: number }[] } }>(
      null,
      `mutation { signIn(input: { organisation: "acme", username: "support", password: "x" }) {
        errors { ... on RateLimitedError { retryAfterSeconds } } } }`,
    );
    const seconds = payload.errors[0]?.retryAfterSeconds ?? 0;
    expect(seconds).toBeGreaterThan(guessLimits.windowSeconds - 60);
    expect(seconds).toBeLessThanOrEqual(guessLimits.windowSeconds);
  });

  it('are counted for a user and for an organisation that do not exist just the same', async () => {
    await fail('nobody', guessLimits.accountAtAddress);
    const ofNobody = await signIn('nobody', castPassword);
    await fail('support', guessLimits.accountAtAddress);
    expect(await signIn('support', castPassword)).toEqual(ofNobody);
  });

  it('leave other accounts open, and the account itself at other addresses', async () => {
    await fail('support', guessLimits.accountAtAddress);
    expect(codesOf(await signIn('support2', castPassword))).toEqual([]);
    api.caller.address = '192.0.2.2';
    expect(codesOf(await signIn('support', castPassword))).toEqual([]);
  });

  it('sent at once are ten failures all the same: the rest is refused unchecked', async () => {
    const verify = vi.spyOn(passwords, 'verifyPassword');
    const answers = await Promise.all(Array.from({ length: 60 }, () => signIn('support', 'a wild guess')));
    const codes = answers.flatMap(codesOf);
    expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(guessLimits.accountAtAddress);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(60 - guessLimits.accountAtAddress);
    expect(verify).toHaveBeenCalledTimes(guessLimits.accountAtAddress);
  });

  it('begin anew after a success; right passwords never count', async () => {
    for (let round = 0; round < guessLimits.accountAtAddress + 2; round += 1)
      expect(codesOf(await signIn('support', castPassword))).toEqual([]);
    await fail('support', guessLimits.accountAtAddress - 1);
    expect(codesOf(await signIn('support', castPassword))).toEqual([]);
    await fail('support', guessLimits.accountAtAddress - 1);
    expect(codesOf(await signIn('support', castPassword))).toEqual([]);
  });

  it('count together with those of whoever holds a session and guesses the current password', async () => {
    const change = (currentPassword: string) =>
      api.change(
        acme.viewers.support,
        'changePassword',
        { currentPassword, newPassword: 'three kettles on a hill' },
        'viewer { id }',
      );
    await fail('support', guessLimits.accountAtAddress - 1);
    expect(codesOf(await change('wrong'))).toEqual(['INVALID_CREDENTIALS']);
    expect(codesOf(await change(castPassword))).toEqual(['RATE_LIMITED']);
    expect(codesOf(await signIn('support', castPassword))).toEqual(['RATE_LIMITED']);
  });
});

describe('a flood of guesses', () => {
  it('at one account from many addresses closes it to new addresses, and not to the owner where they were before', async () => {
    api.caller.address = '198.51.100.7';
    expect(codesOf(await signIn('manager', castPassword))).toEqual([]);
    await fill('manager', guessLimits.account, (round) => `203.0.113.${round}`);
    api.caller.address = '203.0.113.200';
    expect(codesOf(await signIn('manager', castPassword))).toEqual(['RATE_LIMITED']);
    api.caller.address = '198.51.100.7';
    expect(codesOf(await signIn('manager', castPassword))).toEqual([]);
  });

  it('from one address at many accounts closes it to accounts that never signed in there', async () => {
    expect(codesOf(await signIn('consumer', castPassword))).toEqual([]);
    await fill('user#', guessLimits.address, () => '192.0.2.1');
    expect(codesOf(await signIn('manager', castPassword))).toEqual(['RATE_LIMITED']);
    expect(codesOf(await signIn('consumer', castPassword))).toEqual([]);
  });

  it('that goes on while it is refused does not close anything for longer', async () => {
    await fail('support', guessLimits.accountAtAddress);
    await letPass(guessLimits.windowSeconds - 60);
    for (let round = 0; round < 30; round += 1) await signIn('support', 'still guessing');
    await letPass(60);
    expect(codesOf(await signIn('support', castPassword))).toEqual([]);
  });

  it('of links and refresh tokens closes the address to links, and not to passwords', async () => {
    const guesses = [
      () => api.change(null, 'acceptInvitation', { token: 'x', password: 'three kettles on a hill' }, ''),
      () => api.change(null, 'trackComplaint', { token: 'x' }, ''),
      () => api.change(null, 'refreshSession', { refreshToken: 'x' }, ''),
    ];
    for (let round = 0; round < guessLimits.address; round += 1)
      expect(codesOf(await (guesses[round % 3] as (typeof guesses)[0])())).toEqual(['INVALID_CREDENTIALS']);
    for (const guess of guesses) expect(codesOf(await guess())).toEqual(['RATE_LIMITED']);
    expect(codesOf(await signIn('support', castPassword))).toEqual([]);
    api.caller.address = '192.0.2.2';
    for (const guess of guesses) expect(codesOf(await guess())).toEqual(['INVALID_CREDENTIALS']);
  });
});

describe('what costs us something each time', () => {
  it('is done so often from an address: registrations, whether they succeed or not', async () => {
    const register = () =>
      api.change(
        null,
        'register',
        { organisation: 'acme', username: 'x', displayName: '', email: '', password: '' },
        '',
      );
    for (let round = 0; round < turnLimits.registration.address; round += 1)
      expect(codesOf(await register())).not.toContain('RATE_LIMITED');
    expect(codesOf(await register())).toEqual(['RATE_LIMITED']);
    api.caller.address = '192.0.2.2';
    expect(codesOf(await register())).not.toContain('RATE_LIMITED');
  });

  it('and so often for an organisation from everywhere: complaints by the public form', async () => {
    const submit = (organisation: string) =>
      api.change(null, 'submitPublicComplaint', { organisation, name: '', subject: '', description: '' }, '');
    for (let round = 0; round < turnLimits.publicComplaint.subject; round += 1) {
      api.caller.address = `203.0.113.${round % 250}`;
      expect(codesOf(await submit('acme'))).not.toContain('RATE_LIMITED');
    }
    expect(codesOf(await submit('acme'))).toEqual(['RATE_LIMITED']);
    expect(codesOf(await submit('other'))).not.toContain('RATE_LIMITED');
  });
});

describe('what is counted', () => {
  it('names neither account nor address, and no tenant can look at it', async () => {
    await fail('support', 1);
    const { rows } = await sql('select key from platform.rate_limits');
    expect(rows.length).toBe(3);
    expect(JSON.stringify(rows)).not.toMatch(/acme|support|192\.0\.2/);
    const look = withTenantRead(api.database.pools, acme.tenant.key, (unit) =>
      unit.query({ text: 'select * from platform.rate_limits', values: [] }),
    );
    await expect(look).rejects.toMatchObject({ code: '42501' });
  });

  it('is forgotten when its time is over', async () => {
    await fail('support', 1);
    await tidyCounters(api.database.pools, new Date());
    expect((await sql('select key from platform.rate_limits')).rows).toHaveLength(3);
    await tidyCounters(api.database.pools, new Date(Date.now() + guessLimits.windowSeconds * 1000));
    expect((await sql('select key from platform.rate_limits')).rows).toHaveLength(0);
  });
});
