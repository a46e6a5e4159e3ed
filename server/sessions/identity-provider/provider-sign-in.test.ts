import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toGlobalId } from '../../graphql/global-id.ts';
import { createCaller, type Caller } from '../../isolation/scratch/caller.ts';
import { createScratchIssuer, type ScratchIssuer } from '../../isolation/scratch/issuer.ts';
import { withTenant } from '../../tenancy/with-tenant.ts';
import { startTestApi, type TestApi } from '../../test/api.ts';
import { castPassword, createOrganisation, type TestOrganisation } from '../../test/organisation.ts';

type Claims = Record<string, unknown>;
type IdToken = (claims: Claims, sign: (claims: Claims) => string) => string;

const clientSecret = 'a-secret-between-the-two';
let api: TestApi;
let acme: TestOrganisation;
let bravo: TestOrganisation;
let caller: Caller;
let issuer: ScratchIssuer;
/** How the issuer makes its tokens; each test may forge them. */
let makeToken: IdToken;
let accounts = 0;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  bravo = await createOrganisation(api.database, 'bravo');
  issuer = createScratchIssuer({ idToken: (claims, sign) => makeToken(claims, sign) });
  caller = createCaller({ ...api.services, fetchOutside: issuer.fetch }, api.apollo, 'vitest');
  await Promise.all([acme, bravo].map((organisation) => save(organisation, {})));
});
beforeEach(() => {
  makeToken = (claims, sign) => sign(claims);
});
afterAll(() => api.stop());

async function save({ viewers: { admin } }: TestOrganisation, changes: Claims) {
  const { identityProvider } = await caller.get<{ identityProvider: { version: number } | null }>(
    admin,
    '{ identityProvider { version } }',
  );
  const input = {
    version: identityProvider?.version ?? 0,
    label: 'Example ID',
    issuer: issuer.issuer,
    clientId: 'redress',
    clientSecret,
    scopes: ['profile'],
    isEnabled: true,
    newUserRole: null,
    staffMustUse: false,
    ...changes,
  };
  const { errors } = await caller.change(
    admin,
    'saveIdentityProvider',
    input,
    'identityProvider { version }',
  );
  expect(errors).toEqual([]);
}

const way = 'authorizationUrl attempt';
const who = 'session { viewer { role displayName user { id } } }';
const newAccount = () => `account-${(accounts += 1)}`;

async function start(organisation = 'acme', more: Claims = {}) {
  const started = await caller.change(null, 'startProviderSignIn', { organisation, ...more }, way);
  return { authorizationUrl: String(started['authorizationUrl']), attempt: String(started['attempt']) };
}

async function comeBack(account: Claims & { sub: string }, organisation = 'acme', more: Claims = {}) {
  const { authorizationUrl, attempt } = await start(organisation, more);
  return { attempt, callbackUrl: issuer.consent(authorizationUrl, account) };
}

async function complete(back: Claims) {
  const { session, errors } = await caller.change(null, 'completeProviderSignIn', back, who);
  const id = (session as { viewer: { user: { id: string } } } | null)?.viewer.user.id;
  const { user } = id
    ? await caller.get<{ user: Claims }>(
        acme.viewers.admin,
        'query ($id: ID!) { user: node(id: $id) { ... on User { username email } } }',
        { id },
      )
    : { user: null };
  return {
    session: session as Claims | null,
    username: user?.['username'],
    email: user?.['email'],
    message: errors[0]?.message,
  };
}

async function link(as: 'manager' | 'support' | 'consumer' | 'admin', sub: string) {
  const viewer = acme.viewers[as];
  const input = { currentPassword: castPassword };
  const started = await caller.change(viewer, 'startIdentityLink', input, way);
  const back = {
    attempt: started['attempt'],
    callbackUrl: issuer.consent(String(started['authorizationUrl']), { sub }),
  };
  return caller.change(viewer, 'completeIdentityLink', back, 'viewer { externalIdentities { subject } }');
}

