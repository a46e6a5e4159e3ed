import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { withAdmin } from '../../db/admin.ts';
import { createCaller, type Caller } from '../../isolation/scratch/caller.ts';
import { createScratchIssuer } from '../../isolation/scratch/issuer.ts';
import type { OutboundFetch } from '../../outbound/guarded-fetch.ts';
import { OutboundError } from '../../outbound/outbound-error.ts';
import { startTestApi, type TestApi } from '../../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../../test/organisation.ts';
import { openClientSecret } from './provider-secret.ts';

type Input = Record<string, unknown>;

const clientSecret = 'a-secret-between-the-two';
const issuer = createScratchIssuer();
let fetchOutside: OutboundFetch;
let api: TestApi;
let acme: TestOrganisation;
let caller: Caller;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  const services = {
    ...api.services,
    fetchOutside: (...asked: Parameters<OutboundFetch>) => fetchOutside(...asked),
  };
  caller = createCaller(services, api.apollo, 'vitest');
});
beforeEach(() => {
  fetchOutside = issuer.fetch;
});
afterAll(() => api.stop());

async function save(changes: Input) {
  const { identityProvider } = await caller.get<{ identityProvider: { version: number } | null }>(
    acme.viewers.admin,
    '{ identityProvider { version } }',
  );
  const input = {
    version: identityProvider?.version ?? 0,
    label: 'Example ID',
    issuer: issuer.issuer,
    clientId: 'redress',
    scopes: ['profile'],
    isEnabled: true,
    newUserRole: null,
    staffMustUse: false,
    ...changes,
  };
  const fields =
    'identityProvider { version issuer scopes hasClientSecret isEnabled newUserRole staffMustUse }';
  return caller.change(acme.viewers.admin, 'saveIdentityProvider', input, fields);
}

const secretInDatabase = () =>
  withAdmin(api.database.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ client_secret: Buffer | null }>(
      `select client_secret from "${acme.tenant.key}".identity_provider`,
    );
    return rows[0]?.client_secret ?? null;
  });

test('an administrator sets the provider; its secret is kept encrypted, told nowhere, and bound to tenant and issuer', async () => {
  expect(await save({ clientSecret })).toEqual({
    identityProvider: {
      version: 1,
      issuer: issuer.issuer,
      scopes: ['openid', 'profile'],
      hasClientSecret: true,
      isEnabled: true,
      newUserRole: null,
      staffMustUse: false,
    },
    errors: [],
  });
  const sealed = (await secretInDatabase()) as Buffer;
  expect(sealed.toString('latin1')).not.toContain(clientSecret);
  const { secretKey } = api.services.config;
  const owner = { tenantKey: acme.tenant.key, issuer: issuer.issuer };
  expect(openClientSecret(secretKey, owner, sealed)).toBe(clientSecret);
  for (const other of [
    { ...owner, issuer: 'https://other.invalid' },
    { ...owner, tenantKey: 't_other' },
  ]) {
    expect(() => openClientSecret(secretKey, other, sealed)).toThrow('A secret cannot be opened');
  }
  const trail = await caller.get(
    acme.viewers.admin,
    '{ auditEvents(first: 3) { nodes { action summary changes { field from to } } } }',
  );
  expect(JSON.stringify(trail)).toContain('"field":"client secret","from":null,"to":"set anew"');
  expect(JSON.stringify(trail)).not.toContain(clientSecret);
});

test('the secret stays when it is not given, goes when it is empty, and goes to no other issuer', async () => {
  await save({ clientSecret });
  expect(await save({ label: 'Example' })).toMatchObject({ identityProvider: { hasClientSecret: true } });
  const thief = createScratchIssuer({ issuer: 'https://thief.invalid' });
  fetchOutside = thief.fetch;
  for (const isEnabled of [true, false]) {
    const { errors } = await save({ issuer: thief.issuer, isEnabled });
    expect(errors).toMatchObject([
      { path: ['clientSecret'], message: expect.stringContaining('Give the client secret again') },
    ]);
  }
  fetchOutside = issuer.fetch;
  expect(await save({ clientSecret: '' })).toMatchObject({ identityProvider: { hasClientSecret: false } });
  expect(await secretInDatabase()).toBeNull();
});

