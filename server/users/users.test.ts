import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueAccessToken, verifyAccessToken } from '../auth/access-tokens.ts';
import type { Viewer } from '../auth/viewer.ts';
import { statement } from '../db/sql.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type CastName, type TestOrganisation } from '../test/organisation.ts';
import { withTenant } from '../tenancy/with-tenant.ts';

let api: TestApi;
let acme: TestOrganisation;
let other: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  other = await createOrganisation(api.database, 'other');
});
afterAll(() => api.stop());

const idOf = (name: CastName) => toGlobalId('User', acme.viewers[name].userId ?? '');
const fields = 'user { id version displayName role status username email person { name } }';

interface UserNode {
  id: string;
  version: number;
  displayName: string;
  role: string;
  status: string;
}

async function find(id: string): Promise<UserNode> {
  const { node } = await api.get<{ node: UserNode }>(
    acme.viewers.admin,
    'query ($id: ID!) { node(id: $id) { ... on User { id version displayName role status email } } }',
    { id },
  );
  return node;
}

/** A mutation on a user at its present version, as the administrator. */
async function onUser(name: string, id: string, input: object = {}, what = fields) {
  const { version } = await find(id);
  return api.change(acme.viewers.admin, name, { id, version, ...input }, what);
}

async function makeUser(username: string, role = 'SUPPORT'): Promise<UserNode> {
  const payload = await api.change(
    acme.viewers.admin,
    'createUser',
    { username, displayName: `Name of ${username}`, role },
    fields,
  );
  expect(payload.errors).toEqual([]);
  await withTenant(api.database.pools, acme.tenant.key, (unit) =>
    unit.query(
      statement`update users set status = 'active', password_hash = 'none' where username = ${username}`,
    ),
  );
  return payload['user'] as UserNode;
}

async function tokenOf(viewer: Viewer): Promise<string> {
  return issueAccessToken(api.services, viewer, Date.now()).accessToken;
}

const latestEvent = async () => {
  const { auditEvents } = await api.get<{ auditEvents: { nodes: object[] } }>(
    acme.viewers.admin,
    '{ auditEvents(first: 1) { nodes { action actorName subjectLabel changes { field from to } } } }',
  );
  return auditEvents.nodes[0];
};

describe('creating a user', () => {
  it('gives an invited member of staff and a link that is shown once', async () => {
    const input = {
      username: 'Nina',
      displayName: ' Nina Neu ',
      email: 'nina@acme.example',
      role: 'HELP_DESK',
    };
    const payload = await api.change(acme.viewers.admin, 'createUser', input, `${fields} invitationUrl`);
    expect(payload).toMatchObject({
      user: {
        version: 1,
        displayName: 'Nina Neu',
        role: 'HELP_DESK',
        status: 'INVITED',
        username: 'nina',
        email: 'nina@acme.example',
        person: null,
      },
      invitationUrl: expect.stringMatching(/^http:\/\/localhost:4000\/acme\/invitation\/[\w-]{80}$/),
      errors: [],
    });
    expect(await latestEvent()).toEqual({
      action: 'user.created',
      actorName: 'Ada Admin',
      subjectLabel: 'nina',
      changes: [
        { field: 'username', from: null, to: 'nina' },
        { field: 'name', from: null, to: 'Nina Neu' },
        { field: 'e-mail', from: null, to: 'nina@acme.example' },
        { field: 'role', from: null, to: 'help desk agent' },
        { field: 'status', from: null, to: 'invited' },
      ],
    });
  });

  it('keeps only the hash of the link', async () => {
    const payload = await api.change(
      acme.viewers.admin,
      'createUser',
      { username: 'nils', displayName: 'Nils', role: 'SUPPORT' },
      'invitationUrl',
    );
    const token = String(payload['invitationUrl']).split('/').at(-1) ?? '';
    const rows = await withTenant(api.database.pools, acme.tenant.key, (unit) =>
      unit.query<{ hash: Buffer }>(statement`select token_hash as hash from invitations`),
    );
    const secret = Buffer.from(token, 'base64url').subarray(28);
    expect(rows.every((row) => row.hash.length === 32 && !row.hash.equals(secret))).toBe(true);
  });

  it('with a username that is taken is a conflict', async () => {
    const payload = await api.change(
      acme.viewers.admin,
      'createUser',
      { username: 'Support', displayName: 'Twin', role: 'SUPPORT' },
      fields,
    );
    expect(payload).toEqual({
      user: null,
      errors: [
        {
          __typename: 'ConflictError',
          code: 'CONFLICT',
          message: 'This username is taken. Choose another.',
          path: ['username'],
        },
      ],
    });
  });

  it('names every field that is not right', async () => {
    const payload = await api.change(
      acme.viewers.admin,
      'createUser',
      { username: 'ä', displayName: '', email: 'nowhere', role: 'CONSUMER' },
      fields,
    );
    expect(payload.errors.map(({ code, path }) => [code, path])).toEqual([
      ['INVALID_INPUT', ['username']],
      ['INVALID_INPUT', ['displayName']],
      ['INVALID_INPUT', ['email']],
      ['INVALID_INPUT', ['role']],
    ]);
  });
});

