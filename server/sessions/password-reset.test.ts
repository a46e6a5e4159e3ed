import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { listQueue } from '../jobs/dead-letters.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { linkIn } from '../test/mail-server.ts';
import { castPassword, createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { recordStatements } from '../test/recorded-statements.ts';
import { openPostOffice, type PostOffice } from '../test/post-office.ts';
import { withTenant } from '../tenancy/with-tenant.ts';

let api: TestApi;
let acme: TestOrganisation;
let bravo: TestOrganisation;
let post: PostOffice;
const newPassword = 'seven-herons-by-the-lake';

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  bravo = await createOrganisation(api.database, 'bravo');
  post = await openPostOffice(api.services);
});
afterAll(async () => {
  await post.stop();
  await api.stop();
});
beforeEach(async () => {
  await asOwner('delete from platform.outbox');
  await asOwner('delete from platform.rate_limits');
  await asOwner(`delete from "${acme.tenant.key}".password_reset_requests`);
  post.reset();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  api.clock.now = new Date();
});

const asOwner = <Row extends object>(sql: string, values: unknown[] = []) =>
  withAdmin(api.database.adminUrl, async (admin) => (await admin.query<Row>(sql, values)).rows);
const request = (account: string, organisation = 'acme') =>
  api.change(null, 'requestPasswordReset', { organisation, account }, 'isRequested');
const accept = (link: string) =>
  api.change(
    null,
    'acceptInvitation',
    { token: link.split('/').at(-1), password: newPassword },
    'session { viewer { displayName } }',
  );
const signIn = (username: string, password: string) =>
  api.change(null, 'signIn', { organisation: 'acme', username, password }, 'session { viewer { role } }');
const check = async (link: string) => {
  const query = 'query ($token: String!) { invitation(token: $token) { username organisation isFirst } }';
  return (await api.get(null, query, { token: link.split('/').at(-1) }))['invitation'];
};