test('what is kept is the name that the provider gives itself', async () => {
  expect(await save({ issuer: `${issuer.issuer}/` })).toMatchObject({
    identityProvider: { issuer: issuer.issuer },
  });
});

test('a change on an older version is refused', async () => {
  expect(await save({ version: 99 })).toMatchObject({
    identityProvider: null,
    errors: [{ __typename: 'StaleVersionError' }],
  });
});

const answering =
  (make: () => Response | Promise<Response>): OutboundFetch =>
  async () =>
    make();
const failing = (fault: OutboundError['fault']): OutboundFetch =>
  answering(() => Promise.reject(new OutboundError(fault, 'x')));
const withMetadata = (metadata: Input): OutboundFetch => createScratchIssuer({ metadata }).fetch;
const none = 'There is no OpenID Connect provider at this address';

test.each<[string, OutboundFetch, string]>([
  ['cannot be reached', failing('unreachable'), 'The issuer could not be reached'],
  ['is inside a private network', failing('address'), 'This address cannot be used.'],
  ['takes too long', failing('too-slow'), 'The issuer took too long to answer.'],
  ['answers too much', failing('too-large'), 'What the issuer answered is too large'],
  ['has no metadata', answering(() => new Response('no', { status: 404 })), none],
  ['leads somewhere else', answering(() => Response.redirect('https://example.org/', 302)), none],
  ['shows a web page', answering(() => new Response('<html>')), none],
  ['calls itself otherwise', withMetadata({ issuer: 'https://other.invalid' }), 'names another issuer'],
  [
    'has no PKCE with S256',
    withMetadata({ code_challenge_methods_supported: ['plain'] }),
    'does not support PKCE',
  ],
  ['has no keys', withMetadata({ jwks_uri: undefined }), 'lacks an https address'],
  [
    'signs in by a script',
    withMetadata({ authorization_endpoint: 'javascript:alert(1)' }),
    'lacks an https address',
  ],
  [
    'sells tokens without TLS',
    withMetadata({ token_endpoint: 'http://identity.invalid/t' }),
    'lacks an https address',
  ],
])('a provider that %s is refused with a sentence', async (_, fetch, sentence) => {
  fetchOutside = fetch;
  expect((await save({})).errors).toMatchObject([
    { code: 'INVALID_INPUT', path: ['issuer'], message: expect.stringContaining(sentence) },
  ]);
});

test.each<[Input, string]>([
  [{ issuer: 'https://user:word@identity.invalid' }, 'issuer'],
  [{ issuer: 'https://identity.invalid/?a=b' }, 'issuer'],
  [{ issuer: 'https://identity.invalid/#a' }, 'issuer'],
  [{ issuer: 'ftp://identity.invalid' }, 'issuer'],
  [{ issuer: 'identity' }, 'issuer'],
  [{ label: '' }, 'label'],
  [{ clientId: ' ' }, 'clientId'],
  [{ clientSecret: 'two words' }, 'clientSecret'],
  [{ scopes: ['profile"'] }, 'scopes'],
  [{ newUserRole: 'ADMIN' }, 'newUserRole'],
  [{ isEnabled: false, staffMustUse: true }, 'staffMustUse'],
])('%j is refused', async (changes, field) => {
  expect((await save(changes)).errors).toMatchObject([{ code: 'INVALID_INPUT', path: [field] }]);
});

test('in production an issuer without TLS is refused before anything is asked', async () => {
  const services = { ...api.services, config: { ...api.services.config, mode: 'production' as const } };
  const asked: string[] = [];
  services.fetchOutside = answering(() => {
    asked.push('asked');
    return new Response();
  });
  const production = createCaller(services, api.apollo, 'vitest');
  const input = {
    ...{ version: 0, label: 'x', issuer: 'http://127.0.0.1:9', clientId: 'x', scopes: [] },
    ...{ isEnabled: true, staffMustUse: false },
  };
  const { errors } = await production.change(
    acme.viewers.admin,
    'saveIdentityProvider',
    input,
    'identityProvider { id }',
  );
  expect([errors[0]?.path, asked]).toEqual([['issuer'], []]);
});
