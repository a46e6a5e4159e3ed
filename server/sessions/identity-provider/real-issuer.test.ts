import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCaller, type Caller } from '../../isolation/scratch/caller.ts';
import { addressRulesOf } from '../../outbound/address-rules.ts';
import { guardedFetch } from '../../outbound/guarded-fetch.ts';
import { startTestApi, type TestApi } from '../../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../../test/organisation.ts';
import { realClient, startRealIssuer, type RealIssuer } from '../../test/real-issuer.ts';

let api: TestApi;
let acme: TestOrganisation;
let issuer: RealIssuer;
let caller: Caller;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  issuer = await startRealIssuer(['http://localhost:4000/acme/sign-in/callback']);
  const fetchOutside = guardedFetch(addressRulesOf(api.services.config));
  caller = createCaller({ ...api.services, fetchOutside }, api.apollo, 'vitest');
  const settings = {
    ...realClient,
    label: 'Example ID',
    issuer: issuer.issuer,
    scopes: ['profile', 'email'],
  };
  const saved = await caller.change(
    acme.viewers.admin,
    'saveIdentityProvider',
    { ...settings, version: 0, isEnabled: true, newUserRole: 'SUPPORT', staffMustUse: false },
    'identityProvider { issuer version }',
  );
  expect(saved).toEqual({ identityProvider: { issuer: issuer.issuer, version: 1 }, errors: [] });
});
afterAll(async () => {
  await issuer.stop();
  await api.stop();
});

async function goThere(login: string | null) {
  const { authorizationUrl, attempt } = await caller.change(
    null,
    'startProviderSignIn',
    { organisation: 'acme' },
    'authorizationUrl attempt',
  );
  return { attempt, callbackUrl: await issuer.visit(String(authorizationUrl), login) };
}

const who = 'session { viewer { role displayName hasPassword user { username email } } }';

test('somebody signs in at the provider for the first time and becomes a user, then is the same one again', async () => {
  const first = await caller.change(null, 'completeProviderSignIn', await goThere('nora'), who);
  const user = {
    role: 'SUPPORT',
    displayName: 'Nora Outside',
    hasPassword: false,
    user: { username: 'nora', email: 'nora@provider.example' },
  };
  expect(first).toEqual({ session: { viewer: user }, errors: [] });
  const again = await caller.change(null, 'completeProviderSignIn', await goThere('nora'), who);
  expect(again).toEqual({ session: { viewer: user }, errors: [] });
});

test('an account at the provider that is called like the administrator becomes another user', async () => {
  const begun = await caller.change(null, 'completeProviderSignIn', await goThere('admin'), who);
  expect(begun['session']).toMatchObject({ viewer: { role: 'SUPPORT', displayName: 'Admin Outside' } });
  expect(begun['session']).not.toMatchObject({ viewer: { user: { username: 'admin' } } });
});

test('a sign-in that is cancelled at the provider says so', async () => {
  const back = await goThere(null);
  expect(back.callbackUrl).toContain('error=access_denied');
  const { session, errors } = await caller.change(null, 'completeProviderSignIn', back, who);
  expect([session, errors.map(({ message }) => message)]).toEqual([
    null,
    ['The sign-in at Example ID was cancelled.'],
  ]);
});

test('a wrong client secret is noticed at the sign-in', async () => {
  const { identityProvider } = await caller.get<{ identityProvider: object }>(
    acme.viewers.admin,
    '{ identityProvider { version label issuer clientId scopes isEnabled newUserRole staffMustUse } }',
  );
  const wrong = { ...identityProvider, clientSecret: 'another-secret' };
  await caller.change(acme.viewers.admin, 'saveIdentityProvider', wrong, 'identityProvider { version }');
  const { session, errors } = await caller.change(null, 'completeProviderSignIn', await goThere('nora'), who);
  expect([session, errors.length]).toEqual([null, 1]);
});
