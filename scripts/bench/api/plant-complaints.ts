import type { Client } from 'pg';
import type { CfpbComplaint } from '../../../server/import/cfpb-row.ts';
import { checkTenantKey } from '../../../server/tenancy/tenant.ts';

/** Entries of the histories that the detail shows. */
const historyEntries = 24;
/** Every so many complaints have such a history, the others one entry. */
const historyEvery = 20;

/** Keeps the sample where the statements that plant complaints find it. */
export async function plantSample(admin: Client, rows: readonly CfpbComplaint[]): Promise<void> {
  await admin.query(uuidFunction);
  await admin.query(`create temporary table bench_sample (pick integer, subject text, description text, channel text, consumer text,
    category text, received_at timestamptz, closed_at timestamptz)`);
  const column = (read: (row: CfpbComplaint) => unknown) => rows.map(read);
  await admin.query(
    `insert into bench_sample select * from unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
      $7::timestamptz[], $8::timestamptz[])`,
    [
      rows.map((_, index) => index),
      column((row) => row.subject),
      column((row) => row.description),
      column((row) => row.channel),
      column((row) => row.consumerName),
      column((row) => row.category),
      column((row) => row.receivedAt),
      column((row) => row.closedAt),
    ],
  );
}

/**
 * Writes one complaint for each pick out of the sample, with consumer, category, comments and history, straight into the schema; gives
 * the uuids of those with a long history. The numbers behind the ids make two runs equal.
 */
export async function plantComplaints(
  admin: Client,
  tenantKey: string,
  staff: readonly { id: string; name: string }[],
  picks: readonly number[],
): Promise<string[]> {
  await admin.query('begin');
  await admin.query(
    `set local search_path = "${checkTenantKey(tenantKey)}", pg_catalog, pg_temp; set local synchronous_commit = off`,
  );
  await admin.query(
    `create temporary table bench_picked on commit drop as
      select s.*, pg_temp.bench_uuid(s.received_at, 'complaint', g) as id, pg_temp.bench_uuid(s.received_at, 'person', g) as person_id,
        g % 5 <> 0 as is_taken
      from (select p.g, b.* from unnest($1::integer[]) with ordinality as p (pick, g) join bench_sample b using (pick)) s`,
    [picks],
  );
  for (const text of statements) await admin.query(text, placeholders(text, staff));
  const { rows } = await admin.query<{ id: string }>(
    `select id from bench_picked where g % ${historyEvery} = 1 order by g`,
  );
  await admin.query('commit');
  return rows.map(({ id }) => id);
}

/** A function of the connection's own: an id in the order of time, as the application makes them. */
const uuidFunction = `create or replace function pg_temp.bench_uuid(at timestamptz, kind text, number bigint) returns uuid language sql
  return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(kind || number), 1, 3) || '8'
    || substr(md5(kind || number), 4, 15))::uuid`;

function placeholders(text: string, staff: readonly { id: string; name: string }[]): unknown[] {
  if (!text.includes('$1')) return [];
  const values: unknown[] = [staff.map(({ id }) => id)];
  return text.includes('$2') ? [...values, staff.map(({ name }) => name)] : values;
}

const statements = [
  `insert into categories (id, name) select pg_temp.bench_uuid(min(received_at), category, 1), category from bench_picked group by category`,
  `insert into people (id, name, email, is_imported, created_at)
    select person_id, consumer, 'consumer' || g || '@bench.example', true, received_at from bench_picked`,
  `insert into complaints (id, reference, status, subject, description, channel, priority, origin, consumer_id, assignee_id, category_id,
      received_at, created_at, updated_at, final_response_by, resolved_at, closed_at, first_closed_at, close_reason, search_staff, search_consumer)
    select p.id, 'BENCH-' || p.g, case when not is_taken then 'open' when closed_at is null then 'in_progress' else 'closed' end,
      subject, description, channel, (array['low', 'normal', 'high', 'urgent'])[1 + g % 4], 'import', person_id,
      case when is_taken then ($1::uuid[])[1 + g % 2] end, k.id, received_at, received_at, received_at, received_at + interval '56 days',
      case when is_taken then closed_at end, case when is_taken then closed_at end, case when is_taken then closed_at end,
      case when is_taken and closed_at is not null then 'imported' end, v.vector, v.vector
    from bench_picked p join categories k on k.name = p.category
    cross join lateral (select search_vector('BENCH-' || p.g, null, p.subject, p.consumer, p.description, '') as vector offset 0) v
    order by received_at, p.id`,
  `insert into comments (id, complaint_id, kind, body, author_user_id, created_at)
    select pg_temp.bench_uuid(received_at, 'comment' || n, g), id, 'reply', left(description, 300), ($1::uuid[])[1 + g % 2], received_at
    from bench_picked, generate_series(1, 3) n where n <= g % 4`,
  // Through the product's own function: the chains are real. One call a row, in the order of the history.
  `select append_audit_event(pg_temp.bench_uuid(received_at + n * interval '1 hour', 'event' || n, g), received_at + n * interval '1 hour',
      case when n = 1 then 'complaint.imported' else (array['complaint.commented', 'complaint.assigned', 'complaint.classified', 'complaint.resumed'])[1 + n % 4] end,
      'complaint', id, 'BENCH-' || g, 'user', ($1::uuid[])[1 + g % 2], ($2::text[])[1 + g % 2], 'support',
      case when n % 4 = 1 then jsonb_build_array(jsonb_build_object('field', 'assignee', 'from', null, 'to', ($2::text[])[1 + g % 2])) else '[]' end,
      'redress bench', null)
    from (select p.*, n from bench_picked p, generate_series(1, ${historyEntries}) n
      where n <= case when g % ${historyEvery} = 1 then ${historyEntries} else 1 end order by g, n) e`,
];