const unlink = (as: 'manager' | 'support' | 'consumer' | 'admin') =>
  caller.change(
    acme.viewers.admin,
    'unlinkIdentity',
    { userId: toGlobalId('User', acme.viewers[as].userId as string) },
    'user { externalIdentities { subject } }',
  );

const failed =
  "The sign-in at Example ID did not work. Try again; if it fails again, tell the organisation's administrator.";
const over = 'This sign-in is over or was begun in another browser. Begin again.';

describe('a linked user', () => {
  test('signs in, also when the provider calls the account something else by now', async () => {
    const sub = newAccount();
    expect(await link('manager', sub)).toMatchObject({
      viewer: { externalIdentities: [{ subject: sub }] },
      errors: [],
    });
    const back = await comeBack({ sub, name: 'Somebody Else', preferred_username: 'admin' });
    expect((await complete(back)).username).toBe('manager');
    await unlink('manager');
  });

  test('does not once unlinked, and the trail tells both', async () => {
    const sub = newAccount();
    await link('support', sub);
    await unlink('support');
    expect((await complete(await comeBack({ sub }))).session).toBeNull();
    const { auditEvents } = await caller.get<{ auditEvents: { nodes: Claims[] } }>(
      acme.viewers.admin,
      `{ auditEvents(first: 2, filter: { action: ["user.identity_linked", "user.identity_unlinked"] }) {
        nodes { action actorName changes { from to } } } }`,
    );
    const identity = `${sub} at ${issuer.issuer}`;
    expect(auditEvents.nodes).toEqual([
      { action: 'user.identity_unlinked', actorName: 'Ada Admin', changes: [{ from: identity, to: null }] },
      { action: 'user.identity_linked', actorName: 'Sam Support', changes: [{ from: null, to: identity }] },
    ]);
  });

  test('is refused when disabled', async () => {
    const sub = newAccount();
    await link('consumer', sub);
    const setStatus = (status: string) =>
      withTenant(api.database.pools, acme.tenant.key, (unit) =>
        unit.query({
          text: 'update users set status = $1 where id = $2',
          values: [status, acme.viewers.consumer.userId],
        }),
      );
    await setStatus('disabled');
    const { session, message } = await complete(await comeBack({ sub }));
    await setStatus('active');
    expect([session, message]).toEqual([
      null,
      'Your user is disabled. Ask the administrator of the organisation.',
    ]);
    await unlink('consumer');
  });

  test('of one account is one user; a user has one account there', async () => {
    const sub = newAccount();
    await link('manager', sub);
    expect((await link('support', sub)).errors).toMatchObject([
      {
        code: 'CONFLICT',
        message: 'This account at the provider belongs to another user of the organisation.',
      },
    ]);
    expect((await link('manager', newAccount())).errors).toMatchObject([{ code: 'CONFLICT' }]);
    await unlink('manager');
  });
});

describe('an account that is linked to nobody', () => {
  test("does not become the user who has its name or e-mail address, not even the administrator's", async () => {
    const likeTheAdmin = {
      preferred_username: 'admin',
      name: 'Ada Admin',
      email: 'admin@acme.example',
      email_verified: true,
    };
    const { session, message } = await complete(await comeBack({ sub: newAccount(), ...likeTheAdmin }));
    expect(session).toBeNull();
    expect(message).toContain('is not linked to a user of this organisation');
    await save(acme, { newUserRole: 'CONSUMER' });
    const begun = await complete(await comeBack({ sub: newAccount(), ...likeTheAdmin }));
    await save(acme, { newUserRole: null });
    expect(begun.session).toMatchObject({ viewer: { role: 'CONSUMER', displayName: 'Ada Admin' } });
    expect(begun.username).toMatch(/^admin-\d{7}$/);
  });

  test('becomes a user without an address that the provider has not verified, and with a name that can be read', async () => {
    await save(acme, { newUserRole: 'SUPPORT' });
    const odd = {
      sub: newAccount(),
      name: 'Bell\u0007',
      preferred_username: 'Bea@Shop',
      email: 'bea@shop.example',
    };
    const begun = await complete(await comeBack(odd));
    await save(acme, { newUserRole: null });
    expect(begun).toMatchObject({
      session: { viewer: { role: 'SUPPORT', displayName: 'Bea@Shop' } },
      username: 'bea@shop',
      email: null,
    });
  });

  test('of another organisation with the same provider is nobody here', async () => {
    await save(bravo, { newUserRole: 'CONSUMER' });
    const sub = newAccount();
    expect((await complete(await comeBack({ sub }, 'bravo'))).session).not.toBeNull();
    expect((await complete(await comeBack({ sub }, 'acme'))).session).toBeNull();
  });
});