describe('updating a user', () => {
  it('changes name, address and role, and the old token is refused at once', async () => {
    const viewer = acme.viewers.support2;
    const token = await tokenOf(viewer);
    const payload = await onUser('updateUser', idOf('support2'), {
      displayName: 'Sue Desk',
      email: null,
      role: 'HELP_DESK',
    });
    expect(payload).toMatchObject({
      user: { version: 2, displayName: 'Sue Desk', role: 'HELP_DESK', email: null },
      errors: [],
    });
    expect(await verifyAccessToken(api.services, token)).toBeNull();
    expect(await latestEvent()).toMatchObject({
      action: 'user.updated',
      changes: [
        { field: 'name', from: 'Sue Support', to: 'Sue Desk' },
        { field: 'e-mail', from: 'support2@acme.example', to: null },
        { field: 'role', from: 'support staff', to: 'help desk agent' },
      ],
    });
  });

  it('with nothing new changes nothing', async () => {
    const { displayName, role, version } = await find(idOf('manager2'));
    const payload = await onUser('updateUser', idOf('manager2'), {
      displayName,
      email: 'manager2@acme.example',
      role,
    });
    expect(payload).toMatchObject({ user: { version }, errors: [] });
  });

  it('on an old version shows what is there now', async () => {
    const input = { id: idOf('manager2'), version: 99, displayName: 'Mia', role: 'MANAGER' };
    const { data } = await api.ask(
      acme.viewers.admin,
      `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id }
        errors { code path ... on StaleVersionError { current { ... on User { displayName version } } } } } }`,
      { input },
    );
    expect(data).toEqual({
      updateUser: {
        user: null,
        errors: [
          { code: 'STALE_VERSION', path: ['version'], current: { displayName: 'Mia Manager', version: 1 } },
        ],
      },
    });
  });

  it.each([
    ['consumer', 'SUPPORT'],
    ['support', 'CONSUMER'],
  ] as const)('never makes a %s a %s', async (name, role) => {
    const payload = await onUser('updateUser', idOf(name), { displayName: 'Somebody', role });
    expect(payload.errors).toMatchObject([{ code: 'NOT_ALLOWED', path: ['role'] }]);
  });

  it('by two editors of one version at the same moment: one wins', async () => {
    const { id, version } = await makeUser('edited');
    const answers = await Promise.all(
      ['First', 'Second'].map((displayName) =>
        api.change(acme.viewers.admin, 'updateUser', { id, version, displayName, role: 'SUPPORT' }, fields),
      ),
    );
    expect(answers.map((answer) => answer.errors[0]?.code ?? 'done').sort()).toEqual([
      'STALE_VERSION',
      'done',
    ]);
  });
});

