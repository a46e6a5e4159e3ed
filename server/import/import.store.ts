import { v7 as uuidv7 } from 'uuid';
import { changesBetween, recordFirstEvents, type Actor } from '../audit/audit.store.ts';
import { statement } from '../db/sql.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import type { CfpbComplaint } from './cfpb-row.ts';

const importActor: Actor = { kind: 'import', id: null, name: 'CFPB import', role: null };
const importOrigin = { client: 'redress import' };

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

/** A row's category by its names, as they stand in the file. */
export function categoryKey(row: Pick<CfpbComplaint, 'category' | 'subCategory'>): string {
  return JSON.stringify([row.category, row.subCategory]);
}

/**
 * Adds the categories that are missing, with an event each; gives the uuid of each row's by `categoryKey`. The database judges
 * which names are the same in another case (its rules and JavaScript's differ); the first in the file gives the spelling.
 */
export async function ensureCategories(
  unit: WriteUnit,
  rows: readonly CfpbComplaint[],
  now: Date,
): Promise<Map<string, string>> {
  const wanted = [...new Map(rows.map((row) => [categoryKey(row), row])).values()];
  const roots = [...new Set(wanted.map((row) => row.category))];
  const children = wanted.filter((row) => row.subCategory !== null);
  const parents = children.map((row) => row.category);
  const names = children.map((row) => row.subCategory);
  const newRoots = await unit.query<NewCategory>(statement`insert into categories (id, name)
    select * from unnest(${roots.map(() => uuidv7())}::uuid[], ${roots}::text[]) on conflict do nothing
    returning id, name, null as parent`);
  const newChildren = await unit.query<NewCategory>(statement`insert into categories (id, name, parent_id)
    select t.id, t.name, p.id
    from unnest(${names.map(() => uuidv7())}::uuid[], ${parents}::text[], ${names}::text[]) with ordinality as t (id, parent, name, number)
    join categories p on lower(p.name) = lower(t.parent) and p.parent_id is null
    order by t.number
    on conflict do nothing
    returning id, name, (select p.name from categories p where p.id = parent_id) as parent`);
  recordNewCategories(unit, [...newRoots, ...newChildren], now);
  const found = await unit.query<{
    id: string | null;
    category: string;
    subCategory: string | null;
  }>(statement`
    select case when t.sub_category is null then p.id else c.id end as id, t.category, t.sub_category as "subCategory"
    from unnest(${wanted.map((row) => row.category)}::text[], ${wanted.map((row) => row.subCategory)}::text[]) as t (category, sub_category)
    join categories p on lower(p.name) = lower(t.category) and p.parent_id is null
    left join categories c on lower(c.name) = lower(t.sub_category) and c.parent_id = p.id`);
  return new Map(found.flatMap((row) => (row.id === null ? [] : [[categoryKey(row), row.id]])));
}

interface NewCategory {
  id: string;
  name: string;
  parent: string | null;
}

function recordNewCategories(unit: WriteUnit, categories: readonly NewCategory[], now: Date): void {
  const events = categories.map(
    ({ id, name, parent }) =>
      ({
        action: 'category.created',
        subjectType: 'category',
        subjectId: id,
        subjectLabel: name,
        changes: changesBetween({}, { name, parent }),
      }) as const,
  );
  recordFirstEvents(unit, importActor, importOrigin, events, now);
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

/** Writes imported complaints with their unknown consumers, resolutions and one IMPORTED event each: four statements for any number of rows, which travel together. */
export function insertImported(unit: WriteUnit, rows: readonly ImportedComplaint[], now: Date): void {
  const column = <Value>(read: (row: ImportedComplaint) => Value) => rows.map(read);
  unit.write(statement`insert into people (id, name, is_imported, created_at)
    select id, name, true, ${now}::timestamptz
    from unnest(${column((row) => row.personId)}::uuid[], ${column((row) => row.consumerName)}::text[]) as t (id, name)`);
  unit.write(statement`insert into complaints (id, reference, external_reference, status, subject, description, channel, origin,
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
  unit.write(statement`insert into resolutions (id, complaint_id, outcome, explanation, remedy, resolved_at)
    select * from unnest(${closed.map(() => uuidv7())}::uuid[], ${closedColumn((row) => row.id)}::uuid[],
      ${closedColumn((row) => row.end.outcome)}::text[], ${closedColumn((row) => row.end.explanation)}::text[],
      ${closedColumn((row) => row.end.remedy)}::text[], ${closedColumn((row) => row.closedAt)}::timestamptz[])`);
  const events = rows.map(
    ({ id, reference }) =>
      ({
        action: 'complaint.imported',
        subjectType: 'complaint',
        subjectId: id,
        subjectLabel: reference,
      }) as const,
  );
  recordFirstEvents(unit, importActor, importOrigin, events, now);
}
