import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { revoke } from '../../auth/revocations.ts';
import { withAdmin } from '../../db/admin.ts';
import { toGlobalId } from '../../graphql/global-id.ts';
import { castNames, type CastName } from '../../isolation/scratch/cast.ts';
import { startLiveWorld, type HeardStream, type LiveWorld } from '../../test/live-world.ts';
import { createOrganisation, type TestOrganisation } from '../../test/organisation.ts';
import { recordStatements } from '../../test/recorded-statements.ts';

let world: LiveWorld;
let beta: TestOrganisation;
const acmeTokens: Partial<Record<CastName, string>> = {};
const betaTokens: Partial<Record<CastName, string>> = {};

beforeAll(async () => {
  world = await startLiveWorld();
  beta = await createOrganisation(world.api.database, 'beta');
  for (const name of castNames) {
    acmeTokens[name] = (await world.api.signIn(name.toLowerCase())).authorization;
    betaTokens[name] = (await world.api.signIn(name.toLowerCase(), 'beta')).authorization;
  }
});
afterAll(() => world.stop());
beforeEach(() => world.api.reset());

const oneComplaint = `subscription ($id: ID!) { complaintChanged(id: $id) { events { action summary } complaint { id status version subject } } }`;
const theList = `subscription ($filter: ComplaintFilter) { complaintsChanged(filter: $filter) { isResync changed { id } left } }`;
const whatIsNew = `subscription { notifications { reason event { action } complaint { id } } }`;

async function change(
  token: string | undefined,
  name: string,
  input: object,
  ask = 'complaint { id version }',
) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${ask} errors { message } } }`;
  const { body } = await world.api.post({ query, variables: { input } }, { authorization: String(token) });
  expect(body).toMatchObject({ data: { [name]: { errors: [] } } });
  return body.data[name].complaint as { id: string; version: number };
}

const submit = (token = acmeTokens.consumer) =>
  change(token, 'submitComplaint', { subject: 'The kettle leaks', description: 'Everywhere.' });
const comment = (token: string | undefined, id: string, body = 'And now?') =>
  change(token, 'addComment', { complaintId: id, body }, 'complaint { id version }');

const soon = { timeout: 10_000, interval: 20 };
const heard = async (stream: HeardStream, events: number) => {
  await expect.poll(() => stream.events.length, soon).toBeGreaterThanOrEqual(events);
  return stream.events;
};
/** Long enough for whatever was on its way. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 600));
const staffId = (name: CastName) => toGlobalId('User', world.api.acme.viewers[name].userId as string);

describe('a complaint that is listened to', () => {
  it('comes at once, and again when somebody changes it through another process', async () => {
    const { id } = await submit();
    await aWhile();
    const stream = world.open(acmeTokens.consumer!, oneComplaint, { id });
    const [first] = await heard(stream, 1);
    expect(first).toEqual({
      data: {
        complaintChanged: {
          events: [],
          complaint: expect.objectContaining({ id, status: 'OPEN', version: 1 }),
        },
      },
    });
    const at = performance.now();
    await change(acmeTokens.support, 'startComplaint', { id, version: 1 });
    const [, second] = await heard(stream, 2);
    expect(performance.now() - at).toBeLessThan(5_000);
    expect(second.data.complaintChanged).toMatchObject({
      events: [{ action: 'complaint.started' }],
      complaint: { status: 'IN_PROGRESS', version: 2 },
    });
    stream.stop();
  });

  it('tells the consumer nothing of internal notes, and staff at once', async () => {
    const { id } = await submit();
    await aWhile();
    const consumer = world.open(acmeTokens.consumer!, oneComplaint, { id });
    const staff = world.open(acmeTokens.manager!, oneComplaint, { id });
    await heard(consumer, 1);
    await heard(staff, 1);
    await change(acmeTokens.helpDesk, 'addComment', {
      complaintId: id,
      body: 'A regular.',
      isInternal: true,
    });
    expect((await heard(staff, 2))[1].data.complaintChanged.events).toMatchObject([
      { action: 'complaint.noted' },
    ]);
    await aWhile();
    expect(consumer.events).toHaveLength(1);
    consumer.stop();
    staff.stop();
  });

  it('of somebody else, of another organisation, and of nobody end all the same, without a word', async () => {
    const { id } = await submit();
    const theirs = await submit(betaTokens.consumer);
    const nobodys = toGlobalId('Complaint', '01890000-0000-7000-8000-000000000000');
    for (const asked of [theirs.id, nobodys, staffId('admin'), 'x']) {
      const stream = world.open(acmeTokens.manager!, oneComplaint, { id: asked });
      await expect.poll(() => stream.end, soon).toBe('complete');
      expect(stream.events).toEqual([]);
    }
    const stream = world.open(acmeTokens.consumer2!, oneComplaint, { id });
    await expect.poll(() => stream.end, soon).toBe('complete');
    expect(stream.events).toEqual([]);
  });

  it('ends when it is not the viewer’s any more', async () => {
    const { id } = await submit();
    await aWhile();
    const stream = world.open(acmeTokens.consumer!, oneComplaint, { id });
    await heard(stream, 1);
    const { tenant, viewers } = world.api.acme;
    await withAdmin(world.api.database.adminUrl, (admin) =>
      admin.query(`update "${tenant.key}".complaints set consumer_id = '${viewers.consumer2.personId}'
        where subject = 'The kettle leaks' and version = 1 and consumer_id = '${viewers.consumer.personId}'`),
    );
    await comment(acmeTokens.helpDesk, id);
    await expect.poll(() => stream.end, soon).toBe('complete');
    expect(stream.events).toHaveLength(1);
  });
});

describe('a list that is listened to', () => {
  it('says which complaints belong to it now, and which do not', async () => {
    const { id } = await submit();
    await aWhile();
    const stream = world.open(acmeTokens.manager!, theList, { filter: { status: ['OPEN'] } });
    await heard(stream, 1);
    await comment(acmeTokens.consumer, id);
    const second = (await heard(stream, 2))[1].data.complaintsChanged;
    expect(second).toEqual({ isResync: false, changed: [{ id }], left: [] });
    await change(acmeTokens.support, 'startComplaint', { id, version: 1 });
    const third = (await heard(stream, 3))[2].data.complaintsChanged;
    expect(third).toEqual({ isResync: false, changed: [], left: [id] });
    stream.stop();
  });

  it('of one organisation hears nothing of another one’s, whatever happens there', async () => {
    const stream = world.open(betaTokens.manager!, theList);
    const notified = world.open(betaTokens.manager!, whatIsNew);
    await heard(stream, 1);
    const { id } = await submit();
    await comment(acmeTokens.consumer, id);
    // Not even when a notice claims that their complaint is one of this organisation's.
    const { rows } = await withAdmin(world.api.database.adminUrl, (admin) =>
      admin.query<{ id: string; subject_id: string }>(
        `select id, subject_id from "${world.api.acme.tenant.key}".audit_events where subject_type = 'complaint' order by id desc limit 1`,
      ),
    );
    const forged = `${beta.tenant.key} ${rows[0]?.subject_id} ${rows[0]?.id}`;
    await withAdmin(world.api.database.adminUrl, (admin) =>
      admin.query(`select pg_notify('redress_changes', $1), pg_notify('redress_changes', $2)`, [
        forged,
        'x y z',
      ]),
    );
    await aWhile();
    expect(stream.events).toHaveLength(1);
    expect(notified.events).toHaveLength(0);
    const own = await submit(betaTokens.consumer);
    expect((await heard(stream, 2))[1].data.complaintsChanged.changed).toEqual([{ id: own.id }]);
    stream.stop();
    notified.stop();
  });

  it('of a consumer hears of their own complaints alone', async () => {
    const stream = world.open(acmeTokens.consumer2!, theList);
    await heard(stream, 1);
    await submit(acmeTokens.consumer);
    await aWhile();
    expect(stream.events).toHaveLength(1);
    const { id } = await submit(acmeTokens.consumer2);
    expect((await heard(stream, 2))[1].data.complaintsChanged.changed).toEqual([{ id }]);
    stream.stop();
  });

  it('is to be loaded again when notices may have been missed', async () => {
    const stream = world.open(acmeTokens.manager!, theList);
    await heard(stream, 1);
    await withAdmin(world.api.database.adminUrl, (admin) =>
      admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'redress listen'
        and datname = current_database()`),
    );
    const [, second] = await heard(stream, 2);
    expect(second.data.complaintsChanged).toEqual({ isResync: true, changed: [], left: [] });
    const { id } = await submit();
    expect((await heard(stream, 3))[2].data.complaintsChanged.changed).toEqual([{ id }]);
    stream.stop();
  });
});