describe('the last administrator who can sign in', () => {
  it.each([
    ['updateUser', { displayName: 'Ada Admin', role: 'MANAGER' }, ['role']],
    ['disableUser', {}, ['id']],
  ])('stays one: %s', async (mutation, input, path) => {
    const payload = await onUser(mutation, idOf('admin'), input);
    expect(payload.errors).toMatchObject([
      { code: 'NOT_ALLOWED', path, message: expect.stringContaining('last system administrator') },
    ]);
    expect(await find(idOf('admin'))).toMatchObject({ role: 'ADMIN', status: 'ACTIVE' });
  });

  it('is one even when an invited one is there', async () => {
    const input = { username: 'admin.to.be', displayName: 'To Be', role: 'ADMIN' };
    await api.change(acme.viewers.admin, 'createUser', input, fields);
    expect((await onUser('disableUser', idOf('admin'))).errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });

  it('is left when two demote each other at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, version } = await makeUser(`admin${round}`, 'ADMIN');
      const ada = await find(idOf('admin'));
      const answers = await Promise.all([
        api.change(
          acme.viewers.admin,
          'updateUser',
          { id, version, displayName: 'Other', role: 'MANAGER' },
          fields,
        ),
        api.change(
          acme.viewers.admin,
          'updateUser',
          { id: ada.id, version: ada.version, displayName: 'Ada', role: 'MANAGER' },
          fields,
        ),
      ]);
      expect(answers.filter((answer) => answer.errors.length === 0)).toHaveLength(1);
      const [one, two] = [await find(id), await find(ada.id)];
      expect([one.role, two.role].sort()).toEqual(['ADMIN', 'MANAGER']);
      await onUser('updateUser', ada.id, {
        displayName: 'Ada Admin',
        role: 'ADMIN',
        email: 'admin@acme.example',
      });
      await onUser('updateUser', id, { displayName: 'Other', role: 'MANAGER' });
    }
  });
});