describe('a token that is not right begins no session', () => {
  const now = () => Math.floor(Date.now() / 1000);
  const forgeries: [string, IdToken][] = [
    ['another nonce', (claims, sign) => sign({ ...claims, nonce: 'n' })],
    ['no nonce', ({ nonce: _, ...claims }, sign) => sign(claims)],
    ['another audience', (claims, sign) => sign({ ...claims, aud: 'another-client' })],
    ['another party besides', (claims, sign) => sign({ ...claims, aud: ['redress', 'x'] })],
    ['another authorized party', (claims, sign) => sign({ ...claims, azp: 'another-client' })],
    ['another issuer', (claims, sign) => sign({ ...claims, iss: 'https://other.invalid' })],
    ['an end in the past', (claims, sign) => sign({ ...claims, iat: now() - 900, exp: now() - 600 })],
    ['no end', ({ exp: _, ...claims }, sign) => sign(claims)],
    ['a beginning in the future', (claims, sign) => sign({ ...claims, nbf: now() + 600 })],
    ['no subject', ({ sub: _, ...claims }, sign) => sign(claims)],
    ['a subject without end', (claims, sign) => sign({ ...claims, sub: 's'.repeat(256) })],
    ['no signature', (claims) => jwt.sign(claims, null, { algorithm: 'none' })],
    [
      'a signature of the client secret',
      (claims) => jwt.sign(claims, createSecretKey(Buffer.from(clientSecret))),
    ],
    [
      'a changed text under the old signature',
      (claims, sign) => {
        const [head, , signature] = sign(claims).split('.');
        const body = Buffer.from(JSON.stringify({ ...claims, sub: 'victim' })).toString('base64url');
        return `${head}.${body}.${signature}`;
      },
    ],
    ['no token', () => ''],
  ];

  test.each(forgeries)('%s', async (_, forge) => {
    await save(acme, { newUserRole: 'CONSUMER' });
    makeToken = forge;
    expect(await complete(await comeBack({ sub: newAccount() }))).toMatchObject({
      session: null,
      message: failed,
    });
  });

  test('the same tokens unforged do', async () => {
    expect((await complete(await comeBack({ sub: newAccount() }))).session).not.toBeNull();
  });

  test('nor does one that another key signed', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    makeToken = (claims) => jwt.sign(claims, privateKey, { algorithm: 'ES256', keyid: 'k1' });
    expect((await complete(await comeBack({ sub: newAccount() }))).message).toBe(failed);
  });
});

