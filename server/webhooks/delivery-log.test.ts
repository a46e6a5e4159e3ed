import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { bringTo } from '../isolation/scratch/complaint-paths.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { openHookWorld, type HookWorld } from '../test/hook-world.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { recordStatements } from '../test/recorded-statements.ts';

let api: TestApi;
let acme: TestOrganisation;
let beta: TestOrganisation;
let world: HookWorld;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  beta = await createOrganisation(api.database, 'beta');
  world = await openHookWorld(api, acme);
});
afterAll(async () => {
  await world.stop();
  await api.stop();
});
beforeEach(() => world.reset());

interface Log {
  webhookDeliveries: {
    totalCount: number;
    nodes: { type: string; state: string; endpoint: { id: string }; complaint: { id: string } | null }[];
  };
}
const log = `query ($filter: WebhookDeliveryFilter) { webhookDeliveries(first: 100, filter: $filter) {
  totalCount nodes { type state endpoint { id } complaint { id } } } }`;
const logOf = async (filter: object, viewer = acme.viewers.admin) =>
  (await api.get<Log>(viewer, log, { filter })).webhookDeliveries;

it('an administrator sees what was told about one complaint, to which endpoint, and what became of it', async () => {
  const taking = await world.endpoint({
    eventKinds: ['COMMENT_ADDED', 'COMPLAINT_SUBMITTED'],
    path: '/taking',
  });
  const failing = await world.endpoint({ eventKinds: ['COMMENT_ADDED'], path: '/failing' });
  world.receiver.answer = (message, response) =>
    void response.writeHead(message.path === '/failing' ? 500 : 204).end();
  const [one, other] = [await bringTo(api, acme, 'inProgress'), await bringTo(api, acme, 'inProgress')];
  for (const { id } of [one, other])
    await api.change(
      acme.viewers.support,
      'addComment',
      { complaintId: id, body: 'We look.' },
      'comment { id }',
    );
  await world.work();

  const told = await logOf({ complaintId: one.id });
  expect(told.totalCount).toBe(3);
  expect(told.nodes.every(({ complaint }) => complaint?.id === one.id)).toBe(true);
  expect(told.nodes.map(({ type, state, endpoint }) => [type, state, endpoint.id]).sort()).toEqual(
    [
      ['complaint.submitted', 'DELIVERED', taking.id],
      ['comment.added', 'DELIVERED', taking.id],
      ['comment.added', 'WAITING', failing.id],
    ].sort(),
  );
  expect(await logOf({ complaintId: one.id, state: ['WAITING'] })).toMatchObject({
    totalCount: 1,
    nodes: [{ endpoint: { id: failing.id } }],
  });
  expect((await logOf({ complaintId: one.id, endpointId: taking.id })).totalCount).toBe(2);
  expect((await logOf({})).totalCount).toBe(6);

  const nothing = { totalCount: 0, nodes: [] };
  expect(await logOf({ complaintId: 'x' })).toEqual(nothing);
  expect(await logOf({ complaintId: taking.id }), 'of another type').toEqual(nothing);
  expect(await logOf({ complaintId: one.id }, beta.viewers.admin), 'of another organisation').toEqual(
    nothing,
  );
});

it('the log of one complaint is read in one statement, by its index, however long the log is', async () => {
  await world.endpoint({ eventKinds: ['COMPLAINT_SUBMITTED'] });
  const { id } = await bringTo(api, acme, 'inProgress');
  await world.asOwner(`insert into webhook_deliveries (id, endpoint_id, event_id, complaint_id, cause, state, created_at, ended_at)
    select gen_random_uuid(), d.endpoint_id, d.event_id, c.id, 'event', 'delivered', now() - n * interval '1 minute', now()
    from generate_series(1, 3000) n, lateral (select * from webhook_deliveries limit 1) d,
      lateral (select id from complaints order by id desc offset n % 3 limit 1) c`);
  // Of the complaint that is asked for, only a few.
  await world.asOwner(`delete from webhook_deliveries d using (
      select id from webhook_deliveries where complaint_id = (select id from complaints order by id desc limit 1) offset 20) x
    where d.id = x.id`);
  await world.asOwner('analyze webhook_deliveries');
  const statements = await recordStatements(api.database.pools, async () => {
    expect((await logOf({ complaintId: id })).totalCount).toBe(20);
  });
  expect(statements).toHaveLength(1);
  const [{ text, values }] = statements as [{ text: string; values: unknown[] }];
  const plan = await withAdmin(api.database.adminUrl, async (admin) => {
    await admin.query(`set search_path = "${acme.tenant.key}"`);
    const { rows } = await admin.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toContain('webhook_deliveries_complaint');
  expect(plan).not.toContain('Seq Scan on webhook_deliveries');
});