describe('a forgotten password', () => {
  it('is replaced by a link in a mail, found by username or address, which ends every session and works once', async () => {
    for (const account of ['Support', ' SUPPORT@acme.example ']) {
      post.reset();
      expect(await request(account)).toEqual({ isRequested: true, errors: [] });
      await post.deliver();
      expect(post.onlyTo('support@acme.example').text).toContain('for the account support at acme Ltd');
    }
    const link = linkIn(post.onlyTo('support@acme.example'));
    expect(link).toMatch(/^http:\/\/localhost:4000\/acme\/invitation\/[\w-]{80}$/);
    expect(await check(link)).toEqual({ username: 'support', organisation: 'acme Ltd', isFirst: false });
    const old = await signIn('support', castPassword);
    expect(old.errors).toEqual([]);
    expect(await accept(link)).toMatchObject({
      errors: [],
      session: { viewer: { displayName: 'Sam Support' } },
    });
    const open = await asOwner<{ open: number }>(
      `select count(*)::int as open from "${acme.tenant.key}".sessions where user_id = $1 and ended_at is null`,
      [acme.viewers.support.userId],
    );
    expect(open, 'the one that the link began').toEqual([{ open: 1 }]);
    expect((await signIn('support', castPassword)).errors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
    expect((await signIn('support', newPassword)).errors).toEqual([]);
    expect(await check(link)).toBeNull();
    expect((await accept(link)).errors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
    post.reset();
    await post.deliver();
    expect(post.onlyTo('support@acme.example').subject).toBe('Your password at acme Ltd was changed');
  });

  it('keeps the old password until the link is used, and the link lives an hour', async () => {
    await request('manager');
    await post.deliver();
    const link = linkIn(post.onlyTo('manager@acme.example'));
    expect((await signIn('manager', castPassword)).errors).toEqual([]);
    const from = api.clock.now.getTime();
    api.clock.now = new Date(from + 3_599_000);
    expect(await check(link)).not.toBeNull();
    api.clock.now = new Date(from + 3_600_000);
    expect(await check(link)).toBeNull();
    expect((await accept(link)).errors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
  });

  it('is told in the trail, when there is such an account', async () => {
    await request('helpdesk');
    await post.deliver();
    const { auditEvents } = await api.get<{ auditEvents: { nodes: object[] } }>(
      acme.viewers.admin,
      '{ auditEvents(first: 1) { nodes { action subjectLabel actorKind } } }',
    );
    expect(auditEvents.nodes).toEqual([
      { action: 'user.password_reset_requested', subjectLabel: 'helpdesk', actorKind: 'SYSTEM' },
    ]);
  });
});

describe('a request', () => {
  it('gets the same answer and makes the same statements whether the account exists or not', async () => {
    const statementsOf = async (account: string) => {
      const sent = await recordStatements(api.database.pools, async () => {
        expect(await request(account)).toEqual({ isRequested: true, errors: [] });
      });
      return sent.map(({ text }) => text);
    };
    const known = await statementsOf('consumer');
    expect(known).toHaveLength(3);
    expect(await statementsOf('nobody-of-that-name')).toEqual(known);
    expect(await request('consumer', 'no-such-organisation')).toEqual({ isRequested: true, errors: [] });
  });

  it('for somebody unknown, disabled or without an address mails nobody, and what was typed is forgotten', async () => {
    const change = (set: string, username: string) =>
      withTenant(api.database.pools, acme.tenant.key, (unit) =>
        unit.query({ text: `update users set ${set} where username = $1`, values: [username] }),
      );
    await change(`status = 'disabled'`, 'support2');
    await change('email = null', 'manager2');
    for (const account of [
      'nobody',
      'nobody@elsewhere.example',
      'support2',
      'manager2',
      `' or true --`,
      '%',
    ]) {
      expect(await request(account)).toEqual({ isRequested: true, errors: [] });
    }
    expect(await post.deliver()).toBe(6);
    expect(post.mails).toEqual([]);
    const typed = await asOwner<{ account: string | null }>(
      `select account from "${acme.tenant.key}".password_reset_requests where account is not null`,
    );
    expect(typed).toEqual([]);
  });

  it('reaches the own organisation alone', async () => {
    await request('consumer2', 'bravo');
    await request('consumer@acme.example', 'bravo');
    await post.deliver();
    expect(post.mails.map(({ recipient }) => recipient)).toEqual(['consumer2@bravo.example']);
  });

  it('mails an account three links an hour at most', async () => {
    for (let asked = 1; asked <= 5; asked += 1) await request('admin');
    await post.deliver();
    expect(post.mails).toHaveLength(3);
    expect((await request('admin')).errors, 'and is throttled by itself').toMatchObject([
      { code: 'RATE_LIMITED' },
    ]);
    expect((await request('not-an-admin')).errors).toEqual([]);
  });

  it('that was made to be another organisation’s is a dead letter, and nobody is mailed', async () => {
    await request('consumer');
    await asOwner('update platform.outbox set tenant_key = $1', [bravo.tenant.key]);
    await post.deliver();
    expect(await withAdmin(api.database.adminUrl, (admin) => listQueue(admin, { all: true }))).toMatchObject([
      {
        state: 'dead',
        slug: 'bravo',
        kind: 'password-reset',
        reason: 'The organisation has no such request.',
      },
    ]);
    expect(post.mails).toEqual([]);
  });

  it('is answered once, also when its worker dies before it said so', async () => {
    await request('consumer');
    const [entry] = await asOwner<{ kind: string; ref: string }>('select kind, ref from platform.outbox');
    await post.handlers[entry!.kind]!.run(acme.tenant, entry!.ref);
    await post.deliver();
    expect(post.mails.map(({ recipient }) => recipient)).toEqual(['consumer@acme.example']);
  });

  it('is refused with a reason where the installation sends no mail', async () => {
    const { config } = api.services;
    const mode = config.mode;
    try {
      config.mode = 'production';
      expect(await api.get(null, '{ installation { sendsMail } }')).toEqual({
        installation: { sendsMail: false },
      });
      expect((await request('consumer')).errors).toMatchObject([
        {
          code: 'NOT_ALLOWED',
          message: 'This installation sends no e-mail. Ask the organisation for a link to a new password.',
        },
      ]);
    } finally {
      config.mode = mode;
    }
    expect(await api.get(null, '{ installation { sendsMail } }')).toEqual({
      installation: { sendsMail: true },
    });
  });

  it('stands once in a document', async () => {
    const one = 'requestPasswordReset(input: { organisation: "acme", account: "consumer" }) { isRequested }';
    const { errors } = await api.ask(null, `mutation { a: ${one} b: ${one} }`);
    expect(errors?.[0]?.message).toBe('A document begins one session at most.');
  });
});
