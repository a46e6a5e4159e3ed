import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../auth/viewer.ts';
import { withAdmin } from '../db/admin.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { recordStatements } from '../test/recorded-statements.ts';

let api: TestApi;
let acme: TestOrganisation;

/** Thousands of complaints, of which number n has every value that n stands for. */
beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  const person = acme.viewers.consumer.personId;
  const user = acme.viewers.support.userId;
  await inTenant(`insert into complaints (id, reference, status, subject, description, channel, priority, origin, external_reference,
      consumer_id, assignee_id, received_at, created_at, updated_at, noted_at, noted_in, final_response_by, closed_at, close_reason)
    select gen_random_uuid(), 'ACME-2026-' || lpad(n::text, 6, '0'), case when n % 4 = 0 then 'closed' else 'in_progress' end, 'Kettle ' || n,
      repeat('It leaks. ', 40), case when n % 2 = 0 then 'phone' else 'web' end, case when n % 50 = 0 then 'urgent' else 'normal' end,
      'help_desk', 'shop-' || n, '${person}', case when n % 3 = 0 then '${user}'::uuid end, at, at, at,
      case when n % 5 = 0 then at + interval '1 minute' end, case when n % 5 = 0 then pg_current_xact_id() end,
      case when n % 7 <> 0 then at + interval '8 weeks' end, case when n % 4 = 0 then at + interval '1 day' end,
      case when n % 4 = 0 then 'accepted' end
    from (select n, timestamptz '2026-01-01T00:00:00Z' + n * interval '1 minute' as at from generate_series(1, 8000) n) numbers`);
  await inTenant('analyze complaints');
});
afterAll(() => api.stop());

async function inTenant(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  return withAdmin(api.database.adminUrl, async (admin) => {
    await admin.query(`set search_path = "${acme.tenant.key}"`);
    return (await admin.query<Record<string, unknown>>(sql, values)).rows;
  });
}

const orders = ['RECEIVED_AT', 'UPDATED_AT', 'CHANGED', 'DUE_AT', 'PRIORITY', 'REFERENCE'] as const;
const indexes: Record<(typeof orders)[number], string> = {
  RECEIVED_AT: 'complaints_received',
  UPDATED_AT: 'complaints_updated',
  CHANGED: 'complaints_changes',
  DUE_AT: 'complaints_due_order',
  PRIORITY: 'complaints_priority',
  REFERENCE: 'complaints_reference_unique',
};

describe('every order of complaints', () => {
  const cases = orders.flatMap((field) =>
    (field === 'CHANGED' ? ['ASC'] : ['ASC', 'DESC']).map((direction) => ({ field, direction })),
  );
  it.each(cases)(
    '$field $direction is served by its index, on the first page and on later ones',
    async (order) => {
      const query = `query ($after: String) { complaints(first: 20, after: $after, orderBy: { field: ${order.field}, direction: ${order.direction} }) {
      nodes { subject } pageInfo { endCursor } } }`;
      const page = async (after: string | null) =>
        (
          await api.get<{ complaints: { nodes: unknown[]; pageInfo: { endCursor: string } } }>(
            acme.viewers.manager,
            query,
            { after },
          )
        ).complaints;
      const statements = await recordStatements(api.database.pools, async () => {
        const first = await page(null);
        expect(first.nodes).toHaveLength(20);
        expect((await page(first.pageInfo.endCursor)).nodes).toHaveLength(20);
      });
      const lists = statements.filter(({ text }) => text.includes('order by'));
      expect(lists).toHaveLength(2);
      for (const { text, values } of lists) {
        const rows = await inTenant(`explain ${text}`, [...values]);
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        expect(plan).toContain(`using ${indexes[order.field]} on complaints`);
        expect(plan).not.toContain('Seq Scan on complaints');
      }
    },
  );
});

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString();

describe('a filter of complaints', () => {
  const cases: [string, () => string, string][] = [
    ['a status', () => 'status: [CLOSED]', `n % 4 = 0`],
    ['two statuses', () => 'status: [CLOSED, IN_PROGRESS]', 'true'],
    ['nobody', () => 'isUnassigned: true', 'n % 3 <> 0'],
    [
      'an assignee',
      () => `assigneeId: "${toGlobalId('User', acme.viewers.support.userId as string)}"`,
      'n % 3 = 0',
    ],
    ['a channel', () => 'channel: [PHONE]', 'n % 2 = 0'],
    ['a priority', () => 'priority: [URGENT, HIGH]', 'n % 50 = 0'],
    ['a close reason', () => 'closeReason: [ACCEPTED]', 'n % 4 = 0'],
    [
      'due before a moment, exclusive',
      () => `dueBefore: "${at(8 * 7 * 24 * 60 + 30)}"`,
      'n < 30 and n % 7 <> 0 and n % 4 <> 0',
    ],
    [
      'received between two moments, half-open',
      () => `receivedFrom: "${at(100)}", receivedBefore: "${at(200)}"`,
      'n >= 100 and n < 200',
    ],
    [
      'updated after a moment, exclusive, notes included',
      () => `updatedAfter: "${at(7990)}"`,
      'n > 7990 or n = 7990',
    ],
    [
      'closed between two moments, half-open',
      () => `closedFrom: "${at(24 * 60 + 100)}", closedBefore: "${at(24 * 60 + 200)}"`,
      'n % 4 = 0 and n >= 100 and n < 200',
    ],
    [
      'external references',
      () => 'externalReference: ["shop-17", "shop-4711", "none", "SHOP-18"]',
      'n in (17, 4711)',
    ],
    ['no external reference at all', () => 'externalReference: []', 'false'],
    [
      'several together',
      () => `status: [CLOSED], channel: [PHONE], priority: [URGENT], receivedBefore: "${at(1000)}"`,
      'n % 100 = 0 and n < 1000',
    ],
  ];
  it.each(cases)('by %s', async (_, filter, rule) => {
    const { complaints } = await api.get<{
      complaints: { totalCount: number; nodes: { subject: string }[] };
    }>(
      acme.viewers.manager,
      `{ complaints(first: 100, filter: { ${filter()} }, orderBy: { field: REFERENCE, direction: ASC }) { totalCount nodes { subject } } }`,
    );
    const expected = await inTenant(
      `select 'Kettle ' || n as subject from generate_series(1, 8000) n where ${rule}`,
    );
    expect(complaints.totalCount).toBe(expected.length);
    expect(complaints.nodes).toEqual(expected.slice(0, 100));
  });

  it('takes 500 external references at most, without the spaces around them, and none with a NUL is anybody’s', async () => {
    const ask = (viewer: Viewer, references: string[]) =>
      api.ask(
        viewer,
        'query ($references: [String!]) { complaints(filter: { externalReference: $references }) { totalCount } }',
        { references },
      );
    const many = (count: number) => Array.from({ length: count }, (_, index) => `shop-${index + 1}`);
    expect((await ask(acme.viewers.manager, many(500))).data).toEqual({ complaints: { totalCount: 500 } });
    expect((await ask(acme.viewers.manager, many(501))).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect((await ask(acme.viewers.manager, [' shop-1', 'shop-2\n'])).data).toEqual({
      complaints: { totalCount: 2 },
    });
    expect((await ask(acme.viewers.manager, ['shop-\0', '\ud800'])).data).toEqual({
      complaints: { totalCount: 0 },
    });
    expect((await ask(acme.viewers.consumer2, many(500))).data).toEqual({ complaints: { totalCount: 0 } });
  });
});
