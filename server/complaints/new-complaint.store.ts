import { statement } from '../db/sql.ts';
import type { Channel, Origin, Priority } from '../shared/complaint.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** What says that no two complaints have the same external reference. */
export const externalReferenceIndex = 'complaints_external_reference_unique';

/** A complaint as it is first written. */
export interface NewComplaint {
  id: string;
  external_reference: string | null;
  subject: string;
  description: string;
  desired_outcome: string | null;
  channel: Channel;
  priority: Priority;
  origin: Origin;
  /** The service token by which it was entered. */
  entered_by: string | null;
  consumer_id: string;
  category_id: string | null;
  received_at: Date;
}

/**
 * Writes new complaints, Open, with what a search finds them by. They get the next references of the year that `now` has in the organisation's
 * time zone: no gaps and no doubles, a rollback gives the numbers back. Deadlines are days of 24 hours from receipt, as many as the
 * organisation has set; they are acknowledged at once.
 *
 * One statement and no answer: whoever complains next waits for the counter's row until the commit, and so for as little as possible.
 * `limit 1` has each consumer looked up by their id: a prepared statement is planned for a hundred, for which PostgreSQL would read all people.
 */
export function insertComplaints(unit: WriteUnit, complaints: readonly NewComplaint[], now: Date): void {
  const count = complaints.length;
  const rows = complaints.map((complaint, index) => ({ ...complaint, position: index + 1 }));
  unit.write(statement`with taken as (
      insert into reference_counters as r (year, last_number)
      select extract(year from ${now}::timestamptz at time zone s.time_zone)::integer, ${count}::integer from settings s
      on conflict (year) do update set last_number = r.last_number + excluded.last_number
      returning year, last_number - ${count}::integer as last_before
    ), named as (
      select c.*, s.reference_prefix || '-' || t.year || '-' || lpad(n.number, greatest(6, length(n.number)), '0') as reference,
        c.received_at + s.acknowledge_within_days * interval '24 hours' as acknowledge_by,
        c.received_at + s.final_response_within_days * interval '24 hours' as final_response_by
      from jsonb_to_recordset(${JSON.stringify(rows)}) as c (position integer, id uuid, external_reference text, subject text,
        description text, desired_outcome text, channel text, priority text, origin text, entered_by uuid, consumer_id uuid,
        category_id uuid, received_at timestamptz)
      left join settings s on true left join taken t on true cross join lateral (select (t.last_before + c.position)::text as number) n
    )
    insert into complaints (id, reference, external_reference, status, subject, description, desired_outcome, channel, priority, origin,
      entered_by, consumer_id, category_id, received_at, created_at, updated_at, acknowledge_by, acknowledged_at, final_response_by,
      search_staff, search_consumer)
    select c.id, c.reference, c.external_reference, 'open', c.subject, c.description, c.desired_outcome, c.channel, c.priority, c.origin,
      c.entered_by, c.consumer_id, c.category_id, c.received_at, ${now}::timestamptz, ${now}::timestamptz, c.acknowledge_by,
      ${now}::timestamptz, c.final_response_by, v.vector, v.vector
    from named c left join lateral (select name, email, phone from people where id = c.consumer_id limit 1) p on true
    cross join lateral (select search_vector(c.reference, c.external_reference, c.subject, concat_ws(' ', p.name, p.email, p.phone),
      concat_ws(' ', c.description, c.desired_outcome), '') as vector offset 0) v`);
}

/** The reference of a complaint that is there. */
export async function getReference(unit: WriteUnit, id: string): Promise<string> {
  const [complaint] = await unit.query<{ reference: string }>(
    statement`select reference from complaints where id = ${id}`,
  );
  if (!complaint) throw new Error('No complaint was written');
  return complaint.reference;
}