describe('notifications', () => {
  it('tell staff what was given to them and what happens to it, not what they do themselves', async () => {
    const stream = world.open(acmeTokens.support2!, whatIsNew);
    const others = world.open(acmeTokens.support!, whatIsNew);
    await aWhile();
    const { id } = await submit();
    await change(acmeTokens.manager, 'assignComplaint', { id, version: 1, assigneeId: staffId('support2') });
    expect((await heard(stream, 1))[0].data.notifications).toEqual([
      { reason: 'ASSIGNED', event: { action: 'complaint.assigned' }, complaint: { id } },
    ]);
    await comment(acmeTokens.support2, id, 'We look into it.');
    await comment(acmeTokens.consumer, id, 'Thank you.');
    expect((await heard(stream, 2))[1].data.notifications).toEqual([
      { reason: 'YOURS', event: { action: 'complaint.commented' }, complaint: { id } },
    ]);
    expect(others.events).toEqual([]);
    stream.stop();
    others.stop();
  });

  it('tell consumers what the organisation does about their complaint', async () => {
    const stream = world.open(acmeTokens.consumer!, whatIsNew);
    await aWhile();
    const { id } = await submit();
    await comment(acmeTokens.helpDesk, id, 'We look into it.');
    expect((await heard(stream, 1))[0].data.notifications).toEqual([
      { reason: 'OWN', event: { action: 'complaint.commented' }, complaint: { id } },
    ]);
    stream.stop();
  });
});

