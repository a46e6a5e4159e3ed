import { v7 as uuidv7 } from 'uuid';
import { statement } from '../db/sql.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import type { CfpbComplaint } from './cfpb-row.ts';

/** Which of these external references are in the unit's tenant already. */
export async function listKnownReferences(
  unit: WriteUnit,
  externalReferences: readonly string[],
): Promise<Set<string>> {
  const rows = await unit.query<{ external_reference: string }>(
    statement`select external_reference from complaints where external_reference = any (${externalReferences}::text[])`,
  );
  return new Set(rows.map((row) => row.external_reference));
}

/** A category by its names in lower case, the upper one first. */
export const categoryKey = (name: string, subName: string | null) =>
  JSON.stringify([name.toLowerCase(), subName?.toLowerCase() ?? null]);

/** Adds the categories that are missing; gives the uuid of each by `categoryKey`. */
export async function ensureCategories(
  unit: WriteUnit,
  rows: readonly CfpbComplaint[],
): Promise<Map<string, string>> {
  const roots = unique(rows.map((row) => row.category));
  await unit.query(statement`insert into categories (id, name)
    select * from unnest(${roots.map(() => uuidv7())}::uuid[], ${roots}::text[]) on conflict do nothing`);
  const children = unique(
    rows
      .filter((row) => row.subCategory !== null)
      .map((row) => JSON.stringify([row.category, row.subCategory])),
  );
  const pairs = children.map((pair) => JSON.parse(pair) as [string, string]);
  await unit.query(statement`insert into categories (id, name, parent_id)
    select t.id, t.name, p.id
    from unnest(${pairs.map(() => uuidv7())}::uuid[], ${pairs.map(([parent]) => parent)}::text[], ${pairs.map(([, name]) => name)}::text[]) as t (id, parent, name)
    join categories p on lower(p.name) = lower(t.parent) and p.parent_id is null
    on conflict do nothing`);
  const found = await unit.query<{ id: string; name: string; parent: string | null }>(
    statement`select c.id, c.name, p.name as parent from categories c left join categories p on p.id = c.parent_id`,
  );
  return new Map(
    found.map(({ id, name, parent }) => [
      parent === null ? categoryKey(name, null) : categoryKey(parent, name),
      id,
    ]),
  );
}

/** Takes that many references of a year at once; gives the number before the first one, and the prefix. */
export async function takeReferences(
  unit: WriteUnit,
  year: number,
  count: number,
): Promise<{ before: number; prefix: string }> {
  const [row] = await unit.query<{ last: number; prefix: string }>(statement`with taken as (
      insert into reference_counters as r (year, last_number) values (${year}, ${count})
      on conflict (year) do update set last_number = r.last_number + excluded.last_number returning last_number)
    select taken.last_number as last, s.reference_prefix as prefix from taken cross join settings s`);
  if (!row) throw new Error('The organisation has no settings');
  return { before: row.last - count, prefix: row.prefix };
}

/** A row with everything that the database needs. */
export interface ImportedComplaint extends CfpbComplaint {
  id: string;
  personId: string;
  reference: string;
  categoryId: string;
}

/** Writes imported complaints with their unknown consumers, resolutions and one IMPORTED event each: five statements for any number of rows. */
export async function insertImported(
  unit: WriteUnit,
  rows: readonly ImportedComplaint[],
  now: Date,
): Promise<void> {
  const column = <Value>(read: (row: ImportedComplaint) => Value) => rows.map(read);
  await unit.query(statement`insert into people (id, name, is_imported, created_at)
    select id, name, true, ${now}::timestamptz
    from unnest(${column((row) => row.personId)}::uuid[], ${column((row) => row.consumerName)}::text[]) as t (id, name)`);
  await unit.query(statement`insert into complaints (id, reference, external_reference, status, subject, description, channel, origin,
      consumer_id, category_id, received_at, created_at, updated_at, resolved_at, closed_at, first_closed_at, close_reason,
      search_staff, search_consumer)
    select t.id, t.reference, t.external_reference, t.status, t.subject, t.description, t.channel, 'import',
      t.consumer_id, t.category_id, t.received_at, ${now}, ${now}, t.closed_at, t.closed_at, t.closed_at,
      case when t.status = 'closed' then 'imported' end, v.vector, v.vector
    from unnest(${column((row) => row.id)}::uuid[], ${column((row) => row.reference)}::text[], ${column((row) => row.externalReference)}::text[],
      ${column((row) => row.end.status)}::text[], ${column((row) => row.subject)}::text[], ${column((row) => row.description)}::text[],
      ${column((row) => row.channel)}::text[], ${column((row) => row.personId)}::uuid[], ${column((row) => row.categoryId)}::uuid[],
      ${column((row) => row.receivedAt)}::timestamptz[], ${column((row) => row.closedAt)}::timestamptz[], ${column((row) => row.consumerName)}::text[])
      as t (id, reference, external_reference, status, subject, description, channel, consumer_id, category_id, received_at, closed_at, consumer)
    cross join lateral (select search_vector(t.reference, t.external_reference, t.subject, t.consumer, t.description, '') as vector offset 0) v`);
  const closed = rows.filter((row) => row.closedAt !== null);
  const closedColumn = <Value>(read: (row: ImportedComplaint) => Value) => closed.map(read);
  await unit.query(statement`insert into resolutions (id, complaint_id, outcome, explanation, remedy, resolved_at)
    select * from unnest(${closed.map(() => uuidv7())}::uuid[], ${closedColumn((row) => row.id)}::uuid[],
      ${closedColumn((row) => row.end.outcome)}::text[], ${closedColumn((row) => row.end.explanation)}::text[],
      ${closedColumn((row) => row.end.remedy)}::text[], ${closedColumn((row) => row.closedAt)}::timestamptz[])`);
  await unit.query(statement`insert into audit_events (id, occurred_at, action, subject_type, subject_id, subject_label, actor_kind, actor_name, client)
    select t.id, ${now}::timestamptz, 'complaint.imported', 'complaint', t.subject_id, t.label, 'import', 'CFPB import', 'redress import'
    from unnest(${rows.map(() => uuidv7())}::uuid[], ${column((row) => row.id)}::uuid[], ${column((row) => row.reference)}::text[]) as t (id, subject_id, label)`);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