describe('the way back', () => {
  test('is good once', async () => {
    await save(acme, { newUserRole: 'CONSUMER' });
    const { authorizationUrl, attempt } = await start();
    const sub = newAccount();
    const [first, second] = [1, 2].map(() => issuer.consent(authorizationUrl, { sub }));
    expect((await complete({ attempt, callbackUrl: first })).session).not.toBeNull();
    expect((await complete({ attempt, callbackUrl: first })).session).toBeNull();
    // Even with a fresh code for the same attempt.
    expect(await complete({ attempt, callbackUrl: second })).toMatchObject({ session: null, message: over });
  });

  test('ends in the browser that began it: another attempt does not fit its address', async () => {
    const mine = await comeBack({ sub: newAccount() });
    const theirs = await comeBack({ sub: newAccount() });
    const mixed = { attempt: mine.attempt, callbackUrl: theirs.callbackUrl };
    expect((await complete(mixed)).message).toBe(failed);
  });

  test('ends in the organisation where it began', async () => {
    const { attempt } = await start('bravo');
    const { callbackUrl } = await comeBack({ sub: newAccount() }, 'acme');
    expect((await complete({ attempt, callbackUrl })).message).toBe(over);
    const asBravo = callbackUrl.replace('/acme/', '/bravo/');
    expect((await complete({ attempt, callbackUrl: asBravo })).message).toBe(failed);
  });

  test('takes no attempt that was edited, has run out, or is meant for linking', async () => {
    const { attempt, callbackUrl } = await comeBack({ sub: newAccount() });
    const edited = `${attempt.slice(0, 60)}${attempt[60] === 'A' ? 'B' : 'A'}${attempt.slice(61)}`;
    expect((await complete({ attempt: edited, callbackUrl })).message).toBe(over);
    expect((await complete({ attempt: 'x', callbackUrl })).message).toBe(over);
    api.clock.now = new Date(api.clock.now.getTime() + 10 * 60_000);
    expect((await complete({ attempt, callbackUrl })).message).toBe(over);
    const { manager } = acme.viewers;
    const linking = await caller.change(manager, 'startIdentityLink', { currentPassword: castPassword }, way);
    const back = issuer.consent(String(linking['authorizationUrl']), { sub: newAccount() });
    expect((await complete({ attempt: linking['attempt'], callbackUrl: back })).message).toBe(over);
  });

  test('takes no address but the one that is registered, and no answer in another issuer’s name', async () => {
    const { attempt, callbackUrl } = await comeBack({ sub: newAccount() });
    const { search } = new URL(callbackUrl);
    for (const other of [
      `https://evil.example/acme/sign-in/callback${search}`,
      `http://localhost:4000/${search}`,
      'x',
    ]) {
      expect((await complete({ attempt, callbackUrl: other })).message).toBe(over);
    }
    const mixedUp = new URL(callbackUrl);
    mixedUp.searchParams.set('iss', 'https://other.invalid');
    expect((await complete({ attempt, callbackUrl: mixedUp.href })).message).toBe(failed);
  });

  test('leads nowhere once the provider was changed or switched off', async () => {
    const changed = await comeBack({ sub: newAccount() });
    await save(acme, { label: 'Example ID 2', newUserRole: 'CONSUMER' });
    expect((await complete(changed)).message).toBe(over);
    await save(acme, { newUserRole: 'CONSUMER' });
    const off = await comeBack({ sub: newAccount() });
    await save(acme, { isEnabled: false });
    expect((await complete(off)).message).toBe(over);
    expect(await caller.change(null, 'startProviderSignIn', { organisation: 'acme' }, way)).toMatchObject({
      attempt: null,
      errors: [{ code: 'NOT_ALLOWED' }],
    });
    await save(acme, {});
  });

  test('begins one session a document', async () => {
    const { errors } = await caller.ask(
      null,
      `mutation { a: completeProviderSignIn(input: { attempt: "x", callbackUrl: "x" }) { errors { code } }
        b: completeProviderSignIn(input: { attempt: "y", callbackUrl: "y" }) { errors { code } } }`,
    );
    expect(errors?.[0]?.message).toBe('A document begins one session at most.');
  });
});