describe('a stream', () => {
  it('is cut within a second or so when its session is revoked, though nothing happens', async () => {
    const { authorization } = await world.api.signIn('manager2');
    const stream = world.open(authorization, theList);
    await heard(stream, 1);
    const [, payload = ''] = authorization.split('.');
    const { sid } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sid: string };
    const at = performance.now();
    await revoke(world.api.database.pools, [sid]);
    await expect.poll(() => stream.end, soon).toBe('cut');
    expect(performance.now() - at).toBeLessThan(3_000);
    await submit();
    await aWhile();
    expect(stream.events).toHaveLength(1);
  });

  it('is cut when the role of its owner changes', async () => {
    const { authorization } = await world.api.signIn('manager2');
    const stream = world.open(authorization, theList);
    await heard(stream, 1);
    const query = 'query ($id: ID!) { node(id: $id) { ... on User { id version } } }';
    const { body } = await world.api.post(
      { query, variables: { id: staffId('manager2') } },
      { authorization: acmeTokens.admin! },
    );
    await change(
      acmeTokens.admin,
      'updateUser',
      { ...body.data.node, displayName: 'Mia Manager', role: 'SUPPORT' },
      'user { id }',
    );
    await expect.poll(() => stream.end, soon).toBe('cut');
  });

  it('is cut when its organisation is suspended', async () => {
    const stream = world.open(betaTokens.admin!, theList);
    await heard(stream, 1);
    const set = (state: string) =>
      withAdmin(world.api.database.adminUrl, (admin) =>
        admin.query('update platform.tenants set state = $1 where key = $2', [state, beta.tenant.key]),
      );
    await set('suspended');
    await expect.poll(() => stream.end, soon).toBe('cut');
    await set('active');
  });

  it('is refused without a session, and with a token that is no good', async () => {
    for (const token of [null, 'Bearer nonsense']) {
      const stream = world.open(token, theList);
      await expect.poll(() => stream.end, soon).toBe('cut');
      expect(stream.error).toContain('401');
    }
  });

  it('takes subscriptions alone, of one field, within the limits of documents', async () => {
    const deep = `subscription { complaintsChanged { changed { ${'consumer { '.repeat(14)} id ${'} '.repeat(14)} } } }`;
    const refused = [
      ['{ viewer { id } }', 'A stream is for subscriptions'],
      ['mutation { signOut(input: { refreshToken: "x" }) { isSignedOut } }', 'A stream is for subscriptions'],
      ['subscription { notifications { reason } complaintsChanged { isResync } }', 'must select only one'],
      ['subscription { __schema { types { name } } }', 'must not select an introspection'],
      [deep, 'Cannot query field'],
      ['subscription { complaintsChanged { isResync }', 'Syntax Error'],
    ] as const;
    for (const [query, message] of refused) {
      const stream = world.open(acmeTokens.manager!, query);
      await expect.poll(() => stream.end, soon).not.toBe(null);
      expect(JSON.stringify(stream.events) + stream.error).toContain(message);
    }
  });

  it('is not opened by a plain request, which is told where to', async () => {
    const { body, status } = await world.api.post(
      { query: whatIsNew },
      { authorization: acmeTokens.manager! },
    );
    expect(status).toBe(400);
    expect(body.errors[0].message).toContain('/graphql/stream');
  });

  it('reads each event in one statement, whatever it asks for, beside the one by which its process learns what happened', async () => {
    const query = `subscription ($filter: ComplaintFilter) { complaintsChanged(filter: $filter) { isResync left
      changed { id reference subject consumer { name } assignee { displayName } category { name } commentCount } } }`;
    const list = world.open(acmeTokens.manager!, query, { filter: { status: ['OPEN'], isUnassigned: true } });
    await heard(list, 1);
    const { id } = await submit();
    await heard(list, 2);
    await aWhile();
    const before = list.events.length;
    const listed = await recordStatements(world.other.pools, async () => {
      await comment(acmeTokens.consumer, id);
      const { data } = (await heard(list, before + 1))[before];
      expect(data.complaintsChanged.changed).toMatchObject([{ id }]);
    });
    expect(listed).toHaveLength(2);
    list.stop();
    const one = world.open(acmeTokens.manager!, oneComplaint, { id });
    await heard(one, 1);
    const told = await recordStatements(world.other.pools, async () => {
      await comment(acmeTokens.consumer, id);
      expect((await heard(one, 2))[1].data.complaintChanged.events).toHaveLength(1);
    });
    expect(told).toHaveLength(2);
    one.stop();
  });

  it('is one of twenty at most of a session', async () => {
    const { authorization } = await world.api.signIn('support2');
    const streams = Array.from({ length: 20 }, () => world.open(authorization, theList));
    for (const stream of streams) await heard(stream, 1);
    const more = world.open(authorization, theList);
    await expect.poll(() => more.end, soon).toBe('complete');
    expect(more.events[0].errors[0].extensions.code).toBe('RATE_LIMITED');
    streams[0]?.stop();
    await aWhile();
    const again = world.open(authorization, theList);
    expect((await heard(again, 1))[0].errors).toBeUndefined();
    for (const stream of [...streams, again]) stream.stop();
  });
});