describe('disabling a user', () => {
  it('ends tokens at once, and enabling lets them sign in again', async () => {
    const { id } = await makeUser('leaver');
    const viewer = { ...acme.viewers.support, userId: Buffer.from(id, 'base64url').toString().slice(5) };
    const token = await tokenOf(viewer);
    expect(await verifyAccessToken(api.services, token)).not.toBeNull();
    expect(await onUser('disableUser', id)).toMatchObject({ user: { status: 'DISABLED' }, errors: [] });
    expect(await verifyAccessToken(api.services, token)).toBeNull();
    expect(await latestEvent()).toMatchObject({
      action: 'user.disabled',
      changes: [{ field: 'status', from: 'active', to: 'disabled' }],
    });
    expect(await onUser('disableUser', id)).toMatchObject({ user: { status: 'DISABLED' }, errors: [] });
    expect(await onUser('enableUser', id)).toMatchObject({ user: { status: 'ACTIVE' }, errors: [] });
    expect(await latestEvent()).toMatchObject({
      action: 'user.enabled',
      changes: [{ field: 'status', from: 'disabled', to: 'active' }],
    });
  });

  it('without a password makes them invited again when enabled, and their old link stays void', async () => {
    const input = { username: 'never.came', displayName: 'Never Came', role: 'SUPPORT' };
    const created = await api.change(acme.viewers.admin, 'createUser', input, `${fields} invitationUrl`);
    const { id } = created['user'] as UserNode;
    await onUser('disableUser', id);
    expect(await onUser('enableUser', id)).toMatchObject({ user: { status: 'INVITED' } });
    const token = String(created['invitationUrl']).split('/').at(-1);
    const accepted = await api.change(
      null,
      'acceptInvitation',
      { token, password: 'four words in a row' },
      'session { expiresAt }',
    );
    expect(accepted.errors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
  });

  it('is refused while complaints that are not closed are assigned to them', async () => {
    const submitted = await api.change(acme.viewers.consumer, 'submitComplaint', {
      subject: 'Late',
      description: 'Too late.',
    });
    const { id, version } = submitted.complaint ?? { id: '', version: 0 };
    const started = await api.change(acme.viewers.support, 'startComplaint', { id, version });
    const refused = await onUser('disableUser', idOf('support'));
    expect(refused.errors).toEqual([
      {
        __typename: 'NotAllowedError',
        code: 'NOT_ALLOWED',
        message: '1 complaint that is not closed is assigned to Sam Support. Reassign it first.',
        path: ['id'],
      },
    ]);
    const reassigned = { id, version: started.complaint?.version, assigneeId: idOf('manager') };
    expect((await api.change(acme.viewers.manager, 'assignComplaint', reassigned)).errors).toEqual([]);
    expect((await onUser('disableUser', idOf('support'))).errors).toEqual([]);
    await onUser('enableUser', idOf('support'));
  });
});

describe("resetting a user's password", () => {
  it('gives a link, and voids the one before', async () => {
    const { id } = await makeUser('forgetful');
    const links = [
      await onUser('resetUserPassword', id, {}, 'invitationUrl'),
      await onUser('resetUserPassword', id, {}, 'invitationUrl'),
    ];
    const [first, second] = links.map((payload) => String(payload['invitationUrl']).split('/').at(-1));
    const accept = (token: string | undefined) =>
      api.change(
        null,
        'acceptInvitation',
        { token, password: 'four words in a row' },
        'session { viewer { displayName } }',
      );
    expect((await accept(first)).errors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
    expect((await accept(second)).errors).toEqual([]);
  });

  it('is refused for oneself and for a disabled user', async () => {
    expect((await onUser('resetUserPassword', idOf('admin'), {}, 'invitationUrl')).errors).toMatchObject([
      { code: 'NOT_ALLOWED', path: ['id'] },
    ]);
    const { id } = await makeUser('asleep');
    await onUser('disableUser', id);
    expect((await onUser('resetUserPassword', id, {}, 'invitationUrl')).errors).toMatchObject([
      { code: 'NOT_ALLOWED', path: ['id'] },
    ]);
  });
});

describe('inviting a person', () => {
  const invite = (id: string, username: string) =>
    api.change(
      acme.viewers.helpDesk,
      'invitePerson',
      { id, username },
      'person { name hasAccount } user { role status username email } invitationUrl',
    );

  it('gives a known person an account', async () => {
    const made = await api.change(
      acme.viewers.helpDesk,
      'createPerson',
      { name: 'Pia Phone', email: 'pia@x.example' },
      'person { id hasAccount }',
    );
    const { id, hasAccount } = made['person'] as { id: string; hasAccount: boolean };
    expect(hasAccount).toBe(false);
    expect(await invite(id, 'pia')).toMatchObject({
      person: { name: 'Pia Phone', hasAccount: true },
      user: { role: 'CONSUMER', status: 'INVITED', username: 'pia', email: 'pia@x.example' },
      invitationUrl: expect.stringContaining('/acme/invitation/'),
      errors: [],
    });
    expect((await invite(id, 'pia2')).errors).toEqual([
      {
        __typename: 'ConflictError',
        code: 'CONFLICT',
        message: 'This person has an account already.',
        path: ['id'],
      },
    ]);
  });

  it('needs a free username', async () => {
    const made = await api.change(
      acme.viewers.helpDesk,
      'createPerson',
      { name: 'Paul Phone' },
      'person { id }',
    );
    expect((await invite((made['person'] as { id: string }).id, 'support')).errors).toMatchObject([
      { code: 'CONFLICT', path: ['username'] },
    ]);
  });
});

describe("an id of another organisation's user", () => {
  const theirs = () => toGlobalId('User', other.viewers.support.userId ?? '');
  it.each([
    ['updateUser', { displayName: 'Taken over', role: 'SUPPORT' }, 'user { id }'],
    ['disableUser', {}, 'user { id }'],
    ['enableUser', {}, 'user { id }'],
    ['resetUserPassword', {}, 'invitationUrl'],
  ])('is answered by %s like a random one and a malformed one', async (mutation, input, what) => {
    const random = toGlobalId('User', '01890000-0000-7000-8000-00000000ffff');
    const answers = [];
    for (const id of [
      theirs(),
      random,
      'nonsense',
      toGlobalId('Person', other.viewers.support.userId ?? ''),
    ]) {
      answers.push(await api.change(acme.viewers.admin, mutation, { id, version: 1, ...input }, what));
    }
    expect(answers[0]?.errors).toEqual([
      { __typename: 'NotFoundError', code: 'NOT_FOUND', message: 'There is no such user.', path: ['id'] },
    ]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});

describe('the list of users', () => {
  const list = async (viewer: Viewer, args: string) => {
    const { users } = await api.get<{ users: { nodes: { displayName: string }[]; totalCount: number } }>(
      viewer,
      `{ users${args} { nodes { displayName role status } totalCount } }`,
    );
    return users.nodes.map((user) => user.displayName);
  };

  it('is ordered by name, and pages forwards and backwards', async () => {
    const all = await list(other.viewers.admin, '');
    expect(all).toEqual([
      'Ada Admin',
      'Carla Consumer',
      'Cem Consumer',
      'Hanna Desk',
      'Max Manager',
      'Mia Manager',
      'Sam Support',
      'Sue Support',
    ]);
    const page = await api.get<{ users: { pageInfo: { endCursor: string } } }>(
      other.viewers.admin,
      '{ users(first: 3) { pageInfo { endCursor } } }',
    );
    const { endCursor } = page.users.pageInfo;
    expect(await list(other.viewers.admin, `(first: 2, after: "${endCursor}")`)).toEqual([
      'Hanna Desk',
      'Max Manager',
    ]);
    expect(await list(other.viewers.admin, `(last: 2, before: "${endCursor}")`)).toEqual([
      'Ada Admin',
      'Carla Consumer',
    ]);
  });

  it.each([
    ['(filter: { role: [MANAGER, ADMIN] })', ['Ada Admin', 'Max Manager', 'Mia Manager']],
    ['(filter: { role: [] })', []],
    ['(filter: { status: [DISABLED] })', []],
    ['(filter: { text: "SÜE" })', ['Sue Support']],
    ['(filter: { text: "helpdesk@other" })', ['Hanna Desk']],
    ['(filter: { text: "%" })', []],
    [
      '(filter: { assignable: true })',
      ['Ada Admin', 'Hanna Desk', 'Max Manager', 'Mia Manager', 'Sam Support', 'Sue Support'],
    ],
    ['(filter: { assignable: false })', ['Carla Consumer', 'Cem Consumer']],
  ])('narrowed by %s', async (args, names) => {
    expect(await list(other.viewers.helpDesk, args)).toEqual(names);
  });

  it('shows consumers the given name of staff only, when the organisation hides surnames', async () => {
    const ask = (viewer: Viewer) =>
      api.get<{ node: { displayName: string } }>(
        viewer,
        'query ($id: ID!) { node(id: $id) { ... on User { displayName } } }',
        {
          id: idOf('support'),
        },
      );
    expect((await ask(acme.viewers.consumer)).node.displayName).toBe('Sam Support');
    await withTenant(api.database.pools, acme.tenant.key, (unit) =>
      unit.query(statement`update settings set show_staff_surnames = false`),
    );
    expect((await ask(acme.viewers.consumer)).node.displayName).toBe('Sam');
    expect((await ask(acme.viewers.helpDesk)).node.displayName).toBe('Sam Support');
  });
});