describe('linking', () => {
  test('asks for the password', async () => {
    const { support } = acme.viewers;
    for (const currentPassword of [null, 'wrong']) {
      const answer = await caller.change(support, 'startIdentityLink', { currentPassword }, way);
      expect(answer).toMatchObject({ attempt: null, errors: [{ code: 'INVALID_CREDENTIALS' }] });
    }
  });

  test('ends in the session that began it', async () => {
    const { support, manager } = acme.viewers;
    const begun = await caller.change(support, 'startIdentityLink', { currentPassword: castPassword }, way);
    const back = {
      attempt: begun['attempt'],
      callbackUrl: issuer.consent(String(begun['authorizationUrl']), { sub: newAccount() }),
    };
    for (const viewer of [manager, { ...support, sessionId: manager.sessionId }]) {
      const answer = await caller.change(viewer, 'completeIdentityLink', back, 'viewer { id }');
      expect(answer).toMatchObject({ viewer: null, errors: [{ message: over }] });
    }
    const own = await caller.change(support, 'completeIdentityLink', back, 'viewer { id }');
    expect(own.errors).toEqual([]);
    await unlink('support');
  });

  test('nobody but an administrator unlinks somebody else, and nobody loses their only way in', async () => {
    await link('support', newAccount());
    const supportId = toGlobalId('User', acme.viewers.support.userId as string);
    const byManager = { userId: supportId };
    expect(
      await caller.change(acme.viewers.manager, 'unlinkIdentity', byManager, 'user { id }'),
    ).toMatchObject({ user: null, errors: [{ code: 'NOT_FOUND' }] });
    const setHash = (hash: string | null) =>
      withTenant(api.database.pools, acme.tenant.key, (unit) =>
        unit.query({
          text: 'update users set password_hash = $1 where id = $2',
          values: [hash, acme.viewers.support.userId],
        }),
      );
    await setHash(null);
    const own = await caller.change(acme.viewers.support, 'unlinkIdentity', byManager, 'user { id }');
    expect(own).toMatchObject({ user: null, errors: [{ code: 'NOT_ALLOWED' }] });
    expect((await unlink('support')).errors).toEqual([]);
  });
});

test('an invitation can be taken by way of the provider', async () => {
  const invited = await caller.change(
    acme.viewers.admin,
    'createUser',
    { username: 'ivo', displayName: 'Ivo Invited', role: 'HELP_DESK' },
    'invitationUrl',
  );
  const invitationToken = String(invited['invitationUrl']).split('/').at(-1) ?? '';
  const sub = newAccount();
  expect((await complete(await comeBack({ sub }, 'acme', { invitationToken }))).username).toBe('ivo');
  expect((await complete(await comeBack({ sub }))).username).toBe('ivo');
  const again = await complete(await comeBack({ sub: newAccount() }, 'acme', { invitationToken }));
  expect([again.session, again.message]).toEqual([
    null,
    'This link is not valid any more. Ask the organisation for a new one.',
  ]);
});

test('where staff must use the provider, their passwords are not taken; administrators keep theirs for emergencies', async () => {
  const signIn = async (username: string) => {
    const input = { organisation: 'acme', username, password: castPassword };
    return (await caller.change(null, 'signIn', input, 'session { expiresAt }'))['session'] !== null;
  };
  const invite = { username: 'ina', displayName: 'Ina Invited', role: 'SUPPORT' };
  const { invitationUrl } = await caller.change(acme.viewers.admin, 'createUser', invite, 'invitationUrl');
  expect(await signIn('manager')).toBe(true);
  await save(acme, { staffMustUse: true });
  expect(await Promise.all(['manager', 'helpdesk', 'admin', 'consumer'].map(signIn))).toEqual([
    false,
    false,
    true,
    true,
  ]);
  const acceptance = { token: String(invitationUrl).split('/').at(-1), password: 'seven-herons-by-the-lake' };
  const accepted = await caller.change(null, 'acceptInvitation', acceptance, 'session { expiresAt }');
  expect(accepted).toMatchObject({ session: null, errors: [{ code: 'NOT_ALLOWED' }] });
  expect(
    await caller.get(null, '{ signInOptions(organisation: "acme") { providerLabel staffMustUseProvider } }'),
  ).toEqual({ signInOptions: { providerLabel: 'Example ID', staffMustUseProvider: true } });
  await save(acme, {});
  expect(await signIn('manager')).toBe(true);
});
